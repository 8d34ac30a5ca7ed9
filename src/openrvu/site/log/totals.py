"""Running totals of a log: day, week, month and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum

from openrvu.site.log.models import Entry

_NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Total:
    """What a span of days comes to.

    Attributes:
        name: of the span.
        first: its first day.
        last: its last.
        lines: how many were logged.
        full: CMS's work RVUs.
        credited: those that the person's plan credits.
        amount: Medicare's amounts.
        unvalued: lines without a work RVU, which no sum holds.
    """

    name: str
    first: date
    last: date
    lines: int
    full: Decimal
    credited: Decimal
    amount: Decimal
    unvalued: int

    @property
    def data(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "name": self.name,
            "first": self.first,
            "last": self.last,
            "lines": self.lines,
            "work_rvu": self.full,
            "credited_work_rvu": self.credited,
            "medicare_amount": self.amount,
            "lines_without_work_rvu": self.unvalued,
        }


def running(entries: QuerySet[Entry], day: date, year_start: int = 1) -> tuple[Total, ...]:
    """The day, and its week (from Monday), month and year, each until its own end.

    Args:
        entries: one person's.
        day: which.
        year_start: the month in which the person's year begins.
    """
    return totals(entries, spans(day, year_start))


def spans(day: date, year_start: int = 1) -> tuple[tuple[str, date, date], ...]:
    """The spans of :func:`running`: name, first and last day."""
    monday = day - timedelta(days=day.weekday())
    first = date(day.year if day.month >= year_start else day.year - 1, year_start, 1)
    return (
        ("Day", day, day),
        ("Week", monday, monday + timedelta(days=6)),
        ("Month", day.replace(day=1), _before(_next_month(day.replace(day=1)))),
        ("Year", first, _before(first.replace(year=first.year + 1))),
    )


def totals(entries: QuerySet[Entry], asked: Sequence[tuple[str, date, date]]) -> tuple[Total, ...]:
    """The total of each span, by one query that adds up day by day."""
    first = min(span[1] for span in asked)
    last = max(span[2] for span in asked)
    days = list(
        entries.filter(date__gte=first, date__lte=last)
        .order_by("date")
        .values_list("date")
        .annotate(
            lines=Count("*"),
            valued=Count("full"),
            work=Sum("full"),
            counted=Sum("credited"),
            allowed=Sum("amount"),
        )
    )
    return tuple(_total(span, [d for d in days if span[1] <= d[0] <= span[2]]) for span in asked)


def _total(span: tuple[str, date, date], days: Sequence[tuple[Any, ...]]) -> Total:
    lines = sum(day[1] for day in days)
    full, credited, amount = (
        sum((day[at] for day in days if day[at] is not None), _NOTHING) for at in (3, 4, 5)
    )
    unvalued = lines - sum(day[2] for day in days)
    return Total(*span, lines, full, credited, amount, unvalued)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _before(day: date) -> date:
    return day - timedelta(days=1)
