"""A small made-up log and report, held against one another, to show what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from openrvu.productivity.plan_file import NAMES, plan
from openrvu.productivity.reconcile.as_data import ReconciliationData, reconciliation_data
from openrvu.productivity.reconcile.compare import reconcile
from openrvu.productivity.reconcile.difference import Asked, Difference, Kind
from openrvu.productivity.reconcile.log_file import read_log
from openrvu.productivity.reconcile.report import read_report

#: Made up: five services, and what a report made of them.
LOG = """\
date,code,modifiers,units,case
2026-03-02,45385,,1,a
2026-03-02,45380,59,1,a
2026-03-03,99214,,3,
2026-03-04,93306,26,1,
2026-03-05,99291,,1,
"""
REPORT = """\
Service Date,CPT,Modifiers,Units,wRVU
3/2/2026,45385,,1,4.46
3/3/2026,99214,,2,3.84
3/4/2026,93306,26,1,1.46
3/5/2026,99291,,1,4.50
3/6/2026,99213,,1,1.30
"""


@dataclass(frozen=True, slots=True)
class Example:
    """The example: the report's rows, and what came of it."""

    rows: tuple[tuple[str, ...], ...]
    data: ReconciliationData
    differences: tuple[Difference, ...]


@cache
def example() -> Example:
    """The example, worked out once."""
    report = read_report(REPORT.encode(), "example.csv")
    log = read_log(LOG.encode(), "log.csv")
    made = reconcile(log.entries, report, plan(NAMES[0]), Asked(rate=Decimal(50)))
    differing = tuple(each for each in made.differences if each.kind is not Kind.AGREES)
    rows = tuple(tuple(line.split(",")) for line in REPORT.splitlines())
    return Example(rows, reconciliation_data(made), differing)
