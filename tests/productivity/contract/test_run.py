"""Contracts run on hand-made years; every expected figure is worked out by hand beside it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from openrvu.productivity.contract.as_data import statement_data
from openrvu.productivity.contract.facts import Facts, MissingFact
from openrvu.productivity.contract.pay_terms import (
    FteRate,
    Of,
    Pays,
    Production,
    Quality,
    QualityKind,
    Scale,
    Stipend,
)
from openrvu.productivity.contract.run import run
from openrvu.productivity.contract.statement import PartKind
from openrvu.productivity.contract.steps import Step
from openrvu.productivity.contract.terms import (
    By,
    Calendar,
    Cap,
    CapOn,
    Draw,
    Guarantee,
    GuaranteeKind,
    Pool,
    Prorate,
    Recovery,
    Settle,
    Threshold,
    ThresholdKind,
)
from openrvu.productivity.contract.work import PeriodWork
from openrvu.productivity.contract.year import NotInForce
from productivity.contract.making import (
    FIRST,
    LAST,
    WORK,
    YEAR,
    contract,
    figures,
    fte,
    of_year,
    salary,
    straight,
    these,
    threshold,
    tiers,
)

BANDS = tiers(("0", "40"), ("4,000", "50"), ("6,000", "60"))
HALF = date(2026, 7, 1)
POINTS = Facts(percentiles={p: Decimal(v) for p, v in ((25, 4000), (50, 5000), (75, 6000))})


def step_of(steps: tuple[Step, ...], rule: str) -> Step:
    return next(step for step in steps if step.rule == rule)


def test_marginal_tiers_pay_each_band_at_its_own_rate() -> None:
    found = run(contract(production=Production(Pays.ABOVE, tiers=BANDS)), of_year("7,000"), YEAR)
    assert found.amount == 4000 * 40 + 2000 * 50 + 1000 * 60
    lines = [step.result.value for step in found.parts[0].steps if step.rule == "pay.rate"]
    assert lines == [160_000, 100_000, 60_000]
    assert found.effective_rate == Decimal("45.71")  # 320,000 / 7,000


def test_whole_volume_tiers_price_all_of_it_at_the_rate_reached() -> None:
    made = Production(Pays.ABOVE, tiers=BANDS, whole_volume=True)
    assert run(contract(production=made), of_year("7,000"), YEAR).amount == 7000 * 60
    assert run(contract(production=made), of_year("6,000"), YEAR).amount == 6000 * 60
    assert run(contract(production=made), of_year("5,999"), YEAR).amount == 5999 * 50


def test_the_starts_of_tiers_go_by_the_fte_the_contract_names() -> None:
    told = contract(fte=(fte("1", "0.5"),), production=Production(Pays.ABOVE, tiers=BANDS))
    # At half clinical time the bands start at 2,000 and 3,000.
    assert run(told, of_year("3,500"), YEAR).amount == 2000 * 40 + 1000 * 50 + 500 * 60
    whole = contract(
        fte=(fte("1", "0.5"),), production=Production(Pays.ABOVE, tiers=BANDS, by=By.TOTAL)
    )
    assert run(whole, of_year("3,500"), YEAR).amount == 3500 * 40


def test_a_threshold_takes_the_first_work_rvus_out_of_the_bands() -> None:
    told = contract(threshold=threshold("5,000"), production=Production(Pays.ABOVE, tiers=BANDS))
    assert run(told, of_year("7,000"), YEAR).amount == 1000 * 50 + 1000 * 60


@pytest.mark.parametrize(("whole", "paid"), [(True, 5500 * 50), (False, 5000 * 40 + 500 * 50)])
def test_percentile_tiers_pay_the_whole_volume_or_the_excess(whole: bool, paid: int) -> None:
    made = Production(
        Pays.ABOVE,
        tiers=tiers(("0", "40"), ("50", "50"), ("75", "60")),
        scale=Scale.PERCENTILE,
        whole_volume=whole,
    )
    assert run(contract(production=made), of_year("5,500"), YEAR, POINTS).amount == paid


def test_percentile_tiers_ask_for_the_points_they_go_by() -> None:
    made = Production(Pays.ABOVE, tiers=tiers(("0", "40"), ("90", "50")), scale=Scale.PERCENTILE)
    with pytest.raises(MissingFact, match=r"percentile 90 .* P25, P50, P75; give points"):
        run(contract(production=made), [], YEAR, POINTS)


def test_percent_of_volume_tiers_pay_parts_of_the_volume() -> None:
    made = Production(
        Pays.ABOVE,
        tiers=tiers(("0", "40"), ("50", "50"), ("80", "60")),
        scale=Scale.PERCENT_OF_VOLUME,
    )
    # Of 1,000: 500 at 40, 300 at 50, 200 at 60.
    found = run(contract(production=made), of_year("1,000"), YEAR)
    assert found.amount == 20_000 + 15_000 + 12_000
    assert found.outlook.next_tier is None


@pytest.mark.parametrize(("clinical", "rate"), [("0.74", 44), ("0.75", 48), ("1", 48)])
def test_a_rate_goes_by_the_band_of_clinical_fte(clinical: str, rate: int) -> None:
    bands = (FteRate(Decimal(0), Decimal(44)), FteRate(Decimal("0.75"), Decimal(48)))
    told = contract(fte=(fte("1", clinical),), production=Production(Pays.ABOVE, fte_rates=bands))
    assert run(told, of_year("1,000"), YEAR).amount == 1000 * rate


def test_the_payout_share_is_the_part_that_is_paid() -> None:
    told = contract(threshold=threshold("4,000"), production=straight("50", share="0.8"))
    assert run(told, of_year("5,000"), YEAR).amount == 40_000


def test_salary_and_threshold_follow_fte_by_date() -> None:
    told = contract(
        fte=(fte("1", "1"), fte("0.5", "0.4", HALF)),
        base=(salary("200,000"), salary("240,000", HALF)),
        threshold=threshold("4,000"),
        production=straight("50"),
    )
    found = run(told, of_year("3,000"), YEAR)
    assert found.of(PartKind.BASE) == 100_000 + 60_000
    assert found.threshold == 2_000 + 800
    assert found.of(PartKind.PRODUCTION) == 200 * 50
    assert len([step for step in found.parts[0].steps if step.rule == "pay.base"]) == 2


def test_by_days_a_month_counts_its_days_and_by_months_a_twelfth() -> None:
    paid = {
        how: run(
            contract(base=(salary("365,000"),), prorate=how, payout=Calendar.MONTHLY), [], YEAR
        )
        for how in Prorate
    }
    assert paid[Prorate.DAYS].payments[1].amount == 28_000
    # Two twelfths are 60,833.33, of which 30,416.67 were paid in January.
    assert paid[Prorate.MONTHS].payments[1].amount == Decimal("30416.66")
    assert {found.amount for found in paid.values()} == {Decimal(365_000)}


def test_pay_is_rounded_once_on_the_year_to_date_of_each_payment() -> None:
    told = contract(base=(salary("100,000"),), payout=Calendar.MONTHLY)
    # 8,333.333... a month: to date 8,333.33, 16,666.67, 25,000.00, ...
    paid = [payment.amount for payment in run(told, [], YEAR).payments]
    assert paid[:3] == [Decimal("8333.33"), Decimal("8333.34"), Decimal("8333.33")]
    assert sum(paid) == 100_000


def test_half_a_cent_is_rounded_up_and_parts_share_one_rounding() -> None:
    half = contract(production=straight("0.5"))
    assert run(half, of_year("0.01"), YEAR).amount == Decimal("0.01")
    # Twice 0.5 cents is one cent, not two.
    two = contract(
        production=straight("0.5"),
        stipends=(Stipend("a", Decimal("0.005")),),
    )
    found = run(two, of_year("0.01"), YEAR)
    assert [part.amount for part in found.parts] == [Decimal("0.01"), Decimal("0.00")]


def test_the_steps_show_a_partial_share_to_six_digits_and_use_it_exactly() -> None:
    told = contract(base=(salary("300,000"),), starts=date(2026, 12, 21))
    (part,) = run(told, [], YEAR).parts
    step = step_of(part.steps, "pay.base")
    # 11 of December's 31 days: 11 / 372 of 300,000.
    assert step.numbers[1].value == Decimal("0.02957")
    assert part.amount == Decimal("8870.97")


def test_work_measured_against_the_whole_year_pays_nothing_until_its_threshold_is_passed() -> None:
    told = contract(threshold=threshold("4,000"), production=straight("50"), settle=Settle.WHOLE)
    quarters = [date(2026, month, 15) for month in (2, 5, 8, 11)]
    found = run(told, [(day, Decimal(1500)) for day in quarters], YEAR)
    assert [payment.amount for payment in found.payments] == [0, 0, 25_000, 75_000]


def test_prorated_true_up_takes_back_what_a_good_start_was_paid() -> None:
    told = contract(threshold=threshold("4,000"), production=straight("50"))
    work = [(date(2026, 2, 1), Decimal(2000)), (date(2026, 8, 1), Decimal(2500))]
    found = run(told, work, YEAR)
    # To date against 1,000, 2,000, 3,000 and 4,000: 1,000, 0, 1,500 and 500 above.
    assert [p.amount for p in found.payments] == [50_000, -50_000, 75_000, -50_000]
    assert any("below zero" in notice for notice in found.notices)


def test_periods_settled_alone_are_not_trued_up() -> None:
    told = contract(threshold=threshold("4,000"), production=straight("50"), settle=Settle.ALONE)
    work = [(date(2026, 2, 1), Decimal(2000)), (date(2026, 8, 1), Decimal(2500))]
    found = run(told, work, YEAR)
    assert [p.amount for p in found.payments] == [50_000, 0, 75_000, 0]


def test_a_contract_year_may_begin_in_july_and_a_contract_in_mid_period() -> None:
    told = contract(starts=date(2026, 9, 1), year_begins=7, base=(salary("120,000"),))
    found = run(told, [(date(2026, 8, 31), Decimal(9)), (date(2027, 6, 30), Decimal(5))], YEAR)
    assert [p.amount for p in found.payments] == [10_000, 30_000, 30_000, 30_000]
    assert (found.first, found.payments[0].last) == (date(2026, 9, 1), date(2026, 9, 30))
    assert found.wrvu == 5
    assert found.last == date(2027, 6, 30)


def test_a_year_before_the_contract_is_refused_with_its_dates() -> None:
    with pytest.raises(NotInForce, match="in force from 2026-01-01 to no end"):
        run(contract(), [], 2025)
    late = contract(starts=HALF)
    with pytest.raises(NotInForce, match="2026-03-01 is before it"):
        run(late, [], YEAR, through=date(2026, 3, 1))


def test_a_year_not_over_shows_the_open_period_as_earned_so_far() -> None:
    told = contract(base=(salary("120,000"),))
    found = run(told, [], YEAR, through=date(2026, 4, 30))
    assert [p.amount for p in found.payments] == [30_000, 10_000]
    assert [p.is_complete for p in found.payments] == [True, False]
    assert not found.is_complete
    assert any("earned by 2026-04-30" in notice for notice in found.notices)


def guaranteed(kind: GuaranteeKind) -> Guarantee:
    return Guarantee(Decimal(240_000), date(2026, 6, 30), kind)


@pytest.mark.parametrize(
    ("kind", "first_half", "added", "production"),
    [
        # 120,000 guaranteed for the half; 2,000 x 50 lacks 20,000 of it.
        (GuaranteeKind.FLOOR, 2000, 20_000, 100_000 + 150_000),
        (GuaranteeKind.FLOOR, 3000, 0, 150_000 + 150_000),
        (GuaranteeKind.FIXED, 3000, 120_000, 150_000),
    ],
)
def test_a_guarantee_tops_up_until_its_last_day_or_stands_alone(
    kind: GuaranteeKind, first_half: int, added: int, production: int
) -> None:
    told = contract(production=straight("50"), guarantee=guaranteed(kind))
    work = [(date(2026, 3, 1), Decimal(first_half)), (date(2026, 9, 1), Decimal(3000))]
    found = run(told, work, YEAR)
    assert found.of(PartKind.GUARANTEE) == added
    assert found.of(PartKind.PRODUCTION) == production


def test_after_a_fixed_guarantee_the_threshold_is_that_of_the_days_after_it() -> None:
    told = contract(
        production=straight("50"),
        threshold=threshold("4,000"),
        guarantee=guaranteed(GuaranteeKind.FIXED),
    )
    found = run(told, [(date(2026, 3, 1), Decimal(9000)), (HALF, Decimal(2500))], YEAR)
    assert found.of(PartKind.PRODUCTION) == 500 * 50
    assert found.threshold == found.outlook.threshold == 2_000
    assert found.outlook.first == HALF


def quality(kind: QualityKind, percent: str = "0", **terms: object) -> Quality:
    return Quality("goals", kind, Decimal(percent), **terms)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "paid"),
    [
        # Base 100,000 (clinical 80,000) and 2,000 x 50 = 100,000, at a score of 0.9.
        (quality(QualityKind.RATE), -10_000),
        (quality(QualityKind.PERCENT, "10"), 9_000),
        (quality(QualityKind.PERCENT, "10", of=Of.CLINICAL_BASE), 7_200),
        (quality(QualityKind.TOTAL, "20"), 45_000),  # 200,000 x 0.2 / 0.8 x 0.9
        (quality(QualityKind.FIXED, amount=Decimal(10_000)), 9_000),
        (quality(QualityKind.HOLDBACK, "20", of=Of.PRODUCTION), -2_000),
        (quality(QualityKind.HOLDBACK, "20", of=Of.BASE), -2_000),
    ],
)
def test_quality_of_each_kind_goes_by_the_score(told: Quality, paid: int) -> None:
    made = contract(
        fte=(fte("1", "0.8"),),
        base=(salary("100,000"),),
        production=straight("50"),
        quality=(told,),
    )
    facts = Facts(scores={"goals": Decimal("0.9")})
    assert run(made, of_year("2,000"), YEAR, facts).amount == 200_000 + paid


def test_quality_of_total_pay_is_that_percent_of_the_total_at_full_score() -> None:
    told = contract(base=(salary("190,000"),), quality=(quality(QualityKind.TOTAL, "5"),))
    found = run(told, [], YEAR)
    assert found.of(PartKind.QUALITY) == found.amount * 5 / 100 == 10_000


def test_a_holdback_is_released_by_the_score_when_the_year_is_over() -> None:
    held = quality(QualityKind.HOLDBACK, "20", of=Of.PRODUCTION)
    told = contract(production=straight("50"), quality=(held,), payout=Calendar.SEMIANNUAL)
    facts = Facts(scores={"goals": Decimal("0.5")})
    work = [(date(2026, 2, 1), Decimal(1000)), (date(2026, 8, 1), Decimal(1000))]
    found = run(told, work, YEAR, facts)
    assert [p.amount for p in found.payments] == [40_000, 40_000 + 10_000]
    assert found.of(PartKind.HOLDBACK) == -20_000
    assert found.of(PartKind.RELEASED) == 10_000
    half = run(told, work, YEAR, facts, through=date(2026, 6, 30))
    assert any("when the year is over" in notice for notice in half.notices)


def test_a_score_that_was_not_told_is_assumed_and_said() -> None:
    told = quality(QualityKind.FIXED, amount=Decimal(1000), score=Decimal("0.7"))
    found = run(contract(quality=(told,)), [], YEAR)
    assert found.amount == 700
    assert found.notices == ("Quality 'goals': no score was told; the contract's 0.7 is assumed.",)


@pytest.mark.parametrize(
    ("pool", "paid"),
    [
        (Pool(Decimal(30_000), amount=Decimal(60_000), share=Decimal("0.2")), 12_000),
        (Pool(Decimal(30_000), rate=Decimal(40), share=Decimal("0.2")), 16_000),
        (Pool(Decimal(30_000), amount=Decimal(60_000)), 7_500),  # 4,000 of 32,000
        (Pool(Decimal(33_000), amount=Decimal(60_000)), 0),
    ],
)
def test_a_group_target_pays_its_share_where_the_group_meets_it(pool: Pool, paid: int) -> None:
    facts = Facts(group_work=tuple(of_year("32,000")))
    assert run(contract(pool=pool), of_year("4,000"), YEAR, facts).amount == paid
    with pytest.raises(MissingFact, match="give the group's credited work RVUs"):
        run(contract(pool=pool), [], YEAR)


@pytest.mark.parametrize(
    ("on", "paid"),
    [(CapOn.PRODUCTION, 270_000), (CapOn.CLINICAL, 170_000), (CapOn.TOTAL, 150_000)],
)
def test_a_cap_cuts_what_it_covers(on: CapOn, paid: int) -> None:
    told = contract(
        base=(salary("100,000"),),
        production=straight("50"),
        stipends=(Stipend("chair", Decimal(20_000)),),
        cap=Cap(Decimal(150_000), on),
    )
    found = run(told, of_year("6,000"), YEAR)
    assert found.amount == paid
    assert found.of(PartKind.CAP) == paid - 420_000


@pytest.mark.parametrize("settle", [Settle.PRORATED, Settle.WHOLE])
def test_a_guarantee_makes_up_for_production_that_a_cap_cuts(settle: Settle) -> None:
    """6,000 at 60 make 360,000, of which 250,000 stay; 300,000 were guaranteed."""
    told = contract(
        production=straight("60"),
        guarantee=Guarantee(Decimal(300_000), LAST),
        cap=Cap(Decimal(250_000), CapOn.PRODUCTION),
        settle=settle,
    )
    found = run(told, of_year("6,000"), YEAR)
    kinds = (PartKind.PRODUCTION, PartKind.CAP, PartKind.GUARANTEE)
    assert tuple(map(found.of, kinds)) == these(360_000, -110_000, 50_000)
    assert found.amount == 300_000


@pytest.mark.parametrize("first", [0, 1_000, 3_000])
def test_a_cap_on_production_is_settled_apart_until_the_guarantee_ends_and_after_it(
    first: int,
) -> None:
    """Each half has 75,000 of the cap: the first lacks the rest of 240,000, the second keeps it."""
    told = contract(
        production=straight("60"),
        guarantee=Guarantee(Decimal(480_000), date(2026, 6, 30)),
        cap=Cap(Decimal(150_000), CapOn.PRODUCTION),
    )
    found = run(told, [(FIRST, Decimal(first)), (LAST, Decimal(3_000))], YEAR)
    assert found.of(PartKind.GUARANTEE) == 240_000 - min(60 * first, 75_000)
    assert found.amount == 240_000 + 75_000


@pytest.mark.parametrize(
    ("quality", "paid"),
    [
        # A fifth of 250,000 is held back, and none of it released.
        (("q", QualityKind.HOLDBACK, Decimal(20), Decimal(0), Of.PRODUCTION, Decimal(0)), "200000"),
        # A tenth of 277,777.78 is 27,777.78, beside 250,000.
        (("q", QualityKind.TOTAL, Decimal(10)), "277777.78"),
    ],
)
def test_quality_that_goes_by_production_goes_by_what_a_cap_leaves_of_it(
    quality: tuple[object, ...], paid: str
) -> None:
    told = contract(
        production=straight("60"),
        quality=(Quality(*quality),),  # type: ignore[arg-type]
        cap=Cap(Decimal(250_000), CapOn.PRODUCTION),
    )
    assert run(told, of_year("6,000"), YEAR).amount == Decimal(paid)


def test_a_holdback_is_taken_after_the_guarantee_and_the_reader_is_told() -> None:
    told = contract(
        production=straight("50"),
        guarantee=Guarantee(Decimal(300_000), LAST),
        quality=(
            Quality("q", QualityKind.HOLDBACK, Decimal(10), of=Of.PRODUCTION, score=Decimal("0.5")),
        ),
    )
    found = run(told, of_year("6,000"), YEAR)
    assert found.amount == 285_000
    assert any("below the guaranteed sum" in notice for notice in found.notices)


def test_no_share_of_the_groups_pay_is_above_the_whole_or_below_nothing() -> None:
    """Others' voids may leave the group less than one's own, one's own less than nothing."""
    told = contract(pool=Pool(Decimal(1_000), amount=Decimal(60_000)))
    facts = Facts(group_work=tuple(of_year("2,000")))
    assert run(told, of_year("2,500"), YEAR, facts).amount == 60_000
    assert run(told, of_year("-10"), YEAR, facts).amount == 0


