from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers.services import service as row
from openrvu.exact import multiply
from openrvu.pricing.claim import Provider
from openrvu.productivity.credit import credit
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_file import plan
from openrvu.productivity.plan_parts import (
    Anesthesia,
    AnesthesiaMode,
    CodeRange,
    Combine,
    ModifierFactor,
    PractitionerFactor,
    WorkOverride,
)
from openrvu.productivity.service import Service
from openrvu.schedule.fee_schedule import FeeSchedule
from productivity.making import DAY, credits_of, on_row, one, plans, services, work

FULL = plan("full-cms")
CUSTOMARY = plan("customary")


@pytest.mark.parametrize(
    ("work_rvu", "modifier", "factor", "units", "credited"),
    [
        ("17.69", "51", "0.50", 1, "8.845"),  # WR-04
        ("17.69", "62", "0.625", 1, "11.05625"),
        ("17.69", "80", "0.16", 1, "2.8304"),
        ("17.69", "AS", "0.136", 1, "2.40584"),
        ("3.33", "22", "1.25", 1, "4.1625"),
        ("2.11", "51", "0.5", 3, "3.165"),
        ("0.97", "26", "1", 4, "3.88"),
        ("0.97", "TC", "0", 2, "0"),
        ("6.16", "56", "0.11", 1, "0.6776"),
    ],
)
def test_a_line_is_work_times_units_times_factor_at_full_precision(
    work_rvu: str, modifier: str, factor: str, units: int, credited: str
) -> None:
    line = one(work(work_rvu, modifier, units=units), FULL.with_factor(modifier, Decimal(factor)))
    assert line.credited == Decimal(credited)
    assert line.full == Decimal(work_rvu) * units


def test_totals_alone_are_rounded_and_only_once() -> None:
    plan_51 = FULL.with_factor("51", Decimal("0.50"))
    credited = credit([work("17.69", "51"), work("17.69", "51"), work("0.01", "51")], plan_51)
    # 8.845 + 8.845 + 0.005 = 17.695, half up; lines rounded first would give 8.85 + 8.85 + 0.01.
    assert credits_of(credited) == ["8.845", "8.845", "0.005"]
    assert str(credited.credited) == "17.70"
    assert str(credited.full) == "35.39"


def test_a_reason_says_what_the_modifier_did() -> None:
    line = one(work("17.69", "62"), CUSTOMARY)
    (reason,) = line.reasons
    assert reason.rule == "wrvu.62"
    assert reason.words == "Modifier 62 (co-surgeons): 62.5% is credited."
    assert (reason.factor, reason.before, reason.after) == (
        Decimal("0.625"), Decimal("17.69"), Decimal("11.05625"),
    )  # fmt: skip
    assert reason.customary


def test_several_factors_are_multiplied_in_the_order_of_the_modifiers() -> None:
    line = one(work("10.00", "62", "22"), CUSTOMARY)
    assert [reason.rule for reason in line.reasons] == ["wrvu.62", "wrvu.22"]
    assert line.credited == Decimal("7.8125")


def test_a_plan_may_let_the_lowest_factor_stand_alone() -> None:
    lowest = replace(CUSTOMARY, combine=Combine.LOWEST)
    line = one(work("10.00", "62", "22", "51"), lowest)
    assert [reason.rule for reason in line.reasons] == ["wrvu.51"]
    assert line.credited == Decimal(5)
    assert one(work("10.00", "22"), lowest).credited == Decimal("12.5")


def test_a_modifier_counts_once_however_often_and_however_it_is_written() -> None:
    assert one(work("10.00", "62", " 62 ", "62"), CUSTOMARY).credited == Decimal("6.25")
    assert one(work("10.00", "as"), CUSTOMARY).credited == Decimal("1.36")


