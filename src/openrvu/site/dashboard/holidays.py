"""The federal holidays of the United States, by the days of 5 U.S.C. 6103(a)."""

from __future__ import annotations

from datetime import date, timedelta

_DAY = timedelta(days=1)
_MONDAY, _THURSDAY = 0, 3
_SATURDAY, _SUNDAY = 5, 6


def federal_holidays(year: int) -> tuple[tuple[date, str], ...]:
    """The days observed for the holidays of a year, in order, each with its name.

    A holiday on a Saturday is observed on the Friday before, one on a Sunday on the Monday after
    (E.O. 11582), so New Year's Day may be observed in the year before.
    """
    return (
        (_observed(date(year, 1, 1)), "New Year's Day"),
        (_nth(year, 1, _MONDAY, 3), "Birthday of Martin Luther King, Jr."),
        (_nth(year, 2, _MONDAY, 3), "Washington's Birthday"),
        (_last_monday(year, 5), "Memorial Day"),
        (_observed(date(year, 6, 19)), "Juneteenth"),
        (_observed(date(year, 7, 4)), "Independence Day"),
        (_nth(year, 9, _MONDAY, 1), "Labor Day"),
        (_nth(year, 10, _MONDAY, 2), "Columbus Day"),
        (_observed(date(year, 11, 11)), "Veterans Day"),
        (_nth(year, 11, _THURSDAY, 4), "Thanksgiving Day"),
        (_observed(date(year, 12, 25)), "Christmas Day"),
    )


def _observed(day: date) -> date:
    if day.weekday() == _SATURDAY:
        return day - _DAY
    return day + _DAY if day.weekday() == _SUNDAY else day


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + _DAY * ((weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _last_monday(year: int, month: int) -> date:
    last = date(year, month + 1, 1) - _DAY
    return last - _DAY * last.weekday()
