"""Several endoscopies of one family."""

from __future__ import annotations

from decimal import Decimal
from typing import Unpack

import pytest

from openrvu.pricing.claim import Claim, ClaimLine, LineOutcome
from openrvu.pricing.evaluate import price
from openrvu.schedule.rows import Setting
from rules.made import DAY, Said, line, one, priced, told


def _scope(label: str, fee: str, **said: Unpack[Said]) -> ClaimLine:
    """A member of the family of Y0100, whose base is paid 100.00."""
    said["multiple_procedure"] = "3"
    said.setdefault("endoscopic_base", "Y0100")
    said.setdefault("base", "100.00")
    return line(label, fee, **said)


def _base(fee: str = "100.00", label: str = "Y0100") -> ClaimLine:
    return line(label, fee, multiple_procedure="2")


def test_the_highest_is_paid_in_full_and_each_other_less_its_base() -> None:
    """300 + (250 - 100) + (180 - 100)."""
    lines = [_scope("Y0101", "250.00"), _scope("Y0102", "300.00"), _scope("Y0103", "180.00")]
    assert told(*lines) == ["150.00", "300.00", "80.00"]


def test_the_example_of_the_manual_s_families_in_one_claim() -> None:
    """Two of a family, 300 + 150 = 450, outrank two of another, 200 + 50 = 250, at half."""
    lines = [
        _scope("Y0101", "300.00"),
        _scope("Y0102", "250.00"),
        _scope("Y0201", "200.00", endoscopic_base="Y0200"),
        _scope("Y0202", "150.00", endoscopic_base="Y0200"),
    ]
    assert told(*lines) == ["300.00", "150.00", "100.00", "25.00"]


def test_a_lone_member_is_an_ordinary_procedure() -> None:
    lines = [_scope("Y0101", "150.00"), line("Y0001", "400.00", multiple_procedure="2")]
    assert told(*lines) == ["75.00", "400.00"]
    assert told(_scope("Y0101", "150.00")) == ["150.00"]


def test_the_base_billed_with_a_member_is_part_of_it() -> None:
    base, member = priced(_base(), _scope("Y0101", "150.00")).lines
    assert (base.outcome, base.reason_id) == (
        LineOutcome.NOT_PAYABLE,
        "endoscopy.base_included",
    )
    assert member.amount == Decimal("150.00")


def test_a_base_dearer_than_its_member_is_part_of_it_too() -> None:
    assert told(_base("200.00"), _scope("Y0101", "150.00", base="200.00")) == [
        "endoscopy.base_included",
        "150.00",
    ]


def test_the_base_takes_no_place_in_the_ranking() -> None:
    lines = [_base(), _scope("Y0101", "150.00"), line("Y0001", "90.00", multiple_procedure="2")]
    assert told(*lines)[2] == "45.00"
    assert priced(*lines).lines[0].position is None
    assert [each.position for each in priced(*lines).lines[1:]] == [1, 2]


def test_a_base_billed_without_its_family_is_paid() -> None:
    assert told(_base()) == ["100.00"]
    other = _scope("Y0201", "200.00", endoscopic_base="Y0200")
    assert told(_base(), other) == ["50.00", "200.00"]


def test_a_member_below_its_base_adds_nothing_and_takes_nothing_from_the_others() -> None:
    """As 31623 beside 31622 in a facility in 2025."""
    assert told(_scope("Y0101", "300.00"), _scope("Y0102", "90.00")) == ["300.00", "0.00"]


def test_a_family_s_total_outranks_a_procedure_that_its_members_do_not() -> None:
    """300 + 200 = 500 against 400, which is halved."""
    lines = [
        _scope("Y0101", "300.00"),
        _scope("Y0102", "300.00"),
        line("Y0001", "400.00", multiple_procedure="2"),
    ]
    assert told(*lines) == ["300.00", "200.00", "200.00"]


def test_a_family_ranked_second_is_halved_whole() -> None:
    """500 against 300 + 50."""
    lines = [
        line("Y0001", "500.00", multiple_procedure="2"),
        _scope("Y0101", "300.00"),
        _scope("Y0102", "150.00"),
    ]
    assert told(*lines) == ["500.00", "150.00", "25.00"]