def test_as_beside_80_is_one_reduction() -> None:
    for modifiers in (("80", "AS"), ("AS", "80"), ("AS", "82")):
        assert one(work("10.00", *modifiers), CUSTOMARY).credited == Decimal("1.36")
    without_as = replace(FULL, factors=(ModifierFactor("80", Decimal("0.16")),))
    assert one(work("10.00", "AS", "80"), without_as).credited == Decimal("1.6")


def test_as_is_not_cut_again_for_the_practitioner() -> None:
    own = replace(CUSTOMARY, practitioners=(PractitionerFactor(Provider.PA, Decimal("0.85")),))
    assert one(work("10.00", "AS", provider=Provider.PA), own).credited == Decimal("1.36")
    assert one(work("10.00", provider=Provider.PA), own).credited == Decimal("8.5")
    assert one(work("10.00", provider=Provider.NP), own).credited == Decimal(10)


def test_right_and_left_on_one_line_are_both_sides() -> None:
    assert one(work("10.00", "RT", "LT"), CUSTOMARY).credited == Decimal(15)
    assert one(work("10.00", "RT"), CUSTOMARY).credited == Decimal(10)
    assert one(work("10.00", "RT", "LT", "50"), CUSTOMARY).credited == Decimal(15)


def test_parts_of_the_global_package_on_one_line_are_added_not_multiplied() -> None:
    line = one(work("10.00", "54", "55"), CUSTOMARY)
    assert line.credited == Decimal(10)
    assert line.reasons == ()
    assert one(work("10.00", "55", "56"), CUSTOMARY).credited == Decimal("3.1")


def test_a_share_that_the_file_does_not_give_is_said_and_not_guessed() -> None:
    minor = row("Y0001", work="2.60", global_days="000")
    credited = credit([on_row(minor, "54"), work("10.00")], CUSTOMARY)
    line = credited.lines[0]
    assert (line.full, line.credited, line.reasons) == (Decimal("2.60"), None, ())
    assert line.missing == (
        "CMS's file gives no share of the global package of Y0001 (global days 000), so nothing "
        "can be credited for modifier 54."
    )
    assert credited.unanswered == (line,)
    assert (credited.full, credited.credited) == (Decimal("10.00"), Decimal("10.00"))


def test_a_share_needs_a_row_even_where_the_plan_has_its_own_work() -> None:
    own = replace(CUSTOMARY, overrides=(WorkOverride("Y0009", Decimal("1.30")),))
    line = one(Service("Y0009", DAY, modifiers=("54",)), own)
    assert line.credited is None
    assert "of Y0009 (global days none)" in line.missing


def test_a_return_to_the_operating_room_is_the_operation_alone() -> None:
    assert one(work("10.00", "78"), CUSTOMARY).credited == Decimal("6.9")
    assert one(work("10.00", "78", "54"), CUSTOMARY).credited == Decimal("6.9")
    minor = row("Y0001", work="2.60", global_days="000")
    assert one(on_row(minor, "78"), CUSTOMARY).credited == Decimal("2.60")
    without_shares = row("Y0001", work="2.60", global_days="090")
    assert one(on_row(without_shares, "78"), CUSTOMARY).credited is None


def test_a_code_that_the_plan_zeroes_is_credited_nothing_and_says_why() -> None:
    zeroing = replace(CUSTOMARY, zeroed=(CodeRange("90471", "90474"),))
    line = one(on_row(row("90473", work="0.17"), "51"), zeroing)
    assert (line.full, line.credited) == (Decimal("0.17"), Decimal(0))
    assert [reason.words for reason in line.reasons] == ["The plan credits nothing for 90473."]
    assert one(on_row(row("90460", work="0.17")), zeroing).credited == Decimal("0.17")


