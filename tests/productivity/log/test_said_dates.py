"""Dates as people say them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.productivity.log.said_dates import said_date

#: A Wednesday.
TODAY = date(2026, 9, 16)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        ("yesterday", date(2026, 9, 15)),
        ("day before yesterday", date(2026, 9, 14)),
        ("tomorrow", date(2026, 9, 17)),
        ("mon", date(2026, 9, 14)),
        ("Monday", date(2026, 9, 14)),
        ("thurs", date(2026, 9, 10)),
        ("wed", TODAY),
        ("last wed", date(2026, 9, 9)),
        ("last monday", date(2026, 9, 14)),
        ("3/2", date(2026, 3, 2)),
        ("12/24", date(2025, 12, 24)),
        ("3/2/26", date(2026, 3, 2)),
        ("3/2/2025", date(2025, 3, 2)),
        ("3-2-2026", date(2026, 3, 2)),
        ("2026-03-02", date(2026, 3, 2)),
        ("20260302", date(2026, 3, 2)),
        ("mar 2", date(2026, 3, 2)),
        ("March 2nd, 2025", date(2025, 3, 2)),
        ("2 mar", date(2026, 3, 2)),
        ("2nd of October", date(2025, 10, 2)),
        ("2 days ago", date(2026, 9, 14)),
        ("a week ago", date(2026, 9, 9)),
        ("DOS: 3/2", date(2026, 3, 2)),
        ("2/29", date(2024, 2, 29)),
        ("3.2.26", date(2026, 3, 2)),
        ("this morning", TODAY),
        ("last night", date(2026, 9, 15)),
        ("yesterday afternoon", date(2026, 9, 15)),
        ("on the 4th", date(2026, 9, 4)),
        ("the 31st", date(2026, 8, 31)),
    ],
)
def test_a_date_is_read(text: str, day: date) -> None:
    assert said_date(text, 0, TODAY) == (len(text), day)


@pytest.mark.parametrize("text", ["2/30", "13/1", "2026-02-30", "99999 days ago", "4000 days ago"])
def test_a_day_that_is_none_is_said_to_be_none(text: str) -> None:
    found = said_date(text, 0, TODAY)
    assert found is None or found[1] is None


@pytest.mark.parametrize(
    "text",
    [
        "monitor",
        "45385",
        "marsupialization",
        "3-2",
        "may 45385",
        "satin",
        "the 4th toe",
        "on the 2nd toe",
    ],
)
def test_other_words_are_no_dates(text: str) -> None:
    assert said_date(text, 0, TODAY) is None


@given(st.integers(0, 300))
def test_any_day_of_the_last_months_is_read_from_month_and_day(back: int) -> None:
    day = TODAY - timedelta(days=back)
    for text in (f"{day.month}/{day.day}", f"{day:%b} {day.day}", f"{day.day} {day:%B}"):
        assert said_date(text, 0, TODAY) == (len(text), day)


@given(st.text(max_size=30), st.integers(0, 30))
def test_any_text_is_read_or_left(text: str, at: int) -> None:
    found = said_date(text, min(at, len(text)), TODAY)
    assert found is None or found[0] > min(at, len(text))
