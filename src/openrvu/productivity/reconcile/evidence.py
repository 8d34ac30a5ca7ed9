"""Sentences: what the log has, what the report has, and the arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from openrvu.calendar import DateRange
from openrvu.exact import subtract
from openrvu.productivity.reconcile.explain import shown
from openrvu.productivity.reconcile.lines import LogEntry, ReportLine


def logged(entries: Sequence[LogEntry], credited: Decimal | None, missing: str = "") -> str:
    """What the log has, such as ``Log line 7: 45385 ×2 on 2026-03-02, credited 9.14.``."""
    told = "; ".join(
        f"{entry.key}: {_times(entry.label, entry.units)} on {entry.day}" for entry in entries
    )
    if credited is None:
        return f"Log {told}, whose credit cannot be told: {missing.rstrip('.')}."
    return f"Log {told}, credited {shown(credited)}."


def reported(lines: Sequence[ReportLine], given: Decimal) -> str:
    """What the report has, such as ``Report row 12: 45385 on 2026-03-02, 4.57.``."""
    told = "; ".join(
        f"row {line.row}: {_times(line.label, line.units)}{_when(line)}" for line in lines
    )
    return f"Report {told}, {shown(given)}."


def _times(label: str, units: int) -> str:
    return label if units == 1 else f"{label} ×{units}"


def _when(line: ReportLine) -> str:
    served = f" on {line.day}" if line.day else ""
    return f"{served}, posted {_span(line.posted)}" if line.posted else served


def _span(posted: DateRange) -> str:
    return str(posted.first) if posted.last == posted.first else f"in {posted.first:%Y-%m}"


def arithmetic(before: Decimal, after: Decimal) -> str:
    """``9.14 − 4.57 = 4.57.``, with a sign behind the equals sign where it is below 0."""
    return f"{_signed(before)} − {_bracketed(after)} = {_signed(subtract(before, after))}."


def _signed(value: Decimal) -> str:
    return shown(value).replace("-", "−")


def _bracketed(value: Decimal) -> str:
    return f"({_signed(value)})" if value < 0 else shown(value)
