"""The rows of cells of a file of amounts, read line by line: a national one has a million."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from openrvu.cms.cells import Row
from openrvu.cms.package import Member
from openrvu.cms.text import check_last_row, decode
from openrvu.cms.workbook import first_sheet
from openrvu.errors import ReadError

#: How many lines are looked at to tell what kind of file it is.
LOOKED_AT = 60
#: CMS separates by commas; of files that have passed through other hands some do not.
_SEPARATORS = ",\t;|"
_PAYMENT_LINE = re.compile(r'\s*"?(?:[0-9]{4}|[0-9]{2})"?\s*[,\t;|]')


class Grid:
    """The numbered rows of cells of a file, read anew each time they are asked for.

    Attributes:
        lines: how many lines it has, titles and notes among them.
    """

    def __init__(self, member: Member) -> None:
        """Take the file's text or its first sheet.

        Raises:
            ReadError: it is neither text nor a workbook.
        """
        self._member = member
        self._sheet = first_sheet(member) if member.suffix == ".xlsx" else None
        text = "" if self._sheet is not None else decode(member)
        self._whole = text.endswith(("\n", "\r", '"'))
        self.lines = len(self._sheet) if self._sheet is not None else text.count("\n") + 1
        # As UTF-8 the text can be read line by line without a second copy of it.
        self._data = text.encode()
        self._separator = self._most_used()

    def head(self) -> list[Row]:
        """The first rows.

        Raises:
            ReadError: as :meth:`rows`.
        """
        return list(islice(self.rows(), LOOKED_AT))

    def rows(self) -> Iterator[Row]:
        """The rows of cells, numbered as an editor or spreadsheet shows them.

        Raises:
            ReadError: not text in cells, or a last row that may have been cut.
        """
        if self._sheet is not None:
            yield from self._sheet
            return
        reader = csv.reader(
            self._lines(), delimiter=self._separator, skipinitialspace=True, strict=True
        )
        last: Row = (0, [])
        # Of each width the last cell with most digits: what a cut last row is held against.
        longest: dict[int, Row] = {}
        try:
            for cells in reader:
                if not self._whole and last[1]:
                    width = len(last[1])
                    longest[width] = max(longest.get(width, last), last, key=_last_digits)
                last = reader.line_num, cells
                yield last
        except csv.Error as error:
            # The bad row begins after the last good one; it may run to the end.
            raise self._not_cells(last[0] + 1, error) from error
        if not self._whole:
            check_last_row(self._member, "", [*longest.values(), last])

    def is_fixed_width(self) -> bool:
        """Whether a .txt has its columns at fixed positions: only OPPSCAP files do."""
        if self._member.suffix != ".txt":
            return False
        lines = [line for line in self._first_lines() if line.strip()]
        if any(_PAYMENT_LINE.match(line) for line in lines):
            return False
        return '"' not in lines[0] and not any(mark in lines[0] for mark in _SEPARATORS)

    def _lines(self) -> Iterator[str]:
        return io.TextIOWrapper(io.BytesIO(self._data), encoding="utf-8", newline="")

    def _first_lines(self) -> list[str]:
        return list(islice(self._lines(), LOOKED_AT))

    def _most_used(self) -> str:
        """The separator that the first lines have most often; a comma where they have none."""
        text = "".join(self._first_lines())
        return max(_SEPARATORS, key=text.count)

    def _not_cells(self, row: int, error: Exception) -> ReadError:
        return ReadError(
            self._member.name,
            row=row,
            found=f"text that is not comma-separated values ({error})",
            expected="cells separated by commas",
            remedy="Give CMS's own file; do not edit it by hand",
        )


def _last_digits(row: Row) -> int:
    """Digits after the point of a row's last cell."""
    return len(row[1][-1].strip().partition(".")[2])
