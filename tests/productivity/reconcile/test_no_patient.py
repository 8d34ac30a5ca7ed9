"""What names a patient is dropped as the report is read, and never kept."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

import pytest

from openrvu.productivity.reconcile.as_data import reconciliation_data
from openrvu.productivity.reconcile.columns import is_patient
from openrvu.productivity.reconcile.letter import letter
from openrvu.productivity.reconcile.report import read_report
from openrvu.productivity.reconcile.worksheet import to_csv
from productivity.reconcile.making import csv_of, entry, finding, held

NAMES = ("Zebulon", "Quackenbush", "MRN-7351", "ACC-99817", "FIN-55512", "VIS-31337", "04/05/1961")
HEADING = (
    "Patient Name", "First Name", "MRN", "Account Number", "FIN", "Visit ID", "DOB",
    "Transaction ID", "Notes", "Service Date", "Post Date", "CPT", "Units", "wRVU",
)  # fmt: skip


def everything(value: object) -> Iterator[str]:
    """Every text within a value, however deep."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for each in dataclasses.fields(value):
            yield from everything(getattr(value, each.name))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from (*everything(key), *everything(each))
    elif isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from everything(each)
    else:
        yield repr(value)


def row(*cells: str) -> tuple[str, ...]:
    """A row in which the patient stands in each column about patients, and in the notes."""
    return (*NAMES, "TX-424242", f"seen {NAMES[0]} {NAMES[1]}", *cells)


def test_no_part_of_what_is_kept_names_a_patient() -> None:
    rows = [
        row("3/2/2026", "3/4/2026", "99214", "1", "1.92"),
        row("3/3/2026", "3/4/2026", "99213", "1", "1.30"),
        # A row that has slipped: the patient stands where the day and the code should.
        (*NAMES, "TX-424243", "", NAMES[1], "3/4/2026", NAMES[0], "7351", "1.92"),
        # A row with more cells than columns is reported, without its text.
        (*row("3/2/2026", "3/4/2026", "99214", "1", "1.92"), NAMES[0], NAMES[1]),
    ]
    report = read_report(csv_of(HEADING, *rows), "report.csv")
    found = held([entry("3-02", "99214")], report)
    assert len(report.lines) == 2
    assert len(report.problems) == 2
    kept = [*everything(report), *everything(found), to_csv(found), letter(found).as_text()]
    kept += everything(reconciliation_data(found))
    for secret in (*NAMES, "TX-4242"):
        assert not any(secret in text for text in kept), secret
    assert "Patient Name, First Name, MRN" in finding(report, "patient columns")


def test_the_number_of_a_transaction_is_kept_only_so_that_it_can_be_compared() -> None:
    rows = [row(f"3/{day}/2026", "3/9/2026", "99214", "1", "1.92") for day in (2, 3)]
    data = csv_of(HEADING, *rows)
    one, again = read_report(data, "a.csv"), read_report(data, "a.csv")
    first, second = one.lines
    assert first.transaction == second.transaction != ""
    assert first.transaction != again.lines[0].transaction


@pytest.mark.parametrize(
    "heading",
    ["Patient", "Patient Name", "PAT_ID", "Pt MRN", "MRN", "Medical Record Number", "Account ID",
     "Account Name", "HAR", "CSN", "FIN", "FIN Number", "Visit ID", "visitid", "Encounter ID",
     "DOB", "Birth Date", "Date of Birth", "Guarantor Name", "Subscriber ID", "SSN", "Sex",
     "Invoice Number", "Phone Number", "Member ID", "Name"],
)  # fmt: skip
def test_columns_about_patients_are_recognised(heading: str) -> None:
    assert is_patient(heading)


@pytest.mark.parametrize(
    "heading",
    ["Provider Name", "Service Provider Name", "Department Name", "Service Date", "CPT", "Units",
     "Final wRVU", "Procedure Name", "Charge ID"],
)  # fmt: skip
def test_other_columns_are_not(heading: str) -> None:
    assert not is_patient(heading)
