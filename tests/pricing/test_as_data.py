"""A priced claim as plain data."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from openrvu import NATIONAL, Claim, ClaimLine, Setting, price
from openrvu.pricing.as_data import (
    LineData,
    PricedData,
    ShareData,
    StepData,
    priced_data,
)
from openrvu.pricing.claim import PatientShare

PRICED = price(
    Claim(
        (
            ClaimLine("64718", setting=Setting.FACILITY),
            ClaimLine("28307", ("51",), setting=Setting.FACILITY),
            ClaimLine("99499"),
        ),
        date(2020, 10, 1),
        locality="15202-00",
        deductible=Decimal(100),
    ),
    steps=True,
)


def test_it_has_the_documented_keys_at_every_depth_and_goes_through_json_unchanged() -> None:
    made = priced_data(PRICED)
    assert json.loads(json.dumps(made)) == made
    assert set(made) == set(PricedData.__annotations__)
    assert set(made["share"]) == set(ShareData.__annotations__)
    for line in made["lines"]:
        assert set(line) == set(LineData.__annotations__)
        assert all(set(step) == set(StepData.__annotations__) for step in line["steps"])


def test_figures_have_the_digits_they_are_published_with() -> None:
    first, _, last = priced_data(PRICED)["lines"]
    assert (first["fee"], first["amount"], first["work_rvu"]) == ("595.13", "595.13", "7.26")
    assert (last["amount"], last["share"], last["limiting_charge"]) == (None, None, None)


def test_what_is_not_priced_is_counted_apart_and_in_no_sum() -> None:
    made = priced_data(PRICED)
    assert (made["priced"], made["unpriced"]) == (2, 1)
    assert made["amount"] == "804.36"  # 595.13 + 209.23


def test_the_share_of_a_claim_is_the_sum_of_its_lines() -> None:
    shares = [line.share for line in PRICED.lines if line.share]
    assert PRICED.share.deductible == Decimal(100)
    assert PRICED.share.patient == sum(share.patient for share in shares)
    assert PRICED.share.medicare == sum(share.medicare for share in shares)


def test_a_claim_without_lines_comes_to_nothing() -> None:
    nothing = price(Claim((), date(2020, 10, 1)))
    zero = Decimal("0.00")
    assert (nothing.amount, nothing.share) == (zero, PatientShare(zero, zero, zero, zero, zero))
    assert nothing.locality == NATIONAL
