"""The whole year seen from a volume of work: break-even and the next tier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from openrvu.exact import RVU_PLACES
from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.exactly import rounded_up, shown
from openrvu.productivity.contract.facts import Facts
from openrvu.productivity.contract.pay_terms import Pays
from openrvu.productivity.contract.production import Rates, rates_of
from openrvu.productivity.contract.terms import GuaranteeKind
from openrvu.productivity.contract.work import Volume
from openrvu.productivity.contract.year import Days, days_in_force, drawn_in, measure, periods


@dataclass(frozen=True, slots=True)
class NextTier:
    """Where more work begins to pay otherwise.

    Attributes:
        at: work RVUs of the year, rounded up to 2 digits.
        away: work RVUs still to go.
        rate: dollars a work RVU from there on.
        words: what begins there.
    """

    at: Decimal
    away: Decimal
    rate: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """The year as a whole; for a year with a fixed guarantee, the days after it.

    Attributes:
        first: its first day.
        last: its last day.
        threshold: work RVUs of the year that earn nothing, to at most 6 digits.
        break_even: the least work RVUs, rounded up to 2 digits, above which production is
            paid; None where it never is.
        covers_draw: the same, above which the year's pay covers its draws; None without a draw.
        next_tier: the nearest start above the work so far; None where there is none.
    """

    first: date
    last: date
    threshold: Decimal
    break_even: Decimal | None
    covers_draw: Decimal | None = None
    next_tier: NextTier | None = None


def outlook(contract: Contract, year: int, work: Volume, last: date, facts: Facts) -> Outlook:
    """What the year looks like from the work done until ``last``.

    Raises:
        NotInForce: the contract has no day in the year.
        MissingFact: tiers go by percentiles that were not told.
    """
    days = _free(contract, year)
    if days is None or contract.production.pays is Pays.NOTHING:
        force = days_in_force(contract, year)
        return Outlook(force.first, force.last, Decimal(0), None)
    against = measure(contract, days)
    rates = rates_of(contract, against, facts)
    greater = contract.production.pays is Pays.GREATER
    begins = rates.volume_above(against.base if greater else Fraction(0))
    done = days.within(Days(date.min, last))
    so_far = work.within(done) if done else Fraction(0)
    return Outlook(
        days.first,
        days.last,
        shown(rates.threshold),
        None if begins is None else rounded_up(begins, RVU_PLACES),
        _covers_draw(contract, year, rates, against.base),
        _next(rates, begins, so_far),
    )


def _free(contract: Contract, year: int) -> Days | None:
    """The days of the year on which production counts."""
    days, told = days_in_force(contract, year), contract.guarantee
    if told is None or told.kind is not GuaranteeKind.FIXED:
        return days
    if told.until >= days.last:
        return None
    return days.within(Days(told.until + timedelta(days=1), days.last))


def _covers_draw(contract: Contract, year: int, rates: Rates, base: Fraction) -> Decimal | None:
    drawn = [draw for period in periods(contract, year) if (draw := drawn_in(contract, period))]
    if not drawn:
        return None
    draws = sum((Fraction(draw.amount) for draw in drawn), Fraction(0))
    greater = contract.production.pays is Pays.GREATER
    need = max(base, draws) if greater else max(Fraction(0), draws - base)
    found = rates.volume_above(need)
    return None if found is None else rounded_up(found, RVU_PLACES)


def _next(rates: Rates, begins: Fraction | None, so_far: Fraction) -> NextTier | None:
    if begins is None:
        return None
    if so_far < begins:
        at, words = begins, "Production begins to be paid."
    else:
        starts = [band.start for band in rates.bands if band.start > so_far and rates.by_volume]
        if not starts:
            return None
        at, words = min(starts), "The next tier starts."
    away = rounded_up(at - so_far, RVU_PLACES)
    return NextTier(rounded_up(at, RVU_PLACES), away, shown(rates.rate_at(at)), words)
