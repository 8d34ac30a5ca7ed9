"""One physician's figure held against a benchmark: normalised first, then ranked."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from openrvu.productivity.benchmark.normalise import MONTHS, Normalised, pay_per_fte, work_per_fte
from openrvu.productivity.benchmark.percentile import Place, Points, Standing, standing


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where a figure stands.

    Attributes:
        normalised: the figure for one FTE and a whole year, or why there is none.
        standing: where that stands.
    """

    normalised: Normalised
    standing: Standing


def compare_work(
    wrvu: Decimal, points: Points, *, clinical_fte: Decimal, months: Decimal = MONTHS
) -> Comparison:
    """Work RVUs against work RVUs of whole clinical FTEs."""
    return _compared(work_per_fte(wrvu, clinical_fte, months), points)


def compare_pay(
    dollars: Decimal, points: Points, *, total_fte: Decimal, months: Decimal = MONTHS
) -> Comparison:
    """Pay, in dollars, against pay of whole total FTEs."""
    return _compared(pay_per_fte(dollars, total_fte, months), points)


def compare_ratio(value: Decimal, points: Points) -> Comparison:
    """A ratio such as dollars per work RVU, which is not normalised."""
    return _compared(Normalised(value), points)


def _compared(normalised: Normalised, points: Points) -> Comparison:
    if normalised.value is None:
        return Comparison(normalised, Standing(Place.NOT_TOLD, why=normalised.refused))
    return Comparison(normalised, standing(normalised.value, points))
