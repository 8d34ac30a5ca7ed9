"""What each part of a contract has earned over the days gone by, before anything is rounded."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

from openrvu.productivity.contract import extras
from openrvu.productivity.contract import quality as by_score
from openrvu.productivity.contract.call import call
from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.facts import Facts
from openrvu.productivity.contract.pay_terms import Of, QualityKind
from openrvu.productivity.contract.production import production
from openrvu.productivity.contract.statement import APART, PartKind
from openrvu.productivity.contract.steps import NOTHING, Earning
from openrvu.productivity.contract.terms import CapOn
from openrvu.productivity.contract.work import Volume
from openrvu.productivity.contract.year import Days, Stretch, measure, share, split

#: A kind of pay and the name of the measure, rotation or stipend.
Key = tuple[PartKind, str]
Earned = dict[Key, Earning]

_BASE = (PartKind.BASE, "")
_PRODUCTION = (PartKind.PRODUCTION, "")
_GUARANTEE = (PartKind.GUARANTEE, "")
_POOL = (PartKind.POOL, "")
_CAP = (PartKind.CAP, "")


def earn(
    contract: Contract, windows: Sequence[Stretch], work: Volume, facts: Facts, *, is_over: bool
) -> Earned:
    """What each part has earned over windows that follow each other.

    Args:
        contract: whose terms go.
        windows: stretches that are settled each for itself.
        work: credited work RVUs.
        facts: scores, percentiles, the group's work.
        is_over: whether the year is; then a holdback is released.
    """
    each = [_window(contract, window, work, facts) for window in windows]
    found = {key: reduce(Earning.plus, (one[key] for one in each)) for key in each[0]}
    days = Days(windows[0].days.first, windows[-1].days.last)
    found |= _quality(contract, found, days, facts, is_over=is_over)
    part = share(contract, days)
    found |= {(PartKind.CALL, told.name): call(told, part) for told in contract.call}
    found |= {
        (PartKind.STIPEND, told.name): extras.stipend(contract, told.name, days)
        for told in contract.stipends
    }
    window = Stretch(days, Days(days.first, windows[-1].whole.last))
    return found | {_CAP: extras.cap(contract, window, _covered(contract, found))}


def _window(contract: Contract, window: Stretch, work: Volume, facts: Facts) -> Earned:
    found = dict.fromkeys((_BASE, _PRODUCTION, _GUARANTEE), NOTHING)
    for stretch in split(contract, window):
        salary = extras.base(contract, stretch.days)
        made = production(contract, stretch, work.within(stretch.days), facts)
        earned = salary.amount + made.amount
        added = extras.guarantee(contract, stretch, earned)
        for key, one in ((_BASE, salary), (_PRODUCTION, made), (_GUARANTEE, added)):
            found[key] = found[key].plus(one)
    return found | {_POOL: extras.pool(contract, window, work, facts)}


def _quality(
    contract: Contract, found: Earned, days: Days, facts: Facts, *, is_over: bool
) -> Earned:
    against = measure(contract, days)
    of = {
        Of.BASE: found[_BASE].amount,
        Of.CLINICAL_BASE: against.clinical_base,
        Of.PRODUCTION: found[_PRODUCTION].amount,
    }
    paid: Earned = {}
    for told in contract.quality:
        if told.kind in {QualityKind.RATE, QualityKind.TOTAL}:
            continue
        one = by_score.quality(told, of, against.share, facts)
        holds = told.kind is QualityKind.HOLDBACK
        paid[PartKind.HOLDBACK if holds else PartKind.QUALITY, told.name] = one
        if holds and is_over:
            paid[PartKind.RELEASED, told.name] = by_score.released(told, -one.amount, facts)
    for told in contract.quality:
        if told.kind is QualityKind.TOTAL:
            added = {key: one for key, one in paid.items() if key[0] is PartKind.QUALITY}
            other = _sum(found) + _sum(added)
            paid[PartKind.QUALITY, told.name] = by_score.quality_of_total(told, other, facts)
    return paid


def _covered(contract: Contract, found: Earned) -> Fraction:
    if contract.cap is None or contract.cap.on is CapOn.TOTAL:
        return _sum(found)
    if contract.cap.on is CapOn.PRODUCTION:
        return found[_PRODUCTION].amount
    return _sum({key: one for key, one in found.items() if key[0] not in APART})


def _sum(found: Earned) -> Fraction:
    return sum((one.amount for one in found.values()), Fraction(0))
