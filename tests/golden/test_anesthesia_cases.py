"""Cases of anesthesia: family 17."""

from __future__ import annotations

from typing import Any

import pytest

from golden.asking import PASS, Asked, outcome, verdict

FACTOR = {"conversion_factor": "20.00"}
#: (5 + 60/15) x 20.00 = 180.00
ONE: dict[str, Any] = {"base_units": "5", "minutes": "60", **FACTOR}


def asked(inputs: dict[str, Any], expected: dict[str, Any]) -> Asked:
    return Asked("17_anesthesia", inputs, expected, rule="anes.any")


RIGHT = {
    "time units and an amount are both answered": (
        {**ONE, "modifier": "AA"},
        {"time_units": "4.0", "amount": "180.00", "total_units": "9.0"},
    ),
    "minutes that are given once count once": (
        {**FACTOR, "procedures": [{"base_units": "7"}, {"base_units": "5"}], "minutes": 60},
        {"total": "220.00"},
    ),
    "base units may be a list": (
        {**FACTOR, "base_units": ["7", "5"], "total_minutes": "60"},
        {"amount": "220.00"},
    ),
    "procedures may be their base units": (
        {**FACTOR, "procedures": ["7", "5"], "minutes": "60"},
        {"amount": "220.00"},
    ),
    "minutes of each procedure count together": (
        {
            **FACTOR,
            "procedures": [
                {"base_units": "7", "minutes": 30},
                {"base_units": "5", "minutes": 30},
            ],
        },
        {"total": "220.00"},
    ),
    "time units may be given": (
        {**FACTOR, "base_units": 5, "time_units": "7.8"},
        {"amount": "256.00"},
    ),
    "supervised procedures may be counted": (
        {**FACTOR, "modifier": "AD", "procedures": 5},
        {"amount": "300.00"},
    ),
    "presence at induction adds a unit to each": (
        {**FACTOR, "modifier": "AD", "procedures": "5", "induction": True},
        {"amount": "400.00"},
    ),
    "presence may be counted": (
        {**FACTOR, "modifier": "AD", "procedures": 5, "present_at_induction": 2},
        {"amount": "340.00"},
    ),
    "presence may be listed": (
        {**FACTOR, "modifier": "AD", "procedures": 3, "present_at_induction": [True, False, True]},
        {"amount": "220.00"},
    ),
    "the physician and the nurse anesthetist have half each": (
        {**ONE, "modifier": "QK"},
        {"physician": "90.00", "crna": "90.00", "combined": "180.00"},
    ),
    "a physician in person has all": ({**ONE, "modifier": "AA"}, {"anesthesiologist": "180.00"}),
    "lines of both persons are both paid": (
        {
            **FACTOR,
            "lines": [
                {"base_units": 5, "minutes": 60, "modifiers": ["QK"]},
                {"base_units": 5, "minutes": 60, "modifiers": ["QX"]},
            ],
        },
        {"lines": ["90.00", "90.00"], "total": "180.00"},
    ),
    "more than four at once are supervised": (
        {**FACTOR, "concurrent": 5, "base_units": 5, "minutes": 60},
        {"amount": "60.00"},
    ),
    "up to four are directed": ({**ONE, "concurrent": "4"}, {"amount": "90.00"}),
    "no modifier is as in person": ({**ONE, "modifier": None}, {"amount": "180.00"}),
    "physical status and circumstances pay nothing": (
        {**ONE, "modifier": "AA", "physical_status": "P4", "qualifying_circumstance": "99140"},
        {"amount": "180.00"},
    ),
    "direction has a share of its year": (
        {"year": 1995, "personally_performed": "200.00"},
        {"directed_amount": "115.00", "directed_share": "0.575"},
    ),
}


@pytest.mark.parametrize(("inputs", "expected"), RIGHT.values(), ids=RIGHT)
def test_a_right_case_of_anesthesia_passes(
    inputs: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert outcome(asked(inputs, expected)) == PASS


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        (ONE, {"time_units": "4.0", "amount": "181.00"}),
        ({**FACTOR, "base_units": ["7", "5"], "minutes": 60}, {"amount": "320.00"}),
        (
            {
                "year": 2025,
                "national_anesthesia_cf": "20.3178",
                "work_share": "0.700",
                "pe_share": "0.166",
                "mp_share": "0.065",
                "gpcis": ["1", "1.007", "0.982"],
            },
            {"locality_cf": "20.32"},
        ),
    ],
    ids=["the second of two", "all bases", "a share that is not held"],
)
def test_a_wrong_case_of_anesthesia_fails(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    assert verdict(asked(inputs, expected)).result == "fail"


@pytest.mark.parametrize(
    ("inputs", "expected", "why"),
    [
        ({**ONE, "procedures": 3, "modifier": "QK"}, {"total": "1"}, "counted"),
        ({"base_units": 5, "minutes": 60}, {"amount": "1"}, "conversion factor"),
        ({**ONE, "anesthetic": "gas"}, {"amount": "180.00"}, "anesthetic"),
    ],
    ids=["a count that is no supervision", "no factor", "an input that nothing reads"],
)
def test_a_case_of_anesthesia_that_cannot_be_judged_says_why(
    inputs: dict[str, Any], expected: dict[str, Any], why: str
) -> None:
    found = verdict(asked(inputs, expected))
    assert found.result == "n/a"
    assert why in found.why
