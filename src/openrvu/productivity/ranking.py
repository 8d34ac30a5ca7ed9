"""Multiple procedures of one claim and day: which of them are cut, and by what.

Ranked are the lines with the plan's multiple procedure indicators, each by what it would be
worth alone: its modifiers are seen to before its rank, as Medicare ranks a bilateral procedure
by 150 percent (MCPM ch. 12 s. 40.7). Add-on codes (indicator 0) are neither cut nor counted, nor
are codes that the plan credits nothing. Assistants are ranked among themselves. Lines that are
worth the same keep their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openrvu.exact import add, multiply, subtract
from openrvu.productivity.credited import percent
from openrvu.productivity.draft import Draft, unit_work
from openrvu.productivity.modifiers import Change, is_assistant, said
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_parts import Basis, Endoscopy

_ENDOSCOPY = "3"
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Rank:
    """What its rank does to a line.

    Attributes:
        position: from 1.
        change: the factor of the position, or 0 for the base of a family of endoscopies.
        less: work RVUs taken off before any factor: those of the family's base.
    """

    position: int
    change: Change
    less: Decimal = _NOTHING


@dataclass(frozen=True, slots=True)
class Unranked:
    """Why a line that should be ranked cannot be, in a sentence."""

    why: str


@dataclass(frozen=True, slots=True)
class _Member:
    """A line to be ranked.

    Attributes:
        place: among all lines.
        draft: the line.
        alone: what it is worth by itself, in the plan's basis; None where that is not known.
        beyond: what it is worth beyond the base of its family; None likewise.
    """

    place: int
    draft: Draft
    alone: Decimal | None
    beyond: Decimal | None

    @property
    def family(self) -> str:
        """The base code of its family of endoscopies, or empty."""
        row = self.draft.service.row
        return row.policy.endoscopic_base if row else ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What takes one position: a line, or a family of endoscopies with its highest first.

    Attributes:
        members: the line, or the family's members.
        bases: lines with the family's base code.
    """

    members: tuple[_Member, ...]
    bases: tuple[_Member, ...] = ()

    @property
    def first(self) -> int:
        """The place of its first line."""
        return min(member.place for member in (*self.members, *self.bases))

    @property
    def worth(self) -> Decimal:
        """The highest in full and of each other what it is worth beyond the base."""
        lead, *others = self.members
        return add(lead.alone or _NOTHING, *(other.beyond or _NOTHING for other in others))


def ranks(drafts: Sequence[Draft], plan: CreditPlan) -> dict[int, Rank | Unranked]:
    """The rank of each line that has one, by its place, or why it cannot be told."""
    groups: dict[tuple[str, date, bool], list[_Member]] = {}
    for place, draft in enumerate(drafts):
        if _is_ranked(draft, plan):
            service = draft.service
            key = (service.claim, service.day, is_assistant(service))
            groups.setdefault(key, []).append(_member(place, draft, plan))
    found: dict[int, Rank | Unranked] = {}
    for members in groups.values():
        found.update(_ranked(members, plan))
    return found


def _is_ranked(draft: Draft, plan: CreditPlan) -> bool:
    rules, row = plan.multiple, draft.service.row
    if row is None or draft.value is None or draft.is_zeroed:
        return False
    if not set(said(draft.service)).isdisjoint(rules.apart):
        return False
    indicator = row.policy.multiple_procedure
    if indicator == _ENDOSCOPY and rules.endoscopy is Endoscopy.NONE:
        return False
    return indicator in rules.indicators


def _member(place: int, draft: Draft, plan: CreditPlan) -> _Member:
    unit, base = _figures(draft, plan)
    scale = Decimal(draft.service.units if plan.count_units else 1)
    for change in draft.changes:
        if change.factor is not None:
            scale = multiply(scale, change.factor)
    alone = None if unit is None else multiply(unit, scale)
    beyond = None
    if unit is not None and base is not None:
        beyond = multiply(max(_NOTHING, subtract(unit, base)), scale)
    return _Member(place, draft, alone, beyond)


