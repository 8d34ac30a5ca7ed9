"""Each class of difference, end to end: a log, a report as a file, and what comes of both.

CMS's work RVUs of RVU26C, which answers for 2026 in the book (of RVU25D in brackets): 99213 1.30,
99214 1.92, 99215 2.80, 45385 4.46 (4.57), 45380 3.47, 29881 6.85, 20610 0.77 (0.79), 44140 22.03,
96365 0.21. The plan is that which comes with the package: modifier 80 has 16 percent, 50 has 150.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_parts import (
    Basis,
    CodeRange,
    MultipleMode,
    MultipleProcedures,
    ReleaseBy,
    WorkOverride,
)
from openrvu.productivity.reconcile.difference import Asked, Kind
from openrvu.productivity.reconcile.letter import letter
from openrvu.productivity.reconcile.lines import LogEntry
from openrvu.productivity.reconcile.shapes import Column
from openrvu.productivity.reconcile.who import NoSuchProvider
from productivity.reconcile.making import (
    CUSTOMARY,
    FIRST_QUARTER,
    entry,
    finding,
    held,
    kinds,
    report_of,
    the_one,
)

BY_POSTING = ("Service Date", "Post Date", "CPT", "Modifiers", "Units", "wRVU")
OF_SEVERAL = ("Service Date", "CPT", "Modifiers", "Units", "wRVU", "Provider Name")


def test_days_within_the_tolerance_and_modifiers_in_another_order_agree() -> None:
    log = [entry("3-02", "20610-50-LT"), entry("3-02", "99214")]
    # 0.77 × 1.50 = 1.155, which the report has rounded.
    report = report_of(
        ("3/5/2026", "20610", "LT,50", "1", "1.16"), ("3/2/26", "99214", "", "1", "1.92")
    )
    found = held(log, report)
    assert kinds(found) == {Kind.AGREES: 2}
    assert found.wrvu == Decimal("-0.005")
    assert kinds(held(log, report, tolerance=2))[Kind.NOT_BILLED] == 1


def test_a_service_the_report_lacks_is_not_billed() -> None:
    found = held([entry("3-02", "45385")], report_of(("3/2/2026", "99214", "", "1", "1.92")),
                 rate=Decimal("45"))  # fmt: skip
    assert kinds(found) == {Kind.NOT_BILLED: 1, Kind.NOT_LOGGED: 1}
    missing, extra = found.differences
    assert (missing.wrvu, missing.money(Decimal(45))) == (Decimal("4.46"), Decimal("200.70"))
    assert missing.evidence == (
        "Log 3-02 45385: 45385 on 2026-03-02, credited 4.46. The report has no line for it. "
        "4.46 − 0.00 = 4.46."
    )
    assert extra.wrvu == Decimal("-1.92")
    assert extra.evidence == (
        "Report row 2: 99214 on 2026-03-02, 1.92. The log has no entry for it. 0.00 − 1.92 = −1.92."
    )
    # 2.54 × 45 = 114.30
    assert (found.wrvu, found.money) == (Decimal("2.54"), Decimal("114.30"))


def test_another_code_of_the_family_on_the_day_is_another_code() -> None:
    found = held([entry("3-02", "99215")], report_of(("3/2/2026", "99214", "", "1", "1.92")))
    each = the_one(found)
    assert (each.kind, each.wrvu) == (Kind.OTHER_CODE, Decimal("0.88"))
    assert "The log has 99215, the report 99214. 2.80 − 1.92 = 0.88." in each.evidence


def test_codes_of_other_families_or_days_are_not_taken_for_each_other() -> None:
    log = [entry("3-02", "29881"), entry("3-03", "45385")]
    report = report_of(("3/2/2026", "45380", "", "1", "3.47"))
    assert kinds(held(log, report)) == {Kind.NOT_BILLED: 2, Kind.NOT_LOGGED: 1}


def test_other_units_are_told_with_both_counts() -> None:
    each = the_one(held([entry("3-02", "99213", 3)],
                        report_of(("3/2/2026", "99213", "", "2", "2.60"))))  # fmt: skip
    assert (each.kind, each.wrvu) == (Kind.UNITS, Decimal("1.30"))
    assert "The log has 3 units of 99213, the report 2. 3.90 − 2.60 = 1.30." in each.evidence


def test_units_that_the_report_counts_once_are_units() -> None:
    rows = [("3/2/2026", "99213", "", "3", "1.30"), ("3/3/2026", "99214", "", "2", "3.84"),
            ("3/4/2026", "99214", "", "2", "3.84")]  # fmt: skip
    log = [entry("3-02", "99213", 3), entry("3-03", "99214", 2), entry("3-04", "99214", 2)]
    each = the_one(held(log, report_of(*rows)))
    assert (each.kind, each.wrvu) == (Kind.UNITS, Decimal("2.60"))
    assert "credits one unit of 99213 where it has 3" in each.evidence


@pytest.mark.parametrize(
    ("label", "given", "at_stake", "said"),
    [
        # 22.03 × 0.16 = 3.5248; half of 3.47; 0.77 × 1.50 = 1.155; 4.46 × 0.3 = 1.338
        ("44140-80", "22.03", "-18.5052", "100% of CMS's 22.03"),
        ("45380-59", "1.74", "1.73", "50% of CMS's 3.47"),
        ("20610-50", "0.77", "0.385", "100% of CMS's 0.77"),
        ("45385-22", "1.34", "4.235", "30.04% of CMS's 4.46"),
    ],
)
def test_another_share_of_the_work_is_a_modifier_factor(
    label: str, given: str, at_stake: str, said: str
) -> None:
    code, modifier = label.split("-")
    found = held([entry("3-02", label)], report_of(("3/2/2026", code, modifier, "1", given)))
    each = the_one(found)
    assert (each.kind, each.wrvu) == (Kind.MODIFIER, Decimal(at_stake))
    assert said in each.evidence


def test_a_modifier_the_report_lacks_is_told() -> None:
    each = the_one(held([entry("3-02", "20610-50")],
                        report_of(("3/2/2026", "20610", "", "1", "0.77"))))  # fmt: skip
    assert (each.kind, each.wrvu) == (Kind.MODIFIER, Decimal("0.385"))
    assert "The log has 50 on 20610, the report none." in each.evidence


def test_other_modifiers_of_the_same_worth_agree() -> None:
    report = report_of(("3/2/2026", "99214", "25", "1", "1.92"))
    assert kinds(held([entry("3-02", "99214")], report)) == {Kind.AGREES: 1}


def test_the_work_rvus_of_another_release_are_told_with_its_name() -> None:
    each = the_one(held([entry("3-02", "45385")],
                        report_of(("3/2/2026", "45385", "", "1", "4.57"))))  # fmt: skip
    assert (each.kind, each.wrvu) == (Kind.RELEASE, Decimal("-0.11"))
    assert "takes 45385 at 4.57, as RVU25D has it; the plan goes by RVU26C, which has 4.46" in (
        each.evidence
    )


def test_a_code_the_report_credits_nothing_for_is_excluded() -> None:
    each = the_one(held([entry("3-02", "96365")],
                        report_of(("3/2/2026", "96365", "", "1", "0.00"))))  # fmt: skip
    assert (each.kind, each.wrvu) == (Kind.EXCLUDED, Decimal("0.21"))


def test_nothing_for_a_modifier_of_a_code_that_is_credited_is_a_modifier_factor() -> None:
    log = [entry("3-02", "44140-80"), entry("3-03", "44140")]
    report = report_of(
        ("3/2/2026", "44140", "80", "1", "0"), ("3/3/2026", "44140", "", "1", "22.03")
    )
    each = the_one(held(log, report))
    assert (each.kind, each.wrvu) == (Kind.MODIFIER, Decimal("3.5248"))


def test_several_causes_in_one_line_share_the_amount() -> None:
    # 3 × 4.46 = 13.38; 2 × 4.46 = 8.92; 2 × 4.57 = 9.14
    found = held([entry("3-02", "45385", 3)], report_of(("3/2/2026", "45385", "", "2", "9.14")))
    assert [(each.kind, each.wrvu) for each in found.differences] == [
        (Kind.UNITS, Decimal("4.46")),
        (Kind.RELEASE, Decimal("-0.22")),
    ]


def test_the_release_of_the_report_and_a_share_of_it_are_told_apart() -> None:
    log = [entry("3-02", "45385"), entry("3-03", "20610"), entry("3-04", "44140-62")]
    report = report_of(
        ("3/2/2026", "45385", "", "1", "4.57"),
        ("3/3/2026", "20610", "", "1", "0.79"),
        ("3/4/2026", "44140", "62", "1", "22.59"),
    )
    found = held(log, report)
    assert "RVU25D: 3 of 3 lines agree" in found.release.words
    assert [(each.kind, each.wrvu) for each in found.differences[2:]] == [
        # 22.03 × 0.625 = 13.76875; 22.59 × 0.625 = 14.11875
        (Kind.RELEASE, Decimal("-0.35")),
        (Kind.MODIFIER, Decimal("-8.47125")),
    ]


def test_an_amount_that_nothing_known_makes_is_unexplained() -> None:
    each = the_one(held([entry("3-02", "99214")],
                        report_of(("3/2/2026", "99214", "", "1", "1.23"))))  # fmt: skip
    assert (each.kind, each.wrvu) == (Kind.UNEXPLAINED, Decimal("0.69"))


def test_a_line_of_another_provider_is_told_and_not_counted() -> None:
    log = [entry("3-02", "99214"), entry("3-03", "45385"), entry("3-04", "29881")]
    report = report_of(
        ("3/2/2026", "99214", "", "1", "1.92", "LEE, JONATHAN"),
        ("3/3/2026", "45385", "", "1", "4.46", "Lee , Jonathan A. MD"),
        ("3/4/2026", "29881", "", "1", "6.85", "ROE, SAM"),
        ("3/4/2026", "99215", "", "1", "2.80", "ROE, SAM"),
        heading=OF_SEVERAL,
    )
    found = held(log, report)
    each = the_one(found)
    assert (each.kind, each.wrvu, found.credited) == (
        Kind.PROVIDER,
        Decimal("6.85"),
        Decimal("6.38"),
    )
    assert "stands under ROE, SAM" in each.evidence
    assert "Lines of LEE, JONATHAN are taken as yours: 2 of them" in finding(found, "provider")
    named = held(log, report, providers=("Sam Roe",))
    assert named.credited == Decimal("9.65")
    assert kinds(named) == {Kind.PROVIDER: 2, Kind.AGREES: 1, Kind.NOT_LOGGED: 1}
    with pytest.raises(NoSuchProvider, match="its providers are: LEE, JONATHAN; Lee"):
        held(log, report, providers=("Jane Doe",))


def test_what_is_posted_after_the_period_is_of_another_period() -> None:
    log = [entry("3-30", "99214"), entry("3-31", "45385")]
    report = report_of(
        ("3/30/2026", "3/31/2026", "99214", "", "1", "1.92"),
        ("3/31/2026", "4/03/2026", "45385", "", "1", "4.46"),
        ("12/30/2025", "1/02/2026", "29881", "", "1", "7.03"),
        heading=BY_POSTING,
    )
    found = held(log, report, period=FIRST_QUARTER)
    assert [(each.kind, each.wrvu) for each in found.differences] == [
        (Kind.AGREES, Decimal("0.00")),
        (Kind.PERIOD, Decimal("4.46")),
        (Kind.PERIOD, Decimal("-7.03")),
    ]
    assert (found.log, found.credited) == (Decimal("6.38"), Decimal("8.95"))
    assert "by date of posting" in finding(found, "period")


def test_entries_outside_the_period_tell_what_the_report_counts_elsewhere() -> None:
    earlier = LogEntry("line 1", date(2025, 12, 30), "29881")
    later = entry("4-20", "99214")
    report = report_of(("12/30/2025", "1/02/2026", "29881", "", "1", "7.03"),
                       ("4/20/2026", "4/21/2026", "99214", "", "1", "1.92"),
                       heading=BY_POSTING)  # fmt: skip
    found = held([earlier, later], report, period=FIRST_QUARTER)
    assert [(each.kind, each.wrvu) for each in found.differences] == [
        (Kind.PERIOD, Decimal("-7.03"))
    ]
    assert "the log has it outside; the report counts it in the period" in the_one(found).evidence
    assert (found.entries, found.lines) == (0, 1)


def test_units_of_one_entry_may_be_spread_over_lines_and_the_other_way_round() -> None:
    log = [entry("3-02", "20610", 3), entry("3-03", "99213"), entry("3-03", "99213", 2)]
    rows = [("3/2/2026", "20610", "", "1", "0.77")] * 3 + [("3/3/2026", "99213", "", "3", "3.90")]
    found = held(log, report_of(*rows))
    assert kinds(found) == {Kind.AGREES: 2}
    assert [len(each.lines) for each in found.differences] == [3, 1]
    assert [len(each.entries) for each in found.differences] == [1, 2]


def test_many_of_a_day_are_matched_one_to_one() -> None:
    log = [entry("3-02", "99214", key=f"line {at}") for at in range(20)]
    rows = [("3/2/2026", "99214", "", "1", "1.92")] * 17
    found = held(log, report_of(*rows))
    assert kinds(found) == {Kind.AGREES: 17, Kind.NOT_BILLED: 3}
    assert [each.entries[0].key for each in found.of(Kind.NOT_BILLED)] == [
        "line 17",
        "line 18",
        "line 19",
    ]


def test_a_report_of_posting_dates_alone_is_matched_from_days_before() -> None:
    heading = ("Post Date", "CPT", "Units", "wRVU")
    log = [entry("3-02", "99214"), entry("3-20", "99214"), entry("1-05", "45385")]
    report = report_of(("3/12/2026", "99214", "1", "1.92"), ("3/22/2026", "99214", "1", "1.92"),
                       ("3/22/2026", "45385", "1", "4.46"), heading=heading)  # fmt: skip
    found = held(log, report)
    # From January 5 to March 22 are 76 days, more than posting is taken to last.
    assert kinds(found) == {Kind.AGREES: 2, Kind.NOT_BILLED: 1, Kind.NOT_LOGGED: 1}
    assert "posting dates alone" in finding(found, "dates")


def test_a_column_of_dates_without_a_name_is_told_by_the_log() -> None:
    heading = ("Date", "CPT", "Units", "wRVU")
    log = [entry("3-02", "99214"), entry("3-03", "45385"), entry("3-04", "29881")]
    late = report_of(("3/9/2026", "99214", "1", "1.92"), ("3/9/2026", "45385", "1", "4.46"),
                     ("3/9/2026", "29881", "1", "6.85"), heading=heading)  # fmt: skip
    found = held(log, late)
    assert kinds(found) == {Kind.AGREES: 3}
    assert "'Date' is taken as the day of posting" in finding(found, "dates")
    same = report_of(("3/2/2026", "99214", "1", "1.92"), heading=heading)
    assert "'Date' is taken as the date of service" in finding(held(log, same), "dates")


def test_a_month_of_posting_counts_where_a_day_of_it_is_in_the_period() -> None:
    heading = ("Month of Transaction", "CPT", "Units", "wRVU")
    report = report_of(("Mar 2026", "99214", "1", "1.92"), ("Apr 2026", "45385", "1", "4.46"),
                       heading=heading)  # fmt: skip
    found = held([entry("3-02", "99214"), entry("3-30", "45385")], report, period=FIRST_QUARTER)
    assert kinds(found) == {Kind.AGREES: 1, Kind.PERIOD: 1}
    assert "posted in 2026-04" in the_one(found).evidence


def test_a_report_without_work_rvus_is_valued_by_the_plan() -> None:
    heading = ("Service Date", "CPT", "Modifiers", "Units")
    log = [entry("3-02", "99213", 3), entry("3-03", "20610-50")]
    report = report_of(("3/2/2026", "99213", "", "2"), ("3/3/2026", "20610", "50", "1"),
                       heading=heading)  # fmt: skip
    found = held(log, report)
    assert [(each.kind, each.wrvu) for each in found.differences] == [
        (Kind.UNITS, Decimal("1.30")),
        (Kind.AGREES, Decimal("0.0000")),
    ]
    assert "no column of work RVUs" in finding(found, "work RVUs")


def test_an_entry_whose_credit_cannot_be_told_is_said_and_adds_nothing() -> None:
    log = [entry("3-02", "99999"), entry("3-03", "Z9999")]
    found = held(log, report_of(("3/2/2026", "99999", "", "1", "2.00")))
    assert found.log == 0
    assert [(each.kind, each.wrvu) for each in found.differences] == [
        (Kind.UNEXPLAINED, Decimal("-2.00")),
        (Kind.NOT_BILLED, Decimal(0)),
    ]
    assert [key.key for key, _ in found.unvalued] == ["3-02 99999", "3-03 Z9999"]
    assert "cannot be told: '99999' is not in RVU26C" in found.differences[0].evidence


def test_a_code_that_the_plan_itself_zeroes_agrees_with_nothing() -> None:
    plan = replace(CUSTOMARY, zeroed=(CodeRange("96365", "96379"),))
    report = report_of(("3/2/2026", "96365", "", "1", "0.00"))
    assert kinds(held([entry("3-02", "96365")], report, plan)) == {Kind.AGREES: 1}


def test_a_plan_by_posting_date_takes_that_of_the_report() -> None:
    plan = replace(CUSTOMARY, release=ReleaseBy.POSTING)
    log = [
        LogEntry("line 1", date(2025, 12, 30), "45385"),
        LogEntry("line 2", date(2025, 12, 29), "20610"),
    ]
    report = report_of(("12/30/2025", "1/05/2026", "45385", "", "1", "4.46"), heading=BY_POSTING)
    found = held(log, report, plan)
    # 20610 has no posting: it is credited by its date of service, 0.79 in RVU25D.
    assert (kinds(found)[Kind.AGREES], found.log) == (1, Decimal("5.25"))
    assert found.releases == ("RVU25D", "RVU26C")


def test_a_line_that_the_plan_ranks_and_the_report_does_not_is_a_modifier_factor() -> None:
    ranked = MultipleProcedures(mode=MultipleMode.RANKED, rank_by=Basis.WORK,
                                factors=(Decimal(1), Decimal("0.5")))  # fmt: skip
    log = [replace(entry("3-02", code), case="A") for code in ("45385", "20610")]
    report = report_of(
        ("3/2/2026", "45385", "", "1", "4.46"), ("3/2/2026", "20610", "", "1", "0.77")
    )
    found = held(log, report, CreditPlan("ranks", multiple=ranked))
    each = the_one(found)
    assert (each.kind, each.wrvu) == (Kind.MODIFIER, Decimal("-0.385"))
    assert "credits it as if alone" in each.evidence
    alone = [replace(each, case="") for each in log]
    assert kinds(held(alone, report, CreditPlan("ranks", multiple=ranked))) == {Kind.AGREES: 2}


def test_what_stands_in_for_a_release_is_said_once() -> None:
    log = [entry("1-05", "99214"), entry("1-06", "99214"), entry("1-07", "99214")]
    report = report_of(("1/5/2026", "99214", "", "1", "1.92"))
    said = finding(held(log, report), "releases of the log")
    assert said.startswith("RVU26A was in force on 2026-01-05 and is not in the book")
    assert said.endswith("The same holds for 2 other days.")


@pytest.mark.parametrize(("tolerance", "rate"), [(-1, None), (3, Decimal(-1))])
def test_days_and_dollars_below_nothing_are_refused(tolerance: int, rate: Decimal | None) -> None:
    with pytest.raises(ValueError, match="expected 0 or more"):
        Asked(tolerance=tolerance, rate=rate)


def test_one_unit_in_another_release_is_both() -> None:
    # 3 × 0.77 = 2.31; 3 × 0.79 = 2.37; the report has 0.79 for one unit, RVU25D's.
    log = [entry("3-02", "20610", 3), entry("3-03", "45385"), entry("3-04", "29881", 2)]
    report = report_of(
        ("3/2/2026", "20610", "", "3", "0.79"),
        ("3/3/2026", "45385", "", "1", "4.57"),
        ("3/4/2026", "29881", "", "2", "14.06"),
    )
    found = held(log, report, column=Column.EXTENDED)
    assert [(each.kind, each.wrvu) for each in found.differences[:2]] == [
        (Kind.RELEASE, Decimal("-0.06")),
        (Kind.UNITS, Decimal("1.58")),
    ]


@pytest.mark.parametrize("given", ["50.00", "9999"])
def test_more_than_any_share_of_the_work_is_unexplained(given: str) -> None:
    report = report_of(("3/2/2026", "45385", "22", "1", given))
    assert the_one(held([entry("3-02", "45385-22")], report)).kind is Kind.UNEXPLAINED


def test_days_before_any_release_of_the_book_cannot_be_credited() -> None:
    log = [
        LogEntry("line 1", date(2015, 3, 2), "99214"),
        LogEntry("line 2", date(2015, 3, 3), "29881"),
    ]
    report = report_of(("3/2/2015", "99214", "", "1", "1.50"))
    found = held(log, report)
    assert [each.kind for each in found.differences] == [Kind.UNEXPLAINED, Kind.NOT_BILLED]
    assert len(found.unvalued) == 2
    assert "RVU15A was in force on 2015-03-02" in found.unvalued[0][1]


def test_the_release_a_plan_names_is_that_of_log_and_report() -> None:
    plan = replace(CUSTOMARY, release="RVU25D")
    report = report_of(
        ("3/2/2026", "45385", "", "1", "4.46"), ("3/3/2026", "99213", "", "1", "1.30")
    )
    found = held([entry("3-02", "45385"), entry("3-03", "99213")], report, plan)
    each = the_one(found)
    assert (each.kind, each.wrvu) == (Kind.RELEASE, Decimal("0.11"))
    assert (
        "one release of CMS's Medicare Physician Fee Schedule (RVU25D)" in letter(found).as_text()
    )


def test_an_own_work_rvu_of_the_plan_for_a_code_cms_lacks_is_held_against_the_report() -> None:
    plan = replace(CUSTOMARY, overrides=(WorkOverride("99999", Decimal("2.00")),))
    report = report_of(("3/2/2026", "99999", "", "1", "1.00"))
    each = the_one(held([entry("3-02", "99999")], report, plan))
    assert (each.kind, each.wrvu) == (Kind.UNEXPLAINED, Decimal("1.00"))


def test_where_no_charge_names_a_provider_nobodys_lines_are_taken_as_yours() -> None:
    report = report_of(
        ("3/2/2026", "99214", "", "-1", "-1.92", "LEE"),
        ("3/2/2026", "99214", "", "-1", "-1.92", "ROE"),
        heading=OF_SEVERAL,
    )
    found = held([entry("3-02", "99214")], report)
    assert (kinds(found), found.credited) == ({Kind.NOT_BILLED: 1}, Decimal(0))
    assert "no charges of a named provider" in finding(found, "provider")