def test_members_of_one_family_share_one_place() -> None:
    lines = [_scope(f"Y010{n}", "300.00") for n in range(1, 8)]
    assert told(*lines) == ["300.00", *["200.00"] * 6]
    assert {each.position for each in priced(*lines).lines} == {1}


def test_a_second_unit_is_another_member() -> None:
    """300 + 200; beside a dearer member both units are 200."""
    assert told(_scope("Y0101", "300.00", units=2)) == ["500.00"]
    assert told(_scope("Y0101", "300.00", units=2), _scope("Y0102", "310.00")) == [
        "400.00",
        "310.00",
    ]


def test_members_of_equal_fee_are_paid_in_the_order_of_the_claim() -> None:
    lines = [_scope("Y0101", "300.00"), _scope("Y0102", "300.00")]
    assert told(*lines) == ["300.00", "200.00"]


def test_an_assistant_s_endoscopies_are_a_family_apart() -> None:
    lines = [_scope("Y0101", "300.00"), _scope("Y0102-80", "250.00", assistant="2")]
    assert told(*lines) == ["300.00", "40.00"]


def test_a_return_to_the_operating_room_is_no_member() -> None:
    lines = [_scope("Y0101", "300.00"), _scope("Y0102-78", "250.00")]
    assert told(*lines) == ["300.00", "250.00"]


def test_a_base_at_a_return_to_the_operating_room_is_no_part_of_the_others() -> None:
    lines = [_scope("Y0101", "300.00"), _base(label="Y0100-78")]
    assert told(*lines) == ["300.00", "100.00"]


def test_both_sides_are_counted_before_the_base_is_taken_off() -> None:
    """150% of 200 is 300, which leads; of 180: 270 - 100 = 170 beside 400."""
    both = _scope("Y0101-50", "200.00", bilateral="1")
    assert told(both, _scope("Y0102", "250.00")) == ["300.00", "150.00"]
    second = _scope("Y0101-50", "180.00", bilateral="1")
    assert told(second, _scope("Y0102", "400.00")) == ["170.00", "400.00"]


@pytest.mark.parametrize(("fee", "other"), [("200.00", "250.00"), ("180.00", "400.00")])
def test_a_pair_of_lines_of_a_family_is_paid_as_one_line_with_50(fee: str, other: str) -> None:
    """A pair is one member: its second line is no endoscopy of its own."""
    with_50 = told(_scope("Y0101-50", fee, bilateral="1"), _scope("Y0102", other))
    pair = [_scope(f"Y0101-{side}", fee, bilateral="1") for side in ("RT", "LT")]
    first, second, third = told(*pair, _scope("Y0102", other))
    assert Decimal(first) + Decimal(second) == Decimal(with_50[0])
    assert third == with_50[1]
    assert told(*pair) == [fee, str(Decimal(fee) / 2)]


def test_a_member_whose_base_fee_is_not_known_is_not_priced_by_its_full_fee() -> None:
    """The lone member and the leading one need no base."""
    lines = [_scope("Y0101", "300.00", base="0.00"), _scope("Y0102", "250.00", base="0.00")]
    assert told(*lines) == ["300.00", "endoscopy.base_missing"]
    assert told(_scope("Y0101", "300.00", base="0.00", units=2)) == ["endoscopy.base_missing"]
    assert told(_scope("Y0101", "300.00", base="0.00")) == ["300.00"]
    assert one(lines[1]).amount == Decimal("250.00")


def test_the_base_is_priced_in_the_setting_of_its_members() -> None:
    """RVU25D, colonoscopies in both settings: the member that does not lead is its fee less the
    fee of 45378 in the same setting."""
    for setting in Setting:
        member, leader, base = (
            ClaimLine(code, setting=setting) for code in ("45380", "45385", "45378")
        )
        fees = [price(Claim((each,), DAY)).lines[0].fee for each in (member, leader, base)]
        paid = [each.amount for each in price(Claim((member, leader), DAY)).lines]
        assert None not in fees
        assert paid == [(fees[0] or 0) - (fees[2] or 0), fees[1]]
