"""Credited work RVUs by day, and how many there are in a stretch of days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from openrvu.exact import add
from openrvu.productivity.contract.year import Days


@dataclass(frozen=True, slots=True)
class PeriodWork:
    """Work RVUs of a stretch of days, which are taken to be spread evenly over them.

    Attributes:
        first: its first day.
        last: its last day.
        wrvu: credited work RVUs.
    """

    first: date
    last: date
    wrvu: Decimal

    def __post_init__(self) -> None:
        """Refuse a stretch that ends before it begins.

        Raises:
            ValueError: it does.
        """
        if self.last < self.first:
            raise ValueError(f"{self.first} to {self.last} ends before it begins")


#: A day and its credited work RVUs, or those of a stretch of days. A day may stand many times.
Work = PeriodWork | tuple[date, Decimal]


class Volume:
    """Work RVUs, to be asked for by stretch of days."""

    def __init__(self, work: Iterable[Work]) -> None:
        """Sum up the work by day."""
        by_day: dict[date, Decimal] = defaultdict(Decimal)
        self._spread = []
        for one in work:
            if not isinstance(one, PeriodWork):
                by_day[one[0]] = add(by_day[one[0]], one[1])
            elif one.first == one.last:
                by_day[one.first] = add(by_day[one.first], one.wrvu)
            else:
                self._spread.append(one)
        self._days = sorted(by_day)
        self._sums = [Fraction(0), *accumulate(Fraction(by_day[day]) for day in self._days)]

    def within(self, days: Days) -> Fraction:
        """Work RVUs of some days, exact."""
        first, end = bisect_left(self._days, days.first), bisect_right(self._days, days.last)
        total = self._sums[end] - self._sums[first]
        return total + sum((_part(one, days) for one in self._spread), Fraction(0))


def _part(work: PeriodWork, days: Days) -> Fraction:
    told = Days(work.first, work.last)
    common = told.within(days)
    return Fraction(work.wrvu) * (common.count if common else 0) / told.count
