"""The person's own figures of some whole months, to be held against a benchmark."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Min, QuerySet, Sum

from openrvu.exact import add
from openrvu.site.log.models import Entry

_DAY = timedelta(days=1)
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})\Z")
_MOST_MONTHS = 12
FIGURES = {"credited": "Credited wRVU", "full": "CMS work RVU"}


@dataclass(frozen=True, slots=True)
class Months:
    """Whole months, from the first day of the first to the last day of the last."""

    first: date
    last: date

    @property
    def count(self) -> int:
        """How many."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def as_given(self) -> dict[str, str]:
        """As they stand in an address."""
        return {"from": f"{self.first:%Y-%m}", "to": f"{self.last:%Y-%m}"}


@dataclass(frozen=True, slots=True)
class Own:
    """What the person did in these months.

    Attributes:
        months: which.
        figure: ``credited`` or ``full``.
        wrvu: of that figure.
        lines: how many were logged.
        releases: the releases whose work RVUs they are, and how many lines of each.
    """

    months: Months
    figure: str
    wrvu: Decimal
    lines: int
    releases: Mapping[str, int]

    @property
    def years(self) -> list[int]:
        """The years of those releases."""
        return sorted({2000 + int(label[3:5]) for label in self.releases if label[3:5].isdigit()})


def usual_months(entries: QuerySet[Entry], today: date) -> Months | None:
    """The last twelve whole months, or those since the log began; None where there is none."""
    began = entries.order_by().aggregate(first=Min("date"))["first"]
    if began is None:
        return None
    last = today.replace(day=1) - _DAY
    first = date(last.year - (last.month < 12), last.month % 12 + 1, 1)
    whole = began if began.day == 1 else _next(began)
    first = max(first, whole.replace(day=1))
    return Months(first, last) if first <= last else None


def months_of(given: Mapping[str, str], today: date) -> tuple[Months | None, str]:
    """Months from an address, and what is wrong with them; None where none are given."""
    if not given.get("from") and not given.get("to"):
        return None, ""
    found = [_month(given.get(name, "")) for name in ("from", "to")]
    first, last = found
    if first is None or last is None:
        return None, "Months are given as 2026-01, the first and the last."
    months = Months(first, _next(last) - _DAY)
    if not 1 <= months.count <= _MOST_MONTHS:
        return None, f"{months.count} months: expected 1 to {_MOST_MONTHS}."
    if months.last >= today:
        return None, f"{months.last:%B %Y} is not over; give whole months."
    return months, ""


def own(entries: QuerySet[Entry], months: Months, figure: str) -> Own:
    """The person's work of some months, by one query."""
    inside = entries.order_by().filter(date__gte=months.first, date__lte=months.last)
    rows = list(inside.values("release").annotate(sum=Sum(figure), lines=Count("*")))
    return Own(
        months=months,
        figure=figure,
        wrvu=add(*(row["sum"] for row in rows if row["sum"] is not None)),
        lines=sum(row["lines"] for row in rows),
        releases={row["release"]: row["lines"] for row in rows if row["release"]},
    )


def _month(text: str) -> date | None:
    match = _MONTH.match(text.strip())
    if not match or not 1950 <= int(match[1]) <= 2199 or not 1 <= int(match[2]) <= 12:
        return None
    return date(int(match[1]), int(match[2]), 1)


def _next(day: date) -> date:
    """The first day of the next month."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)
