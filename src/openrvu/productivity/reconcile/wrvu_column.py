"""What the report's column of work RVUs holds: those of one unit, or of all units of the line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from openrvu.exact import multiply
from openrvu.productivity.reconcile import columns as col
from openrvu.productivity.reconcile.lines import Finding, ReportLine
from openrvu.productivity.reconcile.shapes import PER_UNIT_HEADINGS, Column, Shape, traits
from openrvu.productivity.reconcile.worth import Billed, Worth, near
from openrvu.productivity.tabular.columns import fold

_TOPIC = "work RVUs"
#: CMS lists work RVUs with two digits; no report is taken to be coarser.
_FEWEST_PLACES = 2
#: More of one service in a line are a slip rather than units.
_MOST_UNITS = 99
_MULTIPLIED = (
    "Each was multiplied by its units. If your employer adds the column as it stands, say that it "
    "is extended."
)


def places_of(lines: Iterable[ReportLine]) -> int:
    """To how many digits the report gives work RVUs, from 2."""
    given = (line.printed for line in lines if line.printed is not None)
    return max((_digits(value) for value in given), default=_FEWEST_PLACES)


def _digits(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(_FEWEST_PLACES, -exponent if isinstance(exponent, int) else 0)


def understood(
    lines: Sequence[ReportLine],
    worth: Worth,
    shape: Shape,
    headings: Mapping[str, str],
    asked: Column | None = None,
) -> tuple[tuple[ReportLine, ...], Finding]:
    """The lines with what each is credited, and how the column was understood.

    Args:
        lines: of the report, as they were read.
        worth: where work RVUs are looked up.
        shape: of the report.
        headings: field to heading.
        asked: what the column is, where the person says so.
    """
    if all(line.printed is None for line in lines):
        words = (
            "The report has no column of work RVUs: its lines are valued by the plan, so that "
            "codes, modifiers and units alone can differ."
        )
        return tuple(_by_plan(line, worth) for line in lines), Finding(_TOPIC, words)
    if headings and col.UNITS not in headings:
        counted, words = _counted(lines, worth)
        return tuple(_extended(line, Column.EXTENDED) for line in counted), Finding(_TOPIC, words)
    column, words = _column(lines, worth, shape, headings, asked)
    return tuple(_extended(line, column) for line in lines), Finding(_TOPIC, words)


def _column(
    lines: Sequence[ReportLine],
    worth: Worth,
    shape: Shape,
    headings: Mapping[str, str],
    asked: Column | None,
) -> tuple[Column, str]:
    """What the column holds, and why it is taken to."""
    if asked is not None:
        return asked, f"The column is taken as {asked}, as you said."
    told, counted = _told(lines, worth)
    known = traits(shape)
    if known.column is not None:
        return known.column, f"{known.why} {counted}".strip()
    if told is Column.PER_UNIT:
        return told, f"{counted} {_MULTIPLIED}"
    return (told, counted) if told is not None else _without_evidence(headings)


def _by_plan(line: ReportLine, worth: Worth) -> ReportLine:
    day = line.day or (line.posted.first if line.posted else None)
    label = worth.pinned or (worth.label_on(day) if day else "")
    billed = Billed(line.code, line.modifiers, abs(line.units))
    value = worth.credited(billed, label) if label else None
    return replace(line, wrvu=(-value if line.units < 0 else value) if value else Decimal(0))


def _extended(line: ReportLine, column: Column) -> ReportLine:
    if line.printed is None or column is Column.EXTENDED:
        return replace(line, wrvu=line.printed)
    return replace(line, wrvu=multiply(line.printed, Decimal(max(1, abs(line.units)))))


def _counted(lines: Sequence[ReportLine], worth: Worth) -> tuple[list[ReportLine], str]:
    """The lines of a report without a column of units, with the units that their work RVUs say."""
    counted = [replace(line, units=_units_said(line, worth)) for line in lines]
    several = sum(abs(line.units) > 1 for line in counted)
    words = "The report has no column of units; the work RVUs are taken as they stand."
    if several:
        words += f" {several:,} of its lines hold those of several units, and are read so."
    return counted, words


def _units_said(line: ReportLine, worth: Worth) -> int:
    """How many units make a line's work RVUs exactly; those it has where none do."""
    day = line.day or (line.posted.first if line.posted else None)
    label = worth.pinned or (worth.label_on(day) if day else "")
    if not line.printed or not label:
        return line.units
    one = Billed(line.code, line.modifiers, 1)
    for value in (worth.work(one, label), worth.credited(one, label)):
        if value and not line.printed % value and 1 < abs(line.printed / value) <= _MOST_UNITS:
            return int(line.printed / value)
    return line.units


def _told(lines: Sequence[ReportLine], worth: Worth) -> tuple[Column | None, str]:
    """What lines of several units say; None where they say nothing, or both things alike."""
    telling = [line for line in lines if abs(line.units) > 1 and line.printed]
    extended, single = (
        sum(_agrees(line, worth, each) for line in telling)
        for each in (Column.EXTENDED, Column.PER_UNIT)
    )
    if extended == single:
        return None, ""
    column = Column.EXTENDED if extended > single else Column.PER_UNIT
    held = "of all units of a line" if column is Column.EXTENDED else "of one unit"
    counted = max(extended, single)
    verb = "agrees" if counted == 1 else "agree"
    return column, (
        f"The column holds the work RVUs {held}: of {len(telling):,} lines with several units "
        f"{counted:,} {verb} with that, {min(extended, single):,} with the other reading."
    )


def _agrees(line: ReportLine, worth: Worth, column: Column) -> bool:
    """Whether a line of several units is what some release makes of it, read so."""
    units = abs(line.units) if column is Column.EXTENDED else 1
    billed = Billed(line.code, line.modifiers, units)
    given = abs(line.printed or Decimal(0))
    made = (
        value
        for label in worth.labels
        for value in (worth.work(billed, label), worth.credited(billed, label))
    )
    return any(value and near(value, given, units, _FEWEST_PLACES) for value in made)


def _without_evidence(headings: Mapping[str, str]) -> tuple[Column, str]:
    heading = headings.get(col.WRVU, "")
    if fold(heading) in PER_UNIT_HEADINGS:
        words = f"No line of several units tells; {heading} is of one unit by its name."
        return Column.PER_UNIT, f"{words} {_MULTIPLIED}"
    words = "No line of several units tells; the column is taken to hold those of all units."
    return Column.EXTENDED, words
