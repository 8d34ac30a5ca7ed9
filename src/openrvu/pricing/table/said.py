"""What the cells of a table say, looked up once for each different cell.

A column of codes, days or places has few different cells. Each is read once, into a small table
of the cell as it stands, ``raw``, and what was found for it; rows are joined by the cell itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from openrvu.book.book import Book
from openrvu.pricing.table.arrow import fill
from openrvu.pricing.table.cells import Cells, quoted
from openrvu.pricing.table.dimensions import release_numbers
from openrvu.pricing.table.lines import (
    AREA_UNIT,
    NO_SUCH_PLACE,
    NOT_SAID,
    Claims,
    modifiers_of,
    rows_of,
    text_of,
)
from openrvu.pricing.table.lookups import (
    FIRST_DAY,
    LAST_DAY,
    Span,
    fill_modifiers,
    place_named,
)
from openrvu.schedule.localities import Locality

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CARRIER_DIGITS, _NUMBER_DIGITS, _ZIP_DIGITS, _POS_DIGITS = 5, 2, 5, 2
_CODE = "[0-9A-Z]{5}"
_PLACES = {"said": "VARCHAR", "carrier": "VARCHAR", "number": "VARCHAR"}


def say_days(db: DuckDBPyConnection, claims: Claims) -> None:
    """Make the table ``said_day``: the day of each cell; NULL where it is none."""
    given, name = claims.defaults.day, claims.columns.names.get("date")
    default = f"DATE '{given}'" if given else "NULL::DATE"
    if name is None:
        _make(db, "said_day", f"SELECT NULL AS raw, {default} AS day")
        return
    read = (
        f"CASE WHEN {quoted(name)} IS NULL THEN {default} ELSE {Cells(claims.types).day(name)} END"
    )
    known = f"CASE WHEN said BETWEEN DATE '{FIRST_DAY}' AND DATE '{LAST_DAY}' THEN said END"
    said = f"SELECT {quoted(name)} AS raw, {read} AS said FROM {_cells(claims, name)}"
    _make(db, "said_day", f"SELECT raw, {known} AS day FROM ({said})")


def add_releases(db: DuckDBPyConnection, book: Book, spans: Sequence[Span]) -> None:
    """Add to the table ``said_day`` the release of each day, and for which it stands in."""
    numbers = release_numbers(book)
    shape = {"first": "DATE", "last": "DATE", "release_id": "UTINYINT", "stands_in_for": "VARCHAR"}
    held = ((s.first, s.last, numbers[s.release], s.stands_in_for) for s in spans if s.release)
    fill(db, "span_release", shape, held)
    _make(
        db,
        "said_day",
        "SELECT said_day.*, r.release_id, r.stands_in_for FROM said_day"
        " LEFT JOIN span_release AS r ON said_day.day BETWEEN r.first AND r.last",
    )


def say_codes(db: DuckDBPyConnection, claims: Claims) -> None:
    """Make the table ``said_code``: the number of the code of each cell, and whether it is one."""
    name = claims.columns.names["code"]
    read = f"SELECT {quoted(name)} AS raw, {Cells(claims.types).code(name)} AS said"
    _make(
        db,
        "said_code",
        f"SELECT raw, said, coalesce(regexp_full_match(said, '{_CODE}'), FALSE) AS is_code,"
        " n.code_id, coalesce(n.counts_units, FALSE) AS counts_units,"
        " coalesce(n.is_timed, FALSE) AS is_timed"
        f" FROM ({read} FROM {_cells(claims, name)}) LEFT JOIN code_number AS n ON n.code = said",
    )


def say_modifiers(db: DuckDBPyConnection, claims: Claims, special: int) -> None:
    """Make the table ``modifier_set``: see :func:`fill_modifiers`."""
    read = modifiers_of(claims) or "''"
    found = db.execute(f"SELECT DISTINCT {read} FROM {rows_of(claims.path)}").fetchall()
    fill_modifiers(db, (text for (text,) in found), special)


def say_places_of_service(db: DuckDBPyConnection, claims: Claims) -> None:
    """Make the table ``said_pos``: the number of the place of service of each cell."""
    given, name = claims.defaults.pos, claims.columns.names.get("pos")
    default = "NULL" if given is None else text_of(given)
    padded = "" if name is None else Cells(claims.types).padded(name, _POS_DIGITS)
    read = (
        f"SELECT NULL AS raw, {default} AS said"
        if name is None
        else f"SELECT {quoted(name)} AS raw, coalesce({padded}, {default}) AS said"
        f" FROM {_cells(claims, name)}"
    )
    _make(
        db,
        "said_pos",
        f"SELECT raw, coalesce(p.first, DATE '{FIRST_DAY}') AS first,"
        f" CASE WHEN said IS NULL THEN {NOT_SAID} ELSE coalesce(p.pos_id, {NO_SUCH_PLACE}) END"
        f" AS pos_id FROM ({read}) LEFT JOIN place_of_service AS p ON p.pos = said AND p.pos <> ''",
    )
    _make(
        db,
        "said_pos",
        "SELECT raw, greatest(q.first, p.first) AS first, p.* EXCLUDE (first, pos)"
        " FROM said_pos AS q JOIN place_of_service AS p USING (pos_id)",
    )


def say_providers(db: DuckDBPyConnection, claims: Claims) -> None:
    """Make the table ``said_provider``: the kind of practitioner of each cell.

    One with a digit in it is an identifier, and taken for a physician.
    """
    if not claims.names_kinds:
        return
    name = claims.columns.names["provider"]
    read = f"SELECT {quoted(name)} AS raw, {Cells(claims.types).code(name)} AS said"
    _make(
        db,
        "said_provider",
        "SELECT raw, coalesce(k.kind, 'physician') AS kind,"
        " k.kind IS NOT NULL OR said IS NULL OR regexp_matches(said, '[0-9]') AS is_known"
        f" FROM ({read} FROM {_cells(claims, name)}) LEFT JOIN provider_kind AS k ON k.word = said",
    )


def say_places(db: DuckDBPyConnection, claims: Claims, book: Book) -> None:
    """Make the tables of places: ``area`` is the number of a place that some release has."""
    _make(
        db,
        "place_key",
        f"SELECT (i.release_id + {AREA_UNIT} * k.area)::INTEGER AS key, i.*"
        " FROM place_index AS i JOIN known_place AS k USING (carrier, number)"
        " WHERE i.release_id > 0",
    )
    if claims.has_pairs:
        _say_pairs(db, claims)
    if claims.names_places:
        name = claims.columns.names["locality"]
        _say_areas(db, claims, "said_place", Cells(claims.types).code(name), name, book)
    if claims.columns.has("zip"):
        name = claims.columns.names["zip"]
        digits = Cells(claims.types).padded(name, _ZIP_DIGITS)
        _say_areas(db, claims, "said_zip", f"left({digits}, {_ZIP_DIGITS})", name, book)
    if claims.defaults.place is not None:
        carrier, number = map(text_of, claims.defaults.place)
        where = f"carrier = {carrier} AND number = {number}"
        _make(db, "default_area", f"SELECT area FROM known_place WHERE {where}")


def _say_pairs(db: DuckDBPyConnection, claims: Claims) -> None:
    """Make the table ``said_pair`` of the cells of carrier and locality that are a place."""
    cells, names = Cells(claims.types), claims.columns.names
    sides = {
        "carrier": cells.padded(names["carrier"], _CARRIER_DIGITS),
        "number": cells.padded(names["locality"], _NUMBER_DIGITS),
    }
    columns = {"carrier": names["carrier"], "number": names["locality"]}
    said = ", ".join(
        f"(SELECT {quoted(columns[side])} AS raw_{side}, {read} AS {side}"
        f" FROM {_cells(claims, columns[side])})"
        for side, read in sides.items()
    )
    _make(
        db,
        "said_pair",
        "SELECT raw_carrier AS carrier, raw_number AS number, area"
        f" FROM known_place JOIN (SELECT * FROM {said}) USING (carrier, number)",
    )


def _say_areas(
    db: DuckDBPyConnection, claims: Claims, table: str, read: str, name: str, book: Book
) -> None:
    """Make a table of the cells of one column that tell a place, by name or by ZIP code."""
    cells = f"SELECT {quoted(name)} AS raw, {read} AS said FROM {_cells(claims, name)}"
    found = db.execute(f"SELECT DISTINCT said FROM ({cells}) WHERE said IS NOT NULL").fetchall()
    find = _by_zip if table == "said_zip" else _by_name
    places = ((said, *place) for (said,) in found if (place := find(book, said)))
    fill(db, "place_said", _PLACES, places)
    _make(
        db,
        table,
        f"SELECT raw, area FROM ({cells}) JOIN place_said USING (said)"
        " JOIN known_place USING (carrier, number)",
    )


def _by_zip(book: Book, said: str) -> tuple[str, str] | None:
    area = book.zip_area(said) if said.isascii() and said.isdigit() else None
    return (area.carrier, area.number) if area else None


def _by_name(book: Book, said: str) -> tuple[str, str] | None:
    area = place_named(book, said)
    return (area.carrier, area.number) if isinstance(area, Locality) else None


def _cells(claims: Claims, name: str) -> str:
    """The different cells of a column, under its own name."""
    return f"(SELECT DISTINCT {quoted(name)} FROM {rows_of(claims.path)})"


def _make(db: DuckDBPyConnection, table: str, select: str) -> None:
    db.execute(f"CREATE OR REPLACE TABLE {table} AS {select}")
