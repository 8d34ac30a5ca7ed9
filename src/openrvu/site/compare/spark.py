"""A figure over the releases, small enough for a table cell; the words beside it say it too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from openrvu.codes.comparison import HistoryPoint
from openrvu.schedule.statistics import percent_change

WIDTH, HEIGHT, EDGE = 132, 34, 3


@dataclass(frozen=True, slots=True)
class Spark:
    """A drawn figure with its first and last value.

    Attributes:
        drawing: the line.
        first: where it began.
        last: where it stands.
        since: year of the first release that has it.
        until: year of the last.
    """

    drawing: Markup
    first: Decimal
    last: Decimal
    since: int
    until: int

    @property
    def percent(self) -> Decimal | None:
        """Change over all the years, percent, one digit."""
        return percent_change(self.first, self.last)


def work_spark(points: Sequence[HistoryPoint]) -> Spark | None:
    """The work RVU over the releases."""
    return _spark([(h, h.row.work) for h in points])


def amount_spark(points: Sequence[HistoryPoint]) -> Spark | None:
    """The amount over the releases that price the code."""
    return _spark([(h, h.amount) for h in points if h.amount is not None])


def _spark(values: Sequence[tuple[HistoryPoint, Decimal | None]]) -> Spark | None:
    held = [
        (h.release.in_force.first, h.release.in_force.last or h.release.in_force.first, value)
        for h, value in values
        if value is not None
    ]
    if not any(value for _, _, value in held):
        return None
    first, last = held[0], held[-1]
    return Spark(_drawing(held), first[2], last[2], first[0].year, last[0].year)


def _drawing(held: Sequence[tuple[date, date, Decimal]]) -> Markup:
    """Levels joined by risers where they came into force; dotted across releases not held."""
    start, stop = held[0][0].toordinal(), held[-1][1].toordinal()
    values = [float(value) for _, _, value in held]
    low, high = min(values), max(values)

    def x(day: date) -> float:
        return EDGE + (WIDTH - 2 * EDGE) * (day.toordinal() - start) / max(stop - start, 1)

    def y(value: Decimal) -> float:
        share = (float(value) - low) / (high - low) if high > low else 0.5
        return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * share

    path, gaps = [], []
    for i, (since, until, value) in enumerate(held):
        gap = i > 0 and (since - held[i - 1][1]).days > 1
        if gap:
            end = f"M{x(held[i - 1][1]):.1f} {y(held[i - 1][2]):.1f}"
            gaps.append(f"{end} L{x(since):.1f} {y(value):.1f}")
        begin = "M" if gap or i == 0 else "L"
        path.append(f"{begin}{x(since):.1f} {y(value):.1f} L{x(until):.1f} {y(value):.1f}")
    return Markup(  # noqa: S704 - only numbers enter
        f'<svg class="spark" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'aria-hidden="true" focusable="false"><path d="{" ".join(path)}"/>'
        f'<path class="gap" d="{" ".join(gaps)}"/></svg>'
    )
