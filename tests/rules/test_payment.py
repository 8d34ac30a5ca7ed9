"""The lower of the charge, and who pays: deductible, coinsurance, sequestration, bonus."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Unpack

import pytest

from openrvu.pricing.claim import ClaimLine, PatientShare, Provider
from rules.made import DAY, Whole, image, line, one, priced, told


def _share(asked: ClaimLine, on: date = DAY, **whole: Unpack[Whole]) -> PatientShare:
    found = one(asked, on, **whole).share
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("charge", "paid"), [("99.99", "99.99"), ("100.00", "100.00"), ("500.00", "100.00")]
)
def test_the_lower_of_charge_and_adjusted_amount_is_allowed(charge: str, paid: str) -> None:
    assert told(line("Y0001", charge=charge)) == [paid]


def test_the_charge_is_that_of_the_whole_line() -> None:
    assert told(line("Y0001", units=3, charge="250.00")) == ["250.00"]


def test_the_charge_is_compared_after_every_adjustment() -> None:
    assert told(line("Y0001", charge="96.00"), participating=False) == ["95.00"]


def test_medicare_pays_80_percent_less_sequestration() -> None:
    share = _share(line("Y0001"))
    assert (share.coinsurance, share.sequestration, share.medicare) == (
        Decimal("20.00"),
        Decimal("1.60"),
        Decimal("78.40"),
    )


def test_each_share_is_rounded_and_they_add_up() -> None:
    """80% of 33.33 is 26.664: 26.66, and 6.67; 2% of 26.66 is 0.5332."""
    share = _share(line("Y0001", "33.33"))
    assert (share.coinsurance, share.sequestration, share.medicare) == (
        Decimal("6.67"),
        Decimal("0.53"),
        Decimal("26.13"),
    )


@pytest.mark.parametrize(
    ("day", "kept"),
    [
        (date(2013, 3, 31), "0.00"),
        (date(2013, 4, 1), "1.60"),
        (date(2020, 4, 30), "1.60"),
        (date(2020, 5, 1), "0.00"),
        (date(2022, 3, 31), "0.00"),
        (date(2022, 4, 1), "0.80"),
        (date(2022, 6, 30), "0.80"),
        (date(2022, 7, 1), "1.60"),
        (DAY, "1.60"),
    ],
)
def test_sequestration_follows_the_date_of_service(day: date, kept: str) -> None:
    share = _share(line("Y0001"), on=day)
    assert share.sequestration == Decimal(kept)
    assert share.coinsurance == Decimal("20.00")


def test_the_deductible_comes_before_the_coinsurance() -> None:
    """100 - 60 = 40: 32 and 8."""
    share = _share(line("Y0001"), deductible=Decimal("60.00"))
    assert (share.deductible, share.coinsurance, share.patient) == (
        Decimal("60.00"),
        Decimal("8.00"),
        Decimal("68.00"),
    )
    assert share.medicare == Decimal("31.36")


def test_the_deductible_is_taken_in_the_order_of_the_lines() -> None:
    made = priced(line("Y0001"), line("Y0002", "50.00"), line("Y0003"), deductible=Decimal(120))
    assert [each.share and each.share.deductible for each in made.lines] == [100, 20, 0]
    assert [each.share and each.share.coinsurance for each in made.lines] == [0, 6, 20]


def test_a_line_that_is_not_priced_takes_nothing_of_the_deductible() -> None:
    made = priced(line("Y0001", status="N"), line("Y0002"), deductible=Decimal(30))
    assert made.lines[0].share is None
    assert made.lines[1].share is not None
    assert made.lines[1].share.deductible == Decimal("30.00")


def test_the_deductible_is_taken_of_earlier_days_first() -> None:
    """The line of the earlier day stands last."""
    later, earlier = line("Y0001", day=date(2025, 10, 3)), line("Y0002", day=date(2025, 10, 2))
    made = priced(later, earlier, deductible=Decimal(130))
    assert [each.share and each.share.deductible for each in made.lines] == [30, 100]


def test_the_lower_charge_is_what_deductible_and_coinsurance_look_at() -> None:
    share = _share(line("Y0001", charge="50.00"), deductible=Decimal("10.00"))
    assert (share.deductible, share.coinsurance) == (Decimal("10.00"), Decimal("8.00"))


def test_the_bonus_of_a_shortage_area_is_ten_percent_of_what_medicare_paid() -> None:
    """10% of 78.40; apart from the shares."""
    share = _share(line("Y0001"), shortage_area=True)
    assert share.bonus == Decimal("7.84")
    assert share.medicare + share.sequestration + share.patient == Decimal("100.00")
    assert _share(line("Y0001")).bonus == 0


@pytest.mark.parametrize(
    ("asked", "bonus"),
    [
        (line("Y0001-26", pctc="1"), "7.84"),
        (line("Y0001-TC", pctc="1"), "0.00"),
        (line("Y0001", pctc="3"), "0.00"),
        (line("Y0001", pctc="2"), "7.84"),
        (image("Y0001", "60.00", "40.00"), "3.14"),  # 10% of 40% of 78.40
        # the cap leaves 80, of which 40 are professional: 10% of half of 62.72
        (image("Y0001", "60.00", "40.00", opps="80.00"), "3.14"),
    ],
)
def test_the_bonus_is_for_the_professional_component_alone(asked: ClaimLine, bonus: str) -> None:
    assert _share(asked, shortage_area=True).bonus == Decimal(bonus)


def test_a_bonus_whose_part_is_not_known_is_not_guessed() -> None:
    asked = line("Y0001", pctc="1")
    assert told(asked, shortage_area=True) == ["component.amounts_missing"]


@pytest.mark.parametrize("modifier", ["33", "PT", "CS", "Q3", "SF", "M2"])
def test_a_modifier_that_changes_who_pays_leaves_the_amount_and_is_noted(modifier: str) -> None:
    made = one(line(f"Y0001-{modifier}"))
    assert (made.amount, made.reason_id) == (Decimal("100.00"), "note.patient_share")


def test_what_is_free_of_the_deductible_leaves_it_to_the_other_lines() -> None:
    made = priced(line("Y0001-33"), line("Y0002"), deductible=Decimal(30))
    assert [each.share and each.share.deductible for each in made.lines] == [0, 30]


def test_only_a_physician_has_the_bonus_of_a_shortage_area() -> None:
    asked = line("Y0001", provider=Provider.NP)
    assert _share(asked, shortage_area=True).bonus == 0
