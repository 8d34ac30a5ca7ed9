"""A reconciliation from its plain data, as it was: for a worksheet or a letter made later."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.reconcile.as_data import (
    DifferenceData,
    EntryData,
    LineData,
    ReconciliationData,
    ReleaseData,
)
from openrvu.productivity.reconcile.difference import Asked, Difference, Kind, Reconciliation
from openrvu.productivity.reconcile.kept import day_of, span_of
from openrvu.productivity.reconcile.lines import Finding, LogEntry, ReportLine
from openrvu.productivity.reconcile.release_used import ReleaseUsed, Way
from openrvu.productivity.reconcile.shapes import Column
from openrvu.productivity.tabular.table import Problem


def reconciliation_of(data: ReconciliationData, plan: CreditPlan) -> Reconciliation:
    """The reconciliation that :func:`.as_data.reconciliation_data` was given.

    Its entries have no setting and no case, and its release chooses none for further lines:
    what is read of it is what was found out, not what it was found from.

    Args:
        data: of it.
        plan: by which the log was credited.
    """
    return Reconciliation(
        report=data["report"],
        plan=plan,
        asked=_asked(data),
        log=Decimal(data["log"]),
        credited=Decimal(data["report_wrvu"]),
        entries=data["entries"],
        lines=data["lines"],
        releases=tuple(data["releases"]),
        differences=tuple(map(difference_of, data["differences"])),
        unvalued=tuple((_entry(each["entry"]), each["why"]) for each in data["unvalued"]),
        release=_release(data["release"]),
        findings=tuple(Finding(**each) for each in data["findings"]),
        problems=tuple(Problem(**each) for each in data["problems"]),
    )


def difference_of(data: DifferenceData) -> Difference:
    """A difference from its plain data."""
    return Difference(
        kind=Kind(data["kind"]),
        entries=tuple(map(_entry, data["entries"])),
        lines=tuple(map(_line, data["lines"])),
        before=Decimal(data["log"]),
        after=Decimal(data["report"]),
        evidence=data["evidence"],
    )


def _asked(data: ReconciliationData) -> Asked:
    rate, column = data["rate"], data["column"]
    return Asked(
        period=span_of(data["first"], data["last"]),
        tolerance=data["tolerance"],
        rate=None if rate is None else Decimal(rate),
        providers=tuple(data["providers"]),
        column=None if column is None else Column(column),
    )


def _release(data: ReleaseData) -> ReleaseUsed:
    return ReleaseUsed(
        name=data["name"],
        agree=data["agree"],
        lines=data["lines"],
        ways=tuple(Way(*each) for each in data["ways"].items()),
        label_of=lambda _line: "",
    )


def _entry(data: EntryData) -> LogEntry:
    day = date.fromisoformat(data["date"])
    return LogEntry(data["key"], day, data["code"], tuple(data["modifiers"]), data["units"])


def _line(data: LineData) -> ReportLine:
    return ReportLine(
        row=data["row"],
        code=data["code"],
        modifiers=tuple(data["modifiers"]),
        units=data["units"],
        wrvu=Decimal(data["wrvu"]),
        day=day_of(data["date"]),
        posted=span_of(data["posted"], data["posted_to"]),
        provider=data["provider"],
        place=data["place"],
    )
