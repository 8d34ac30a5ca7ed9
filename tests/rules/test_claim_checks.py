"""What a line says by itself: status, modifiers, components, missing figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from openrvu.pricing.claim import Claim, ClaimLine, LineOutcome, Provider
from openrvu.pricing.evaluate import price
from openrvu.schedule.localities import NATIONAL
from openrvu.schedule.rows import Setting
from rules.made import DAY, line, one, told

_HOSPITAL = Setting.FACILITY


@pytest.mark.parametrize("letter", "ART")
def test_statuses_with_rvus_that_medicare_pays_by_are_priced(letter: str) -> None:
    assert told(line("Y0001", status=letter)) == ["100.00"]


@pytest.mark.parametrize("letter", "BDEFGHIMNPX")
def test_statuses_that_the_schedule_does_not_pay_are_not_payable(letter: str) -> None:
    """RVU25D, attachment A. RVUs shown for a bundled code are not used for payment."""
    made = one(line("Y0001", status=letter))
    assert (made.outcome, made.reason_id) == (LineOutcome.NOT_PAYABLE, f"status.{letter}")
    assert made.amount is None


def test_a_status_that_contractors_price_is_left_to_them() -> None:
    made = one(line("Y0001", status="C"))
    assert (made.outcome, made.reason_id) == (LineOutcome.CONTRACTOR_PRICED, "status.C")


def test_a_payable_code_without_rvus_is_left_to_the_contractor_not_priced_at_nothing() -> None:
    made = one(line("Y0001", "0.00"))
    assert (made.outcome, made.reason_id) == (LineOutcome.CONTRACTOR_PRICED, "no_rvus")


def test_a_refused_line_leaves_the_others_priced() -> None:
    assert told(line("Y0001", status="N"), line("Y0002-ZZ"), line("Y0003", "70.00")) == [
        "status.N",
        "modifier.unknown",
        "70.00",
    ]


@pytest.mark.parametrize("modifier", ["ZZ", "00", "5", "rt", ""])
def test_a_modifier_that_does_not_exist_is_said(modifier: str) -> None:
    asked = line("Y0001")
    made = one(ClaimLine(asked.code, (modifier,), given=asked.given))
    assert (made.outcome, made.reason_id) == (LineOutcome.NOT_MODELLED, "modifier.unknown")


@pytest.mark.parametrize("modifier", ["CQ", "CO", "63", "FT", "PA", "PB", "PC", "PD", "SG"])
def test_a_modifier_that_would_change_the_amount_unmodelled_leaves_no_amount(modifier: str) -> None:
    assert told(line(f"Y0001-{modifier}")) == ["modifier.not_modelled"]


@pytest.mark.parametrize("modifier", ["51", "58", "76", "77", "79", "59", "XS", "GP", "95", "LT"])
def test_a_modifier_that_only_tells_something_changes_no_amount(modifier: str) -> None:
    made = one(line(f"Y0001-{modifier}", multiple_procedure="2", global_days="090"))
    assert (made.amount, made.reason_id) == (Decimal("100.00"), "")


@pytest.mark.parametrize("modifier", ["GY", "GZ"])
def test_a_service_that_is_billed_to_be_denied_is_not_payable(modifier: str) -> None:
    assert told(line(f"Y0001-{modifier}")) == [f"excluded.{modifier}"]


@pytest.mark.parametrize("modifier", ["73", "74"])
def test_modifiers_of_facility_claims_are_not_a_physician_s(modifier: str) -> None:
    assert told(line(f"Y0001-{modifier}")) == ["facility.73_74"]


def test_26_and_tc_on_one_line_contradict_each_other() -> None:
    assert told(line("Y0001-26-TC", pctc="1")) == ["component.both"]


@pytest.mark.parametrize(
    "code", ["99213-26", "99213-TC", "93010-26", "93005-TC", "93000-26", "45385-TC"]
)
def test_a_component_of_a_code_without_parts_is_not_payable(code: str) -> None:
    """PC/TC indicators 0, 2, 3 and 4: 26 and TC cannot be used."""
    asked, modifier = code.split("-")
    made = price(Claim((ClaimLine(asked, (modifier,)),), DAY)).lines[0]
    assert (made.outcome, made.reason_id) == (LineOutcome.NOT_PAYABLE, "component.absent")


@pytest.mark.parametrize("place", ["21", "22", "23", "19"])
def test_the_technical_part_belongs_to_the_hospital_in_a_hospital(place: str) -> None:
    assert told(line("Y0001-TC", pctc="1", place=place)) == ["component.technical_in_facility"]
    assert told(line("Y0001", pctc="3", place=place)) == ["component.technical_in_facility"]
    assert told(line("Y0001-26", pctc="1", place=place)) == ["100.00"]


def test_the_technical_part_is_paid_in_an_office_and_a_surgical_center() -> None:
    assert told(line("Y0001-TC", pctc="1", place="11")) == ["100.00"]
    assert told(line("Y0001-TC", pctc="1", place="24")) == ["100.00"]


def test_the_technical_part_for_a_hospital_patient_is_the_hospital_s_wherever_seen() -> None:
    asked = line("Y0001-TC", pctc="1", place="11")
    assert told(asked, hospital_patient=True) == ["component.technical_in_facility"]


def test_services_incident_to_a_physician_s_are_not_paid_for_hospital_patients() -> None:
    """RVU25D, PC/TC indicator 5."""
    assert told(line("Y0001", pctc="5", place="22")) == ["incident_to.in_hospital"]
    assert told(line("Y0001", pctc="5"), hospital_patient=True) == ["incident_to.in_hospital"]
    assert told(line("Y0001", pctc="5", place="11")) == ["100.00"]


def test_a_therapist_in_practice_is_not_paid_for_hospital_patients() -> None:
    """RVU25D, PC/TC indicator 7; the hospital itself bills under the same schedule."""
    asked = line("Y0001", pctc="7", place="22", provider=Provider.THERAPIST)
    assert told(asked) == ["therapy.in_hospital"]
    assert told(asked, institutional=True) == ["100.00"]
    assert told(line("Y0001", pctc="7", provider=Provider.THERAPIST)) == ["100.00"]


def test_the_smear_s_interpretation_is_paid_for_inpatients_alone() -> None:
    """RVU25D, PC/TC indicator 8."""
    assert told(line("Y0001", pctc="8", place="11")) == ["interpretation.not_inpatient"]
    assert told(line("Y0001", pctc="8", place="21")) == ["100.00"]


def test_family_therapists_may_bill_from_2024() -> None:
    asked = line("Y0001", provider=Provider.MFT)
    assert told(asked, on=date(2023, 12, 31)) == ["practitioner.not_yet"]
    assert told(asked, on=date(2024, 1, 1)) == ["75.00"]


def test_no_units_are_no_service() -> None:
    assert told(line("Y0001", units=0)) == ["units.bad"]


@pytest.mark.parametrize(
    ("modifier", "reason"),
    [("22", "unusual.22"), ("52", "reduced.52"), ("53", "discontinued.53")],
)
def test_a_service_whose_extent_is_unusual_is_paid_by_report(modifier: str, reason: str) -> None:
    """22, 52 and 53 have no set percentage: individual consideration."""
    made = one(line(f"Y0001-{modifier}"))
    assert (made.outcome, made.reason_id) == (LineOutcome.BY_REPORT, reason)
    assert made.fee == Decimal("100.00")


def test_a_stopped_procedure_with_a_row_of_its_own_is_priced_by_that_row() -> None:
    """45378 and G0105 have a row for 53 with half the relative values."""
    for code in ("45378", "G0105"):
        stopped, whole = (
            price(Claim((ClaimLine(code, modifiers),), DAY)).lines[0] for modifiers in (("53",), ())
        )
        assert (stopped.outcome, stopped.reason_id) == (LineOutcome.PRICED, "")
        assert stopped.amount is not None
        assert whole.amount is not None
        assert abs(stopped.amount - whole.amount / 2) < Decimal("1.00")


@pytest.mark.parametrize("code", ["45385", "43239", "27447"])
def test_a_stopped_procedure_without_such_a_row_is_paid_by_report(code: str) -> None:
    assert price(Claim((ClaimLine(code, ("53",)),), DAY)).lines[0].reason_id == "discontinued.53"


def test_a_code_the_release_does_not_list_is_said() -> None:
    made = price(Claim((ClaimLine("ZZZZZ"),), DAY)).lines[0]
    assert (made.outcome, made.reason_id) == (LineOutcome.NOT_PAYABLE, "row.unknown")
    assert "ZZZZZ" in made.reason


def test_a_day_without_a_release_is_said_and_the_callers_row_is_priced() -> None:
    day = date(2010, 5, 31)
    claim = Claim((ClaimLine("99213"), line("Y0001", "2.00")), day)
    listed, given = price(claim).lines
    assert (listed.outcome, listed.reason_id) == (LineOutcome.NOT_MODELLED, "release.missing")
    assert "2010" in listed.reason
    assert given.amount == Decimal("72.16")  # 2.00 x 36.0791


def test_a_day_without_a_conversion_factor_is_said() -> None:
    claim = Claim((line("Y0001"),), date(2031, 1, 1))
    made = price(claim).lines[0]
    assert (made.outcome, made.reason_id) == (LineOutcome.NOT_MODELLED, "factor.missing")


def test_a_place_whose_indices_are_not_held_is_not_priced_by_the_nation_s() -> None:
    claim = Claim((line("Y0001"),), date(2010, 1, 1), locality="IL-16")
    made = price(claim).lines[0]
    assert (made.outcome, made.reason_id) == (LineOutcome.NOT_MODELLED, "locality.missing")
    held = Claim((line("Y0001", "1.00"),), date(2010, 7, 1), locality=NATIONAL)
    assert price(held).lines[0].amount == Decimal("36.87")


@pytest.mark.parametrize(
    ("label", "facility"),
    [("Y0001-22", False), ("Y0001-52", False), ("Y0001-53", False)],
)
def test_a_line_by_report_still_takes_its_place_among_the_others(
    label: str, facility: bool
) -> None:
    """The higher fee, though its amount is left to a report, is the first procedure."""
    first = line(label, "200.00", multiple_procedure="2")
    second = line("Y0002", "100.00", multiple_procedure="2")
    assert told(first, second)[1] == "50.00"


def test_a_line_that_is_not_payable_takes_no_place_among_the_others() -> None:
    first = line("Y0001", "200.00", multiple_procedure="2", status="N")
    second = line("Y0002", "100.00", multiple_procedure="2")
    assert told(first, second) == ["status.N", "100.00"]
