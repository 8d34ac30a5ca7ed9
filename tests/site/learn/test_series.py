"""Prepared series: counted again here from the book's own rows."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from statistics import median

import pytest

from openrvu import FeeSchedule, open_book
from openrvu.codes.index import open_index
from openrvu.schedule.amount import PAYABLE
from openrvu.site.learn.figures import Figures, NoFigure
from openrvu.site.learn.series import Data

BOOK, INDEX = open_book(), open_index()
DATA = Data(Figures(BOOK, "RVU26C"), INDEX)


def test_counts_are_those_of_the_book() -> None:
    counts = DATA.counts()
    assert counts.codes == len(BOOK.codes("RVU26C"))
    assert counts.releases == len(BOOK.releases())
    assert counts.localities == len(BOOK.localities("RVU26C"))
    assert counts.written == len(INDEX.written_titles())


def test_a_code_has_all_its_figures() -> None:
    (row,) = DATA.codes("93306-26", setting="facility")
    assert (row.code, row.work, row.pe, row.mp) == (
        "93306-26",
        Decimal("1.42"),
        Decimal("0.55"),
        Decimal("0.05"),
    )
    assert (row.total, row.amount, row.address) == (
        Decimal("2.02"),
        Decimal("67.47"),
        "/codes/93306/",
    )


def test_the_most_work_comes_first_and_is_described() -> None:
    rows = DATA.top_work("surgery", 5)
    works = [row.value for row in rows]
    assert works == sorted(works, reverse=True)
    assert {INDEX.place(row.code).category.slug for row in rows} == {"surgery"}
    titles = INDEX.written_titles()
    most = max(
        row.work
        for row in BOOK.all_rows("RVU26C")
        if row.code in titles
        and row.policy.status in PAYABLE
        and INDEX.place(row.code).category.slug == "surgery"
    )
    assert works[0] == most


def test_factors_of_the_years_come_in_order_and_2024_had_two() -> None:
    rows = DATA.factor_by_year(2023, 2026)
    assert [row.name for row in rows] == [
        *("2023", "2024 from Jan 1", "2024 from Mar 9", "2025", "2026"),
    ]
    assert [row.value for row in rows] == list(
        map(Decimal, ("33.8872", "32.7442", "33.2875", "32.3465", "33.4009"))
    )
    assert DATA.factor_by_year(2026, 2026, qp=True)[0].value == Decimal("33.5675")


def test_the_worth_of_a_code_is_that_of_each_year_s_last_release() -> None:
    rows = DATA.worth_of("99213", 2025, 2026)
    assert [(row.name, row.release, row.amount) for row in rows] == [
        ("2025", "RVU25D", Decimal("88.95")),
        ("2026", "RVU26C", Decimal("95.19")),
    ]
    assert DATA.worth_of("93306-26", 2026, 2026) == DATA.worth_of("93306", 2026, 2026, "26")


def test_the_median_of_a_category_is_that_of_its_codes_with_work() -> None:
    rows = DATA.median_work_by_category()
    medians = [row.value for row in rows]
    assert medians == sorted(medians, reverse=True)
    row = next(row for row in rows if row.name == "Radiology")
    assert row.lower_quartile <= row.value <= row.upper_quartile <= row.highest
    works = [
        held.work
        for held in BOOK.all_rows("RVU26C")
        if held.work and not held.modifier and INDEX.place(held.code).category.slug == "radiology"
    ]
    assert (row.codes, row.value, row.highest) == (len(works), median(works), max(works))


def test_categories_by_change_come_largest_gain_first() -> None:
    rows = DATA.category_change("RVU25D", "RVU26C", "work")
    values = [row.value for row in rows]
    assert values == sorted(values, reverse=True)
    surgery = next(row for row in rows if row.name == "Surgery")
    assert Decimal(-3) < surgery.value < Decimal(-2)  # the adjustment of 2.5 %


def test_the_biggest_gain_is_counted_from_both_releases() -> None:
    before, after = FeeSchedule.of("RVU25D"), FeeSchedule.of("RVU26C")
    rows = DATA.biggest_moves("RVU25D", "RVU26C", n=3, measure="work", by="size")
    assert len(rows) == 3
    for row in rows:
        assert row.before == before.row(row.code).work
        assert row.after == after.row(row.code).work
        assert row.value == row.difference == row.after - row.before > 0
    fallen = DATA.biggest_moves("RVU25D", "RVU26C", n=3, direction="down")
    assert all(row.value < 0 for row in fallen)


def test_the_efficiency_adjustment_is_counted_over_all_codes_and_by_category() -> None:
    found = DATA.efficiency()
    parts = found.all
    assert parts.codes == parts.fell + parts.same + parts.rose
    assert sum(row.codes for row in found.by_category) <= parts.codes
    assert (found.before, found.after) == ("RVU25D", "RVU26C")
    with pytest.raises(NoFigure, match="between a release of 2025 and of 2026"):
        DATA.efficiency("RVU23D", "RVU25D")


def test_localities_are_ranked_by_an_index_or_an_amount() -> None:
    highest = DATA.localities("work", 3)
    all_of_them = [area.work_gpci for area in BOOK.localities("RVU26C")]
    assert [row.value for row in highest] == sorted(all_of_them, reverse=True)[:3]
    lowest = DATA.amounts_by_locality("99213", 2, highest=False)
    assert lowest[0].value <= lowest[1].value < DATA.amounts_by_locality("99213", 1)[0].value


def test_codes_are_counted_by_the_value_of_an_indicator() -> None:
    rows = {row.name: row for row in DATA.indicator("global_days")}
    ninety = sum(
        row.policy.global_days == "090" and row.policy.status in PAYABLE
        for row in BOOK.all_rows("RVU26C")
        if not row.modifier
    )
    assert 0 < rows["090"].value <= ninety
    assert "90" in rows["090"].meaning


def test_a_share_is_in_percent() -> None:
    assert DATA.share(1, 3) == Decimal("33.3")
    with pytest.raises(NoFigure, match="a share of 0"):
        DATA.share(1, 0)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: DATA.category_change("RVU25D", "RVU26C", "size"), "'size' is no measure"),
        (lambda: DATA.biggest_moves("RVU25D", "RVU26C", direction="out"), "direction up or down"),
        (lambda: DATA.biggest_moves("RVU25D", "RVU26C", category="x"), "no moves of 'amount'"),
        (lambda: DATA.factor_by_year(1980, 1981), "no conversion factor from 1980 to 1981"),
        (lambda: DATA.worth_of("99213", 1980, 1981), "no amount of 99213 from 1980 to 1981"),
        (lambda: DATA.indicator("colour"), "'colour' has no meanings"),
    ],
)
def test_a_series_that_there_is_not_is_told(ask: Callable[[], object], said: str) -> None:
    with pytest.raises(NoFigure, match=said):
        ask()
