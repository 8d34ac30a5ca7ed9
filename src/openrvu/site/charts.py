"""Charts drawn on the server. Each has a title, a description and a table beside it.

Positions on the canvas are floats; figures in labels are the exact ones. A chart is drawn for
the width of a phone, so that its words can be read there, and grows a little beyond it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from markupsafe import Markup, escape

#: Bins as wide as one another on a logarithmic scale, each twice the one before; the first from 0.
WORK_EDGES = tuple(
    Decimal(edge) for edge in ("0", "0.125", "0.25", "0.5", *(str(2**n) for n in range(8)))
)

WIDTH = 380
#: For a line over so many years that a phone's width cannot name them.
WIDE = 560


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, how many, whether it is the one spoken of, and where it begins."""

    label: str
    count: int
    marked: bool = False
    low: str = ""


def bins(values: Sequence[tuple[Decimal, Decimal, int]], own: Decimal | None) -> tuple[Bar, ...]:
    """Histogram bins as bars, empty ones at the upper end left out, the bin of ``own`` marked."""
    last = max((i for i, (_, _, n) in enumerate(values) if n), default=-1)
    shown = values[: last + 1]
    made = []
    for i, (low, high, count) in enumerate(shown):
        end = i == len(values) - 1
        inside = own is not None and low <= own and (own < high or end)
        label = f"{_short(low)} and over" if end else f"{_short(low)} to {_short(high)}"
        made.append(Bar(label, count, inside, _short(low)))
    return tuple(made)


def _short(value: Decimal) -> str:
    return f"{value.normalize():f}"


def distribution(bars: Sequence[Bar], title: str, description: str) -> Markup:
    """A histogram as bars, the marked one set apart; the axis says how the bins widen."""
    height, foot = 196, 46
    top = max((bar.count for bar in bars), default=1) or 1
    step, floor = WIDTH / max(len(bars), 1), height - foot
    parts = []
    for i, bar in enumerate(bars):
        tall = max((floor - 22) * bar.count / top, 1.5 if bar.count else 0)
        x, y = i * step, floor - tall
        kind = "bar own" if bar.marked else "bar"
        parts.append(
            f'<rect class="{kind}" x="{x + 1.5:.1f}" y="{y:.1f}" width="{step - 3:.1f}" '
            f'height="{tall:.1f}" rx="2"/>'
            f'<text class="count" x="{x + step / 2:.1f}" y="{y - 5:.1f}">{bar.count:,}</text>'
        )
        side = "tick start" if i == 0 else "tick"
        parts.append(f'<text class="{side}" x="{x:.1f}" y="{floor + 16}">{bar.low}</text>')
    parts.append(
        f'<line class="axis" x1="0" y1="{floor + 0.5}" x2="{WIDTH}" y2="{floor + 0.5}"/>'
        f'<text class="name" x="{WIDTH / 2:.1f}" y="{height - 8}">'
        "work RVU, each bin twice the one before</text>"
    )
    return svg("distribution", (WIDTH, height), title, description, parts)


@dataclass(frozen=True, slots=True)
class Point:
    """A figure from a day on; ``until`` is its last day."""

    since: date
    until: date
    value: Decimal
    label: str


