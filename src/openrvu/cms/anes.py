"""Reads the anesthesia conversion factors by locality (ANES)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from openrvu.cms.cells import Checker, Repair, RepairLog, Row
from openrvu.cms.fixed_width import Fixed, read_fixed
from openrvu.cms.package import Member
from openrvu.cms.tables import Shape, Table, read_table
from openrvu.exact import CENT_PLACES, from_scaled

_QUALIFYING = r"QUALIFYING APM .*ANES.*"
_SHAPE = Shape(
    {
        "CONTRACTOR": r"CONTRACTOR|CARRIER",
        "LOCALITY": r"LOCALITY( NUMBER)?",
        # From 2026 there are two: the one for qualifying APM participants is not read.
        "FACTOR": rf"(?!{_QUALIFYING}).*ANES.*(CF|CONVERSION FACTOR).*",
    },
    unread=(r"LOCALITY NAME", _QUALIFYING),
)
_YEAR = re.compile(r"(20\d\d) ANES")
# First and last position (from 1) of each column of ANES2025.txt; the factor is in cents.
_FIXED = Fixed(
    {
        "CONTRACTOR": (1, 5),
        "LOCALITY": (13, 14),
        "LOCALITY NAME": (19, 69),
        "FACTOR": (70, 78),
    },
    figures=("CONTRACTOR", "LOCALITY", "FACTOR"),
    length=77,
)


@dataclass(frozen=True, slots=True)
class AnesthesiaFactors:
    """Dollars per anesthesia unit by carrier and locality number.

    ``year`` is the one in the heading, or None where it gives none.
    """

    year: int | None
    factors: dict[tuple[str, str], Decimal]
    repairs: tuple[Repair, ...]


def read_anes(member: Member) -> AnesthesiaFactors:
    """Read and check an anesthesia factor file in .csv, .txt or .xlsx.

    Raises:
        ReadError: the first thing found that cannot be trusted.
    """
    check, log = Checker(member.name), RepairLog(member.name)
    in_cents = member.suffix == ".txt"
    table = read_fixed(member, check, _FIXED) if in_cents else read_table(member, check, _SHAPE)
    factors: dict[tuple[str, str], Decimal] = {}
    for row in table.body:
        key = (
            check.digits(table.cell(row, "CONTRACTOR"), 5, row[0], "CONTRACTOR", log),
            check.digits(table.cell(row, "LOCALITY"), 2, row[0], "LOCALITY", log),
        )
        if key in factors:
            found = f"locality {key[0]}-{key[1]} a second time"
            raise check.fail(row[0], "LOCALITY", found, "each locality once")
        factors[key] = _factor(row, table, check, in_cents=in_cents)
    if not factors:
        raise check.fail(None, None, "no localities", "CMS's anesthesia factor file")
    year = _YEAR.search(table.headings.get("FACTOR", ""))
    return AnesthesiaFactors(int(year[1]) if year else None, factors, log.all())


def _factor(row: Row, table: Table, check: Checker, *, in_cents: bool) -> Decimal:
    text = table.cell(row, "FACTOR")
    if in_cents:
        name = table.cell(row, "LOCALITY NAME")
        if any(character.isdigit() for character in name):
            raise check.fail(row[0], "LOCALITY NAME", repr(name), "a name without figures")
        factor = from_scaled(int(check.number(text, 0, row[0], "FACTOR")), CENT_PLACES)
    else:
        factor = check.number(text, CENT_PLACES, row[0], "FACTOR")
    if not factor:
        raise check.fail(row[0], "FACTOR", "0", "dollars per unit, above 0")
    return factor
