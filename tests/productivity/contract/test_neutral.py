"""The rate that pays a given sum."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given

from openrvu.productivity.contract.neutral import at_rate, neutral
from openrvu.productivity.contract.pay_terms import Pays, Production
from openrvu.productivity.contract.run import run
from productivity.contract.making import (
    RATES,
    YEAR,
    contract,
    figures,
    of_year,
    salary,
    straight,
    threshold,
    tiers,
)


def test_fewer_work_rvus_need_a_higher_rate_for_the_same_pay() -> None:
    # 6,000 at $50 are $300,000; 5,850 of them, 2.5 percent fewer, need $51.2821 (300000 / 5850).
    found = neutral(contract(production=straight("50")), of_year("5,850"), YEAR, Decimal(300_000))
    assert found is not None
    assert found.production.rate == Decimal("51.2821")


def test_above_a_threshold_the_rate_makes_up_for_the_threshold_too() -> None:
    # 100,000 + 60 * (6000 - 4000) = 220,000; with 5,850 credited it is 120000 / 1850 = 64.8649.
    told = contract(
        base=(salary("100,000"),), threshold=threshold("4,000"), production=straight("60")
    )
    found = neutral(told, of_year("5,850"), YEAR, Decimal(220_000))
    assert found is not None
    assert found.production.rate == Decimal("64.8649")


def test_tiers_keep_their_proportion() -> None:
    # 40 * 4000 + 60 * 1000 = 220,000; twice the pay needs twice both rates.
    told = contract(production=Production(Pays.ABOVE, tiers=tiers(("0", "40"), ("4,000", "60"))))
    found = neutral(told, of_year("5,000"), YEAR, Decimal(440_000))
    assert found is not None
    assert [tier.rate for tier in found.production.tiers] == [80, 120]


def test_there_is_none_where_no_rate_can_pay_it() -> None:
    told = contract(production=straight("50"))
    assert neutral(contract(base=(salary("100,000"),)), of_year("5,000"), YEAR, Decimal(1)) is None
    assert neutral(told, of_year("0"), YEAR, Decimal(1)) is None
    salaried = contract(base=(salary("100,000"),), production=straight("50"))
    assert neutral(salaried, of_year("5,000"), YEAR, Decimal(100_000)) is None


@given(RATES.filter(lambda rate: rate >= 1), figures(1, 9_000))
def test_the_rate_found_is_the_lowest_that_pays_it(rate: Decimal, wrvu: Decimal) -> None:
    told, work = contract(production=straight(str(rate))), of_year(str(wrvu))
    pay = run(told, work, YEAR).amount
    found = neutral(told, work, YEAR, pay)
    assert found is not None
    assert found.production.rate is not None
    assert run(found, work, YEAR).amount >= pay
    lower = found.production.rate - Decimal("0.0001")
    assert run(at_rate(told, lower), work, YEAR).amount < pay
    assert found.production.rate <= rate
