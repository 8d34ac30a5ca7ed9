"""How much is open, disputed, accepted and fixed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models.fields.json import KT

from openrvu.exact import add, multiply, round_half_up
from openrvu.productivity.reconcile.difference import Kind
from openrvu.site.people.models import User
from openrvu.site.reconcile import scope
from openrvu.site.reconcile.models import Comparison, Found


@dataclass(frozen=True, slots=True)
class Stake:
    """The differences that are marked alike.

    Attributes:
        mark: how.
        count: how many.
        wrvu: work RVUs at stake, those in one's favour and those against it together.
        money: dollars, to the cent; None without a rate.
    """

    mark: Found.Mark
    count: int
    wrvu: Decimal
    money: Decimal | None


def stakes(user: User, comparison: Comparison) -> list[Stake]:
    """Every mark, with what is so marked; agreements are left out."""
    rows = scope.found(user, comparison).exclude(kind=str(Kind.AGREES))
    counts: Counter[str] = Counter()
    sums: dict[str, Decimal] = {}
    # As text: without KT, SQLite's answer passes through a float.
    for mark, told in rows.values_list("mark", KT("data__wrvu")):
        counts[mark] += 1
        sums[mark] = add(sums.get(mark, Decimal(0)), Decimal(told))
    return [_stake(mark, counts[mark], sums, comparison.rate) for mark in Found.Mark]


def _stake(mark: Found.Mark, count: int, sums: dict[str, Decimal], rate: Decimal | None) -> Stake:
    wrvu = sums.get(mark.value, Decimal(0))
    money = None if rate is None else round_half_up(multiply(wrvu, rate))
    return Stake(mark, count, wrvu, money)
