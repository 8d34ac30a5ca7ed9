"""The cells of one row of a report as the parts of a charge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from openrvu.calendar import DateRange
from openrvu.productivity.reconcile import columns as col
from openrvu.productivity.reconcile.cells import (
    coded,
    figure,
    modifiers_in,
    posting_span,
    whole,
)
from openrvu.productivity.tabular.table import Cell, shown
from openrvu.productivity.tabular.values import day_of

#: The cells of a row by field.
Cells = Mapping[str, Cell]

_Found = TypeVar("_Found")
_DATES = (col.SERVICE_DATE, col.ANY_DATE, col.POST_DATE)
_LEADING = re.compile(r"\d+")
_DETAIL_CHARGE, _DETAIL_VOID = 1, 10
_MOST_UNITS = 99_999


class BadCell(Exception):
    """A cell that cannot be understood; it never leaves the reading of its row.

    Attributes:
        field: whose cell it is.
        cell: what stands there.
        expected: what should.
    """

    def __init__(self, field: str, cell: Cell, expected: str) -> None:
        """Keep the parts."""
        super().__init__(field)
        self.field, self.cell, self.expected = field, cell, expected


def _needed(found: _Found | None, field: str, cell: Cell, expected: str) -> _Found:
    if found is None:
        raise BadCell(field, cell, expected)
    return found


def text_of(cells: Cells, field: str) -> str:
    """The text of a cell; empty where the report has no such column."""
    return shown(cells.get(field, "")).strip()


def is_dated(cells: Cells) -> bool:
    """Whether anything stands where a day should."""
    return any(text_of(cells, field) for field in _DATES)


def has_day(cells: Cells) -> bool:
    """Whether a day or a month stands there indeed."""
    return any(posting_span(cells.get(field, "")) is not None for field in _DATES)


def date_field(cells: Cells) -> str:
    """The field that says the day of a row."""
    return next((field for field in _DATES if field in cells), col.SERVICE_DATE)


def code(cells: Cells) -> tuple[str, tuple[str, ...]]:
    """The code of a row, and its modifiers wherever they stand, each once.

    Raises:
        BadCell: there is no code, or what is no modifier.
    """
    cell = cells[col.CODE]
    found, behind = _needed(coded(cell), col.CODE, cell, "a code of five characters, as 99214")
    told = list(behind)
    for field in (*col.MODIFIERS, col.ALL_MODIFIERS):
        if field in cells:
            told += _needed(
                modifiers_in(cells[field]), field, cells[field], "modifiers of two characters"
            )
    return found, tuple(dict.fromkeys(told))


def units(cells: Cells) -> int:
    """The units of a row; 1 where the report does not say.

    Raises:
        BadCell: they are no whole number.
    """
    if not text_of(cells, col.UNITS):
        return 1
    cell = cells[col.UNITS]
    found = _needed(whole(cell), col.UNITS, cell, "a whole number of units")
    return _needed(
        found if abs(found) <= _MOST_UNITS else None, col.UNITS, cell, "fewer units than that"
    )


def printed(cells: Cells) -> Decimal | None:
    """The work RVUs of a row as they stand, 0 for an empty cell; None without the column.

    Raises:
        BadCell: they are no figure.
    """
    if col.WRVU not in cells:
        return None
    if not text_of(cells, col.WRVU):
        return Decimal(0)
    cell = cells[col.WRVU]
    return _needed(figure(cell), col.WRVU, cell, "work RVUs, as 1.92")


def service(cells: Cells) -> date | None:
    """The date of service of a row; None where the report has none.

    Raises:
        BadCell: it is no day.
    """
    field = next((f for f in (col.SERVICE_DATE, col.ANY_DATE) if text_of(cells, f)), None)
    if field is None:
        return None
    cell = cells[field]
    return _needed(day_of(cell), field, cell, "a day, as 3/2/2026 or 2026-03-02")


def posting(cells: Cells) -> DateRange | None:
    """The day or month of posting of a row; None where the report has none.

    Raises:
        BadCell: it is neither.
    """
    if not text_of(cells, col.POST_DATE):
        return None
    cell = cells[col.POST_DATE]
    return _needed(posting_span(cell), col.POST_DATE, cell, "a day or a month, as Mar 2026")


def is_charge(cells: Cells) -> bool:
    """Whether a row is a charge or a void; Epic's other detail types are payments and the like."""
    told = text_of(cells, col.DETAIL_TYPE)
    number = _LEADING.match(told)
    if number:
        return int(number[0]) in {_DETAIL_CHARGE, _DETAIL_VOID}
    return not told or "charge" in told.lower() or "void" in told.lower()


def is_void(cells: Cells, units: int, work: Decimal | None) -> bool:
    """Whether a row takes a charge back: it says so, or a figure of it is negative."""
    told = text_of(cells, col.DETAIL_TYPE)
    number = _LEADING.match(told)
    if (number and int(number[0]) == _DETAIL_VOID) or "void" in told.lower():
        return True
    if text_of(cells, col.CHARGE_TYPE).lower().startswith("cr"):
        return True
    amount = figure(cells.get(col.AMOUNT, ""))
    return units < 0 or (work or 0) < 0 or (amount or 0) < 0
