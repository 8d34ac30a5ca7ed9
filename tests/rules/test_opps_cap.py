"""The OPPS cap of imaging, after any reduction."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers.services import service
from openrvu.pricing.claim import Claim, ClaimLine, Given
from openrvu.pricing.evaluate import price
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.rows import Setting
from rules.made import DAY, image, line, told


def test_the_lower_of_fee_and_cap_is_paid() -> None:
    """A global service's OPPS-based amount has the professional part in it."""
    assert told(image("Y0001", "200.00", "100.00", opps="240.00")) == ["240.00"]
    assert told(image("Y0001", "200.00", "100.00", opps="310.00")) == ["300.00"]
    assert told(line("Y0001-TC", "200.00", pctc="1", opps="140.00")) == ["140.00"]


def test_no_opps_amount_is_no_cap() -> None:
    assert told(image("Y0001", "200.00", "100.00", opps="0.00")) == ["300.00"]


@pytest.mark.parametrize(
    ("day", "paid"), [(date(2006, 12, 31), "200.00"), (date(2007, 1, 1), "140.00")]
)
def test_the_cap_applies_from_2007(day: date, paid: str) -> None:
    row = service(work="0.00", pe="200.00", mp="0.00", opps=("140.00", "140.00", "0.00"))
    claim = Claim((ClaimLine("Y0001", given=Given(row=row)),), day, conversion_factor=Decimal(1))
    assert str(price(claim).lines[0].amount) == paid


@pytest.mark.parametrize(
    ("opps", "paid"),
    [
        # technical half of 100 is 50: below a cap of 80, above one of 30; professional 0.95 x 60
        ("140.00", "107.00"),
        ("90.00", "87.00"),
    ],
)
def test_the_reduced_amount_is_compared_with_the_cap(opps: str, paid: str) -> None:
    lines = [
        image("Y0001", "200.00", "100.00", multiple_procedure="4"),
        image("Y0002", "100.00", "60.00", multiple_procedure="4", opps=opps),
    ]
    assert told(*lines)[1] == paid


@pytest.mark.parametrize(("label", "units"), [("Y0001-TC-50", 1), ("Y0001-TC", 2)])
@pytest.mark.parametrize(
    ("opps", "paid"),
    [
        ("0.00", "150.00"),  # no cap: 100, and half
        ("80.00", "130.00"),  # the first is above the cap, the later one below
        ("30.00", "60.00"),  # both are above it
    ],
)
def test_each_procedure_of_a_line_is_compared_by_itself(
    label: str, units: int, opps: str, paid: str
) -> None:
    asked = line(
        label,
        "100.00",
        pctc="1",
        multiple_procedure="4",
        bilateral="3",
        units=units,
        opps=opps,
    )
    assert told(asked) == [paid]


@pytest.mark.parametrize("labels", [["Y0001-50"], ["Y0001-RT", "Y0001-LT"], ["Y0001-RT-LT"]])
def test_both_sides_at_150_percent_have_150_percent_of_the_cap(labels: list[str]) -> None:
    """As 76641, which has no multiple procedure rule: the cap is for one side."""
    lines = [line(each, "100.00", bilateral="1", opps="90.00") for each in labels]
    assert sum(map(Decimal, told(*lines)), Decimal(0)) == Decimal("135.00")


def test_breast_ultrasound_of_both_sides_is_paid_150_percent_of_one() -> None:
    """76641 has bilateral indicator 1, and a cap above its fee."""
    one_side, both = (
        price(Claim((ClaimLine("76641", modifiers),), DAY)).lines[0].amount
        for modifiers in ((), ("50",))
    )
    assert one_side is not None
    assert both == one_side * 3 / 2


def test_units_are_capped_each() -> None:
    asked = line("Y0001-TC", "100.00", pctc="1", opps="80.00", units=3)
    assert told(asked) == ["240.00"]


@given(
    code=st.sampled_from(["70553", "71550", "72148", "93306", "92235", "76856", "71275"]),
    component=st.sampled_from(["", "TC", "26"]),
    number=st.integers(0, 108),
)
def test_a_single_image_is_paid_the_schedule_s_capped_fee(
    code: str, component: str, number: int
) -> None:
    schedule = FeeSchedule.of("RVU25D")
    area = schedule.localities()[number]
    modifiers = (component,) if component else ()
    asked = ClaimLine(code, modifiers, setting=Setting.NONFACILITY)
    made = price(Claim((asked,), DAY, locality=area)).lines[0]
    assert made.amount == schedule.amount(code, component, locality=area).after_cap


def test_caps_that_cms_published_are_paid() -> None:
    """OPPSCAP of RVU25D: 71550 338.15 in 12402-99, 71275-TC 165.22 in 12502-99."""
    for code, modifiers, place, paid in (
        ("71550", (), "12402-99", "338.15"),
        ("71275", ("TC",), "12502-99", "165.22"),
    ):
        claim = Claim((ClaimLine(code, modifiers),), DAY, locality=place)
        assert price(claim).lines[0].amount == Decimal(paid)
