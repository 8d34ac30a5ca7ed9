"""Sums of a log, by day and by code: exact, added up by the database."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from openrvu.exact import add, multiply, ratio, subtract
from openrvu.site.dashboard.spans import Span
from openrvu.site.log.models import Entry

_NOTHING = Decimal("0.00")
_PERCENT = 1
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Sums:
    """What some entries come to.

    Attributes:
        lines: how many entries.
        units: of them.
        full: CMS's work RVUs.
        credited: those that the person's plan credits.
        amount: Medicare's amounts, in dollars.
        unvalued: entries without a work RVU, which no sum holds.
    """

    lines: int = 0
    units: int = 0
    full: Decimal = _NOTHING
    credited: Decimal = _NOTHING
    amount: Decimal = _NOTHING
    unvalued: int = 0

    @property
    def data(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "lines": self.lines,
            "units": self.units,
            "work_rvu": self.full,
            "credited_work_rvu": self.credited,
            "medicare_amount": self.amount,
            "lines_without_work_rvu": self.unvalued,
        }


_SUMS: Mapping[str, Any] = {
    "n_lines": Count("*"),
    "n_units": Sum("units"),
    "n_full": Sum("full"),
    "n_credited": Sum("credited"),
    "n_amount": Sum("amount"),
    "n_valued": Count("full"),
}


def by_day(entries: QuerySet[Entry], span: Span) -> Days:
    """The sums of each day on which something was logged, by one query."""
    return Days(dict(sorted(_grouped(entries, span, "date").items())))


def by_code(entries: QuerySet[Entry], span: Span) -> dict[str, Sums]:
    """The sums of each code that was logged, by one query."""
    return _grouped(entries, span, "code")


def by_owner(
    entries: QuerySet[Entry], span: Span, before: Span
) -> tuple[dict[int, Sums], dict[int, Sums]]:
    """The sums of each person who logged something, in two spans, by one reading of the rows."""
    inside = Q(date__range=(span.first, span.last))
    either = entries.order_by().filter(inside | Q(date__range=(before.first, before.last)))
    found: dict[bool, dict[int, Sums]] = {True: {}, False: {}}
    for row in either.annotate(is_now=inside).values("owner_id", "is_now").annotate(**_SUMS):
        found[bool(row["is_now"])][row["owner_id"]] = _sums(row)
    return found[True], found[False]


def _grouped(entries: QuerySet[Entry], span: Span, field: str) -> dict[Any, Sums]:
    inside = entries.order_by().filter(date__gte=span.first, date__lte=span.last)
    return {row.pop(field): _sums(row) for row in inside.values(field).annotate(**_SUMS)}


def _sums(row: Mapping[str, Any]) -> Sums:
    return Sums(
        lines=row["n_lines"],
        units=row["n_units"],
        full=row["n_full"] or _NOTHING,
        credited=row["n_credited"] or _NOTHING,
        amount=row["n_amount"] or _NOTHING,
        unvalued=row["n_lines"] - row["n_valued"],
    )


def total(parts: Iterable[Sums]) -> Sums:
    """All of them together."""
    listed = list(parts)
    return Sums(
        lines=sum(part.lines for part in listed),
        units=sum(part.units for part in listed),
        full=add(_NOTHING, *(part.full for part in listed)),
        credited=add(_NOTHING, *(part.credited for part in listed)),
        amount=add(_NOTHING, *(part.amount for part in listed)),
        unvalued=sum(part.unvalued for part in listed),
    )


class Days:
    """Sums by day, to be asked for by span."""

    def __init__(self, by_day: Mapping[date, Sums]) -> None:
        """Take days in order."""
        self.days = list(by_day)
        self.sums = list(by_day.values())

    def within(self, span: Span) -> Sums:
        """The days of a span together."""
        first = bisect_left(self.days, span.first)
        return total(self.sums[first : bisect_right(self.days, span.last)])

    def credited(self) -> list[tuple[date, Decimal]]:
        """Each day with the work RVUs credited on it."""
        return [(day, s.credited) for day, s in zip(self.days, self.sums, strict=True)]


def change(now: Decimal, before: Decimal) -> Decimal | None:
    """By how many percent a figure changed, to one digit; None where there was nothing before."""
    return ratio(multiply(subtract(now, before), _HUNDRED), before, _PERCENT) if before else None


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """A part in percent of the whole, to one digit; None where there is no whole."""
    return ratio(multiply(part, _HUNDRED), whole, _PERCENT) if whole else None


def passing(entries: QuerySet[Entry], filters: Mapping[str, str], tagged: Any) -> QuerySet[Entry]:
    """The entries that pass the filters; ``tagged`` gives the ids of those that carry a tag."""
    plain = {name: text for name, text in filters.items() if name != "tag"}
    wanted = Q(**plain)
    if "tag" in filters:
        wanted &= Q(pk__in=tagged(filters["tag"]))
    return entries.filter(wanted)
