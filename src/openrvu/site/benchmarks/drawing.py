"""A line of published percentiles, and the person's figure on it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup, escape

from openrvu.site.benchmarks.rank import Ranked
from openrvu.site.charts import WIDTH, svg

_HEIGHT, _SIDE, _LINE = 112, 30, 62
#: Labels nearer than this would cover each other.
_ROOM = 30
#: How far beyond the points a value is drawn to scale, as a share of their distance.
_BEYOND = 0.8


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where values stand on the canvas."""

    low: float
    high: float

    def x(self, value: Decimal) -> float:
        share = (float(value) - self.low) / ((self.high - self.low) or 1.0)
        return _SIDE + (WIDTH - 2 * _SIDE) * share


def scale(found: Ranked) -> Markup:
    """The published points in their order, and a mark where the person stands."""
    if not found.points:
        return Markup("")
    value = found.comparison.normalised.value if found.comparison else None
    frame = _frame([float(one) for one in found.points.values()], value)
    parts = _points(found, frame)
    if value is not None:
        parts += _own(found.written(value), min(max(frame.x(value), _SIDE), WIDTH - _SIDE))
    said = ", ".join(f"P{p} {found.written(v)}" for p, v in sorted(found.points.items()))
    return svg("scale", (WIDTH, _HEIGHT), found.measure.label, said, parts)


def _frame(points: list[float], value: Decimal | None) -> _Frame:
    """Room for all points, and for a value beyond them; a far one stands at the edge."""
    low, high = min(points), max(points)
    if value is None:
        return _Frame(low, high)
    room = (high - low) * _BEYOND or 1.0
    return _Frame(
        max(min(low, float(value)), low - room), min(max(high, float(value)), high + room)
    )


def _points(found: Ranked, frame: _Frame) -> list[str]:
    """The line between the outermost points, and each point's name; close ones one lower."""
    ordered = sorted(found.points.items())
    first, last = (frame.x(ordered[at][1]) for at in (0, -1))
    parts = [
        f'<line class="axis" x1="{_SIDE}" y1="{_LINE}" x2="{WIDTH - _SIDE}" y2="{_LINE}"/>',
        f'<line class="level" x1="{first:.1f}" y1="{_LINE}" x2="{last:.1f}" y2="{_LINE}"/>',
    ]
    before, lower = -float(_ROOM), False
    for percentile, point in ordered:
        at = frame.x(point)
        lower = not lower and at - before < _ROOM
        before, y = at, _LINE + (42 if lower else 22)
        parts.append(
            f'<line class="grid" x1="{at:.1f}" y1="{_LINE - 6}" x2="{at:.1f}" y2="{y - 11}"/>'
            f'<text class="tick" x="{at:.1f}" y="{y}">P{percentile}</text>'
        )
    return parts


def _own(said: str, at: float) -> list[str]:
    """The person's mark, with words that stay on the canvas."""
    side = min(max(at, 62), WIDTH - 62)
    return [
        f'<circle class="own" cx="{at:.1f}" cy="{_LINE}" r="7"/>',
        f'<text class="value tick" x="{side:.1f}" y="{_LINE - 30}">You</text>',
        f'<text class="value tick" x="{side:.1f}" y="{_LINE - 14}">{escape(said)}</text>',
    ]