def test_a_plan_may_have_its_own_work_rvu_even_where_cms_lists_none() -> None:
    own = replace(CUSTOMARY, overrides=(WorkOverride("Y0009", Decimal("1.30"), "as agreed"),))
    line = one(Service("Y0009", DAY, modifiers=("22",), units=2), own)
    assert (line.full, line.credited) == (None, Decimal("3.25"))
    first, second = line.reasons
    assert (first.rule, first.before, first.factor, first.after) == (
        "wrvu.own", None, None, Decimal("2.60"),
    )  # fmt: skip
    assert first.words == "The plan has its own work RVU for Y0009: 1.30 (as agreed)."
    assert second.rule == "wrvu.22"


def test_a_plan_may_count_a_line_once_whatever_its_units() -> None:
    once = replace(FULL, count_units=False)
    line = one(work("1.30", units=3), once)
    assert (line.full, line.credited) == (Decimal("3.90"), Decimal("1.30"))
    assert line.reasons[0].words == "The plan counts a line once, not its 3 units."


def test_a_service_without_a_row_is_unanswered_not_nothing() -> None:
    line = one(Service("Z9999", DAY, no_row="'Z9999' is not in RVU26A."), CUSTOMARY)
    assert (line.full, line.credited) == (None, None)
    assert line.missing == "'Z9999' is not in RVU26A."
    assert one(Service("Z9999", DAY), CUSTOMARY).missing == "CMS's file holds no row for Z9999."


@pytest.mark.parametrize(
    ("service", "said"),
    [
        (work("1.00", units=0), "0 units: expected a whole number from 1 to 99,999."),
        (work("1.00", units=100_000), "100000 units: expected a whole number"),
        (work("1.00", *(f"A{n}" for n in range(9))), "9 modifiers: a claim line holds 4"),
    ],
)
def test_a_line_that_no_claim_could_hold_is_unanswered(service: Service, said: str) -> None:
    line = one(service, CUSTOMARY)
    assert line.credited is None
    assert line.missing.startswith(said)


ANESTHESIA = row("00840", work="0.00", pe="0.00", mp="0.00", status="J", pctc="9")
BY_UNITS = replace(
    FULL,
    anesthesia=Anesthesia(AnesthesiaMode.UNITS, Decimal("0.30")),
    factors=(ModifierFactor("QK", Decimal("0.50")),),
)


def test_anesthesia_may_be_credited_by_base_and_time_units() -> None:
    # 100 minutes / 15 = 6.67 time units, 6.7 as Medicare rounds; (6 + 6.7) x 0.30 = 3.81
    service = on_row(ANESTHESIA, minutes=100, base_units=Decimal(6))
    line = one(service, BY_UNITS)
    assert (line.full, line.credited) == (Decimal(0), Decimal("3.81"))
    assert line.reasons[0].words == (
        "Anesthesia: 6 base units and 6.7 time units at 0.30 work RVUs a unit."
    )
    directed = replace(service, modifiers=("QK",))
    assert one(directed, BY_UNITS).credited == Decimal("1.905")


@pytest.mark.parametrize(
    ("minutes", "base_units", "lacks"), [(None, Decimal(6), "minutes"), (60, None, "base units")]
)
def test_anesthesia_units_that_are_not_known_leave_the_line_unanswered(
    minutes: int | None, base_units: Decimal | None, lacks: str
) -> None:
    line = one(on_row(ANESTHESIA, minutes=minutes, base_units=base_units), BY_UNITS)
    assert line.credited is None
    assert f"its {lacks} are not given" in line.missing


def test_anesthesia_that_no_plan_credits_is_pointed_out() -> None:
    line = one(on_row(ANESTHESIA, minutes=60, base_units=Decimal(6)), CUSTOMARY)
    assert line.credited == 0
    assert line.notices == (
        "CMS lists no work RVUs for anesthesia, and the plan credits no anesthesia units.",
    )


def test_own_work_of_a_plan_goes_before_anesthesia_units() -> None:
    own = replace(BY_UNITS, overrides=(WorkOverride("00840", Decimal(2)),))
    assert one(on_row(ANESTHESIA), own).credited == Decimal(2)


