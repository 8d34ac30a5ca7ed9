"""Amounts that CMS published, as figures, against the bundled book: no archive is needed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from makers.published import OHIO_2020
from openrvu.pricing.verify import verify
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.official import OfficialAmount


def amount(
    place: str, code: str, nonfacility: str, facility: str, *, capped: bool = False
) -> OfficialAmount:
    carrier, locality = place.split("-")
    code, _, modifier = code.partition("-")
    fees = Decimal(nonfacility), Decimal(facility)
    return OfficialAmount(1, None, carrier, locality, code, modifier, "A", *fees, capped=capped)


def with_more(
    made: OfficialAmount, *, therapy: str | None = None, opps: str | None = None
) -> OfficialAmount:
    """The same with therapy or OPPS-based amounts, alike in both settings."""
    extra = [None if text is None else Decimal(text) for text in (therapy, opps)]
    first = (made.row, made.year, made.carrier, made.locality, made.code, made.modifier)
    fees = (made.status, made.nonfacility, made.facility, made.capped)
    return OfficialAmount(*first, *fees, extra[0], extra[0], extra[1], extra[1])


_OHIO = "15202-00"

#: Release, and rows that CMS printed: Alaska 2025, PFREV25D, OPPSCAP of RVU25D, Ohio 2020.
PUBLISHED = [
    ("RVU25D", amount("02102-01", "11102", "111.50", "47.16")),
    ("RVU25D", amount("02102-01", "11450", "481.76", "312.53")),
    ("RVU25D", amount("03302-01", "50688", "73.98", "73.98")),
    ("RVU25D", amount("06102-16", "76813-TC", "57.90", "57.90")),
    ("RVU25D", amount("04412-15", "76814", "71.47", "71.47")),
    ("RVU25D", amount("04212-05", "76813", "103.71", "103.71")),
    ("RVU25D", amount("01112-05", "76145", "1339.81", "1339.81")),
    ("RVU25D", amount("12402-99", "71550", "338.15", "338.15", capped=True)),
    ("RVU25D", amount("01112-64", "71550-TC", "281.29", "281.29", capped=True)),
    ("RVU25D", amount("12502-99", "71275-TC", "165.22", "165.22", capped=True)),
    ("RVU20D", amount(_OHIO, "33418", "1855.35", "1855.35")),
    ("RVU20D", with_more(amount(_OHIO, "72285-TC", "58.50", "58.50"), opps="1574.47")),
    ("RVU20D", with_more(amount(_OHIO, "97161", "84.17", "84.17"), therapy="64.68")),
    ("RVU20D", with_more(amount(_OHIO, "97110", "30.21", "30.21"), therapy="23.60")),
]


@pytest.mark.parametrize(
    ("label", "published"), PUBLISHED, ids=[f"{label}-{a.code}" for label, a in PUBLISHED]
)
def test_an_amount_that_cms_published_is_reproduced_to_the_cent(
    label: str, published: OfficialAmount
) -> None:
    found = verify([published], FeeSchedule.of(label))
    assert (found.summary, found.mismatches) == ("1 of 1 match", ())


def test_every_amount_of_the_2020_state_file_is_reproduced_to_the_cent() -> None:
    found = verify(OHIO_2020, FeeSchedule.of("RVU20D"))
    assert (found.mismatches, found.disagreements, dict(found.unknown)) == ((), (), {})
    assert {str(kind): (t.agree, t.compared) for kind, t in found.kinds.items()} == {
        "fee": (2 * len(OHIO_2020), 2 * len(OHIO_2020)),
        "therapy amount": (16, 16),
        "OPPS-based amount": (42, 42),
    }


@pytest.mark.parametrize(
    "column", ["therapy_nonfacility", "therapy_facility", "opps_nonfacility", "opps_facility"]
)
def test_a_cent_more_in_any_amount_of_the_state_file_is_found(column: str) -> None:
    printed = [amount for amount in OHIO_2020 if getattr(amount, column)]
    spoilt = [replace(a, **{column: getattr(a, column) + Decimal("0.01")}) for a in printed]
    found = verify(spoilt, FeeSchedule.of("RVU20D"))
    assert found.summary == f"0 of {len(spoilt)} match"
    assert len(found.mismatches) == len(spoilt)
