"""Cells of a table, from any of CMS's three formats, and the checks every reader shares."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from openrvu.cms.package import Member
from openrvu.cms.text import check_last_row, decode
from openrvu.cms.workbook import first_sheet
from openrvu.errors import ReadError
from openrvu.exact import parse_decimal

#: A numbered row of cells; numbers count from 1 as an editor or spreadsheet shows them.
Row = tuple[int, list[str]]

# CMS's files give no figure with more digits before the point (payment files have seven).
_NUMBER = re.compile(r"(?:[0-9]{1,7}(?:\.[0-9]+)?|\.[0-9]+)\Z")
_CODE = re.compile(r"[A-Z0-9]{5}\Z")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Repair:
    """Damage mended because only one reading was possible.

    Attributes:
        file: the file mended.
        column: the column.
        what: what was done, in words.
        count: in how many rows.
    """

    file: str
    column: str
    what: str
    count: int

    def __str__(self) -> str:
        """For example ``PPRRVU20_OCT.csv, GLOB DAYS: … (5,521 rows)``."""
        rows = "row" if self.count == 1 else "rows"
        return f"{self.file}, {self.column}: {self.what} ({self.count:,} {rows})"


class RepairLog:
    """Counts repairs by column while a file is read."""

    def __init__(self, file: str) -> None:
        """Start with nothing repaired."""
        self.file = file
        self._counts: dict[tuple[str, str], int] = {}

    def note(self, column: str, what: str) -> None:
        """Count one repaired cell."""
        self._counts[column, what] = self._counts.get((column, what), 0) + 1

    def all(self) -> tuple[Repair, ...]:
        """The repairs made, in order of first appearance."""
        return tuple(
            Repair(self.file, column, what, count) for (column, what), count in self._counts.items()
        )


def csv_rows(member: Member) -> list[Row]:
    """All rows of a .csv member, numbered by line.

    Raises:
        ReadError: the file is not comma-separated text.
    """
    text = decode(member)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    try:
        rows.extend((reader.line_num, cells) for cells in reader)
    except csv.Error as error:
        raise ReadError(
            member.name,
            row=rows[-1][0] + 1 if rows else 1,  # where the bad row begins; it may run to the end
            found=f"text that is not comma-separated values ({error})",
            expected="cells separated by commas",
            remedy="Give CMS's own file; do not edit it by hand",
        ) from error
    check_last_row(member, text, rows)
    return rows


def grid_rows(member: Member) -> list[Row]:
    """Rows of a .csv or .xlsx member."""
    return first_sheet(member) if member.suffix == ".xlsx" else csv_rows(member)


def text_lines(member: Member) -> list[tuple[int, str]]:
    """Numbered lines of a fixed-width .txt member, without line ends."""
    return lines_of(decode(member))


def lines_of(text: str) -> list[tuple[int, str]]:
    """Numbered lines of a text, without line ends."""
    return [(number, line.rstrip("\r")) for number, line in enumerate(text.split("\n"), 1)]


def is_blank(cells: list[str]) -> bool:
    """Whether no cell says anything."""
    return not any(cell.strip() and not _is_end_of_file(cell) for cell in cells)


def _is_end_of_file(cell: str) -> bool:
    """Some of CMS's files, such as ANES2022.csv, end in a cell of ``0000`` and 1A hex."""
    return "\x1a" in cell and not cell.strip(" 0\x1a")


def squeeze(text: str) -> str:
    """Upper case, single spaces, no asterisks of CMS's footnotes."""
    return _SPACES.sub(" ", text.replace("*", " ")).strip().upper()


def _shown(cell: str) -> str:
    """A cell as a message quotes it; a long one is cut."""
    return repr(cell if len(cell) <= 40 else cell[:40] + "…") if cell else "an empty cell"


class Checker:
    """Checks cells of one file and raises a :class:`ReadError` that names the place."""

    def __init__(self, file: str) -> None:
        """Remember the file's name and the numbers already parsed."""
        self.file = file
        self._numbers: dict[tuple[str, int], Decimal] = {}

    def fail(self, row: int | None, column: str | None, found: str, expected: str) -> ReadError:
        """The error for a cell that cannot be trusted."""
        return ReadError(
            self.file,
            row=row,
            column=column,
            found=found,
            expected=expected,
            remedy="Give CMS's own file as downloaded; nothing was taken from this one",
        )

    def number(self, text: str, places: int, row: int, column: str) -> Decimal:
        """A plain decimal, not negative, with at most ``places`` digits after the point."""
        cell = text.strip()
        known = self._numbers.get((cell, places))
        if known is not None:
            return known
        try:
            value = parse_decimal(cell, places) if _NUMBER.match(cell) else None
        except ValueError:
            value = None
        if value is None:
            expected = f"a number with at most {places} digits after the point"
            raise self.fail(row, column, _shown(cell), expected)
        self._numbers[cell, places] = value
        return value

    def known(self, value: str, meanings: Mapping[str, object], row: int, column: str) -> str:
        """An indicator that CMS documents."""
        if value not in meanings:
            expected = f"one of {', '.join(k or 'blank' for k in meanings)}"
            raise self.fail(row, column, _shown(value), expected)
        return value

    def code(self, text: str, row: int, column: str) -> str:
        """A CPT or HCPCS code: five capital letters and digits."""
        if not _CODE.match(text):
            raise self.fail(row, column, _shown(text), "a code of five characters")
        return text

    def digits(self, text: str, length: int, row: int, column: str, log: RepairLog) -> str:
        """A number of fixed length whose leading zeros a spreadsheet may have dropped."""
        cell = text.strip()
        if not (cell.isascii() and cell.isdigit()) or len(cell) > length:
            raise self.fail(row, column, _shown(cell), f"{length} digits")
        if len(cell) < length:
            log.note(column, "leading zeros put back")
        return cell.zfill(length)
