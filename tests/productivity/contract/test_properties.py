"""What holds for every contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from openrvu.productivity.contract.compare import compare
from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.earn import earn
from openrvu.productivity.contract.exactly import cents
from openrvu.productivity.contract.facts import Facts
from openrvu.productivity.contract.pay_terms import Of, Pays, Production
from openrvu.productivity.contract.run import run
from openrvu.productivity.contract.statement import Part, PartKind
from openrvu.productivity.contract.terms import Calendar, Draw, Fte, Pool, Prorate, Recovery, Settle
from openrvu.productivity.contract.work import PeriodWork, Volume
from openrvu.productivity.contract.year import Days, Stretch, days_in_force, measure, periods, share
from productivity.contract.making import (
    DAYS,
    DRAWS,
    FIRST,
    LAST,
    MONOTONE,
    POOLS,
    WORK,
    YEAR,
    contract,
    contracts,
    figures,
    fte,
    ftes,
    of_year,
    salary,
    tiers,
)

Work = list[tuple[date, Decimal]]


@given(contracts(), WORK, DAYS, figures(0, 500))
def test_more_work_never_earns_less_where_rates_are_marginal_or_rise(
    told: Contract, work: Work, day: date, more: Decimal
) -> None:
    # At the year's end nothing is withheld any more; a score below 1 keeps its part for good, of
    # production also where that only takes the place of a guarantee, from which nothing is held.
    holds = any(one.of is Of.PRODUCTION and one.score < 1 for one in told.quality)
    assume(not (told.guarantee and holds))
    less = run(told, work, YEAR)
    assert run(told, [*work, (day, more)], YEAR).amount >= less.amount


@given(contracts(), WORK, st.sampled_from(Settle), st.none() | POOLS, st.none() | DRAWS, DAYS)
def test_the_parts_sum_to_the_whole_of_each_period_and_of_the_year(
    told: Contract,
    work: Work,
    settle: Settle,
    pool: Pool | None,
    draw: Draw | None,
    through: date,
) -> None:
    told = replace(told, settle=settle, pool=pool, draw=draw)
    assume(through >= told.starts)
    found = run(told, work, YEAR, Facts(group_work=(*work, (LAST, Decimal(5000)))), through)
    assert found.amount == sum(part.amount for part in found.parts)
    assert found.amount == sum(payment.amount for payment in found.payments)
    apart_from_draw = sum(part.amount for part in found.parts if part.kind is not PartKind.DRAW)
    assert found.clinical_pay + found.apart == apart_from_draw
    for part in found.parts:
        paid = sum(
            other.amount
            for payment in found.payments
            for other in payment.parts
            if (other.kind, other.name) == (part.kind, part.name)
        )
        assert part.amount == paid
        assert part.steps
        assert part.amount.as_tuple().exponent == -2


def of_calendar(told: Contract, work: Work, payout: Calendar, settle: Settle) -> list[Part]:
    found = run(replace(told, payout=payout, settle=settle), work, YEAR)
    return [part for part in found.parts if part.amount]


@given(contracts(), WORK, st.sampled_from([Settle.PRORATED, Settle.WHOLE]))
def test_payments_with_true_up_sum_to_the_same_year_over_any_calendar(
    told: Contract, work: Work, settle: Settle
) -> None:
    sums = {
        tuple((p.kind, p.name, p.amount) for p in of_calendar(told, work, payout, settle))
        for payout in Calendar
    }
    assert len(sums) == 1


@given(contracts(), WORK)
def test_at_the_years_end_it_is_all_one_what_a_period_was_measured_against(
    told: Contract, work: Work
) -> None:
    prorated = run(replace(told, settle=Settle.PRORATED), work, YEAR)
    assert prorated.amount == run(replace(told, settle=Settle.WHOLE), work, YEAR).amount


@given(contracts(), WORK, st.none() | st.dates(FIRST, LAST))
def test_a_contract_beside_itself_differs_by_nothing(
    told: Contract, work: Work, through: date | None
) -> None:
    assume(through is None or through >= told.starts)
    found = compare(told, told, work, YEAR, through=through)
    assert found.difference == 0
    assert all(row.difference == 0 for row in found.rows)
    assert sum(row.left for row in found.rows) == found.left.amount


@given(contracts(), contracts(), WORK)
def test_the_rows_of_a_comparison_sum_to_its_difference(
    one: Contract, other: Contract, work: Work
) -> None:
    found = compare(one, other, work, YEAR)
    assert sum(row.difference for row in found.rows) == found.difference


@given(contracts(MONOTONE), st.sampled_from(Calendar))
def test_break_even_breaks_even(told: Contract, payout: Calendar) -> None:
    told = replace(told, guarantee=None, cap=None, payout=payout)
    force = days_in_force(told, YEAR)

    def production(wrvu: Decimal) -> Fraction:
        work = Volume([PeriodWork(force.first, force.last, wrvu)])
        earned = earn(told, [Stretch(force, force)], work, Facts(), is_over=True)
        return earned[PartKind.PRODUCTION, ""].amount

    point = run(told, [], YEAR).outlook.break_even
    if point is None:
        assert production(Decimal(1_000_000)) == 0
        return
    assert production(point + Decimal("0.01")) > 0
    if point > 0:
        assert production(point - Decimal("0.01")) == 0


@given(figures(1, 90), figures(0, 300_000))
def test_production_at_break_even_is_worth_the_base_to_the_last_hundredth_of_a_work_rvu(
    rate: Decimal, base: Decimal
) -> None:
    told = contract(
        base=(salary(str(base)),),
        production=Production(Pays.GREATER, rate),
    )
    point = run(told, [], YEAR).outlook.break_even
    assert point is not None
    assert point * rate >= base
    assert (point - Decimal("0.01")) * rate < base or point == 0


@given(ftes(), st.sampled_from(Prorate))
def test_prorating_is_exact_over_any_changes_of_fte(told: tuple[Fte, ...], how: Prorate) -> None:
    made = contract(fte=told, prorate=how, base=(salary("100,000"),))
    whole = measure(made, Days(FIRST, LAST))
    assert whole.share == 1
    by_day = [Days(FIRST + timedelta(n), FIRST + timedelta(n)) for n in range(365)]
    days = [measure(made, day) for day in by_day]
    assert sum(day.clinical for day in days) == whole.clinical
    assert sum(day.total for day in days) == whole.total
    assert sum(day.base for day in days) == whole.base == 100_000 * whole.total
    assert run(made, [], YEAR).amount == cents(whole.base)


@given(st.dates(date(2024, 1, 1), date(2027, 1, 1)), st.sampled_from(Prorate), st.integers(1, 12))
def test_the_shares_of_a_years_periods_sum_to_one_in_leap_years_too(
    start: date, how: Prorate, month: int
) -> None:
    since = date(2020, 1, 1)
    told = contract(
        starts=since,
        fte=(fte("1", "1", since),),
        prorate=how,
        year_begins=month,
        payout=Calendar.MONTHLY,
    )
    shares = [share(told, period) for period in periods(told, start.year)]
    assert len(shares) == 12
    assert sum(shares) == 1
    if how is Prorate.MONTHS:
        assert set(shares) == {Fraction(1, 12)}


@given(st.lists(figures(0, 40_000), min_size=1, max_size=12), DRAWS, figures(0, 9_000))
def test_what_a_draw_advances_is_recovered_or_owed_and_never_more(
    earned: list[Decimal], draw: Draw, before: Decimal
) -> None:
    told = contract(
        production=Production(Pays.ABOVE, Decimal(1)),
        draw=draw,
        payout=Calendar.MONTHLY,
    )
    work = [(date(2026, month, 5), amount) for month, amount in enumerate(earned, 1)]
    found = run(told, work, YEAR, Facts(draw_owed=before))
    lines = [payment.draw for payment in found.payments if payment.draw]
    advanced = sum(line.advanced for line in lines)
    recovered = sum(line.recovered for line in lines)
    assert found.amount == sum(earned) + advanced - recovered
    assert all(line.owed >= 0 for line in lines)
    if draw.recovery is Recovery.FORGIVEN:
        assert recovered == 0
        return
    assert found.draw_owed == before + advanced - recovered
    if draw.recovery is Recovery.RECOUPED:
        assert found.amount == sum(earned) - before
    else:
        assert all(payment.amount >= draw.amount for payment in found.payments)


@given(st.lists(st.tuples(DAYS, DAYS, figures(0, 900)), max_size=5))
def test_work_of_stretches_is_neither_lost_nor_doubled_by_the_periods(
    told: list[tuple[date, date, Decimal]],
) -> None:
    work = [PeriodWork(min(a, b), max(a, b), wrvu) for a, b, wrvu in told]
    found = run(contract(payout=Calendar.MONTHLY), work, YEAR)
    assert found.wrvu == sum(one.wrvu for one in work)


def test_a_fall_of_rates_for_the_whole_volume_may_pay_less_and_is_said() -> None:
    told = contract(
        production=Production(
            Pays.ABOVE, tiers=tiers(("0", "50"), ("1,000", "40")), whole_volume=True
        )
    )
    below, at = run(told, of_year("999"), YEAR), run(told, of_year("1,000"), YEAR)
    assert (below.amount, at.amount) == (Decimal(49_950), Decimal(40_000))
    assert any("more work can pay less" in notice for notice in at.notices)
