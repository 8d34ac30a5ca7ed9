"""Credited work RVUs: what a plan makes of services, beside CMS's own figure, step by step.

Nothing here is Medicare's rule. CMS's work RVUs are taken as the release prints them: those of
2026 already hold the efficiency adjustment of that year, and are not cut for it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from openrvu.exact import subtract
from openrvu.productivity.credited import Credited, CreditedLine, percent
from openrvu.productivity.draft import Draft, combined, draft, is_anesthesia
from openrvu.productivity.modifiers import BOTH_SIDES, Change, said
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_parts import MULTIPLE_MODIFIER, AnesthesiaMode, MultipleMode
from openrvu.productivity.ranking import Rank, Unranked, ranks
from openrvu.productivity.service import Service

_NOTHING = Decimal(0)
#: Its percentage of an assistant's holds that of the practitioner.
_PRACTITIONER_ASSISTING = "wrvu.AS"
_NOT_REDUCED = "0"


def credit(services: Sequence[Service], plan: CreditPlan) -> Credited:
    """What a plan credits for services.

    Args:
        services: of one claim or of many; those of one ``claim`` and day are ranked together.
        plan: the factors.

    Returns:
        A line for each service, in the same order. Whatever cannot be credited is said in its
        line, never counted as 0.
    """
    drafts = [draft(service, plan) for service in services]
    ranked = ranks(drafts, plan) if plan.multiple.mode is MultipleMode.RANKED else {}
    lines = (_line(begun, ranked.get(place), plan) for place, begun in enumerate(drafts))
    return Credited(plan, tuple(lines))


def _line(begun: Draft, rank: Rank | Unranked | None, plan: CreditPlan) -> CreditedLine:
    ended = _ended(begun, rank, plan)
    return CreditedLine(
        service=ended.service,
        full=ended.full,
        credited=ended.value,
        reasons=ended.reasons if ended.value is not None else (),
        missing=ended.missing,
        position=rank.position if isinstance(rank, Rank) else None,
        notices=tuple(_notices(ended.service, plan)),
    )


def _ended(begun: Draft, rank: Rank | Unranked | None, plan: CreditPlan) -> Draft:
    if isinstance(rank, Unranked):
        return replace(begun, value=None, missing=rank.why)
    if begun.is_zeroed:
        return begun
    ended = _beyond_base(begun, rank) if rank else begun
    multiple = (rank.change,) if rank else _as_billed(begun.service, plan)
    changes = combined((*begun.changes, *multiple), plan)
    for change in (*changes, *_practitioner(begun, plan)):
        ended = ended.times(change)
    return ended


def _beyond_base(begun: Draft, rank: Rank) -> Draft:
    """What is left of an endoscopy beyond the base of its family."""
    if begun.value is None or not rank.less:
        return begun
    service = begun.service
    base = service.base_row.code if service.base_row else ""
    words = (
        f"Another endoscopy of the family: the work of its base {base}, {rank.less}, is taken off."
    )
    left = max(_NOTHING, subtract(begun.value, rank.less))
    return begun.step("wrvu.endoscopy", words, left, customary=rank.change.customary)


def _as_billed(service: Service, plan: CreditPlan) -> tuple[Change, ...]:
    rules = plan.multiple
    if rules.mode is not MultipleMode.AS_BILLED or MULTIPLE_MODIFIER not in said(service):
        return ()
    words = f"Modifier 51 (multiple procedures): {percent(rules.modifier_51)} is credited."
    return (Change("wrvu.51", words, rules.modifier_51, rules.customary),)


def _practitioner(begun: Draft, plan: CreditPlan) -> tuple[Change, ...]:
    """The factor of who did the work; an assistant's AS holds it already."""
    told = plan.practitioner(begun.service.provider)
    if told is None or any(change.rule == _PRACTITIONER_ASSISTING for change in begun.changes):
        return ()
    words = f"Furnished by {told.provider}: {percent(told.factor)} is credited."
    return (Change("wrvu.practitioner", words, told.factor, told.customary),)


def _notices(service: Service, plan: CreditPlan) -> Iterator[str]:
    """What a reader should check."""
    modifiers, row = said(service), service.row
    if row is None:
        return
    if is_anesthesia(service) and plan.anesthesia.mode is AnesthesiaMode.NONE:
        yield "CMS lists no work RVUs for anesthesia, and the plan credits no anesthesia units."
    by_51 = plan.multiple.mode is MultipleMode.AS_BILLED and MULTIPLE_MODIFIER in modifiers
    if by_51 and row.policy.multiple_procedure == _NOT_REDUCED:
        yield (
            f"{service.code} carries modifier 51, but CMS exempts it from multiple procedure "
            "reduction (indicator 0): check the bill."
        )
    if BOTH_SIDES in modifiers and service.units > 1:
        yield (
            f"{service.label} has {service.units} units and stands for both sides: a side may be "
            "counted twice."
        )
