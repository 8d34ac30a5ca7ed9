"""Reading an employer's report, of any shape, into lines that name no patient."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from openrvu.errors import ReadError
from openrvu.productivity.reconcile import columns as col
from openrvu.productivity.reconcile.charge_cells import Cells
from openrvu.productivity.reconcile.charges import Charges
from openrvu.productivity.reconcile.lines import Finding, ReportLine
from openrvu.productivity.reconcile.placed import Picked, print_rows, sheet_rows
from openrvu.productivity.reconcile.shapes import Shape, shape_of
from openrvu.productivity.tabular.columns import Matched
from openrvu.productivity.tabular.read import read_table
from openrvu.productivity.tabular.table import Limits, Problem, Table

_LIMITS = Limits()
_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_DATES = (col.SERVICE_DATE, col.POST_DATE, col.ANY_DATE)


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it was read.

    Attributes:
        name: of the file.
        shape: where it is from, by its looks.
        lines: charges and voids, in the file's order; voids are not yet set off.
        headings: field to the heading it was read from; empty for a report without headings.
        problems: rows that were left out, and why.
        findings: what was found out about it.
        header: every heading but those about patients; empty for a report without headings.
        dropped: headings of columns about patients, which were not read.
    """

    name: str
    shape: Shape
    lines: tuple[ReportLine, ...]
    headings: Mapping[str, str]
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]
    header: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def read_report(
    source: Path | bytes,
    name: str,
    *,
    chosen: Mapping[str, str] | None = None,
    sheet: str | None = None,
) -> Report:
    """Read a report: CSV, Excel, or Epic's printed text.

    Columns that are of no field are not kept, those about patients among them.

    Args:
        source: a file, or its bytes.
        name: of the file, for what is said of it.
        chosen: field (see :data:`openrvu.productivity.reconcile.columns.ALIASES`) to heading,
            where the person chose.
        sheet: of a workbook; that with the most rows by default.

    Raises:
        ReadError: it is no such report, or its code or day is in no column that is known.
        NoSuchColumn: a chosen column is not there.
        OSError: the file cannot be read.
    """
    data = _bytes(source)
    text = _printed(data)
    if text:
        return _report(name, Shape.EPIC_PRINT, text, {}, ())
    try:
        return _by_name(data, name, chosen, sheet)
    except ReadError:
        rows = [] if chosen else _by_place(data, name)
        if not rows:
            raise
        return _report(name, Shape.GREENWAY, rows, {}, ())


def _by_name(data: bytes, name: str, chosen: Mapping[str, str] | None, sheet: str | None) -> Report:
    table = read_table(data, name, sheet)
    found = col.find_columns(table.header, chosen)
    problems = found.problems([col.CODE])
    if problems or not any(field in found.columns for field in _DATES):
        raise _unknown(table, problems)
    headings = {field: table.header[at] for field, at in found.columns.items()}
    extra: tuple[Finding | Problem, ...] = (*_columns_said(table, headings), *_rows_lost(table))
    report = _report(name, shape_of(table.header), _picked(table, found), headings, extra)
    return replace(report, header=_visible(table), dropped=_dropped(table))


def headings_of(source: Path | bytes, name: str, sheet: str | None = None) -> tuple[str, ...]:
    """The headings of a table that may be chosen from, those about patients left out.

    Raises:
        ReadError: it is no table with headings.
        OSError: the file cannot be read.
    """
    return _visible(read_table(_bytes(source), name, sheet))


def _visible(table: Table) -> tuple[str, ...]:
    return tuple(name for name in table.header if name and not col.is_patient(name))


def _dropped(table: Table) -> tuple[str, ...]:
    return tuple(name for name in table.header if col.is_patient(name))


def _bytes(source: Path | bytes) -> bytes:
    """The file, one byte beyond what is taken at most, so that the table's reader refuses it."""
    if isinstance(source, bytes):
        return source
    with source.open("rb") as file:
        return file.read(_LIMITS.total_bytes + 1)


def _printed(data: bytes) -> list[Picked]:
    """The rows of Epic's printed text; none where the file is something else."""
    if len(data) > _LIMITS.total_bytes or data.startswith(_EXCEL):
        return []
    return print_rows(data.decode("utf-8-sig", errors="replace"))


def _by_place(data: bytes, name: str) -> list[Picked]:
    """The rows of Greenway's sheet; none where the file is something else.

    Raises:
        ReadError: it is a workbook that does not open.
    """
    if not data.startswith(_EXCEL):
        return []
    from openrvu.productivity.tabular.workbook import read_workbook

    grids = read_workbook(data, name, _LIMITS)
    return next((rows for grid in grids if (rows := sheet_rows(grid.rows))), [])


def _picked(table: Table, found: Matched) -> Iterator[Picked]:
    """The cells of fields alone; the rest of a row is not kept."""
    for row in table.rows:
        yield row.number, {field: row.cells[at] for field, at in found.columns.items()}


def _report(
    name: str,
    shape: Shape,
    rows: Iterable[tuple[int, Cells]],
    headings: Mapping[str, str],
    extra: tuple[Finding | Problem, ...],
) -> Report:
    charges = Charges(headings)
    charges.read(rows)
    lost = [each for each in extra if isinstance(each, Problem)]
    said = [each for each in extra if isinstance(each, Finding)]
    counted = [Finding("rows", f"{what}: {count:,}.") for what, count in charges.counts.items()]
    return Report(
        name=name,
        shape=shape,
        lines=tuple(charges.lines),
        headings=headings,
        problems=(*lost, *charges.problems),
        findings=(Finding("layout", f"The report looks like this: {shape}."), *said, *counted),
    )


def _columns_said(table: Table, headings: Mapping[str, str]) -> Iterator[Finding]:
    """Which columns were read, and which were left out for what they are."""
    told = ", ".join(f"{field} from {heading!r}" for field, heading in headings.items())
    yield Finding("columns", f"Read were {told}.")
    if dropped := _dropped(table):
        yield Finding("patient columns", f"Not read, as about patients: {', '.join(dropped)}.")
    totals = [name for name in table.header if col.is_total(name)]
    if totals and col.WRVU not in headings:
        yield Finding(
            "work RVUs",
            f"{', '.join(totals)} holds work, practice expense and malpractice RVUs together, and "
            "was not taken for work RVUs. If yours holds work RVUs alone, choose the column.",
        )


def _rows_lost(table: Table) -> Iterator[Problem]:
    """Rows that are no rows of cells, without their text, which may name a patient."""
    for problem in table.problems:
        yield Problem(
            problem.row,
            "",
            "a row that does not fit the columns",
            f"{len(table.header)} cells",
            "The row was left out.",
        )


def _unknown(table: Table, problems: tuple[Problem, ...]) -> ReadError:
    lacks = [problem.column for problem in problems] or ["a date of service or of posting"]
    held = ", ".join(map(repr, _visible(table)))
    return ReadError(
        table.name,
        found=f"no one column for {', '.join(lacks)} among {held}",
        expected="columns for the code and for a date of service or of posting",
        remedy="Choose the columns, as in code = Charge Code",
    )
