"""SQL that turns the rows of a table of claims into lines with everything that rules look at.

The SQL is DuckDB's. In it ``x`` is a row as it was read, and the other letters are what was found
for it: ``d`` the release of its day, ``m`` its modifiers, ``s`` the row of the fee schedule, ``w``
what the release knows of the code, ``a`` the indices of its place, ``p`` its place of service.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
    PLACE_FIELDS,
    SERVICE_FIELDS,
)
from openrvu.pricing.table.lookups import NO_SUCH_PLACE, NOT_SAID
from openrvu.rules.expression import Expression
from openrvu.rules.modifiers import bit
from openrvu.rules.walk import fields as fields_of

_CARRIER_DIGITS, _NUMBER_DIGITS, _ZIP_DIGITS, _POS_DIGITS = 5, 2, 5, 2
#: Numbers that a line may give; where it does not, rules are told so.
OPTIONAL = ("charge", "minutes", "base_units")


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
    """

    path: Path
    columns: Columns
    types: Mapping[str, str]
    defaults: Defaults = field(default_factory=Defaults)

    @property
    def names_places(self) -> bool:
        """Whether one column tells the locality, as ``CA-05``, ``01112-05`` or a name."""
        return self.columns.has("locality") and not self.columns.has("carrier")

    @property
    def names_kinds(self) -> bool:
        """Whether a column of words may say what kind of practitioner furnished the service."""
        name = self.columns.names.get("provider")
        return name is not None and Cells(self.types).kind(name) is Kind.TEXT


def text_of(value: str | None) -> str:
    """A text as SQL writes it."""
    return "NULL::VARCHAR" if value is None else "'" + value.replace("'", "''") + "'"


def rows_of(path: Path, rows: range | None = None) -> str:
    """The rows of a Parquet file, or some of them, each with its ``file_row_number`` from 0."""
    scanned = f"read_parquet({text_of(str(path))}, file_row_number = TRUE)"
    if rows is None:
        return scanned
    some = f"file_row_number BETWEEN {rows.start} AND {rows.stop - 1}"
    return f"(SELECT * FROM {scanned} WHERE {some})"


# Rows as they were read -------------------------------------------------------------------------


def claim_of(claims: Claims) -> str:
    """The claim of a row; NULL where the row says none, and is one by itself."""
    name = claims.columns.names.get("claim_id")
    if name is None:
        return "NULL"
    is_text = Cells(claims.types).kind(name) is Kind.TEXT
    return f"nullif({quoted(name)}::VARCHAR, '')" if is_text else quoted(name)


def line_of(claims: Claims) -> str | None:
    """The number of a row in its claim, or None where the order of the table says it."""
    name = claims.columns.names.get("line")
    return Cells(claims.types).count(name) if name and claims.columns.has("claim_id") else None


def read_columns(claims: Claims) -> dict[str, str]:
    """What each row says, by name: NULL where it says nothing or what it says cannot be read."""
    cells, names, said = Cells(claims.types), claims.columns.names, claims.defaults

    def read(name: str, how: str, *more: int) -> str | None:
        return getattr(cells, how)(names[name], *more) if name in names else None

    day = None if said.day is None else f"DATE '{said.day}'"
    pos = None if said.pos is None else text_of(said.pos)
    locality = None if claims.names_places else read("locality", "padded", _NUMBER_DIGITS)
    zip_code = read("zip", "padded", _ZIP_DIGITS)
    return {
        "rn": "file_row_number",
        "day": _first(read("date", "day"), day, "NULL::DATE"),
        "code": _first(read("code", "code")),
        "mods": _modifiers(claims, cells),
        "units": _first(read("units", "count"), otherwise="1"),
        "pos": _first(read("pos", "padded", _POS_DIGITS), pos),
        "carrier": _first(read("carrier", "padded", _CARRIER_DIGITS)),
        "number": _first(locality),
        "named": _first(read("locality", "code") if claims.names_places else None),
        "zip": f"left({zip_code}, {_ZIP_DIGITS})" if zip_code else "NULL::VARCHAR",
        "word": _first(read("provider", "code") if claims.names_kinds else None),
        "charge": _first(read("charge", "cents"), otherwise="NULL::BIGINT"),
        "minutes": _first(read("minutes", "count"), otherwise="NULL::BIGINT"),
        "base_units": _first(read("base_units", "tenths"), otherwise="NULL::BIGINT"),
        **{f"has_{n}": cells.is_given(names[n]) if n in names else "FALSE" for n in OPTIONAL},
    }


