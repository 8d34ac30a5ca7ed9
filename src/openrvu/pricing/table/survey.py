"""What is learnt of a table before it is priced: its days, its words, its largest figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from openrvu.book.book import Book
from openrvu.pricing.table import lookups
from openrvu.pricing.table.checks import bad_sql, checked_sql
from openrvu.pricing.table.dimensions import (
    PLACE_FIELDS,
    SERVICE_FIELDS,
    load_dimensions,
    release_numbers,
)
from openrvu.pricing.table.lines import OPTIONAL, Claims, read_columns, rows_of
from openrvu.pricing.table.parts import prepare_parts
from openrvu.pricing.table.programs import Known, Programs
from openrvu.rules import fields as of
from openrvu.rules.expression import NumberField
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
    first, last = _days(db, claims)
    spans = _spans(book, first, last, terms.release)
    releases = {span.release for span in spans if span.release}
    load_dimensions(db, book, releases, qp=terms.qp)
    lookups.fill_days(db, spans, release_numbers(book))
    programs = Programs(Known(first, last))
    lookups.fill_modifiers(db, _distinct(db, claims, "mods"), programs.special)
    lookups.fill_places_of_service(db)
    lookups.fill_providers(db)
    if claims.names_places:
        lookups.fill_named_places(db, book, _distinct(db, claims, "named"))
    if claims.columns.has("zip"):
        lookups.fill_zip_areas(db, book, _distinct(db, claims, "zip"))
    db.execute(_CODE_KIND)
    prepare_parts(db, programs)


def _spans(book: Book, first: date, last: date, release: str | None) -> list[lookups.Span]:
    if release is not None:
        return [lookups.Span(first, last, book.release(normalise_label(release)), None)]
    return list(lookups.spans(book.releases(), first, last))


#: Of each code, in any release: whether a line of several units counts for more than one among
#: others, and whether it is paid by time.
_CODE_KIND = """
CREATE OR REPLACE TABLE code_kind AS
SELECT code, bool_or(multiple NOT IN ('0', '9') OR bilateral IN ('1', '2')) AS counts_units,
       bool_or(status = 'J') AS is_timed
FROM service GROUP BY code
"""


def _days(db: DuckDBPyConnection, claims: Claims) -> tuple[date, date]:
    """The first and the last date of service that a line can be of."""
    day = read_columns(claims)["day"]
    query = f"SELECT min({day}), max({day}) FROM {rows_of(claims.path)}"
    first, last = db.execute(query).fetchone() or (None, None)
    first, last = first or lookups.FIRST_DAY, last or lookups.FIRST_DAY
    least, most = lookups.FIRST_DAY, lookups.LAST_DAY
    return min(max(first, least), most), min(max(last, least), most)


def _distinct(db: DuckDBPyConnection, claims: Claims, name: str) -> list[str]:
    read = read_columns(claims)[name]
    query = f"SELECT DISTINCT {read} AS said FROM {rows_of(claims.path)} WHERE said IS NOT NULL"
    return [text for (text,) in db.execute(query).fetchall()]


@dataclass(frozen=True, slots=True)
class Survey:
    """What a table says as a whole.

    Attributes:
        known: what the rules can be made small for.
        rows: how many it has.
        bad: how many of them must be rejected.
    """

    known: Known
    rows: int
    bad: int


def survey(db: DuckDBPyConnection, claims: Claims, terms: Terms) -> Survey:
    """Read the table through once, after :func:`prepare`."""
    figures = ("units", *(name for name in OPTIONAL if claims.columns.has(name)))
    kinds = "count_if(v.kind <> 'physician')" if claims.names_kinds else "0"
    asked = {
        "rows": "count(*)",
        "bad": f"count_if({bad_sql(claims)})",
        "first": "min(d.day)",
        "last": "max(d.day)",
        "kinds": kinds,
        **{name: f"max(x.{name})" for name in figures},
    }
    columns = ", ".join(f"{sql} AS {name}" for name, sql in asked.items())
    answer = db.execute(f"SELECT {columns} FROM {checked_sql(claims)}").fetchone()
    said = dict(zip(asked, answer or (), strict=True))
    facts = {"participating": terms.participating, **_facts(claims, kinds=said["kinds"])}
    most = {name: (0, _most(name, said.get(name))) for name in ("units", *OPTIONAL)}
    first, last = said["first"] or lookups.FIRST_DAY, said["last"] or lookups.FIRST_DAY
    known = Known(first, last, {**_ranges(db), **most}, facts)
    return Survey(known, said["rows"], said["bad"])


def _facts(claims: Claims, *, kinds: int) -> dict[str, bool | str | int]:
    facts: dict[str, bool | str | int] = {
        f"has_{name}": False for name in OPTIONAL if not claims.columns.has(name)
    }
    facts |= {name: 0 for name in OPTIONAL if not claims.columns.has(name)}
    return facts if kinds else {**facts, "provider": "physician"}


def _most(name: str, found: int | None) -> int:
    """The most a figure can be: a row that says more is rejected."""
    field = of.FIELDS[name]
    assert isinstance(field, NumberField)  # noqa: S101 - names of figures
    return max(0, min(found or 0, field.highest))


def _ranges(db: DuckDBPyConnection) -> dict[str, tuple[int, int]]:
    """The most that the book has of each figure."""
    found: dict[str, int] = {}
    for table, names in (("service", SERVICE_FIELDS), ("place_index", PLACE_FIELDS)):
        figures = [name for name in names if isinstance(of.FIELDS[name], NumberField)]
        query = f"SELECT {', '.join(f'max({name})' for name in figures)} FROM {table}"
        found |= dict(zip(figures, db.execute(query).fetchone() or (), strict=True))
    return {name: (0, most) for name, most in found.items()}
