from __future__ import annotations

from datetime import date

import pytest

from openrvu.errors import ReadError
from openrvu.productivity.log.line import LogLine
from openrvu.productivity.reconcile.lines import LogEntry
from openrvu.productivity.reconcile.log_file import read_log
from openrvu.schedule.rows import Setting
from productivity.reconcile.making import csv_of, sheet_of

HEADING = ("date", "code", "modifiers", "units", "pos", "case")


def test_a_log_is_read_with_its_settings_and_cases() -> None:
    read = read_log(
        csv_of(HEADING, ("2026-03-02", "45380", "59 LT", "2", "22", "A"),
               ("3/3/2026", "99214-25", "", "", "11", "")), "log.csv",
    )  # fmt: skip
    assert read.problems == ()
    assert read.entries == (
        LogEntry("line 2", date(2026, 3, 2), "45380", ("59", "LT"), 2, Setting.FACILITY, "A"),
        LogEntry("line 3", date(2026, 3, 3), "99214", ("25",), 1, Setting.NONFACILITY),
    )


def test_a_log_may_be_a_workbook() -> None:
    data = sheet_of(["Date", "CPT", "Units"], [date(2026, 3, 2), 99214, 2])
    (one,) = read_log(data, "log.xlsx").entries
    assert (one.day, one.code, one.units) == (date(2026, 3, 2), "99214", 2)


def test_rows_that_cannot_be_read_are_problems_with_row_and_column() -> None:
    rows = [("soon", "99214", "", "1", "", ""), ("", "99214", "", "1", "", ""),
            ("2026-03-02", "visit", "", "1", "", ""), ("2026-03-02", "99214", "", "0", "", ""),
            ("2026-03-02", "99214", "", "1", "00", ""),
            ("2026-03-02", "99214", "", "1", "", "", "more")]  # fmt: skip
    read = read_log(csv_of(HEADING, *rows), "log.csv")
    assert read.entries == ()
    assert [(each.row, each.column) for each in read.problems] == [
        (7, ""),
        (2, "date"),
        (3, "date"),
        (4, "code"),
        (5, "units"),
        (6, "pos"),
    ]


def test_a_table_without_day_or_code_is_no_log() -> None:
    with pytest.raises(ReadError, match="no one column for service date among 'code', 'units'"):
        read_log(csv_of(("code", "units"), ("99214", "1")), "log.csv")


def test_a_line_of_the_log_is_an_entry() -> None:
    line = LogLine(date(2026, 3, 2), "45380", ("59",), 2, "22", case="A")
    assert LogEntry.of(line, "line 1") == LogEntry(
        "line 1", date(2026, 3, 2), "45380", ("59",), 2, Setting.FACILITY, "A"
    )
    assert LogEntry.of(LogLine(date(2026, 3, 2), "99214"), "x").setting is None
