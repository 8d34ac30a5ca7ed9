"""Which release's work RVUs count: by date of service, by posting date, or named by the plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from openrvu.errors import OpenRVUError, ReleaseNotHeld, UnknownCode
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_parts import ReleaseBy
from openrvu.productivity.service import Service, base_row
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.rows import ServiceRow
from openrvu.schedule.source import Source

#: Modifiers that may have a row of their own, in the order they are looked for.
_OWN_ROWS = ("53", "TC", "26")


class NoPostingDate(OpenRVUError, ValueError):
    """A plan goes by the posting date, and none was given."""


def schedule_for(
    plan: CreditPlan, day: date, posted: date | None = None, source: Source | None = None
) -> FeeSchedule:
    """The schedule whose work RVUs a plan credits.

    Where the release a date asks for is not held and another stands in, the schedule's
    ``notices`` say so.

    Args:
        plan: says which release counts.
        day: date of service.
        posted: the day the charge was posted.
        source: where to read; the bundled book by default.

    Raises:
        ReleaseNotHeld: the book holds no release that could answer.
        NoPostingDate: the plan goes by the posting date, and ``posted`` is None.
    """
    if plan.pinned is not None:
        return FeeSchedule.of(plan.pinned, day=day, source=source)
    if plan.release == ReleaseBy.SERVICE:
        return FeeSchedule.on(day, source=source)
    if posted is None:
        raise NoPostingDate(
            f"plan {plan.name!r} credits by posting date, and the service of {day} has none; "
            "give the day its charge was posted"
        )
    return FeeSchedule.on(posted, source=source)


def in_plan_release(
    services: Iterable[Service], plan: CreditPlan, source: Source | None = None
) -> tuple[Service, ...]:
    """The services, each with the rows of the release by which the plan credits.

    A service without a row gets one. A row that the caller gave (``release`` is empty) stays.
    What cannot be found comes back in ``no_row``, in a sentence.
    """
    return tuple(_reread(service, plan, source) for service in services)


def _reread(service: Service, plan: CreditPlan, source: Source | None) -> Service:
    if service.row is not None and not service.release:
        return service
    try:
        schedule = schedule_for(plan, service.day, service.posted, source)
        row = row_for(schedule, service.code, service.modifiers)
    except (ReleaseNotHeld, UnknownCode, NoPostingDate) as error:
        return replace(service, row=None, base_row=None, release="", no_row=str(error))
    base = row.policy.endoscopic_base
    return replace(
        service,
        row=row,
        base_row=base_row(schedule, base) if base else None,
        release=schedule.release.label,
        no_row="",
        notices=schedule.notices,
    )


def row_for(schedule: FeeSchedule, code: str, modifiers: Iterable[str] = ()) -> ServiceRow:
    """The row of a code that its modifiers ask for: their own where there is one.

    Raises:
        UnknownCode: the release has no such code.
    """
    rows = {row.modifier: row for row in schedule.rows(code)}
    said = {modifier.strip().upper() for modifier in modifiers}
    own = next((m for m in _OWN_ROWS if m in said and m in rows), "")
    return rows[own] if own in rows else next(iter(rows.values()))
