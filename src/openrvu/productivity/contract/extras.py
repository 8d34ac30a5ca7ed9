"""Pay besides production: salary, guarantee, group target, stipends, cap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.facts import Facts, MissingFact
from openrvu.productivity.contract.steps import NOTHING, Earning, Step, Unit, number
from openrvu.productivity.contract.terms import By, Cap, CapOn, Settle
from openrvu.productivity.contract.work import Volume
from openrvu.productivity.contract.year import Days, Stretch, measure, pieces, share

_ZERO = Fraction(0)


def base(contract: Contract, days: Days) -> Earning:
    """The salary of some days, a step for each stretch in which nothing changes."""
    if not contract.base:
        return NOTHING
    found = NOTHING
    for piece in pieces(contract, days):
        salary = [told.annual for told in contract.base if told.since <= piece.first][-1]
        part = measure(contract, piece)
        fte = "" if contract.base_by is By.NONE else f" times {contract.base_by}"
        words = f"{piece.first} to {piece.last}: salary times the share of the year{fte}."
        numbers = (
            number("salary a year", salary),
            number("share", part.by(contract.base_by), Unit.NUMBER),
        )
        step = Step("pay.base", words, numbers, number("base", part.base))
        found = found.plus(Earning(part.base, (step,)))
    return found


def guarantee(contract: Contract, stretch: Stretch, earned: Fraction) -> Earning:
    """What the guarantee adds to what a stretch earned."""
    told = contract.guarantee
    if told is None or not stretch.guaranteed:
        return NOTHING
    sum_ = Fraction(told.annual) * measure(contract, stretch.days).by(told.by)
    added = max(_ZERO, sum_ - earned)
    words = f"Guaranteed until {told.until}: what base and production lack of it."
    numbers = (number("guaranteed", sum_), number("base and production", earned))
    return Earning(added, (Step("pay.guarantee", words, numbers, number("guarantee", added)),))


def pool(contract: Contract, window: Stretch, own: Volume, facts: Facts) -> Earning:
    """The physician's share of what the group's target pays over a window.

    Raises:
        MissingFact: the contract has a group target, and the group's work was not told.
    """
    told = contract.pool
    if told is None:
        return NOTHING
    if not facts.group_work:
        raise MissingFact("the contract has a group target; give the group's credited work RVUs")
    group = Volume(facts.group_work).within(window.days)
    mine = own.within(window.days)
    whole = contract.settle is Settle.WHOLE
    part = share(contract, window.whole if whole else window.days)
    target = Fraction(told.target) * part
    paid = Fraction(told.amount) * part if told.amount and group >= target else _ZERO
    paid += Fraction(told.rate) * max(_ZERO, group - target)
    # Others' voids may leave the group less than one's own, and one's own less than nothing.
    by_work = min(Fraction(1), max(_ZERO, mine / group)) if group > 0 else _ZERO
    of_it = by_work if told.share is None else Fraction(told.share)
    numbers = (
        number("group", group, Unit.WRVU),
        number("target", target, Unit.WRVU),
        number("to share", paid),
        number("share", of_it, Unit.NUMBER),
    )
    words = "The group's target, and this physician's share of what it pays."
    return Earning(
        paid * of_it, (Step("pay.pool", words, numbers, number("group target", paid * of_it)),)
    )


def stipend(contract: Contract, name: str, days: Days) -> Earning:
    """A stipend over some days."""
    told = next(one for one in contract.stipends if one.name == name)
    paid_days = days.within(Days(told.since or date.min, told.until or date.max))
    part = share(contract, paid_days) if paid_days else _ZERO
    paid = Fraction(told.annual) * part
    numbers = (number("dollars a year", told.annual), number("share", part, Unit.NUMBER))
    words = "Dollars a year times the share of the year."
    return Earning(paid, (Step("pay.stipend", words, numbers, number("stipend", paid)),))


def cap(contract: Contract, window: Stretch, covered: Fraction) -> Earning:
    """What a cap takes off the pay it covers; 0 or less."""
    told = contract.cap
    if told is None:
        return NOTHING
    most = _most(contract, told, window)
    cut = min(_ZERO, most - covered)
    if not cut:
        return NOTHING
    numbers = (number(told.on, covered), number("at most", most))
    step = Step("pay.cap", f"The cap on {told.on}.", numbers, number("cut", cut))
    return Earning(cut, (step,))


def most_production(
    contract: Contract, stretches: Sequence[Stretch]
) -> dict[bool, Fraction] | None:
    """The most production that a cap leaves, of guaranteed days and of others; None without one.

    As all else of production it is settled apart until the guarantee ends and after it, so that
    no work done before takes room from what is done after.
    """
    told = contract.cap
    if told is None or told.on is not CapOn.PRODUCTION:
        return None
    found = {True: _ZERO, False: _ZERO}
    for stretch in stretches:
        found[stretch.guaranteed] += _most(contract, told, stretch)
    return found


def cut_production(made: Fraction, left: Fraction) -> Earning:
    """What a cap on production takes off; 0 or less."""
    if made == left:
        return NOTHING
    numbers = (number("production", made), number("left by the cap", left))
    step = Step("pay.cap", f"The cap on {CapOn.PRODUCTION}.", numbers, number("cut", left - made))
    return Earning(left - made, (step,))


def _most(contract: Contract, told: Cap, window: Stretch) -> Fraction:
    whole = contract.settle is Settle.WHOLE
    part = measure(contract, window.whole if whole else window.days).by(told.by)
    return Fraction(told.annual) * part
