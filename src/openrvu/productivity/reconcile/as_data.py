"""A reconciliation as plain data. Every figure is a decimal string."""

from __future__ import annotations

from decimal import Decimal
from typing import TypedDict

from openrvu.exact import plain, plain_or_none, round_half_up, shorten
from openrvu.productivity.reconcile.difference import Difference, Reconciliation, Sum
from openrvu.productivity.reconcile.lines import Finding, LogEntry, ReportLine
from openrvu.productivity.tabular.table import Problem


class EntryData(TypedDict):
    """An entry of the log; see :class:`openrvu.productivity.reconcile.lines.LogEntry`."""

    key: str
    date: str
    code: str
    modifiers: list[str]
    units: int


class LineData(TypedDict):
    """A line of the report; see :class:`openrvu.productivity.reconcile.lines.ReportLine`."""

    row: int
    date: str | None
    posted: str | None
    posted_to: str | None
    code: str
    modifiers: list[str]
    units: int
    wrvu: str
    provider: str
    place: str


class DifferenceData(TypedDict):
    """A difference; ``money`` is in dollars and cents."""

    kind: str
    entries: list[EntryData]
    lines: list[LineData]
    log: str
    report: str
    wrvu: str
    money: str | None
    evidence: str


class SumData(TypedDict):
    """All differences of a class; ``money`` is in dollars and cents."""

    kind: str
    count: int
    wrvu: str
    money: str | None


class ReleaseData(TypedDict):
    """The release the report uses, and how many lines agree with each way of choosing one."""

    name: str
    agree: int
    lines: int
    ways: dict[str, int]


class UnvaluedData(TypedDict):
    """An entry whose credit cannot be told, and why."""

    entry: EntryData
    why: str


class FindingData(TypedDict):
    """What was found out about the report."""

    topic: str
    words: str


class ProblemData(TypedDict):
    """What could not be read, with its place; ``row`` is null where it is of the whole table."""

    row: int | None
    column: str
    found: str
    expected: str
    words: str


class ReconciliationData(TypedDict):
    """A reconciliation; ``log`` is ``report_wrvu`` and ``wrvu`` together, exactly."""

    report: str
    plan: str
    first: str | None
    last: str | None
    tolerance: int
    rate: str | None
    providers: list[str]
    column: str | None
    log: str
    report_wrvu: str
    wrvu: str
    money: str | None
    entries: int
    lines: int
    releases: list[str]
    release: ReleaseData
    sums: list[SumData]
    differences: list[DifferenceData]
    unvalued: list[UnvaluedData]
    findings: list[FindingData]
    problems: list[ProblemData]


def reconciliation_data(found: Reconciliation) -> ReconciliationData:
    """A reconciliation as plain data, agreements included."""
    period, rate = found.asked.period, found.asked.rate
    return {
        "report": found.report,
        "plan": found.plan.name,
        "first": str(period.first) if period else None,
        "last": str(period.last) if period and period.last else None,
        "tolerance": found.asked.tolerance,
        "rate": plain_or_none(rate),
        "providers": list(found.asked.providers),
        "column": found.asked.column and str(found.asked.column),
        "log": _full(found.log),
        "report_wrvu": _full(found.credited),
        "wrvu": _full(found.wrvu),
        "money": _cents(found.money),
        "entries": found.entries,
        "lines": found.lines,
        "releases": list(found.releases),
        "release": {
            "name": found.release.name,
            "agree": found.release.agree,
            "lines": found.release.lines,
            "ways": {way.name: way.agree for way in found.release.ways},
        },
        "sums": [_sum(each) for each in found.sums],
        "differences": [_difference(each, rate) for each in found.differences],
        "unvalued": [{"entry": _entry(entry), "why": why} for entry, why in found.unvalued],
        "findings": [finding_data(each) for each in found.findings],
        "problems": [problem_data(each) for each in found.problems],
    }


def _full(value: Decimal) -> str:
    """Every digit there is, and at least two after the point."""
    return plain(shorten(value, 2))


def _cents(value: Decimal | None) -> str | None:
    return None if value is None else plain(round_half_up(value))


def _sum(each: Sum) -> SumData:
    return {
        "kind": str(each.kind),
        "count": each.count,
        "wrvu": _full(each.wrvu),
        "money": _cents(each.money),
    }


def _difference(each: Difference, rate: Decimal | None) -> DifferenceData:
    return {
        "kind": str(each.kind),
        "entries": [_entry(entry) for entry in each.entries],
        "lines": [_line(line) for line in each.lines],
        "log": _full(each.before),
        "report": _full(each.after),
        "wrvu": _full(each.wrvu),
        "money": _cents(each.money(rate)),
        "evidence": each.evidence,
    }


def _entry(entry: LogEntry) -> EntryData:
    return {
        "key": entry.key,
        "date": str(entry.day),
        "code": entry.code,
        "modifiers": list(entry.modifiers),
        "units": entry.units,
    }


def _line(line: ReportLine) -> LineData:
    posted = line.posted
    return {
        "row": line.row,
        "date": str(line.day) if line.day else None,
        "posted": str(posted.first) if posted else None,
        "posted_to": str(posted.last) if posted else None,
        "code": line.code,
        "modifiers": list(line.modifiers),
        "units": line.units,
        "wrvu": _full(line.worth),
        "provider": line.provider,
        "place": line.place,
    }


def finding_data(each: Finding) -> FindingData:
    """A finding as plain data."""
    return {"topic": each.topic, "words": each.words}


def problem_data(problem: Problem) -> ProblemData:
    """A problem as plain data."""
    return {
        "row": problem.row,
        "column": problem.column,
        "found": problem.found,
        "expected": problem.expected,
        "words": problem.words,
    }
