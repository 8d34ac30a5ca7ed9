"""Both sides of the body, however the claim says so."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers.services import Indicators
from makers.strategies import scaled
from openrvu.exact import CENT_PLACES
from openrvu.pricing.claim import ClaimLine
from rules.made import line, note, told

_FEES = scaled(99_999, CENT_PLACES, 1)
_SURGERY: Indicators = {"multiple_procedure": "2", "bilateral": "1", "assistant": "2"}


def _ways(
    indicator: str, fee: str, charge: Decimal | None = None, **more: str
) -> dict[str, list[ClaimLine]]:
    """Both sides said in each way that RVU25D names; the charge is for both together."""

    def side(label: str, units: int = 1, share: Decimal | None = charge) -> ClaimLine:
        made = line(label, fee, bilateral=indicator, multiple_procedure="2", units=units)
        return replace(made, charge=share)

    half = None if charge is None else charge / 2
    return {
        "50": [side("Y0001-50")],
        "RT-LT": [side("Y0001-RT-LT")],
        "RT and LT": [side("Y0001-RT", share=half), side("Y0001-LT", share=half)],
        "LT and RT": [side("Y0001-LT", share=half), side("Y0001-RT", share=half)],
        "2 units": [side("Y0001", units=2)],
    }


def _sum(paid: list[str]) -> Decimal:
    return sum(map(Decimal, paid), Decimal(0))


@pytest.mark.parametrize("way", ["50", "RT-LT", "RT and LT", "LT and RT", "2 units"])
@pytest.mark.parametrize(
    ("indicator", "paid"), [("0", "100.00"), ("1", "150.00"), ("2", "100.00"), ("3", "200.00")]
)
def test_both_sides_are_paid_by_the_indicator_however_they_are_said(
    way: str, indicator: str, paid: str
) -> None:
    """0 and 2: the fee once; 1: 150%; 3: each side in full. None is reduced for the second side.

    Two units of a code with indicator 0 are two procedures: RVU25D names 50, and RT with LT.
    """
    lines = [replace(each) for each in _ways(indicator, "100.00")[way]]
    if indicator in "03" and way == "2 units":
        assert _sum(told(*lines)) == Decimal("150.00")  # the second of two, at half
    elif indicator == "3":
        plain = [line(each.label, bilateral="3", units=each.units) for each in lines]
        assert _sum(told(*plain)) == Decimal(paid)
    else:
        assert _sum(told(*lines)) == Decimal(paid)


def test_the_example_of_the_record_layout_pays_the_fee_below_both_charges() -> None:
    """RVU25D, indicators 0 and 2: fee 125.00, charges of 100.00 for each side: 125.00."""
    for indicator in "02":
        lines = _ways(indicator, "125.00", Decimal("200.00"))["RT and LT"]
        assert told(*lines) == ["125.00", "0.00"]
        assert told(*_ways(indicator, "125.00", Decimal("200.00"))["50"]) == ["125.00"]


@pytest.mark.parametrize("way", ["50", "RT-LT", "RT and LT", "2 units"])
@pytest.mark.parametrize(
    ("charge", "paid"), [("149.98", "149.98"), ("150.02", "150.00"), ("90.00", "90.00")]
)
def test_the_lower_of_the_total_charge_and_the_amount_for_both_sides_is_paid(
    way: str, charge: str, paid: str
) -> None:
    lines = _ways("1", "100.00", Decimal(charge))[way]
    assert _sum(told(*lines)) == Decimal(paid)


def test_charges_of_a_pair_are_compared_together_even_where_one_side_s_is_low() -> None:
    """100.00 + 50.00 for both sides; charges 40.00 and 300.00 are more together."""
    first = line("Y0001-RT", charge="40.00", **_SURGERY)
    second = line("Y0001-LT", charge="300.00", **_SURGERY)
    assert told(first, second) == ["100.00", "50.00"]


def test_of_indicator_3_each_side_is_compared_with_its_own_charge() -> None:
    first = line("Y0001-RT", charge="40.00", bilateral="3")
    second = line("Y0001-LT", charge="300.00", bilateral="3")
    assert told(first, second) == ["40.00", "100.00"]


@given(fee=_FEES, higher=_FEES, way=st.sampled_from(["RT-LT", "RT and LT", "LT and RT", "2 units"]))
def test_every_way_pays_what_50_pays_to_the_cent_ranked_second_too(
    fee: Decimal, higher: Decimal, way: str
) -> None:
    ways = _ways("1", str(fee))
    assert _sum(told(*ways[way])) == _sum(told(*ways["50"]))
    other = line("Y0002", str(higher), multiple_procedure="2")
    assert told(other, *ways[way])[0] == told(other, *ways["50"])[0]
    assert _sum(told(other, *ways[way])) == _sum(told(other, *ways["50"]))


@given(fee=_FEES, charge=st.integers(1, 200_000))
def test_every_way_pays_what_50_pays_with_charges_too(fee: Decimal, charge: int) -> None:
    both = Decimal(2 * charge).scaleb(-2)
    paid = {_sum(told(*lines)) for lines in _ways("1", str(fee), both).values()}
    assert len(paid) == 1


def test_both_sides_rank_as_one_amount_of_150_percent() -> None:
    """150% of 100.00 outranks 120.00, which is then halved; the second side is not halved."""
    both = line("Y0001-50", "100.00", **_SURGERY)
    other = line("Y0002", "120.00", multiple_procedure="2")
    assert told(both, other) == ["150.00", "60.00"]
    assert told(other, *_ways("1", "100.00")["RT and LT"]) == ["60.00", "100.00", "50.00"]


def test_both_sides_take_one_place_in_the_ranking() -> None:
    pair = _ways("1", "500.00")["RT and LT"]
    others = [line(f"Y000{n}", "100.00", multiple_procedure="2") for n in range(2, 6)]
    assert told(*pair, *others) == ["500.00", "250.00", *["50.00"] * 4]


def test_lines_of_one_side_are_no_pair() -> None:
    """Two joints of the right side are two procedures."""
    lines = [line("Y0001-RT", **_SURGERY), line("Y0001-RT-59", **_SURGERY)]
    assert told(*lines) == ["100.00", "50.00"]


def test_of_three_lines_one_of_each_side_makes_the_pair() -> None:
    lines = [line(f"Y0001-{side}", **_SURGERY) for side in ("RT", "RT", "LT")]
    assert told(*lines) == ["100.00", "50.00", "50.00"]


def test_sides_of_different_codes_are_no_pair() -> None:
    lines = [line("Y0001-RT", **_SURGERY), line("Y0002-LT", **_SURGERY)]
    assert told(*lines) == ["100.00", "50.00"]


def test_a_surgeon_s_side_and_an_assistant_s_are_no_pair() -> None:
    lines = [
        line("Y0001-RT", **_SURGERY),
        line("Y0001-LT-80", **_SURGERY),
    ]
    assert told(*lines) == ["100.00", "16.00"]


def test_both_sides_of_a_code_that_has_none_are_refused() -> None:
    for label in ("Y0001-50", "Y0001-RT-LT"):
        assert told(line(label, bilateral="9")) == ["bilateral.not_applicable"]
    assert told(line("Y0001-RT", bilateral="9")) == ["100.00"]


@pytest.mark.parametrize(
    ("label", "indicator", "units"),
    [("Y0001-50", "3", 2), ("Y0001-50", "1", 3), ("Y0001-RT-LT", "1", 3)],
)
def test_more_than_both_sides_are_refused(label: str, indicator: str, units: int) -> None:
    assert told(line(label, bilateral=indicator, units=units)) == ["bilateral.twice"]


def test_50_with_two_units_says_both_sides_once() -> None:
    assert told(line("Y0001-50", units=2, **_SURGERY)) == ["150.00"]


def test_three_units_are_three_procedures() -> None:
    assert told(line("Y0001", units=3, **_SURGERY)) == ["200.00"]


def test_50_that_adds_nothing_is_noted() -> None:
    for indicator in "02":
        assert note(line("Y0001-50", bilateral=indicator)) == "note.bilateral_at_full"
    assert note(line("Y0001-50", bilateral="1")) == ""
    assert note(line("Y0001-50", bilateral="3")) == ""
