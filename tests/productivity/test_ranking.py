from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from makers.services import service as row
from makers.strategies import scaled
from openrvu.productivity.credit import credit
from openrvu.productivity.plan_file import plan
from openrvu.productivity.plan_parts import Basis, Combine, Endoscopy, ModifierFactor
from openrvu.productivity.service import Service
from openrvu.schedule.rows import Setting
from productivity.making import DAY, OPERATION, credits_of, on_row, one, ranked, work

HALVES = ranked("1", "0.50")
FAMILIES = ranked("1", "0.50", endoscopy=Endoscopy.DIFFERENCE)
BASE = row("Y0010", work="3.18", global_days="000", multiple_procedure="2")


def scope(code: str, rvus: str, *modifiers: str, fee: str | None = None) -> Service:
    """An endoscopy of the family of Y0010."""
    held = row(code, work=rvus, global_days="000", multiple_procedure="3", endoscopic_base="Y0010")
    amounts = (Decimal(fee), Decimal("200.00")) if fee else (None, None)
    service = on_row(held, *modifiers, base_row=BASE)
    return replace(service, fee=amounts[0], base_fee=amounts[1])


def positions(services: Sequence[Service], by: Basis) -> list[int | None]:
    return [line.position for line in credit(services, ranked("1", "0.5", by=by)).lines]


def test_the_highest_is_whole_and_each_other_is_cut_by_its_rank() -> None:
    told = ranked("1", "0.50", "0.25")
    credited = credit([work("2.00"), work("10.00"), work("4.00"), work("1.00")], told)
    # The last factor goes for all that follow: 4 x 0.50, 2 x 0.25, 1 x 0.25.
    assert credits_of(credited) == ["0.5", "10", "2", "0.25"]
    assert [line.position for line in credited.lines] == [3, 1, 2, 4]
    assert credited.lines[2].reasons[0].words == (
        "Procedure 2 of the day by work RVU: 50% is credited."
    )


def test_a_line_by_itself_is_whole_whatever_it_is_ranked_by() -> None:
    for basis in Basis:
        assert one(work("10.00"), ranked("1", "0.50", by=basis)).credited == Decimal(10)


def test_add_on_codes_are_neither_cut_nor_counted() -> None:
    add_on = on_row(row("Y0005", work="50.00", global_days="ZZZ", multiple_procedure="0"))
    credited = credit([add_on, work("10.00"), work("4.00")], HALVES)
    assert credits_of(credited) == ["50", "10", "2"]
    assert credited.lines[0].position is None


def test_51_is_not_cut_twice_where_procedures_are_ranked() -> None:
    told = replace(HALVES, multiple=replace(HALVES.multiple, modifier_51=Decimal("0.50")))
    credited = credit([work("10.00"), work("4.00", "51")], told)
    assert credits_of(credited) == ["10", "2"]
    assert [reason.rule for reason in credited.lines[1].reasons] == ["wrvu.rank"]
    assert credits_of(credit([work("10.00", "51"), work("4.00")], told)) == ["10", "2"]


def test_51_as_billed_cuts_the_lines_that_carry_it_and_no_others() -> None:
    told = plan("full-cms").with_factor("51", Decimal("0.50"))
    credited = credit([work("4.00"), work("10.00", "51"), work("6.00")], told)
    assert credits_of(credited) == ["4", "5", "6"]


def test_51_does_nothing_where_the_plan_cuts_no_multiple_procedures() -> None:
    assert one(work("10.00", "51"), plan("full-cms")).credited == Decimal(10)


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        (Basis.WORK, [1, 2, 3]),
        (Basis.TOTAL, [3, 1, 2]),
        (Basis.AMOUNT, [2, 3, 1]),
        (Basis.ORDER, [1, 2, 3]),
    ],
)
def test_the_plan_says_what_procedures_are_ranked_by(basis: Basis, expected: list[int]) -> None:
    listed = [
        replace(
            work("10.00", setting=Setting.FACILITY), row=row("Y1", work=rvus, pe=pe, **OPERATION)
        )
        for rvus, pe in (("10.00", "1.00"), ("9.00", "30.00"), ("8.00", "20.00"))
    ]
    fees = ("500.00", "400.00", "600.00")
    with_fees = [replace(s, fee=Decimal(f)) for s, f in zip(listed, fees, strict=True)]
    assert positions(with_fees, basis) == expected


