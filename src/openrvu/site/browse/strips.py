"""Small drawings that stand in a table or tile, beside the figures they draw.

They say nothing that the text does not, so a screen reader passes over them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup

from openrvu.schedule.statistics import Spread

WIDTH, HEIGHT, EDGE = 240, 18, 4
_TICKS = tuple(Decimal(n) for n in (0, 1, 5, 10, 25, 50, 100))


def strip(spread: Spread, top: Decimal) -> Markup:
    """Lowest to highest as a line, the middle half as a box, the median as a mark."""
    low, lower, mid, upper, high = (
        _across(value, top)
        for value in (
            spread.lowest,
            spread.lower_quartile,
            spread.median,
            spread.upper_quartile,
            spread.highest,
        )
    )
    parts = [
        f'<line class="axis" x1="{EDGE}" y1="9" x2="{WIDTH - EDGE}" y2="9"/>',
        f'<line class="span" x1="{low:.1f}" y1="9" x2="{max(high, low + 1):.1f}" y2="9"/>',
    ]
    if spread.n >= 4:
        width = max(upper - lower, 1)
        parts.append(f'<rect class="box" x="{lower:.1f}" y="5" width="{width:.1f}" height="8"/>')
    parts.append(f'<line class="mid" x1="{mid:.1f}" y1="2" x2="{mid:.1f}" y2="16"/>')
    return _drawing("strip", WIDTH, HEIGHT, parts)


def scale(top: Decimal) -> Markup:
    """The axis of the strips of one table, for its heading."""
    ticks = [tick for tick in _TICKS if tick <= top]
    parts = []
    for tick in ticks:
        at = _across(tick, top)
        anchor = "start" if tick is ticks[0] else "end" if at > WIDTH - 20 else "middle"
        parts.append(f'<text x="{at:.1f}" y="13" text-anchor="{anchor}">{tick}</text>')
    return _drawing("strip", WIDTH, HEIGHT, parts)


def bar(value: Decimal, top: Decimal) -> Markup:
    """One figure as a bar from 0."""
    long = 72 * float(value) / (float(top) or 1)
    return _drawing(
        "tick", 72, 10, [f'<rect class="bar" y="1" width="{max(long, 1):.1f}" height="8" rx="2"/>']
    )


def miniature(counts: Sequence[int]) -> Markup:
    """A histogram without words."""
    top = max(counts, default=1) or 1
    step = 160 / max(len(counts), 1)
    parts = [
        f'<rect class="bar" x="{i * step:.1f}" y="{36 - _tall(count, top):.1f}" '
        f'width="{step - 2:.1f}" height="{_tall(count, top):.1f}" rx="1"/>'
        for i, count in enumerate(counts)
        if count
    ]
    parts.append('<line class="axis" x1="0" y1="36.5" x2="160" y2="36.5"/>')
    return _drawing("mini", 160, 38, parts)


def _tall(count: int, top: int) -> float:
    return max(34 * count / top, 1.5)


def _across(value: Decimal, top: Decimal) -> float:
    """The root of the share: small figures stay apart though the largest is far away."""
    share = math.sqrt(float(value) / (float(top) or 1))
    return EDGE + (WIDTH - 2 * EDGE) * share


def _drawing(kind: str, width: int, height: int, parts: Sequence[str]) -> Markup:
    return Markup(  # noqa: S704 - only numbers enter
        f'<svg class="{kind}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
    )
