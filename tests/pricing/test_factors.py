"""The conversion factor of a day: the release's, or that of the table since 1992."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from openrvu.errors import ReleaseNotHeld
from openrvu.pricing.factors import factor_for
from openrvu.schedule.fee_schedule import FeeSchedule


@pytest.mark.parametrize(
    ("day", "category", "factor"),
    [
        (date(1993, 6, 1), "surgical", "31.9620"),
        (date(1993, 6, 1), "nonsurgical", "31.2490"),
        (date(1993, 6, 1), "primary care", "31.2490"),
        (date(1997, 6, 1), "surgical", "40.9603"),
        (date(1997, 6, 1), "primary care", "35.7671"),
        (date(1997, 6, 1), "nonsurgical", "33.8454"),
        (date(1998, 6, 1), "surgical", "36.6873"),
        (date(1998, 6, 1), "primary care", "36.6873"),
        (date(2010, 5, 31), "all", "36.0791"),
        (date(2010, 6, 1), "all", "36.8729"),
        (date(2015, 6, 30), "all", "35.7547"),
        (date(2015, 7, 1), "all", "35.9335"),
    ],
)
def test_a_day_without_a_release_has_the_factor_of_its_category(
    day: date, category: str, factor: str
) -> None:
    assert factor_for(day, None, category=category) == Decimal(factor)


def test_a_year_of_several_categories_has_no_factor_for_all() -> None:
    assert factor_for(date(1995, 6, 1), None) is None


@pytest.mark.parametrize("day", [date(1991, 12, 31), date(2031, 1, 1)])
def test_a_day_of_no_known_factor_has_none(day: date) -> None:
    assert factor_for(day, None) is None


def test_a_release_has_its_own_factor() -> None:
    for label in ("RVU20A", "RVU24AR", "RVU26C"):
        schedule = FeeSchedule.of(label)
        assert factor_for(schedule.day, schedule) == schedule.release.conversion_factor


def test_qualifying_participants_have_a_factor_of_their_own_from_2026() -> None:
    day = date(2026, 3, 2)
    schedule = FeeSchedule.on(day)
    assert factor_for(day, schedule, qp=True) == Decimal("33.5675")
    assert factor_for(day, None, qp=True) == Decimal("33.5675")
    assert factor_for(day, schedule) == Decimal("33.4009")


def test_a_participant_s_factor_before_2026_does_not_exist() -> None:
    assert factor_for(date(2012, 3, 1), None, qp=True) is None
    with pytest.raises(ReleaseNotHeld, match="exists from 2026"):
        factor_for(date(2025, 10, 2), FeeSchedule.of("RVU25D"), qp=True)


def test_an_unknown_category_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"'dental' is not a category.*surgical"):
        factor_for(date(1995, 6, 1), None, category="dental")
