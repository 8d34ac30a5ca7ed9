"""Pay by volume under two contracts, as two lines."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from markupsafe import Markup, escape

from openrvu.productivity.contract.compare import Crossing
from openrvu.site.charts import WIDTH, svg

_HEIGHT = 250
_LEFT, _RIGHT, _HEAD, _FOOT = 52, 10, 14, 40
_GRID = 4

Points = Sequence[tuple[Decimal, Decimal, Decimal]]


def pay_lines(
    points: Points, found: Sequence[Crossing], names: tuple[str, str], at: Decimal | None
) -> Markup:
    """The pay of a year by work RVUs; crossings are ringed, ``at`` is the volume of this year."""
    frame = _Frame(points)
    parts = frame.grid()
    if at is not None and at <= points[-1][0]:
        x = frame.x(at)
        parts.append(
            f'<line class="here" x1="{x:.1f}" y1="{_HEAD}" x2="{x:.1f}" y2="{_HEIGHT - _FOOT}"/>'
        )
    for kind, column in (("one", 1), ("other", 2)):
        line = " ".join(f"{frame.x(p[0]):.1f},{frame.y(p[column]):.1f}" for p in points)
        parts.append(f'<polyline class="{kind}" points="{line}"/>')
    parts += [
        f'<circle class="cross" cx="{frame.x(one.wrvu):.1f}" '
        f'cy="{frame.y(_between(points, one.wrvu)):.1f}" r="5"><title>{one.wrvu:,} wRVU</title>'
        "</circle>"
        for one in found
    ]
    parts.append(
        f'<text class="name" x="{(_LEFT + WIDTH - _RIGHT) / 2:.0f}" y="{_HEIGHT - 6}">'
        "credited wRVU in the year</text>"
    )
    crossed = ", ".join(f"{one.wrvu:,}" for one in found) or "nowhere"
    words = (
        f"Solid line: {names[0]}. Dashed line: {names[1]}. They cross at {crossed} work RVUs. "
        "The table below has the figures"
    )
    return svg("payline", (WIDTH, _HEIGHT), "Pay of the year by work RVUs", words, parts)


class _Frame:
    """Where volumes and dollars stand on the canvas; dollars from 0, or from below it."""

    def __init__(self, points: Points) -> None:
        self.most = float(points[-1][0]) or 1.0
        pays = [float(pay) for point in points for pay in point[1:]]
        self.low = min(0.0, *pays)
        self.high = max(*pays, self.low + 1.0)

    def x(self, wrvu: Decimal) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * float(wrvu) / self.most

    def y(self, pay: Decimal) -> float:
        share = (float(pay) - self.low) / (self.high - self.low)
        return _HEAD + (_HEIGHT - _HEAD - _FOOT) * (1 - share)

    def grid(self) -> list[str]:
        """Lines across at round dollars, and the volumes along the foot."""
        made = []
        step = _round_step((self.high - self.low) / _GRID)
        at = int(self.low // step) * step
        while at <= self.high:
            y = self.y(Decimal(at))
            if at >= self.low:
                made.append(
                    f'<line class="grid" x1="{_LEFT}" y1="{y:.1f}" x2="{WIDTH - _RIGHT}" '
                    f'y2="{y:.1f}"/><text class="money" x="{_LEFT - 6}" y="{y + 4:.1f}">'
                    f"{escape(_short(at))}</text>"
                )
            at += step
        for part in range(_GRID + 1):
            wrvu = Decimal(self.most) * part / _GRID
            kind = "tick start" if part == 0 else "tick last" if part == _GRID else "tick"
            made.append(
                f'<text class="{kind}" x="{self.x(wrvu):.1f}" y="{_HEIGHT - _FOOT + 17}">'
                f"{wrvu:,.0f}</text>"
            )
        return made


def _between(points: Points, wrvu: Decimal) -> Decimal:
    """The left line's pay at a volume, read off between two points."""
    for before, after in pairwise(points):
        if before[0] <= wrvu <= after[0] and after[0] > before[0]:
            share = (wrvu - before[0]) / (after[0] - before[0])
            return before[1] + (after[1] - before[1]) * share
    return points[-1][1]


def _round_step(least: float) -> int:
    step = 1
    while step < least:
        step = next((n * step for n in (2, 5) if n * step >= least), 10 * step)
    return step


def _short(dollars: int) -> str:
    sign, amount = ("−" if dollars < 0 else ""), abs(dollars)
    if amount >= 1_000_000:
        return f"{sign}${amount / 1_000_000:g}M"
    return f"{sign}${amount // 1000}k" if amount >= 1000 else f"{sign}${amount}"
