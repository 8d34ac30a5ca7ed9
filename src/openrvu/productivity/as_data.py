"""Credited work RVUs as plain data. Every figure is a decimal string."""

from __future__ import annotations

from typing import TypedDict

from openrvu.exact import plain, plain_or_none
from openrvu.productivity.credited import Credited, CreditedLine, Reason


class ReasonData(TypedDict):
    """One step from full to credited; see :class:`openrvu.productivity.credited.Reason`."""

    rule: str
    words: str
    factor: str | None
    before: str | None
    after: str
    customary: bool


class CreditedLineData(TypedDict):
    """What is credited for a line; see :class:`openrvu.productivity.credited.CreditedLine`."""

    number: int
    code: str
    modifiers: list[str]
    units: int
    date: str
    release: str
    full: str | None
    credited: str | None
    missing: str
    position: int | None
    reasons: list[ReasonData]
    notices: list[str]


class CreditedData(TypedDict):
    """Services credited under a plan; ``unanswered`` lines are in neither sum."""

    plan: str
    full: str
    credited: str
    unanswered: int
    notices: list[str]
    lines: list[CreditedLineData]


def credited_data(credited: Credited) -> CreditedData:
    """Services credited under a plan, as plain data."""
    return {
        "plan": credited.plan.name,
        "full": plain(credited.full),
        "credited": plain(credited.credited),
        "unanswered": len(credited.unanswered),
        "notices": list(credited.notices),
        "lines": [
            credited_line_data(number, line) for number, line in enumerate(credited.lines, 1)
        ],
    }


def credited_line_data(number: int, line: CreditedLine) -> CreditedLineData:
    """A credited line as plain data; ``number`` is its place, from 1."""
    service = line.service
    return {
        "number": number,
        "code": service.code,
        "modifiers": list(service.modifiers),
        "units": service.units,
        "date": service.day.isoformat(),
        "release": service.release,
        "full": plain_or_none(line.full),
        "credited": plain_or_none(line.credited),
        "missing": line.missing,
        "position": line.position,
        "reasons": [_reason_data(reason) for reason in line.reasons],
        "notices": list(line.notices),
    }


def _reason_data(reason: Reason) -> ReasonData:
    return {
        "rule": reason.rule,
        "words": reason.words,
        "factor": plain_or_none(reason.factor),
        "before": plain_or_none(reason.before),
        "after": plain(reason.after),
        "customary": reason.customary,
    }
