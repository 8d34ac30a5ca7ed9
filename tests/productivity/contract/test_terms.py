"""What no contract can mean is refused with the term and what is expected of it."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from openrvu.productivity.contract.facts import Facts
from openrvu.productivity.contract.pay_terms import (
    CallPay,
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
from openrvu.productivity.contract.terms import (
    Calendar,
    Draw,
    Guarantee,
    GuaranteeKind,
    Pool,
    Ramp,
    Recovery,
    TermFault,
    Threshold,
    ThresholdKind,
)
from productivity.contract.making import (
    FIRST,
    LAST,
    YEAR,
    contract,
    fte,
    of_year,
    salary,
    straight,
    threshold,
    tiers,
)

ONE, BIG = Decimal(1), Decimal(101)
DERIVED = Threshold(ThresholdKind.DERIVED)
TIERS = tiers(("0", "1"), ("9", "2"))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: contract(ends=date(2025, 1, 1)), "ends: expected a day from 2026-01-01 on"),
        (lambda: contract(year_begins=13), "year_begins: expected a month from 1 to 12"),
        (lambda: contract(fte=()), "fte: expected a first one since 2026-01-01 or before"),
        (lambda: contract(base=(salary("1", LAST),)), "base: expected a first one since"),
        (lambda: contract(ramp=(Ramp(LAST, ONE), Ramp(FIRST, ONE))), "ramp: expected days that"),
        (lambda: contract(threshold=threshold("9")), "threshold: expected none, or production"),
        (lambda: contract(production=straight("9", Pays.GREATER)), "base: expected a salary"),
        (
            lambda: contract(threshold=DERIVED, production=Production(Pays.ABOVE, tiers=TIERS)),
            "threshold: expected a straight rate above 0",
        ),
        (lambda: contract(threshold=DERIVED, production=straight("0")), "a straight rate above 0"),
        (
            lambda: contract(
                quality=(Quality("a", QualityKind.TOTAL), Quality("b", QualityKind.TOTAL))
            ),
            'quality: expected one "percent of total pay" at most',
        ),
        (lambda: contract(stipends=(Stipend("", ONE),)), "stipend: expected a name for each"),
        (lambda: fte("3", "1"), "total: expected an FTE from 0 to 2"),
        (lambda: fte("1", "1.1"), "clinical: expected an FTE from 0 to the total FTE, 1"),
        (lambda: Threshold(annual=ONE), "annual: expected none, or kind"),
        (lambda: Draw(ONE, percent=BIG), "percent: expected 0 to 100"),
        (lambda: Draw(ONE, since_period=0), "since_period: expected a period from 1"),
        (lambda: Pool(ONE, ONE, share=BIG), "share: expected 0 to 1"),
        (lambda: Pool(ONE, ONE, ONE), "rate: expected either an amount"),
        (lambda: Production(Pays.ABOVE), "rate: expected one of rate, tier and fte_rate"),
        (lambda: Production(Pays.ABOVE, ONE, TIERS), "rate: expected one of rate"),
        (lambda: Production(rate=ONE), "pays: expected no rate"),
        (lambda: straight("1", share="2"), "share: expected 0 to 1"),
        (lambda: Production(Pays.ABOVE, ONE, whole_volume=True), "whole_volume: expected false"),
        (lambda: Production(Pays.ABOVE, tiers=TIERS[1:]), "tier: expected a first one that starts"),
        (lambda: Production(Pays.ABOVE, tiers=(*TIERS, TIERS[1])), "tier: expected starts that"),
        (
            lambda: Production(Pays.ABOVE, fte_rates=(FteRate(ONE, ONE),)),
            "fte_rate: expected a first one that starts from 0",
        ),
        (
            lambda: Production(
                Pays.ABOVE, tiers=tiers(("0", "1"), ("100", "2")), scale=Scale.PERCENTILE
            ),
            "tier: expected starts below 100",
        ),
        (
            lambda: Production(
                Pays.ABOVE, tiers=TIERS, scale=Scale.PERCENT_OF_VOLUME, whole_volume=True
            ),
            "whole_volume: expected false, for parts",
        ),
        (lambda: Quality("a", QualityKind.PERCENT, BIG), "percent: expected 0 to 100"),
        (lambda: Quality("a", QualityKind.TOTAL, Decimal(100)), "percent: expected 0 to 99"),
        (lambda: Quality("a", QualityKind.FIXED, ONE), "percent: expected none, for a fixed"),
        (lambda: Quality("a", QualityKind.PERCENT, amount=ONE), "amount: expected none, for a"),
        (lambda: Quality("a", QualityKind.FIXED, override=ONE), "override: expected none"),
        (lambda: Quality("a", QualityKind.PERCENT, of=Of.PRODUCTION), "of: expected base or"),
        (lambda: CallPay("a", one_in=0), "one_in: expected a whole number from 1"),
        (lambda: Stipend("a", ONE, LAST, FIRST), "until: expected a day from 2026-12-31 on"),
    ],
)
def test_a_term_that_means_nothing_is_refused(make: Callable[[], object], said: str) -> None:
    with pytest.raises(TermFault, match="expected") as error:
        make()
    assert said in str(error.value)


def test_a_fault_survives_the_way_out_of_a_worker_process() -> None:
    fault = TermFault("draw", "something")
    again = pickle.loads(pickle.dumps(fault))  # noqa: S301 - our own
    assert (str(again), again.key, again.expected) == (str(fault), "draw", "something")


@pytest.mark.parametrize("kind", GuaranteeKind)
def test_a_guarantee_without_an_end_in_sight_goes_on(kind: GuaranteeKind) -> None:
    told = contract(
        production=straight("50"), guarantee=Guarantee(Decimal(100_000), date.max, kind)
    )
    assert run(told, of_year("1,000"), YEAR).amount == 100_000


@pytest.mark.parametrize(
    "production",
    [
        straight("50"),
        Production(Pays.ABOVE, tiers=TIERS, whole_volume=True),
        Production(Pays.ABOVE, tiers=TIERS),
        Production(Pays.ABOVE, tiers=TIERS, scale=Scale.PERCENT_OF_VOLUME),
    ],
)
def test_voids_that_outweigh_the_work_so_far_earn_nothing(production: Production) -> None:
    found = run(contract(production=production), [(FIRST, Decimal(-5))], YEAR)
    assert (found.wrvu, found.amount) == (Decimal(-5), Decimal(0))


def test_a_forgiven_draw_is_owed_by_nobody() -> None:
    told = contract(
        production=straight("50"),
        draw=Draw(Decimal(1000), Recovery.FORGIVEN),
        payout=Calendar.SEMIANNUAL,
    )
    found = run(told, [(LAST, Decimal(100))], YEAR, Facts())
    assert [payment.amount for payment in found.payments] == [1_000, 5_000]
    assert found.draw_owed == 0


def test_a_rate_of_nothing_never_breaks_even() -> None:
    assert run(contract(production=straight("0")), [], YEAR).outlook.break_even is None


def test_a_whole_volumes_tier_may_jump_past_the_base() -> None:
    # At 40 the base of 300,000 needs 7,500; from 6,000 on at 60 it is 360,000 at once.
    told = contract(
        base=(salary("300,000"),),
        production=Production(
            Pays.GREATER, tiers=tiers(("0", "40"), ("6,000", "60")), whole_volume=True
        ),
    )
    found = run(told, of_year("6,000"), YEAR)
    assert found.outlook.break_even == 6_000
    assert found.amount == 360_000


def test_the_next_rate_of_parts_of_the_volume_is_their_mean() -> None:
    parts = tiers(("0", "40"), ("50", "60"))
    told = contract(
        threshold=threshold("1,000"),
        production=Production(Pays.ABOVE, tiers=parts, scale=Scale.PERCENT_OF_VOLUME),
    )
    tier = run(told, [], YEAR).outlook.next_tier
    assert tier is not None
    assert (tier.at, tier.rate) == (Decimal(1_000), Decimal(50))
