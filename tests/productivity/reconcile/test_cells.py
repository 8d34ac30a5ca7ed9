from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.calendar import DateRange
from openrvu.productivity.reconcile.cells import (
    coded,
    echo,
    figure,
    modifiers_in,
    posting_span,
    whole,
)
from openrvu.productivity.tabular.values import day_of

SECOND = date(2026, 3, 2)
MARCH = DateRange(date(2026, 3, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    "text",
    ["2026-03-02", "3/2/2026", "03/02/26", "02-Mar-2026", "Mar 2, 2026", "March 2, 2026",
     "2 Mar 2026", "20260302", "3/2/2026 10:15 AM", "2026-03-02 00:00:00", "03.02.2026",
     "46083", "46083.5"],
)  # fmt: skip
def test_days_are_read_in_the_forms_that_reports_have(text: str) -> None:
    # Excel counts days from December 30, 1899: 46,083 days later is March 2, 2026.
    assert day_of(text) == SECOND
    assert day_of(datetime(2026, 3, 2, 9, 30)) == SECOND  # noqa: DTZ001 - Excel has no zones


@pytest.mark.parametrize("text", ["", "13/45/2026", "x", "1", "99214", "2/30/2026", "Mar 2026"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_of(text) is None


@pytest.mark.parametrize(
    "text", ["Mar 2026", "March 2026", "Mar-26", "2026-03", "03/2026", "202603", "3/2026"]
)
def test_a_month_of_posting_is_all_of_its_days(text: str) -> None:
    assert posting_span(text) == MARCH
    assert posting_span("3/2/2026") == DateRange(SECOND, SECOND)
    assert posting_span("soon") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.92", "1.92"), ("$1,234.50", "1234.50"), ("(12.5)", "-12.5"), ("12.50-", "-12.50"),
     ("-3", "-3"), ("$(45.00)", None), ("12.50 CR", "-12.50"), ("", None), ("n/a", None)],
)  # fmt: skip
def test_amounts_are_read_with_dollars_commas_brackets_and_minus_behind(
    text: str, value: str | None
) -> None:
    assert figure(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "value"), [("2", 2), ("2.0", 2), ("-1", -1), ("1-", -1), ("1.5", None), ("two", None)]
)
def test_units_are_whole_numbers(text: str, value: int | None) -> None:
    assert whole(text) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [("99214", ("99214", ())), (" g0105 ", ("G0105", ())), ("45380-59", ("45380", ("59",))),
     ("45380 59 LT", ("45380", ("59", "LT"))), ("99214.0", ("99214", ())),
     ("100", ("00100", ())), ("0075T", ("0075T", ())), ("Total", None), ("", None),
     ("9921", ("09921", ())), ("99214-abc", None), ("992145", None)],
)  # fmt: skip
def test_codes_are_read_with_the_modifiers_behind_them(
    text: str, found: tuple[str, tuple[str, ...]] | None
) -> None:
    assert coded(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("", ()), ("59", ("59",)), ("59, LT", ("59", "LT")), ("59LT", ("59", "LT")), ("26.0", ("26",)),
     ("rt;lt;rt", ("RT", "LT")), ("None", ()), ("N/A", None), ("-", ()), ("599", None)],
)  # fmt: skip
def test_one_column_may_hold_several_modifiers(text: str, found: tuple[str, ...] | None) -> None:
    assert modifiers_in(text) == found


@given(st.from_regex(r"[A-Z][A-Z', ]{0,28}", fullmatch=True))
def test_a_name_is_never_echoed(name: str) -> None:
    assert echo(name) == f"text of {len(name.strip())} characters"


def test_short_figures_and_days_are_echoed_and_long_numbers_are_not() -> None:
    assert echo("13/45/2026") == "'13/45/2026'"
    assert echo("1.5") == "'1.5'"
    assert echo("00123456") == "8 digits"
    assert echo(" ") == "nothing"
