"""Drawings that compare: bars on both sides of zero, several lines, and parts of a whole.

As in :mod:`openrvu.site.charts` positions are floats, and figures in labels are the exact ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup, escape

from openrvu.site.charts import WIDTH, Ranked, svg
from openrvu.site.learn.formats import Format

#: More lines than this cannot be told apart.
MOST_LINES = 4


def balanced(rows: Sequence[Ranked], title: str, description: str) -> Markup:
    """Horizontal bars on both sides of one zero, one a row, in the order given."""
    low = min(0.0, *(float(r.value) for r in rows))
    high = max(0.0, *(float(r.value) for r in rows))
    span = (high - low) or 1.0
    zero = 100 * -low / span
    made = []
    for row in rows:
        wide = 100 * abs(float(row.value)) / span
        x = zero if row.value >= 0 else zero - wide
        kind = "own" if row.marked else "down" if row.value < 0 else ""
        drawn = (
            f'<rect class="bar {kind}" x="{x:.2f}" width="{max(wide, 0.3):.2f}" height="10"/>'
            f'<line class="zero" x1="{zero:.2f}" y1="-3" x2="{zero:.2f}" y2="13"/>'
        )
        made.append(_row(row.name, row.address, drawn, row.text))
    return _list(made, title, description)


@dataclass(frozen=True, slots=True)
class Part:
    """A code's work, practice expense and malpractice RVU, and their sum."""

    name: str
    parts: tuple[Decimal, Decimal, Decimal]
    total: Decimal
    text: str
    address: str = ""


_PARTS = (("p1", "Work"), ("p2", "Practice expense"), ("p3", "Malpractice"))


def parts(rows: Sequence[Part], title: str, *, share: bool = False) -> Markup:
    """A bar a code, made of its three parts; all on one scale, or each filling the width."""
    top = max((float(row.total) for row in rows), default=1.0) or 1.0
    made = []
    for row in rows:
        whole = float(row.total) or 1.0
        x, drawn = 0.0, []
        for (kind, _), value in zip(_PARTS, row.parts, strict=True):
            wide = 100 * float(value) / (whole if share else top)
            drawn.append(f'<rect class="{kind}" x="{x:.2f}" width="{wide:.2f}" height="10"/>')
            x += wide
        made.append(_row(row.name, row.address, "".join(drawn), f"{row.text} RVU"))
    keys = "".join(f'<li><span class="key {kind}"></span> {name}</li>' for kind, name in _PARTS)
    legend = Markup('<ul class="legend" aria-hidden="true">{}</ul>').format(Markup(keys))  # noqa: S704
    return legend + _list(made, title, "Each bar: work, practice expense, malpractice")


def _row(name: str, address: str, drawn: str, text: str) -> str:
    label = escape(name)
    if address:
        label = Markup('<a href="{}">{}</a>').format(address, label)
    return (
        f'<li><span class="label">{label}</span><svg viewBox="0 0 100 10" '
        f'preserveAspectRatio="none" aria-hidden="true" focusable="false">{drawn}</svg>'
        f'<span class="figure">{escape(text)}</span></li>'
    )


def _list(rows: Sequence[str], title: str, description: str) -> Markup:
    return Markup(  # noqa: S704 - every label is escaped or a number
        f'<ul class="chart ranked" aria-label="{escape(title)}. {escape(description)}">'
        f"{''.join(rows)}</ul>"
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A named line: a value for each year, and its last value in words."""

    name: str
    values: tuple[Decimal, ...]
    last: str


def _common_start(held: Sequence[Line], y: Callable[[Decimal], float]) -> list[Decimal]:
    """Where all lines begin at one value, as indexed ones do, that value; apart from the ends."""
    starts = {line.values[0] for line in held}
    ends = [value for line in held for value in line.values]
    far = all(abs(y(start) - y(end)) > 16 for start in starts for end in (min(ends), max(ends)))
    return [*starts] if far and len(starts) == 1 < len(held) else []


def lines(held: Sequence[Line], years: Sequence[str], title: str, form: Format) -> Markup:
    """Lines over the same years, each with a dash and a mark of its own beside its colour."""
    height, left, right, head, foot = 210, 58, 14, 14, 26
    values = [value for line in held for value in line.values]
    low, high = min(values), max(values)
    span = float(high - low) or 1.0
    step = (WIDTH - left - right) / max(len(years) - 1, 1)

    def y(value: Decimal) -> float:
        return head + (height - head - foot) * (1 - float(value - low) / span)

    made = [
        f'<line class="grid" x1="{left}" y1="{y(value):.1f}" x2="{WIDTH - right}" '
        f'y2="{y(value):.1f}"/><text class="first" x="{left - 6}" y="{y(value) + 4:.1f}">'
        f"{escape(form(value))}</text>"
        for value in dict.fromkeys((low, high, *_common_start(held, y)))
    ]
    stride = 1 if step >= 30 else 2
    made += [
        f'<text class="tick" x="{left + at * step:.1f}" y="{height - 7}">{escape(year)}</text>'
        for at, year in enumerate(years)
        if at % stride == 0
    ]
    for number, line in enumerate(held, 1):
        points = [(left + at * step, y(value)) for at, value in enumerate(line.values)]
        path = " ".join(f"{x:.1f},{at:.1f}" for x, at in points)
        made.append(f'<polyline class="line l{number}" points="{path}"/>')
        made += [
            f'<circle class="dot l{number}" cx="{x:.1f}" cy="{at:.1f}" r="3"/>' for x, at in points
        ]
    keys = [
        Markup(
            '<li><svg class="key" viewBox="0 0 26 10" aria-hidden="true"><line class="line l{}" '
            'x1="1" y1="5" x2="25" y2="5"/></svg> {} <b>{}</b></li>'
        ).format(n, line.name, line.last)
        for n, line in enumerate(held, 1)
    ]
    legend = Markup('<ul class="legend">{}</ul>').format(Markup("").join(keys))
    told = f"{years[0]} to {years[-1]}, from {form(low)} to {form(high)}. The scale is not from 0"
    return legend + svg("lines", (WIDTH, height), title, told, made)
