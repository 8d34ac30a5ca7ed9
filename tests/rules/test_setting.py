"""The place of service decides which practice expense applies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from makers.services import service
from openrvu.pricing.claim import Claim, ClaimLine, Given
from openrvu.pricing.evaluate import price
from openrvu.schedule.rows import Setting
from rules.made import DAY, line, note, one, told

_ROW = service(pe="2.00", pe_facility="0.50", work="0.00", mp="0.00")


def _paid(
    place: str | None = None, setting: Setting | None = None, *, patient: bool = False
) -> str:
    asked = ClaimLine("Y0001", place_of_service=place, setting=setting, given=Given(row=_ROW))
    claim = Claim((asked,), DAY, conversion_factor=Decimal(1), hospital_patient=patient)
    made = price(claim).lines[0]
    return made.reason_id or str(made.amount)


@pytest.mark.parametrize(
    ("place", "paid"),
    [
        ("11", "2.00"),
        ("22", "0.50"),
        ("24", "0.50"),
        ("31", "0.50"),
        ("32", "2.00"),
        ("12", "2.00"),
    ],
)
def test_a_facility_is_paid_by_the_facility_s_practice_expense(place: str, paid: str) -> None:
    assert _paid(place) == paid


def test_without_a_place_a_service_is_furnished_outside_a_facility() -> None:
    assert _paid() == "2.00"


@pytest.mark.parametrize(("setting", "paid"), [("facility", "0.50"), ("nonfacility", "2.00")])
def test_a_setting_that_is_said_goes_before_the_place_of_service(setting: str, paid: str) -> None:
    assert _paid("22", Setting(setting)) == paid
    assert _paid("08", Setting(setting)) == paid


def test_a_hospital_patient_seen_in_an_office_is_a_facility_patient() -> None:
    assert _paid("11", patient=True) == "0.50"
    assert _paid(patient=True) == "0.50"


@pytest.mark.parametrize("place", ["05", "08", "18"])
def test_a_place_without_a_stated_rate_is_not_guessed(place: str) -> None:
    assert _paid(place) == "place.no_setting"


@pytest.mark.parametrize("place", ["00", "98", "x"])
def test_a_place_that_does_not_exist_is_said(place: str) -> None:
    assert _paid(place) == "place.unknown"
    assert _paid(place, Setting.FACILITY) == "place.unknown"


def test_a_place_does_not_exist_before_its_first_day() -> None:
    """Place of service 10 came into being on January 1, 2022."""
    for setting in (None, Setting.FACILITY):
        asked = (
            line("Y0001", place="10")
            if setting is None
            else line("Y0001", place="10", setting=setting)
        )
        assert told(asked, on=date(2021, 12, 31)) == ["place.unknown"]
        assert told(asked, on=date(2022, 1, 1)) == ["100.00"]


@pytest.mark.parametrize(
    ("setting", "marked"),
    [(Setting.FACILITY, "na_facility"), (Setting.NONFACILITY, "na_nonfacility")],
)
def test_a_setting_marked_na_is_priced_by_what_the_file_shows_there(
    setting: Setting, marked: str
) -> None:
    """The file carries the other setting's practice expense in a column marked NA."""
    facility, office = marked == "na_facility", marked == "na_nonfacility"
    asked = line("Y0001", setting=setting, na_facility=facility, na_nonfacility=office)
    assert note(asked) == "note.na_setting"
    assert one(asked).amount == Decimal("100.00")
    other = line("Y0001", setting=setting, na_facility=office, na_nonfacility=facility)
    assert note(other) == ""
