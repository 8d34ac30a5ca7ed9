"""The differences as a worksheet: plain rows, and CSV or Excel made of them.

A spreadsheet runs what begins with ``=``, ``+``, ``-`` or ``@``; such text is kept text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openrvu.exact import multiply, plain, round_half_up, shorten
from openrvu.productivity.reconcile.difference import Difference, Kind, Reconciliation
from openrvu.productivity.reconcile.lines import LogEntry, ReportLine

#: A cell of the worksheet; None is an empty one.
Value = str | int | Decimal | None
Rows = Sequence[tuple[Value, ...]]
#: A step of the bridge: its name, count, work RVUs, and dollars to the cent or None.
BridgeRow = tuple[str, int, Decimal, Decimal | None]

HEADINGS = (
    "Class", "Log entry", "Date of service", "Code logged", "Units logged", "Report row",
    "Report date", "Posted", "Code reported", "Units reported", "Log wRVU", "Report wRVU",
    "wRVU at stake", "Dollars at stake", "Evidence",
)  # fmt: skip
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDTHS = (20, 12, 14, 16, 12, 12, 14, 14, 16, 12, 12, 12, 14, 14, 100)
#: Excel keeps, and shows, this many digits of a number.
_EXCEL_DIGITS = ".15g"


def rows(found: Reconciliation, *, agreements: bool = False) -> Rows:
    """A row for each difference, without headings; work RVUs in full, dollars to the cent.

    Args:
        found: the reconciliation.
        agreements: whether those that agree are listed as well.
    """
    listed = (d for d in found.differences if agreements or d.kind is not Kind.AGREES)
    return [_row(each, found.asked.rate) for each in listed]


def _row(each: Difference, rate: Decimal | None) -> tuple[Value, ...]:
    money = each.money(rate)
    return (
        str(each.kind),
        _joined(entry.key for entry in each.entries),
        _joined(str(entry.day) for entry in each.entries),
        _joined(entry.label for entry in each.entries),
        _units(each.entries),
        _joined(str(line.row) for line in each.lines),
        _joined(str(line.day or "") for line in each.lines),
        _joined(_posted(line) for line in each.lines),
        _joined(line.label for line in each.lines),
        _units(each.lines),
        each.before,
        each.after,
        each.wrvu,
        None if money is None else round_half_up(money),
        each.evidence,
    )


def _joined(values: Iterator[str]) -> str:
    return "; ".join(dict.fromkeys(values))


def _units(items: Sequence[LogEntry] | Sequence[ReportLine]) -> int | None:
    return sum(item.units for item in items) if items else None


def _posted(line: ReportLine) -> str:
    if line.posted is None:
        return ""
    is_day = line.posted.first == line.posted.last
    return str(line.posted.first) if is_day else f"{line.posted.first:%Y-%m}"


def bridge(found: Reconciliation) -> list[BridgeRow]:
    """From the log to the report, a row a class: its name, count, work RVUs and dollars.

    Work RVUs add up exactly; dollars are rounded each on their own.
    """
    rate = found.asked.rate
    return [
        ("Log, credited", found.entries, found.log, _dollars(found.log, rate)),
        *(
            (_step(each.kind), each.count, -each.wrvu, _dollars(-each.wrvu, rate))
            for each in found.sums
        ),
        ("Report", found.lines, found.credited, _dollars(found.credited, rate)),
    ]


def _step(kind: Kind) -> str:
    return "agrees, but for rounding" if kind is Kind.AGREES else str(kind)


def _dollars(wrvu: Decimal, rate: Decimal | None) -> Decimal | None:
    return None if rate is None else round_half_up(multiply(wrvu, rate))


def to_csv(found: Reconciliation, *, agreements: bool = False) -> str:
    """The worksheet as CSV; text that a spreadsheet would run has an apostrophe before it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for row in rows(found, agreements=agreements):
        writer.writerow([_as_text(value) for value in row])
    return out.getvalue()


def _as_text(value: Value) -> str:
    if isinstance(value, Decimal):
        return _figure(value)
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_RUNS) else text


def _figure(value: Decimal) -> str:
    """Every digit there is, and at least two after the point."""
    return plain(shorten(value, 2))


def to_excel(found: Reconciliation, *, agreements: bool = False) -> bytes:
    """The worksheet as an Excel workbook: differences, the bridge, and what was found out."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        shown = book.add_format({"num_format": "0.00##"})
        sheet = book.add_worksheet("Differences")
        for at, width in enumerate(_WIDTHS):
            sheet.set_column(at, at, width)
        _table(sheet, HEADINGS, rows(found, agreements=agreements), bold, shown)
        sheet.freeze_panes(1, 0)
        headings = ("From the log to the report", "Count", "wRVU", "Dollars")
        _table(book.add_worksheet("Bridge"), headings, bridge(found), bold, shown)
        _table(book.add_worksheet("Findings"), ("About", "Found"), _said(found), bold, shown)
    return out.getvalue()


def _said(found: Reconciliation) -> Rows:
    """What was found out and what could not be read, a row each."""
    return [
        *((each.topic, each.words) for each in found.findings),
        *((entry.key, f"Not credited: {why}") for entry, why in found.unvalued),
        *(("not read", str(each)) for each in found.problems),
    ]


def _table(sheet: Any, headings: Sequence[str], table: Rows, bold: Any, shown: Any) -> None:
    for at, heading in enumerate(headings):
        sheet.write_string(0, at, heading, bold)
    for number, row in enumerate(table, 1):
        for at, value in enumerate(row):
            _write(sheet, number, at, value, shown)


def _write(sheet: Any, row: int, column: int, value: Value, shown: Any) -> None:
    """One cell; text by the method that never makes a formula or a link of it."""
    if isinstance(value, Decimal) and Decimal(format(value, _EXCEL_DIGITS)) == value:
        sheet.write_number(row, column, value, shown)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, _figure(value) if isinstance(value, Decimal) else value)


def write(found: Reconciliation, path: Path, *, agreements: bool = False) -> None:
    """Write the worksheet, as CSV where the name ends so, else as Excel.

    Raises:
        OSError: the file cannot be written.
    """
    if path.suffix.lower() == ".csv":
        # The mark tells Excel that the text is UTF-8.
        path.write_bytes(to_csv(found, agreements=agreements).encode("utf-8-sig"))
    else:
        path.write_bytes(to_excel(found, agreements=agreements))
