"""What lines of the log are worth: CMS's work RVUs, what a plan credits, what Medicare allows.

Cases that are alike on days that are alike are worth the same, and are worked out once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

from openrvu.errors import ReleaseNotHeld, UnknownLocality
from openrvu.exact import round_half_up
from openrvu.pricing.claim import Claim, ClaimLine, PricedClaim, PricedLine, Provider
from openrvu.pricing.evaluate import law_on, price
from openrvu.pricing.factors import factor_for
from openrvu.productivity.credit_claim import credit_claim
from openrvu.productivity.credited import CreditedLine, Reason
from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.role import Role
from openrvu.productivity.modifiers import ASSISTANTS
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_parts import ReleaseBy
from openrvu.productivity.plan_text import plan_to_toml
from openrvu.rules.places_of_service import setting_of
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.source import Source, default_source

#: Digits after the point in which credited work RVUs are kept.
CREDITED_PLACES = 4

_NOTHING = Decimal(0)
_NO_PLACE = "No place of service is given, so Medicare's amount is that outside a facility."
_POSTING = (
    "The plan goes by the day a charge was posted, which the log does not know; the date of "
    "service stands in."
)
_RESIDENT = "Logged as a resident, who bills nothing: nothing is credited."


@dataclass(frozen=True, slots=True)
class Terms:
    """Under what a log is valued.

    Attributes:
        plan: what the employer credits.
        locality: ``CA-05``, ``01112-05`` or a name; None takes national amounts.
        release: label of a release for all lines whatever their dates and the plan, to ask what
            it does to a log; None lets dates and the plan find theirs.
        provider: who did the work.
    """

    plan: CreditPlan
    locality: str | None = None
    release: str | None = None
    provider: Provider = Provider.PHYSICIAN

    @property
    def used_plan(self) -> CreditPlan:
        """The plan, pinned to the release where one is named."""
        return self.plan if self.release is None else replace(self.plan, release=self.release)


@dataclass(frozen=True, slots=True)
class LineValue:
    """What a line is worth.

    Attributes:
        release: label of the release by date of service; empty where none is held.
        full: CMS's work RVUs times units, 2 digits; None where they are not known.
        credited: what the plan credits, rounded half up to 4 digits; None where not known.
        amount: what Medicare allows, dollars and cents; None where it allows or tells none.
        missing: why ``credited`` is not known, in a sentence; empty where it is.
        amount_missing: why ``amount`` is not known, likewise.
        reasons: from ``full`` to ``credited``, in order.
        notices: what the person should check, in sentences.
        position: place among the ranked procedures of the day by the plan, from 1, or None.
    """

    release: str
    full: Decimal | None
    credited: Decimal | None
    amount: Decimal | None
    missing: str
    amount_missing: str
    reasons: tuple[Reason, ...]
    notices: tuple[str, ...]
    position: int | None


def value(
    lines: Sequence[LogLine], terms: Terms, *, source: Source | None = None
) -> tuple[LineValue, ...]:
    """What each line is worth, in the order of the lines.

    The lines of a case are ranked together, so a case must be given whole.

    Args:
        lines: any number of sound ones, see :func:`openrvu.productivity.log.line.check`.
        terms: the plan and the rest.
        source: where releases are read; the bundled book by default.

    Raises:
        ReleaseNotHeld: ``terms.release`` or the plan names a release that is not held.
    """
    source = source or default_source()
    for label in (terms.release, terms.plan.pinned):
        if label is not None:
            FeeSchedule.of(label, source=source)
    made: dict[int, LineValue] = {}
    known: dict[Hashable, tuple[LineValue, ...]] = {}
    days = _Days(terms, source)
    for places in _cases(lines):
        case = [lines[at] for at in places]
        key = days.signature(case)
        if key not in known:
            known[key] = tuple(_valued(case, terms, source))
        notices = days.notices(case[0].date)
        for at, worth in zip(places, known[key], strict=True):
            made[at] = replace(worth, notices=(*worth.notices, *notices)) if notices else worth
    return tuple(made[at] for at in range(len(lines)))


def plan_key(plan: CreditPlan) -> str:
    """A short text that is the same for equal plans, so that kept figures are known to be stale."""
    return sha256(plan_to_toml(plan).encode()).hexdigest()[:16]


def _cases(lines: Sequence[LogLine]) -> list[list[int]]:
    """The places of the lines of each case; a line of no case is one of its own."""
    cases: dict[Hashable, list[int]] = {}
    for at, line in enumerate(lines):
        cases.setdefault((line.case, line.date) if line.case else at, []).append(at)
    return list(cases.values())


class _Days:
    """What of a value depends on the day: days alike in all of it give the same values."""

    def __init__(self, terms: Terms, source: Source) -> None:
        self._terms, self._source = terms, source
        self._known: dict[date, tuple[Hashable, tuple[str, ...]]] = {}

    def signature(self, case: Sequence[LogLine]) -> Hashable:
        """All that the value of a case depends on beside the terms."""
        day = case[0].date
        same = tuple(
            (line.code, line.modifiers, line.units, line.pos, line.role, setting_of(line.pos, day))
            for line in case
        )
        return self._of(day)[0], same

    def notices(self, day: date) -> tuple[str, ...]:
        """What a reader must know of the release that answers for a day."""
        return self._of(day)[1]

    def _of(self, day: date) -> tuple[Hashable, tuple[str, ...]]:
        if day not in self._known:
            self._known[day] = self._find(day)
        return self._known[day]

    def _find(self, day: date) -> tuple[Hashable, tuple[str, ...]]:
        try:
            schedule = (
                FeeSchedule.on(day, source=self._source)
                if self._terms.release is None
                else FeeSchedule.of(self._terms.release, day=day, source=self._source)
            )
        except ReleaseNotHeld:
            return day, ()
        factor = factor_for(day, schedule, qp=False, category="all")
        # A release that was asked for by name needs no notice that it was.
        notices = schedule.notices if self._terms.release is None else ()
        return (schedule.release.label, factor, tuple(law_on(day).values())), notices


def _valued(case: Sequence[LogLine], terms: Terms, source: Source) -> Iterator[LineValue]:
    plan = terms.used_plan
    priced, no_amount = _priced(case, terms, source)
    credited = credit_claim(priced, plan, posted=case[0].date, source=source)
    for line, allowed, counted in zip(case, priced.lines, credited.lines, strict=True):
        worth = _line_value(allowed, counted, no_amount)
        notices = (*worth.notices, *_notices(line, plan))
        worth = replace(worth, notices=notices)
        yield _of_resident(worth) if line.role is Role.RESIDENT else worth


def _priced(case: Sequence[LogLine], terms: Terms, source: Source) -> tuple[PricedClaim, str]:
    """The case as Medicare prices it, and why it has no amounts where its locality has none."""
    lines = tuple(
        ClaimLine(
            line.code,
            line.modifiers,
            line.units,
            place_of_service=line.pos or None,
            provider=terms.provider,
        )
        for line in case
    )
    claim = Claim(lines, case[0].date, locality=terms.locality, release=terms.release)
    try:
        return price(claim, source=source), ""
    except UnknownLocality as error:
        return price(replace(claim, locality=None), source=source), f"{error}."


def _line_value(allowed: PricedLine, counted: CreditedLine, no_amount: str) -> LineValue:
    credited = counted.credited
    return LineValue(
        release=allowed.release,
        full=allowed.work_rvu,
        credited=None if credited is None else round_half_up(credited, CREDITED_PLACES),
        amount=None if no_amount else allowed.amount,
        missing=counted.missing,
        amount_missing=no_amount or ("" if allowed.amount is not None else allowed.reason),
        reasons=(*_other_release(allowed, counted), *counted.reasons),
        notices=counted.notices,
        position=counted.position,
    )


def _other_release(allowed: PricedLine, counted: CreditedLine) -> Iterator[Reason]:
    """The step from the release of the day to that of the plan, where work RVUs differ."""
    if counted.credited is None or counted.full is None or counted.full == allowed.work_rvu:
        return
    label = counted.service.release
    words = f"The plan goes by {label}, which lists {counted.full} work RVUs for the line."
    yield Reason("wrvu.release", words, None, allowed.work_rvu, counted.full)


def _of_resident(worth: LineValue) -> LineValue:
    """Nothing is credited to a resident, and nothing is allowed."""
    reason = Reason("wrvu.role", _RESIDENT, _NOTHING, worth.full, _NOTHING)
    return replace(
        worth,
        credited=round_half_up(_NOTHING, CREDITED_PLACES),
        amount=None,
        missing="",
        amount_missing=_RESIDENT,
        reasons=(reason,),
        position=None,
    )


def _notices(line: LogLine, plan: CreditPlan) -> Iterator[str]:
    if not line.pos:
        yield _NO_PLACE
    if plan.release == ReleaseBy.POSTING:
        yield _POSTING
    if line.role is Role.ASSISTANT and not set(line.modifiers) & set(ASSISTANTS):
        yield (
            f"{line.label} was logged as assistant and has no modifier 80, 81, 82 or AS, so it "
            "counts like the surgeon's own."
        )
    if line.role is Role.CO_SURGEON and "62" not in line.modifiers:
        yield (f"{line.label} was logged as co-surgeon and has no modifier 62, so it counts whole.")
