"""What every widget draws from: a few queries, made once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from openrvu.site.dashboard import scope
from openrvu.site.dashboard.asked import Asked
from openrvu.site.dashboard.pay import Pay, pay, terms_on
from openrvu.site.dashboard.spans import Span, year_of
from openrvu.site.dashboard.sums import Days, Sums, by_code, by_day, passing
from openrvu.site.log import scope as log
from openrvu.site.log.models import Entry, Profile
from openrvu.site.people.models import User

_DAY = timedelta(days=1)
#: A comparison is told to be of a part where nothing was logged for so long at its beginning.
_LATE = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Board:
    """A person's work as it was asked for.

    Attributes:
        asked: what was asked for.
        profile: the person's.
        days: sums of the span, of that held against it, and of the year so far.
        now: sums of the span.
        before: of the span held against it.
        codes: sums of the span by code.
        codes_before: of the span held against it.
        year: the person's year in which the span ends.
        days_off: of that year.
        pay: what the contract in force pays; None without one, or with filters.
    """

    asked: Asked
    profile: Profile
    days: Days
    now: Sums
    before: Sums
    codes: Mapping[str, Sums]
    codes_before: Mapping[str, Sums]
    year: Span
    days_off: frozenset[date]
    pay: Pay | None

    @property
    def through(self) -> date:
        """The last day of the year that counts as gone: today, once something was logged on it."""
        last = _through(self.asked)
        is_fresh = last == self.asked.today and last not in self.days.days
        return last - _DAY if is_fresh and last > self.year.first else last

    @property
    def target(self) -> Decimal | None:
        """The person's target, or else where the contract begins to pay for production."""
        if self.profile.target:
            return self.profile.target
        told = self.pay.statement if self.pay else None
        return told.outlook.break_even if told else None

    @property
    def begins(self) -> date | None:
        """The first day logged of the span held against, where much of it has none before it."""
        span = self.asked.before
        first = next((day for day in self.days.days if day >= span.first), None)
        if first is None or not span.first + _LATE < first <= span.last:
            return None
        return first

    @property
    def is_empty(self) -> bool:
        """Whether nothing was logged in the span."""
        return not self.now.lines


def board(user: User, asked: Asked, profile: Profile) -> Board:
    """Read what the widgets need."""
    entries, before = chosen(user, asked), asked.before
    year = year_of(asked.span.last, asked.year_start)
    terms = None if asked.filters else terms_on(user, _through(asked))
    spans = [asked.span, before, year, *([terms.days] if terms else [])]
    read = Span(min(span.first for span in spans), asked.span.last)
    days = by_day(entries, read)
    return Board(
        asked=asked,
        profile=profile,
        days=days,
        now=days.within(asked.span),
        before=days.within(before),
        codes=by_code(entries, asked.span),
        codes_before=by_code(entries, before),
        year=year,
        days_off=scope.off_within(user, year.first, year.last),
        pay=pay(terms, days, _through(asked)) if terms else None,
    )


def _through(asked: Asked) -> date:
    return min(asked.span.last, asked.today)


def chosen(user: User, asked: Asked) -> QuerySet[Entry]:
    """The person's entries that pass the filters."""
    return passing(log.entries(user), asked.filters, lambda tag: log.tagged(user, tag))
