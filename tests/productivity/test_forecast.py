from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.productivity.forecast import BAND_PERCENT, Forecast, WorkingDays, forecast

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
#: Four weeks from a Monday on; five working days each.
MONTH = WorkingDays(date(2026, 3, 2), date(2026, 3, 29))
MONDAYS = [date(2026, 3, day) for day in (2, 9, 16, 23)]


def year() -> WorkingDays:
    return WorkingDays(FIRST, LAST)


def weeks(*wrvu: int) -> list[tuple[date, Decimal]]:
    """So many work RVUs, on the Monday of each week from 2 March 2026 on."""
    return [(MONDAYS[0] + timedelta(7 * n), Decimal(one)) for n, one in enumerate(wrvu)]


def test_the_pace_goes_on_over_the_working_days_that_are_left() -> None:
    found = forecast(weeks(100, 100), Decimal(500), date(2026, 3, 15), MONTH)
    assert (found.days_gone, found.days_left, found.done) == (10, 10, Decimal(200))
    assert (found.pace, found.projection) == (Decimal(20), Decimal(400))
    assert (found.target_to_date, found.ahead) == (Decimal(250), Decimal(-50))
    assert found.needed == 30
    assert found.reached_on is None


def test_days_off_are_no_working_days() -> None:
    off = frozenset({date(2026, 3, 16), date(2026, 3, 17), date(2026, 3, 22)})
    days = WorkingDays(MONTH.first, MONTH.last, off)
    found = forecast(weeks(100, 100), Decimal(450), date(2026, 3, 15), days)
    assert (found.days_gone, found.days_left) == (10, 8)
    assert found.projection == 360
    assert found.target_to_date == 250


def test_work_of_a_day_off_counts_for_the_pace() -> None:
    sunday = [(date(2026, 3, 8), Decimal(50))]
    found = forecast([*weeks(100, 100), *sunday], Decimal(500), date(2026, 3, 15), MONTH)
    assert found.projection == 500


def test_the_day_on_which_the_target_is_reached_is_told_from_the_pace_or_the_log() -> None:
    found = forecast(weeks(100, 100), Decimal(290), date(2026, 3, 15), MONTH)
    # 20 a day: 220 on the 16th, ... 300 on the 20th, the fifth working day left.
    assert found.reached_on == date(2026, 3, 20)
    done = forecast(weeks(100, 200), Decimal(300), date(2026, 3, 15), MONTH)
    assert done.reached_on == date(2026, 3, 9)
    assert done.needed == 0


def test_a_target_that_a_later_void_took_away_is_not_reached_by_then() -> None:
    work = [(date(2026, 3, 2), Decimal(300)), (date(2026, 3, 13), Decimal(-50))]
    found = forecast(work, Decimal(300), date(2026, 3, 15), MONTH)
    # 250 in ten days: 25 a day, so that the second day left makes it up.
    assert found.reached_on == date(2026, 3, 17)
    assert found.needed == 5


def test_the_band_is_the_spread_of_the_weeks_over_the_days_left() -> None:
    days = WorkingDays(date(2026, 3, 2), date(2026, 4, 26))  # eight weeks, forty days
    found = forecast(weeks(100, 120, 80, 100), Decimal(800), date(2026, 3, 29), days)
    # Pace 20. (0 + 400 + 400 + 0) / 5 / 3 = 53.333 a day; times 20 x (1 + 20/20) = 2,133.33;
    # its root 46.188 times 1.2816 is 59.19.
    assert found.projection == 800
    assert (found.low, found.high) == (Decimal("740.81"), Decimal("859.19"))
    assert found.no_band == ""


def test_weeks_all_alike_leave_no_doubt() -> None:
    days = WorkingDays(date(2026, 3, 2), date(2026, 4, 26))
    found = forecast(weeks(100, 100, 100, 100), Decimal(800), date(2026, 3, 29), days)
    assert found.low == found.high == found.projection == 800


def test_too_few_weeks_have_no_band_and_say_so() -> None:
    found = forecast(weeks(100, 100, 100), Decimal(800), date(2026, 3, 22), MONTH)
    assert found.low is found.high is None
    assert found.no_band == "3 weeks tell too little of their spread; 4 are needed."


def test_before_the_first_working_day_nothing_is_projected() -> None:
    found = forecast([], Decimal(800), date(2026, 3, 1), MONTH)
    assert found.pace is found.projection is found.low is None
    assert (found.days_left, found.needed) == (20, Decimal(40))
    assert found.by_day == ()


def test_after_the_last_day_the_projection_is_what_was_done() -> None:
    found = forecast(weeks(100, 120, 80, 100), Decimal(800), date(2027, 1, 1), MONTH)
    assert found.projection == found.low == found.high == found.done == 400
    assert found.needed is None
    assert found.through == date(2026, 3, 29)


def test_every_day_so_far_has_its_line() -> None:
    found = forecast(weeks(100, 40), Decimal(400), date(2026, 3, 9), MONTH)
    assert len(found.by_day) == 8
    assert (found.by_day[0].wrvu, found.by_day[0].to_date) == (Decimal(100), Decimal(100))
    assert found.by_day[0].target_to_date == 20
    assert found.by_day[6].target_to_date == 100  # Sunday: five of twenty days are gone
    assert found.by_day[-1].to_date == found.done == 140


def test_a_year_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        WorkingDays(LAST, FIRST)


WORK = st.lists(
    st.tuples(st.dates(FIRST, LAST), st.integers(0, 9_000).map(lambda n: Decimal(n) / 100)),
    max_size=40,
)


@given(WORK, st.dates(FIRST, LAST), st.sets(st.dates(FIRST, LAST), max_size=20))
def test_days_gone_and_left_are_the_years_and_the_band_holds_the_projection(
    work: list[tuple[date, Decimal]], through: date, off: set[date]
) -> None:
    days = WorkingDays(FIRST, LAST, frozenset(off))
    found = forecast(work, Decimal(3000), through, days)
    assert found.days_gone + found.days_left == len(list(days.all()))
    assert found.done == sum(wrvu for day, wrvu in work if day <= through)
    assert (found.low is None) == (found.high is None) == bool(found.no_band)
    if found.low is not None and found.high is not None and found.projection is not None:
        assert found.done <= found.low <= found.projection <= found.high


def projected(chance: random.Random) -> tuple[Forecast, Decimal]:
    """A year of days that differ by chance, seen from the end of June, and how it ended."""
    work = [(day, Decimal(chance.randint(0, 40))) for day in year().all()]
    return forecast(work, Decimal(5000), date(2026, 6, 30), year()), sum(
        (wrvu for _, wrvu in work), Decimal(0)
    )


def test_about_four_years_in_five_end_within_the_band() -> None:
    chance = random.Random(20260701)  # noqa: S311 - no secret is made of it
    told = [projected(chance) for _ in range(300)]
    within = sum(
        found.low <= end <= found.high
        for found, end in told
        if found.low is not None and found.high is not None
    )
    assert abs(within / 300 * 100 - BAND_PERCENT) < 7
