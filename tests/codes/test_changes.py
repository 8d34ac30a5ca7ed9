from __future__ import annotations

from decimal import Decimal

import pytest

from openrvu.book.book import Book
from openrvu.codes.changes import Changes, changes
from openrvu.codes.index import CodeIndex
from openrvu.errors import ReleaseNotHeld
from openrvu.schedule.rows import Setting


@pytest.fixture(scope="module")
def march(book: Book) -> Changes:
    """The conversion factor of March 9, 2024, and nothing else."""
    return changes(book, "RVU24A", "RVU24AR")


@pytest.fixture(scope="module")
def year(book: Book) -> Changes:
    """From the end of 2025 to the middle of 2026."""
    return changes(book, "RVU25D", "RVU26C")


class TestMarch2024:
    def test_no_rvu_and_no_indicator_changed(self, march: Changes) -> None:
        assert march.rows
        assert {row.kind for row in march.rows} == {"same"}
        assert all(row.work_percent in (None, Decimal("0.0")) for row in march.rows)

    def test_every_amount_changed_with_the_factor(self, march: Changes) -> None:
        before, after = march.before.conversion_factor, march.after.conversion_factor
        assert (before, after) == (Decimal("32.7442"), Decimal("33.2875"))
        priced = [row for row in march.rows if row.amount_before is not None]
        assert len(priced) > 9000
        for row in priced:
            assert row.amount_after is not None
            assert row.amount_before is not None
            assert row.total_after is not None
            gain = row.total_after * (after - before)
            assert abs(row.amount_after - row.amount_before - gain) <= Decimal("0.01")

    def test_no_amount_fell_and_all_but_the_smallest_rose(self, march: Changes) -> None:
        for group in march.by_category:
            assert (group.new, group.gone, group.down) == (0, 0, 0)
            assert group.work_percent in (None, Decimal("0.0"))
            if group.codes:
                assert group.amount_percent == Decimal("1.7")
        tiny = [r for r in march.rows if r.amount_before and r.amount_before == r.amount_after]
        assert all(row.total_after and row.total_after <= Decimal("0.01") for row in tiny)


class TestAYear:
    def test_new_gone_and_common_rows_are_all_rows(self, book: Book, year: Changes) -> None:
        was = {(r.code, r.modifier) for r in book.all_rows("RVU25D")}
        now = {(r.code, r.modifier) for r in book.all_rows("RVU26C")}
        kinds = {
            kind: {(r.code, r.modifier) for r in year.rows if r.kind == kind}
            for kind in ("new", "gone", "changed", "same")
        }
        assert kinds["new"] == now - was
        assert kinds["gone"] == was - now
        assert kinds["changed"] | kinds["same"] == was & now
        assert sum(map(len, kinds.values())) == len(year.rows) == len(was | now)

    def test_a_column_new_to_the_file_changes_no_row(self, year: Changes) -> None:
        """CMS prints the pricing indicator from 2026."""
        same = [row for row in year.rows if row.kind == "same"]
        assert len(same) > 5000
        assert all(r.after and r.after.policy.pricing for r in same)
        assert not any(r.before and r.before.policy.pricing for r in same)
        assert not any(row.work_before != row.work_after for row in same)

    def test_rows_come_in_order_of_code_and_modifier(self, year: Changes) -> None:
        keys = [(row.code, row.modifier) for row in year.rows]
        assert keys == sorted(keys)

    def test_a_side_that_is_missing_has_no_figures(self, year: Changes) -> None:
        for row in year.rows:
            before = (row.before, row.work_before, row.total_before, row.amount_before)
            after = (row.after, row.work_after, row.total_after, row.amount_after)
            missing = {"new": before, "gone": after}.get(row.kind, ())
            assert [figure for figure in missing if figure is not None] == []
            if missing:
                assert row.percent is None
                assert row.work_percent is None

    def test_an_amount_is_said_where_medicare_pays_by_rvus_and_nowhere_else(
        self, year: Changes
    ) -> None:
        for row in year.rows:
            for side, amount in ((row.before, row.amount_before), (row.after, row.amount_after)):
                priced = side is not None and side.policy.status in "ART" and side.has_rvus
                assert (amount is not None) is priced
                assert amount is None or amount > 0

    def test_categories_count_the_unmodified_rows(self, year: Changes, index: CodeIndex) -> None:
        assert [g.category for g in year.by_category] == [
            c for c in index.categories() if c in {g.category for g in year.by_category}
        ]
        unmodified = [row for row in year.rows if not row.modifier]
        assert sum(g.new for g in year.by_category) == sum(r.kind == "new" for r in unmodified)
        assert sum(g.gone for g in year.by_category) == sum(r.kind == "gone" for r in unmodified)
        both = [r for r in unmodified if r.amount_before is not None and r.amount_after is not None]
        assert sum(g.codes for g in year.by_category) == len(both)
        for group in year.by_category:
            assert group.up + group.down <= group.codes
            here = [r for r in both if index.place(r.code).category.slug == group.category.slug]
            moves = [(r.amount_after or 0) - (r.amount_before or 0) for r in here]
            assert group.up == sum(move > 0 for move in moves)
            assert group.down == sum(move < 0 for move in moves)

    def test_fluoroscopy_changed_as_its_rows_did(self, book: Book, year: Changes) -> None:
        (row,) = [r for r in year.rows if (r.code, r.modifier) == ("76000", "26")]
        (before,) = [r for r in book.rows("RVU25D", "76000") if r.modifier == "26"]
        assert row.before == before
        assert row.total_after == Decimal("0.46")
        assert row.amount_after == Decimal("15.36")
        assert row.total_before == before.total(Setting.NONFACILITY)


def test_the_way_back_is_the_way_there_turned_round(book: Book, year: Changes) -> None:
    back = changes(book, "RVU26C", "RVU25D")
    turned = {"new": "gone", "gone": "new", "changed": "changed", "same": "same"}
    assert [(r.code, r.modifier, turned[r.kind]) for r in back.rows] == [
        (r.code, r.modifier, r.kind) for r in year.rows
    ]


def test_a_release_compared_with_itself_is_the_same(book: Book) -> None:
    assert {row.kind for row in changes(book, "RVU26C", "RVU26C").rows} == {"same"}


def test_labels_are_taken_in_any_spelling(book: Book, march: Changes) -> None:
    assert changes(book, "24a", "rvu24ar") == march


@pytest.mark.parametrize("label", ["RVU25A", "RVU27A", "nonsense"])
def test_a_release_that_is_not_held_is_refused(book: Book, label: str) -> None:
    with pytest.raises(ReleaseNotHeld, match=label):
        changes(book, label, "RVU26C")
