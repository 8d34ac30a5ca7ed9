"""How a line came from its fee to its amount, in a few words for each rule that changed it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from openrvu.exact import multiply, round_half_up, shorten, subtract
from openrvu.pricing.claim import Figure, PricedLine, RuleStep
from openrvu.pricing.figures import money, ordinal
from openrvu.rules.expression import Rule
from openrvu.rules.fields import LABELS
from openrvu.rules.order import OUTPUTS
from openrvu.rules.parameters import parameter, parameters
from openrvu.rules.phrases import small
from openrvu.rules.walk import definitions

TIMES, MINUS, PLUS = "×", "−", "+"
_PERCENT_PLACES = 2
#: Figures of the law that adjusted for some years and are 1 in all others.
_ADJUSTORS = {"work_adjustor"}

#: What each rule that changes an amount is called beside it.
_CALLED = {
    "base.fee": "fee of one unit",
    "bilateral.fee": "both sides",
    "split_care.fee": "share of the package",
    "endoscopy.amount": "endoscopic family",
    "therapy.amount": "therapy units of the day",
    "imaging.amount": "images and tests of the day",
    "opps_cap.amount": "OPPS cap",
    "xray.amount": "equipment",
    "anesthesia.amount": "anesthesia units",
    "roles.amount": "assistant or co-surgeon",
    "practitioner.amount": "practitioner",
    "participation.amount": "not participating",
    "quality.amount": "quality penalties",
    "line.adjusted": "both sides rounded together",
    "charge.allowed": "charge is lower",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One rule's effect.

    Attributes:
        rule: its name, which is its page.
        says: what it did: ``× 50 %``, ``− $211.49``.
        why: a few words: ``2nd procedure by fee``.
        result: dollars after it.
    """

    rule: str
    says: str
    why: str
    result: Decimal


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of a step, as people read it.

    Attributes:
        name: of the field, figure of the law or rule.
        label: what it is called in a sentence.
        value: with its unit.
    """

    name: str
    label: str
    value: str


def trail(line: PricedLine) -> tuple[Mark, ...]:
    """The effects of the rules after the fee, in order; none where the line is paid its fee.

    Rounding to cents, at the end, is no effect of its own.
    """
    marks = [
        Mark(step.rule, _effect(before.result, step), _why(step, line), step.result)
        for before, step in zip(line.steps, line.steps[1:], strict=False)
        if round_half_up(before.result) != step.result
    ]
    first = line.steps[0] if line.steps else None
    if first and first.rule != "base.fee":  # anesthesia has no fee of a unit to begin with
        factors = f" {TIMES} ".join(each.value for each in entered(first))
        marks.insert(0, Mark(first.rule, factors, _why(first, line), first.result))
    return tuple(marks)


def _effect(before: Decimal, step: RuleStep) -> str:
    """``× 50 %`` where one figure of the step says it, else the difference in dollars."""
    for value in (figure.value for figure in step.inputs):
        if not isinstance(value, Decimal) or value == before:
            continue
        if multiply(before, value) == step.result:
            return f"{TIMES} {_factor(value)}"
    change = subtract(step.result, before)
    return f"{MINUS if change < 0 else PLUS} {money(abs(change))}"


def _factor(value: Decimal) -> str:
    if value > 1 and value == value.to_integral_value():
        return f"{value:f}"
    return f"{shorten(value.scaleb(_PERCENT_PLACES), 0)}\u00a0%"


def _why(step: RuleStep, line: PricedLine) -> str:
    if step.rule == "multiple_surgery.amount":
        return f"{ordinal(line.position)} procedure by fee" if line.position else "units"
    if step.rule == "endoscopy.amount" and line.row:
        return f"base {line.row.policy.endoscopic_base} of the family"
    return _CALLED.get(step.rule, step.title.lower())


def entered(step: RuleStep) -> tuple[Told, ...]:
    """The figures that entered a step; one that changes nothing, being 1, is left out."""
    return tuple(
        told(figure) for figure in step.inputs if figure.name not in _ADJUSTORS or figure.value != 1
    )


def told(figure: Figure) -> Told:
    """A figure that entered a step, with its label."""
    name, value = figure.name, figure.value
    label = small(_label(name))
    if isinstance(value, bool):
        return Told(name, label, "yes" if value else "no")
    if isinstance(value, str):
        return Told(name, label, value or "blank")
    if name in _figures_of_law() and parameter(name).unit == "percent":
        return Told(name, label, f"{shorten(value.scaleb(_PERCENT_PLACES), 0)}\u00a0%")
    return Told(name, label, f"{value:,f}")


def _label(name: str) -> str:
    if name in LABELS:
        return LABELS[name]
    if name in _figures_of_law():
        return parameter(name).title
    rule = _named().get(name)
    return rule.title if rule and rule.title else name


@cache
def _figures_of_law() -> frozenset[str]:
    return frozenset(each.name for each in parameters())


@cache
def _named() -> dict[str, Rule]:
    """Every statement with a name, those without a page too."""
    return {each.rule.name: each.rule for each in definitions(OUTPUTS.values())}
