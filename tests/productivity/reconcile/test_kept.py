"""What is kept of a report and of a reconciliation is enough to make the same again."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.calendar import DateRange
from openrvu.errors import ReadError
from openrvu.productivity.reconcile.as_data import reconciliation_data
from openrvu.productivity.reconcile.difference import Kind, Reconciliation
from openrvu.productivity.reconcile.from_data import reconciliation_of
from openrvu.productivity.reconcile.kept import report_data, report_of
from openrvu.productivity.reconcile.letter import BLANKS, letter
from openrvu.productivity.reconcile.lines import ReportLine
from openrvu.productivity.reconcile.report import Report, headings_of
from openrvu.productivity.reconcile.shapes import Column, Shape
from openrvu.productivity.reconcile.worksheet import bridge, to_csv
from productivity.reconcile.making import CUSTOMARY, EPIC, csv_of, entry, held
from productivity.reconcile.making import report_of as made

_DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))
_LINES = st.builds(
    ReportLine,
    row=st.integers(1, 10**6),
    code=st.sampled_from(("99214", "J1100", "0001F")),
    modifiers=st.sampled_from(((), ("26",), ("59", "LT"))),
    units=st.integers(-9, 9),
    printed=st.none() | st.decimals(-99, 99, places=4),
    day=st.none() | _DAYS,
    posted=st.none() | st.builds(lambda day: DateRange(day, day), _DAYS),
    provider=st.sampled_from(("", "LEE, J", "RIVERA, A")),
    transaction=st.sampled_from(("", "c0ffee")),
)


@given(st.lists(_LINES, max_size=8))
def test_a_report_comes_back_from_json_line_by_line(lines: list[ReportLine]) -> None:
    report = Report("r.csv", Shape.TABLE, tuple(lines), {"code": "CPT"}, (), (), ("CPT",), ("MRN",))
    assert report_of(json.loads(json.dumps(report_data(report)))) == report


def test_the_place_of_a_line_is_not_kept() -> None:
    report = made(("3/2/2026", "99214", "", "1", "1.92"))
    lines = tuple(dataclasses.replace(line, place="Room of one patient") for line in report.lines)
    kept = json.dumps(report_data(dataclasses.replace(report, lines=lines)))
    assert "Room" not in kept


def a_reconciliation() -> Reconciliation:
    """Of every kind of figure: a rate, a period, voids, problems, and an entry without credit."""
    report = made(
        ("3/2/2026", "99214", "", "2", "3.84"),
        ("3/2/2026", "99213", "", "1", "1.30"),
        ("3/2/2026", "99213", "", "-1", "-1.30"),
        ("no day", "99213", "", "1", "1.30"),
    )
    entries = [entry("3-02", "99214", 3), entry("3-04", "20610-50"), entry("3-05", "99999")]
    quarter = DateRange(date(2026, 1, 1), date(2026, 3, 31))
    return held(entries, report, period=quarter, rate=Decimal("52.5"), column=Column.EXTENDED)


def test_worksheet_bridge_and_letter_are_the_same_from_what_is_kept() -> None:
    found = a_reconciliation()
    again = reconciliation_of(json.loads(json.dumps(reconciliation_data(found))), CUSTOMARY)
    assert to_csv(again, agreements=True) == to_csv(found, agreements=True)
    assert bridge(again) == bridge(found)
    assert letter(again).as_markdown() == letter(found).as_markdown()
    assert (again.asked, again.findings, again.problems) == (
        found.asked,
        found.findings,
        found.problems,
    )
    assert [why for _, why in again.unvalued] == [why for _, why in found.unvalued]
    assert reconciliation_data(again) == reconciliation_data(found)


def test_a_letter_about_some_differences_counts_those_alone() -> None:
    found = a_reconciliation()
    (units,) = found.of(Kind.UNITS)
    text = letter(found, [units]).as_text()
    assert "I ask about 1 difference of together 1.92 work RVUs, or $100.80." in text
    assert "Please check the units" in text
    assert "were billed." not in text
    assert "I found nothing to question" in letter(found, []).as_text()


def test_blanks_are_filled_in_once_and_empty_ones_stay() -> None:
    found = a_reconciliation()
    filled = letter(found).filled({"[name]": "Dr. [Date]", "[Date]": "", "[Your name]": "Lee"})
    text = filled.as_text()
    assert "Dear Dr. [Date]," in text
    assert "[Date]\n[Name of the department or office]" in text
    assert "Lee\n[How to reach you]" in text


def test_every_blank_stands_in_the_letter() -> None:
    text = letter(a_reconciliation()).as_text()
    assert [blank for blank in BLANKS if blank not in text] == []


def test_headings_to_choose_from_leave_out_those_about_patients() -> None:
    data = csv_of(("When", "Patient Name", "What", "MRN"), ("3/2/2026", "x", "99214", "y"))
    assert headings_of(data, "r.csv") == ("When", "What")
    with pytest.raises(ReadError):
        headings_of(b"", "r.csv")


def test_a_report_tells_its_headings_and_what_was_dropped() -> None:
    heading = (*EPIC, "Patient Name")
    row = ("1", "LEE", "99214", "", "", "202603", "1", "1.92", "New Charge", "7", "9", "3/2/2026",
           "3/3/2026", "x")  # fmt: skip
    report = made(row, heading=heading)
    assert report.header == EPIC
    assert report.dropped == ("Patient Name",)
