"""The bridge from the log to the report: its steps, and the drawing of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from markupsafe import Markup, escape

from openrvu.exact import add, multiply, round_half_up
from openrvu.productivity.reconcile.as_data import ReconciliationData
from openrvu.productivity.reconcile.difference import Kind
from openrvu.site.charts import svg
from openrvu.site.templating import work

_WIDTH, _ROW, _BAR, _HEAD = 380, 38, 13, 6
#: Share of the drawing that is left free below the lowest level.
_PAD = 0.12


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the bridge.

    Attributes:
        name: of the class, or of either end.
        kind: the class; None for either end.
        count: of differences, entries or lines.
        wrvu: what it adds to the log to come to the report; of an end, its sum.
        money: the same in dollars to the cent; None without a rate.
        before: the level it begins at; 0 for an end.
        after: the level it comes to.
    """

    name: str
    kind: Kind | None
    count: int
    wrvu: Decimal
    money: Decimal | None
    before: Decimal
    after: Decimal

    @property
    def slug(self) -> str:
        """Of the class, for addresses."""
        return str(self.kind).replace(" ", "-") if self.kind else ""


def steps(data: ReconciliationData) -> list[Step]:
    """The log, every class, and the report; the levels meet exactly."""
    rate = None if data["rate"] is None else Decimal(data["rate"])
    level = Decimal(data["log"])
    zero = Decimal(0)
    made = [Step("Your log", None, data["entries"], level, _dollars(level, rate), zero, level)]
    for each in data["sums"]:
        change = -Decimal(each["wrvu"])
        after, kind = add(level, change), Kind(each["kind"])
        name = "agrees, but for rounding" if kind is Kind.AGREES else str(kind)
        money = _dollars(change, rate)
        made.append(Step(name, kind, each["count"], change, money, level, after))
        level = after
    told = Decimal(data["report_wrvu"])
    made.append(Step("Report", None, data["lines"], told, _dollars(told, rate), zero, told))
    return made


def steps_of(result: object) -> list[Step]:
    """The steps of what a comparison keeps."""
    return steps(cast(ReconciliationData, result))


def _dollars(wrvu: Decimal, rate: Decimal | None) -> Decimal | None:
    return None if rate is None else round_half_up(multiply(wrvu, rate))


def drawing(made: Sequence[Step]) -> Markup:
    """The bridge as bars, each class beginning where the one before ended."""
    shown = [step for step in made if step.kind is not Kind.AGREES or step.wrvu]
    levels = [float(step.after) for step in shown]
    low, high = min(levels), max(levels)
    floor = float(int(max(0.0, low - ((high - low) or high) * _PAD))) if low > 0 else low
    parts = [
        part
        for at, step in enumerate(shown)
        for part in _row(step, _HEAD + at * _ROW, _Scale(floor, high))
    ]
    height = _HEAD + len(shown) * _ROW + 16
    if floor > 0:
        note = f"The bars begin at {floor:,.0f}, not at 0"
        parts.append(f'<text class="note" x="0" y="{height - 2}">{note}</text>')
    said = "; ".join(f"{step.name} {_signed(step)}" for step in shown)
    return svg("bridge", (_WIDTH, height), "From your log to the report", said, parts)


@dataclass(frozen=True, slots=True)
class _Scale:
    """From the lowest level drawn to the highest."""

    low: float
    high: float

    def x(self, level: Decimal) -> float:
        return _WIDTH * max(0.0, float(level) - self.low) / ((self.high - self.low) or 1.0)


def _row(step: Step, top: int, scale: _Scale) -> list[str]:
    first, last = sorted((scale.x(step.before), scale.x(step.after)))
    kind = "end" if step.kind is None else "down" if step.wrvu < 0 else "up"
    return [
        f'<text x="0" y="{top + 12}">{escape(step.name)}</text>'
        f'<text class="amount" x="{_WIDTH}" y="{top + 12}">{escape(_signed(step))}</text>',
        f'<rect class="step {kind}" x="{first:.1f}" y="{top + 17}" '
        f'width="{max(last - first, 1.5):.1f}" height="{_BAR}" rx="2"/>',
    ]


def _signed(step: Step) -> str:
    """A step with its sign; an end without."""
    if step.kind is None:
        return work(step.wrvu)
    sign = "+" if step.wrvu > 0 else "−" if step.wrvu < 0 else ""
    return f"{sign}{work(abs(step.wrvu))}"