def test_the_total_rvu_is_that_of_the_setting() -> None:
    office = row("Y0001", work="1.00", pe="9.00", pe_facility="1.00", **OPERATION)
    other = row("Y0002", work="1.00", pe="5.00", pe_facility="5.00", **OPERATION)
    for setting, expected in ((Setting.NONFACILITY, [1, 2]), (Setting.FACILITY, [2, 1])):
        listed = [on_row(office, setting=setting), on_row(other, setting=setting)]
        assert positions(listed, Basis.TOTAL) == expected


@pytest.mark.parametrize(
    ("basis", "words"), [(Basis.AMOUNT, "Medicare amount"), (Basis.TOTAL, "total RVU")]
)
def test_lines_that_cannot_be_ranked_are_unanswered_and_the_others_are_not(
    basis: Basis, words: str
) -> None:
    other_day = replace(work("7.00"), day=date(2026, 3, 3))
    known = work("10.00", fee=Decimal(500), setting=Setting.FACILITY)
    credited = credit([known, work("4.00"), other_day], ranked("1", "0.5", by=basis))
    assert credits_of(credited) == [None, None, "7"]
    assert credited.lines[0].missing == (
        f"The plan ranks the procedures of a day by {words}, and for Y0003 none is given; give "
        "it, or choose another basis."
    )


def test_only_lines_of_one_claim_and_day_are_ranked_together() -> None:
    listed = [work("10.00"), replace(work("4.00"), day=date(2026, 3, 3)), work("6.00", claim="B")]
    assert credits_of(credit(listed, HALVES)) == ["10", "4", "6"]


def test_assistants_are_ranked_among_themselves() -> None:
    told = replace(HALVES, factors=(ModifierFactor("80", Decimal("0.16")),))
    listed = [work("10.00"), work("20.00", "80"), work("4.00"), work("30.00", "80")]
    # 20 x 0.16 x 0.50 and 30 x 0.16
    assert credits_of(credit(listed, told)) == ["10", "1.6", "2", "4.8"]


def test_modifiers_are_seen_to_before_the_rank() -> None:
    told = replace(HALVES, factors=(ModifierFactor("50", Decimal("1.50")),))
    credited = credit([work("8.00"), work("6.00", "50")], told)
    assert credits_of(credited) == ["4", "9"]


def test_units_are_part_of_what_a_line_is_worth() -> None:
    assert credits_of(credit([work("8.00"), work("6.00", units=2)], HALVES)) == ["4", "12"]
    once = replace(HALVES, count_units=False)
    assert credits_of(credit([work("8.00"), work("6.00", units=2)], once)) == ["8", "3"]


def test_equals_keep_their_order() -> None:
    first, second = work("5.00", claim="A"), work("5.00", claim="A")
    lines = credit([first, second], HALVES).lines
    assert [line.position for line in lines] == [1, 2]


def test_lines_with_a_modifier_that_stands_apart_are_neither_cut_nor_counted() -> None:
    told = ranked("1", "0.50", apart=("78",))
    credited = credit([work("20.00", "78"), work("10.00"), work("4.00")], told)
    assert credits_of(credited) == ["20", "10", "2"]


def test_indicators_that_the_plan_does_not_name_are_not_ranked() -> None:
    old = on_row(row("Y0001", work="20.00", multiple_procedure="1"))
    assert credits_of(credit([old, work("10.00"), work("4.00")], HALVES)) == ["20", "10", "2"]


def test_the_lowest_factor_alone_may_be_that_of_the_rank() -> None:
    told = replace(
        HALVES, combine=Combine.LOWEST, factors=(ModifierFactor("62", Decimal("0.625")),)
    )
    assert credits_of(credit([work("10.00", "62"), work("8.00", "62")], told)) == ["6.25", "4"]


def test_endoscopies_may_be_ranked_as_any_procedure() -> None:
    credited = credit([scope("Y0011", "4.46"), scope("Y0012", "3.47")], HALVES)
    assert credits_of(credited) == ["4.46", "1.735"]


def test_endoscopies_may_stay_out_of_the_ranking() -> None:
    told = ranked("1", "0.50", endoscopy=Endoscopy.NONE)
    credited = credit([scope("Y0011", "4.46"), work("4.00"), work("2.00")], told)
    assert credits_of(credited) == ["4.46", "4", "1"]


def test_a_family_is_the_highest_and_of_each_other_what_is_beyond_the_base() -> None:
    credited = credit([scope("Y0012", "3.47"), scope("Y0011", "4.46")], FAMILIES)
    assert credits_of(credited) == ["0.29", "4.46"]
    (reason,) = credited.lines[0].reasons
    assert (reason.rule, reason.factor, reason.before) == ("wrvu.endoscopy", None, Decimal("3.47"))
    assert reason.words == (
        "Another endoscopy of the family: the work of its base Y0010, 3.18, is taken off."
    )


