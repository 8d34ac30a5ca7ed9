"""SQL that reads a cell of a table, whatever type its column has.

Everything is read as what it says, never guessed: a cell that cannot be read is NULL here, and the
line is rejected with the cell shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from openrvu.errors import OpenRVUError
from openrvu.exact import CENT_PLACES


class Kind(StrEnum):
    """What kind of values a column holds."""

    TEXT = "text"
    WHOLE = "whole numbers"
    DECIMAL = "decimal numbers"
    FLOAT = "floating-point numbers"
    DATE = "dates"
    TIME = "dates with a time"
    OTHER = "something else"


_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
_KINDS = {
    **dict.fromkeys((*_WHOLE, *(f"U{name}" for name in _WHOLE)), Kind.WHOLE),
    # A column that is empty throughout may have no type of its own.
    **dict.fromkeys(("VARCHAR", "ENUM", "UUID", "NULL"), Kind.TEXT),
    **dict.fromkeys(("FLOAT", "DOUBLE"), Kind.FLOAT),
    "DECIMAL": Kind.DECIMAL,
    "DATE": Kind.DATE,
    **dict.fromkeys(("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"), Kind.TIME),
    "TIMESTAMP WITH TIME ZONE": Kind.TIME,
}
_DAYS = ("%Y-%m-%d", "%m/%d/%Y", "%Y%m%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")
#: Long enough for every count and short enough for 32 bits.
_COUNT = r"[0-9]{1,9}(\.0*)?"
_TENTHS = r"[0-9]{1,6}(\.[0-9]?0*)?"
_DOLLARS = r"[0-9]{1,12}(\.[0-9]{0,2}0*)?"


def kind_of(column_type: str) -> Kind:
    """The kind of a column, by its type in DuckDB."""
    return _KINDS.get(column_type.strip('"').partition("(")[0], Kind.OTHER)


class UnreadableColumn(OpenRVUError, TypeError):
    """A column whose values no cell of a claim can have."""


def quoted(name: str) -> str:
    """A column's name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


class Cells:
    """What reads the cells of a table."""

    def __init__(self, types: Mapping[str, str]) -> None:
        """Take in the columns of a table and their types in DuckDB."""
        self._kinds = {name: kind_of(given) for name, given in types.items()}
        self._scales = {name: _scale(given) for name, given in types.items()}

    def kind(self, name: str) -> Kind:
        """What a column holds.

        Raises:
            UnreadableColumn: values that are neither text, number nor date.
        """
        kind = self._kinds[name]
        if kind is Kind.OTHER:
            raise UnreadableColumn(
                f"column {name}: found lists, records or bytes; expected text, numbers or dates. "
                "Give one value a cell"
            )
        return kind

    def text(self, name: str) -> str:
        """The cell as text without outer spaces; NULL where it is empty."""
        column, kind = quoted(name), self.kind(name)
        if kind is Kind.TEXT:
            return f"nullif(trim({column}::VARCHAR), '')"
        if kind in (Kind.DECIMAL, Kind.FLOAT):
            whole = f"try_cast({column} AS BIGINT)"
            return f"CASE WHEN {column} = {whole} THEN {whole}::VARCHAR ELSE {column}::VARCHAR END"
        return f"{column}::VARCHAR"

    def code(self, name: str) -> str:
        """The cell as text in capital letters."""
        return f"upper({self.text(name)})"

    def padded(self, name: str, length: int) -> str:
        """The cell as digits, with the zeros that a spreadsheet dropped from their front."""
        text = self.code(name)
        return (
            f"CASE WHEN length({text}) < {length} THEN lpad({text}, {length}, '0') ELSE {text} END"
        )

    def day(self, name: str) -> str:
        """The cell as a day: a date, ``2026-11-23``, ``11/23/2026`` or ``20261123``."""
        column, kind = quoted(name), self.kind(name)
        if kind in (Kind.DATE, Kind.TIME):
            return f"{column}::DATE"
        formats = ", ".join(f"'{each}'" for each in _DAYS)
        return f"try_strptime({self.text(name)}, [{formats}])::DATE"

    def count(self, name: str) -> str:
        """The cell as a whole number; NULL where it is not one."""
        if self.kind(name) is Kind.WHOLE:
            return f"try_cast({quoted(name)} AS BIGINT)"
        text = self.text(name)
        found = f"split_part({text}, '.', 1)::BIGINT"
        return f"CASE WHEN regexp_full_match({text}, '{_COUNT}') THEN {found} END"

    def tenths(self, name: str) -> str:
        """A number as whole tenths; NULL where the cell is none or has finer parts."""
        text = self.text(name)
        found = f"(try_cast({text} AS DECIMAL(9, 1)) * 10)::BIGINT"
        return f"CASE WHEN regexp_full_match({text}, '{_TENTHS}') THEN {found} END"

    def is_given(self, name: str) -> str:
        """Whether the cell says anything."""
        column = quoted(name) if self.kind(name) is not Kind.TEXT else self.text(name)
        return f"{column} IS NOT NULL"

    def rises(self, name: str, how: str) -> bool:
        """Whether cells are read in their order, each: the least of them as the least figure.

        Args:
            name: the column.
            how: what reads it: ``count``, ``tenths`` or ``cents``.
        """
        is_money = how == "cents" and self._scales[name] <= CENT_PLACES
        return self.kind(name) is Kind.WHOLE or (is_money and self.kind(name) is Kind.DECIMAL)

    def cents(self, name: str) -> str:
        """Dollars as whole cents; NULL where the cell is no amount or has parts of a cent."""
        column, kind = quoted(name), self.kind(name)
        if kind is Kind.WHOLE:
            return f"try_cast({column} AS BIGINT) * {10**CENT_PLACES}"
        if kind is Kind.DECIMAL:
            cents = f"try_cast({column} * {10**CENT_PLACES} AS BIGINT)"
            if self._scales[name] <= CENT_PLACES:
                return cents
            return f"CASE WHEN {column} = round({column}, {CENT_PLACES}) THEN {cents} END"
        text = f"replace(replace({self.text(name)}, '$', ''), ',', '')"
        found = f"try_cast({text} AS DECIMAL(18, {CENT_PLACES})) * {10**CENT_PLACES}"
        return f"CASE WHEN regexp_full_match({text}, '{_DOLLARS}') THEN ({found})::BIGINT END"


def _scale(column_type: str) -> int:
    """Digits after the point of a decimal type such as ``DECIMAL(10,2)``."""
    return int(column_type.rpartition(",")[2].rstrip(") ")) if "," in column_type else 0
