"""What a report's days are: of service or of posting; and which lines a period counts."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from openrvu.calendar import DateRange
from openrvu.productivity.reconcile import columns as col
from openrvu.productivity.reconcile.lines import Finding, LogEntry, ReportLine
from openrvu.productivity.reconcile.match import POSTING_LAG

_TOPIC = "dates"


def dated(
    lines: Sequence[ReportLine], entries: Sequence[LogEntry], headings: Mapping[str, str]
) -> tuple[tuple[ReportLine, ...], Finding]:
    """The lines with their days understood, and why.

    A column that is called no more than ``date`` is held against the log: where most lines with
    a code of the log lie after its day, not on it, the days are those of posting.
    """
    has_service = any(line.day for line in lines)
    has_posting = any(line.posted for line in lines)
    is_vague = col.ANY_DATE in headings and not has_posting
    if is_vague and _is_posting(lines, entries):
        heading = headings[col.ANY_DATE]
        words = (
            f"{heading!r} is taken as the day of posting: most of its days lie after those of the "
            "log, not on them."
        )
        return tuple(_as_posted(line) for line in lines), Finding(_TOPIC, words)
    if not has_service:
        words = (
            "The report has posting dates alone: an entry of the log is looked for from "
            f"{POSTING_LAG} days before the posting."
        )
    elif has_posting:
        words = "The report has dates of service and of posting."
    elif is_vague:
        words = f"{headings[col.ANY_DATE]!r} is taken as the date of service, as the log bears out."
    else:
        words = "The report has dates of service alone."
    return tuple(lines), Finding(_TOPIC, words)


def _as_posted(line: ReportLine) -> ReportLine:
    return replace(line, day=None, posted=DateRange(line.day, line.day) if line.day else None)


def _is_posting(lines: Sequence[ReportLine], entries: Sequence[LogEntry]) -> bool:
    days: dict[str, list[date]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: entry.day):
        days[entry.code].append(entry.day)
    on, after = 0, 0
    for line in lines:
        known = days.get(line.code, [])
        if line.day is None or not known:
            continue
        at = bisect_left(known, line.day)
        if at < len(known) and known[at] == line.day:
            on += 1
        elif at and line.day - known[at - 1] <= timedelta(days=POSTING_LAG):
            after += 1
    return after > on


def counted_in(
    lines: Sequence[ReportLine], period: DateRange | None
) -> tuple[Callable[[ReportLine], bool], Finding | None]:
    """Whether the period asked for counts a line, and by which date.

    Posting decides where the report has it, as it does for who pays by the month; a month of
    posting counts where any day of it is in the period.
    """
    if period is None:
        return lambda _line: True, None
    by_posting = any(line.posted for line in lines)
    name = "posting" if by_posting else "service"
    words = f"Lines count in the period {period} by date of {name}."

    def counts(line: ReportLine) -> bool:
        if line.posted is not None:
            return overlap(line.posted, period)
        return line.day is not None and line.day in period

    return counts, Finding("period", words)


def overlap(one: DateRange, other: DateRange) -> bool:
    """Whether two ranges share a day."""
    starts_in_time = other.last is None or one.first <= other.last
    return starts_in_time and (one.last is None or one.last >= other.first)
