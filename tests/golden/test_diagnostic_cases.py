"""Cases of imaging, tests, therapy and equipment: families 08 to 11."""

from __future__ import annotations

import pytest

from golden.asking import PASS, Asked, line, outcome, verdict

SCANS = [
    line("A0001", "300.00", mult="4", tc_fee="200.00", pc_fee="100.00"),
    line("A0002", "150.00", mult="4", tc_fee="100.00", pc_fee="50.00"),
]
VALUES = {"work_rvu": "0.45", "pe_rvu": "0.40", "mp_rvu": "0.02"}
EXERCISE = line("97110", "31.40", units=2, mult="5", **VALUES)
PLACE = {"gpcis": ["1.000", "1.000", "1.000"], "conversion_factor": "36.0896"}
OF_2011 = {"date_of_service": "2011-06-01"}
TWO_UNITS = line("97110", "30.00", units=2, pe_portion="12.00")
FILM = {"date_of_service": "2020-06-01"}

RIGHT = {
    "two sessions of imaging are apart": Asked(
        "08_mppr_imaging", {"lines": SCANS, "same_session": False}, {"total": "450.00"}
    ),
    "sessions may stand on the lines": Asked(
        "08_mppr_imaging",
        {"lines": [{**SCANS[0], "session": 1}, {**SCANS[1], "session": 2}]},
        {"total": "450.00"},
    ),
    "one session is reduced in both parts": Asked(
        "08_mppr_imaging",
        {"lines": SCANS, "same_session": True, "same_physician": False, "same_group": True},
        {"lines": ["300.00", "97.50"], "total_without_mppr": "450.00", "savings": "52.50"},
    ),
    "the whole fee beside its parts is not the technical fee": Asked(
        "08_mppr_imaging",
        {"lines": [line("A0001", "300.00", "TC", mult="4", tc_fee="200.00", pc_fee="100.00")]},
        {"total": "200.00"},
    ),
    "two sessions of tests on one day are one": Asked(
        "09_mppr_cardio_ophtho",
        {
            "lines": [
                line("A0001", "90.00", mult="7", tc_fee="60.00", pc_fee="30.00"),
                line("A0002", "50.00", mult="7", tc_fee="20.00"),
            ],
            "same_session": False,
        },
        {"lines": ["90.00", "46.00"]},
    ),
    "therapy of an institution in 2011 loses a quarter": Asked(
        "10_mppr_therapy",
        {"lines": [TWO_UNITS], "setting": "institutional", **OF_2011},
        {"total": "57.00", "total_without_mppr": "60.00"},
    ),
    "therapy of an office in 2011 loses a fifth": Asked(
        "10_mppr_therapy",
        {"lines": [TWO_UNITS], "setting": "office", **OF_2011},
        {"total": "57.60"},
    ),
    "practice expense in dollars ranks units": Asked(
        "10_mppr_therapy",
        {
            "lines": [
                line("97140", "40.00", pe_portion="8.00"),
                line("97110", "30.00", pe_portion="12.00"),
            ],
            **OF_2011,
        },
        {"lines": ["38.40", "30.00"], "full_unit": "97110"},
    ),
    "the unit whose practice expense is not needed is the one in full": Asked(
        "10_mppr_therapy",
        {
            "lines": [
                line("97110", "30.00", pe_portion="12.00"),
                line("97112", "33.00"),
            ],
            **OF_2011,
        },
        {"lines": ["27.60", "33.00"], "full_unit": "97112"},
    ),
    "relative values give the reduced amount": Asked(
        "10_mppr_therapy",
        {"lines": [EXERCISE], **PLACE},
        {"full_unit": "97110", "total": "55.58", "total_without_mppr": "62.80"},
    ),
    "relative values go before a published half where the share is another": Asked(
        "10_mppr_therapy",
        {"lines": [{**EXERCISE, "reduced_fee": "24.18"}], **PLACE, **OF_2011},
        {"total": "59.91"},
    ),
    "units count without a reduction": Asked(
        "10_mppr_therapy",
        {"lines": [line("97110", "30.00", units=3, reduced_fee="24.00")]},
        {"total": "78.00", "total_without_mppr": "90.00"},
    ),
    "nothing is reduced before 2011": Asked(
        "10_mppr_therapy",
        {
            "lines": [line("97110", "30.00", units=2, reduced_fee="24.00")],
            "date_of_service": "2010-12-31",
        },
        {"total": "60.00"},
    ),
    "a reduction of a day may be asked": Asked(
        "10_mppr_therapy",
        {"date_of_service": "2013-03-31", "setting": "institutional"},
        {"pe_reduction": "0.25"},
        rule="therapy.percent_by_date",
    ),
    "the share of a technical component may be asked": Asked(
        "08_mppr_imaging",
        {"date_of_service": "2010-06-30"},
        {"tc_reduction": "25%", "pc_reduction": "0.00"},
        rule="mppr4.percent_by_date",
    ),
    "the reduction of equipment may be asked": Asked(
        "11_xray_ct_modifiers",
        {"date_of_service": "2018-01-01", "modifier": "FY"},
        {"reduction": "0.07"},
        rule="xray.by_date",
    ),
    "the professional fee is what the technical leaves": Asked(
        "11_xray_ct_modifiers",
        {"lines": [line("71046", "31.15", "FX", tc_fee="20.19")], **FILM},
        {"total": "27.11"},
    ),
    "the technical fee is what the professional leaves": Asked(
        "11_xray_ct_modifiers",
        {"lines": [line("71046", "31.15", "FX", pc_fee="10.96")], **FILM},
        {"total": "27.11"},
    ),
    "the whole fee is the sum of both": Asked(
        "11_xray_ct_modifiers",
        {"lines": [line("71046", None, "FX", tc_fee="20.19", pc_fee="10.96")], **FILM},
        {"total": "27.11"},
    ),
    "a technical line needs no other fee": Asked(
        "11_xray_ct_modifiers",
        {"lines": [line("71046", None, "TC", "FX", tc_fee="20.19")], **FILM},
        {"total": "16.15"},
    ),
    "the cap comes before the film": Asked(
        "11_xray_ct_modifiers",
        {"lines": [line("A0001", "60.00", "FX", tc_fee="40.00", tc_cap="30.00")], **FILM},
        {"total": "44.00", "tc": "24.00"},
    ),
}


