"""Several therapy units of one day: the practice expense of all but one is reduced."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Unpack

import pytest

from openrvu.pricing.claim import Claim, ClaimLine
from openrvu.pricing.evaluate import price
from rules.made import Said, line, told

_TODAY = date(2025, 10, 2)


def _therapy(label: str, pe: str, done: str = "0.00", **said: Unpack[Said]) -> ClaimLine:
    """A therapy service: its practice expense, which is reduced, and its work, which is not."""
    said["multiple_procedure"], said["work"] = "5", done
    return line(label, pe, **said)


def test_the_highest_practice_expense_is_paid_in_full_and_half_of_every_other() -> None:
    """40 + 10; 20 + 30 of work; 5 + 1."""
    lines = [
        _therapy("Y0001", "40.00", "10.00"),
        _therapy("Y0002", "40.00", "30.00"),
        _therapy("Y0003", "10.00", "1.00"),
    ]
    assert told(*lines) == ["30.00", "70.00", "6.00"]


def test_the_practice_expense_decides_and_not_the_fee() -> None:
    lines = [_therapy("Y0001", "40.00", "90.00"), _therapy("Y0002", "50.00", "1.00")]
    assert told(*lines) == ["110.00", "51.00"]


def test_at_a_tie_the_higher_fee_is_paid_in_full() -> None:
    lines = [_therapy("Y0001", "40.00", "10.00"), _therapy("Y0002", "40.00", "11.00")]
    assert told(*lines) == ["30.00", "51.00"]


def test_every_further_unit_of_a_line_is_reduced() -> None:
    """10 + 40 in full, twice 10 + 20."""
    assert told(_therapy("Y0001", "40.00", "10.00", units=3)) == ["110.00"]


def test_units_of_a_line_that_does_not_lead_are_all_reduced() -> None:
    lines = [_therapy("Y0001", "40.00", units=2), _therapy("Y0002", "50.00")]
    assert told(*lines) == ["40.00", "50.00"]


def test_malpractice_is_not_reduced() -> None:
    assert told(_therapy("Y0001", "40.00", mp="1.00", units=2)) == ["62.00"]


def test_disciplines_are_counted_together() -> None:
    lines = [_therapy("Y0001-GP", "40.00"), _therapy("Y0002-GO", "30.00")]
    assert told(*lines) == ["40.00", "15.00"]


def test_59_takes_no_therapy_out_of_the_reduction() -> None:
    lines = [_therapy("Y0001", "40.00"), _therapy("Y0002-59", "30.00")]
    assert told(*lines) == ["40.00", "15.00"]


@pytest.mark.parametrize(
    ("day", "office", "institution"),
    [
        (date(2010, 12, 31), "80.00", "80.00"),
        (date(2011, 1, 1), "72.00", "70.00"),
        (date(2013, 3, 31), "72.00", "70.00"),
        (date(2013, 4, 1), "60.00", "60.00"),
        (_TODAY, "60.00", "60.00"),
    ],
)
def test_the_reduction_depends_on_the_day_and_for_two_years_on_who_bills(
    day: date, office: str, institution: str
) -> None:
    """Two units of 40.00: the second at 80% in an office, 75% in an institution, then at 50%."""
    asked = _therapy("Y0001", "40.00", units=2)
    assert told(asked, on=day) == [office]
    assert told(asked, on=day, institutional=True) == [institution]


def test_the_reduced_amount_is_rounded_before_units_are_counted() -> None:
    """Half of 10.01 is 5.005: 5.01, for each of two units."""
    assert told(_therapy("Y0001", "10.01", units=3)) == ["20.03"]


def test_a_reduced_amount_that_the_caller_gives_is_used() -> None:
    """97110 of Ohio 2020, as CMS prints it: 30.21 in full, 23.60 reduced."""
    assert told(_therapy("Y0001", "30.21", therapy="23.60", units=2)) == ["53.81"]


def test_the_published_reduced_amounts_of_2020_are_reproduced() -> None:
    """Ohio, CMS's payment file of 2020: 97110 30.21 and 23.60, 97161 84.17 and 64.68."""
    lines = (ClaimLine("97161", ("GP",)), ClaimLine("97110", ("GP",), units=2))
    made = price(Claim(lines, date(2020, 3, 2), locality="15202-00")).lines
    assert [each.amount for each in made] == [Decimal("84.17"), Decimal("47.20")]


def test_services_of_other_indicators_are_untouched() -> None:
    lines = [_therapy("Y0001", "40.00"), line("Y0002", "90.00"), _therapy("Y0003", "30.00")]
    assert told(*lines) == ["40.00", "90.00", "15.00"]


def test_a_therapy_line_that_is_not_payable_leads_nothing() -> None:
    lines = [_therapy("Y0001", "40.00", status="N"), _therapy("Y0002", "30.00")]
    assert told(*lines) == ["status.N", "30.00"]
