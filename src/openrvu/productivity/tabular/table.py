"""A table as it was read: headings, rows with their place in the file, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

#: A cell: text (empty where the cell is), or a day or moment of a workbook. Numbers are text.
Cell = str | date | datetime


class Kind(StrEnum):
    """What a file is, by its contents."""

    CSV = "csv"
    XLSX = "xlsx"
    XLS = "xls"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is taken; a file with more is refused before it is taken apart.

    Attributes:
        total_bytes: of the file.
        unpacked_bytes: of a workbook once unpacked.
        rows: of a sheet, headings and empty rows included.
        columns: of a sheet.
        cells: rows times columns of a sheet.
        sheets: of a workbook.
    """

    total_bytes: int = 32 << 20
    unpacked_bytes: int = 256 << 20
    rows: int = 300_000
    columns: int = 1_200
    cells: int = 6_000_000
    sheets: int = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a table that is not as it should be.

    Attributes:
        row: line of the file or row of the sheet, from 1; None where it is of the whole table.
        column: the heading; empty where it is of the whole row.
        found: what stands there.
        expected: what should.
        words: what became of it, or what to do, in a sentence; may be empty.
    """

    row: int | None
    column: str
    found: str
    expected: str
    words: str = ""

    def __str__(self) -> str:
        """A sentence, such as ``row 7, column P25: found '12a'; expected a number.``."""
        row = "" if self.row is None else f"row {self.row}"
        column = f"column {self.column}" if self.column else ""
        place = ", ".join(filter(None, (row, column)))
        said = f"found {self.found}; expected {self.expected}."
        return " ".join(filter(None, (f"{place}:" if place else "", said, self.words)))


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty.

    Attributes:
        number: line of the file or row of the sheet at which it begins, from 1.
        cells: as many as the table has columns.
    """

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a file, or the whole of a CSV file.

    Attributes:
        name: of the file.
        sheet: of the sheet; empty for CSV.
        kind: what the file is.
        sha256: of the file's bytes, in hexadecimal.
        header: the headings, a name each; those of two rows joined with a space. A column
            without a heading has an empty one.
        header_rows: the rows they were read from, from 1.
        banner: the text above the headings, such as a title or a licence.
        rows: every row below the headings that is not empty.
        problems: rows that could not be taken, each with its text in ``found``.
        encoding: of a CSV file; empty for a workbook.
        delimiter: of a CSV file; empty for a workbook.
    """

    name: str
    sheet: str
    kind: Kind
    sha256: str
    header: tuple[str, ...]
    header_rows: tuple[int, ...]
    rows: tuple[Row, ...]
    banner: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    encoding: str = ""
    delimiter: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a sheet before its headings are found; rows are as long as they are written."""

    sheet: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    encoding: str = ""
    delimiter: str = ""


def shown(cell: Cell) -> str:
    """A cell as text."""
    return cell if isinstance(cell, str) else str(cell)


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell."""
    return not cell
