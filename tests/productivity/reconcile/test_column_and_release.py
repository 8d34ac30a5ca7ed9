"""What the column of work RVUs holds, and whose release it is from."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from openrvu.productivity.plan_parts import ReleaseBy
from openrvu.productivity.reconcile.difference import Kind
from openrvu.productivity.reconcile.shapes import Column
from productivity.reconcile.making import CUSTOMARY, entry, finding, held, kinds, report_of

#: 99213 has 1.30 and 20610 0.77 work RVUs in RVU26C.
LOG = [entry("3-02", "99213", 3), entry("3-03", "20610", 2), entry("3-04", "99214")]
PER_UNIT = [("3/2/2026", "99213", "", "3", "1.30"), ("3/3/2026", "20610", "", "2", "0.77"),
            ("3/4/2026", "99214", "", "1", "1.92")]  # fmt: skip
EXTENDED = [("3/2/2026", "99213", "", "3", "3.90"), ("3/3/2026", "20610", "", "2", "1.54"),
            ("3/4/2026", "99214", "", "1", "1.92")]  # fmt: skip


@pytest.mark.parametrize(("rows", "said"), [(PER_UNIT, "of one unit"), (EXTENDED, "of all units")])
def test_a_column_is_told_by_its_lines_of_several_units(
    rows: list[tuple[str, ...]], said: str
) -> None:
    found = held(LOG, report_of(*rows))
    assert kinds(found) == {Kind.AGREES: 3}
    words = finding(found, "work RVUs")
    assert f"The column holds the work RVUs {said}" in words
    assert "of 2 lines with several units 2 agree with that, 0 with the other" in words


def test_a_person_may_say_what_the_column_is() -> None:
    found = held(LOG, report_of(*PER_UNIT), column=Column.EXTENDED)
    # 3.90 − 1.30 and 1.54 − 0.77: the employer adds one unit of each line.
    assert [(each.kind, each.wrvu) for each in found.differences[:2]] == [
        (Kind.UNITS, Decimal("2.60")),
        (Kind.UNITS, Decimal("0.77")),
    ]
    assert finding(found, "work RVUs") == "The column is taken as extended, as you said."


def test_cerners_report_adds_lines_as_they_stand() -> None:
    heading = ("service_date_time", "cpt", "item_quantity", "charge_type", "rvu", "posted_date",
               "verify_phys_name")  # fmt: skip
    report = report_of(
        ("3/2/2026", "99213", "3", "DR", "1.30", "3/9/2026", "LEE, JO"), heading=heading
    )
    found = held(LOG[:1], report)
    assert [(each.kind, each.wrvu) for each in found.differences] == [(Kind.UNITS, Decimal("2.60"))]
    assert "adds the work RVUs of its lines as they stand" in finding(found, "work RVUs")


@pytest.mark.parametrize(
    ("name", "said"), [("RVU_WORK", "is of one unit by its name"), ("wRVU", "of all units")]
)
def test_without_lines_of_several_units_the_heading_decides(name: str, said: str) -> None:
    heading = ("Service Date", "CPT", "Modifiers", "Units", name)
    found = held(LOG[2:], report_of(EXTENDED[2], heading=heading))
    assert said in finding(found, "work RVUs")


def test_without_a_column_of_units_the_work_rvus_tell_them() -> None:
    rows = [(day, code, work) for day, code, _, _, work in EXTENDED]
    found = held(LOG, report_of(*rows, heading=("Service Date", "CPT", "wRVU")))
    assert kinds(found) == {Kind.AGREES: 3}
    assert "2 of its lines hold those of several units" in finding(found, "work RVUs")


OLD = [entry("3-02", "45385"), entry("3-03", "20610"), entry("3-04", "99214")]


def test_the_release_that_most_lines_agree_with_is_told_with_counts() -> None:
    report = report_of(
        ("3/2/2026", "45385", "", "1", "4.57"),
        ("3/3/2026", "20610", "", "1", "0.79"),
        ("3/4/2026", "99214", "", "1", "1.92"),
    )
    found = held(OLD, report)
    # 45385 and 20610 had these work RVUs from 2020 to 2025, 99214 its own from 2021.
    assert (found.release.name, found.release.agree, found.release.lines) == ("RVU25D", 3, 3)
    ways = {way.name: way.agree for way in found.release.ways}
    assert (ways["RVU21A"], ways["RVU20D"], ways["RVU26C"], ways["date of service"]) == (3, 2, 1, 1)
    assert "best explained by RVU25D: 3 of 3 lines agree" in finding(found, "release")


def test_the_plans_own_way_is_told_where_nothing_tells_ways_apart() -> None:
    report = report_of(("3/4/2026", "99214", "", "1", "1.92"))
    assert held(OLD[2:], report).release.name == "date of service"
    pinned = replace(CUSTOMARY, release="rvu25d")
    assert held(OLD[2:], report, pinned).release.name == "RVU25D"


def test_a_report_by_posting_date_is_told() -> None:
    heading = ("Service Date", "Post Date", "CPT", "Modifiers", "Units", "wRVU")
    report = report_of(
        ("12/30/2025", "1/5/2026", "45385", "", "1", "4.46"),
        ("12/30/2025", "12/31/2025", "20610", "", "1", "0.79"),
        heading=heading,
    )
    found = held([], report)
    assert (found.release.name, found.release.agree) == (ReleaseBy.POSTING, 2)
    assert kinds(found) == {Kind.NOT_LOGGED: 2}


def test_a_report_of_unknown_codes_alone_tells_no_release() -> None:
    found = held([], report_of(("3/2/2026", "99999", "", "1", "2.00")))
    assert finding(found, "release") == "No line of the report could be compared with a release."
