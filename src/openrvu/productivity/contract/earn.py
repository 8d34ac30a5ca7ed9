"""What each part of a contract has earned over the days gone by, before anything is rounded."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

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
_ZERO = Fraction(0)


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
    days = Days(windows[0].days.first, windows[-1].days.last)
    window = Stretch(days, Days(days.first, windows[-1].whole.last))
    found = _clinical(contract, windows, work, facts)
    found |= _quality(contract, found, days, facts, is_over=is_over)
    part = share(contract, days)
    found |= {(PartKind.CALL, told.name): call(told, part) for told in contract.call}
    found |= {
        (PartKind.STIPEND, told.name): extras.stipend(contract, told.name, days)
        for told in contract.stipends
    }
    if _CAP not in found:
        found[_CAP] = extras.cap(contract, window, _covered(contract, found))
    return found


def _clinical(contract: Contract, windows: Sequence[Stretch], work: Volume, facts: Facts) -> Earned:
    """Base, production and the cap on it, guarantee, group target.

    A cap on production comes first: the guarantee, and quality, go by what it leaves.
    """
    stretches = [part for window in windows for part in split(contract, window)]
    found = dict.fromkeys((_BASE, _PRODUCTION, _GUARANTEE, _POOL), NOTHING)
    room, left = extras.most_production(contract, stretches), _ZERO
    for stretch in stretches:
        salary = extras.base(contract, stretch.days)
        made = production(contract, stretch, work.within(stretch.days), facts)
        kept = made.amount
        if room is not None:
            kept = min(kept, room[stretch.guaranteed])
            room[stretch.guaranteed] -= kept
        left += kept
        added = extras.guarantee(contract, stretch, salary.amount + kept)
        for key, one in ((_BASE, salary), (_PRODUCTION, made), (_GUARANTEE, added)):
            found[key] = found[key].plus(one)
    for window in windows:
        found[_POOL] = found[_POOL].plus(extras.pool(contract, window, work, facts))
    if room is not None:
        found[_CAP] = extras.cut_production(found[_PRODUCTION].amount, left)
    return found


def _quality(
    contract: Contract, found: Earned, days: Days, facts: Facts, *, is_over: bool
) -> Earned:
    against = measure(contract, days)
    of = {
        Of.BASE: found[_BASE].amount,
        Of.CLINICAL_BASE: against.clinical_base,
        Of.PRODUCTION: found[_PRODUCTION].amount + found.get(_CAP, NOTHING).amount,
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
    return _sum({key: one for key, one in found.items() if key[0] not in APART})


def _sum(found: Earned) -> Fraction:
    return sum((one.amount for one in found.values()), Fraction(0))
