"""Where a figure stands among others: exact order statistics over decimals."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from openrvu.exact import RVU_PLACES, add, multiply, ratio, shorten, subtract


@dataclass(frozen=True, slots=True)
class Spread:
    """The order statistics of a population.

    Quartiles and median interpolate linearly between neighbours (the inclusive method).

    Attributes:
        n: how many figures.
        lowest: the least of them.
        lower_quartile: a quarter of the way up.
        median: half of the way up.
        upper_quartile: three quarters of the way up.
        highest: the greatest.
    """

    n: int
    lowest: Decimal
    lower_quartile: Decimal
    median: Decimal
    upper_quartile: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class Rank:
    """Where one value stands in a population.

    Attributes:
        value: the figure ranked.
        percentile: the share of the population with a lower figure, in whole percent, halves
            rounded up; at most 99, since no figure is above all, itself included.
        below: how many have a lower figure.
        equal: how many have the same, this one included.
        spread: the population's order statistics.
        population: what was counted, in words.
    """

    value: Decimal
    percentile: int
    below: int
    equal: int
    spread: Spread
    population: str

    @property
    def to_median(self) -> Decimal | None:
        """The value as a multiple of the median, two digits; None where the median is 0."""
        if not self.spread.median:
            return None
        return ratio(self.value, self.spread.median, 2)


def quantile(ordered: Sequence[Decimal], share: Decimal) -> Decimal:
    """The figure at ``share`` (0 to 1) of an ordered, non-empty population.

    Exact, with no more digits than it needs beyond those of its neighbours.

    Raises:
        ValueError: the population is empty, or the share is not between 0 and 1.
    """
    if not ordered or not 0 <= share <= 1:
        raise ValueError(f"no quantile at {share} of {len(ordered)} figures")
    position = multiply(Decimal(len(ordered) - 1), share)
    index = int(position)
    rest = subtract(position, Decimal(index))
    if not rest:
        return ordered[index]
    step = multiply(subtract(ordered[index + 1], ordered[index]), rest)
    return shorten(add(ordered[index], step), RVU_PLACES)


def spread_of(values: Sequence[Decimal]) -> Spread | None:
    """The order statistics of a population, or None where it is empty."""
    if not values:
        return None
    ordered = sorted(values)
    return Spread(
        n=len(ordered),
        lowest=ordered[0],
        lower_quartile=quantile(ordered, Decimal("0.25")),
        median=quantile(ordered, Decimal("0.5")),
        upper_quartile=quantile(ordered, Decimal("0.75")),
        highest=ordered[-1],
    )


class Population:
    """An ordered population, made once and asked often.

    Attributes:
        ordered: its values, lowest first.
        spread: its order statistics, or None where it is empty.
        words: what was counted.
    """

    def __init__(self, values: Iterable[Decimal], words: str) -> None:
        """Order the values."""
        self.ordered = tuple(sorted(values))
        self.spread = spread_of(self.ordered)
        self.words = words

    def rank(self, value: Decimal) -> Rank | None:
        """Where ``value`` stands; None where there is nothing to compare with."""
        if self.spread is None:
            return None
        below = bisect_left(self.ordered, value)
        share = ratio(Decimal(100 * below), Decimal(self.spread.n), 0)
        return Rank(
            value=value,
            percentile=min(int(share), 99),
            below=below,
            equal=bisect_right(self.ordered, value) - below,
            spread=self.spread,
            population=self.words,
        )


def histogram(
    values: Sequence[Decimal], edges: Sequence[Decimal]
) -> tuple[tuple[Decimal, Decimal, int], ...]:
    """Count values in ``[edge, next edge)``; the last bin includes its upper edge.

    Values below the first edge or above the last are in no bin.
    """
    ordered = sorted(values)
    bins = []
    for low, high in pairwise(edges):
        last = high == edges[-1]
        upto = bisect_right(ordered, high) if last else bisect_left(ordered, high)
        bins.append((low, high, upto - bisect_left(ordered, low)))
    return tuple(bins)


def percent_change(before: Decimal, after: Decimal) -> Decimal | None:
    """Change in percent to one digit; None where there was nothing before."""
    if not before:
        return None
    return ratio(multiply(subtract(after, before), Decimal(100)), before, 1)
