"""Holding a kept report against the log, and keeping what came of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import cast

from django.db import transaction
from django.utils import timezone

from openrvu.calendar import DateRange
from openrvu.exact import round_half_up
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_file import plan_from_toml
from openrvu.productivity.reconcile.as_data import (
    DifferenceData,
    ReconciliationData,
    reconciliation_data,
)
from openrvu.productivity.reconcile.compare import reconcile
from openrvu.productivity.reconcile.difference import Asked, Difference, Reconciliation
from openrvu.productivity.reconcile.from_data import reconciliation_of
from openrvu.productivity.reconcile.kept import ReportData, report_of
from openrvu.productivity.reconcile.lines import LogEntry, ReportLine
from openrvu.productivity.reconcile.match import POSTING_LAG
from openrvu.productivity.reconcile.shapes import Column
from openrvu.site.log.rows import line_of
from openrvu.site.people.models import User
from openrvu.site.reconcile import scope
from openrvu.site.reconcile.models import Comparison, Found

#: Before the first day that a report speaks of, so many are looked at: a month of posting
#: begins before its services are posted.
_BEFORE = timedelta(days=POSTING_LAG + 31)
_WEIGHT_PLACES = 4
_CHUNK = 2000


def compare(user: User, comparison: Comparison) -> None:
    """Hold the report against the log as it is now, and keep what came of it, marks included."""
    report = report_of(cast(ReportData, comparison.report))
    lines = report.lines
    asked = asked_of(comparison)
    rows = list(scope.entries(user, *_days(lines, asked))) if lines else []
    entries = [LogEntry.of(line_of(row), f"entry {number}") for number, row in enumerate(rows, 1)]
    made = reconcile(entries, report, plan_of(comparison), asked)
    data = reconciliation_data(made)
    ids = {entry.key: str(row.pk) for entry, row in zip(entries, rows, strict=True)}
    _keep(user, comparison, made, data, ids)


def asked_of(comparison: Comparison) -> Asked:
    """What the person asked."""
    first = comparison.first
    return Asked(
        period=None if first is None else DateRange(first, comparison.last),
        tolerance=comparison.tolerance,
        rate=comparison.rate,
        providers=tuple(comparison.providers),
        column=Column(comparison.column) if comparison.column else None,
    )


def plan_of(comparison: Comparison) -> CreditPlan:
    """The plan by which the log is credited.

    Raises:
        ValueError: what was kept of it is no plan; never, as it was written by us.
    """
    plan, problems = plan_from_toml(comparison.plan)
    if plan is None:
        raise ValueError("; ".join(map(str, problems)))
    return plan


def made_of(user: User, comparison: Comparison) -> Reconciliation:
    """The reconciliation as it was kept, for a worksheet or a letter."""
    rows = scope.found(user, comparison).values_list("data", flat=True)
    data = {**comparison.result, "differences": list(rows.iterator(chunk_size=_CHUNK))}
    return reconciliation_of(cast(ReconciliationData, data), plan_of(comparison))


def _days(lines: Sequence[ReportLine], asked: Asked) -> tuple[date, date]:
    """The days whose entries may have to do with the report or the period."""
    told = [line.day for line in lines if line.day]
    told += [day for line in lines if line.posted for day in _ends(line.posted)]
    told += _ends(asked.period) if asked.period else []
    latest = max(told) + timedelta(days=asked.tolerance)
    return min(told) - max(_BEFORE, timedelta(days=asked.tolerance)), latest


def _ends(span: DateRange) -> list[date]:
    return [day for day in (span.first, span.last) if day]


@transaction.atomic
def _keep(
    user: User,
    comparison: Comparison,
    made: Reconciliation,
    data: ReconciliationData,
    ids: Mapping[str, str],
) -> None:
    marked = scope.found(user, comparison).exclude(mark=Found.Mark.OPEN)
    marks = dict(marked.values_list("key", "mark"))
    listed = data["differences"]
    comparison.result = {name: told for name, told in data.items() if name != "differences"}
    comparison.compared = timezone.now()
    is_new = comparison._state.adding  # noqa: SLF001 - Django's own name for it
    comparison.save(force_insert=is_new, force_update=not is_new)
    scope.found(user, comparison).delete()
    rows = (
        _row(user, comparison, (number, each, told), ids, marks)
        for number, (each, told) in enumerate(zip(made.differences, listed, strict=True))
    )
    Found.objects.of(user).bulk_create(rows, batch_size=500)


def _row(
    user: User,
    comparison: Comparison,
    at: tuple[int, Difference, DifferenceData],
    ids: Mapping[str, str],
    marks: Mapping[str, str],
) -> Found:
    number, each, told = at
    entries = [ids[entry.key] for entry in each.entries]
    key = _key(each, entries)
    return Found(
        owner=user,
        comparison=comparison,
        number=number,
        kind=str(each.kind),
        code=(each.entries or each.lines)[0].code,
        weight=round_half_up(abs(each.wrvu), _WEIGHT_PLACES),
        entries=entries,
        data=told,
        mark=marks.get(key, Found.Mark.OPEN),
        key=key,
    )


def _key(each: Difference, entries: Iterable[str]) -> str:
    """The same for the same class, entries and lines."""
    rows = (str(line.row) for line in each.lines)
    text = "\n".join((str(each.kind), " ".join(entries), " ".join(rows)))
    return hashlib.sha256(text.encode()).hexdigest()
