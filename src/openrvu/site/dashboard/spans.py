"""Spans of days: those that are offered, the same days of the year before, and buckets of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_DAY = timedelta(days=1)


class Bucket(StrEnum):
    """What days are gathered into."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Against(StrEnum):
    """What a span is held against."""

    YEAR = "year"
    BEFORE = "before"

    @property
    def words(self) -> str:
        """For a page: ``the same days a year before``."""
        return "the same days a year before" if self is Against.YEAR else "as many days before"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last

    @property
    def count(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    def against(self, what: Against) -> Span:
        """The span that this one is held against."""
        if what is Against.YEAR:
            return Span(year_before(self.first), year_before(self.last))
        return Span(self.first - _DAY * self.count, self.first - _DAY)


def year_before(day: date) -> date:
    """The same day a year before; the 28th for a 29th of February."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def year_of(day: date, start: int) -> Span:
    """The year that a day lies in, where years begin with month ``start``, 1 to 12."""
    first = date(day.year if day.month >= start else day.year - 1, start, 1)
    return Span(first, first.replace(year=first.year + 1) - _DAY)


def offered(today: date, year_start: int) -> Iterator[tuple[str, Span]]:
    """Spans that a person asks for often, by name."""
    month, year = today.replace(day=1), year_of(today, year_start)
    last_month = month - _DAY
    before = year_of(year.first - _DAY, year_start)
    yield "This month", Span(month, today)
    yield "Last month", Span(last_month.replace(day=1), last_month)
    yield "This year", Span(year.first, today)
    yield "12 months", Span(year_before(today) + _DAY, today)
    yield "Last year", before


def usual(span: Span) -> Bucket:
    """The bucket by which a span of this length is read well."""
    if span.count <= 31:
        return Bucket.DAY
    if span.count <= 120:
        return Bucket.WEEK
    return Bucket.MONTH if span.count <= 1200 else Bucket.YEAR


def buckets(span: Span, by: Bucket, year_start: int = 1) -> list[Span]:
    """The span cut at the edges of weeks (from Monday), months or years; its ends stay."""
    found, first = [], span.first
    while first <= span.last:
        last = min(_end(first, by, year_start), span.last)
        found.append(Span(first, last))
        first = last + _DAY
    return found


def _end(day: date, by: Bucket, year_start: int) -> date:
    """The last day of the bucket that a day lies in."""
    if by is Bucket.DAY:
        return day
    if by is Bucket.WEEK:
        return day + _DAY * (6 - day.weekday())
    if by is Bucket.MONTH:
        return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - _DAY
    return year_of(day, year_start).last


def named(span: Span, by: Bucket) -> str:
    """What a bucket is called in a table."""
    if by is Bucket.DAY:
        return f"{span.first:%a} {_short(span.first)}"
    if by is Bucket.WEEK:
        return f"{_short(span.first)} to {_short(span.last)}"
    if by is Bucket.MONTH:
        return f"{span.first:%B %Y}"
    if span.first.year == span.last.year:
        return str(span.first.year)
    return f"{span.first:%b %Y} to {span.last:%b %Y}"


def ticked(span: Span, by: Bucket) -> str:
    """What a bucket is called under a bar."""
    if by in {Bucket.DAY, Bucket.WEEK}:
        return f"{span.first.month}/{span.first.day}"
    if by is Bucket.MONTH:
        return f"{span.first:%b}"
    return str(span.last.year)


def _short(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"
