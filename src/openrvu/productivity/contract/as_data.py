"""Statements and comparisons as plain data. Every figure is a decimal string."""

from __future__ import annotations

from typing import TypedDict

from openrvu.exact import plain, plain_or_none
from openrvu.productivity.contract.compare import Comparison
from openrvu.productivity.contract.outlook import NextTier, Outlook
from openrvu.productivity.contract.statement import DrawLine, Part, Payment, Statement
from openrvu.productivity.contract.steps import Number, Step


class NumberData(TypedDict):
    """See :class:`openrvu.productivity.contract.steps.Number`."""

    label: str
    value: str
    unit: str


class StepData(TypedDict):
    """See :class:`openrvu.productivity.contract.steps.Step`."""

    rule: str
    words: str
    numbers: list[NumberData]
    result: NumberData


class PartData(TypedDict):
    """See :class:`openrvu.productivity.contract.statement.Part`."""

    kind: str
    name: str
    amount: str
    steps: list[StepData]


class DrawData(TypedDict):
    """See :class:`openrvu.productivity.contract.statement.DrawLine`."""

    earned: str
    advanced: str
    recovered: str
    owed: str


class PaymentData(TypedDict):
    """See :class:`openrvu.productivity.contract.statement.Payment`."""

    number: int
    first: str
    last: str
    is_complete: bool
    wrvu: str
    amount: str
    parts: list[PartData]
    draw: DrawData | None


class NextTierData(TypedDict):
    """See :class:`openrvu.productivity.contract.outlook.NextTier`."""

    at: str
    away: str
    rate: str
    words: str


class OutlookData(TypedDict):
    """See :class:`openrvu.productivity.contract.outlook.Outlook`."""

    first: str
    last: str
    threshold: str
    break_even: str | None
    covers_draw: str | None
    next_tier: NextTierData | None


class StatementData(TypedDict):
    """See :class:`openrvu.productivity.contract.statement.Statement`."""

    contract: str
    year: int
    first: str
    last: str
    is_complete: bool
    wrvu: str
    threshold: str
    variance: str
    amount: str
    clinical_pay: str
    apart: str
    effective_rate: str | None
    wrvu_per_fte: str | None
    pay_per_fte: str | None
    parts: list[PartData]
    payments: list[PaymentData]
    outlook: OutlookData
    notices: list[str]


class RowData(TypedDict):
    """See :class:`openrvu.productivity.contract.compare.Row`."""

    kind: str
    left: str
    right: str
    difference: str


class ComparisonData(TypedDict):
    """See :class:`openrvu.productivity.contract.compare.Comparison`."""

    left: StatementData
    right: StatementData
    difference: str
    rows: list[RowData]


def statement_data(told: Statement) -> StatementData:
    """A statement as plain data."""
    return {
        "contract": told.contract.name,
        "year": told.year,
        "first": told.first.isoformat(),
        "last": told.last.isoformat(),
        "is_complete": told.is_complete,
        "wrvu": plain(told.wrvu),
        "threshold": plain(told.threshold),
        "variance": plain(told.variance),
        "amount": plain(told.amount),
        "clinical_pay": plain(told.clinical_pay),
        "apart": plain(told.apart),
        "effective_rate": plain_or_none(told.effective_rate),
        "wrvu_per_fte": plain_or_none(told.wrvu_per_fte),
        "pay_per_fte": plain_or_none(told.pay_per_fte),
        "parts": [_part(part) for part in told.parts],
        "payments": [_payment(payment) for payment in told.payments],
        "outlook": _outlook(told.outlook),
        "notices": list(told.notices),
    }


def comparison_data(told: Comparison) -> ComparisonData:
    """A comparison as plain data."""
    return {
        "left": statement_data(told.left),
        "right": statement_data(told.right),
        "difference": plain(told.difference),
        "rows": [
            {
                "kind": str(row.kind),
                "left": plain(row.left),
                "right": plain(row.right),
                "difference": plain(row.difference),
            }
            for row in told.rows
        ],
    }


def _part(told: Part) -> PartData:
    return {
        "kind": str(told.kind),
        "name": told.name,
        "amount": plain(told.amount),
        "steps": [_step(step) for step in told.steps],
    }


def _step(told: Step) -> StepData:
    return {
        "rule": told.rule,
        "words": told.words,
        "numbers": [_number(one) for one in told.numbers],
        "result": _number(told.result),
    }


def _number(told: Number) -> NumberData:
    return {"label": told.label, "value": plain(told.value), "unit": str(told.unit)}


def _payment(told: Payment) -> PaymentData:
    return {
        "number": told.number,
        "first": told.first.isoformat(),
        "last": told.last.isoformat(),
        "is_complete": told.is_complete,
        "wrvu": plain(told.wrvu),
        "amount": plain(told.amount),
        "parts": [_part(part) for part in told.parts],
        "draw": _draw(told.draw) if told.draw else None,
    }


def _draw(told: DrawLine) -> DrawData:
    return {
        "earned": plain(told.earned),
        "advanced": plain(told.advanced),
        "recovered": plain(told.recovered),
        "owed": plain(told.owed),
    }


def _outlook(told: Outlook) -> OutlookData:
    return {
        "first": told.first.isoformat(),
        "last": told.last.isoformat(),
        "threshold": plain(told.threshold),
        "break_even": plain_or_none(told.break_even),
        "covers_draw": plain_or_none(told.covers_draw),
        "next_tier": _next_tier(told.next_tier) if told.next_tier else None,
    }


def _next_tier(told: NextTier) -> NextTierData:
    return {
        "at": plain(told.at),
        "away": plain(told.away),
        "rate": plain(told.rate),
        "words": told.words,
    }
