"""A figure held against a benchmark: made comparable first, and refused where it cannot be."""

from __future__ import annotations

from decimal import Decimal

from openrvu.productivity.benchmark.compare import compare_pay, compare_ratio, compare_work
from openrvu.productivity.benchmark.percentile import Place, Points

_POINTS: Points = {25: Decimal(4000), 50: Decimal(5000), 75: Decimal(6000), 90: Decimal(7000)}


def test_work_is_ranked_for_a_whole_clinical_fte_and_year() -> None:
    """3,300 in 9 months at 0.8 FTE is 5,500 a year for a whole FTE."""
    found = compare_work(Decimal(3300), _POINTS, clinical_fte=Decimal("0.8"), months=Decimal(9))
    assert found.normalised.value == 5500
    assert found.standing.percentile == Decimal("62.5")


def test_pay_is_ranked_for_a_whole_total_fte() -> None:
    found = compare_pay(Decimal(3745), _POINTS, total_fte=Decimal("0.5"))
    assert found.standing.words == "above P90, 107 % of P90"


def test_a_ratio_is_ranked_as_it_is() -> None:
    assert compare_ratio(Decimal(4500), _POINTS).standing.percentile == Decimal("37.5")


def test_without_an_fte_nothing_is_ranked_and_why_is_said() -> None:
    found = compare_work(Decimal(3300), _POINTS, clinical_fte=Decimal(0))
    assert found.standing.place is Place.NOT_TOLD
    assert found.standing.words == "0 clinical FTE: expected more than 0."
