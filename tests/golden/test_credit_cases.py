"""Cases of credited work RVUs: family 21."""

from __future__ import annotations

from typing import Any

import pytest

from golden.asking import PASS, Asked, outcome, verdict


def asked(inputs: dict[str, Any], expected: dict[str, Any]) -> Asked:
    return Asked("21_wrvu_crediting", inputs, expected, rule="wrvu.any")


RIGHT = {
    "a factor of one without a modifier changes nothing": (
        {"work_rvu": "1.95", "modifier": None, "factor": "1.00", "units": 2},
        {"credited": "3.90", "full": "3.90"},
    ),
    "an empty modifier is none": (
        {"work_rvu": "1.95", "modifier": "", "factor": 1},
        {"credited": "1.95"},
    ),
    "one factor for several modifiers is what they make together": (
        {"work_rvu": "10.00", "modifier": ["50", "51"], "factor": "0.75"},
        {"credited": "7.50"},
    ),
    "each modifier may have its factor": (
        {"work_rvu": "10.00", "modifiers": ["50", "51"], "factors": ["1.5", "0.5"]},
        {"credited": "7.50"},
    ),
    "factors may stand by modifier": (
        {"work_rvu": "10.00", "modifiers": ["62", "22"], "factors": {"62": "0.625", "22": "1.2"}},
        {"credited": "7.50", "reduction": "2.50"},
    ),
    "a practitioner may have the factor": (
        {"work_rvu": "10.00", "practitioner": "NP", "factor": "0.85"},
        {"credited": "8.50"},
    ),
    "the customary plan goes where no factor is given": (
        {"work_rvu": "10.00", "modifier": "AS"},
        {"credited": "1.36"},
    ),
    "shares of a package go where no factor is given": (
        {"work_rvu": "10.00", "modifier": "54", "pre": "0.10", "intra": "0.70", "post": "0.20"},
        {"credited": "8.00"},
    ),
    "a stopped procedure may have a row of its own": (
        {"work_rvu": "1.63", "modifier": "53", "own_row": True},
        {"credited": "1.63"},
    ),
    "lines are added": (
        {
            "lines": [
                {"hcpcs": "A0001", "work_rvu": "17.69"},
                {"hcpcs": "A0002", "work_rvu": "7.69", "modifier": "51", "factor": "0.50"},
            ]
        },
        {"lines": ["17.69", "3.845"], "credited": "21.535", "total": "21.54", "full": "25.38"},
    ),
    "procedures may be ranked": (
        {
            "lines": [{"work_rvu": "5.00"}, {"work_rvu": "8.00"}, {"work_rvu": "4.00"}],
            "factors": ["1", "0.50", "0.25"],
            "rank_by": "work RVU",
        },
        {"lines": ["2.50", "8.00", "1.00"], "total": "11.50"},
    ),
    "a customary factor may be asked": ({"modifier": "62", "lines": [{}]}, {"factor": "0.625"}),
}


@pytest.mark.parametrize(("inputs", "expected"), RIGHT.values(), ids=RIGHT)
def test_a_right_case_of_credit_passes(inputs: dict[str, Any], expected: dict[str, Any]) -> None:
    assert outcome(asked(inputs, expected)) == PASS


def test_a_wrong_credit_fails() -> None:
    inputs = {"work_rvu": "10.00", "modifier": "62", "factor": "0.625"}
    assert verdict(asked(inputs, {"credited": "5.00"})).result == "fail"


@pytest.mark.parametrize(
    ("inputs", "expected", "why"),
    [
        ({"work_rvu": "10.00", "factor": "0.75"}, {"credited": "7.50"}, "no modifier"),
        ({"modifier": "62"}, {"credited": "1"}, "work_rvu"),
        ({"work_rvu": "10.00", "rate": "50.00"}, {"credited": "10.00"}, "rate"),
        ({}, {"rule": "ask your employer"}, "sentence"),
        ({"work_rvu": "1", "modifier": "62"}, {"paid": "1"}, "'paid'"),
    ],
    ids=["a factor of nothing", "no work", "an input unread", "another sentence", "another name"],
)
def test_a_case_of_credit_that_cannot_be_judged_says_why(
    inputs: dict[str, Any], expected: dict[str, Any], why: str
) -> None:
    found = verdict(asked(inputs, expected))
    assert found.result == "n/a"
    assert why in found.why
