"""Percentile rank among published points: a line between neighbours, nothing beyond the ends.

A survey says what it measured. Below its lowest point and above its highest no percentile is
known, so none is made up: the answer is then a percentage of that point.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from openrvu.exact import add, multiply, plain, ratio, shorten, subtract

#: Percentile (1 to 99) and its value, of those that are published; a few or all.
Points = Mapping[int, Decimal]

#: Digits after the point to which a percentile, and a value between points, is rounded half up.
PLACES = 4
_PERCENT_PLACES = 1


class Place(StrEnum):
    """Where a value stands."""

    WITHIN = "within"
    BELOW = "below"
    ABOVE = "above"
    NOT_TOLD = "not told"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a value stands among published points.

    Attributes:
        place: within the points, or beyond them.
        percentile: within alone, rounded half up to four digits.
        point: the lowest percentile published where below, the highest where above.
        percent: the value in percent of that point, one digit; None where the point is 0.
        why: why the percentile cannot be told, in a sentence.
    """

    place: Place
    percentile: Decimal | None = None
    point: int | None = None
    percent: Decimal | None = None
    why: str = ""

    @property
    def words(self) -> str:
        """``P62.5``, ``above P90, 107 % of P90``, or why it cannot be told."""
        if self.percentile is not None:
            return f"P{plain(shorten(self.percentile, 0))}"
        if self.point is None:
            return self.why
        beyond = f"{self.place} P{self.point}"
        if self.percent is None:
            return beyond
        return f"{beyond}, {plain(shorten(self.percent, 0))} % of P{self.point}"


def standing(value: Decimal, points: Points) -> Standing:
    """Where a value stands.

    A value that several neighbouring points share has the lowest of their percentiles. Where
    points fall as the percentile rises, values between them have no percentile.
    """
    if not points:
        return Standing(Place.NOT_TOLD, why="No percentile is published.")
    ordered = sorted(points.items())
    for (low, before), (high, after) in pairwise(ordered):
        if after < before and after <= value <= before:
            why = f"P{high} ({after}) is below P{low} ({before}) in the source, so no percentile."
            return Standing(Place.NOT_TOLD, why=why)
    (first, lowest), (last, highest) = ordered[0], ordered[-1]
    if value < lowest:
        return Standing(Place.BELOW, point=first, percent=_percent(value, lowest))
    if value > highest:
        return Standing(Place.ABOVE, point=last, percent=_percent(value, highest))
    return Standing(Place.WITHIN, _between(value, ordered))


def _percent(value: Decimal, point: Decimal) -> Decimal | None:
    return ratio(multiply(value, Decimal(100)), point, _PERCENT_PLACES) if point else None


def _between(value: Decimal, ordered: list[tuple[int, Decimal]]) -> Decimal:
    """The percentile on the first line between neighbours that holds the value."""
    for low, before in ordered:
        if value == before:
            return Decimal(low)
    low, before, high, after = next(
        (low, before, high, after)
        for (low, before), (high, after) in pairwise(ordered)
        if before < value < after
    )
    rise = multiply(subtract(value, before), Decimal(high - low))
    return add(Decimal(low), ratio(rise, subtract(after, before), PLACES))


def value_at(percentile: Decimal, points: Points) -> Decimal | None:
    """The value at a percentile, rounded half up to four digits; None outside the points."""
    if percentile in points:
        return points[int(percentile)]
    for (low, before), (high, after) in pairwise(sorted(points.items())):
        if low < percentile < high:
            rise = multiply(subtract(after, before), subtract(percentile, Decimal(low)))
            return add(before, ratio(rise, Decimal(high - low), PLACES))
    return None


def falls(points: Points) -> tuple[tuple[int, int], ...]:
    """Neighbouring percentiles of which the higher has the lower value."""
    return tuple(
        (low, high)
        for (low, before), (high, after) in pairwise(sorted(points.items()))
        if after < before
    )
