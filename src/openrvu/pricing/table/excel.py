"""Excel in and out: the first sheet of a workbook, its first row the heading."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openrvu.errors import ReadError
from openrvu.pricing.table.staging import check_names, stage

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BATCH = 20_000
#: Excel itself keeps, and shows, this many digits of a number.
_EXCEL_DIGITS = ".15g"
_DAY = "yyyy-mm-dd"
_MOMENT = "yyyy-mm-dd hh:mm:ss"
#: The first year of Excel's days.
_FIRST_YEAR = 1900


def read_sheet(db: DuckDBPyConnection, path: Path, target: Path, lines: str) -> int:
    """Read the first sheet of a workbook into a Parquet file of text.

    A number becomes the digits that Excel shows of it at most, never a binary fraction; a day
    becomes ``2026-11-23``. The heading is the first row that is not empty; empty rows are none.

    Args:
        db: where.
        path: the workbook.
        target: the Parquet file to write.
        lines: name of the view to make of where rows stand; see :func:`number_lines`.

    Returns:
        How many rows were read.

    Raises:
        ReadError: it does not open, or has no heading.
    """
    rows = _rows(path)
    _, heading = next(rows, (1, ()))
    if not heading:
        raise _refused(path, "an empty sheet", "a heading with the names of the columns")
    names = [name or f"column_{at}" for at, name in enumerate(heading, 1)]
    check_names(names, path)
    return stage(db, names, rows, target, lines)


def _rows(path: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows that are not empty, from 1, all as wide as the sheet."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        for number, row in enumerate(sheet.iter_rows(), 1):
            cells = tuple(_text(cell) for cell in row)
            if any(cells):
                yield number, cells
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise _refused(path, f"a workbook that does not open ({error})", "an .xlsx file") from error


def _refused(path: Path, found: str, expected: str) -> ReadError:
    remedy = "Put the table on the first sheet, its heading in the first row"
    return ReadError(str(path), found=found, expected=expected, remedy=remedy)


def _text(cell: object) -> str:
    if isinstance(cell, float):
        return format(Decimal(format(cell, _EXCEL_DIGITS)), "f")
    if isinstance(cell, datetime) and cell == datetime.combine(cell.date(), time.min):
        return str(cell.date())
    return str(cell).strip()


def write_sheet(db: DuckDBPyConnection, select: str, path: Path) -> None:
    """Write what a query gives as the one sheet of a workbook, a few rows of it in memory.

    Text stays text, also where it begins like a formula; a number with more digits than Excel keeps
    is written as text.

    Args:
        db: where the query is run.
        select: the query.
        path: the workbook to write, under any name.
    """
    from xlsxwriter import Workbook

    found = db.execute(select)
    columns = [(name, str(kind)) for name, kind, *_ in found.description or ()]
    with path.open("wb") as file, Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        formats = [book.add_format({"num_format": _shown(kind)}) for _, kind in columns]
        for at, (name, _) in enumerate(columns):
            sheet.write_string(0, at, name)
        for number, row in enumerate(_fetched(found), 1):
            for at, cell in enumerate(row):
                _write(sheet, number, at, cell, formats[at])


def _fetched(found: DuckDBPyConnection) -> Iterator[tuple[object, ...]]:
    while batch := found.fetchmany(_BATCH):
        yield from batch


def _shown(kind: str) -> str:
    """Excel's format for a type of DuckDB."""
    if kind.startswith("DECIMAL"):
        places = int(kind.rpartition(",")[2].rstrip(") "))
        return f"0.{'0' * places}" if places else "0"
    if kind.startswith("TIMESTAMP"):
        return _MOMENT
    return _DAY if kind == "DATE" else "General"


def _write(sheet: Any, row: int, column: int, cell: object, shown: Any) -> None:
    """One cell; text by the method that never makes a formula or a link of it."""
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float | Decimal) and _is_exact(cell):
        sheet.write_number(row, column, cell, shown)
    elif isinstance(cell, date) and cell.year >= _FIRST_YEAR:
        sheet.write_datetime(row, column, cell, shown)
    else:
        sheet.write_string(row, column, str(cell))


def _is_exact(number: float | Decimal) -> bool:
    """Whether Excel keeps every digit of a number."""
    return Decimal(format(number, _EXCEL_DIGITS)) == Decimal(str(number))
