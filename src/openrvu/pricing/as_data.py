"""A priced claim as plain data: what the command prints, and what pages and the API answer.

Every figure is a decimal string: dollars and RVUs have two digits, figures of steps are exact.
What is not priced has ``amount: null``, with its outcome and reason.
"""

from __future__ import annotations

from typing import TypedDict

from openrvu.exact import plain, plain_or_none
from openrvu.pricing.claim import (
    Figure,
    LineOutcome,
    PatientShare,
    PricedClaim,
    PricedLine,
    RuleStep,
)
from openrvu.schedule.place_data import LocalityData, locality_data


class StepData(TypedDict):
    """One rule at work; see :class:`openrvu.pricing.claim.RuleStep`."""

    rule: str
    title: str
    cites: str
    inputs: dict[str, str | bool]
    result: str


class ShareData(TypedDict):
    """Who pays; see :class:`openrvu.pricing.claim.PatientShare`."""

    deductible: str
    coinsurance: str
    patient: str
    sequestration: str
    medicare: str
    bonus: str


class LineData(TypedDict):
    """What became of a line; see :class:`openrvu.pricing.claim.PricedLine`."""

    number: int
    code: str
    modifiers: list[str]
    units: int
    date: str
    outcome: str
    reason_id: str
    reason: str
    amount: str | None
    fee: str | None
    limiting_charge: str | None
    share: ShareData | None
    work_rvu: str | None
    total_rvu: str | None
    release: str
    setting: str | None
    position: int | None
    starts_global_period: bool
    steps: list[StepData]


class PricedData(TypedDict):
    """What became of a claim: the sums of its priced lines, and how many there are."""

    amount: str
    share: ShareData
    priced: int
    unpriced: int
    locality: LocalityData
    notices: list[str]
    lines: list[LineData]


def priced_data(priced: PricedClaim) -> PricedData:
    """A priced claim as plain data."""
    done = sum(line.outcome is LineOutcome.PRICED for line in priced.lines)
    return {
        "amount": plain(priced.amount),
        "share": share_data(priced.share),
        "priced": done,
        "unpriced": len(priced.lines) - done,
        "locality": locality_data(priced.locality),
        "notices": list(priced.notices),
        "lines": [line_data(line) for line in priced.lines],
    }


def line_data(line: PricedLine) -> LineData:
    """A priced line as plain data."""
    return {
        "number": line.number,
        "code": line.line.code,
        "modifiers": list(line.line.modifiers),
        "units": line.line.units,
        "date": line.day.isoformat(),
        "outcome": line.outcome.value,
        "reason_id": line.reason_id,
        "reason": line.reason,
        "amount": plain_or_none(line.amount),
        "fee": plain_or_none(line.fee),
        "limiting_charge": plain_or_none(line.limiting_charge),
        "share": share_data(line.share) if line.share else None,
        "work_rvu": plain_or_none(line.work_rvu),
        "total_rvu": plain_or_none(line.total_rvu),
        "release": line.release,
        "setting": line.setting.value if line.setting else None,
        "position": line.position,
        "starts_global_period": line.starts_global_period,
        "steps": [step_data(step) for step in line.steps],
    }


def share_data(share: PatientShare) -> ShareData:
    """Who pays, as plain data."""
    return {
        "deductible": plain(share.deductible),
        "coinsurance": plain(share.coinsurance),
        "patient": plain(share.patient),
        "sequestration": plain(share.sequestration),
        "medicare": plain(share.medicare),
        "bonus": plain(share.bonus),
    }


def step_data(step: RuleStep) -> StepData:
    """A rule at work as plain data."""
    return {
        "rule": step.rule,
        "title": step.title,
        "cites": step.cites,
        "inputs": {figure.name: _value(figure) for figure in step.inputs},
        "result": plain(step.result),
    }


def _value(figure: Figure) -> str | bool:
    return figure.value if isinstance(figure.value, str | bool) else plain(figure.value)
