"""Worked cases that others have published, each through the whole engine.

The inputs and results are the sources' own (a residents' guide, employers' tables in forums of
nurses and physician assistants, a vendor's guide to draws, compensation administrators' tests).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from openrvu.exact import round_half_up
from openrvu.productivity.benchmark.percentile import standing, value_at
from openrvu.productivity.contract.call import call_totals
from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.facts import Facts, volume_at
from openrvu.productivity.contract.pay_terms import (
    CallPay,
    Of,
    Pays,
    Per,
    Production,
    Quality,
    QualityKind,
    Scale,
    Shift,
    Stipend,
)
from openrvu.productivity.contract.run import run
from openrvu.productivity.contract.statement import PartKind
from openrvu.productivity.contract.terms import (
    By,
    Calendar,
    Draw,
    Ramp,
    Settle,
    Threshold,
    ThresholdKind,
)
from openrvu.productivity.contract.work import PeriodWork
from productivity.contract.making import (
    FIRST,
    YEAR,
    contract,
    fte,
    of_year,
    salary,
    straight,
    these,
    threshold,
    tiers,
)

BONUS_50 = {"production": straight("50")}


def shift(kind: str, count: str, amount: str, per: Per = Per.MONTH) -> Shift:
    return Shift(kind, Decimal(count), per, Decimal(amount))


def test_t1_a_bonus_above_the_threshold_comes_on_top_of_the_base() -> None:
    told = contract(base=(salary("180,000"),), threshold=threshold("3,600"), **BONUS_50)
    found = run(told, of_year("4,000"), YEAR)
    assert found.of(PartKind.PRODUCTION) == 20_000
    assert found.amount == 200_000


@pytest.mark.parametrize(
    "terms",
    [
        {"threshold": Threshold(ThresholdKind.DERIVED), "production": straight("27")},
        {"production": straight("27", Pays.GREATER)},
    ],
)
@pytest.mark.parametrize(
    ("wrvu", "bonus", "total"),
    [("3,000", 1_000, 81_000), ("3,700", 19_900, 99_900), ("4,500", 41_500, 121_500)],
)
def test_t2_production_in_excess_of_base_is_a_derived_threshold_or_the_greater_of_both(
    terms: dict[str, object], wrvu: str, bonus: int, total: int
) -> None:
    found = run(contract(base=(salary("80,000"),), **terms), of_year(wrvu), YEAR)
    assert found.of(PartKind.PRODUCTION) == bonus
    assert found.amount == total
    assert found.outlook.break_even is not None
    assert round_half_up(found.outlook.break_even, 0) == 2_963


@pytest.mark.parametrize("settle", Settle)
def test_t3_a_quarters_threshold_is_a_fourth_of_the_years(settle: Settle) -> None:
    told = contract(
        threshold=threshold("3,304", By.NONE), production=straight("37.20"), settle=settle
    )
    work = [PeriodWork(FIRST, date(2026, 3, 31), Decimal(1350))]
    found = run(told, work, YEAR, through=date(2026, 3, 31))
    # 524 work RVUs above 826; against the whole year's 3,304 nothing is earned yet.
    assert found.amount == (0 if settle is Settle.WHOLE else Decimal("19492.80"))
    assert found.threshold == (3304 if settle is Settle.WHOLE else 826)


@pytest.mark.parametrize(("rate", "paid"), [("60", 360_000), ("55", 330_000)])
def test_t4_t5_straight_production_is_work_rvus_times_the_rate(rate: str, paid: int) -> None:
    assert run(contract(production=straight(rate)), of_year("6,000"), YEAR).amount == paid


@pytest.mark.parametrize(("wrvu", "paid"), [("7,000", 50_000), ("5,900", 0)])
def test_t6_what_lies_above_the_target_is_paid_and_nothing_is_taken_below_it(
    wrvu: str, paid: int
) -> None:
    found = run(contract(threshold=threshold("6,000"), **BONUS_50), of_year(wrvu), YEAR)
    assert found.amount == paid


@pytest.mark.parametrize(("wrvu", "paid"), [("4,000", 50_000), ("2,000", 0)])
def test_t7_a_ramp_lowers_the_target(wrvu: str, paid: int) -> None:
    ramp = (Ramp(FIRST, Decimal("0.5")),)
    told = contract(threshold=threshold("6,000"), ramp=ramp, **BONUS_50)
    found = run(told, of_year(wrvu), YEAR)
    assert found.threshold == 3_000
    assert found.amount == paid


def half_time(**terms: object) -> Contract:
    return contract(fte=(fte("1", "0.5"),), threshold=threshold("6,000"), **BONUS_50, **terms)


def test_t8_a_target_goes_by_clinical_fte() -> None:
    found = run(half_time(), of_year("3,500"), YEAR)
    assert (found.threshold, found.variance) == these(3_000, 500)
    assert found.percent_of_threshold == Decimal("116.67")


def test_t9_a_ramp_and_clinical_fte_go_together() -> None:
    found = run(half_time(ramp=(Ramp(FIRST, Decimal("0.8")),)), of_year("2,600"), YEAR)
    assert (found.threshold, found.variance) == these(2_400, 200)


def fixed(amount: int) -> tuple[Quality, ...]:
    return (Quality("goals", QualityKind.FIXED, amount=Decimal(amount)),)


def test_t10_base_bonus_and_quality_make_the_whole() -> None:
    told = contract(
        base=(salary("100,000"),), threshold=threshold("3,000"), quality=fixed(10_000), **BONUS_50
    )
    assert run(told, of_year("5,000"), YEAR).amount == 210_000


def test_t11_pay_below_the_threshold_is_base_other_pay_and_quality() -> None:
    told = contract(
        base=(salary("200,000"),),
        threshold=threshold("5,000"),
        quality=fixed(5_000),
        stipends=(Stipend("not clinical", Decimal(15_000)),),
        **BONUS_50,
    )
    found = run(told, of_year("4,000"), YEAR)
    assert found.amount == 220_000
    assert (found.clinical_pay, found.apart) == these(205_000, 15_000)


def test_t12_work_goes_by_clinical_fte_pay_by_total_fte_and_the_rate_is_pay_over_work() -> None:
    found = run(contract(fte=(fte("1", "0.75"),)), of_year("3,000"), YEAR)
    assert found.wrvu_per_fte == 4_000
    paid = contract(fte=(fte("0.5", "0.5"),), base=(salary("300,000"),))
    found = run(paid, of_year("1,000"), YEAR)
    assert (found.amount, found.pay_per_fte) == these(150_000, 300_000)
    found = run(contract(base=(salary("200,000"),)), of_year("4,000"), YEAR)
    assert found.effective_rate == 50


def test_t13_percentiles_lie_on_lines_between_the_points_both_ways() -> None:
    points = {p: Decimal(v) for p, v in ((25, 100), (50, 150), (75, 200), (90, 250))}
    for point, value in points.items():
        assert volume_at(points, Decimal(point)) == value
    for percentile in (40, 60):
        volume = value_at(Decimal(percentile), points)
        assert volume is not None
        assert standing(volume, points).percentile == percentile


@pytest.mark.parametrize(("percentile", "start"), [("40", 130), ("60", 170)])
def test_t13_a_percentile_tier_starts_on_the_line_between_the_points(
    percentile: str, start: int
) -> None:
    facts = Facts(percentiles={25: Decimal(100), 50: Decimal(150), 75: Decimal(200)})
    made = Production(
        Pays.ABOVE, tiers=tiers(("0", "1"), (percentile, "2")), scale=Scale.PERCENTILE
    )
    found = run(contract(production=made), of_year("80"), YEAR, facts).outlook.next_tier
    assert found is not None
    assert (found.at, found.away, found.rate) == these(start, start - 80, 2)


def test_t14_a_quality_override_is_that_percent_of_clinical_base() -> None:
    told = Quality(
        "quality",
        QualityKind.PERCENT,
        Decimal(10),
        of=Of.CLINICAL_BASE,
        score=Decimal("0.2"),
        override=Decimal(5),
    )
    found = run(contract(base=(salary("400,000"),), quality=(told,)), [], YEAR)
    assert found.of(PartKind.QUALITY) == 20_000


def test_t15_a_draw_tops_up_and_what_it_advances_is_owed() -> None:
    told = contract(
        production=straight("50"),
        draw=Draw(Decimal(1000), since_period=4),
        payout=Calendar.MONTHLY,
    )
    work = [(date(2026, month, 9), Decimal(n)) for month, n in ((1, 10), (2, 14), (3, 8))]
    found = run(told, work, YEAR, through=date(2026, 3, 31))
    lines = [payment.draw for payment in found.payments]
    assert [(line.earned, line.advanced, line.owed) for line in lines if line] == [
        these(500, 500, 500),
        these(700, 300, 800),
        these(400, 600, 1_400),
    ]
    assert [payment.amount for payment in found.payments] == [1_000] * 3


def call_run(*calls: CallPay) -> Decimal:
    return run(contract(call=calls), [], YEAR).amount


def test_t16_call_pay_is_rounded_last() -> None:
    shifts = (
        shift("weekday", "15", "500"),
        shift("weekend", "4", "600"),
        shift("holiday", "8", "800", Per.YEAR),
    )
    told = CallPay("call", shifts, one_in=4, physicians=8)
    totals = call_totals(told)
    assert totals.month == Decimal("10433.33")
    # Rounded by the month it would be 31,299.99, and 250,399.92 for the group.
    assert (totals.each, totals.group) == these(31_300, 250_400)
    assert call_run(told) == 31_300
    monthly = contract(call=(told,), payout=Calendar.MONTHLY)
    assert run(monthly, [], YEAR).amount == 31_300


def test_t17_a_stipend_for_call_is_divided_by_the_burden() -> None:
    told = CallPay("call", annual=Decimal(60_000), one_in=6, physicians=12)
    assert call_run(told) == 10_000
    assert call_totals(told).group == 120_000


def test_t18_an_uplift_multiplies_one_rotation_and_two_rotations_add_up() -> None:
    first = CallPay(
        "C1",
        (shift("weekday", "10", "800"), shift("weekend", "3", "1000")),
        one_in=5,
        uplift=Decimal(15),
        physicians=10,
    )
    second = CallPay(
        "C2", (shift("weekday", "12", "400"), shift("weekend", "4", "500")), one_in=5, physicians=10
    )
    assert (call_run(first), call_run(second)) == these(30_360, 16_320)
    assert call_run(first, second) == 46_680
    assert call_totals(first).group + call_totals(second).group == 466_800
