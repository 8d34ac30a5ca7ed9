"""What a statement must tell its reader besides the figures."""

from __future__ import annotations

from itertools import pairwise

from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.facts import Facts
from openrvu.productivity.contract.pay_terms import QualityKind
from openrvu.productivity.contract.statement import Payment


def notices(contract: Contract, facts: Facts, payments: tuple[Payment, ...]) -> tuple[str, ...]:
    """Sentences on what was assumed, and on what may surprise."""
    found = [
        f"Quality {told.name!r}: no score was told; the contract's {told.score} is assumed."
        for told in contract.quality
        if told.name not in facts.scores and told.override is None
    ]
    if not payments[-1].is_complete:
        found.append(
            f"The last period is not over; it shows what is earned by {payments[-1].last}."
        )
    if any(payment.amount < 0 for payment in payments):
        found.append("A period's true-up is below zero: more was paid before than the year earned.")
    if contract.call:
        found.append("Call pay is that of the planned shifts.")
    if _falls(contract):
        found.append("A later tier pays the whole volume less: more work can pay less there.")
    held = [told for told in contract.quality if told.kind is QualityKind.HOLDBACK]
    if held and not _released(payments):
        found.append("What is held back is released, by the score, when the year is over.")
    if held and any(part.kind == "guarantee" for one in payments for part in one.parts):
        found.append(
            "A holdback is taken after the guarantee: pay can be below the guaranteed sum."
        )
    return tuple(found)


def _falls(contract: Contract) -> bool:
    told = contract.production
    return told.whole_volume and any(b.rate < a.rate for a, b in pairwise(told.tiers))


def _released(payments: tuple[Payment, ...]) -> bool:
    return any(part.kind == "holdback released" for one in payments for part in one.parts)
