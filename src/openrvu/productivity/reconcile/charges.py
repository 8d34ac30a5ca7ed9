"""Rows of a report as charges: what cannot be understood is a problem with its row and column."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from openrvu.exact import plain
from openrvu.productivity.reconcile import charge_cells as cell
from openrvu.productivity.reconcile import columns as col
from openrvu.productivity.reconcile.cells import coded, echo, figure
from openrvu.productivity.reconcile.charge_cells import BadCell, Cells
from openrvu.productivity.reconcile.lines import ReportLine
from openrvu.productivity.tabular.table import Problem

NO_CODE = "Rows without a code or a day, such as totals, passed over"
NO_CHARGE = "Rows that are neither charges nor voids, such as payments, passed over"
VOIDED = "Charges with a void date, which the report takes back with it, left out"
NO_WRVU = "Rows without work RVUs, which count as 0 as they do in the sum of the column"
NOTHING = "Rows of no units and no work RVUs, passed over"
_LEFT_OUT = "The row was left out"


@dataclass(slots=True)
class Charges:
    """What was read.

    Attributes:
        headings: field to heading, for what is said of a cell.
        lines: charges and voids.
        problems: rows left out, and why.
        counts: how many rows something is true of, by what it is.
    """

    headings: Mapping[str, str]
    lines: list[ReportLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(16), repr=False)

    def read(self, rows: Iterable[tuple[int, Cells]]) -> None:
        """Read rows, each with its number and its cells by field."""
        for number, cells in rows:
            try:
                self._read(number, cells)
            except BadCell as bad:
                self.problems.append(self._problem(number, cells, bad))

    def _read(self, number: int, cells: Cells) -> None:
        """Keep the charge or void of a row, or count what else it is.

        Raises:
            BadCell: a cell cannot be understood.
        """
        passed = _passed(cells)
        if passed:
            self.counts[passed] += 1
            return
        line = self._line(number, cells)
        if not line.units and not line.printed:
            self.counts[NOTHING] += 1
            return
        if col.WRVU in cells and not cell.text_of(cells, col.WRVU):
            self.counts[NO_WRVU] += 1
        self.lines.append(line)

    def _line(self, number: int, cells: Cells) -> ReportLine:
        code, modifiers = cell.code(cells)
        units, printed = cell.units(cells), cell.printed(cells)
        back = cell.is_void(cells, units, printed)
        return ReportLine(
            row=number,
            code=code,
            modifiers=modifiers,
            units=-abs(units) if back else units,
            printed=-abs(printed) if back and printed is not None else printed,
            day=cell.service(cells),
            posted=cell.posting(cells),
            provider=cell.text_of(cells, col.PROVIDER),
            place=cell.text_of(cells, col.PLACE),
            transaction=self._hashed(cell.text_of(cells, col.TRANSACTION)),
        )

    def _hashed(self, text: str) -> str:
        """The number of a transaction, good for comparing within this reading alone."""
        if not text:
            return ""
        return hashlib.blake2b(text.encode(), key=self._key, digest_size=12).hexdigest()

    def _problem(self, number: int, cells: Cells, bad: BadCell) -> Problem:
        lost = figure(cells.get(col.WRVU, ""))
        words = f"{_LEFT_OUT}; its {plain(lost)} work RVUs count nowhere." if lost else ""
        heading = self.headings.get(bad.field, bad.field)
        return Problem(number, heading, echo(bad.cell), bad.expected, words or f"{_LEFT_OUT}.")


def _passed(cells: Cells) -> str:
    """Why a row is no charge and no void; empty where it is one.

    Raises:
        BadCell: it has a code and no day, or a day and work RVUs and no code.
    """
    has_code, is_dated = bool(cell.text_of(cells, col.CODE)), cell.is_dated(cells)
    if has_code and is_dated:
        if not cell.is_charge(cells):
            return NO_CHARGE
        return VOIDED if cell.text_of(cells, col.VOID_DATE) else ""
    if coded(cells.get(col.CODE, "")) is not None:
        raise BadCell(cell.date_field(cells), "", "a day")
    if not has_code and cell.has_day(cells) and figure(cells.get(col.WRVU, "")):
        raise BadCell(col.CODE, "", "a code of five characters, as 99214")
    return NO_CODE
