from __future__ import annotations

import statistics
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.book.book import Book
from openrvu.schedule.statistics import (
    Population,
    histogram,
    percent_change,
    quantile,
    spread_of,
)

RVUS = st.decimals(0, 200, places=2)
RVU_LISTS = st.lists(RVUS, min_size=1, max_size=60)
SHARES = st.sampled_from([Decimal(s) for s in ("0", "0.1", "0.25", "0.5", "0.75", "0.9", "1")])


def by_definition(ordered: list[Decimal], share: Decimal) -> Fraction:
    """The inclusive quantile in fractions: the k-th of n figures lies at (k - 1) / (n - 1)."""
    place = Fraction(share) * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return Fraction(ordered[low]) + (place - low) * Fraction(ordered[high] - ordered[low])


class TestQuantiles:
    @given(RVU_LISTS, SHARES)
    def test_a_quantile_is_that_of_its_definition(
        self, values: list[Decimal], share: Decimal
    ) -> None:
        ordered = sorted(values)
        assert Fraction(quantile(ordered, share)) == by_definition(ordered, share)

    @given(st.lists(RVUS, min_size=2, max_size=60))
    def test_quartiles_and_median_are_those_of_the_standard_library(
        self, values: list[Decimal]
    ) -> None:
        found = spread_of(values)
        assert found is not None
        theirs = statistics.quantiles(map(Fraction, values), n=4, method="inclusive")
        ours = [found.lower_quartile, found.median, found.upper_quartile]
        assert [Fraction(v) for v in ours] == theirs

    @given(RVU_LISTS)
    def test_a_spread_goes_up_from_lowest_to_highest(self, values: list[Decimal]) -> None:
        found = spread_of(values)
        assert found is not None
        rising = [
            found.lowest,
            found.lower_quartile,
            found.median,
            found.upper_quartile,
            found.highest,
        ]
        assert rising == sorted(rising)
        assert (found.n, found.lowest, found.highest) == (len(values), min(values), max(values))

    def test_a_figure_between_two_keeps_only_the_digits_it_needs(self) -> None:
        values = [Decimal("3.58"), Decimal("3.63"), Decimal("4.00"), Decimal("5.00")]
        found = spread_of(values)
        assert found is not None
        assert str(found.lower_quartile) == "3.6175"
        assert str(found.median) == "3.815"
        assert str(found.upper_quartile) == "4.25"

    def test_nothing_has_no_spread(self) -> None:
        assert spread_of([]) is None
        assert Population([], "nothing").spread is None
        assert Population([], "nothing").rank(Decimal(1)) is None

    @pytest.mark.parametrize("share", ["-0.1", "1.1"])
    def test_a_share_beyond_the_whole_is_refused(self, share: str) -> None:
        with pytest.raises(ValueError, match="no quantile"):
            quantile([Decimal(1), Decimal(2)], Decimal(share))

    def test_nothing_has_no_quantile(self) -> None:
        with pytest.raises(ValueError, match="of 0 figures"):
            quantile([], Decimal("0.5"))


class TestRanks:
    @given(RVU_LISTS, st.data())
    def test_a_percentile_is_the_share_with_a_lower_figure(
        self, values: list[Decimal], data: st.DataObject
    ) -> None:
        value = data.draw(st.sampled_from(values))
        rank = Population(values, "made up").rank(value)
        assert rank is not None
        lower = sum(v < value for v in values)
        assert (rank.below, rank.equal) == (lower, values.count(value))
        # The whole number nearest to the share, halves up; below 100, since none is above itself.
        assert rank.percentile == min((200 * lower + len(values)) // (2 * len(values)), 99)
        assert rank.population == "made up"

    def test_the_highest_of_many_is_in_the_99th_percentile_not_the_100th(self) -> None:
        rank = Population(map(Decimal, range(1, 1001)), "made up").rank(Decimal(1000))
        assert rank is not None
        assert (rank.below, rank.percentile) == (999, 99)

    def test_one_of_a_kind_has_none_below(self) -> None:
        rank = Population([Decimal("0.25")], "made up").rank(Decimal("0.25"))
        assert rank is not None
        assert (rank.percentile, rank.below, rank.equal, rank.spread.n) == (0, 0, 1, 1)
        assert rank.to_median == Decimal("1.00")

    def test_the_multiple_of_a_median_of_zero_is_not_said(self) -> None:
        rank = Population([Decimal(0), Decimal(0), Decimal(3)], "made up").rank(Decimal(3))
        assert rank is not None
        assert rank.to_median is None


class TestHistograms:
    @given(RVU_LISTS)
    def test_every_figure_within_the_edges_is_counted_once(self, values: list[Decimal]) -> None:
        edges = [Decimal(e) for e in ("0", "0.5", "1", "2", "5", "10", "20", "50", "200")]
        bins = histogram(values, edges)
        assert [(low, high) for low, high, _ in bins] == list(pairwise(edges))
        assert sum(count for *_, count in bins) == len(values)

    def test_an_edge_belongs_to_the_bin_it_begins_and_the_last_to_the_last(self) -> None:
        values = [Decimal(v) for v in ("0.99", "1", "1.99", "2", "2.01")]
        edges = [Decimal(0), Decimal(1), Decimal(2)]
        assert [count for *_, count in histogram(values, edges)] == [1, 3]


class TestPercentChange:
    @pytest.mark.parametrize(
        ("before", "after", "change"),
        [
            ("100", "97.5", "-2.5"),
            ("100", "100", "0.0"),
            ("36.0896", "33.4009", "-7.5"),
            ("0.30", "0.40", "33.3"),
            ("0.80", "0.81", "1.3"),
            ("80", "79.96", "-0.1"),
            ("5.00", "0", "-100.0"),
            # Not 0.1: the share is 0.04999995, which six digits would round to 0.05.
            ("20000000", "20009999.99", "0.0"),
        ],
    )
    def test_a_change_is_rounded_once_to_a_tenth_of_a_percent(
        self, before: str, after: str, change: str
    ) -> None:
        assert percent_change(Decimal(before), Decimal(after)) == Decimal(change)

    def test_a_change_from_nothing_is_not_said(self) -> None:
        assert percent_change(Decimal("0.00"), Decimal(1)) is None


def test_the_radiology_of_rvu26c_is_as_published(book: Book) -> None:
    works = [work for _, work in book.work_rvus("RVU26C", "70010", "79999")]
    rank = Population(works, "radiology").rank(Decimal("0.30"))
    assert rank is not None
    assert (rank.percentile, rank.below, rank.equal) == (20, 110, 6)
    assert rank.spread.n == 553
    assert rank.spread.median == Decimal("0.78")
    assert rank.spread.highest == Decimal("11.57")
    assert rank.to_median == Decimal("0.38")
