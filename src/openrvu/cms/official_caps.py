"""OPPSCAP files: the amounts of imaging after the cap of section 5102(b), by locality."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openrvu.cms.cells import Checker, Row, squeeze
from openrvu.cms.fixed_width import Fixed, read_fixed
from openrvu.cms.official_cells import AmountCells
from openrvu.cms.official_layout import THERAPY_NONFACILITY, YEAR, read_heading
from openrvu.cms.package import Member
from openrvu.cms.tables import Shape, Table, read_table
from openrvu.schedule.indicators import STATUS
from openrvu.schedule.official import OfficialAmount
from openrvu.schedule.rows import ROW_MODIFIERS

_SHAPE = Shape(
    {
        "HCPCS": r"HCPCS( CODE)?",
        "MOD": r"MOD(IFIER)?",
        "PROCSTAT": r"(PROC ?)?STAT(US)?( CODE)?",
        "CARRIER": r"CARRIER( NUMBER)?|MAC",
        "LOCALITY": r"LOCALITY( NUMBER)?",
        "FACILITY PRICE": r"FACILI?TY PRICE",
        # CMS's heading lacks an I; a corrected one is accepted too.
        "NON-FACILITY PRICE": r"NON[- ]?FACILI?TY PRICE",
    }
)
# First and last position (from 1) of each column of OPPSCAP_Oct.txt.
_FIXED = Fixed(
    {
        "HCPCS": (1, 5),
        "MOD": (6, 7),
        "PROCSTAT": (9, 9),
        "CARRIER": (11, 15),
        "LOCALITY": (18, 19),
        "FACILITY PRICE": (20, 28),
        "NON-FACILITY PRICE": (29, 38),
    },
    figures=("HCPCS", "CARRIER", "LOCALITY", "FACILITY PRICE", "NON-FACILITY PRICE"),
    length=38,
)
_MODIFIERS = dict.fromkeys(ROW_MODIFIERS)


class CapTable:
    """The rows of an OPPSCAP file.

    Attributes:
        lines: how many it has.
    """

    def __init__(self, member: Member, check: Checker, *, fixed: bool) -> None:
        """Read the file; ``fixed`` where its columns stand at fixed positions.

        Raises:
            ReadError: headings or lines that are not CMS's.
        """
        self._check = check
        self._cells = AmountCells(check)
        self._table: Table = (
            read_fixed(member, check, _FIXED) if fixed else read_table(member, check, _SHAPE)
        )
        self.lines = len(self._table.body)

    def amounts(self, step: int) -> Iterator[OfficialAmount]:
        """Every so manieth row.

        Raises:
            ReadError: the first cell that cannot be trusted.
        """
        for row in self._table.body[::step]:
            yield self._amount(row)

    def _amount(self, row: Row) -> OfficialAmount:
        number, cell = row[0], {name: self._table.cell(row, name) for name in _SHAPE.columns}
        carrier, locality = self._cells.place(cell["CARRIER"], cell["LOCALITY"], number)
        nonfacility, facility = (
            self._cells.money(cell[name], number, name)
            for name in ("NON-FACILITY PRICE", "FACILITY PRICE")
        )
        return OfficialAmount(
            row=number,
            year=None,
            carrier=carrier,
            locality=locality,
            code=self._cells.code(cell["HCPCS"], number, "HCPCS"),
            modifier=self._check.known(cell["MOD"], _MODIFIERS, number, "MOD"),
            status=self._check.known(cell["PROCSTAT"], STATUS, number, "PROCSTAT"),
            nonfacility=nonfacility,
            facility=facility,
            capped=True,
        )


def has_cap_heading(rows: Sequence[Row]) -> bool:
    """Whether one of the first rows is an OPPSCAP file's heading.

    It begins with the code, and has prices; a payment file's heading has a year, or amounts of
    other kinds.
    """
    return any(bool(cells) and _is_cap_heading(number, cells) for number, cells in rows)


def _is_cap_heading(number: int, cells: Sequence[str]) -> bool:
    if squeeze(cells[0]) != "HCPCS" or not any("PRICE" in cell.upper() for cell in cells):
        return False
    return not {YEAR, THERAPY_NONFACILITY} & read_heading(number, cells).columns.keys()
