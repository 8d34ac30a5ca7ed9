"""Percentile rank: linear between published points, never beyond them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.productivity.benchmark.percentile import Place, Points, falls, standing, value_at

#: The benchmark of the worked cases: 25, 50, 75, 90.
_WORKED: Points = {25: Decimal(4000), 50: Decimal(5000), 75: Decimal(6000), 90: Decimal(7000)}
_SELF_CHECK: Points = {25: Decimal(100), 50: Decimal(150), 75: Decimal(200), 90: Decimal(250)}


@pytest.mark.parametrize(
    ("value", "percentile"),
    [(4500, "37.5"), (5500, "62.5"), (6500, "82.5"), (4000, "25"), (7000, "90")],
)
def test_between_points_the_percentile_lies_on_a_line(value: int, percentile: str) -> None:
    found = standing(Decimal(value), _WORKED)
    assert (found.place, found.percentile) == (Place.WITHIN, Decimal(percentile))
    assert found.words == f"P{percentile}"


@pytest.mark.parametrize(
    ("value", "place", "words"),
    [
        ("7490", Place.ABOVE, "above P90, 107 % of P90"),
        ("7001", Place.ABOVE, "above P90, 100 % of P90"),
        ("3000", Place.BELOW, "below P25, 75 % of P25"),
        ("3333", Place.BELOW, "below P25, 83.3 % of P25"),
        ("0", Place.BELOW, "below P25, 0 % of P25"),
    ],
)
def test_beyond_the_points_no_percentile_is_made_up(value: str, place: Place, words: str) -> None:
    found = standing(Decimal(value), _WORKED)
    assert (found.place, found.percentile, found.words) == (place, None, words)


def test_the_published_points_come_back_and_percentiles_between_return_to_themselves() -> None:
    for percentile, value in _SELF_CHECK.items():
        assert value_at(Decimal(percentile), _SELF_CHECK) == value
        assert standing(value, _SELF_CHECK).percentile == percentile
    for percentile in (40, 60):
        value_there = value_at(Decimal(percentile), _SELF_CHECK)
        assert value_there is not None
        assert standing(value_there, _SELF_CHECK).percentile == percentile
    assert value_at(Decimal(40), _SELF_CHECK) == 130
    assert value_at(Decimal(60), _SELF_CHECK) == 170


@pytest.mark.parametrize("percentile", ["24.99", "90.01", "0", "100"])
def test_there_is_no_value_outside_the_points(percentile: str) -> None:
    assert value_at(Decimal(percentile), _WORKED) is None


def test_points_that_share_a_value_give_the_lowest_of_their_percentiles() -> None:
    flat = {25: Decimal(10), 50: Decimal(20), 75: Decimal(20), 90: Decimal(20)}
    assert standing(Decimal(20), flat).percentile == 50
    assert standing(Decimal(15), flat).percentile == Decimal("37.5")
    assert standing(Decimal(21), flat).words == "above P90, 105 % of P90"
    assert value_at(Decimal(60), flat) == 20


def test_any_percentiles_may_be_published_and_the_nearest_count() -> None:
    every = {p: Decimal(p * p) for p in range(10, 91)}
    assert standing(Decimal(3000), every).percentile == Decimal("54.7706")
    assert standing(Decimal(99), every).words == "below P10, 99 % of P10"


def test_values_between_points_that_fall_have_no_percentile_and_others_do() -> None:
    fallen = {25: Decimal(100), 50: Decimal(90), 75: Decimal(120)}
    assert falls(fallen) == ((25, 50),)
    for value in (90, 95, 100):
        found = standing(Decimal(value), fallen)
        assert found.place is Place.NOT_TOLD
        assert "P50 (90) is below P25 (100)" in found.words
    assert standing(Decimal(110), fallen).percentile == Decimal("66.6667")
    assert standing(Decimal(80), fallen).place is Place.BELOW


def test_without_points_nothing_is_told() -> None:
    assert standing(Decimal(1), {}).place is Place.NOT_TOLD


def test_one_point_alone_is_a_point() -> None:
    assert standing(Decimal(5), {50: Decimal(5)}).percentile == 50
    assert standing(Decimal(6), {50: Decimal(5)}).words == "above P50, 120 % of P50"


def test_a_point_of_zero_has_no_percentage() -> None:
    assert standing(Decimal(1), {50: Decimal(0)}).words == "above P50"


@st.composite
def _points(draw: st.DrawFn) -> dict[int, Decimal]:
    """Rising points at least 1 apart."""
    percentiles = sorted(draw(st.sets(st.integers(1, 99), min_size=2, max_size=12)))
    steps = [draw(st.decimals(1, 500, places=2)) for _ in percentiles]
    values = [sum(steps[: at + 1], Decimal(0)) for at in range(len(steps))]
    return dict(zip(percentiles, values, strict=True))


@given(_points(), st.decimals(0, 1, places=4))
def test_rank_undoes_value_and_value_undoes_rank(
    points: dict[int, Decimal], share: Decimal
) -> None:
    """To within the rounding of each: half a unit of the fourth digit, times the slope."""
    low, high = min(points), max(points)
    percentile = low + share * (high - low)
    value = value_at(percentile, points)
    assert value is not None
    found = standing(value, points).percentile
    assert found is not None
    assert abs(found - percentile) <= Decimal("0.00005") * (1 + high - low)
    between = points[low] + share * (points[high] - points[low])
    ranked = standing(between, points).percentile
    assert ranked is not None
    again = value_at(ranked, points)
    assert again is not None
    assert abs(again - between) <= Decimal("0.00005") * (1 + points[high] - points[low])


@given(_points(), st.decimals(0, 7000, places=2), st.decimals(0, 7000, places=2))
def test_more_never_ranks_lower(points: dict[int, Decimal], one: Decimal, other: Decimal) -> None:
    order = {Place.BELOW: Decimal(-1), Place.ABOVE: Decimal(101)}

    def rank(value: Decimal) -> Decimal:
        found = standing(value, points)
        return order[found.place] if found.percentile is None else found.percentile

    low, high = sorted((one, other))
    assert rank(low) <= rank(high)
