from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest

from openrvu.book.book import Book
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.indicators import INDICATORS
from openrvu.schedule.rows import ROW_MODIFIERS, ServiceRow, Setting, alike, in_order


@pytest.fixture(scope="module")
def visit(book: Book) -> ServiceRow:
    """99213: another practice expense in an office than in a hospital."""
    return FeeSchedule.of("RVU26C", source=book).row("99213")


def test_a_row_gives_practice_expense_and_total_of_the_setting_asked_for(visit: ServiceRow) -> None:
    assert visit.pe(Setting.FACILITY) == visit.pe_facility < visit.pe_nonfacility
    assert visit.pe(Setting.NONFACILITY) == visit.pe_nonfacility
    for setting in Setting:
        assert visit.total(setting) == visit.work + visit.pe(setting) + visit.mp


def test_a_setting_in_plain_words_is_the_same_setting(visit: ServiceRow) -> None:
    spoken: Any = "facility"
    assert visit.pe(spoken) == visit.pe_facility
    assert visit.total(spoken) == visit.total(Setting.FACILITY)


def test_the_opps_based_practice_expense_goes_by_setting(book: Book) -> None:
    row = FeeSchedule.of("RVU25D", source=book).row("71550")
    assert row.opps_pe(Setting.FACILITY) == row.opps_pe_facility == Decimal("7.98")
    assert row.opps_pe(Setting.NONFACILITY) == row.opps_pe_nonfacility == Decimal("7.98")


def test_the_na_indicator_is_of_one_setting(book: Book) -> None:
    row = FeeSchedule.of("RVU26C", source=book).row("76000")
    assert row.is_na(Setting.FACILITY)
    assert not row.is_na(Setting.NONFACILITY)


def test_settings_have_words_for_a_page() -> None:
    assert [setting.label for setting in Setting] == ["Non-facility", "Facility"]


def test_rows_are_shown_whole_first_then_26_tc_and_53(book: Book) -> None:
    rows = FeeSchedule.of("RVU26C", source=book).rows("76000")
    for shuffled in permutations(rows):
        assert in_order(shuffled) == rows


def test_rows_are_alike_whatever_file_their_pricing_indicator_marks(visit: ServiceRow) -> None:
    assert visit.policy.pricing
    before_2026 = replace(visit, policy=replace(visit.policy, pricing=""))
    assert visit != before_2026
    assert alike(visit, before_2026)
    assert alike(before_2026, visit)
    assert not alike(replace(visit, mp=visit.mp + 1), before_2026)
    assert not alike(visit, replace(before_2026, policy=replace(visit.policy, bilateral="x")))


@pytest.mark.parametrize("label", ["RVU20A", "RVU24AR", "RVU26C"])
def test_every_row_of_the_book_has_a_known_modifier_and_documented_indicators(
    book: Book, label: str
) -> None:
    seen = set()
    for row in book.all_rows(label):
        key = (row.code, row.modifier)
        assert key not in seen
        seen.add(key)
        assert row.modifier in ROW_MODIFIERS
        assert len(row.code) == 5
        for indicator in INDICATORS:
            assert getattr(row.policy, indicator.field) in indicator.meanings
        shares = row.policy.pre_op + row.policy.intra_op + row.policy.post_op
        assert shares in (0, 1) or Decimal("0.99") <= shares <= Decimal("1.01")
    assert seen


@pytest.mark.parametrize("label", ["RVU20A", "RVU25D", "RVU26C"])
def test_the_work_of_a_service_with_parts_is_that_of_its_professional_part(
    book: Book, label: str
) -> None:
    by_key = {(row.code, row.modifier): row for row in book.all_rows(label)}
    parts = [code for code, modifier in by_key if modifier == "TC"]
    assert parts
    for code in parts:
        assert by_key[code, "TC"].work == 0
        # Of some codes the contractor prices the whole and CMS the professional part.
        if by_key[code, ""].has_rvus:
            assert by_key[code, "26"].work == by_key[code, ""].work
