"""A file of each shape, of invented lines, is read for what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from openrvu.calendar import DateRange
from openrvu.errors import ReadError
from openrvu.productivity.reconcile.columns import NoSuchColumn, find_columns
from openrvu.productivity.reconcile.lines import ReportLine
from openrvu.productivity.reconcile.report import Report, read_report
from openrvu.productivity.reconcile.shapes import Shape
from productivity.reconcile.making import EPIC, csv_of, finding, report_of, sheet_of

SERVED, POSTED = date(2026, 3, 2), date(2026, 3, 9)
POSTED_SPAN = DateRange(POSTED, POSTED)

Cells = Sequence[str | float | date | None]


def told(report: Report) -> list[tuple[str, int, str | None]]:
    """Label, units and work RVUs of each line."""
    return [
        (line.label, line.units, None if line.printed is None else str(line.printed))
        for line in report.lines
    ]


def dates(line: ReportLine) -> tuple[date | None, DateRange | None]:
    return line.day, line.posted


def test_epic_transactions_are_read_and_detail_type_10_takes_back() -> None:
    first = ("7", "LEE, JO", "45380", "59", "x", "Mar 2026", "1", "3.47", "1", "T1", "$900.00",
             "3/2/2026", "3/9/2026")  # fmt: skip
    void = ("7", "LEE, JO", "45380", "59", "x", "Mar 2026", "1", "3.47", "10", "T1", "($900.00)",
            "3/2/2026", "3/9/2026")  # fmt: skip
    payment = ("7", "LEE, JO", "45380", "", "x", "Mar 2026", "0", "0", "20", "T2", "-50.00",
               "3/2/2026", "3/9/2026")  # fmt: skip
    report = report_of(first, void, payment, heading=EPIC)
    assert report.shape is Shape.EPIC_TRANSACTIONS
    assert told(report) == [("45380-59", 1, "3.47"), ("45380-59", -1, "-3.47")]
    assert dates(report.lines[0]) == (SERVED, POSTED_SPAN)
    assert report.lines[0].provider == "LEE, JO"
    assert "Rows that are neither charges nor voids, such as payments, passed over: 1." in finding(
        report, "rows"
    )


def test_a_month_of_transaction_serves_where_there_is_no_post_date() -> None:
    heading = EPIC[:-1]
    row = ("7", "LEE, JO", "99214", "", "x", "Mar 2026", "1", "1.92", "1", "T1", "$1", "3/2/2026")
    (line,) = report_of(row, heading=heading).lines
    assert line.posted == DateRange(date(2026, 3, 1), date(2026, 3, 31))


def test_the_epic_charge_extract_has_no_work_and_leaves_voided_charges_out() -> None:
    heading = (
        "Account ID", "Account Name", "Charge ID", "Date of Service", "Post Date", "Void Date",
        "Charge Code", "Charge Description", "Charge Amount", "Department Name",
        "Billing Provider Name", "Service Provider Name", "Modifier 1", "Modifier 2",
        "Modifier 3", "Modifier 4", "Charge Quantity",
    )  # fmt: skip
    row = ("A1", "Doe, Jane", "C1", "2026-03-02", "2026-03-09", "", "20610", "x", "1.00", "Ortho",
           "Group", "Lee, Jo", "50", "LT", "", "", "2")  # fmt: skip
    void = ("A1", "Doe, Jane", "C2", "2026-03-02", "2026-03-09", "2026-03-10", "99214", "x",
            "1.00", "Ortho", "Group", "Lee, Jo", "", "", "", "", "1")  # fmt: skip
    report = report_of(row, void, heading=heading)
    assert report.shape is Shape.EPIC_CHARGES
    assert told(report) == [("20610-50-LT", 2, None)]
    assert (report.lines[0].provider, report.lines[0].place) == ("Lee, Jo", "Ortho")
    assert "which the report takes back with it, left out: 1." in finding(report, "rows")


def test_columns_of_clarity_are_read_by_their_raw_names() -> None:
    heading = (
        "DETAIL_TYPE", "POST_DATE", "ORIG_POST_DATE", "ORIG_SERVICE_DATE", "TX_ID",
        "PERFORMING_PROV_ID", "BILLING_PROVIDER_ID", "CPT_CODE", "PROCEDURE_QUANTITY",
        "MODIFIER_ONE", "MODIFIER_TWO", "MODIFIER_THREE", "MODIFIER_FOUR", "RVU_WORK",
        "RELATIVE_VALUE_UNIT", "PAT_ID",
    )  # fmt: skip
    row = ("1", "2026-03-09", "2026-03-01", "2026-03-02", "11", "P7", "P8", "93306", "1", "26", "",
           "", "", "1.42", "5.9", "Z123")  # fmt: skip
    report = report_of(row, heading=heading)
    assert report.shape is Shape.CLARITY
    assert told(report) == [("93306-26", 1, "1.42")]
    assert report.lines[0].posted == POSTED_SPAN
    assert report.lines[0].provider == "P7"


def printed(posted: str, served: str, code: str, units: str, work: str) -> str:
    """A line of Epic's printed text, its fields where the report's readers cut them."""
    fields = ((posted, 12), (served, 12), ("LEE, JONATHAN", 26), ("MRN0099", 12), (code, 21),
              ("OFFICE VISIT", 81), (units, 6), (work, 8), ("150.00", 9), ("PAYER", 36),
              ("CLINIC A", 41))  # fmt: skip
    return "".join(text.ljust(width) for text, width in fields)


def test_epics_printed_text_is_cut_and_lines_of_other_beginnings_are_left() -> None:
    text = "\n".join(
        [
            "                 RVU DETAIL",
            "POSTED      SERVICE     PROVIDER",
            printed("03/09/2026", "03/02/2026", "99214 25", "1", "1.92"),
            "------------",
            printed("12/09/2025", "12/02/2025", "45385", "2", "9.14"),
            "Total                11.06",
        ]
    )
    report = read_report(text.encode(), "print.txt")
    assert report.shape is Shape.EPIC_PRINT
    assert told(report) == [("99214-25", 1, "1.92"), ("45385", 2, "9.14")]
    assert dates(report.lines[0]) == (SERVED, POSTED_SPAN)
    assert [line.row for line in report.lines] == [3, 5]
    assert (report.lines[0].provider, report.lines[0].place) == ("LEE, JONATHAN", "CLINIC A")


def test_cerners_credit_lines_take_back() -> None:
    heading = (
        "fin", "patient_name", "service_date_time", "description", "charge_type", "item_quantity",
        "extended_quantity", "item_price", "extended_price", "cdm", "cpt", "qcf", "rvu",
        "organization_name", "posted_date", "verify_phys_name",
    )  # fmt: skip
    debit = ("F1", "Doe, Jane", "03/02/2026 10:15", "x", "DR", "2", "2", "1", "2", "9", "31575",
             "1", "0.92", "ENT", "03/09/2026", "Lee, Jo")  # fmt: skip
    credit = ("F1", "Doe, Jane", "03/02/2026 10:15", "x", "CR", "2", "2", "1", "-2", "9", "31575",
              "1", "-0.92", "ENT", "03/09/2026", "Lee, Jo")  # fmt: skip
    report = report_of(debit, credit, heading=heading)
    assert report.shape is Shape.CERNER
    assert told(report) == [("31575", 2, "0.92"), ("31575", -2, "-0.92")]
    assert dates(report.lines[0]) == (SERVED, POSTED_SPAN)


def test_greenways_sheet_is_read_by_place_without_rows_that_are_no_charges() -> None:
    def row(posted: date | str | None, provider: str | None) -> Cells:
        # B, C, D, E, G, H, I, K, N, P, R, S and T hold the fields; the others are empty.
        return [None, posted, SERVED, provider, "MRN0099", None, "V1", "99214", "OFFICE", None,
                1, None, None, 1.92, None, 150, None, 120, "PAYER", "CLINIC A"]  # fmt: skip

    name = "Lee , Jonathan MD"
    rows: list[Cells] = [["Charges"], row(POSTED, name), row(None, name), row(POSTED, None)]
    rows.append(row(POSTED, name))
    report = read_report(sheet_of(*rows), "greenway.xls")
    assert report.shape is Shape.GREENWAY
    assert told(report) == [("99214", 1, "1.92"), ("99214", 1, "1.92")]
    assert dates(report.lines[0]) == (SERVED, POSTED_SPAN)
    assert report.lines[0].place == "CLINIC A"


@pytest.mark.parametrize(("heading", "is_posted"), [("Post Date", True), ("Service Date", False)])
def test_athenas_columns_are_found_by_name_whichever_date_it_was_run_by(
    heading: str, is_posted: bool
) -> None:
    row = ("99214", "25,57", "1", "1.92", "03/02/2026", "Lee, Jo")
    names = ("Procedure Code", "Modifiers", "Units", "Work RVUs", heading, "Rendering Provider")
    (line,) = report_of(row, heading=names).lines
    assert line.label == "99214-25-57"
    assert dates(line) == ((None, DateRange(SERVED, SERVED)) if is_posted else (SERVED, None))


def test_an_excel_table_below_a_title_is_read_with_its_days_and_figures() -> None:
    rows: list[Cells] = [["RVU report"], [], ["Service Date", "CPT", "Units", "wRVU"]]
    rows += [[SERVED, 99214, 1, 1.92], [SERVED, "45385", 2, 8.92], ["Total", None, 3, 10.84]]
    report = read_report(sheet_of(*rows), "report.xlsx")
    assert told(report) == [("99214", 1, "1.92"), ("45385", 2, "8.92")]
    assert "Rows without a code or a day, such as totals, passed over: 1." in finding(
        report, "rows"
    )


def test_a_person_may_choose_other_columns() -> None:
    heading = ("When", "What", "CPT", "Weight")
    data = csv_of(heading, ("3/2/2026", "99214", "internal", "1.92"))
    chosen = {"service date": "when", "code": "What", "work RVU": "Weight"}
    report = read_report(data, "own.csv", chosen=chosen)
    assert told(report) == [("99214", 1, "1.92")]
    with pytest.raises(ReadError, match="a date of service or of posting among 'When'"):
        read_report(data, "own.csv")


@pytest.mark.parametrize(
    ("field", "heading", "said"),
    [("code", "Nope", "'Nope' for code is not there"), ("colour", "CPT", "no field of a report"),
     ("provider", "Patient Name", "about patients and is not read"),
     ("code", "Twice", "there more than once")],
)  # fmt: skip
def test_a_column_that_cannot_be_chosen_is_refused(field: str, heading: str, said: str) -> None:
    with pytest.raises(NoSuchColumn, match=said):
        find_columns(("CPT", "Patient Name", "Twice", "Twice"), {field: heading})


def test_total_rvus_are_not_taken_for_work_rvus() -> None:
    report = report_of(
        ("3/2/2026", "99214", "1", "3.85"), heading=("DOS", "CPT", "Units", "Total RVU")
    )
    assert told(report) == [("99214", 1, None)]
    assert "was not taken for work RVUs" in finding(report, "work RVUs")


def test_rows_that_cannot_be_read_are_problems_with_row_and_column() -> None:
    report = report_of(
        ("13/45/2026", "99214", "", "1", "1.92"),
        ("3/2/2026", "SMITH JOHN", "", "1", "1.00"),
        ("3/2/2026", "99214", "", "1.5", "2.88"),
        ("3/2/2026", "99214", "x", "1", "1.92"),
        ("3/2/2026", "99214", "", "1", "much"),
        ("", "99214", "", "1", "1.92"),
        ("3/2/2026", "", "", "1", "1.92"),
        ("3/2/2026", "99214", "", "1", "1.92"),
    )
    assert [(each.row, each.column, each.found) for each in report.problems] == [
        (2, "Service Date", "'13/45/2026'"),
        (3, "CPT", "text of 10 characters"),
        (4, "Units", "'1.5'"),
        (5, "Modifiers", "text of 1 characters"),
        (6, "wRVU", "text of 4 characters"),
        (7, "Service Date", "nothing"),
        (8, "CPT", "nothing"),
    ]
    assert report.problems[0].words == "The row was left out; its 1.92 work RVUs count nowhere."
    assert [line.row for line in report.lines] == [9]


def test_rows_of_nothing_are_passed_over_and_an_empty_work_rvu_is_0() -> None:
    report = report_of(
        ("3/2/2026", "99214", "", "0", "0"),
        ("3/2/2026", "99214", "", "1", ""),
    )
    assert told(report) == [("99214", 1, "0")]
    assert report.lines[0].printed == Decimal(0)
    assert "Rows of no units and no work RVUs, passed over: 1." in finding(report, "rows")
    assert "which count as 0 as they do in the sum of the column: 1." in finding(report, "rows")


def test_what_is_no_report_is_refused() -> None:
    with pytest.raises(ReadError, match="no one column for code"):
        report_of(("3/2/2026", "1"), heading=("Service Date", "Units"))
    with pytest.raises(ReadError):
        read_report(b"", "empty.csv")
    with pytest.raises(ReadError):
        read_report(sheet_of(["a"], [1.0], [2.0]), "no.xlsx")