@given(WORK, figures(0, 9_000))
def test_a_cap_on_the_total_holds_to_the_cent(
    work: list[tuple[date, Decimal]], most: Decimal
) -> None:
    told = contract(
        base=(salary("1,000.33"),),
        production=straight("33.33", share="0.77"),
        cap=Cap(most, CapOn.TOTAL),
    )
    assert run(told, work, YEAR).amount <= most


def test_a_draw_is_recovered_by_its_percentage_from_the_agreed_period_on() -> None:
    told = contract(
        production=straight("50"),
        payout=Calendar.MONTHLY,
        draw=Draw(Decimal(1000), Recovery.CARRIED, Decimal(50), 3),
    )
    earned = (10, 60, 60, 40)  # 500, 3,000, 3,000 and 2,000 dollars
    work = [(date(2026, month, 3), Decimal(n)) for month, n in enumerate(earned, 1)]
    found = run(told, work, YEAR, through=date(2026, 4, 30))
    # Owed 500; nothing in February; March could give 1,000, and 500 are owed.
    assert [p.amount for p in found.payments] == [1_000, 3_000, 2_500, 2_000]
    assert found.draw_owed == 0
    assert found.outlook.covers_draw == 240  # twelve draws of 1,000 at 50


@pytest.mark.parametrize("prorate", list(Prorate))
def test_a_draw_of_a_period_partly_in_force_is_that_part_of_it(prorate: Prorate) -> None:
    told = contract(
        production=straight("50"),
        payout=Calendar.MONTHLY,
        draw=Draw(Decimal(1000)),
        starts=date(2026, 4, 16),
        ends=date(2026, 6, 10),
        prorate=prorate,
    )
    found = run(told, [], YEAR)
    # 15 of April's 30 days, May, and 10 of June's 30.
    assert [p.amount for p in found.payments] == [500, 1_000, Decimal("333.33")]
    assert found.outlook.covers_draw == Decimal("36.67")  # 1,833.33 at 50
    # A period that has only begun is paid its draw.
    assert run(told, [], YEAR, through=date(2026, 5, 2)).payments[-1].amount == 1_000