def _figures(draft: Draft, plan: CreditPlan) -> tuple[Decimal | None, Decimal | None]:
    """One unit of the line and of its family's base, in the basis by which the plan ranks."""
    service = draft.service
    row, base, setting = service.row, service.base_row, service.setting
    match plan.multiple.rank_by:
        case Basis.WORK:
            return unit_work(service, plan), base.work if base else None
        case Basis.TOTAL:
            if row is None or setting is None:
                return None, None
            return row.total(setting), base.total(setting) if base else None
        case Basis.AMOUNT:
            return service.fee, service.base_fee
        case Basis.ORDER:
            return _NOTHING, _NOTHING


def _ranked(members: Sequence[_Member], plan: CreditPlan) -> Iterator[tuple[int, Rank | Unranked]]:
    """The ranks of the lines of one claim, day and role."""
    entries = list(_entries(members, plan))
    if why := _unknown(members, entries, plan):
        yield from ((member.place, Unranked(why)) for member in members)
        return
    by_order = plan.multiple.rank_by is Basis.ORDER
    entries.sort(key=lambda entry: (_NOTHING if by_order else -entry.worth, entry.first))
    for position, entry in enumerate(entries, 1):
        yield from _placed(entry, position, plan)


def _entries(members: Sequence[_Member], plan: CreditPlan) -> Iterator[_Entry]:
    """Each line for itself, or a family of endoscopies together."""
    if plan.multiple.endoscopy is not Endoscopy.DIFFERENCE:
        yield from (_Entry((member,)) for member in members)
        return
    families: dict[str, list[_Member]] = {}
    for member in members:
        if member.family:
            families.setdefault(member.family, []).append(member)
    for member in members:
        if not member.family and member.draft.service.code not in families:
            yield _Entry((member,))
    for base, family in families.items():
        family.sort(key=lambda member: (-(member.alone or _NOTHING), member.place))
        bases = tuple(m for m in members if not m.family and m.draft.service.code == base)
        yield _Entry(tuple(family), bases)


def _unknown(members: Sequence[_Member], entries: Sequence[_Entry], plan: CreditPlan) -> str:
    """Why lines cannot be ranked, in a sentence; empty where they can."""
    if len(members) == 1:
        return ""
    for member in members:
        if member.alone is None:
            return _lacking(member, "none is given", plan)
    for member in (other for entry in entries for other in entry.members[1:]):
        if member.beyond is None or member.draft.service.base_row is None:
            return _lacking(member, f"none is known for its base code {member.family}", plan)
    return ""


def _lacking(member: _Member, lack: str, plan: CreditPlan) -> str:
    basis = plan.multiple.rank_by
    return (
        f"The plan ranks the procedures of a day by {basis}, and for {member.draft.service.code} "
        f"{lack}; give it, or choose another basis."
    )


def _placed(entry: _Entry, position: int, plan: CreditPlan) -> Iterator[tuple[int, Rank]]:
    rules = plan.multiple
    factor = rules.factor_at(position)
    words = f"Procedure {position} of the day by {rules.rank_by}: {percent(factor)} is credited."
    change = Change("wrvu.rank", words, factor, rules.customary)
    lead, *others = entry.members
    yield lead.place, Rank(position, change)
    for other in others:
        yield other.place, Rank(position, change, _base_work(other.draft, plan))
    for base in entry.bases:
        words = (
            f"{base.draft.service.code} is the base of a family of endoscopies and is credited "
            f"within {lead.draft.service.code}."
        )
        within = Change("wrvu.endoscopy.base", words, _NOTHING, rules.customary)
        yield base.place, Rank(position, within)


def _base_work(draft: Draft, plan: CreditPlan) -> Decimal:
    service = draft.service
    work = service.base_row.work if service.base_row else _NOTHING
    return multiply(work, Decimal(service.units if plan.count_units else 1))
