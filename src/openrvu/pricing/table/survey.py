"""What is learnt of a table before it is priced: its days, its words, its largest figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from openrvu.book.book import Book
from openrvu.pricing.table import lookups, said
from openrvu.pricing.table.checks import bad_sql, checked_sql
from openrvu.pricing.table.dimensions import PLACE_FIELDS, SERVICE_FIELDS, load_dimensions
from openrvu.pricing.table.lines import OPTIONAL, Claims
from openrvu.pricing.table.parts import prepare_parts
from openrvu.pricing.table.programs import Known, Programs
from openrvu.rules import fields as of
from openrvu.rules.expression import NumberField
from openrvu.rules.simplify import Fact
from openrvu.schedule.releases import normalise_label

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Terms:
    """What the caller says of every line.

    Attributes:
        participating: whether physicians take part in Medicare.
        qp: qualifying APM participants, who have a conversion factor of their own from 2026.
        release: label of the release to price by, whatever the day; None takes each day's own.
    """

    participating: bool = True
    qp: bool = False
    release: str | None = None


def prepare(db: DuckDBPyConnection, claims: Claims, book: Book, terms: Terms) -> None:
    """Make every small table that the lines of a table of claims are joined with."""
    said.say_days(db, claims)
    first, last = _days(db)
    spans = _spans(book, first, last, terms.release)
    load_dimensions(db, book, {span.release for span in spans if span.release}, qp=terms.qp)
    said.add_releases(db, book, spans)
    programs = Programs(Known(first, last))
    lookups.fill_places_of_service(db)
    lookups.fill_providers(db)
    said.say_codes(db, claims)
    said.say_modifiers(db, claims, programs.special)
    said.say_places_of_service(db, claims)
    said.say_providers(db, claims)
    said.say_places(db, claims, book)
    prepare_parts(db, programs)


def _spans(book: Book, first: date, last: date, release: str | None) -> list[lookups.Span]:
    if release is not None:
        return [lookups.Span(first, last, book.release(normalise_label(release)), None)]
    return list(lookups.spans(book.releases(), first, last))


def _days(db: DuckDBPyConnection) -> tuple[date, date]:
    """The first and the last date of service of any line that says one."""
    first, last = db.execute("SELECT min(day), max(day) FROM said_day").fetchall()[0]
    return first or lookups.FIRST_DAY, last or lookups.FIRST_DAY


@dataclass(frozen=True, slots=True)
class Survey:
    """What a table says as a whole.

    Attributes:
        known: what the rules can be made small for.
        bad: how many of its rows must be rejected.
        tells_kinds: whether any row tells of another practitioner than a physician.
    """

    known: Known
    bad: int
    tells_kinds: bool


def survey(db: DuckDBPyConnection, claims: Claims, terms: Terms) -> Survey:
    """Read the table through once, after :func:`prepare`."""
    figures = ("units", *(name for name in OPTIONAL if claims.columns.has(name)))
    asked = {
        "bad": f"count_if({bad_sql(claims)})",
        **{name: f"max(x.{name})" for name in figures},
    }
    columns = ", ".join(f"{sql} AS {name}" for name, sql in asked.items())
    answer = db.execute(f"SELECT {columns} FROM {checked_sql(claims)}").fetchall()[0]
    told = dict(zip(asked, answer, strict=True))
    has_kinds = claims.names_kinds and _has_kinds(db)
    most = {name: (0, _most(name, told.get(name))) for name in ("units", *OPTIONAL)}
    facts: dict[str, Fact] = {"participating": terms.participating}
    for name in OPTIONAL:
        if not claims.columns.has(name):
            facts |= {name: 0, f"has_{name}": False}
    if not has_kinds:
        facts["provider"] = "physician"
    known = Known(*_days(db), {**_ranges(db), **most}, facts)
    return Survey(known, told["bad"], has_kinds)


def _has_kinds(db: DuckDBPyConnection) -> bool:
    query = "SELECT count(*) FROM said_provider WHERE kind <> 'physician'"
    (count,) = db.execute(query).fetchall()[0]
    return bool(count)


def _most(name: str, found: int | None) -> int:
    """The most a figure can be: a row that says more is rejected."""
    field = of.FIELDS[name]
    assert isinstance(field, NumberField)  # noqa: S101 - names of figures
    return max(1, min(found or 0, field.highest))


def _ranges(db: DuckDBPyConnection) -> dict[str, tuple[int, int]]:
    """The most that the book has of each figure."""
    found: dict[str, int] = {}
    for table, names in (("service", SERVICE_FIELDS), ("place_index", PLACE_FIELDS)):
        figures = [name for name in names if isinstance(of.FIELDS[name], NumberField)]
        query = f"SELECT {', '.join(f'max({name})' for name in figures)} FROM {table}"
        found |= dict(zip(figures, db.execute(query).fetchall()[0], strict=True))
    return {name: (0, most) for name, most in found.items()}
