"""The year: target, pace that allows for days off, and a projection with its band."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from openrvu.exact import plain_or_none, subtract
from openrvu.productivity.forecast import BAND_PERCENT, Forecast, WorkingDays, forecast
from openrvu.site.dashboard.board import Board
from openrvu.site.dashboard.drawing import Course, course, legend
from openrvu.site.dashboard.spans import Bucket, buckets, named
from openrvu.site.dashboard.sums import share
from openrvu.site.dashboard.widget import NOTHING, Column, Widget, dash_or, portion, signed
from openrvu.site.templating import day, work

_METHOD = (
    f"The projection goes on at the pace of the working days so far. The band is {BAND_PERCENT} "
    "percent, from how far the weeks so far lie from that pace: four years in five should end in "
    "it, where the weeks to come are like those gone by. It knows of no season, and of no leave "
    "that is not in your calendar."
)
_COLUMNS = (
    Column("until", "Until", str, is_figure=False),
    Column("to_date", "Credited to date", work),
    Column("target_to_date", "Target to date", dash_or(work)),
    Column("ahead", "Ahead", dash_or(signed)),
)


def told(board: Board) -> Forecast:
    """The person's year, from its first day to the end of the span."""
    weekdays = frozenset(int(digit) for digit in board.profile.work_days)
    days = WorkingDays(board.year.first, board.year.last, board.days_off, weekdays)
    target = board.target or Decimal(0)
    return forecast(board.days.credited(), target, board.through, days)


def year_widget(board: Board) -> Widget:
    """Target, pace and forecast of the year in which the span ends."""
    found = told(board)
    title = f"The year to {day(found.through)}"
    return Widget(
        slug="year",
        title=title,
        columns=_COLUMNS,
        rows=tuple(_rows(board, found)),
        chart=_chart(board, found, title) if found.by_day else NOTHING,
        basis=" ".join(filter(None, (_target_said(board), found.no_band, _METHOD))),
        figures=tuple(_figures(found)),
    )


def year_data(found: Forecast) -> dict[str, Any]:
    """The year's figures for JSON."""
    return {
        "through": found.through,
        "credited_work_rvu": found.done,
        "target": found.target or None,
        "target_to_date": found.target_to_date if found.target else None,
        "ahead": found.ahead if found.target else None,
        "working_days_gone": found.days_gone,
        "working_days_left": found.days_left,
        "pace": plain_or_none(found.pace),
        "needed": plain_or_none(found.needed) if found.target else None,
        "projection": plain_or_none(found.projection),
        "low": plain_or_none(found.low),
        "high": plain_or_none(found.high),
        "band_percent": BAND_PERCENT,
        "no_band": found.no_band or None,
        "reached_on": found.reached_on if found.target else None,
    }


def _figures(found: Forecast) -> Iterator[tuple[str, str, str]]:
    """What a person wants to know first."""
    reached = portion(share(found.done, found.target)) if found.target else ""
    yield (
        "Credited so far",
        work(found.done),
        f"{reached} of {work(found.target)}" if reached else "",
    )
    if found.target:
        name = "Ahead of pace" if found.ahead >= 0 else "Behind pace"
        target = f"target to date {work(found.target_to_date)}"
        yield name, work(abs(found.ahead)), target
    yield "A working day", work(found.pace), _needed(found)
    yield "Projected year", work(found.projection), _band(found)


def _target_said(board: Board) -> str:
    """Where the target comes from, where the person has set none."""
    if board.profile.target or not board.target or not board.pay:
        return ""
    return (
        f"The target is where “{board.pay.name}” begins to pay for production; set your own in "
        "the settings."
    )


def _needed(found: Forecast) -> str:
    left = f"{found.days_left} working days left"
    if not found.target:
        return left
    if not found.needed:
        return "target reached" if found.needed is not None else "no working day left"
    return f"{work(found.needed)} needed on {left}"


def _band(found: Forecast) -> str:
    if found.low is None or found.high is None:
        return ""
    reached = ""
    if found.target and found.reached_on:
        word = "reached" if found.reached_on <= found.through else "on"
        reached = f"; target {word} {found.reached_on:%b} {found.reached_on.day}"
    return f"{work(found.low)} to {work(found.high)}{reached}"


def _rows(
    board: Board, found: Forecast
) -> Iterator[tuple[str, Decimal, Decimal | None, Decimal | None]]:
    """Where each month gone by ended, and the last day."""
    by_day = {line.day: line for line in found.by_day}
    for month in buckets(board.year, Bucket.MONTH):
        line = by_day.get(min(month.last, found.through))
        if line is not None and month.first <= found.through:
            target = line.target_to_date if found.target else None
            ahead = None if target is None else subtract(line.to_date, target)
            name = named(month, Bucket.MONTH)
            partly = month.last > found.through
            yield (
                f"{name}, to the {found.through.day}." if partly else name,
                line.to_date,
                target,
                ahead,
            )


def _chart(board: Board, found: Forecast, title: str) -> Markup:
    # A point a week is as fine as a phone can show.
    lines = [*found.by_day[::7], found.by_day[-1]]
    planned: list[tuple[date, Decimal]] = []
    keys = [("sofar", "Credited")]
    if found.target:
        planned = [(line.day, line.target_to_date) for line in lines]
        planned.append((board.year.last, found.target))
        keys.append(("planned", "Target, by working days"))
    if found.projection is not None:
        keys.append(("to-come", "At this pace"))
    if found.low is not None:
        keys.append(("band", f"{BAND_PERCENT} percent band"))
    drawn = Course(
        board.year.first,
        board.year.last,
        [(line.day, line.to_date) for line in lines],
        planned,
        found.projection,
        found.low,
        found.high,
    )
    said = f"{work(found.done)} credited; projected {work(found.projection)}"
    if found.target:
        said += f"; target {work(found.target)}"
    return legend(keys) + course(drawn, title, said)