@pytest.mark.parametrize("asked", RIGHT.values(), ids=RIGHT)
def test_a_right_diagnostic_case_passes(asked: Asked) -> None:
    assert outcome(asked) == PASS


def test_a_total_of_which_only_bounds_follow_must_lie_within_them() -> None:
    """Reduced by 20% to 8.00, a fee is from 8.00 to 10.00."""
    lines = [line("97110", "30.00", pe_portion="12.00"), line("97035", None, reduced_fee="8.00")]
    for total, result in (("37.99", "fail"), ("38.00", "pass"), ("40.01", "fail")):
        asked = Asked("10_mppr_therapy", {"lines": lines, **OF_2011}, {"total_without_mppr": total})
        assert verdict(asked).result == result


def test_a_unit_whose_reduction_cannot_be_told_is_not_applicable() -> None:
    lines = [line("97110", "30.00"), line("97112", "33.00")]
    found = verdict(Asked("10_mppr_therapy", {"lines": lines}, {"total": "50.00"}))
    assert found.result == "n/a"
    assert "practice expense" in found.why


def test_equipment_on_a_service_whose_parts_are_not_given_fails_and_says_so() -> None:
    asked = Asked("11_xray_ct_modifiers", {"lines": [line("71046", "31.15", "FX")]}, {"total": "1"})
    found = verdict(asked)
    assert found.result == "fail"
    assert "not modelled" in found.why