def test_51_on_a_code_that_cms_exempts_is_cut_as_billed_and_pointed_out() -> None:
    add_on = row("Y0005", work="1.35", global_days="ZZZ", multiple_procedure="0")
    line = one(on_row(add_on, "51"), CUSTOMARY)
    assert line.credited == Decimal("0.675")
    assert "CMS exempts it" in line.notices[0]


def test_both_sides_in_several_units_are_pointed_out() -> None:
    line = one(work("10.00", "50", units=2), CUSTOMARY)
    assert line.credited == Decimal(30)
    assert "a side may be counted twice" in line.notices[0]


def test_work_rvus_of_2026_are_credited_as_printed() -> None:
    schedule = FeeSchedule.on(date(2026, 7, 1))
    services_2026 = [
        Service(code, schedule.day, schedule.row(code)) for code in ("45385", "27447", "99214")
    ]
    for line in credit(services_2026, CUSTOMARY).lines:
        assert line.service.row is not None
        assert line.credited == line.full == line.service.row.work


def test_an_employers_published_list_of_factors_can_be_written_as_a_plan() -> None:
    # One large health system's report code: all four modifiers multiply, whatever the indicators.
    listed = {
        "TC": "0", "56": "0.11", "AS": "0.16", "80": "0.16", "82": "0.16", "55": "0.20",
        "50": "1.50", "52": "0.50", "53": "0.50", "74": "0.50", "62": "0.625", "54": "0.70",
        "22": "1.25", "76": "0.70", "78": "0.70",
    }  # fmt: skip
    told = replace(
        FULL,
        factors=tuple(ModifierFactor(m, Decimal(f)) for m, f in listed.items()),
        release="posting date",
        zeroed=(CodeRange("96365", "96376"),),
    ).with_factor("51", Decimal("0.50"))
    assert one(work("10.00", "50", "51", "78"), told).credited == Decimal("5.25")
    assert one(on_row(row("96372", work="0.17")), told).credited == 0


@given(st.lists(services(), max_size=6))
def test_the_full_plan_credits_what_cms_lists(listed: list[Service]) -> None:
    credited = credit(listed, FULL)
    assert all(line.credited == line.full for line in credited.lines)
    assert all(not line.reasons for line in credited.lines)
    assert credited.full == credited.credited


@given(st.lists(services(), max_size=6), plans())
def test_every_line_is_answered_with_a_figure_that_is_not_negative_or_with_words(
    listed: list[Service], told: CreditPlan
) -> None:
    credited = credit(listed, told)
    assert [line.service for line in credited.lines] == listed
    for line in credited.lines:
        assert (line.credited is None) == bool(line.missing)
        assert line.credited is None or line.credited >= 0
        assert (line.full is None) == (line.service.row is None)
    assert credited.credited >= 0


@given(st.lists(services(), max_size=6), plans())
def test_the_steps_lead_exactly_from_full_to_credited(
    listed: list[Service], told: CreditPlan
) -> None:
    for line in credit(listed, told).lines:
        at = line.full
        for reason in line.reasons:
            assert reason.before == at != reason.after
            if reason.factor is not None:
                assert at is not None
                assert reason.after == multiply(at, reason.factor)
            at = reason.after
        assert line.credited is None or line.credited == at


@given(st.lists(services(), max_size=6), plans())
def test_factors_of_1_change_nothing(listed: list[Service], told: CreditPlan) -> None:
    with_ones = replace(
        FULL,
        factors=tuple(replace(f, factor=Decimal(1)) for f in told.factors if f.factor is not None),
        combine=told.combine,
        practitioners=tuple(replace(p, factor=Decimal(1)) for p in told.practitioners),
        multiple=replace(FULL.multiple, mode=told.multiple.mode),
    )
    for line in credit(listed, with_ones).lines:
        assert line.credited == line.full
        assert line.reasons == ()