def test_a_draw_counts_its_periods_from_the_contracts_start_over_the_years() -> None:
    told = contract(
        production=straight("1"),
        payout=Calendar.ANNUAL,
        draw=Draw(Decimal(1000), since_period=2),
    )
    work = [(FIRST, Decimal(3000)), (date(2027, 3, 3), Decimal(3000))]
    owed = Facts(draw_owed=Decimal(400))
    assert run(told, work, 2026, owed).amount == 3_000
    assert run(told, work, 2027, owed).amount == 2_600


def test_what_is_left_of_a_recouped_draw_is_taken_back_at_the_years_end() -> None:
    told = contract(
        production=straight("50"),
        draw=Draw(Decimal(1000), Recovery.RECOUPED),
        payout=Calendar.SEMIANNUAL,
    )
    found = run(told, [(FIRST, Decimal(10))], YEAR)
    # 500 and 0 earned, 1,000 and 1,000 paid out; the second is taken back with the first's 500.
    assert [p.amount for p in found.payments] == [1_000, -500]
    assert found.draw_owed == 0


def test_call_pay_and_stipends_count_for_no_cap_no_draw_and_no_effective_rate() -> None:
    told = contract(
        base=(salary("100,000"),),
        stipends=(Stipend("chair", Decimal(12_000), since=HALF),),
        cap=Cap(Decimal(100_000)),
    )
    found = run(told, of_year("2,000"), YEAR)
    assert (found.clinical_pay, found.apart) == these(100_000, 6_000)
    assert found.effective_rate == 50


