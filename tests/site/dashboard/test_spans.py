"""Spans of days, their buckets, and the same days of the year before."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.site.dashboard.spans import (
    Against,
    Bucket,
    Span,
    buckets,
    named,
    offered,
    usual,
    year_before,
    year_of,
)

DAYS = st.dates(date(1960, 1, 1), date(2100, 1, 1))


@given(DAYS, st.integers(0, 1500), st.sampled_from(Bucket), st.integers(1, 12))
def test_buckets_cover_every_day_of_the_span_once(
    first: date, count: int, by: Bucket, start: int
) -> None:
    span = Span(first, first + timedelta(days=count))
    found = buckets(span, by, start)
    assert sum(one.count for one in found) == span.count
    assert (found[0].first, found[-1].last) == (span.first, span.last)
    assert all(b.first - a.last == timedelta(days=1) for a, b in pairwise(found))


def test_the_same_days_a_year_before_keep_month_and_day() -> None:
    span = Span(date(2026, 1, 1), date(2026, 11, 24))
    assert span.against(Against.YEAR) == Span(date(2025, 1, 1), date(2025, 11, 24))
    assert year_before(date(2028, 2, 29)) == date(2027, 2, 28)


def test_as_many_days_before_end_where_the_span_begins() -> None:
    span = Span(date(2026, 3, 1), date(2026, 3, 31))
    assert span.against(Against.BEFORE) == Span(date(2026, 1, 29), date(2026, 2, 28))


def test_a_year_may_begin_in_any_month() -> None:
    assert year_of(date(2026, 6, 30), 7) == Span(date(2025, 7, 1), date(2026, 6, 30))
    assert year_of(date(2026, 7, 1), 7) == Span(date(2026, 7, 1), date(2027, 6, 30))


def test_the_spans_that_are_offered_end_today_or_before() -> None:
    found = dict(offered(date(2026, 11, 24), 7))
    assert found["Last month"] == Span(date(2026, 10, 1), date(2026, 10, 31))
    assert found["12 months"] == Span(date(2025, 11, 25), date(2026, 11, 24))
    assert found["This year"] == Span(date(2026, 7, 1), date(2026, 11, 24))
    assert found["Last year"] == Span(date(2025, 7, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("count", "by"), [(31, "day"), (32, "week"), (121, "month"), (1201, "year")]
)
def test_a_longer_span_is_gathered_more_coarsely(count: int, by: str) -> None:
    first = date(2020, 1, 1)
    assert usual(Span(first, first + timedelta(days=count - 1))) == by


def test_a_bucket_is_named_for_its_days() -> None:
    span = Span(date(2026, 3, 2), date(2026, 3, 8))
    assert named(span, Bucket.WEEK) == "Mar 2, 2026 to Mar 8, 2026"
    assert named(span, Bucket.MONTH) == "March 2026"
    assert named(Span(date(2026, 3, 2), date(2026, 3, 2)), Bucket.DAY) == "Mon Mar 2, 2026"
    assert named(Span(date(2025, 7, 1), date(2026, 6, 30)), Bucket.YEAR) == "Jul 2025 to Jun 2026"
