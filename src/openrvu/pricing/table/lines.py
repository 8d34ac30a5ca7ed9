"""SQL that reads a table of claims: each row as numbers of what was found for what it says.

The SQL is DuckDB's. In it ``x`` is a row, and the other letters are what was found for it: ``t``
its day, ``m`` its modifiers, ``c`` its code, ``p`` its place of service, ``s`` the row of the fee
schedule, ``w`` what the release knows of the code, ``a`` the indices of its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from openrvu.pricing.table.cells import Cells, Kind, quoted
from openrvu.pricing.table.columns import Columns
from openrvu.pricing.table.dimensions import (
    NO_COMPONENT,
    NO_PLACE,
    NO_RELEASE,
    NO_ROW,
)
from openrvu.pricing.table.files import literal

#: Figures that a line may give; where it does not, rules are told so.
OPTIONAL = ("charge", "minutes", "base_units")
#: How figures are read.
READ = {"units": "count", "charge": "cents", "minutes": "count", "base_units": "tenths"}
#: Columns of few different cells, which are looked up in small tables.
LOOKED_UP = ("date", "code", "pos", "carrier", "locality", "zip", "provider")
#: Places of service that stand for none: nothing is said, which is taken to be outside a facility;
#: and a code that does not exist, or not yet.
NOT_SAID, NO_SUCH_PLACE = 0, -1
#: The number of a place and that of a release make one key: there are fewer releases than this.
AREA_UNIT = 256


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the caller says of every line that says nothing itself.

    Attributes:
        day: date of service.
        pos: place of service, two digits.
        place: carrier and number of the locality; both empty for the nation.
    """

    day: date | None = None
    pos: str | None = None
    place: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Claims:
    """A table of claims as a Parquet file.

    Attributes:
        path: the file.
        columns: which of its columns say what.
        types: the type of each of its columns in DuckDB.
        defaults: what is said of lines that say nothing.
        tells_kinds: whether its column of providers is looked at: no where it is known to tell of
            no other practitioner than physicians.
    """

    path: Path
    columns: Columns
    types: Mapping[str, str]
    defaults: Defaults = field(default_factory=Defaults)
    tells_kinds: bool = True

    @property
    def names_places(self) -> bool:
        """Whether one column tells the locality, as ``CA-05``, ``01112-05`` or a name."""
        return self.columns.has("locality") and not self.columns.has("carrier")

    @property
    def has_pairs(self) -> bool:
        """Whether carrier and locality are told by two columns."""
        return self.columns.has("locality") and self.columns.has("carrier")

    @property
    def names_kinds(self) -> bool:
        """Whether a column of words may say what kind of practitioner furnished the service."""
        name = self.columns.names.get("provider")
        is_text = name is not None and Cells(self.types).kind(name) is Kind.TEXT
        return is_text and self.tells_kinds


