"""From what the rules computed to what a reader is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from openrvu.exact import CENT_PLACES, from_scaled, multiply, shorten
from openrvu.pricing.claim import (
    ClaimLine,
    Figure,
    LineOutcome,
    PatientShare,
    PricedLine,
    RuleStep,
)
from openrvu.pricing.prepare import Found
from openrvu.rules.expression import NamedNumber, Number
from openrvu.rules.order import ORDER
from openrvu.rules.reasons import reason as reason_of
from openrvu.rules.trace import Leaf, name_of, used
from openrvu.schedule.rows import Setting

Value = int | str | bool


def priced_line(
    number: int,
    line: ClaimLine,
    day: date,
    found: Found,
    result: Mapping[str, Value],
    *,
    release: str,
    values: Mapping[str, Value] | None,
) -> PricedLine:
    """A line as a reader is told of it.

    Args:
        number: of the line in its claim.
        line: as it was asked.
        day: its date of service.
        found: what the fee schedule says of it.
        result: the outputs of the rules.
        release: label of the release; empty where the caller gave the row.
        values: everything known of the line where steps are wanted, else None.
    """
    told = _told(str(result["reason"]))
    is_priced = told.outcome is LineOutcome.PRICED
    setting = Setting(str(result["setting"])) if result["setting"] else None
    row, units = found.row, Decimal(line.units)
    return PricedLine(
        number=number,
        line=line,
        day=day,
        outcome=told.outcome,
        reason_id=str(result["reason"]),
        reason=found.problem or told.says,
        amount=_dollars(result["amount"]) if is_priced else None,
        fee=_dollars(result["fee"]) if result["fee"] else None,
        limiting_charge=_dollars(result["limiting_charge"]) if is_priced else None,
        share=_share(result) if is_priced else None,
        work_rvu=None if row is None else multiply(row.work, units),
        total_rvu=multiply(row.total(setting), units) if row and setting else None,
        release=release,
        row=row,
        setting=setting,
        position=int(result["position"]) if result["ranked"] else None,
        starts_global_period=bool(is_priced and result["starts_global_period"]),
        steps=() if values is None else tuple(_steps(values)),
    )


class _Told:
    """The outcome and the sentence of a reason."""

    __slots__ = ("outcome", "says")

    def __init__(self, outcome: LineOutcome, says: str) -> None:
        self.outcome, self.says = outcome, says


@cache
def _told(name: str) -> _Told:
    if not name:
        return _Told(LineOutcome.PRICED, "")
    known = reason_of(name)
    return _Told(LineOutcome(known.outcome), known.says)


def _dollars(cents: Value) -> Decimal:
    return from_scaled(int(cents), CENT_PLACES)


def _share(result: Mapping[str, Value]) -> PatientShare:
    return PatientShare(
        deductible=_dollars(result["deductible"]),
        coinsurance=_dollars(result["coinsurance"]),
        sequestration=_dollars(result["sequestration"]),
        medicare=_dollars(result["medicare"]),
        bonus=_dollars(result["bonus"]),
    )


@cache
def _amounts() -> tuple[NamedNumber, ...]:
    """The statements whose figure is an amount of the line, in order."""
    named = (rule for place in ORDER for rule in place.rules)
    return tuple(r for r in named if isinstance(r, NamedNumber) and r.rule.is_step)


def _steps(values: Mapping[str, Value]) -> Iterator[RuleStep]:
    """The rules that changed the amount, from the fee on."""
    reached: Decimal | None = None
    is_priced = _told(str(values["line.outcome"])).outcome is LineOutcome.PRICED
    for rule in _amounts() if is_priced else _amounts()[:1]:
        amount = _figure(rule, int(values[rule.rule.name]))
        if amount == (reached or 0) or not _matters(rule, values):
            continue
        yield RuleStep(
            rule.rule.name, rule.rule.title, rule.rule.cites, _inputs(rule, values), amount
        )
        reached = amount


#: Amounts of one kind of service alone: 0 for every other, which is no step.
_OF_A_KIND: dict[str, dict[str, Value]] = {
    "endoscopy.amount": {"multiple": "3", "mod_78": False},
    "therapy.amount": {"multiple": "5"},
    "anesthesia.amount": {"status": "J"},
}


def _matters(rule: NamedNumber, values: Mapping[str, Value]) -> bool:
    kind = _OF_A_KIND.get(rule.rule.name, {})
    return all(values[name] == value for name, value in kind.items())


def _inputs(rule: NamedNumber, values: Mapping[str, Value]) -> tuple[Figure, ...]:
    return tuple(_input(leaf, values) for leaf in used(rule, values))


def _input(leaf: Leaf, values: Mapping[str, Value]) -> Figure:
    name = name_of(leaf)
    value = values[name]
    return Figure(name, _figure(leaf, int(value)) if isinstance(leaf, Number) else str(value))


def _figure(number: Number, value: int) -> Decimal:
    return _decimal(value, number.places)


@lru_cache(maxsize=50_000)
def _decimal(value: int, places: int) -> Decimal:
    """The figure without needless zeros beyond cents."""
    return shorten(from_scaled(value, places), min(places, CENT_PLACES))
