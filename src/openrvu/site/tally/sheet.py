"""A tally as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io

from openrvu.site.choice import Choice
from openrvu.site.tally.tally import Line, Tally

HEADINGS = (
    "code",
    "modifier",
    "title",
    "units",
    "work_rvu_each",
    "work_rvu_total",
    "base_amount_each",
    "base_amount_total",
    "outcome",
    "reason",
    "release",
    "date",
    "setting",
    "locality",
)
#: A cell that begins with one of these is run as a formula by spreadsheet programs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(made: Tally, choice: Choice, problems: tuple[str, ...] = ()) -> str:
    """The lines as CSV, safe to open in a spreadsheet; problems of the list are its last lines."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for line in made.lines:
        writer.writerow(safe(cell) for cell in _cells(line, choice))
    for problem in problems:
        said = {"outcome": "not counted", "reason": problem}
        writer.writerow(safe(said.get(heading, "")) for heading in HEADINGS)
    return out.getvalue()


def safe(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _cells(line: Line, choice: Choice) -> tuple[str, ...]:
    item = line.item
    figures = (line.work, line.work_total, line.amount, line.amount_total)
    return (
        item.code or item.text,
        item.modifier,
        line.title,
        str(item.units),
        *("" if figure is None else f"{figure:f}" for figure in figures),
        line.outcome,
        line.reason,
        choice.schedule.release.label,
        choice.schedule.day.isoformat() if choice.said("date") else "",
        choice.setting.value,
        "" if choice.unpriced_place else choice.locality.key,
    )
