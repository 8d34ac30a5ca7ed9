"""Federal holidays, against the dates that OPM publishes for these years."""

from __future__ import annotations

from datetime import date

import pytest

from openrvu.site.dashboard.holidays import federal_holidays

#: https://www.opm.gov/policy-data-oversight/pay-leave/federal-holidays/
OPM = {
    2025: ["1/1", "1/20", "2/17", "5/26", "6/19", "7/4", "9/1", "10/13", "11/11", "11/27", "12/25"],
    2026: ["1/1", "1/19", "2/16", "5/25", "6/19", "7/3", "9/7", "10/12", "11/11", "11/26", "12/25"],
}


@pytest.mark.parametrize("year", OPM)
def test_holidays_are_the_days_that_are_observed(year: int) -> None:
    found = [f"{day.month}/{day.day}" for day, _ in federal_holidays(year)]
    assert found == OPM[year]


def test_a_new_year_on_a_saturday_is_observed_the_year_before() -> None:
    assert federal_holidays(2022)[0] == (date(2021, 12, 31), "New Year's Day")


def test_a_holiday_on_a_sunday_is_observed_on_monday() -> None:
    assert (date(2027, 7, 5), "Independence Day") in federal_holidays(2027)
