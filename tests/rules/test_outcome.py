"""What becomes of a line once the others of the day are known, and what is noted of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from openrvu.pricing.claim import LineOutcome
from openrvu.rules.reasons import reason
from openrvu.schedule.localities import NATIONAL
from openrvu.schedule.rows import Setting
from rules.made import image, line, note, one, priced, told


def test_a_status_t_service_is_paid_where_nothing_else_is() -> None:
    """RVU25D, attachment A, status T."""
    assert told(line("Y0001", status="T")) == ["100.00"]


def test_a_status_t_service_is_part_of_whatever_else_is_payable_that_day() -> None:
    assert told(line("Y0001", status="T"), line("Y0002", "9.00")) == [
        "status.T_with_others",
        "9.00",
    ]


@pytest.mark.parametrize(
    ("label", "status", "reason_id"),
    [
        ("Y0002", "C", "status.C"),
        ("Y0002-22", "A", "unusual.22"),
        ("Y0002", "J", "anesthesia.factor"),
    ],
)
def test_what_others_price_is_payable_too_and_what_nobody_prices_is_not(
    label: str, status: str, reason_id: str
) -> None:
    paid, other = told(line("Y0001", status="T"), line(label, status=status))
    assert other == reason_id
    assert paid == ("100.00" if status == "J" else "status.T_with_others")


@pytest.mark.parametrize("status", ["N", "B", "X"])
def test_what_is_not_payable_takes_no_status_t_service_with_it(status: str) -> None:
    assert told(line("Y0001", status="T"), line("Y0002", status=status))[0] == "100.00"


def test_of_two_status_t_services_the_higher_is_paid_whatever_their_order() -> None:
    low, high = line("Y0001", "10.00", status="T"), line("Y0002", "30.00", status="T")
    assert told(low, high) == ["status.T_with_others", "30.00"]
    assert told(high, low) == ["30.00", "status.T_with_others"]


def test_a_status_t_service_of_another_day_is_paid() -> None:
    first = line("Y0001", status="T")
    other = line("Y0002", "9.00", day=priced(first).claim.day.replace(day=20))
    assert told(first, other) == ["100.00", "9.00"]


def test_the_whole_of_a_test_is_not_the_physician_s_in_a_hospital() -> None:
    """MCPM ch. 13 s. 20.2: the hospital is paid for the technical part of its patients' tests."""
    refused = ["component.whole_in_hospital"]
    for place in ("21", "22", "23"):
        assert told(image("Y0001", "60.00", "40.00", place=place)) == refused
        assert told(line("Y0001", pctc="4", place=place)) == refused
    assert told(image("Y0001", "6.00", "4.00"), hospital_patient=True) == refused
    for place in ("11", "24"):
        assert told(image("Y0001", "60.00", "40.00", place=place)) == ["100.00"]
    assert told(line("Y0001-26", pctc="1", place="22")) == ["100.00"]


@pytest.mark.parametrize("modifier", ["22", "52", "53"])
def test_one_side_by_report_leaves_the_other_by_report(modifier: str) -> None:
    """The second side's amount is what is left of both, and both are not known."""
    right = line(f"Y0001-RT-{modifier}", bilateral="1")
    left = line("Y0001-LT", bilateral="1")
    for lines in ([right, left], [left, right]):
        assert "bilateral.pair_by_report" in told(*lines)
        assert all(each.outcome is LineOutcome.BY_REPORT for each in priced(*lines).lines)


def test_both_sides_of_indicator_3_said_twice_contradict_each_other() -> None:
    """The first line with 50 is both sides already."""
    lines = [line("Y0001-50", bilateral="3"), line("Y0001-50", bilateral="3")]
    assert told(*lines) == ["200.00", "bilateral.twice"]
    ones = [line("Y0001-50", bilateral="1"), line("Y0001-50", bilateral="1")]
    assert told(*ones) == ["150.00", "150.00"]


def test_a_note_on_who_pays_goes_before_the_others() -> None:
    asked = line("Y0001-PT", setting=Setting.FACILITY, na_facility=True)
    assert note(asked) == "note.patient_share"


def test_the_second_side_that_adds_nothing_is_noted() -> None:
    first, second = priced(line("Y0001-RT", bilateral="2"), line("Y0001-LT", bilateral="2")).lines
    assert (first.reason_id, second.reason_id) == ("", "note.bilateral_pair")


def test_an_outcome_comes_with_its_sentence_and_no_figures_of_payment() -> None:
    made = one(line("Y0001-80", assistant="1"))
    assert made.outcome is LineOutcome.NOT_PAYABLE
    assert made.reason == reason("assistant.never").says
    assert (made.amount, made.share, made.limiting_charge) == (None, None, None)
    assert made.fee == 100


def test_the_first_reason_that_holds_is_told() -> None:
    """An unknown modifier goes before a status, a status before a modifier's own rules."""
    assert told(line("Y0001-ZZ", status="N")) == ["modifier.unknown"]
    assert told(line("Y0001-80", status="N", assistant="1")) == ["status.N"]
    assert told(line("Y0001-50-22", bilateral="9")) == ["bilateral.not_applicable"]


def test_anesthesia_beside_a_status_t_service_is_a_service_too() -> None:
    area = replace(NATIONAL, anesthesia_factor=Decimal("20.00"))
    case = line("00812", "0.00", status="J", base_units="5", minutes=60)
    assert told(line("Y0001", status="T"), case, locality=area) == [
        "status.T_with_others",
        "180.00",
    ]
