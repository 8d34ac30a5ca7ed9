"""Two contracts or offers side by side, and the volumes at which one overtakes the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from openrvu.exact import RVU_PLACES, from_scaled, subtract, to_scaled
from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.exactly import rounded
from openrvu.productivity.contract.facts import Facts
from openrvu.productivity.contract.run import NO_FACTS, run
from openrvu.productivity.contract.statement import PartKind, Statement
from openrvu.productivity.contract.terms import Calendar, Settle
from openrvu.productivity.contract.work import PeriodWork, Work
from openrvu.productivity.contract.year import days_in_force

#: Steps between nothing and the most, in which crossings are looked for.
_STEPS = 40


@dataclass(frozen=True, slots=True)
class Row:
    """Pay of one kind under both contracts.

    Attributes:
        kind: what it is for.
        left: dollars of the one.
        right: dollars of the other.
    """

    kind: PartKind
    left: Decimal
    right: Decimal

    @property
    def difference(self) -> Decimal:
        """Dollars by which the right one pays more."""
        return subtract(self.right, self.left)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two contracts run for the same year.

    Attributes:
        left: what the one pays.
        right: what the other pays.
        rows: by kind of pay; their differences sum to ``difference``.
    """

    left: Statement
    right: Statement
    rows: tuple[Row, ...]

    @property
    def difference(self) -> Decimal:
        """Dollars by which the right one pays more."""
        return subtract(self.right.amount, self.left.amount)


@dataclass(frozen=True, slots=True)
class Crossing:
    """A volume at which the other contract begins to pay more.

    Attributes:
        wrvu: credited work RVUs of the year, to 2 digits.
        right_pays_more: from there on; else the left does.
    """

    wrvu: Decimal
    right_pays_more: bool


def compare(
    left: Contract,
    right: Contract,
    work: Iterable[Work],
    year: int,
    facts: Facts = NO_FACTS,
    *,
    right_work: Iterable[Work] | None = None,
    right_facts: Facts | None = None,
    through: date | None = None,
) -> Comparison:
    """Run two contracts on a year's work.

    Args:
        left: the one, such as the present contract.
        right: the other, such as an offer.
        work: credited work RVUs.
        year: in which the contract year begins.
        facts: what else is known.
        right_work: the same services as the right contract credits them, where it has another
            plan or release.
        right_facts: what else is known under the right contract, where that differs.
        through: the last day to go to.

    Raises:
        NotInForce: either has no day in the year.
        MissingFact: either goes by something that was not told.
    """
    told = tuple(work)
    theirs = told if right_work is None else tuple(right_work)
    one = run(left, told, year, facts, through)
    other = run(right, theirs, year, right_facts or facts, through)
    kinds = {part.kind for part in (*one.parts, *other.parts)}
    rows = tuple(Row(kind, one.of(kind), other.of(kind)) for kind in PartKind if kind in kinds)
    return Comparison(one, other, rows)


def pay_at(contract: Contract, year: int, wrvu: Decimal, facts: Facts = NO_FACTS) -> Decimal:
    """Dollars of the whole year for a volume spread evenly over its days in force.

    Raises:
        NotInForce: the contract has no day in the year.
        MissingFact: the contract goes by something that was not told.
    """
    force = days_in_force(contract, year)
    if contract.draw is None and contract.settle is not Settle.ALONE:
        contract = replace(contract, payout=Calendar.ANNUAL)  # the year's sum is the same
    return run(contract, [PeriodWork(force.first, force.last, wrvu)], year, facts).amount


def crossings(
    left: Contract,
    right: Contract,
    year: int,
    most: Decimal,
    facts: Facts = NO_FACTS,
    *,
    right_facts: Facts | None = None,
) -> tuple[Crossing, ...]:
    """The volumes up to ``most`` at which the one contract overtakes the other.

    Two crossings that lie closer than a fortieth of ``most`` may be missed.

    Args:
        left: the one.
        right: the other.
        year: in which the contract year begins.
        most: credited work RVUs of the year.
        facts: what else is known.
        right_facts: the same under the right contract, where that differs.

    Raises:
        NotInForce: either has no day in the year.
        MissingFact: either goes by something that was not told.
    """
    theirs = right_facts or facts

    def ahead(scaled: int) -> Decimal:
        wrvu = from_scaled(scaled, RVU_PLACES)
        return subtract(pay_at(right, year, wrvu, theirs), pay_at(left, year, wrvu, facts))

    end = to_scaled(rounded(Fraction(most), RVU_PLACES), RVU_PLACES)
    points = sorted({end * step // _STEPS for step in range(_STEPS + 1)})
    told = [(point, found) for point in points if (found := ahead(point))]
    return tuple(
        Crossing(from_scaled(_first(low, high, ahead), RVU_PLACES), b > 0)
        for (low, a), (high, b) in pairwise(told)
        if (a > 0) != (b > 0)
    )


def _first(low: int, high: int, ahead: Callable[[int], Decimal]) -> int:
    """The least volume at which the sign is that of ``high``, by halving."""
    sign = ahead(high) > 0
    while high - low > 1:
        middle = (low + high) // 2
        found = ahead(middle)
        low, high = (low, middle) if found and (found > 0) == sign else (middle, high)
    return high
