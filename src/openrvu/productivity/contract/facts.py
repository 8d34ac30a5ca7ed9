"""What a contract needs to be told besides the physician's own work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from openrvu.errors import OpenRVUError
from openrvu.productivity.benchmark.percentile import Points, value_at
from openrvu.productivity.contract.pay_terms import Quality
from openrvu.productivity.contract.work import Work


class MissingFact(OpenRVUError, LookupError):
    """The contract goes by something that was not told."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the year besides the physician's own work.

    Attributes:
        scores: of quality measures by name, 1 for all of it.
        percentiles: work RVUs a year for 1.0 clinical FTE, by percentile, from the survey that
            the contract names.
        group_work: credited work RVUs of the whole group, this physician's among them.
        draw_owed: dollars of draw owed from before the year.
    """

    scores: Mapping[str, Decimal] = field(default_factory=dict)
    percentiles: Points = field(default_factory=dict)
    group_work: tuple[Work, ...] = ()
    draw_owed: Decimal = Decimal(0)

    def score(self, quality: Quality) -> Decimal:
        """The year's score of a measure, or else the one the contract assumes."""
        return self.scores.get(quality.name, quality.score)


def volume_at(percentiles: Points, percentile: Decimal) -> Fraction:
    """Work RVUs at a percentile, linear between the two published points around it.

    Raises:
        MissingFact: the percentile lies outside the published points; it is never extrapolated.
    """
    found = value_at(percentile, percentiles)
    if found is not None:
        return Fraction(found)
    told = ", ".join(f"P{point}" for point in sorted(percentiles)) or "none"
    raise MissingFact(
        f"work RVUs at percentile {percentile} are asked for, and the points given are {told}; "
        "give points on both sides of it"
    )
