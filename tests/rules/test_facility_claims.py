"""Discontinued procedures on a facility's own claim."""

from __future__ import annotations

from decimal import Decimal

import pytest

from golden.statements import value_of
from openrvu.rules.facility_claims import facility_payment
from rules.made import DAY, told
from rules.made import line as of_physician


@pytest.mark.parametrize(
    ("modifier", "paid"), [("73", "500.01"), ("74", "1000.01"), ("", "1000.01")]
)
def test_a_facility_is_paid_half_before_anesthesia_and_all_of_it_after(
    modifier: str, paid: str
) -> None:
    """Half of 1000.01 is 500.005."""
    known: dict[str, Decimal | str | bool] = {"facility_rate": Decimal("1000.01")}
    if modifier:
        known[f"mod_{modifier}"] = True
    assert value_of(facility_payment, DAY, known) == Decimal(paid)


@pytest.mark.parametrize("modifier", ["73", "74"])
def test_a_physician_s_claim_has_no_such_payment(modifier: str) -> None:
    assert told(of_physician(f"Y0001-{modifier}")) == ["facility.73_74"]
