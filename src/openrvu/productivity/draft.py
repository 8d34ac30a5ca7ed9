"""One service under a plan, before it is held against the other services of the day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from openrvu.exact import add, multiply, ratio
from openrvu.productivity.credited import Reason
from openrvu.productivity.modifiers import Change, modifier_changes
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_parts import AnesthesiaMode, Combine
from openrvu.productivity.service import Service

#: A claim line holds four modifiers; more than this is no claim line.
MOST_MODIFIERS = 8
MOST_UNITS = 99_999
#: Medicare's time units have one digit after the point (MCPM ch. 12 s. 50).
_TIME_PLACES = 1
_ANESTHESIA = "J"


@dataclass(frozen=True, slots=True)
class Draft:
    """A service on its way.

    Attributes:
        service: as it was asked.
        full: CMS's work RVUs times units; None without a row.
        value: work RVUs so far; None where they cannot be told.
        missing: why they cannot.
        reasons: from ``full`` to ``value``.
        changes: what its modifiers still do to ``value``.
        is_zeroed: the plan credits the code nothing.
    """

    service: Service
    full: Decimal | None
    value: Decimal | None
    missing: str = ""
    reasons: tuple[Reason, ...] = ()
    changes: tuple[Change, ...] = ()
    is_zeroed: bool = False

    def step(
        self,
        rule: str,
        words: str,
        after: Decimal,
        factor: Decimal | None = None,
        *,
        customary: bool = False,
    ) -> Draft:
        """The draft with one more step; the same draft where the step changes nothing."""
        if after == self.value:
            return self
        reason = Reason(rule, words, factor, self.value, after, customary)
        return replace(self, value=after, reasons=(*self.reasons, reason))

    def times(self, change: Change) -> Draft:
        """The draft after a change; without a value where the change has no factor."""
        if self.value is None:
            return self
        if change.factor is None:
            return replace(self, value=None, missing=change.words)
        after = multiply(self.value, change.factor)
        return self.step(
            change.rule, change.words, after, change.factor, customary=change.customary
        )


def draft(service: Service, plan: CreditPlan) -> Draft:
    """The service with the plan's own work, units, anesthesia and zeroed codes seen to."""
    if fault := _fault(service):
        return Draft(service, None, None, fault)
    full = multiply(service.row.work, Decimal(service.units)) if service.row else None
    begun = Draft(service, full, full)
    if plan.zeroes(service.code):
        begun = replace(begun, is_zeroed=True)
        words = f"The plan credits nothing for {service.code}."
        nothing = Decimal(0)
        return begun.step("wrvu.zeroed", words, nothing, nothing if full else None)
    begun = _own_work(begun, plan)
    if begun.value is None:
        told = service.no_row or f"CMS's file holds no row for {service.code}."
        return replace(begun, missing=told)
    begun = _anesthesia(_units(begun, plan), plan)
    return replace(begun, changes=combined(modifier_changes(service, plan), plan))


def combined(changes: tuple[Change, ...], plan: CreditPlan) -> tuple[Change, ...]:
    """The changes that count: all of them, or that with the lowest factor alone."""
    telling = tuple(change for change in changes if change.factor != 1)
    unknown = [change for change in telling if change.factor is None]
    if plan.combine is Combine.PRODUCT or len(telling) < 2 or unknown:
        return telling
    return (min(telling, key=lambda change: change.factor or Decimal(0)),)


def _fault(service: Service) -> str:
    if not 1 <= service.units <= MOST_UNITS:
        return f"{service.units} units: expected a whole number from 1 to {MOST_UNITS:,}."
    if len(set(service.modifiers)) > MOST_MODIFIERS:
        found = len(set(service.modifiers))
        return (
            f"{found} modifiers: a claim line holds 4, and more than {MOST_MODIFIERS} is a fault."
        )
    return ""


def _own_work(begun: Draft, plan: CreditPlan) -> Draft:
    own = plan.override(begun.service.code)
    if own is None:
        return begun
    why = f" ({own.why})" if own.why else ""
    words = f"The plan has its own work RVU for {own.code}: {own.work_rvu}{why}."
    return begun.step("wrvu.own", words, multiply(own.work_rvu, Decimal(begun.service.units)))


def _units(begun: Draft, plan: CreditPlan) -> Draft:
    """One unit's worth where the plan does not count units."""
    if plan.count_units or begun.service.units == 1 or begun.value is None:
        return begun
    words = f"The plan counts a line once, not its {begun.service.units} units."
    return begun.step("wrvu.units", words, unit_work(begun.service, plan))


def unit_work(service: Service, plan: CreditPlan) -> Decimal:
    """Work RVUs of one unit: the plan's own, else CMS's; 0 where there are neither."""
    own = plan.override(service.code)
    if own is not None:
        return own.work_rvu
    return service.row.work if service.row else Decimal(0)


def is_anesthesia(service: Service) -> bool:
    """Whether the code is anesthesia, which has no work RVUs (status J)."""
    return service.row is not None and service.row.policy.status == _ANESTHESIA


def _anesthesia(begun: Draft, plan: CreditPlan) -> Draft:
    service, told = begun.service, plan.anesthesia
    if told.mode is AnesthesiaMode.NONE or not is_anesthesia(service):
        return begun
    if plan.override(service.code) is not None:
        return begun
    if service.base_units is None or service.minutes is None:
        lacks = "base units" if service.base_units is None else "minutes"
        words = (
            f"The plan credits {service.code} by anesthesia units, and its {lacks} are not given."
        )
        return replace(begun, value=None, missing=words)
    time = ratio(Decimal(service.minutes), Decimal(told.minutes_per_unit), _TIME_PLACES)
    units = add(service.base_units, time)
    words = (
        f"Anesthesia: {service.base_units} base units and {time} time units "
        f"at {told.rate} work RVUs a unit."
    )
    return begun.step(
        "wrvu.anesthesia", words, multiply(units, told.rate), customary=told.customary
    )
