"""Drawings of the dashboard. As in :mod:`openrvu.site.charts`, positions are floats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil, floor, log10

from markupsafe import Markup, escape

from openrvu.site.charts import WIDTH, svg

_HEIGHT, _LEFT, _RIGHT, _HEAD, _FOOT = 210, 44, 6, 16, 26
_FLOOR = _HEIGHT - _FOOT
#: More bars than this are thinner than the line between them.
MOST_BARS = 190
_MONTHS = "JFMAMJJASOND"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its tick, credited and full work RVUs, and those of the span held against."""

    tick: str
    credited: Decimal
    full: Decimal
    before: Decimal


def bars(rows: Sequence[Bar], title: str, description: str) -> Markup:
    """Credited work RVUs before CMS's own, with a mark where the span held against stood."""
    top = _top(max((v for r in rows for v in (r.credited, r.full, r.before)), default=Decimal(0)))
    step = (WIDTH - _LEFT - _RIGHT) / max(len(rows), 1)
    gap = min(step * 0.24, 5)
    parts = _scale(top)
    for at, row in enumerate(rows):
        x, wide = _LEFT + at * step + gap / 2, step - gap
        if row.full != row.credited:
            parts.append(_rect("full", x, wide, row.full, top))
        if row.credited:
            parts.append(_rect("made", x, wide, row.credited, top))
        if row.before:
            y = _y(row.before, top)
            parts.append(
                f'<line class="then" x1="{x:.1f}" y1="{y:.1f}" x2="{x + wide:.1f}" y2="{y:.1f}"/>'
            )
    room = max((7 * len(row.tick) + 8 for row in rows), default=1)
    stride = max(1, ceil(room / step))
    parts += [
        f'<text class="tick" x="{_LEFT + (at + 0.5) * step:.1f}" y="{_HEIGHT - 8}">'
        f"{escape(row.tick)}</text>"
        for at, row in enumerate(rows)
        if at % stride == 0
    ]
    return svg("bars", (WIDTH, _HEIGHT), title, description, parts)


@dataclass(frozen=True, slots=True)
class Course:
    """A year's course, for a drawing: work RVUs to date, the target's share, and what may come.

    Attributes:
        first: of the year.
        last: of the year.
        done: days and credited work RVUs to date.
        planned: days and the target's share to date; empty without a target.
        projection: of the year's end, with the band's ends, where they can be told.
    """

    first: date
    last: date
    done: Sequence[tuple[date, Decimal]]
    planned: Sequence[tuple[date, Decimal]]
    projection: Decimal | None
    low: Decimal | None
    high: Decimal | None


def course(told: Course, title: str, description: str) -> Markup:
    """The year so far, the target, and the projection with its band."""
    ends = [value for _, value in (*told.done[-1:], *told.planned[-1:])]
    more = [v for v in (told.projection, told.high) if v is not None]
    top = _top(max((*ends, *more), default=Decimal(0)))

    def at(day: date, value: Decimal) -> str:
        share = (day - told.first).days / max((told.last - told.first).days, 1)
        x = _LEFT + (WIDTH - _LEFT - _RIGHT) * share
        return f"{x:.1f},{_y(value, top):.1f}"

    parts = [*_scale(top), *_months(told)]
    here = told.done[-1] if told.done else (told.first, Decimal(0))
    if told.low is not None and told.high is not None:
        band = (at(*here), at(told.last, told.low), at(told.last, told.high))
        parts.append(f'<polygon class="band" points="{" ".join(band)}"/>')
    to_come = () if told.projection is None else (here, (told.last, told.projection))
    for kind, points in (("planned", told.planned), ("to-come", to_come), ("sofar", told.done)):
        path = " ".join(at(day, value) for day, value in points)
        parts.append(f'<polyline class="line {kind}" points="{path}"/>')
    x, y = at(*here).split(",")
    parts.append(f'<circle class="here" cx="{x}" cy="{y}" r="4"/>')
    return svg("course", (WIDTH, _HEIGHT), title, description, parts)


@dataclass(frozen=True, slots=True)
class Stack:
    """A bar made of parts: its name, and each part's class, share of the whole, and words."""

    name: str
    parts: Sequence[tuple[int, Decimal]]
    text: str


def stacks(rows: Sequence[Stack], title: str, description: str) -> Markup:
    """Bars that each fill the width, made of levels; the darker, the higher."""
    made = []
    for row in rows:
        x, drawn = 0.0, []
        for level, share in row.parts:
            wide = float(share)
            drawn.append(f'<rect class="v{level}" x="{x:.2f}" width="{wide:.2f}" height="10"/>')
            x += wide
        made.append(
            f'<li><span class="label">{escape(row.name)}</span><svg viewBox="0 0 100 10" '
            f'preserveAspectRatio="none" aria-hidden="true" focusable="false">{"".join(drawn)}'
            f'</svg><span class="figure">{escape(row.text)}</span></li>'
        )
    return Markup(  # noqa: S704 - every label is escaped or a number
        f'<ul class="chart ranked stacks" aria-label="{escape(title)}. {escape(description)}">'
        f"{''.join(made)}</ul>"
    )


def _rect(kind: str, x: float, wide: float, value: Decimal, top: float) -> str:
    y = _y(value, top)
    return (
        f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" '
        f'height="{max(_FLOOR - y, 1):.1f}" rx="{min(wide / 4, 2):.1f}"/>'
    )


def _y(value: Decimal, top: float) -> float:
    return _HEAD + (_FLOOR - _HEAD) * (1 - float(value) / top)


def _top(most: Decimal) -> float:
    """The scale's end: 1, 2, 2.5, 3, 4, 5, 6 or 8 times a power of ten."""
    if most <= 0:
        return 1.0
    power = 10.0 ** floor(log10(float(most)))
    steps = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
    return next(step * power for step in steps if step * power >= float(most) * 0.999)


def _scale(top: float) -> list[str]:
    """The zero line, the middle and the end of the scale, each named."""
    parts = []
    for share in (0.0, 0.5, 1.0):
        y = _HEAD + (_FLOOR - _HEAD) * (1 - share)
        said = f"{top * share:,.4f}".rstrip("0").rstrip(".")
        kind = "grid" if share else "axis"
        parts.append(
            f'<line class="{kind}" x1="{_LEFT}" y1="{y:.1f}" x2="{WIDTH}" y2="{y:.1f}"/>'
            f'<text class="first" x="{_LEFT - 6}" y="{y + 4:.1f}">{said}</text>'
        )
    return parts


def _months(told: Course) -> list[str]:
    """The first letters of the year's months, each in the middle of its month."""
    each = (WIDTH - _LEFT - _RIGHT) / 12
    return [
        f'<text class="tick" x="{_LEFT + (at + 0.5) * each:.1f}" y="{_HEIGHT - 8}">'
        f"{_MONTHS[(told.first.month - 1 + at) % 12]}</text>"
        for at in range(12)
    ]


def legend(items: Sequence[tuple[str, str]]) -> Markup:
    """Small keys with words: class of the key, and what it stands for."""
    rows = Markup("").join(
        Markup('<li><span class="key {}"></span> {}</li>').format(kind, words)
        for kind, words in items
    )
    return Markup('<ul class="legend">{}</ul>').format(rows)
