"""Amounts that CMS itself published, as its files print them; ours are held against them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class OfficialAmount:
    """One row of a CMS file of amounts, in dollars and cents.

    Attributes:
        row: line in the file.
        year: calendar year printed in the row, or None (OPPSCAP prints none).
        carrier: contractor, five digits.
        locality: two digits.
        code: five characters.
        modifier: empty, 26, TC or 53.
        status: status code printed in the row; empty where none is.
        nonfacility: the amount outside a facility.
        facility: the amount in a facility.
        capped: True in OPPSCAP files, whose amounts are after the cap.
        therapy_nonfacility: amount with practice expense reduced, as printed (0.00 where none
            applies), or None where the file has no such column.
        therapy_facility: the same in a facility.
        opps_nonfacility: the OPPS-based amount, as printed; None as above.
        opps_facility: the same in a facility.
        multiple: multiple-procedure indicator printed in the row; empty where none is.
    """

    row: int
    year: int | None
    carrier: str
    locality: str
    code: str
    modifier: str
    status: str
    nonfacility: Decimal
    facility: Decimal
    capped: bool
    therapy_nonfacility: Decimal | None = None
    therapy_facility: Decimal | None = None
    opps_nonfacility: Decimal | None = None
    opps_facility: Decimal | None = None
    multiple: str = ""
