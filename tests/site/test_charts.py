"""Charts say what they draw: the scale, the figures, and nothing that hides another."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from openrvu.schedule.statistics import histogram
from openrvu.site.charts import WORK_EDGES, Bar, Point, Ranked, bins, distribution, ranked, steps


def year(number: int, value: str) -> Point:
    return Point(date(number, 1, 1), date(number, 12, 31), Decimal(value), f"{number}: {value}")


def texts(drawn: str, kind: str) -> list[str]:
    return re.findall(rf'<text class="{kind}"[^>]*>([^<]*)<', drawn)


class TestBins:
    def test_each_is_twice_the_one_before(self) -> None:
        assert WORK_EDGES[0] == 0
        assert all(high == 2 * low for low, high in pairwise(WORK_EDGES[1:]))

    def test_a_value_on_an_edge_is_in_the_bin_above_it(self) -> None:
        made = bins(histogram([Decimal("0.50"), Decimal("0.49")], WORK_EDGES), Decimal("0.50"))
        assert [(b.label, b.count, b.marked) for b in made if b.count] == [
            ("0.25 to 0.5", 1, False),
            ("0.5 to 1", 1, True),
        ]

    def test_the_last_is_open_at_its_end(self) -> None:
        last = bins(histogram([Decimal(128)], WORK_EDGES), Decimal(128))[-1]
        assert (last.label, last.count, last.marked) == ("64 and over", 1, True)

    def test_empty_ones_at_the_upper_end_are_left_out(self) -> None:
        made = bins(histogram([Decimal("0.3")], WORK_EDGES), None)
        assert [b.count for b in made] == [0, 0, 1]
        assert bins(histogram([], WORK_EDGES), None) == ()


class TestDistribution:
    def test_the_axis_says_that_the_bins_widen(self) -> None:
        drawn = distribution([Bar("0 to 1", 1200, low="0"), Bar("1 to 2", 0, low="1")], "T", "D")
        assert "each bin twice the one before" in drawn
        assert texts(drawn, "count") == ["1,200", "0"]

    def test_an_empty_bin_has_no_bar_to_see(self) -> None:
        drawn = distribution([Bar("0 to 1", 0, low="0")], "T", "D")
        assert 'height="0.0"' in drawn


class TestSteps:
    RISING = (year(2020, "5"), year(2021, "9.5"), year(2022, "2"), year(2023, "6"))

    def test_lowest_and_highest_are_named_beside_the_ends(self) -> None:
        drawn = steps(self.RISING, "T", "D", unit="$")
        assert texts(drawn, "value first") == ["$5"]
        assert texts(drawn, "value last") == ["$6"]
        assert texts(drawn, "value extreme") == ["$9.5", "$2"]

    def test_a_value_at_an_end_is_said_once(self) -> None:
        drawn = steps((year(2020, "1"), year(2021, "2")), "T", "D")
        assert texts(drawn, "value extreme") == []

    def test_the_scale_is_said_in_words_for_eye_and_ear(self) -> None:
        drawn = steps(self.RISING, "T", "D", unit="$")
        assert "Scale from lowest to highest, not from 0" in drawn
        assert "lowest $2, highest $9.5. The scale is not from 0" in drawn

    def test_a_level_line_has_no_scale_to_explain(self) -> None:
        drawn = steps((year(2020, "1"),), "T", "D")
        assert "not from 0" not in drawn

    @pytest.mark.parametrize("unit", ["", "$"])
    def test_no_figure_stands_on_the_line(self, unit: str) -> None:
        drawn = steps([year(2020 + i, str(30 + i * i % 7)) for i in range(7)], "T", "D", unit=unit)
        line = re.findall(r'class="level" x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)"', drawn)
        left, right = min(float(x) for x, _, _ in line), max(float(x) for _, _, x in line)
        top, bottom = min(float(y) for _, y, _ in line), max(float(y) for _, y, _ in line)
        for kind, x, y in re.findall(r'class="value (\w+)" x="([\d.]+)" y="([\d.]+)"', drawn):
            beside = {"first": float(x) < left, "last": float(x) > right}
            assert beside.get(kind, not top - 5 < float(y) < bottom + 14)

    def test_a_gap_between_releases_is_dotted(self) -> None:
        drawn = steps((year(2020, "1"), year(2022, "2")), "T", "D")
        assert 'class="gap"' in drawn
        assert 'class="riser"' not in drawn

    def test_many_years_are_named_every_five(self) -> None:
        drawn = steps([year(n, str(n)) for n in range(1992, 2027)], "T", "D")
        assert texts(drawn, "year") == ["1995", "2000", "2005", "2010", "2015", "2020", "2025"]
        assert 'class="chart steps wide"' in drawn

    def test_few_years_are_all_named(self) -> None:
        drawn = steps(self.RISING, "T", "D")
        assert texts(drawn, "year") == ["2020", "2021", "2022", "2023"]

    def test_nothing_is_drawn_of_nothing(self) -> None:
        assert steps((), "T", "D") == ""


class TestRanked:
    ROWS = (
        Ranked("A <b>", Decimal(4), "4 %", address="/a/?b=1&c=2"),
        Ranked("B", Decimal(-2), "−2 %"),
        Ranked("C", Decimal(1), "1 %", marked=True),
    )

    def test_bars_are_in_proportion_from_a_common_zero(self) -> None:
        widths = re.findall(r'<rect class="([^"]+)" width="([\d.]+)"', ranked(self.ROWS, "T", "D"))
        assert widths == [("bar", "100.00"), ("bar down", "50.00"), ("bar own", "25.00")]

    def test_names_and_figures_are_text(self) -> None:
        drawn = ranked(self.ROWS, "T", "D")
        assert '<a href="/a/?b=1&amp;c=2">A &lt;b&gt;</a>' in drawn
        assert '<span class="figure">−2 %</span>' in drawn
        assert 'aria-label="T. D"' in drawn
