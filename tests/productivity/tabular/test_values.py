"""Cells as figures and days: exactly as written, or None."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.productivity.tabular.values import day_of, number_of


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        ("1,234.50", "1234.50"),
        ("$60", "60"),
        ("-$1,000", "-1000"),
        ("(12.5)", "-12.5"),
        ("−3", "-3"),
        (" .5 ", "0.5"),
        ("0", "0"),
        ("-0", "0"),
    ],
)
def test_a_figure_is_read_as_people_write_it(cell: str, figure: str) -> None:
    assert number_of(cell) == Decimal(figure)


@pytest.mark.parametrize(
    "cell", ["", "*", "1,5", "12a", "1e5", "NaN", ".", "1.2.3", "٣", "--1", "1" + ",000" * 3000]
)
def test_what_is_no_figure_is_none(cell: str) -> None:
    assert number_of(cell) is None


@given(st.decimals(-(10**9), 10**9, places=4))
def test_every_plain_decimal_comes_back_with_and_without_commas(figure: Decimal) -> None:
    assert number_of(f"{figure:f}") == number_of(f"{figure:,f}") == figure


@pytest.mark.parametrize(
    "cell",
    [
        date(2026, 3, 9),
        datetime(2026, 3, 9, 14, 5),  # noqa: DTZ001 - a workbook's moment has no zone
        "2026-03-09",
        "2026-03-09T14:05:00",
        "3/9/2026",
        "03/09/26",
        "3/9/2026 2:05 PM",
        "20260309",
        "09-Mar-2026",
        "Mar 9, 2026",
        "March 9 2026",
        "9 Mar 2026",
        "Mon 3/9/2026",
        "Monday, March 9, 2026",
        "3.9.26",
        "46090",
    ],
)
def test_a_day_is_read_in_every_usual_form(cell: str | date) -> None:
    assert day_of(cell) == date(2026, 3, 9)


@pytest.mark.parametrize(
    "cell",
    # Without zeros 2026111 may be the 11th of January or the 1st of November.
    ["", "2026-02-30", "13.3.2026", "99213", "13/13/2026", "0026-01-01", "2026111", "202631"],
)
def test_what_is_no_day_is_none(cell: str) -> None:
    assert day_of(cell) is None


@given(st.dates(date(1900, 1, 1)))
def test_every_day_comes_back(day: date) -> None:
    assert day_of(day.isoformat()) == day_of(f"{day.month}/{day.day}/{day.year}") == day