def test_figures_without_a_divisor_are_none() -> None:
    found = run(contract(fte=(fte("0", "0"),)), [], YEAR)
    assert found.effective_rate is found.wrvu_per_fte is found.pay_per_fte is None
    assert found.percent_of_threshold is None


def test_a_derived_threshold_is_clinical_base_over_the_rate() -> None:
    told = contract(
        fte=(fte("1", "0.8"),),
        base=(salary("200,000"),),
        threshold=Threshold(ThresholdKind.DERIVED),
        production=straight("50"),
    )
    assert run(told, [], YEAR).threshold == 3_200


def test_a_statement_is_plain_data_of_decimal_strings() -> None:
    told = contract(production=straight("50"), draw=Draw(Decimal(1000)), payout=Calendar.ANNUAL)
    data = statement_data(run(told, of_year("10"), YEAR))
    assert data["amount"] == "1000.00"
    assert data["parts"][0]["kind"] == "production"
    assert data["parts"][0]["amount"] == "500.00"
    assert data["payments"][0]["draw"] == {
        "earned": "500.00",
        "advanced": "500.00",
        "recovered": "0.00",
        "owed": "500.00",
    }
    assert data["outlook"]["break_even"] == "0.00"


def test_stretches_of_work_end_after_they_begin() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        PeriodWork(LAST, FIRST, Decimal(1))
