from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.calendar import DateRange, as_day, day_before, parse_day, quarter_start

MARCH = DateRange(date(2024, 3, 9), date(2024, 3, 31))


class TestDateRange:
    @pytest.mark.parametrize(
        ("day", "within"),
        [
            (date(2024, 3, 8), False),
            (date(2024, 3, 9), True),
            (date(2024, 3, 31), True),
            (date(2024, 4, 1), False),
        ],
    )
    def test_both_ends_belong_to_a_range(self, day: date, within: bool) -> None:
        assert (day in MARCH) is within

    def test_a_range_without_an_end_goes_on(self) -> None:
        assert date.max in DateRange(date(2024, 3, 9))
        assert date(2024, 3, 8) not in DateRange(date(2024, 3, 9))

    def test_a_moment_counts_as_its_day(self) -> None:
        assert datetime(2024, 3, 31, 23, 59, tzinfo=UTC) in MARCH

    def test_a_range_of_one_day_holds_it(self) -> None:
        assert MARCH.first in DateRange(MARCH.first, MARCH.first)

    def test_a_range_that_ends_before_it_begins_is_refused(self) -> None:
        with pytest.raises(ValueError, match="ends before it begins"):
            DateRange(date(2024, 3, 9), date(2024, 3, 8))

    def test_a_range_is_written_as_people_write_it(self) -> None:
        assert str(MARCH) == "2024-03-09 to 2024-03-31"
        assert str(DateRange(date(2026, 7, 1))) == "from 2026-07-01"


class TestDays:
    def test_the_day_before_crosses_months_leap_days_and_years(self) -> None:
        assert day_before(date(2024, 3, 1)) == date(2024, 2, 29)
        assert day_before(date(2025, 3, 1)) == date(2025, 2, 28)
        assert day_before(date(2026, 1, 1)) == date(2025, 12, 31)

    def test_quarters_start_in_january_april_july_and_october(self) -> None:
        starts = [quarter_start(2026, quarter) for quarter in (1, 2, 3, 4)]
        assert starts == [date(2026, month, 1) for month in (1, 4, 7, 10)]

    def test_a_date_is_its_own_day(self) -> None:
        assert as_day(date(2026, 7, 1)) == date(2026, 7, 1)
        day = as_day(datetime(2026, 7, 1, 12, tzinfo=UTC))
        assert type(day) is date
        assert day == date(2026, 7, 1)


class TestReading:
    @given(st.dates())
    def test_a_written_day_comes_back(self, day: date) -> None:
        assert parse_day(f" {day.isoformat()}\n") == day

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "2026",
            "2026-11",
            "20261123",
            "2026-W48-1",
            "2026-11-31",
            "2026-02-29",
            "2026-13-01",
            "2026-1-2",
            "11/23/2026",
            "23.11.2026",
            "2026-11-23T00:00",
            "\uff12\uff10\uff12\uff16-11-23",
            "tomorrow",
        ],
    )
    def test_any_other_text_is_refused_with_an_example(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"write it year-month-day, such as 2026-11-23"):
            parse_day(text)

    @given(st.text())
    def test_no_text_does_worse_than_a_value_error(self, text: str) -> None:
        try:
            day = parse_day(text)
        except ValueError:
            return
        assert day.isoformat() == text.strip()

    @given(st.dates(date(1992, 1, 1), date(2099, 12, 30)))
    def test_the_day_after_the_day_before_is_the_day(self, day: date) -> None:
        assert day_before(day) + timedelta(days=1) == day
