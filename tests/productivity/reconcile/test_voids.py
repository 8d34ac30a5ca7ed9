"""Voids are set off against the charges they take back."""

from __future__ import annotations

from decimal import Decimal

from openrvu.productivity.reconcile.difference import Kind
from productivity.reconcile.making import (
    FIRST_QUARTER,
    entry,
    finding,
    held,
    kinds,
    report_of,
    the_one,
)

HEADING = ("Transaction ID", "Service Date", "Post Date", "CPT", "Modifiers", "Units", "wRVU")
CHARGE = ("T1", "3/2/2026", "3/3/2026", "99213", "", "2", "2.60")
VOID = ("T1", "3/2/2026", "3/4/2026", "99213", "", "-2", "-2.60")
AGAIN = ("T2", "3/2/2026", "3/5/2026", "99213", "", "2", "2.60")
LOG = [entry("3-02", "99213", 2)]


def test_a_charge_taken_back_and_billed_again_agrees() -> None:
    found = held(LOG, report_of(CHARGE, VOID, AGAIN, heading=HEADING))
    assert kinds(found) == {Kind.AGREES: 1}
    assert found.differences[0].lines[0].row == 4
    assert (
        finding(found, "voids") == "1 of 1 voids were set off against the charges they take back."
    )


def test_a_charge_taken_back_for_good_is_not_billed() -> None:
    found = held(LOG, report_of(CHARGE, VOID, heading=HEADING))
    assert (kinds(found), found.credited) == ({Kind.NOT_BILLED: 1}, Decimal(0))


def test_a_void_of_some_units_leaves_the_others() -> None:
    part = ("T1", "3/2/2026", "3/4/2026", "99213", "", "-1", "-1.30")
    each = the_one(held(LOG, report_of(CHARGE, part, heading=HEADING)))
    assert (each.kind, each.wrvu) == (Kind.UNITS, Decimal("1.30"))


def test_the_void_takes_the_charge_of_its_transaction() -> None:
    other = ("T9", "3/2/2026", "3/3/2026", "99213", "", "2", "2.60")
    found = held(LOG, report_of(other, CHARGE, VOID, heading=HEADING))
    assert found.differences[0].lines[0].row == 2


def test_without_a_transaction_day_code_modifiers_and_work_find_the_charge() -> None:
    rows = [("", "3/2/2026", "3/3/2026", "99213", "25", "2", "2.60"),
            ("", "3/2/2026", "3/3/2026", "99213", "", "2", "1.94"),
            ("", "3/2/2026", "3/3/2026", "99213", "", "2", "2.60"),
            ("", "3/2/2026", "3/4/2026", "99213", "", "-2", "-2.60")]  # fmt: skip
    found = held([], report_of(*rows, heading=HEADING))
    assert [each.lines[0].row for each in found.differences] == [2, 3]


def test_a_void_without_its_charge_is_said_and_counts() -> None:
    found = held([], report_of(VOID, heading=HEADING))
    each = the_one(found)
    assert (each.kind, each.wrvu, found.credited) == (
        Kind.PERIOD,
        Decimal("2.60"),
        Decimal("-2.60"),
    )
    assert "Without a charge are those of rows 2." in finding(found, "voids")
    assert "takes back a charge that the report does not have" in each.evidence


def test_a_void_of_another_period_does_not_take_from_this_one() -> None:
    late = ("T1", "3/2/2026", "4/4/2026", "99213", "", "-2", "-2.60")
    found = held(LOG, report_of(CHARGE, late, heading=HEADING), period=FIRST_QUARTER)
    assert (kinds(found), found.credited) == ({Kind.AGREES: 1}, Decimal("2.60"))


def test_a_void_that_takes_back_other_work_than_was_credited_leaves_the_rest() -> None:
    less = ("T1", "3/2/2026", "3/4/2026", "99213", "", "-2", "-1.94")
    found = held([], report_of(CHARGE, less, heading=HEADING))
    each = the_one(found)
    assert (each.kind, each.wrvu) == (Kind.UNEXPLAINED, Decimal("-0.66"))
    assert "Its void (row 3) takes back other work RVUs" in each.evidence


def test_a_correction_of_work_alone_is_said() -> None:
    only = ("T1", "3/2/2026", "3/4/2026", "99213", "", "0", "0.50")
    each = the_one(held([], report_of(only, heading=HEADING)))
    assert (each.kind, each.wrvu) == (Kind.UNEXPLAINED, Decimal("-0.50"))
    assert "names no units" in each.evidence


def test_voids_of_a_report_of_posting_dates_alone_take_earlier_charges() -> None:
    heading = ("Post Date", "CPT", "Units", "wRVU")
    report = report_of(("3/3/2026", "99214", "1", "1.92"), ("3/9/2026", "99214", "1", "1.92"),
                       ("3/5/2026", "99214", "-1", "-1.92"), heading=heading)  # fmt: skip
    (each,) = held([], report).differences
    assert each.lines[0].row == 3
