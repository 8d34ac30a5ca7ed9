"""Reading a table that a person brings: CSV, .xlsx or .xls, told by its contents."""

from __future__ import annotations

import hashlib
from pathlib import Path

from openrvu.cms.archive import is_web_page
from openrvu.errors import ReadError
from openrvu.productivity.tabular.csv_text import read_text
from openrvu.productivity.tabular.header import find_header
from openrvu.productivity.tabular.table import (
    Cell,
    Grid,
    Kind,
    Limits,
    Problem,
    Row,
    Table,
    shown,
)

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DEFAULT = Limits()
_LONGEST_ECHO = 200


def read_table(
    source: Path | bytes, name: str, sheet: str | None = None, limits: Limits = _DEFAULT
) -> Table:
    """One table of a file.

    Args:
        source: a file, or its bytes.
        name: of the file, for what is said of it; it does not tell what the file is.
        sheet: of a workbook; that with the most rows by default.
        limits: how much is taken.

    Raises:
        ReadError: as :func:`read_tables`, or there is no such sheet.
        OSError: the file cannot be read.
    """
    tables = read_tables(source, name, limits)
    if sheet is None:
        return max(tables, key=lambda table: len(table.rows))
    for table in tables:
        if table.sheet == sheet:
            return table
    held = ", ".join(repr(table.sheet) for table in tables)
    raise ReadError(
        name,
        found=f"no sheet {sheet!r} with headings",
        expected=f"one of {held}",
        remedy="Choose one of these sheets",
    )


def read_tables(source: Path | bytes, name: str, limits: Limits = _DEFAULT) -> tuple[Table, ...]:
    """Every table of a file: each sheet of a workbook that has headings, or the one of a CSV file.

    Raises:
        ReadError: it is empty, no CSV or Excel, has more than the limits, or no headings.
        OSError: the file cannot be read.
    """
    data = _bytes(source, name, limits)
    kind = _kind(data)
    digest = hashlib.sha256(data).hexdigest()
    if kind is Kind.CSV:
        grids: tuple[Grid, ...] = (read_text(data, name, limits),)
    else:
        from openrvu.productivity.tabular.workbook import read_workbook

        grids = read_workbook(data, name, limits)
    tables = [_table(grid, name, kind, digest) for grid in grids]
    found = tuple(table for table in tables if table is not None)
    if not found:
        raise _refused(name, "no row of headings among the first 20")
    return found


def _bytes(source: Path | bytes, name: str, limits: Limits) -> bytes:
    if isinstance(source, Path):
        with source.open("rb") as file:
            data = file.read(limits.total_bytes + 1)
    else:
        data = source
    if len(data) > limits.total_bytes:
        raise ReadError(
            name,
            found=f"more than {limits.total_bytes:,} bytes",
            expected=f"at most {limits.total_bytes:,}",
            remedy="Give the table in parts, or as CSV",
        )
    if not data.strip():
        raise _refused(name, "an empty file")
    if is_web_page(data[:512]):
        raise _refused(name, "a web page")
    return data


def _kind(data: bytes) -> Kind:
    if data.startswith(_ZIP):
        return Kind.XLSX
    return Kind.XLS if data.startswith(_OLE) else Kind.CSV


def _refused(name: str, found: str) -> ReadError:
    return ReadError(
        name,
        found=found,
        expected="a table with headings, as CSV, .xlsx or .xls",
        remedy="Save the table again with the names of its columns above it",
    )


def _table(grid: Grid, name: str, kind: Kind, digest: str) -> Table | None:
    header = find_header(grid.rows)
    if header is None:
        return None
    width = len(header.names)
    rows, problems = [], list(grid.problems)
    for row in grid.rows[header.above :]:
        if any(row.cells[width:]):
            problems.append(_too_wide(row, width))
        else:
            rows.append(Row(row.number, _padded(row.cells, width)))
    return Table(
        name=name,
        sheet=grid.sheet,
        kind=kind,
        sha256=digest,
        header=header.names,
        header_rows=header.rows,
        rows=tuple(rows),
        banner=header.banner,
        problems=tuple(sorted(problems, key=lambda each: each.row or 0)),
        encoding=grid.encoding,
        delimiter=grid.delimiter,
    )


def _padded(cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    return (*cells[:width], *[""] * (width - len(cells)))


def _too_wide(row: Row, width: int) -> Problem:
    said = " | ".join(map(shown, row.cells))[:_LONGEST_ECHO]
    return Problem(
        row.number, "", f"{len(row.cells)} cells ({said})", f"{width}", "The row was left out."
    )
