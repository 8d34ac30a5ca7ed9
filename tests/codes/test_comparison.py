from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.book.book import Book
from openrvu.codes.comparison import (
    category_population,
    category_works,
    history,
    rank_in_category,
)
from openrvu.codes.index import CodeIndex
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.localities import NATIONAL
from openrvu.schedule.rows import ServiceRow, Setting


class TestRanks:
    def test_fluoroscopy_is_in_the_20th_percentile_of_radiology(self, book: Book) -> None:
        rank = rank_in_category(book, "RVU26C", "76000")
        assert rank is not None
        assert (rank.value, rank.percentile, rank.below) == (Decimal("0.30"), 20, 110)
        assert rank.spread.n == 553
        assert rank.spread.lowest == Decimal("0.05")
        assert rank.spread.lower_quartile == Decimal("0.39")
        assert rank.spread.median == Decimal("0.78")
        assert rank.spread.upper_quartile == Decimal("1.37")
        assert rank.spread.highest == Decimal("11.57")
        assert rank.population == (
            "codes of Radiology (70010-79999) with a work RVU above 0 in RVU26C, unmodified row, "
            "whatever their status"
        )

    def test_the_population_names_every_range_it_counts(self, book: Book, index: CodeIndex) -> None:
        for category in index.categories():
            words = category_population(book, "RVU26C", category).words
            assert all(f"{first}-{last}" in words for first, last in category.ranges)

    def test_a_code_without_work_has_no_rank(self, book: Book) -> None:
        assert FeeSchedule.of("RVU26C", source=book).row("71046", "TC").work == 0
        without = next(
            row.code for row in book.all_rows("RVU26C") if not row.modifier and not row.work
        )
        assert rank_in_category(book, "RVU26C", without) is None

    def test_a_code_the_release_lacks_has_no_rank(self, book: Book) -> None:
        assert rank_in_category(book, "RVU26C", "99201") is None
        assert rank_in_category(book, "RVU20A", "99201") is not None

    def test_a_code_nobody_foresaw_has_no_rank_and_no_history(self, book: Book) -> None:
        assert rank_in_category(book, "RVU26C", "0001Z") is None
        assert history(book, "0001Z") == []

    @pytest.mark.parametrize("label", ["RVU20A", "RVU25D", "RVU26C"])
    def test_a_population_is_every_unmodified_row_with_work_placed_in_the_category(
        self, book: Book, index: CodeIndex, label: str
    ) -> None:
        expected: dict[str, dict[str, Decimal]] = {c.slug: {} for c in index.categories()}
        for row in book.all_rows(label):
            if row.work > 0 and not row.modifier:
                expected[index.place(row.code).category.slug][row.code] = row.work
        for category in index.categories():
            works = category_works(book, label, category)
            assert works == expected[category.slug]
            population = category_population(book, label, category)
            assert list(population.ordered) == sorted(works.values())

    def test_every_rank_counts_those_below_and_equal(self, book: Book, index: CodeIndex) -> None:
        category = index.place("99213").category
        works = category_works(book, "RVU26C", category)
        for code, work in works.items():
            rank = rank_in_category(book, "RVU26C", code)
            assert rank is not None
            assert rank.below == sum(other < work for other in works.values())
            assert rank.equal == sum(other == work for other in works.values())
            assert 0 <= rank.percentile <= 99


class TestHistory:
    def test_the_history_of_every_code_is_what_each_release_has_of_it(self, book: Book) -> None:
        """Every 20th code of all releases, in every release."""
        releases = book.releases()
        every = sorted({code for r in releases for code in book.codes(r.label)})
        assert len(every) > 17_000
        for code in [*every[::20], "45378", "76000"]:
            held = dict(book.history(code))
            assert list(held) == [r for r in releases if r in held]
            for release in releases:
                assert held.get(release, ()) == book.rows(release.label, code)

    def test_all_rows_of_a_release_are_those_of_its_codes_in_order(self, book: Book) -> None:
        by_code: dict[str, list[ServiceRow]] = {}
        for row in book.all_rows("RVU26C"):
            by_code.setdefault(row.code, []).append(row)
        assert len(by_code) == 17_096
        assert sum(map(len, by_code.values())) == 19_356
        assert list(by_code) == sorted(by_code) == book.codes("RVU26C")
        for code, rows in list(by_code.items())[::10]:
            assert set(rows) == set(book.rows("RVU26C", code))

    @given(data=st.data())
    def test_each_amount_is_that_of_the_schedule_of_its_release(
        self, book: Book, data: st.DataObject
    ) -> None:
        code = data.draw(st.sampled_from(["76000", "99213", "45378", "66984", "0075T", "36415"]))
        modifier = data.draw(st.sampled_from(["", "26", "TC", "53"]))
        setting = data.draw(st.sampled_from(Setting))
        place = data.draw(st.sampled_from([NATIONAL, *book.localities("RVU25D")]))
        for point in history(book, code, modifier, setting=setting, locality=place):
            schedule = FeeSchedule.of(point.release.label, source=book)
            assert point.row == schedule.row(code, modifier)
            here = [a for a in schedule.localities() if a.key == place.key]
            if place is NATIONAL or here:
                answer = schedule.price_row(point.row, setting, here[0] if here else NATIONAL)
                assert point.amount == answer.amount
            else:
                assert point.amount is None

    def test_a_locality_that_a_release_lacks_gives_no_amount_there(self, book: Book) -> None:
        hawaii = FeeSchedule.of("RVU25D", source=book).locality("HI-01")
        points = {p.release.label: p for p in history(book, "99213", locality=hawaii)}
        assert points["RVU25D"].amount is not None
        assert points["RVU26C"].amount is None
        assert points["RVU26C"].row.work > 0

    def test_the_indices_are_those_of_each_release_not_of_the_locality_given(
        self, book: Book
    ) -> None:
        given = book.localities("RVU25D")[0]
        odd = replace(given, work_gpci=Decimal(9))
        assert history(book, "99213", locality=odd) == history(book, "99213", locality=given)

    def test_a_code_never_held_has_no_history(self, book: Book) -> None:
        assert history(book, "99999") == []
        assert book.history("99999") == []

    def test_a_code_that_ended_has_the_history_it_had(self, book: Book) -> None:
        labels = [point.release.label for point in history(book, "99201")]
        assert labels == ["RVU20A", "RVU20B", "RVU20C", "RVU20D"]
