"""Several procedures of one day, ranked by fee."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations
from typing import Unpack

import pytest

from openrvu.pricing.claim import ClaimLine, LineOutcome
from rules.made import Said, line, priced, told


def _surgery(label: str, fee: str, **said: Unpack[Said]) -> ClaimLine:
    said.setdefault("multiple_procedure", "2")
    return line(label, fee, **said)


def _five(indicator: str) -> list[ClaimLine]:
    fees = ("500.00", "400.00", "300.00", "200.00", "100.00")
    return [line(f"Y000{n}", fee, multiple_procedure=indicator) for n, fee in enumerate(fees, 1)]


def test_the_first_is_paid_in_full_and_the_second_to_fifth_at_half() -> None:
    """RVU25D, indicator 2: 100%, 50%, 50%, 50%, 50%."""
    assert told(*_five("2")) == ["500.00", "200.00", "150.00", "100.00", "50.00"]


def test_under_the_older_rules_the_third_to_fifth_are_paid_a_quarter() -> None:
    """RVU25D, indicator 1: 100%, 50%, 25%, 25%, 25%."""
    assert told(*_five("1")) == ["500.00", "200.00", "75.00", "50.00", "25.00"]


@pytest.mark.parametrize("indicator", ["1", "2"])
def test_the_sixth_is_paid_by_report(indicator: str) -> None:
    lines = [*_five(indicator), line("Y0006", "50.00", multiple_procedure=indicator)]
    made = priced(*lines).lines
    assert (made[5].outcome, made[5].reason_id) == (
        LineOutcome.BY_REPORT,
        "multiple_surgery.sixth",
    )
    assert all(each.outcome is LineOutcome.PRICED for each in made[:5])


def test_the_indicator_of_the_line_reduces_it_and_all_are_ranked_together() -> None:
    """RVU25D: rank with procedures of indicator 1, 2 or 3, apply the reduction to this code."""
    lines = [
        _surgery("Y0001", "500.00"),
        line("Y0002", "400.00", multiple_procedure="1"),
        line("Y0003", "300.00", multiple_procedure="1"),
        _surgery("Y0004", "200.00"),
    ]
    assert told(*lines) == ["500.00", "200.00", "75.00", "100.00"]


def test_the_rank_follows_the_fee_and_not_the_order_or_the_charge_or_51() -> None:
    lines = [
        _surgery("Y0001", "100.00", charge="900.00"),
        _surgery("Y0002-51", "300.00", charge="299.00"),
        _surgery("Y0003", "200.00"),
    ]
    assert told(*lines) == ["50.00", "299.00", "100.00"]


def test_the_lower_charge_is_paid_after_the_reduction() -> None:
    lines = [_surgery("Y0001", "300.00"), _surgery("Y0002", "200.00", charge="90.00")]
    assert told(*lines) == ["300.00", "90.00"]


def test_add_ons_are_neither_ranked_nor_reduced() -> None:
    add_on = line("Y0009", "900.00", multiple_procedure="0", global_days="ZZZ", units=2)
    lines = [_surgery("Y0001", "300.00"), add_on, _surgery("Y0002", "200.00")]
    assert told(*lines) == ["300.00", "1800.00", "100.00"]
    assert [each.position for each in priced(*lines).lines] == [1, None, 2]


@pytest.mark.parametrize("indicator", ["0", "5", "9"])
def test_services_of_other_indicators_take_no_place(indicator: str) -> None:
    other = line("Y0009", "900.00", multiple_procedure=indicator)
    assert told(other, _surgery("Y0001", "300.00"))[1] == "300.00"


def test_every_unit_takes_a_place() -> None:
    """100% and 50% of 200, then 50% of 100; two units of a later line 50% each."""
    assert told(_surgery("Y0001", "200.00", units=2), _surgery("Y0002", "100.00")) == [
        "300.00",
        "50.00",
    ]
    lines = [_surgery("Y0001", "200.00"), _surgery("Y0002", "100.00", units=2)]
    assert told(*lines) == ["200.00", "100.00"]
    assert [each.position for each in priced(*lines).lines] == [1, 2]


def test_units_of_the_older_rules_take_its_shares() -> None:
    """Four units of 100: 100 + 50 + 25 + 25."""
    assert told(line("Y0001", "100.00", multiple_procedure="1", units=4)) == ["200.00"]


def test_a_line_with_a_sixth_unit_is_left_to_the_contractor() -> None:
    assert told(_surgery("Y0001", "100.00", units=5)) == ["300.00"]
    assert told(_surgery("Y0001", "100.00", units=6)) == ["multiple_surgery.sixth"]


def test_a_tie_is_broken_by_the_order_of_the_lines_and_changes_no_total() -> None:
    lines = [_surgery(f"Y000{n}", "100.00") for n in range(1, 4)]
    for order in permutations(lines):
        assert told(*order) == ["100.00", "50.00", "50.00"]


def test_a_tie_at_the_sixth_leaves_the_last_line_by_report() -> None:
    lines = [_surgery(f"Y000{n}", "100.00") for n in range(1, 7)]
    assert told(*lines)[5] == "multiple_surgery.sixth"


def test_half_a_cent_of_a_half_is_rounded_up() -> None:
    assert told(_surgery("Y0001", "200.00"), _surgery("Y0002", "100.01"))[1] == "50.01"


def test_procedures_of_different_days_are_not_reduced() -> None:
    first = _surgery("Y0001", "300.00")
    later = _surgery("Y0002", "200.00", day=priced(first).claim.day.replace(day=3))
    assert told(first, later) == ["300.00", "200.00"]


def test_the_second_procedure_of_two_surgeons_is_halved_and_shared() -> None:
    """62.5% of half of 200.00."""
    lines = [
        _surgery("Y0001-62", "300.00", co_surgeon="2"),
        _surgery("Y0002-62", "200.00", co_surgeon="2"),
    ]
    assert told(*lines) == ["187.50", "62.50"]


def test_places_are_told_of_ranked_lines_alone() -> None:
    made = priced(_surgery("Y0001", "100.00"), line("Y0002"), _surgery("Y0003", "200.00")).lines
    assert [each.position for each in made] == [2, None, 1]
    assert sum((each.amount or Decimal(0) for each in made), Decimal(0)) == Decimal("350.00")
