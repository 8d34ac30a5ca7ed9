"""One FTE and a whole year: divided by the right FTE, refused or said where that misleads."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.productivity.benchmark.normalise import pay_per_fte, work_per_fte


def test_work_is_divided_by_clinical_and_pay_by_total_fte() -> None:
    work = work_per_fte(Decimal(3000), Decimal("0.75"))
    assert work.value == 4000
    assert work.steps == ("For 1.0 clinical FTE: over 0.75.",)
    pay = pay_per_fte(Decimal(150_000), Decimal("0.5"))
    assert pay.value == 300_000
    assert pay.steps == ("For 1.0 total FTE: over 0.5.",)


@pytest.mark.parametrize("fte", ["0", "-0.5"])
def test_no_fte_is_refused(fte: str) -> None:
    found = work_per_fte(Decimal(3000), Decimal(fte))
    assert found.value is None
    assert found.refused == f"{fte} clinical FTE: expected more than 0."


@pytest.mark.parametrize(("fte", "flagged"), [("0.69", True), ("0.7", False), ("1", False)])
def test_less_than_seven_tenths_is_flagged(fte: str, flagged: bool) -> None:
    notices = work_per_fte(Decimal(3000), Decimal(fte)).notices
    assert any("with care" in notice for notice in notices) == flagged


def test_more_than_one_fte_is_not_scaled_down_unless_asked_and_either_is_said() -> None:
    kept = work_per_fte(Decimal(6000), Decimal("1.2"))
    assert (kept.value, kept.steps) == (Decimal(6000), ())
    assert kept.notices == ("1.2 clinical FTE is more than 1.0; the figure was not scaled down.",)
    scaled = work_per_fte(Decimal(6000), Decimal("1.2"), scale_down=True)
    assert scaled.value == 5000
    assert scaled.steps == ("For 1.0 clinical FTE: over 1.2.",)


def test_part_of_a_year_is_made_a_year_and_said() -> None:
    found = work_per_fte(Decimal(3000), Decimal("0.8"), Decimal(9))
    assert found.value == 5000
    assert found.steps == (
        "9 months are made a year: times 12, over 9.",
        "For 1.0 clinical FTE: over 0.8.",
    )
    assert any("Part of a year" in notice for notice in found.notices)


@pytest.mark.parametrize("months", ["0", "12.5", "-1"])
def test_months_that_are_no_part_of_a_year_are_refused(months: str) -> None:
    assert "months" in work_per_fte(Decimal(1), Decimal(1), Decimal(months)).refused


@given(st.decimals(0, 20_000, places=2), st.decimals("0.01", 1, places=2))
def test_a_whole_fte_is_never_less_than_what_was_made(wrvu: Decimal, fte: Decimal) -> None:
    found = work_per_fte(wrvu, fte).value
    assert found is not None
    assert found >= wrvu
    assert abs(found * fte - wrvu) <= Decimal("0.0001")
