"""A log as a file: CSV or Excel with date, code, modifiers, units, place of service and case."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from openrvu.errors import ReadError
from openrvu.productivity.reconcile import charge_cells as cell
from openrvu.productivity.reconcile import columns as col
from openrvu.productivity.reconcile.cells import echo
from openrvu.productivity.reconcile.charge_cells import BadCell, Cells
from openrvu.productivity.reconcile.lines import LogEntry
from openrvu.productivity.tabular.columns import Aliases, Matched, match_columns
from openrvu.productivity.tabular.read import read_table
from openrvu.productivity.tabular.table import Problem, Table
from openrvu.rules.places_of_service import place, setting_of

_POS, _CASE = "place of service", "case"
_SHARED = (col.CODE, *col.MODIFIERS, col.ALL_MODIFIERS, col.UNITS)
#: The fields of a log and their names; those a report has too go by the same ones.
LOG_ALIASES: Aliases = {
    col.SERVICE_DATE: (*col.ALIASES[col.SERVICE_DATE], "date"),
    **{field: col.ALIASES[field] for field in _SHARED},
    _POS: ("pos", "Place of Service", "place"),
    _CASE: ("case", "claim", "claim_id"),
}


@dataclass(frozen=True, slots=True)
class LogFile:
    """A log as it was read.

    Attributes:
        name: of the file.
        entries: in the file's order; each key is ``line`` and its number.
        problems: rows that were left out, and why.
    """

    name: str
    entries: tuple[LogEntry, ...]
    problems: tuple[Problem, ...]


def read_log(source: Path | bytes, name: str) -> LogFile:
    """Read a log. Columns that are of no field are not kept.

    Args:
        source: a file, or its bytes.
        name: of the file, for what is said of it.

    Raises:
        ReadError: it is no table, or has no column for the day or the code.
        OSError: the file cannot be read.
    """
    table = read_table(source, name)
    found = match_columns(table.header, LOG_ALIASES)
    problems = found.problems([col.SERVICE_DATE, col.CODE])
    if problems:
        raise _unknown(table, problems)
    entries: list[LogEntry] = []
    bad = [_lost(problem) for problem in table.problems]
    for row in table.rows:
        cells = {field: row.cells[at] for field, at in found.columns.items()}
        try:
            entries.append(_entry(row.number, cells))
        except BadCell as each:
            bad.append(_problem(row.number, found, each))
    return LogFile(name, tuple(entries), tuple(bad))


def _entry(number: int, cells: Cells) -> LogEntry:
    """The entry of a row.

    Raises:
        BadCell: a cell cannot be understood.
    """
    day = cell.service(cells)
    if day is None:
        raise BadCell(col.SERVICE_DATE, "", "a day, as 2026-03-02")
    code, modifiers = cell.code(cells)
    units = cell.units(cells)
    if units < 1:
        raise BadCell(col.UNITS, cells[col.UNITS], "1 unit or more")
    return LogEntry(
        key=f"line {number}",
        day=day,
        code=code,
        modifiers=modifiers,
        units=units,
        setting=setting_of(pos, day) if (pos := _pos(cells)) else None,
        case=cell.text_of(cells, _CASE),
    )


def _pos(cells: Cells) -> str:
    """The place of service in two digits; empty where not said.

    Raises:
        BadCell: there is no such place.
    """
    text = cell.text_of(cells, _POS)
    pos = text.zfill(2) if text else ""
    if pos and place(pos) is None:
        raise BadCell(_POS, cells[_POS], "a place of service of two digits, as 11 or 22")
    return pos


def _problem(number: int, found: Matched, bad: BadCell) -> Problem:
    at = found.columns.get(bad.field)
    heading = bad.field if at is None else found.header[at]
    return Problem(number, heading, echo(bad.cell), bad.expected, "The row was left out.")


def _lost(problem: Problem) -> Problem:
    """A row that is no row of cells, without its text."""
    said = "a row that does not fit the columns"
    return Problem(problem.row, "", said, "a cell a column", "The row was left out.")


def _unknown(table: Table, problems: tuple[Problem, ...]) -> ReadError:
    held = ", ".join(repr(name) for name in table.header if name)
    lacks = ", ".join(problem.column for problem in problems)
    return ReadError(
        table.name,
        found=f"no one column for {lacks} among {held}",
        expected="the columns date, code, modifiers, units and pos",
        remedy="Name the columns so; date and code are needed",
    )
