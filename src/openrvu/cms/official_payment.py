"""Payment files (PFALL, PFREV and copies of them): what Medicare pays, by code and locality."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import islice

from openrvu.cms import official_layout as at
from openrvu.cms.cells import Checker, Row, is_blank
from openrvu.cms.official_cells import NOTHING, AmountCells
from openrvu.cms.official_layout import CMS_ORDER, Heading, Layout, by_position, read_heading
from openrvu.cms.tables import is_note
from openrvu.schedule.indicators import MULTIPLE_PROCEDURE, STATUS
from openrvu.schedule.official import OfficialAmount

_STATUSES: Mapping[str, object] = {**STATUS, "": None}
_MULTIPLE: Mapping[str, object] = {**MULTIPLE_PROCEDURE, "": None}
#: Payment files print 9 where no OPPS-based amount applies.
_OPPS = dict.fromkeys(["", *"0123456789"])
#: Lines before and after the amounts that CMS marks so.
_MARKED = ("HDR", "TRL")
_YEAR = re.compile(r"(?:[0-9]{4}|[0-9]{2})\Z")
#: Five digits, of which a spreadsheet may have dropped zeros at the front.
_CARRIER = re.compile(r"[0-9]{3,5}\Z")
_AMOUNT = re.compile(r"\$? ?[0-9,]+\.[0-9]+\Z")
_CODE_WITH_DIGIT = re.compile(r"(?=[A-Z]*[0-9])[A-Z0-9]{5}\Z")


def payment_amounts(rows: Iterator[Row], check: Checker, step: int) -> Iterator[OfficialAmount]:
    """Every so manieth row of a payment file.

    Titles, headings, notes and blank lines are left out. Where a heading names the columns, they
    may be in any order and with others between them; else they are CMS's, or the first seven or
    more of them, and every row must have as many cells as the first.

    Raises:
        ReadError: the first thing found that cannot be trusted.
    """
    reader = _Reader(check)
    for number, layout, cells in islice(_data(rows, check), 0, None, step):
        yield reader.amount(number, layout, cells)


def _data(rows: Iterator[Row], check: Checker) -> Iterator[tuple[int, Layout, list[str]]]:
    """The rows with amounts, and where their columns stand."""
    layout: Layout | None = None
    heading: Heading | None = None
    for number, row in rows:
        if is_blank(row) or row[0].startswith(_MARKED):
            continue
        cells = [cell.strip() for cell in row]
        if layout is None:
            found = read_heading(number, cells)
            if not found.missing or (not _is_data(cells, heading) and found.columns):
                heading = found
                continue
            if not _is_data(cells, heading):
                continue
            layout = _layout(number, cells, heading, check)
        elif is_note((number, cells)):
            continue
        elif len(cells) != layout.width:
            expected = f"{layout.width} as in the first row"
            raise check.fail(number, None, f"{len(cells)} cells", expected)
        yield number, layout, cells


def _is_data(cells: list[str], heading: Heading | None) -> bool:
    """Whether a row above the first of data is not one more title or heading.

    Data begins with a year and a carrier, or follows a heading. A row that does neither, but has
    a code or an amount where those stand, is data that has been spoilt.
    """
    if heading and not heading.missing:
        return True
    if len(cells) > 1 and _YEAR.match(cells[0]) and _CARRIER.match(cells[1]):
        return True
    has_code = any(_CODE_WITH_DIGIT.match(cell) for cell in cells[3:4])
    return has_code or any(_AMOUNT.match(cell) for cell in cells[5:7])


def _layout(number: int, cells: list[str], heading: Heading | None, check: Checker) -> Layout:
    """Where the columns of the first row of data, and so of all, stand.

    A heading that is shorter than the rows, or names only some of the columns needed, says no
    more than that the order is CMS's, if it is.
    """
    if heading and not (
        heading.is_in_cms_order and (heading.missing or len(cells) > heading.width)
    ):
        return _named(number, cells, heading, check)
    layout = by_position(cells)
    if layout is None:
        found = f"{len(cells)} cells"
        raise check.fail(number, None, found, f"{len(CMS_ORDER)}, CMS's layout")
    return layout


def _named(number: int, cells: list[str], heading: Heading, check: Checker) -> Layout:
    if heading.twice:
        raise check.fail(heading.row, heading.twice, "a second such column", "each column once")
    if heading.missing:
        expected = "the headings of CMS's file"
        raise check.fail(heading.row, heading.missing, "no such column heading", expected)
    if len(cells) != heading.width:
        expected = f"{heading.width} as in the heading"
        raise check.fail(number, None, f"{len(cells)} cells", expected)
    return Layout(heading.columns, heading.width)


class _Reader:
    """Makes amounts of rows of cells."""

    def __init__(self, check: Checker) -> None:
        self._check = check
        self._cells = AmountCells(check)

    def amount(self, number: int, layout: Layout, cells: list[str]) -> OfficialAmount:
        """The amounts of one row."""
        held = {name: cells[place] for name, place in layout.columns.items()}
        read = self._cells
        carrier, locality = read.place(held.get(at.CARRIER), held[at.LOCALITY], number)
        self._known(held, at.OPPS_INDICATOR, _OPPS, number)
        return OfficialAmount(
            row=number,
            year=read.year(held[at.YEAR], number, at.YEAR) if at.YEAR in held else None,
            carrier=carrier,
            locality=locality,
            code=read.code(held[at.CODE], number, at.CODE),
            modifier=read.modifier(held.get(at.MODIFIER, ""), number, at.MODIFIER),
            status=self._known(held, at.STATUS, _STATUSES, number),
            nonfacility=read.money(held[at.NONFACILITY], number, at.NONFACILITY),
            facility=read.money(held[at.FACILITY], number, at.FACILITY),
            capped=False,
            therapy_nonfacility=self._extra(held, at.THERAPY_NONFACILITY, number),
            therapy_facility=self._extra(held, at.THERAPY_FACILITY, number),
            opps_nonfacility=self._extra(held, at.OPPS_NONFACILITY, number),
            opps_facility=self._extra(held, at.OPPS_FACILITY, number),
            multiple=self._known(held, at.MULTIPLE, _MULTIPLE, number),
        )

    def _known(
        self, held: Mapping[str, str], name: str, meanings: Mapping[str, object], number: int
    ) -> str:
        return self._check.known(held.get(name, ""), meanings, number, name)

    def _extra(self, held: Mapping[str, str], name: str, number: int) -> Decimal | None:
        """An amount that a file may not have a column for, or may leave blank."""
        cell = held.get(name)
        if cell is None:
            return None
        return self._cells.money(cell, number, name) if cell else NOTHING
