"""Places of service: the whole code set, the setting of each, and who is paid for equipment."""

from __future__ import annotations

from datetime import date

import pytest

from openrvu.rules.places_of_service import is_hospital, place, places, setting_of
from openrvu.schedule.rows import Setting

TODAY = date(2026, 3, 2)


def _codes(text: str) -> list[str]:
    return text.split()


#: MCPM ch. 12 s. 20.4.2, as contractors quote it.
FACILITY = _codes("02 19 21 22 23 24 26 31 34 41 42 51 52 53 56 61")
NONFACILITY = _codes(
    "01 03 04 09 10 11 12 13 14 15 16 17 20 25 27 32 33 49 50 54 55 57 58 60 62 65 66 71 72 81 99"
)
WITHOUT = _codes("05 06 07 08 18")


@pytest.mark.parametrize("code", FACILITY)
def test_a_facility_has_the_facility_s_practice_expense(code: str) -> None:
    assert setting_of(code, TODAY) is Setting.FACILITY


@pytest.mark.parametrize("code", NONFACILITY)
def test_other_places_have_the_practice_expense_of_an_office(code: str) -> None:
    assert setting_of(code, TODAY) is Setting.NONFACILITY


@pytest.mark.parametrize("code", WITHOUT)
def test_a_place_without_a_stated_rate_has_no_setting(code: str) -> None:
    assert place(code) is not None
    assert setting_of(code, TODAY) is None


def test_these_are_all_the_codes_that_are_assigned() -> None:
    assert [held.code for held in places()] == sorted(FACILITY + NONFACILITY + WITHOUT)


@pytest.mark.parametrize("code", ["00", "28", "30", "43", "59", "63", "90", "1", "", "021", "XX"])
def test_a_code_that_is_not_assigned_is_no_place(code: str) -> None:
    assert place(code) is None
    assert setting_of(code, TODAY) is None
    assert not is_hospital(code)


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ("02", date(2017, 1, 1)),
        ("10", date(2022, 1, 1)),
        ("19", date(2016, 1, 1)),
        ("27", date(2023, 10, 1)),
        ("58", date(2020, 1, 1)),
        ("66", date(2024, 8, 1)),
    ],
)
def test_a_younger_code_has_no_setting_before_its_first_day(code: str, first: date) -> None:
    assert setting_of(code, first) is not None
    assert setting_of(code, date.fromordinal(first.toordinal() - 1)) is None


def test_hospitals_and_part_a_nursing_are_paid_for_the_technical_part() -> None:
    paid = [held.code for held in places() if is_hospital(held.code)]
    assert paid == ["19", "21", "22", "23", "31", "51", "61"]
    assert all(setting_of(code, TODAY) is Setting.FACILITY for code in paid)


def test_a_setting_that_was_not_read_says_why_it_is_held() -> None:
    assert all(held.note for held in places() if held.read == "not read")
    assert all(held.note for held in places() if held.setting is None)
