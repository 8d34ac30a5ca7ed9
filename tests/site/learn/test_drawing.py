"""Charts of a text: drawn from rows, with their words and their figures."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from openrvu import open_book
from openrvu.codes.index import open_index
from openrvu.site.learn.drawing import Chart
from openrvu.site.learn.figures import Figures, NoFigure
from openrvu.site.learn.series import Data
from openrvu.site.learn.series_rows import FactorRow, MedianRow

CHART = Chart()
DATA = Data(Figures(open_book(), "RVU26C"), open_index())


def days(year: int, value: str) -> FactorRow:
    return FactorRow(str(year), date(year, 1, 1), date(year, 12, 31), Decimal(value))


def figures(drawn: str) -> list[str]:
    return re.findall(r'<span class="figure">([^<]*)<', drawn)


def test_bars_show_each_row_s_name_and_figure() -> None:
    drawn = CHART.bars([("Half", Decimal("0.5")), ("One", 1)], "Two bars", "rvu", note="Of two")
    assert "<b>Two bars</b> <small>Of two</small>" in drawn
    assert 'aria-label="Two bars. Of two"' in drawn
    assert figures(drawn) == ["0.50", "1.00"]
    assert re.findall(r'width="([0-9.]+)" height="10"', drawn) == ["50.00", "100.00"]


def test_names_are_text_and_never_markup() -> None:
    drawn = CHART.bars([("<b>x</b>", Decimal(1))], "a & b")
    assert "&lt;b&gt;x&lt;/b&gt;" in drawn
    assert "<b>a &amp; b</b>" in drawn


def test_bars_of_both_signs_stand_on_one_zero() -> None:
    drawn = CHART.bars([("Up", Decimal(1)), ("Down", Decimal(-3))], "Both", "change")
    assert 'x="75.00" width="25.00"' in drawn
    assert 'class="bar down" x="0.00" width="75.00"' in drawn
    assert drawn.count('class="zero" x1="75.00"') == 2
    assert figures(drawn) == ["+1\u00a0%", "−3\u00a0%"]


def test_a_row_may_be_marked_and_leads_to_its_page() -> None:
    row = MedianRow(
        "Surgery", 9, Decimal(1), Decimal(2), Decimal(3), Decimal(2), "/browse/surgery/"
    )
    drawn = CHART.bars([row], "Medians", "rvu", mark="Surgery")
    assert '<a href="/browse/surgery/">Surgery</a>' in drawn
    assert 'class="bar own"' in drawn


def test_a_line_has_its_figures_in_a_table_beneath() -> None:
    drawn = CHART.line([days(2020, "36.0896"), days(2021, "34.8931")], "Factor", "factor")
    assert "<summary>The figures as a table</summary>" in drawn
    assert '<th scope="row">2021</th><td class="n">$34.8931</td>' in drawn
    assert "From $36.0896 to $34.8931" in drawn


def test_lines_tell_themselves_apart_without_colour() -> None:
    series = {"A": [days(2020, "1"), days(2021, "2")], "B": [days(2020, "4"), days(2021, "3")]}
    drawn = CHART.lines(series, "Two", "money")
    assert 'class="line l1"' in drawn
    assert 'class="line l2"' in drawn
    assert "</svg> B <b>$3.00</b>" in drawn
    assert '<th scope="row">2021</th><td class="n">$2.00</td><td class="n">$3.00</td>' in drawn


def test_indexed_lines_begin_at_100() -> None:
    series = {"A": [days(2020, "4"), days(2021, "5")], "B": [days(2020, "8"), days(2021, "6")]}
    drawn = CHART.lines(series, "Two", indexed=True)
    assert '<td class="n">100</td><td class="n">100</td>' in drawn
    assert '<td class="n">125</td><td class="n">75</td>' in drawn


def test_the_common_start_of_lines_has_a_line_of_its_own() -> None:
    up, down = ([days(2020, "4"), days(2021, last)] for last in ("6", "2"))
    drawn = CHART.lines({"A": up, "B": down}, "Two", indexed=True)
    assert re.findall(r'class="first"[^>]*>([^<]*)<', drawn) == ["50", "150", "100"]
    level = CHART.lines({"A": [days(2020, "4"), days(2021, "4")]}, "One")
    assert re.findall(r'class="first"[^>]*>([^<]*)<', level) == ["4"]


def test_parts_fill_the_width_or_one_scale() -> None:
    rows = DATA.codes("99213", "99214")
    shares = re.findall(
        r'class="p1" x="0.00" width="([0-9.]+)"', CHART.parts(rows, "T", share=True)
    )
    assert shares == [f"{float(100 * row.work / row.total):.2f}" for row in rows]
    scaled = re.findall(r'class="p1" x="0.00" width="([0-9.]+)"', CHART.parts(rows, "T"))
    assert scaled[0] == f"{float(100 * rows[0].work / rows[1].total):.2f}"
    assert figures(CHART.parts(rows, "T")) == [f"{row.total} RVU" for row in rows]


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (lambda: CHART.bars([], "t"), "at least one row"),
        (lambda: CHART.bars("rows", "t"), "a list of rows"),
        (lambda: CHART.bars([("a", 0.5)], "t"), "a chart draws figures; found 0.5"),
        (lambda: CHART.bars([5], "t"), "a chart's row has a name and a value"),
        (lambda: CHART.bars([("a", 1)], "t", "euro"), "'euro' is no unit"),
        (lambda: CHART.line([("a", 1)], "t"), "draws rows with days"),
        (lambda: CHART.lines([], "t"), "draws 1 to 4 series"),
        (
            lambda: CHART.lines({"A": [days(2020, "1")], "B": [days(2021, "1")]}, "t"),
            "must name the same years",
        ),
        (lambda: CHART.lines({"A": [days(2020, "0")]}, "t", indexed=True), "cannot be indexed"),
        (lambda: CHART.parts([("a", 1)], "t"), "draws rows of data.codes"),
    ],
)
def test_rows_that_cannot_be_drawn_are_told(draw: object, said: str) -> None:
    assert callable(draw)
    with pytest.raises(NoFigure, match=re.escape(said)):
        draw()
