"""Excel as rows: every sheet, the values that were saved; formulas are never run.

The reader beneath may end its whole process over a damaged workbook, or take all memory over one
that lies about its size. So a process of its own reads each, with bounds on memory and time.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import TypedDict

from openrvu.errors import ReadError
from openrvu.productivity.tabular.csv_text import too_much
from openrvu.productivity.tabular.table import Cell, Grid, Limits, Row

#: Seconds; the largest workbook within the limits takes a few.
_LONGEST = 60
_READER = "openrvu.productivity.tabular.workbook_reader"
_REMEDY = "Save the table again as .xlsx, without a password, or as CSV (UTF-8)"


class _Told(TypedDict, total=False):
    """What the process says: one of the three."""

    sheets: list[tuple[str, list[list[str | list[str]]]]]
    error: str
    too_much: str


def read_workbook(data: bytes, name: str, limits: Limits) -> tuple[Grid, ...]:
    """The sheets of an .xlsx or .xls workbook that hold anything.

    Days stay days. A number becomes the digits that Excel shows of it at most.

    Raises:
        ReadError: it does not open, or has more than the limits.
    """
    if data.startswith(b"PK"):
        _check_unpacked(data, name, limits)
    told = _read_apart(data, name, limits)
    if "error" in told:
        raise _refused(name, f"a workbook that does not open ({told['error']})")
    if "too_much" in told:
        raise too_much(name, told["too_much"], limits)
    grids = (Grid(sheet, tuple(_rows(cells))) for sheet, cells in told["sheets"])
    return tuple(grid for grid in grids if grid.rows)


def _check_unpacked(data: bytes, name: str, limits: Limits) -> None:
    """Refuse what unpacks to more than the limit.

    Raises:
        ReadError: it does, or is no whole zip.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            total = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise _refused(name, f"a workbook that does not open ({error})") from error
    if total > limits.unpacked_bytes:
        found = f"{total:,} bytes unpacked, where {limits.unpacked_bytes:,} are the most"
        raise _refused(name, found)


def _read_apart(data: bytes, name: str, limits: Limits) -> _Told:
    """What the reader's process says: sheets, or an error.

    Raises:
        ReadError: it ended before it said anything.
    """
    bounds = map(str, (limits.sheets, limits.rows, limits.columns, limits.cells))
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-I", "-m", _READER, *bounds],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_LONGEST,
            check=True,
        )
    except subprocess.SubprocessError as error:
        raise _refused(name, "a damaged workbook, over which its reader gave up") from error
    told: _Told = json.loads(done.stdout)
    return told


def _rows(cells: Sequence[Sequence[str | list[str]]]) -> Iterator[Row]:
    for number, row in enumerate(cells, 1):
        if any(row):
            yield Row(number, tuple(map(_cell, row)))


def _cell(said: str | list[str]) -> Cell:
    """A cell; a moment comes in a list."""
    if isinstance(said, str):
        return said
    moment = datetime.fromisoformat(said[0])
    return moment.date() if moment.time() == time.min else moment


def _refused(name: str, found: str) -> ReadError:
    expected = "an Excel workbook (.xlsx or .xls)"
    return ReadError(name, found=found, expected=expected, remedy=_REMEDY)
