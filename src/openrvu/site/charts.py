"""Charts drawn on the server as SVG. Each has a title, a description and a table beside it.

Positions on the canvas are floats; figures in labels are the exact ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from markupsafe import Markup, escape

from openrvu.exact import RVU_PLACES, from_scaled

#: Bins that show both the many small and the few large work RVUs.
WORK_EDGES = tuple(
    from_scaled(hundredths, RVU_PLACES)
    for hundredths in (
        *(0, 25, 50, 75, 100, 150, 200, 300, 400, 500, 750),
        *(1000, 1500, 2000, 3000, 5000, 12000),
    )
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, how many, whether it is the one spoken of."""

    label: str
    count: int
    marked: bool = False


def bins(values: Sequence[tuple[Decimal, Decimal, int]], own: Decimal | None) -> tuple[Bar, ...]:
    """Histogram bins as bars, empty ones at the upper end left out, the bin of ``own`` marked."""
    last = max((i for i, (_, _, n) in enumerate(values) if n), default=-1)
    shown = values[: last + 1]
    made = []
    for i, (low, high, count) in enumerate(shown):
        end = i == len(values) - 1
        inside = own is not None and low <= own and (own < high or end)
        label = f"{_short(low)} and over" if end else f"{_short(low)} to {_short(high)}"
        made.append(Bar(label, count, inside))
    return tuple(made)


def _short(value: Decimal) -> str:
    return f"{value.normalize():f}"


def distribution(bars: Sequence[Bar], title: str, description: str) -> Markup:
    """A histogram as bars, the marked one set apart."""
    width, height, foot = 640, 200, 44
    top = max((bar.count for bar in bars), default=1) or 1
    step = width / max(len(bars), 1)
    parts = []
    for i, bar in enumerate(bars):
        tall = (height - foot - 22) * bar.count / top
        x, y = i * step + 2, height - foot - tall
        kind = "bar own" if bar.marked else "bar"
        parts.append(
            f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{step - 4:.1f}" '
            f'height="{max(tall, 1 if bar.count else 0):.1f}" rx="2"/>'
            f'<text class="count" x="{x + step / 2 - 2:.1f}" y="{y - 5:.1f}">{bar.count}</text>'
        )
        low = bar.label.split(" ")[0]
        parts.append(f'<text class="tick" x="{x - 2:.1f}" y="{height - foot + 16}">{low}</text>')
    parts.append(
        f'<line class="axis" x1="0" y1="{height - foot + 0.5}" x2="{width}" '
        f'y2="{height - foot + 0.5}"/>'
        f'<text class="name" x="{width / 2}" y="{height - 8}">work RVU, from</text>'
    )
    return _svg("distribution", (width, height), title, description, parts)


@dataclass(frozen=True, slots=True)
class Point:
    """A figure from a day on; ``until`` is its last day."""

    since: date
    until: date
    value: Decimal
    label: str


def steps(points: Sequence[Point], title: str, description: str, *, unit: str = "") -> Markup:
    """A figure over time: level while it holds, dotted across releases that are not held."""
    width, height, left, foot = 640, 170, 8, 26
    if not points:
        return Markup("")
    first, last = points[0].since.toordinal(), points[-1].until.toordinal()
    values = [float(p.value) for p in points]
    low, high = min(values), max(values)
    pad = (high - low) * 0.18 or high * 0.1 or 1
    low, high = max(0.0, low - pad), high + pad

    def x(day: date) -> float:
        return left + (width - 2 * left) * (day.toordinal() - first) / max(last - first, 1)

    def y(value: Decimal) -> float:
        return 14 + (height - foot - 14) * (1 - (float(value) - low) / (high - low))

    parts = _years(points[0].since.year, points[-1].until.year, x, (height, foot))
    for before, after in pairwise(points):
        gap = (after.since - before.until).days > 1
        parts.append(
            f'<line class="{"gap" if gap else "riser"}" x1="{x(before.until):.1f}" '
            f'y1="{y(before.value):.1f}" x2="{x(after.since):.1f}" y2="{y(after.value):.1f}"/>'
        )
    parts += [
        f'<line class="level" x1="{x(p.since):.1f}" y1="{y(p.value):.1f}" '
        f'x2="{x(p.until):.1f}" y2="{y(p.value):.1f}"><title>{escape(p.label)}</title></line>'
        for p in points
    ]
    parts += _ends(points, x, y, unit)
    return _svg("steps", (width, height), title, description, parts)


def _years(first: int, last: int, x: object, size: tuple[int, int]) -> list[str]:
    height, foot = size
    parts = []
    for year in range(first, last + 1):
        at = x(max(date(year, 1, 1), date(first, 1, 1)))  # type: ignore[operator]
        parts.append(
            f'<line class="grid" x1="{at:.1f}" y1="6" x2="{at:.1f}" y2="{height - foot}"/>'
            f'<text class="year" x="{at + 4:.1f}" y="{height - 9}">{year}</text>'
        )
    return parts


def _ends(points: Sequence[Point], x: object, y: object, unit: str) -> list[str]:
    """The first and last value written beside the line."""
    made = []
    for point, side in ((points[0], "start"), (points[-1], "end")):
        day = point.since if side == "start" else point.until
        made.append(
            f'<text class="value {side}" x="{x(day):.1f}" '  # type: ignore[operator]
            f'y="{y(point.value) - 7:.1f}">{unit}{point.value:,}</text>'  # type: ignore[operator]
        )
    return made


@dataclass(frozen=True, slots=True)
class Ranked:
    """A named figure in a ranked chart, and the address behind the name."""

    name: str
    value: Decimal
    text: str
    address: str = ""
    marked: bool = False


def ranked(rows: Sequence[Ranked], title: str, description: str) -> Markup:
    """Horizontal bars, one a row, in the order given, from a common zero."""
    width, row_height, name_width = 640, 22, 250
    top = max((float(abs(r.value)) for r in rows), default=1.0) or 1.0
    parts = []
    for i, row in enumerate(rows):
        y = i * row_height
        long = (width - name_width - 70) * float(abs(row.value)) / top
        kind = "bar own" if row.marked else "bar down" if row.value < 0 else "bar"
        name = f'<text class="label" x="{name_width - 8}" y="{y + 15}">{escape(row.name)}</text>'
        if row.address:
            name = f'<a href="{escape(row.address)}">{name}</a>'
        parts.append(
            f'{name}<rect class="{kind}" x="{name_width}" y="{y + 3}" width="{max(long, 1):.1f}" '
            f'height="{row_height - 6}" rx="2"/>'
            f'<text class="figure" x="{name_width + long + 6:.1f}" y="{y + 15}">'
            f"{escape(row.text)}</text>"
        )
    size = (width, max(len(rows), 1) * row_height)
    # A picture may not hold links; a group may.
    role = "group" if any(row.address for row in rows) else "img"
    return _svg("ranked", size, title, description, parts, role=role)


def _svg(
    kind: str,
    size: tuple[int, int],
    title: str,
    description: str,
    parts: Sequence[str],
    *,
    role: str = "img",
) -> Markup:
    width, height = size
    return Markup(  # noqa: S704 - every label is escaped or a number
        f'<svg class="chart {kind}" viewBox="0 0 {width} {height}" role="{role}" '
        f'aria-label="{escape(title)}. {escape(description)}" '
        f'preserveAspectRatio="xMidYMid meet">{"".join(parts)}</svg>'
    )
