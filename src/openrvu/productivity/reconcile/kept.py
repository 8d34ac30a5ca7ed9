"""A report as plain data that may be kept, and back: reduced lines, and nothing of a patient.

Kept of a line are its days, code, modifiers, units, work RVUs and provider, and the keyed hash by
which a void finds its charge. Departments and locations are not kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

from openrvu.calendar import DateRange
from openrvu.exact import plain_or_none
from openrvu.productivity.reconcile.as_data import (
    FindingData,
    ProblemData,
    finding_data,
    problem_data,
)
from openrvu.productivity.reconcile.lines import Finding, ReportLine
from openrvu.productivity.reconcile.report import Report
from openrvu.productivity.reconcile.shapes import Shape
from openrvu.productivity.tabular.table import Problem

#: Row, code, modifiers with spaces between, units, work RVUs as printed, date of service, first
#: and last day of posting, place of the provider in ``providers``, hash of the transaction.
KeptLine = list[str | int | None]


class ReportData(TypedDict):
    """A report; see :class:`openrvu.productivity.reconcile.report.Report`."""

    name: str
    shape: str
    providers: list[str]
    lines: list[KeptLine]
    headings: dict[str, str]
    problems: list[ProblemData]
    findings: list[FindingData]
    header: list[str]
    dropped: list[str]


def report_data(report: Report) -> ReportData:
    """A report as plain data."""
    providers = list(dict.fromkeys(line.provider for line in report.lines))
    places = {name: at for at, name in enumerate(providers)}
    return {
        "name": report.name,
        "shape": str(report.shape),
        "providers": providers,
        "lines": [_line_data(line, places) for line in report.lines],
        "headings": dict(report.headings),
        "problems": [problem_data(each) for each in report.problems],
        "findings": [finding_data(each) for each in report.findings],
        "header": list(report.header),
        "dropped": list(report.dropped),
    }


def report_of(data: ReportData) -> Report:
    """The report that :func:`report_data` was given, without places."""
    return Report(
        name=data["name"],
        shape=Shape(data["shape"]),
        lines=tuple(_line(cells, data["providers"]) for cells in data["lines"]),
        headings=data["headings"],
        problems=tuple(Problem(**each) for each in data["problems"]),
        findings=tuple(Finding(**each) for each in data["findings"]),
        header=tuple(data["header"]),
        dropped=tuple(data["dropped"]),
    )


def _line_data(line: ReportLine, places: Mapping[str, int]) -> KeptLine:
    posted = line.posted
    return [
        line.row,
        line.code,
        " ".join(line.modifiers),
        line.units,
        plain_or_none(line.printed),
        _day_text(line.day),
        _day_text(posted.first if posted else None),
        _day_text(posted.last if posted else None),
        places[line.provider],
        line.transaction,
    ]


def _line(cells: list[Any], providers: list[str]) -> ReportLine:
    row, code, modifiers, units, printed, day, first, last, provider, transaction = cells
    return ReportLine(
        row=row,
        code=code,
        modifiers=tuple(modifiers.split()),
        units=units,
        printed=None if printed is None else Decimal(printed),
        day=day_of(day),
        posted=span_of(first, last),
        provider=providers[provider],
        transaction=transaction,
    )


def _day_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def day_of(text: str | None) -> date | None:
    """A day from its text; None without."""
    return None if text is None else date.fromisoformat(text)


def span_of(first: str | None, last: str | None) -> DateRange | None:
    """A range from its first and last day; None without."""
    return None if first is None else DateRange(date.fromisoformat(first), day_of(last))