def test_a_family_takes_one_place_among_the_procedures_of_the_day() -> None:
    # The family is worth 4.46 + 0.29 = 4.75 and comes after 4.80, though before 4.70.
    for other, expected in (("4.80", ["2.23", "0.145", "4.8"]), ("4.70", ["4.46", "0.29", "2.35"])):
        listed = [scope("Y0011", "4.46"), scope("Y0012", "3.47"), work(other)]
        assert credits_of(credit(listed, FAMILIES)) == expected


def test_an_endoscopy_with_less_work_than_its_base_adds_nothing() -> None:
    credited = credit([scope("Y0011", "4.46"), scope("Y0013", "2.31")], FAMILIES)
    assert credits_of(credited) == ["4.46", "0"]


def test_the_base_is_credited_within_a_member_of_its_family() -> None:
    credited = credit([on_row(BASE), scope("Y0012", "3.47")], FAMILIES)
    assert credits_of(credited) == ["0", "3.47"]
    assert credited.lines[0].reasons[0].words == (
        "Y0010 is the base of a family of endoscopies and is credited within Y0012."
    )
    assert credits_of(credit([on_row(BASE), work("2.00")], FAMILIES)) == ["3.18", "1"]


def test_a_member_by_itself_is_an_ordinary_procedure() -> None:
    assert credits_of(credit([scope("Y0012", "3.47"), work("9.00")], FAMILIES)) == ["1.735", "9"]


def test_what_is_taken_off_an_endoscopy_comes_before_its_modifiers() -> None:
    told = replace(FAMILIES, factors=(ModifierFactor("52", Decimal("0.50")),))
    credited = credit([scope("Y0011", "4.46"), scope("Y0012", "3.48", "52")], told)
    assert credits_of(credited) == ["4.46", "0.15"]


def test_the_amount_decides_the_highest_of_a_family_where_the_plan_says_so() -> None:
    told = ranked("1", "0.50", by=Basis.AMOUNT, endoscopy=Endoscopy.DIFFERENCE)
    listed = [scope("Y0011", "4.46", fee="250.00"), scope("Y0012", "3.47", fee="260.00")]
    assert credits_of(credit(listed, told)) == ["1.28", "3.47"]
    # 260 + (250 - 200) = 310 for the family, before a surgery of 300.
    both = credit([*listed, work("9.00", fee=Decimal(300))], told)
    assert credits_of(both) == ["1.28", "3.47", "4.5"]


def test_a_family_whose_base_is_not_known_is_unanswered() -> None:
    listed = [scope("Y0011", "4.46"), replace(scope("Y0012", "3.47"), base_row=None)]
    credited = credit(listed, FAMILIES)
    assert credits_of(credited) == [None, None]
    assert "none is known for its base code Y0010" in credited.lines[0].missing


def test_a_family_may_be_ranked_by_the_order_of_the_lines() -> None:
    told = ranked("1", "0.50", by=Basis.ORDER, endoscopy=Endoscopy.DIFFERENCE)
    listed = [work("2.00"), scope("Y0012", "3.47"), scope("Y0011", "4.46")]
    # The family comes second: 3.47 x 0.50 and (4.46 - 3.18) x 0.50.
    assert credits_of(credit(listed, told)) == ["2", "1.735", "0.64"]


@given(st.lists(scaled(2_000, 2, 1), min_size=1, max_size=6, unique=True), st.randoms())
def test_the_order_of_lines_does_not_change_what_is_credited(
    rvus: list[Decimal], chance: st.DataObject
) -> None:
    listed = [work(str(value)) for value in rvus]
    shuffled = list(listed)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    for told in (HALVES, plan("customary")):
        assert credit(listed, told).credited == credit(shuffled, told).credited


@given(st.lists(scaled(2_000, 2, 1), min_size=2, max_size=6), scaled(10_000, 4))
def test_ranking_by_work_gives_the_most_that_any_order_could(
    rvus: list[Decimal], later: Decimal
) -> None:
    assume(later <= 1)
    listed = [work(str(value)) for value in rvus]
    by_work = credit(listed, ranked("1", str(later))).credited
    by_order = credit(listed, ranked("1", str(later), by=Basis.ORDER)).credited
    assert by_work >= by_order


def test_the_day_of_a_service_is_what_it_says() -> None:
    assert work("1.00").day == DAY
