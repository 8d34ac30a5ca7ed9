"""Relative value files (PPRRVU) in CMS's three formats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from makers.grids import Grid, csv_bytes, text_bytes, xlsx_bytes
from makers.services import SERVICES
from openrvu.schedule.rows import ServiceRow, Setting

# The words CMS stacks above each column, from the top line down to the one that begins HCPCS.
_STACKED = (
    "|||HCPCS",
    "|||MOD",
    "|||DESCRIPTION",
    "||STATUS|CODE",
    "NOT USED|FOR|MEDICARE |PAYMENT",
    "||WORK|RVU",
    "||NON-FAC|PE RVU",
    "|NON-FAC|NA|INDICATOR",
    "||FACILITY|PE RVU",
    "|FACILITY |NA|INDICATOR",
    "||MP|RVU",
    "||NON-FACILITY|TOTAL",
    "||FACILITY|TOTAL",
    "||PCTC|IND",
    "||GLOB|DAYS",
    "||PRE|OP",
    "||INTRA|OP",
    "||POST|OP",
    "||MULT|PROC",
    "||BILAT|SURG",
    "||ASST|SURG",
    "||CO-|SURG",
    "||TEAM|SURG",
    "||PRIC|IND",
    "||ENDO|BASE",
    "||CONV|FACTOR",
    "PHYSICIAN|SUPERVISION OF|DIAGNOSTIC|PROCEDURES",
    "||CALCULATION|FLAG",
    "DIAGNOSTIC|IMAGING|FAMILY|INDICATOR",
    "PE USED|FOR OPPS|PAYMENT|AMOUNT",
    "PE USED|FOR OPPS|PAYMENT|AMOUNT",
    "MP USED|FOR OPPS|PAYMENT|AMOUNT",
)
_TOP = {29: "NON-FACILITY", 30: "FACILITY"}
_PRICING_AT = 23

#: Rows of heading above the first service row, which is therefore row 11 of the file.
FIRST_ROW = 10

_NAMES = (
    "HCPCS",
    "MOD",
    "DESCRIPTION",
    "STATUS CODE",
    "NOT USED FOR MEDICARE PAYMENT",
    "WORK RVU",
    "NON-FAC PE RVU",
    "NON-FAC NA INDICATOR",
    "FACILITY PE RVU",
    "FACILITY NA INDICATOR",
    "MP RVU",
    "NON-FACILITY TOTAL",
    "FACILITY TOTAL",
    "PCTC IND",
    "GLOB DAYS",
    "PRE OP",
    "INTRA OP",
    "POST OP",
    "MULT PROC",
    "BILAT SURG",
    "ASST SURG",
    "CO- SURG",
    "TEAM SURG",
    "PRIC IND",
    "ENDO BASE",
    "CONV FACTOR",
    "PHYSICIAN SUPERVISION OF DIAGNOSTIC PROCEDURES",
    "CALCULATION FLAG",
    "DIAGNOSTIC IMAGING FAMILY INDICATOR",
    "NON-FACILITY PE USED FOR OPPS PAYMENT AMOUNT",
    "FACILITY PE USED FOR OPPS PAYMENT AMOUNT",
    "MP USED FOR OPPS PAYMENT AMOUNT",
)
#: Where each column stands in a file of 31 columns, and in one of 32 (from 2026).
COLUMN_AT_2026 = {name: at for at, name in enumerate(_NAMES)}
COLUMN_AT = {n: at for at, n in enumerate(n for n in _NAMES if n != "PRIC IND")}


@dataclass(frozen=True)
class Sheet:
    """What a relative value file says besides its rows.

    ``columns`` is 31, or 32 with the pricing indicator that files of 2026 print.
    """

    rows: Sequence[ServiceRow] = SERVICES
    factor: str = "32.3465"
    year: int = 2025
    month: str = "October"
    released: str = "09/11/2025"
    columns: int = 31


def pprrvu_grid(sheet: Sheet = Sheet()) -> Grid:
    """The cells of a .csv or .xlsx, headings included."""
    title = f"{sheet.year} National Physician Fee Schedule Relative Value File"
    lines = [
        f"{title} {sheet.month} Release",
        "Made up for tests. Not a file of CMS's.",
        "No figure here is real.",
        " ",
        f"RELEASED {sheet.released}",
    ]
    grid = [["", "", line, *[""] * 29] for line in lines]
    grid.append([_TOP.get(at, "") for at in range(32)])
    stacked = [words.split("|") for words in _STACKED]
    grid += [[words[line] for words in stacked] for line in range(4)]
    grid += [_cells(row, sheet.factor) for row in sheet.rows]
    if sheet.columns == 31:
        for cells in grid:
            del cells[_PRICING_AT]
    return grid


def pprrvu_csv(sheet: Sheet = Sheet()) -> bytes:
    """A relative value file as .csv."""
    return csv_bytes(pprrvu_grid(sheet))


def pprrvu_xlsx(sheet: Sheet = Sheet()) -> bytes:
    """A relative value file as .xlsx."""
    return xlsx_bytes(pprrvu_grid(sheet))


def pprrvu_txt(sheet: Sheet = Sheet()) -> bytes:
    """A relative value file as fixed-width .txt: records of 171 characters."""
    heads = ["HDR MADE UP FOR TESTS".ljust(50), "HDR NO FIGURE IS REAL".ljust(50)]
    return text_bytes([*heads, *(_record(row, sheet.factor) for row in sheet.rows)])


def _cells(row: ServiceRow, factor: str) -> list[str]:
    p = row.policy
    return [
        row.code,
        row.modifier,
        f"Made up service {row.code}",
        p.status,
        "+" if p.not_used else "",
        _rvu(row.work),
        _rvu(row.pe_nonfacility),
        "NA" if p.na_nonfacility else "",
        _rvu(row.pe_facility),
        "NA" if p.na_facility else "",
        _rvu(row.mp),
        _rvu(row.total(Setting.NONFACILITY)),
        _rvu(row.total(Setting.FACILITY)),
        p.pctc,
        p.global_days,
        _rvu(p.pre_op),
        _rvu(p.intra_op),
        _rvu(p.post_op),
        p.multiple_procedure,
        p.bilateral,
        p.assistant,
        p.co_surgeon,
        p.team,
        p.pricing,
        p.endoscopic_base,
        factor,
        p.supervision,
        p.calculation_flag,
        p.imaging_family,
        _rvu(row.opps_pe_nonfacility),
        _rvu(row.opps_pe_facility),
        _rvu(row.opps_mp),
    ]


def _rvu(value: Decimal) -> str:
    return f"{value:.2f}"


def _record(row: ServiceRow, factor: str) -> str:
    """One line of the .txt, put together from the record layout of RVU25D.pdf."""
    cells = dict(zip(_NAMES, _cells(row, factor), strict=True))
    line = [" "] * 171
    for name, first, last, set_text in _POSITIONS:
        width = last - first + 1
        text = set_text(cells[name], width)
        assert len(text) == width, (name, text)
        line[first - 1 : last] = text
    return "".join(line)


def _left(text: str, width: int) -> str:
    return text.ljust(width)


def _right(text: str, width: int) -> str:
    return text.rjust(width)


def _share(text: str, width: int) -> str:
    """``.10`` for 0.10; three characters leave no room for more than one digit of 1.00."""
    return (text[1:] if text.startswith("0") else text[:width]).rjust(width)


_POSITIONS: tuple[tuple[str, int, int, Callable[[str, int], str]], ...] = (
    ("HCPCS", 1, 5, _left),
    ("MOD", 6, 7, _left),
    ("DESCRIPTION", 8, 57, _left),
    ("STATUS CODE", 58, 58, _left),
    ("NOT USED FOR MEDICARE PAYMENT", 59, 59, _left),
    ("WORK RVU", 60, 65, _right),
    ("NON-FAC PE RVU", 67, 72, _right),
    ("NON-FAC NA INDICATOR", 73, 74, _left),
    ("FACILITY PE RVU", 76, 81, _right),
    ("FACILITY NA INDICATOR", 82, 83, _left),
    ("MP RVU", 85, 89, _right),
    ("NON-FACILITY TOTAL", 91, 96, _right),
    ("FACILITY TOTAL", 97, 102, _right),
    ("PCTC IND", 103, 103, _left),
    ("GLOB DAYS", 104, 106, _left),
    ("PRE OP", 107, 109, _share),
    ("INTRA OP", 110, 112, _share),
    ("POST OP", 113, 115, _share),
    ("MULT PROC", 116, 116, _left),
    ("BILAT SURG", 117, 117, _left),
    ("ASST SURG", 118, 118, _left),
    ("CO- SURG", 119, 119, _left),
    ("TEAM SURG", 120, 120, _left),
    ("ENDO BASE", 128, 132, _left),
    ("CONV FACTOR", 133, 140, _right),
    ("PHYSICIAN SUPERVISION OF DIAGNOSTIC PROCEDURES", 142, 143, _left),
    ("CALCULATION FLAG", 144, 144, _left),
    ("DIAGNOSTIC IMAGING FAMILY INDICATOR", 146, 147, _left),
    ("NON-FACILITY PE USED FOR OPPS PAYMENT AMOUNT", 152, 157, _right),
    ("FACILITY PE USED FOR OPPS PAYMENT AMOUNT", 159, 164, _right),
    ("MP USED FOR OPPS PAYMENT AMOUNT", 166, 171, _right),
)
