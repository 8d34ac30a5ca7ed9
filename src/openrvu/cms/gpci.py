"""Reads the file of geographic practice cost indices (GPCI)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from openrvu.cms.cells import Checker, Repair, RepairLog, Row, squeeze
from openrvu.cms.fixed_width import Fixed, read_fixed
from openrvu.cms.package import Member
from openrvu.cms.tables import Shape, Table, read_table
from openrvu.exact import GPCI_PLACES
from openrvu.schedule.states import STATE_LETTERS

_INDICES = ("PW GPCI", "PE GPCI", "MP GPCI")
_SHAPE = Shape(
    {
        "CONTRACTOR": r"MEDICARE ADMINI?STRATIVE CONTRACTOR( \(MAC\))?|CONTRACTOR|CARRIER",
        "STATE": r"STATE",
        "LOCALITY NUMBER": r"LOCALITY NUMBER|LOCALITY",
        "LOCALITY NAME": r"LOCALITY NAME",
        "PW GPCI": r"(\d{4} )?PW GPCI( \(WITH 1\.0 FLOOR\))?",
        "PE GPCI": r"(\d{4} )?PE GPCI",
        "MP GPCI": r"(\d{4} )?MP GPCI",
    },
    optional=frozenset({"STATE"}),
    # January 2026 printed the work index twice. The law keeps the floor, so that one is read.
    unread=(r"(\d{4} )?PW GPCI \(WITHOUT 1\.0 FLOOR\)",),
)
_YEAR = re.compile(r"\d{4}")
# GPCI2025.txt: first and last position (from 1) of each column, and the heading over the indices.
_FIXED = Fixed(
    {
        "CONTRACTOR": (1, 5),
        "STATE": (17, 18),
        "LOCALITY NUMBER": (25, 26),
        "LOCALITY NAME": (30, 118),
        "PW GPCI": (120, 128),
        "PE GPCI": (131, 139),
        "MP GPCI": (143, 151),
    },
    figures=("CONTRACTOR", *_INDICES),
    heading=re.compile(r".{118}(\d{4} PW GPCI)(\d{4} PE GPCI)(\d{4} MP GPCI)\s*\Z"),
    length=150,
)
# Over every release from RVU20A to RVU26C the indices run from 0.235 (malpractice, Nebraska 2021
# and 2022) to 2.702 (malpractice, Long Island, the same years). 8.75 for 0.875 is beyond these.
_LOWEST, _HIGHEST = Decimal("0.2"), Decimal("3.5")


@dataclass(frozen=True, slots=True)
class GpciRow:
    """The indices of one locality; ``state`` is empty where the file has no State column."""

    carrier: str
    number: str
    state: str
    name: str
    work: Decimal
    pe: Decimal
    mp: Decimal


@dataclass(frozen=True, slots=True)
class Gpcis:
    """The contents of one file; ``year`` is the one in its headings, or None."""

    year: int | None
    rows: tuple[GpciRow, ...]
    repairs: tuple[Repair, ...]


def read_gpci(member: Member) -> Gpcis:
    """Read and check a GPCI file in .csv, .txt or .xlsx.

    Raises:
        ReadError: the first thing found that cannot be trusted.
    """
    check, log = Checker(member.name), RepairLog(member.name)
    if member.suffix == ".txt":
        table = read_fixed(member, check, _FIXED)
    else:
        table = read_table(member, check, _SHAPE)
    rows: dict[tuple[str, str], GpciRow] = {}
    for row in table.body:
        made = _read_row(row, table, check, log)
        if (made.carrier, made.number) in rows:
            found = f"locality {made.carrier}-{made.number} a second time"
            raise check.fail(row[0], "LOCALITY NUMBER", found, "each locality once")
        rows[made.carrier, made.number] = made
    if not rows:
        raise check.fail(None, None, "no localities", "CMS's GPCI file")
    return Gpcis(_one_year(table, check), tuple(rows.values()), log.all())


def _one_year(table: Table, check: Checker) -> int | None:
    years = {name: _YEAR.findall(table.headings.get(name, "")) for name in _INDICES}
    found = {text for texts in years.values() for text in texts}
    if len(found) > 1:
        shown = " and ".join(sorted(found))
        raise check.fail(None, "PW, PE and MP GPCI", f"indices of {shown}", "those of one year")
    return int(found.pop()) if found else None


def _read_row(row: Row, table: Table, check: Checker, log: RepairLog) -> GpciRow:
    number = row[0]

    def index(column: str) -> Decimal:
        value = check.number(table.cell(row, column), GPCI_PLACES, number, column)
        if not _LOWEST <= value <= _HIGHEST:
            expected = f"an index from {_LOWEST} to {_HIGHEST}"
            raise check.fail(number, column, str(value), expected)
        return value

    state = squeeze(table.cell(row, "STATE"))
    if "STATE" in table.columns and state not in _LETTERS:
        raise check.fail(number, "STATE", repr(state), "two letters of a state or territory")
    return GpciRow(
        carrier=check.digits(table.cell(row, "CONTRACTOR"), 5, number, "CONTRACTOR", log),
        number=check.digits(table.cell(row, "LOCALITY NUMBER"), 2, number, "LOCALITY NUMBER", log),
        state=state,
        name=squeeze(table.cell(row, "LOCALITY NAME")),
        work=index("PW GPCI"),
        pe=index("PE GPCI"),
        mp=index("MP GPCI"),
    )


_LETTERS = frozenset(STATE_LETTERS.values())
