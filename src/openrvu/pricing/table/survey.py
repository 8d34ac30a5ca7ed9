"""What is learnt of a table before it is priced: its days, its words, its largest figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from openrvu.book.book import Book
from openrvu.pricing.table import lookups, said
from openrvu.pricing.table.checks import checks
from openrvu.pricing.table.dimensions import PLACE_FIELDS, SERVICE_FIELDS, load_dimensions
from openrvu.pricing.table.figures import Figure, lacks_any, look_at
from openrvu.pricing.table.identifiers import are_identifiers
from openrvu.pricing.table.lines import (
    OPTIONAL,
    PLACES,
    READ,
    Claims,
    line_of,
    read_sql,
    words_joined,
)
from openrvu.pricing.table.meets import prepare_meetings
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


def prepare(db: DuckDBPyConnection, claims: Claims, book: Book, terms: Terms) -> Claims:
    """Make every small table that the lines of a table of claims are joined with.

    Returns:
        The table; where providers are but identifiers, one whose providers are not looked at.
    """
    if claims.names_kinds and are_identifiers(db, claims, claims.columns.names["provider"]):
        claims = replace(claims, tells_kinds=False)
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
    prepare_meetings(db, programs)
    return claims


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
        is_suspect: whether any of its rows may have to be rejected.
        tells_kinds: whether any row tells of another practitioner than a physician.
    """

    known: Known
    is_suspect: bool
    tells_kinds: bool


def survey(db: DuckDBPyConnection, claims: Claims, terms: Terms) -> Survey:
    """Look at the table as a whole, after :func:`prepare`."""
    figures = {name: look_at(db, claims, name) for name in READ if claims.columns.has(name)}
    has_kinds = claims.names_kinds and _has_kinds(db)
    facts: dict[str, Fact] = {"participating": terms.participating}
    for name in OPTIONAL:
        if name not in figures:
            facts |= {name: 0, f"has_{name}": False}
    if not has_kinds:
        facts["provider"] = "physician"
    most = {name: (0, _most(name, figures.get(name))) for name in READ}
    known = Known(*_days(db), {**_ranges(db), **most}, facts)
    is_suspect = any(figure.is_suspect for figure in figures.values())
    return Survey(known, is_suspect or _has_suspects(db, claims), has_kinds)


def _has_suspects(db: DuckDBPyConnection, claims: Claims) -> bool:
    """Whether any row may have to be rejected for anything but its figures."""
    asked = []
    for check in checks(claims):
        if check.among is not None:
            asked.append(f"EXISTS (FROM {check.among} WHERE {check.bad})")
        elif check.column == "place":
            rows = f"({read_sql(claims)}) AS x {' '.join(words_joined(claims, PLACES))}"
            asked.append(f"EXISTS (SELECT 1 FROM {rows} WHERE {check.bad})")
    ((is_suspect,),) = db.execute(f"SELECT {' OR '.join(asked)}").fetchall()
    is_numbered = line_of(claims) is not None
    return bool(is_suspect) or (is_numbered and lacks_any(db, claims, "line"))


def _has_kinds(db: DuckDBPyConnection) -> bool:
    query = "SELECT count(*) FROM said_provider WHERE kind <> 'physician'"
    (count,) = db.execute(query).fetchall()[0]
    return bool(count)


def _most(name: str, figure: Figure | None) -> int:
    """The most a figure can be: a row that says more is rejected."""
    field = of.FIELDS[name]
    assert isinstance(field, NumberField)  # noqa: S101 - names of figures
    return max(1, min(figure.most if figure else 1, field.highest))


def _ranges(db: DuckDBPyConnection) -> dict[str, tuple[int, int]]:
    """The most that the book has of each figure."""
    found: dict[str, int] = {}
    for table, names in (("service", SERVICE_FIELDS), ("place_index", PLACE_FIELDS)):
        figures = [name for name in names if isinstance(of.FIELDS[name], NumberField)]
        query = f"SELECT {', '.join(f'max({name})' for name in figures)} FROM {table}"
        found |= dict(zip(figures, db.execute(query).fetchall()[0], strict=True))
    return {name: (0, most) for name, most in found.items()}