def _first(*read: str | None, otherwise: str = "NULL::VARCHAR") -> str:
    """The first of some ways to read that gives something."""
    said = [each for each in read if each is not None]
    return f"coalesce({', '.join(said)})" if len(said) > 1 else said[0] if said else otherwise


def _modifiers(claims: Claims, cells: Cells) -> str:
    """All modifiers of a row in one text."""
    texts = [f"coalesce({cells.text(name)}, '')" for name in claims.columns.modifiers]
    if len(texts) > 1:
        return f"concat_ws(' ', {', '.join(texts)})"
    return texts[0] if texts else "''"


def read_sql(claims: Claims, rows: range | None = None, *, more: str = "") -> str:
    """A SELECT of what each row says."""
    return f"SELECT {shown(read_columns(claims))}{more} FROM {rows_of(claims.path, rows)}"


# What is found for them -------------------------------------------------------------------------


def place_of(claims: Claims) -> tuple[str, str]:
    """Carrier and number of the locality of a row, of whatever says it first."""
    own = "x.carrier IS NOT NULL AND x.number IS NOT NULL"
    has = claims.columns.has
    carriers, numbers = [], []
    if has("locality") and not claims.names_places:
        bare = not (has("zip") or claims.defaults.place)
        carriers.append("x.carrier" if bare else f"CASE WHEN {own} THEN x.carrier END")
        numbers.append("x.number" if bare else f"CASE WHEN {own} THEN x.number END")
    for alias, there in (("n", claims.names_places), ("z", has("zip"))):
        if there:
            carriers.append(f"{alias}.carrier")
            numbers.append(f"{alias}.number")
    if claims.defaults.place is not None:
        carrier, number = map(text_of, claims.defaults.place)
        carriers.append(carrier)
        numbers.append(number)
    return _first(*carriers), _first(*numbers)


def line_columns(claims: Claims) -> dict[str, str]:
    """What is kept of each row: numbers of what was found for it, and its own figures."""
    missing = f"CASE WHEN d.release_id IS NULL THEN {NO_RELEASE} ELSE {NO_ROW} END"
    # with 53 the whole service answers where 53 has no row of its own
    instead = (
        "CASE m.component WHEN '' THEN w.only_row WHEN '53' THEN w.whole_row "
        f"ELSE {NO_COMPONENT} END"
    )
    return {
        "rn": "x.rn",
        "day": "x.day",
        "release_id": "d.release_id",
        "row_id": f"coalesce(s.row_id, CASE WHEN w.code IS NOT NULL THEN {instead} END, {missing})",
        "meets": "coalesce(s.meets, w.meets, 0)",
        "place_id": f"coalesce(a.place_id, {NO_PLACE})",
        "pos_id": f"CASE WHEN x.pos IS NULL THEN {NOT_SAID} WHEN p.first <= x.day THEN p.pos_id"
        f" ELSE {NO_SUCH_PLACE} END",
        "set_id": "m.set_id",
        "units": "x.units::INTEGER",
        **({"provider": "coalesce(v.kind, 'physician')"} if claims.names_kinds else {}),
        **{name: f"x.{name}" for name in OPTIONAL if claims.columns.has(name)},
    }


def joined_sql(claims: Claims, read: str) -> str:
    """The FROM of a SELECT over rows as they were read, with what is found for each."""
    return "\n".join([f"({read}) AS x", *_found(claims), *_where(claims)])


