"""A code's figures over the releases, as charts with their table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from openrvu.codes.comparison import HistoryPoint
from openrvu.site import charts
from openrvu.site.code_page.page import CodePage


@dataclass(frozen=True, slots=True)
class Timeline:
    """One figure over time."""

    name: str
    chart: Markup


def timelines(page: CodePage) -> tuple[Timeline, ...]:
    """Work RVU, total RVU and amount; a figure that never had a value is left out."""
    setting = page.choice.setting
    makers: tuple[tuple[str, str, Callable[[HistoryPoint], Decimal | None]], ...] = (
        ("Work RVU", "", lambda h: h.row.work),
        ("Total RVU", "", lambda h: h.row.total(setting)),
        ("Amount", "$", lambda h: h.amount),
    )
    made = []
    for name, unit, value in makers:
        points = _points(page.history, value, name)
        if any(point.value for point in points):
            first, last = points[0], points[-1]
            description = (
                f"From {unit}{first.value} in {first.since.year} to {unit}{last.value} "
                f"in {last.until.year}"
            )
            chart = charts.steps(points, f"{name} of {page.label}", description, unit=unit)
            made.append(Timeline(name, chart))
    return tuple(made)


def _points(
    history: tuple[HistoryPoint, ...], value: Callable[[HistoryPoint], Decimal | None], name: str
) -> list[charts.Point]:
    points: list[charts.Point] = []
    for h in history:
        figure = value(h)
        if figure is None:
            continue
        days = h.release.in_force
        last = days.last or days.first
        before = points[-1] if points else None
        if before and before.value == figure and (days.first - before.until).days == 1:
            points[-1] = charts.Point(before.since, last, figure, before.label)
        else:
            label = f"{name} {figure} from {h.release.label}"
            points.append(charts.Point(days.first, last, figure, label))
    return points
