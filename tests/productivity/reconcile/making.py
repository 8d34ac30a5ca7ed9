"""Invented logs and reports, as files."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack

from xlsxwriter import Workbook

from openrvu.calendar import DateRange
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_file import plan
from openrvu.productivity.reconcile.compare import reconcile
from openrvu.productivity.reconcile.difference import Asked, Difference, Kind, Reconciliation
from openrvu.productivity.reconcile.lines import LogEntry
from openrvu.productivity.reconcile.report import Report, read_report
from openrvu.productivity.reconcile.shapes import Column

CUSTOMARY = plan("customary")
FIRST_QUARTER = DateRange(date(2026, 1, 1), date(2026, 3, 31))
#: The heading of Epic's report of a provider's transactions.
EPIC = (
    "Provider ID", "Provider Name", "CPT", "CPT Modifier 1", "Procedure Description",
    "Month of Transaction", "Provider - Performing Units", "Adj Work RVU", "Detail Type",
    "Transaction ID", "Charge Amount", "Original Service Date", "Post Date",
)  # fmt: skip
PLAIN = ("Service Date", "CPT", "Modifiers", "Units", "wRVU")

Row = Sequence[str]


class _Asked(TypedDict, total=False):
    """What a test may ask; the same names as in ``Asked``."""

    period: DateRange | None
    tolerance: int
    rate: Decimal | None
    providers: tuple[str, ...]
    column: Column | None


def csv_of(*rows: Row) -> bytes:
    """A CSV file."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def sheet_of(*rows: Sequence[str | float | date | None]) -> bytes:
    """An Excel workbook of one sheet; days are days, numbers numbers."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "default_date_format": "m/d/yyyy"}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(at, column, cell)
                elif cell is not None:
                    sheet.write(at, column, cell)
    return out.getvalue()


def report_of(*rows: Row, heading: Row = PLAIN) -> Report:
    """A report of CSV rows below a heading."""
    return read_report(csv_of(heading, *rows), "report.csv")


def entry(day: str, label: str, units: int = 1, key: str = "") -> LogEntry:
    """An entry of the log; ``label`` is a code with its modifiers, ``day`` of 2026: ``3-02``."""
    code, *modifiers = label.split("-")
    month, of_month = day.split("-")
    when = date(2026, int(month), int(of_month))
    return LogEntry(key or f"{day} {label}", when, code, tuple(modifiers), units)


def held(
    entries: Sequence[LogEntry],
    report: Report,
    plan: CreditPlan = CUSTOMARY,
    **asked: Unpack[_Asked],
) -> Reconciliation:
    """A log held against a report, its bridge closed."""
    found = reconcile(entries, report, plan, Asked(**asked))
    assert found.log == found.credited + sum((each.wrvu for each in found.differences), Decimal(0))
    assert found.log == found.credited + found.wrvu
    return found


def kinds(found: Reconciliation) -> Counter[Kind]:
    """How many differences there are of each class."""
    return Counter(each.kind for each in found.differences)


def the_one(found: Reconciliation) -> Difference:
    """The only difference, agreements aside."""
    (each,) = (d for d in found.differences if d.kind is not Kind.AGREES)
    return each


def finding(found: Reconciliation | Report, topic: str) -> str:
    """What was found out about a topic."""
    return " ".join(each.words for each in found.findings if each.topic == topic)