def _found(claims: Claims) -> Iterator[str]:
    yield "LEFT JOIN day_release AS d ON d.day = x.day"
    yield "LEFT JOIN modifier_set AS m ON m.text = x.mods"
    yield "LEFT JOIN place_of_service AS p ON p.pos = x.pos"
    yield (
        "LEFT JOIN service_key AS s ON s.release_id = d.release_id AND s.code = x.code"
        " AND s.component = m.component"
    )
    # asked only for what was not found as it stands
    missed = "CASE WHEN s.row_id IS NULL THEN x.code END"
    yield f"LEFT JOIN whole AS w ON w.release_id = d.release_id AND w.code = {missed}"
    if claims.names_kinds:
        yield "LEFT JOIN provider_kind AS v ON v.word = x.word"


def _where(claims: Claims) -> Iterator[str]:
    carrier, number = place_of(claims)
    if claims.names_places:
        yield "LEFT JOIN named_place AS n ON n.text = x.named"
    if claims.columns.has("zip"):
        yield "LEFT JOIN zip_area AS z ON z.zip = x.zip"
    yield (
        f"LEFT JOIN place_index AS a ON a.release_id = d.release_id AND a.carrier = {carrier}"
        f" AND a.number = {number}"
    )


# Lines as rules see them ------------------------------------------------------------------------

#: What the numbers of a line ``x`` stand for.
SEEN = """JOIN service AS s ON s.row_id = x.row_id
JOIN place_index AS a ON a.place_id = x.place_id
JOIN place_of_service AS p ON p.pos_id = x.pos_id
JOIN modifier_set AS m ON m.set_id = x.set_id"""
_TABLES = {
    "m": ("unknown_modifier", "unmodelled_modifier", "patient_share"),
    "p": ("place_setting", "place_known", "hospital_place"),
    "a": PLACE_FIELDS,
    "s": SERVICE_FIELDS,
    "x": ("units", "provider", "parts_missing", "participating", "line"),
}
_LETTER = {name: letter for letter, names in _TABLES.items() for name in names}


def is_said(name: str) -> bool:
    """Whether a table can say a field of rules of its lines."""
    is_figure = name.removeprefix("has_") in OPTIONAL
    return name in _LETTER or is_figure or bit(name.removeprefix("mod_")) is not None


def field_sql(name: str) -> str:
    """SQL that reads a field of rules off a line ``x`` joined with :data:`SEEN`."""
    if name in OPTIONAL:
        return f"coalesce(x.{name}, 0)"
    if name.startswith("has_") and (figure := name.removeprefix("has_")) in OPTIONAL:
        return f"x.{figure} IS NOT NULL"
    if letter := _LETTER.get(name):
        return f'{letter}."{name}"'
    place = bit(name.removeprefix("mod_"))
    if place is None:
        raise KeyError(f"no table says {name!r} of a line")
    return f"(m.mask & {1 << place}) <> 0"


#: Work RVUs, and all RVUs of the setting, times units in hundredths; NULL without a row.
_PE = (
    "CASE p.place_setting WHEN 'facility' THEN s.pe_facility "
    "WHEN 'nonfacility' THEN s.pe_nonfacility END"
)
RVUS = {
    name: f"CASE WHEN s.row_found THEN x.units * {figure} END"
    for name, figure in {"work_rvu": "s.work", "total_rvu": f"(s.work + {_PE} + s.mp)"}.items()
}


def shown(columns: Mapping[str, str]) -> str:
    """SQL of some columns, as a SELECT lists them."""
    return ", ".join(f'{sql} AS "{name}"' for name, sql in columns.items())


def needed(outputs: Iterable[Expression]) -> list[str]:
    """The fields of a line that some expressions look at, without its number in the claim."""
    return [leaf.name for leaf in fields_of(outputs) if leaf.name != "line"]
