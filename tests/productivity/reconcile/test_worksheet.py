from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from openrvu.productivity.reconcile.difference import Reconciliation
from openrvu.productivity.reconcile.worksheet import HEADINGS, bridge, rows, to_csv, to_excel, write
from productivity.reconcile.making import entry, held, report_of

HEADING = ("Service Date", "Month of Transaction", "CPT", "Modifiers", "Units", "wRVU")


def made(key: str = "line 1", rate: Decimal | None = Decimal(45)) -> Reconciliation:
    """20610-50 is worth 1.155 by the plan and 0.77 by the report; 99214 agrees."""
    report = report_of(
        ("3/2/2026", "Mar 2026", "20610", "50", "1", "0.77"),
        ("3/3/2026", "Mar 2026", "99214", "", "1", "1.92"),
        heading=HEADING,
    )
    log = [entry("3-02", "20610-50", key=key), entry("3-03", "99214", key="line 2")]
    return held(log, report, rate=rate)


def test_a_difference_is_a_row_with_both_sides_and_what_is_at_stake() -> None:
    (row,) = rows(made())
    assert row[:-1] == (
        "modifier factor", "line 1", "2026-03-02", "20610-50", 1, "2", "2026-03-02", "2026-03",
        "20610-50", 1, Decimal("1.155"), Decimal("0.77"), Decimal("0.385"), Decimal("17.33"),
    )  # fmt: skip
    assert len(rows(made(), agreements=True)) == 2
    assert rows(made(rate=None))[0][13] is None


def test_the_bridge_leads_from_the_log_to_the_report() -> None:
    # 3.075 × 45 = 138.375; 0.385 × 45 = 17.325; 2.69 × 45 = 121.05
    assert bridge(made()) == [
        ("Log, credited", 2, Decimal("3.075"), Decimal("138.38")),
        ("modifier factor", 1, Decimal("-0.385"), Decimal("-17.33")),
        ("agrees, but for rounding", 1, Decimal("0.00"), Decimal("0.00")),
        ("Report", 2, Decimal("2.69"), Decimal("121.05")),
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_keeps_text_that_a_spreadsheet_would_run_as_text(start: str) -> None:
    text = to_csv(made(key=f'{start}HYPERLINK("x")'))
    (heading, row) = csv.reader(io.StringIO(text, newline=""))
    assert tuple(heading) == HEADINGS
    assert row[1] == f'\'{start}HYPERLINK("x")'
    assert row[12] == "0.385"


def test_figures_below_0_stay_figures_in_csv() -> None:
    report = report_of(("3/2/2026", "Mar 2026", "99214", "", "1", "1.92"), heading=HEADING)
    (_, row) = csv.reader(io.StringIO(to_csv(held([], report)), newline=""))
    assert row[12] == "-1.92"


def test_excel_has_differences_bridge_and_findings_without_a_formula() -> None:
    data = to_excel(made(key="=1+1"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.sheet_names == ["Differences", "Bridge", "Findings"]
    _, row = book.get_sheet_by_name("Differences").to_python()
    assert row[:5] == ["modifier factor", "=1+1", "2026-03-02", "20610-50", 1.0]
    assert row[10:14] == [1.155, 0.77, 0.385, 17.33]
    assert book.get_sheet_by_name("Bridge").to_python()[-1] == ["Report", 2.0, 2.69, 121.05]
    assert ["layout", "The report looks like this: a table with named columns."] in (
        book.get_sheet_by_name("Findings").to_python()
    )


def test_the_ending_of_the_name_decides_what_is_written(tmp_path: Path) -> None:
    for name, start in (("d.csv", b"\xef\xbb\xbfClass"), ("d.xlsx", b"PK")):
        write(made(), tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)
