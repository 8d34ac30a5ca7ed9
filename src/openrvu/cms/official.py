"""Reads amounts that CMS itself published, to hold ours against: payment and OPPSCAP files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from openrvu.cms.cells import (
    Checker,
    RepairLog,
    csv_rows,
    grid_rows,
    is_blank,
    squeeze,
    text_lines,
)
from openrvu.cms.fixed_width import Fixed, read_fixed
from openrvu.cms.package import Member
from openrvu.cms.tables import Shape, read_table
from openrvu.exact import CENT_PLACES
from openrvu.schedule.indicators import MULTIPLE_PROCEDURE, STATUS
from openrvu.schedule.official import OfficialAmount
from openrvu.schedule.rows import ROW_MODIFIERS

_CAP_SHAPE = Shape(
    {
        "HCPCS": r"HCPCS",
        "MOD": r"MOD",
        "PROCSTAT": r"PROCSTAT",
        "CARRIER": r"CARRIER",
        "LOCALITY": r"LOCALITY",
        "FACILITY PRICE": r"FACILITY PRICE",
        # CMS's heading lacks an I; a corrected one is accepted too.
        "NON-FACILITY PRICE": r"NON-FACILI?TY PRICE",
    }
)
# First and last position (from 1) of each column of OPPSCAP_Oct.txt.
_CAP_FIXED = Fixed(
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
#: Payment files also print modifiers of two characters that have no relative values.
_MODIFIER = re.compile(r"[A-Z0-9]{2}\Z|\Z")
_STATUSES: Mapping[str, object] = {**STATUS, "": None}
_MULTIPLE: Mapping[str, object] = {**MULTIPLE_PROCEDURE, "": None}
#: Payment files print 9 where no OPPS-based amount applies.
_OPPS = dict.fromkeys(["", *"0123456789"])
_PAYMENT_WIDTH = 16
_MINIMUM_WIDTH = 7


def read_official(member: Member) -> tuple[OfficialAmount, ...]:
    """Read a CMS payment-amount file or an OPPSCAP file, told apart by their contents.

    Raises:
        ReadError: neither, or the first thing found that cannot be trusted.
    """
    check = Checker(member.name)
    made = tuple(_oppscap(member, check) if _is_oppscap(member) else _payments(member, check))
    seen: dict[tuple[object, ...], int] = {}
    for amount in made:
        key = (amount.year, amount.carrier, amount.locality, amount.code, amount.modifier)
        first = seen.setdefault(key, amount.row)
        if first != amount.row:
            found = f"{amount.code} {amount.modifier} of {amount.carrier}-{amount.locality} again"
            raise check.fail(amount.row, None, f"{found} (first in row {first})", "each row once")
    if not made:
        raise check.fail(None, None, "no rows", "a CMS payment-amount or OPPSCAP file")
    return made


def _is_oppscap(member: Member) -> bool:
    if member.suffix != ".txt":
        first = next((r for r in grid_rows(member) if not is_blank(r[1])), (0, [""]))
        return squeeze(first[1][0]) == "HCPCS" and any("PRICE" in c.upper() for c in first[1])
    first_line = next((text for _, text in text_lines(member) if text.strip()), "")
    return '"' not in first_line and "," not in first_line


def _oppscap(member: Member, check: Checker) -> Iterator[OfficialAmount]:
    log = RepairLog(member.name)
    if member.suffix == ".txt":
        table = read_fixed(member, check, _CAP_FIXED)
    else:
        table = read_table(member, check, _CAP_SHAPE)
    for row in table.body:
        number, cell = row[0], {name: table.cell(row, name) for name in _CAP_SHAPE.columns}
        yield OfficialAmount(
            row=number,
            year=None,
            carrier=check.digits(cell["CARRIER"], 5, number, "CARRIER", log),
            locality=check.digits(cell["LOCALITY"], 2, number, "LOCALITY", log),
            code=check.code(cell["HCPCS"], number, "HCPCS"),
            modifier=check.known(cell["MOD"], _MODIFIERS, number, "MOD"),
            status=check.known(cell["PROCSTAT"], STATUS, number, "PROCSTAT"),
            nonfacility=_money(cell, "NON-FACILITY PRICE", number, check),
            facility=_money(cell, "FACILITY PRICE", number, check),
            capped=True,
        )


def _money(cell: dict[str, str], column: str, row: int, check: Checker) -> Decimal:
    return check.number(cell[column], CENT_PLACES, row, column)


def _payments(member: Member, check: Checker) -> Iterator[OfficialAmount]:
    """CMS's layout: year, carrier, locality, code, modifier, non-facility, facility, filler,
    PC/TC, status, multiple surgery, two therapy amounts, OPPS indicator, two OPPS amounts.

    Copies with fewer columns exist; every row must then have as many as the first.
    """
    rows = grid_rows(member) if member.suffix == ".xlsx" else csv_rows(member)
    width = 0
    for at, (number, cells) in enumerate(rows):
        if is_blank(cells) or cells[0].startswith(("HDR", "TRL")):
            continue
        if at == 0 and _is_heading(cells):
            continue
        width = width or len(cells)
        if len(cells) != width or not _MINIMUM_WIDTH <= width <= _PAYMENT_WIDTH:
            expected = f"{width} as in the first row" if len(cells) != width else "16, CMS's layout"
            raise check.fail(number, None, f"{len(cells)} cells", expected)
        yield _payment(number, [c.strip() for c in cells], check)


def _is_heading(cells: list[str]) -> bool:
    """Some copies begin with a line of headings: words, where the figures stand below."""
    return not any(character.isdigit() for cell in cells[:7] for character in cell)


def _payment(number: int, cells: list[str], check: Checker) -> OfficialAmount:
    log = RepairLog(check.file)
    cells = cells + [""] * (_PAYMENT_WIDTH - len(cells))

    def money(at: int, column: str) -> Decimal:
        return check.number(cells[at], CENT_PLACES, number, column)

    def extra(at: int, column: str, *, wanted: bool) -> Decimal | None:
        return money(at, column) if wanted and cells[at] else None

    if not _MODIFIER.match(cells[4]):
        raise check.fail(number, "MODIFIER", repr(cells[4][:40]), "blank or two characters")
    therapy = check.known(cells[10], _MULTIPLE, number, "MULTIPLE SURGERY INDICATOR") == "5"
    opps = check.known(cells[13], _OPPS, number, "OPPS INDICATOR") not in {"", "9"}
    return OfficialAmount(
        row=number,
        year=int(check.digits(cells[0], 4, number, "YEAR", log)),
        carrier=check.digits(cells[1], 5, number, "CARRIER", log),
        locality=check.digits(cells[2], 2, number, "LOCALITY", log),
        code=check.code(cells[3], number, "HCPCS CODE"),
        modifier=cells[4],
        status=check.known(cells[9], _STATUSES, number, "STATUS CODE"),
        nonfacility=money(5, "NON-FACILITY FEE"),
        facility=money(6, "FACILITY FEE"),
        capped=False,
        therapy_nonfacility=extra(11, "THERAPY NON-FACILITY", wanted=therapy),
        therapy_facility=extra(12, "THERAPY FACILITY", wanted=therapy),
        opps_nonfacility=extra(14, "OPPS NON-FACILITY", wanted=opps),
        opps_facility=extra(15, "OPPS FACILITY", wanted=opps),
    )
