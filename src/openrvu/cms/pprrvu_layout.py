"""The layout of the relative value file: its columns, and where each stands in a text record.

Heading words are those of CMS's .csv and .xlsx files; positions are those of RVU25D.pdf.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from openrvu.cms.cells import Checker, Row, grid_rows, is_blank, squeeze, text_lines
from openrvu.cms.fixed_width import check_gaps, cutter, gaps_between
from openrvu.cms.package import Member

#: Column names in file order, with first and last position in the text record (from 1).
COLUMNS: dict[str, tuple[int, int]] = {
    "HCPCS": (1, 5),
    "MOD": (6, 7),
    "DESCRIPTION": (8, 57),
    "STATUS CODE": (58, 58),
    "NOT USED FOR MEDICARE PAYMENT": (59, 59),
    "WORK RVU": (60, 65),
    "NON-FAC PE RVU": (67, 72),
    "NON-FAC NA INDICATOR": (73, 74),
    "FACILITY PE RVU": (76, 81),
    "FACILITY NA INDICATOR": (82, 83),
    "MP RVU": (85, 89),
    "NON-FACILITY TOTAL": (91, 96),
    "FACILITY TOTAL": (97, 102),
    "PCTC IND": (103, 103),
    "GLOB DAYS": (104, 106),
    "PRE OP": (107, 109),
    "INTRA OP": (110, 112),
    "POST OP": (113, 115),
    "MULT PROC": (116, 116),
    "BILAT SURG": (117, 117),
    "ASST SURG": (118, 118),
    "CO- SURG": (119, 119),
    "TEAM SURG": (120, 120),
    "PRIC IND": (0, 0),
    "ENDO BASE": (128, 132),
    "CONV FACTOR": (133, 140),
    "PHYSICIAN SUPERVISION OF DIAGNOSTIC PROCEDURES": (142, 143),
    "CALCULATION FLAG": (144, 144),
    "DIAGNOSTIC IMAGING FAMILY INDICATOR": (146, 147),
    "NON-FACILITY PE USED FOR OPPS PAYMENT AMOUNT": (152, 157),
    "FACILITY PE USED FOR OPPS PAYMENT AMOUNT": (159, 164),
    "MP USED FOR OPPS PAYMENT AMOUNT": (166, 171),
}
#: Printed from 2026 on; absent before.
OPTIONAL = frozenset({"PRIC IND"})

_TITLE = re.compile(
    r"(\d{4}) National Physician Fee Schedule Relative Value File (\w+) Release", re.IGNORECASE
)
_RELEASED = re.compile(r"RELEASED (\d{2}/\d{2}/\d{4})", re.IGNORECASE)
#: Header and trailer records; a code could begin with the same letters, but goes on.
_BESIDES = re.compile(r"(?:HDR|TRL)(?![A-Z0-9])")
_MONTH_LETTERS = {"JAN": "A", "APR": "B", "JUL": "C", "OCT": "D"}
_RECORD = 171


@dataclass(frozen=True, slots=True)
class Heading:
    """What the lines above the table say of it; None where they do not."""

    year: int | None
    letter: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class Layout:
    """Numbered rows of cells, and the place of each column among them."""

    heading: Heading
    index: dict[str, int]
    rows: list[Row]
    width: int


def read_layout(member: Member, check: Checker) -> Layout:
    """Find the heading and columns of a relative value file, whatever its format.

    Raises:
        ReadError: the headings are not CMS's.
    """
    if member.suffix == ".txt":
        return _text_layout(member, check)
    rows = grid_rows(member)
    at = next((i for i, (_, cells) in enumerate(rows) if _starts(cells)), None)
    if at is None:
        raise check.fail(
            None, None, "no heading row that begins HCPCS, MOD", "CMS's relative value file"
        )
    heading = _heading([" ".join(cells) for _, cells in rows[:at]])
    names = _column_names([cells for _, cells in rows[: at + 1]])
    index = _match_columns(names, rows[at][0], check)
    width = max(index.values()) + 1
    body = [row for row in rows[at + 1 :] if not is_blank(row[1])]
    for number, cells in body:
        _check_width(number, cells, width, check)
    return Layout(heading, index, body, width)


def _check_width(number: int, cells: list[str], width: int, check: Checker) -> None:
    if len(cells) < width or any(cell.strip() for cell in cells[width:]):
        raise check.fail(number, None, f"{len(cells)} cells", f"{width} in every row")


def _starts(cells: list[str]) -> bool:
    return len(cells) > 2 and squeeze(cells[0]) == "HCPCS" and squeeze(cells[1]) == "MOD"


def _heading(lines: list[str]) -> Heading:
    year = letter = published = None
    for line in lines:
        if match := _TITLE.search(line):
            year, letter = int(match[1]), _MONTH_LETTERS.get(match[2][:3].upper())
        if match := _RELEASED.search(line):
            published = _us_date(match[1])
    return Heading(year, letter, published)


def _us_date(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%m/%d/%Y").date()  # noqa: DTZ007 - a printed day
    except ValueError:
        return None


def _column_names(above: list[list[str]]) -> list[str]:
    """Join each column's words down the heading lines, from below the date to ``HCPCS``."""
    start = next(
        (i + 1 for i, cells in enumerate(above) if any("RELEASED" in c.upper() for c in cells)), 0
    )
    width = len(above[-1])
    return [
        squeeze(" ".join(cells[column] for cells in above[start:] if column < len(cells)))
        for column in range(width)
    ]


def _match_columns(names: list[str], row: int, check: Checker) -> dict[str, int]:
    index: dict[str, int] = {}
    while names and not names[-1]:
        names.pop()  # a spreadsheet may leave empty columns at the right
    for position, name in enumerate(names):
        if name not in COLUMNS:
            expected = "a column of CMS's layout"
            raise check.fail(row, f"{position + 1}", f"an unknown heading {name!r}", expected)
        if name in index:
            raise check.fail(row, f"{position + 1}", f"{name!r} a second time", "it once")
        index[name] = position
    missing = [name for name in COLUMNS if name not in index and name not in OPTIONAL]
    if missing:
        raise check.fail(row, missing[0], "no such column heading", "every column")
    return index


def _text_layout(member: Member, check: Checker) -> Layout:
    names = [name for name in COLUMNS if name not in OPTIONAL]
    slices = [slice(COLUMNS[name][0] - 1, COLUMNS[name][1]) for name in names]
    cut, gaps = cutter(slices), gaps_between(slices)
    rows: list[Row] = []
    for number, line in text_lines(member):
        if not line.strip() or _BESIDES.match(line):
            continue
        if len(line) < _RECORD:
            raise check.fail(
                number, None, f"{len(line)} characters", f"{_RECORD} in every record of CMS's .txt"
            )
        # Of the pricing indicator of 2026 we do not know where the .txt has it, if anywhere.
        check_gaps(number, line, gaps, check)
        rows.append((number, cut(line)))
    if not rows:
        raise check.fail(None, None, "no records", "CMS's relative value file")
    index = {name: position for position, name in enumerate(names)}
    return Layout(Heading(None, None, None), index, rows, len(names))
