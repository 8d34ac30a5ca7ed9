"""The log's credited work RVUs by day, as a contract credits them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from openrvu.exact import add
from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.log.value import LineValue, Terms, plan_key, value
from openrvu.productivity.plan import CreditPlan
from openrvu.site.contracts import scope
from openrvu.site.log import scope as log
from openrvu.site.log.models import Entry
from openrvu.site.log.rows import line_of
from openrvu.site.people.models import User


@dataclass(frozen=True, slots=True)
class Worked:
    """What was done in some days.

    Attributes:
        days: each with what is credited for it, in order.
        lines: of the log.
        unknown: lines whose credit is not known; they are in no sum.
        recounted: the log's own credit is by another plan, so the lines were counted anew for this
            contract; nothing in the log was changed.
    """

    days: tuple[tuple[date, Decimal], ...]
    lines: int
    unknown: int
    recounted: bool = False

    @property
    def total(self) -> Decimal:
        """Credited work RVUs."""
        return add(Decimal("0.00"), *(wrvu for _, wrvu in self.days))


def worked(user: User, contract: Contract, first: date, last: date) -> Worked:
    """What a contract credits of the person's log from one day to another, both included.

    Raises:
        ReleaseNotHeld: the contract names a release that is not held.
        UnknownPlan: it names a plan that is not known.
    """
    plan = contract.credit_plan()
    rows = entries(user, first, last)
    if scope.plan_keys(rows) <= {plan_key(plan)}:
        days = scope.by_day(rows)
        return Worked(
            tuple((day, wrvu) for day, wrvu, _, known in days if known),
            sum(lines for _, _, lines, _ in days),
            sum(lines - known for _, _, lines, known in days),
        )
    return _recounted(list(rows.order_by("date", "case", "position")), plan)


def entries(user: User, first: date, last: date) -> QuerySet[Entry]:
    """The person's entries of some days."""
    return log.entries(user).filter(date__gte=first, date__lte=last)


def _recounted(rows: list[Entry], plan: CreditPlan) -> Worked:
    lines = [line_of(entry) for entry in rows]
    return summed([line.date for line in lines], value(lines, Terms(plan)), recounted=True)


def summed(days: list[date], values: tuple[LineValue, ...], *, recounted: bool = False) -> Worked:
    """The credit of lines by their days."""
    sums: dict[date, Decimal] = defaultdict(Decimal)
    unknown = 0
    for day, worth in zip(days, values, strict=True):
        if worth.credited is None:
            unknown += 1
        else:
            sums[day] = add(sums[day], worth.credited)
    return Worked(tuple(sorted(sums.items())), len(days), unknown, recounted)
