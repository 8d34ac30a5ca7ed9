"""The rate at which a year's work is paid a given sum: budget-neutral, or what to ask for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from openrvu.exact import FACTOR_PLACES, from_scaled, to_scaled
from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.exactly import rounded
from openrvu.productivity.contract.facts import Facts
from openrvu.productivity.contract.pay_terms import Production
from openrvu.productivity.contract.read_table import MOST_RATE
from openrvu.productivity.contract.run import NO_FACTS, run
from openrvu.productivity.contract.work import Work


def neutral(
    contract: Contract, work: Iterable[Work], year: int, pay: Decimal, facts: Facts = NO_FACTS
) -> Contract | None:
    """The contract with the lowest rates that pay at least a sum for a year's work.

    A straight rate is found to 4 digits. Of several rates each keeps its proportion to the
    highest, to 4 digits.

    Args:
        contract: whose other terms stay.
        work: credited work RVUs.
        year: in which the contract year begins.
        pay: dollars of the whole year, all parts together.
        facts: what else is known.

    Returns:
        None where the contract has no rate above 0, where the sum is paid without any
        production, and where no rate up to 9,999 dollars a work RVU reaches it.

    Raises:
        NotInForce: the contract has no day in the year.
        MissingFact: the contract goes by something that was not told.
    """
    told = tuple(work)
    if not _highest(contract.production):
        return None

    def pays(scaled: int) -> bool:
        other = at_rate(contract, from_scaled(scaled, FACTOR_PLACES))
        return run(other, told, year, facts).amount >= pay

    low, high = 1, to_scaled(MOST_RATE, FACTOR_PLACES)
    if pays(low) or not pays(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if pays(middle) else (middle, high)
    return at_rate(contract, from_scaled(high, FACTOR_PLACES))


def at_rate(contract: Contract, highest: Decimal) -> Contract:
    """The contract with its highest rate so, and the others in proportion."""
    told = contract.production
    factor = Fraction(highest) / Fraction(_highest(told))
    return replace(
        contract,
        production=replace(
            told,
            rate=None if told.rate is None else _times(told.rate, factor),
            tiers=tuple(replace(tier, rate=_times(tier.rate, factor)) for tier in told.tiers),
            fte_rates=tuple(
                replace(band, rate=_times(band.rate, factor)) for band in told.fte_rates
            ),
        ),
    )


def _highest(told: Production) -> Decimal:
    rates = [tier.rate for tier in told.tiers] + [band.rate for band in told.fte_rates]
    return max([told.rate or Decimal(0), *rates])


def _times(rate: Decimal, factor: Fraction) -> Decimal:
    return rounded(Fraction(rate) * factor, FACTOR_PLACES)
