"""What the modifiers of one line do to its credit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from openrvu.exact import add
from openrvu.productivity.credited import percent
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_parts import ModifierFactor
from openrvu.productivity.service import Service
from openrvu.schedule.rows import ServiceRow

#: They name one role. AS comes first: its percentage holds that of a physician assisting.
ASSISTANTS = ("AS", "80", "81", "82")
BOTH_SIDES = "50"
#: The whole of a package of no days, and of services without a package, is the operation itself.
_ALL_OPERATION = frozenset({"000", "XXX", "ZZZ"})


@dataclass(frozen=True, slots=True)
class Change:
    """A factor on its way to a line.

    Attributes:
        rule: its name, such as ``wrvu.51``.
        words: a sentence; why it cannot be told where ``factor`` is None.
        factor: what the work is multiplied by; None where that cannot be told.
        customary: commonly used by plans; not law.
    """

    rule: str
    words: str
    factor: Decimal | None
    customary: bool = False


def said(service: Service) -> tuple[str, ...]:
    """The modifiers of a line, each once; RT and LT together say what 50 says."""
    given = tuple(dict.fromkeys(m.strip().upper() for m in service.modifiers))
    if {"RT", "LT"} <= set(given) and BOTH_SIDES not in given:
        return (*given, BOTH_SIDES)
    return given


def is_assistant(service: Service) -> bool:
    """Whether the line is that of an assistant at surgery."""
    return not set(said(service)).isdisjoint(ASSISTANTS)


def modifier_changes(service: Service, plan: CreditPlan) -> tuple[Change, ...]:
    """What the plan makes of a line's modifiers, in their order; 51 is not among them."""
    meant = [f for m in said(service) if (f := plan.factor_for(m, service.row))]
    by_file = [f for f in meant if f.factor is None]
    role = _role(meant)
    changes: list[Change] = []
    for factor in meant:
        if factor.factor is None:
            if factor is by_file[0]:
                changes.append(_file_change(by_file, service))
        elif factor.modifier not in ASSISTANTS or factor is role:
            changes.append(_fixed_change(factor, factor.factor))
    return tuple(changes)


def _role(meant: Iterable[ModifierFactor]) -> ModifierFactor | None:
    """Of several modifiers for one assistant, the one that counts."""
    roles = [factor for factor in meant if factor.modifier in ASSISTANTS]
    return min(roles, key=lambda factor: ASSISTANTS.index(factor.modifier), default=None)


def _fixed_change(factor: ModifierFactor, value: Decimal) -> Change:
    why = f" ({factor.why})" if factor.why else ""
    words = f"Modifier {factor.modifier}{why}: {percent(value)} is credited."
    return Change(f"wrvu.{factor.modifier}", words, value, factor.customary)


def _file_change(factors: list[ModifierFactor], service: Service) -> Change:
    """The percentages of the global package that the modifiers of a line stand for."""
    modifiers = [factor.modifier for factor in factors]
    customary = all(factor.customary for factor in factors)
    rule, named = f"wrvu.{modifiers[0]}", " and ".join(modifiers)
    share = file_share(modifiers, service.row)
    if share is None:
        days = service.row.policy.global_days if service.row else "none"
        words = (
            f"CMS's file gives no share of the global package of {service.code} (global days "
            f"{days}), so nothing can be credited for modifier {named}."
        )
        return Change(rule, words, None, customary)
    words = f"Modifier {named}: CMS's file gives {percent(share)} of the global package."
    return Change(rule, words, share, customary)


def file_share(modifiers: Iterable[str], row: ServiceRow | None) -> Decimal | None:
    """The share of the global package for 54, 55, 56 (each part once) or 78; None without one.

    A return to the operating room (78) is the operation alone, whatever else is said; where
    there is no package, that is all of it.
    """
    asked = frozenset(modifiers)
    if row is None:
        return None
    policy = row.policy
    if "78" in asked:
        if policy.global_days in _ALL_OPERATION:
            return Decimal(1)
        return policy.intra_op or None
    if not add(policy.pre_op, policy.intra_op, policy.post_op):
        return None
    parts = (
        (policy.pre_op, {"54", "56"}),
        (policy.intra_op, {"54"}),
        (policy.post_op, {"55"}),
    )
    return add(*(share for share, for_modifiers in parts if for_modifiers & asked))