def steps(points: Sequence[Point], title: str, description: str, *, unit: str = "") -> Markup:
    """A figure over time: level while it holds, dotted across releases that are not held.

    The scale runs from the lowest value to the highest, and the chart says so. First and last
    value stand beside the line, the highest above it and the lowest below, so none covers it.
    """
    if not points:
        return Markup("")
    frame = _Frame.around(points, unit)
    parts = _years(points, frame)
    for before, after in pairwise(points):
        gap = (after.since - before.until).days > 1
        parts.append(
            f'<line class="{"gap" if gap else "riser"}" x1="{frame.x(before.until):.1f}" '
            f'y1="{frame.y(before.value):.1f}" x2="{frame.x(after.since):.1f}" '
            f'y2="{frame.y(after.value):.1f}"/>'
        )
    parts += [
        f'<line class="level" x1="{frame.x(p.since):.1f}" y1="{frame.y(p.value):.1f}" '
        f'x2="{frame.x(p.until):.1f}" y2="{frame.y(p.value):.1f}">'
        f"<title>{escape(p.label)}</title></line>"
        for p in points
    ]
    parts += _ends(points, frame, unit) + _extremes(points, frame, unit)
    if frame.low < frame.high:
        parts.append(
            '<text class="note" x="0" y="12">Scale from lowest to highest, not from 0</text>'
        )
        low, high = (_written(f(p.value for p in points), unit) for f in (min, max))
        description = f"{description}; lowest {low}, highest {high}. The scale is not from 0"
    kind = "steps wide" if frame.wide else "steps"
    return svg(kind, (frame.width, frame.height), title, description, parts)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where days and values stand on the canvas of a line over time."""

    width: int
    height: int
    left: float
    floor: int
    first: int
    last: int
    low: float
    high: float

    @classmethod
    def around(cls, points: Sequence[Point], unit: str) -> _Frame:
        """A frame for these points, its sides wide enough for the values written there."""
        years = points[-1].until.year - points[0].since.year + 1
        wide = years > 12
        longest = max(6, *(len(_written(p.value, unit)) for p in (points[0], points[-1])))
        height = 230 if wide else 180
        return cls(
            width=WIDE if wide else WIDTH,
            height=height,
            left=longest * (11.2 if wide else 9.0) + 8,
            floor=height - 26,
            first=points[0].since.toordinal(),
            last=points[-1].until.toordinal(),
            low=min(float(p.value) for p in points),
            high=max(float(p.value) for p in points),
        )

    @property
    def wide(self) -> bool:
        return self.width == WIDE

    def x(self, day: date) -> float:
        share = (day.toordinal() - self.first) / max(self.last - self.first, 1)
        return self.left + (self.width - 2 * self.left) * share

    def y(self, value: Decimal) -> float:
        head, foot = 46, 24
        span = self.high - self.low
        share = (float(value) - self.low) / span if span else 0.5
        return head + (self.floor - head - foot) * (1 - share)


def _written(value: Decimal, unit: str) -> str:
    return f"{unit}{value:,}"


def _years(points: Sequence[Point], frame: _Frame) -> list[str]:
    """A line where a year begins, and as many of the years named as fit."""
    years = range(points[0].since.year, points[-1].until.year + 1)
    each = (frame.width - 2 * frame.left) / len(years)
    room = 48 if frame.wide else 36
    stride = next((n for n in (1, 2, 5) if n * each >= room), 10)
    parts = []
    for year in years:
        named = year % stride == 0 if stride > 2 else (year - years[0]) % stride == 0
        if stride > 2 and not named:
            continue
        at = frame.x(max(date(year, 1, 1), points[0].since))
        parts.append(f'<line class="grid" x1="{at:.1f}" y1="24" x2="{at:.1f}" y2="{frame.floor}"/>')
        if named:
            parts.append(f'<text class="year" x="{at:.1f}" y="{frame.height - 9}">{year}</text>')
    return parts


def _ends(points: Sequence[Point], frame: _Frame, unit: str) -> list[str]:
    """The first value left of the line and the last one right of it."""
    first, last = points[0], points[-1]
    return [
        f'<text class="value {side}" x="{at:.1f}" y="{frame.y(p.value) + 4.5:.1f}">'
        f"{_written(p.value, unit)}</text>"
        for side, p, at in (
            ("first", first, frame.left - 7),
            ("last", last, frame.width - frame.left + 7),
        )
    ]


def _extremes(points: Sequence[Point], frame: _Frame, unit: str) -> list[str]:
    """The highest value above the line and the lowest below, where no end says them."""
    said = {points[0].value, points[-1].value}
    made = []
    for find, drop in ((max, -8), (min, 17)):
        point = find(points, key=lambda p: p.value)
        if point.value in said:
            continue
        text = _written(point.value, unit)
        half = len(text) * (4.8 if frame.wide else 3.9)
        middle = (frame.x(point.since) + frame.x(point.until)) / 2
        at = min(max(middle, frame.left + half), frame.width - frame.left - half)
        made.append(
            f'<text class="value extreme" x="{at:.1f}" y="{frame.y(point.value) + drop:.1f}">'
            f"{text}</text>"
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
    """Horizontal bars, one a row, in the order given, from a common zero.

    A list of words with a drawn bar in each row: it reads as text, and a narrow screen sets the
    name above its bar.
    """
    top = max((float(abs(r.value)) for r in rows), default=1.0) or 1.0
    made = []
    for row in rows:
        share = 100 * float(abs(row.value)) / top
        kind = "bar own" if row.marked else "bar down" if row.value < 0 else "bar"
        name = escape(row.name)
        if row.address:
            name = Markup('<a href="{}">{}</a>').format(row.address, name)
        made.append(
            f'<li><span class="label">{name}</span>'
            '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" '
            f'focusable="false"><rect class="{kind}" width="{max(share, 0.4):.2f}" height="10"/>'
            f'</svg><span class="figure">{escape(row.text)}</span></li>'
        )
    return Markup(  # noqa: S704 - every label is escaped or a number
        f'<ul class="chart ranked" aria-label="{escape(title)}. {escape(description)}">'
        f"{''.join(made)}</ul>"
    )


def svg(
    kind: str,
    size: tuple[int, int],
    title: str,
    description: str,
    parts: Sequence[str],
) -> Markup:
    """A drawing with its words; ``parts`` are elements whose labels are escaped already."""
    width, height = size
    return Markup(  # noqa: S704 - every label is escaped or a number
        f'<svg class="chart {kind}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(title)}. {escape(description)}" '
        f'preserveAspectRatio="xMidYMid meet">{"".join(parts)}</svg>'
    )
