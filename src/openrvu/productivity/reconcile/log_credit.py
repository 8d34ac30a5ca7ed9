"""What the plan credits for each entry of the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openrvu.productivity.credit import credit
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_parts import ReleaseBy
from openrvu.productivity.reconcile.lines import LogEntry, ReportLine
from openrvu.productivity.reconcile.match import Match
from openrvu.productivity.release import in_plan_release
from openrvu.schedule.source import Source


@dataclass(frozen=True, slots=True)
class Credit:
    """What an entry is credited.

    Attributes:
        value: work RVUs, at full precision; None where that cannot be told.
        missing: why not, in a sentence.
        release: label of the release it was valued by; empty where none answers.
        notices: what a reader must know of that release.
    """

    value: Decimal | None
    missing: str
    release: str
    notices: tuple[str, ...]

    @property
    def counted(self) -> Decimal:
        """What the entry adds to a sum: nothing where its credit cannot be told."""
        return self.value if self.value is not None else Decimal(0)


def credit_log(
    entries: Sequence[LogEntry],
    lines: Sequence[ReportLine],
    matches: Sequence[Match],
    plan: CreditPlan,
    source: Source | None,
) -> tuple[Credit, ...]:
    """What the plan credits for entries, in their order.

    A plan that goes by posting date takes that of the matched line where the entry has none,
    and the date of service where there is neither.
    """
    posted = _posted(lines, matches) if plan.release == ReleaseBy.POSTING else {}
    services = [
        entry.service(
            claim=f"case {entry.case}" if entry.case else f"entry {at}",
            posted=entry.posted or posted.get(at, entry.day),
        )
        for at, entry in enumerate(entries)
    ]
    credited = credit(in_plan_release(services, plan, source), plan)
    return tuple(
        Credit(line.credited, line.missing, line.service.release, line.service.notices)
        for line in credited.lines
    )


def _posted(lines: Sequence[ReportLine], matches: Sequence[Match]) -> dict[int, date]:
    """The posting date of the line each entry was matched with, where it has one."""
    found: dict[int, date] = {}
    for match in matches:
        span = lines[match.lines[0]].posted
        if span is not None:
            found |= dict.fromkeys(match.entries, span.first)
    return found
