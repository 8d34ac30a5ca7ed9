"""Reads the crosswalk from payment localities to counties (LOCCO)."""

from __future__ import annotations

from dataclasses import dataclass

from openrvu.cms.cells import Checker, Repair, RepairLog, Row, squeeze
from openrvu.cms.fixed_width import Fixed, read_fixed
from openrvu.cms.package import Member
from openrvu.cms.tables import Shape, Table, read_table
from openrvu.schedule.states import STATE_LETTERS

_SHAPE = Shape(
    {
        # CMS's own heading lacks the I.
        "CONTRACTOR": r"MEDICARE ADMINI?STRATIVE CONTRACTOR( \(MAC\))?|CONTRACTOR|CARRIER",
        "LOCALITY NUMBER": r"LOCALITY NUMBER|LOCALITY",
        "STATE": r"STATE",
        "FEE SCHEDULE AREA": r"FEE SCHEDULE AREA",
        "COUNTIES": r"COUNTIES",
    }
)
# First and last position (from 1) of each column of 25LOCCO.txt.
_FIXED = Fixed(
    {
        "CONTRACTOR": (5, 9),
        "LOCALITY NUMBER": (17, 18),
        "STATE": (23, 45),
        "FEE SCHEDULE AREA": (46, 143),
        "COUNTIES": (144, 201),
    },
    figures=("CONTRACTOR", "LOCALITY NUMBER"),
)


@dataclass(frozen=True, slots=True)
class CountyRow:
    """The counties of one locality.

    Attributes:
        state: two letters, or empty where the file leaves it out.
        counties: in CMS's words.
        cut: True where the text file's width has cut them short.
    """

    carrier: str
    number: str
    state: str
    area: str
    counties: str
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Counties:
    """The contents of one file."""

    rows: tuple[CountyRow, ...]
    repairs: tuple[Repair, ...]


def read_locco(member: Member) -> Counties:
    """Read and check a locality-to-county file in .csv, .txt or .xlsx.

    A blank State cell means the state of the line above. The .txt is narrower than the .csv and
    cuts long lists of counties; those rows are marked ``cut``.

    Raises:
        ReadError: the first thing found that cannot be trusted.
    """
    check, log = Checker(member.name), RepairLog(member.name)
    if member.suffix == ".txt":
        table = read_fixed(member, check, _FIXED)
    else:
        table = read_table(member, check, _SHAPE)
    rows: dict[tuple[str, str], CountyRow] = {}
    state, before = "", 0
    for row in table.body:
        # CMS leaves a line free between states. A state not named after it is not the one above:
        # 25LOCCO.txt lacks CALIFORNIA, and would put Los Angeles in Arkansas.
        above = state if row[0] == before + 1 else ""
        state, before = squeeze(table.cell(row, "STATE")) or above, row[0]
        made = _read_row(row, table, _letters(state, row, check), (check, log))
        if rows.setdefault((made.carrier, made.number), made) != made:
            found = f"locality {made.carrier}-{made.number} again with other contents"
            raise check.fail(row[0], "LOCALITY NUMBER", found, "each locality once")
    if not rows:
        raise check.fail(None, None, "no localities", "CMS's locality and county file")
    return Counties(tuple(rows.values()), log.all())


def _letters(state: str, row: Row, check: Checker) -> str:
    if not state or state in STATE_LETTERS:
        return STATE_LETTERS.get(state, "")
    raise check.fail(row[0], "STATE", repr(state), "a state or territory")


def _read_row(row: Row, table: Table, state: str, tools: tuple[Checker, RepairLog]) -> CountyRow:
    check, log = tools
    counties = table.cell(row, "COUNTIES")
    fixed = not table.headings
    if fixed and row[1][table.columns["COUNTIES"]].startswith(" "):
        found = f"{counties!r} further right"
        raise check.fail(row[0], "COUNTIES", found, "text from the column's first position on")
    if not counties:
        raise check.fail(row[0], "COUNTIES", "an empty cell", "the counties, or ALL COUNTIES")
    first, last = _FIXED.columns["COUNTIES"]
    return CountyRow(
        carrier=check.digits(table.cell(row, "CONTRACTOR"), 5, row[0], "CONTRACTOR", log),
        number=check.digits(table.cell(row, "LOCALITY NUMBER"), 2, row[0], "LOCALITY NUMBER", log),
        state=state,
        area=squeeze(table.cell(row, "FEE SCHEDULE AREA")),
        counties=squeeze(counties),
        cut=fixed and len(counties) >= last - first,
    )
