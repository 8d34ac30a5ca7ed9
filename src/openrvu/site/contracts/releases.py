"""The same log under two releases or plans: work RVUs, money, and what would pay the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openrvu.errors import OpenRVUError
from openrvu.exact import add, subtract
from openrvu.productivity.contract.equivalents import Equivalent, equivalents
from openrvu.productivity.contract.neutral import neutral
from openrvu.productivity.contract.run import run
from openrvu.productivity.contract.statement import Statement
from openrvu.productivity.log.caselog import place_of
from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.revalue import Change, Revaluation, revalue
from openrvu.productivity.log.value import Terms
from openrvu.site.contracts.offers import Side
from openrvu.site.contracts.ran import sentence
from openrvu.site.contracts.work import entries, summed
from openrvu.site.log.rows import line_of
from openrvu.site.people.models import User

TOP = 15
_NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Group:
    """What becomes of a category of codes.

    Attributes:
        name: of the category.
        before: credited work RVUs under the one.
        after: under the other.
        lines: how many.
    """

    name: str
    before: Decimal
    after: Decimal
    lines: int

    @property
    def credited(self) -> Decimal:
        """What more is credited; below 0 where it is less."""
        return subtract(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Paid:
    """What a contract pays for the same lines under both.

    Attributes:
        before: the pay under the one.
        after: under the other.
        equivalents: figures of the contract that would pay the same for the lines as counted
            after; empty where a sum is 0.
        rates: each rate of the contract and the one that would pay exactly the former sum; empty
            where there is none.
    """

    before: Statement
    after: Statement
    equivalents: tuple[Equivalent, ...]
    rates: tuple[tuple[str, Decimal, Decimal], ...]

    @property
    def difference(self) -> Decimal:
        """Dollars by which pay changes."""
        return subtract(self.after.amount, self.before.amount)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a release or plan did to a log.

    Attributes:
        made: the log under both.
        groups: by category, the largest change first.
        codes: those with the largest change.
        paid: under a contract; None without one.
        problem: why a contract could not be run, in a sentence.
    """

    made: Revaluation
    groups: tuple[Group, ...]
    codes: tuple[Change, ...]
    paid: Paid | None
    problem: str = ""

    @property
    def percent_of(self) -> Decimal:
        """Credited work RVUs before."""
        return self.made.whole.before.credited


def effect(
    user: User, before: Terms, after: Terms, days: tuple[date, date], one: Side | None, year: int
) -> Effect:
    """Hold a person's log of some days under two terms against each other.

    Args:
        user: whose log.
        before: the one.
        after: the other.
        days: first and last day, both included.
        one: the contract whose money is asked for, in ``year``; None for none.
        year: of that contract.

    Raises:
        ReleaseNotHeld: a release is named that is not held.
    """
    rows = entries(user, *days).order_by("date", "case", "position")
    lines = [line_of(entry) for entry in rows]
    made = revalue(lines, before, after)
    codes = tuple(change for change in made.codes if change.credited)[:TOP]
    paid, problem = None, ""
    if one is not None and lines:
        try:
            paid = _paid(one, made, lines, year, days[1])
        except OpenRVUError as error:
            problem = sentence(error)
    return Effect(made, _groups(made.codes), codes, paid, problem)


def _groups(codes: Sequence[Change]) -> tuple[Group, ...]:
    held: dict[str, list[Change]] = defaultdict(list)
    for change in codes:
        held[place_of(change.code).category_name].append(change)
    found = [
        Group(
            name,
            add(_NOTHING, *(change.before.credited for change in some)),
            add(_NOTHING, *(change.after.credited for change in some)),
            sum(change.lines for change in some),
        )
        for name, some in held.items()
    ]
    return tuple(sorted(found, key=lambda group: (-abs(group.credited), group.name)))


def _paid(one: Side, made: Revaluation, lines: Sequence[LogLine], year: int, last: date) -> Paid:
    days = [line.date for line in lines]
    was, becomes = summed(days, made.before), summed(days, made.after)
    through = min(last, one.days.last)
    before = run(one.contract, was.days, year, one.facts, through)
    after = run(one.contract, becomes.days, year, one.facts, through)
    same: tuple[Equivalent, ...] = ()
    if was.total > 0 and becomes.total > 0:
        same = equivalents(one.contract, was.total, becomes.total)
    return Paid(before, after, same, _rates(one, becomes.days, year, before))


def _rates(
    one: Side, days: Sequence[tuple[date, Decimal]], year: int, before: Statement
) -> tuple[tuple[str, Decimal, Decimal], ...]:
    """The rates at which the work as counted after is paid the former sum, of a whole year."""
    if not before.is_complete:
        return ()
    found = neutral(one.contract, days, year, before.amount, one.facts)
    if found is None:
        return ()
    now, then = one.contract.production, found.production
    if now.rate is not None and then.rate is not None:
        return (("rate", now.rate, then.rate),)
    tiers = zip(now.tiers, then.tiers, strict=True)
    bands = zip(now.fte_rates, then.fte_rates, strict=True)
    return (
        *((f"rate from {a.start}", a.rate, b.rate) for a, b in tiers),
        *((f"rate from {a.fte} FTE", a.rate, b.rate) for a, b in bands),
    )
