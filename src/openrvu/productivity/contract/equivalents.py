"""What a contract's figures would have to be to pay the same after a release changed the mix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from openrvu.exact import FACTOR_PLACES
from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.exactly import rounded
from openrvu.productivity.contract.pay_terms import Production, Scale
from openrvu.productivity.contract.steps import Unit


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A figure of a contract, and the one that would pay the same.

    Attributes:
        term: its name.
        now: as the contract has it.
        same: that pays the same for the work as counted after, to at most 4 digits.
        unit: of both.
    """

    term: str
    now: Decimal
    same: Decimal
    unit: Unit


def equivalent_target(target: Decimal, before: Decimal, after: Decimal) -> Decimal:
    """The target that is as hard to reach after as ``target`` was before, to 4 digits.

    Args:
        target: work RVUs.
        before: work RVUs of some services under the one release or plan.
        after: work RVUs of the same services under the other.

    Raises:
        ValueError: either sum is not above 0.
    """
    return rounded(Fraction(target) * _factor(before, after), FACTOR_PLACES)


def rescaled(contract: Contract, before: Decimal, after: Decimal) -> Contract:
    """The contract with threshold, tiers, group target and rates that pay the same.

    What counted ``before`` counts ``after`` now: targets grow by the quotient, and rates fall by
    it, each rounded to 4 digits. Percentile tiers keep their percentiles: the survey changes.

    Raises:
        ValueError: either sum is not above 0.
    """
    factor = _factor(before, after)
    pool = contract.pool
    return replace(
        contract,
        threshold=replace(contract.threshold, annual=_times(contract.threshold.annual, factor)),
        production=_production(contract.production, factor),
        pool=pool
        and replace(pool, target=_times(pool.target, factor), rate=_times(pool.rate, 1 / factor)),
    )


def equivalents(contract: Contract, before: Decimal, after: Decimal) -> tuple[Equivalent, ...]:
    """Each target and rate of the contract beside the one that pays the same.

    Raises:
        ValueError: either sum is not above 0.
    """
    other = rescaled(contract, before, after)
    pairs = zip(_figures(contract), _figures(other), strict=True)
    return tuple(Equivalent(term, now, same, unit) for (term, now, unit), (_, same, _) in pairs)


def _figures(contract: Contract) -> Iterator[tuple[str, Decimal, Unit]]:
    if contract.threshold.annual:
        yield "threshold", contract.threshold.annual, Unit.WRVU
    told = contract.production
    if told.rate is not None:
        yield "rate", told.rate, Unit.RATE
    for place, tier in enumerate(told.tiers, 1):
        if told.scale is Scale.WRVU and tier.start:
            yield f"start of tier {place}", tier.start, Unit.WRVU
        yield f"rate of tier {place}", tier.rate, Unit.RATE
    for band in told.fte_rates:
        yield f"rate from {band.fte} FTE", band.rate, Unit.RATE
    if contract.pool is not None:
        yield "group target", contract.pool.target, Unit.WRVU
        if contract.pool.rate:
            yield "group rate", contract.pool.rate, Unit.RATE


def _production(told: Production, factor: Fraction) -> Production:
    grow = factor if told.scale is Scale.WRVU else Fraction(1)
    return replace(
        told,
        rate=None if told.rate is None else _times(told.rate, 1 / factor),
        tiers=tuple(
            replace(tier, start=_times(tier.start, grow), rate=_times(tier.rate, 1 / factor))
            for tier in told.tiers
        ),
        fte_rates=tuple(
            replace(band, rate=_times(band.rate, 1 / factor)) for band in told.fte_rates
        ),
    )


def _factor(before: Decimal, after: Decimal) -> Fraction:
    if before <= 0 or after <= 0:
        raise ValueError(f"work RVUs above 0 are expected, before and after; not {before}, {after}")
    return Fraction(after) / Fraction(before)


def _times(figure: Decimal, factor: Fraction) -> Decimal:
    return rounded(Fraction(figure) * factor, FACTOR_PLACES)
