"""Whole tests and the codes of their parts, held to CMS's own relative values."""

from __future__ import annotations

import pytest

from openrvu.book.book import Book, open_book
from openrvu.exact import add
from openrvu.rules.test_components import WholeTest, whole_test, whole_tests
from openrvu.schedule.rows import ServiceRow

FIGURES = ("work", "pe_nonfacility", "pe_facility", "mp")


def _row(book: Book, label: str, code: str) -> ServiceRow | None:
    return next((row for row in book.rows(label, code) if not row.modifier), None)


def test_a_whole_test_names_the_codes_of_its_parts() -> None:
    held = whole_test("93015")
    assert held is not None
    assert (held.technical, held.professional) == (("93017",), ("93016", "93018"))
    assert whole_test("93017") is None


@pytest.mark.parametrize("held", whole_tests(), ids=lambda held: held.whole)
def test_the_parts_have_together_what_the_whole_has_in_every_release(held: WholeTest) -> None:
    book, compared = open_book(), 0
    for release in book.releases():
        whole = _row(book, release.label, held.whole)
        if whole is None or not whole.has_rvus:
            continue
        parts = [_row(book, release.label, code) for code in held.codes[1:]]
        for figure in FIGURES:
            assert getattr(whole, figure) == add(*(getattr(part, figure) for part in parts))
        compared += 1
    assert (compared > 0) == (held.read == "in file")


@pytest.mark.parametrize("held", whole_tests(), ids=lambda held: held.whole)
def test_the_parts_carry_the_indicators_of_parts(held: WholeTest) -> None:
    book = open_book()
    label = book.newest().label
    for codes, indicator in (
        ((held.whole,), "4"),
        (held.technical, "3"),
        (held.professional, "2"),
    ):
        rows = [_row(book, label, code) for code in codes]
        assert [row.policy.pctc for row in rows if row] == [indicator] * len(codes)


def test_no_whole_test_that_a_reduction_applies_to_is_missing() -> None:
    book = open_book()
    reduced = {
        row.code
        for release in book.releases()
        for row in book.all_rows(release.label)
        if row.policy.pctc == "4" and row.policy.multiple_procedure in "4567"
    }
    assert reduced <= {held.whole for held in whole_tests()}
    assert len(reduced) == 10
