"""Parts of a global package, and the return to the operating room."""

from __future__ import annotations

from decimal import Decimal

import pytest

from makers.services import Indicators
from rules.made import line, one, told

#: A package of 90 days whose shares are printed as 10, 69 and 21 percent.
_MAJOR: Indicators = {
    "global_days": "090",
    "pre_op": Decimal("0.10"),
    "intra_op": Decimal("0.69"),
    "post_op": Decimal("0.21"),
    "multiple_procedure": "2",
    "bilateral": "1",
    "assistant": "2",
}
_MINOR: Indicators = {**_MAJOR, "global_days": "010"}
_SAME_DAY: Indicators = {**_MAJOR, "global_days": "000"}


@pytest.mark.parametrize(
    ("modifiers", "paid"),
    [
        ("54", "790.00"),  # before and during
        ("55", "210.00"),  # after
        ("56", "100.00"),  # before alone
        ("54-55", "1000.00"),
        ("55-56", "310.00"),
        ("54-56", "790.00"),  # what is before is paid once
    ],
)
def test_a_part_of_the_package_is_paid_its_share(modifiers: str, paid: str) -> None:
    assert told(line(f"Y0001-{modifiers}", "1000.00", **_MAJOR)) == [paid]


@pytest.mark.parametrize(
    ("days", "paid"), [(90, "210.00"), (45, "105.00"), (30, "70.00"), (1, "2.33")]
)
def test_care_after_the_operation_is_paid_by_the_day(days: int, paid: str) -> None:
    """210.00 / 90 x days."""
    assert told(line("Y0001-55", "1000.00", postop_days=days, **_MAJOR)) == [paid]


def test_a_package_of_ten_days_is_divided_by_ten() -> None:
    assert told(line("Y0001-55", "1000.00", postop_days=4, **_MINOR)) == ["84.00"]


def test_the_share_is_rounded_to_cents_before_days_are_apportioned() -> None:
    """21% of 333.33 is 69.9993: 70.00; 45 of 90 days are 35.00, and not 34.99965."""
    assert told(line("Y0001-55", "333.33", postop_days=45, **_MAJOR)) == ["35.00"]
    assert told(line("Y0001-55", "333.35", postop_days=45, **_MAJOR)) == ["35.00"]


def test_more_days_than_the_package_has_are_refused() -> None:
    assert told(line("Y0001-55", postop_days=91, **_MAJOR)) == ["split_care.days"]
    assert told(line("Y0001-55", postop_days=11, **_MINOR)) == ["split_care.days"]


def test_no_days_of_care_are_no_service() -> None:
    assert told(line("Y0001-55", postop_days=0, **_MAJOR)) == ["split_care.days"]


@pytest.mark.parametrize("modifier", ["54", "55", "56", "78"])
def test_a_package_without_printed_shares_is_left_to_the_contractor(modifier: str) -> None:
    assert told(line(f"Y0001-{modifier}", global_days="090")) == ["split_care.no_shares"]
    assert told(line("Y0001", global_days="090")) == ["100.00"]


@pytest.mark.parametrize("modifier", ["54", "55", "56"])
@pytest.mark.parametrize("days", ["000", "XXX", "ZZZ", "MMM", "YYY"])
def test_care_without_a_package_of_days_cannot_be_split(modifier: str, days: str) -> None:
    asked = line(f"Y0001-{modifier}", global_days=days)
    assert told(asked) == ["split_care.not_applicable"]


def test_a_return_to_the_operating_room_is_paid_the_operation_s_share() -> None:
    assert told(line("Y0001-78", "1000.00", **_MAJOR)) == ["690.00"]
    assert told(line("Y0001-78", "1000.00", **_MINOR)) == ["690.00"]


def test_a_return_for_a_code_without_days_of_care_is_paid_in_full() -> None:
    assert told(line("Y0001-78", "1000.00", **_SAME_DAY)) == ["1000.00"]


def test_a_return_is_neither_ranked_nor_reduced() -> None:
    lines = [
        line("Y0001", "1000.00", **_MAJOR),
        line("Y0002-78", "900.00", **_MAJOR),
        line("Y0003", "800.00", **_MAJOR),
    ]
    assert told(*lines) == ["1000.00", "621.00", "400.00"]


def test_a_return_cannot_split_its_care() -> None:
    assert told(line("Y0001-78-54", **_MAJOR)) == ["split_care.not_applicable"]


@pytest.mark.parametrize("modifier", ["58", "76", "77", "79"])
def test_a_staged_repeated_or_unrelated_procedure_is_paid_in_full(modifier: str) -> None:
    assert told(line(f"Y0001-{modifier}", "1000.00", **_MAJOR)) == ["1000.00"]


@pytest.mark.parametrize(
    ("label", "starts"),
    [
        ("Y0001", True),
        ("Y0001-58", True),
        ("Y0001-79", True),
        ("Y0001-78", False),
        ("Y0001-55", False),
        ("Y0001-80", False),
    ],
)
def test_a_procedure_starts_a_global_period_unless_it_is_a_return_or_a_part(
    label: str, starts: bool
) -> None:
    assert one(line(label, **_MAJOR)).starts_global_period is starts


def test_a_service_without_a_global_package_starts_no_period() -> None:
    assert not one(line("Y0001", global_days="XXX")).starts_global_period