def text_of(value: str) -> str:
    """A text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def rows_of(path: Path, rows: range | None = None) -> str:
    """The rows of a Parquet file, or some of them, each with its ``file_row_number`` from 0."""
    scanned = f"read_parquet({literal(str(path), pattern=True)}, file_row_number = TRUE)"
    if rows is None:
        return scanned
    some = f"file_row_number BETWEEN {rows.start} AND {rows.stop - 1}"
    return f"(SELECT * FROM {scanned} WHERE {some})"


def shown(columns: Mapping[str, str]) -> str:
    """SQL of some columns, as a SELECT lists them."""
    return ", ".join(f'{sql} AS "{name}"' for name, sql in columns.items())


# Rows as they stand -----------------------------------------------------------------------------


def claim_of(claims: Claims) -> str:
    """The claim of a row; NULL where the row says none, and is one by itself."""
    name = claims.columns.names.get("claim_id")
    if name is None:
        return "NULL::BIGINT"
    is_text = Cells(claims.types).kind(name) is Kind.TEXT
    return f"nullif({quoted(name)}, '')" if is_text else quoted(name)


def line_of(claims: Claims) -> str | None:
    """The number of a row in its claim, or None where the order of the table says it."""
    name = claims.columns.names.get("line")
    return Cells(claims.types).count(name) if name and claims.columns.has("claim_id") else None


def modifiers_of(claims: Claims) -> str | None:
    """All modifiers of a row in one cell, or None where the table tells none."""
    cells, names = Cells(claims.types), claims.columns.modifiers
    # text as it stands, so that a file's own dictionary of it is used
    texts = [quoted(n) if cells.kind(n) is Kind.TEXT else cells.text(n) for n in names]
    if len(texts) > 1:
        return f"concat_ws(' ', {', '.join(texts)})"
    return texts[0] if texts else None


def read_sql(
    claims: Claims, rows: range | None = None, *, more: Mapping[str, str] | None = None
) -> str:
    """A SELECT of each row: ``rn``, cells to be looked up as they stand, and figures."""
    cells, names = Cells(claims.types), claims.columns.names
    raw = {f"raw_{name}": quoted(names[name]) for name in LOOKED_UP if name in names}
    figures = {n: getattr(cells, how)(names[n]) for n, how in READ.items() if n in names}
    columns = {
        "rn": "file_row_number",
        **raw,
        "raw_modifiers": modifiers_of(claims) or "''",
        "units": "1",
        **figures,
        **(more or {}),
    }
    return f"SELECT {shown(columns)} FROM {rows_of(claims.path, rows)}"


# What is found for them -------------------------------------------------------------------------


def area_of(claims: Claims) -> str:
    """The number of the place of a row, of the first cell that says where it is; NULL: none."""
    others = ["n.area"] if claims.names_places else []
    others += ["z.area"] if claims.columns.has("zip") else []
    others += ["(SELECT area FROM default_area)"] if claims.defaults.place is not None else []
    rest = f"coalesce({', '.join(others)})" if others else "NULL"
    if not claims.has_pairs:
        return rest
    # a pair that is not known is not passed over for the ZIP code
    both = "x.raw_carrier IS NOT NULL AND x.raw_locality IS NOT NULL"
    return f"CASE WHEN {both} THEN q.area ELSE {rest} END" if others else "q.area"


def _same(column: str, name: str) -> str:
    return f"{column} IS NOT DISTINCT FROM x.raw_{name}"


#: The letters of the tables that tell where a row is.
PLACES = "qnz"


def words_joined(claims: Claims, letters: str = "tmcpqnzv") -> Iterator[str]:
    """The joins with what cells say, by the small table of each column, or some of them."""
    return (join for letter, join in _word_joins(claims) if letter in letters)


def _word_joins(claims: Claims) -> Iterator[tuple[str, str]]:
    has = claims.columns.has
    day, pos = (_same(f"{table}.raw", name) if has(name) else "TRUE" for table, name in _MAY_LACK)
    yield "t", f"LEFT JOIN said_day AS t ON {day}"
    yield "m", f"LEFT JOIN modifier_set AS m ON {_same('m.raw', 'modifiers')}"
    yield "c", f"LEFT JOIN said_code AS c ON {_same('c.raw', 'code')}"
    yield "p", f"LEFT JOIN said_pos AS p ON {pos}"
    if claims.has_pairs:
        pair = "q.carrier = x.raw_carrier AND q.number = x.raw_locality"
        yield "q", f"LEFT JOIN said_pair AS q ON {pair}"
    if claims.names_places:
        yield "n", "LEFT JOIN said_place AS n ON n.raw = x.raw_locality"
    if has("zip"):
        yield "z", "LEFT JOIN said_zip AS z ON z.raw = x.raw_zip"
    if claims.names_kinds:
        yield "v", "LEFT JOIN said_provider AS v ON v.raw = x.raw_provider"


#: Columns that a table may do without, as one day or place of service is said for all its lines.
_MAY_LACK = (("t", "date"), ("p", "pos"))


def schedule_joined(claims: Claims, rows: str = "service_key") -> Iterator[str]:
    """The joins with the row of the schedule, by numbers, which ``rows`` has."""
    yield (
        f"LEFT JOIN {rows} AS s ON s.release_id = t.release_id AND s.code_id = c.code_id"
        " AND s.component_id = m.component_id"
    )
    # asked only for what was not found as it stands
    missed = "CASE WHEN s.row_id IS NULL THEN c.code_id END"
    yield f"LEFT JOIN whole AS w ON w.release_id = t.release_id AND w.code_id = {missed}"
    key = f"t.release_id + {AREA_UNIT} * ({area_of(claims)})"
    yield f"LEFT JOIN place_key AS a ON a.key = {key}"


def row_id() -> str:
    """The row of the schedule, or the row that says why there is none."""
    # with 53 the whole service answers where 53 has no row of its own
    instead = (
        f"CASE m.component WHEN '' THEN w.only_row WHEN '53' THEN w.whole_row"
        f" ELSE {NO_COMPONENT} END"
    )
    missing = f"CASE WHEN t.release_id IS NULL THEN {NO_RELEASE} ELSE {NO_ROW} END"
    return f"coalesce(s.row_id, CASE WHEN w.code_id IS NOT NULL THEN {instead} END, {missing})"


def line_columns(claims: Claims) -> dict[str, str]:
    """What is kept of each row: numbers of what was found for it, and its own figures."""
    return {
        "rn": "x.rn",
        "day": "t.day",
        "release_id": "t.release_id",
        "row_id": row_id(),
        "meets": "coalesce(s.meets, 0)",
        "place_id": f"coalesce(a.place_id, {NO_PLACE})",
        "pos_id": pos_id(),
        "set_id": "m.set_id",
        "units": "x.units::INTEGER",
        **({"provider": "coalesce(v.kind, 'physician')"} if claims.names_kinds else {}),
        **{name: f"x.{name}" for name in OPTIONAL if claims.columns.has(name)},
    }


def pos_id() -> str:
    """The place of service, of those that exist on the day."""
    return f"CASE WHEN p.first <= t.day THEN p.pos_id ELSE {NO_SUCH_PLACE} END"
