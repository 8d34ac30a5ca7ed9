"""Cases of surgery: families 02 to 07."""

from __future__ import annotations

import pytest

from golden.asking import PASS, Asked, line, outcome, verdict

TWO = [line("A0001", "1000.00", mult="2"), line("A0002", "600.00", mult="2")]
COLONOSCOPIES = [
    line("45385", "434.92", mult="3"),
    line("45384", "461.98", mult="3"),
    line("45378", "323.05", mult="2"),
]
SHARES = {"pre": "0.10", "intra": "0.70", "post": "0.20"}
SURGEON = line("22554", "1279.34", "62", cosurg="2")

RIGHT = {
    "physicians of one group are one": Asked(
        "02_multiple_surgery",
        {"lines": TWO, "same_physician": False, "same_group": True},
        {"lines": ["1000.00", "300.00"], "total": "1300.00"},
    ),
    "physicians of two groups are two": Asked(
        "02_multiple_surgery",
        {"lines": TWO, "same_physician": False, "same_group": False},
        {"total": "1600.00"},
    ),
    "one physician is one in any group": Asked(
        "02_multiple_surgery",
        {"lines": TWO, "same_physician": True, "same_group": False},
        {"total": "1300.00"},
    ),
    "two sessions of one day are one day": Asked(
        "02_multiple_surgery",
        {"lines": TWO, "same_session": False, "same_day": True},
        {"total": "1300.00"},
    ),
    "lines may name their surgeons": Asked(
        "02_multiple_surgery",
        {"lines": [{**TWO[0], "surgeon": "A"}, {**TWO[1], "surgeon": "B"}]},
        {"total": "1600.00"},
    ),
    "the ranking is told by code": Asked(
        "02_multiple_surgery",
        {"lines": TWO[::-1]},
        {"order": ["A0001", "A0002"], "primary": "A0001", "total_of_first_two": "1300.00"},
    ),
    "amounts may stand by code": Asked(
        "02_multiple_surgery", {"lines": TWO}, {"lines": {"A0002": "300.00", "A0001": "1000.00"}}
    ),
    "amounts and places may stand by line": Asked(
        "02_multiple_surgery",
        {"lines": TWO},
        {"lines": [{"amount": "1000.00", "rank": 1}, {"amount": "300.00", "rank": 2}]},
    ),
    "what is reduced may be asked": Asked(
        "02_multiple_surgery",
        {"lines": TWO},
        {"total_without_reduction": "1600.00", "reduction": "300.00"},
    ),
    "a lone endoscopy needs no base": Asked(
        "03_multiple_endoscopy",
        {"lines": [line("45385", "434.92", mult="3", endo_base="45378")]},
        {"total": "434.92"},
    ),
    "the base of a family may be a line, and the book knows it": Asked(
        "03_multiple_endoscopy",
        {"lines": COLONOSCOPIES},
        {"lines": ["111.87", "461.98", "0.00"], "total": "573.85"},
    ),
    "a family's total may be asked": Asked(
        "03_multiple_endoscopy",
        {
            "lines": [
                *({**each, "endo_base": "45378"} for each in COLONOSCOPIES[:2]),
                line("A0001", "600.00", mult="2"),
            ],
            "base_fees": {"45378": "323.05", "43235": "300.00"},
        },
        {"total": "886.93", "family_totals": {"45378": "573.85"}},
    ),
    "a team is paid by report": Asked(
        "05_assistant_cosurgeon_team",
        {"lines": [line("A0001", "695.00", "66", team="2")]},
        {"total": "BY_REPORT"},
    ),
    "the second surgeon's own charge counts": Asked(
        "05_assistant_cosurgeon_team",
        {"lines": [SURGEON], "second_surgeon_charge": "700.00"},
        {"total": "799.59", "second_surgeon": "700.00"},
    ),
    "the second surgeon may have a line": Asked(
        "05_assistant_cosurgeon_team",
        {"lines": [{**SURGEON, "surgeon": "A"}, {**SURGEON, "surgeon": "B", "charge": "650.00"}]},
        {"total": "1449.59", "second_surgeon": "650.00"},
    ),
    "documents that are not established are none": Asked(
        "05_assistant_cosurgeon_team",
        {"lines": [line("A0001", "500.00", "80", asst="0", documentation="not established")]},
        {"total": "0.00", "status": "denied"},
    ),
    "a code without a package has none to divide": Asked(
        "06_split_care_global",
        {"lines": [line("A0001", "200.00", "54", **SHARES, global_days="XXX")]},
        {"status": "not applicable"},
    ),
    "a package of ten days is divided by ten": Asked(
        "06_split_care_global",
        {"lines": [line("A0001", "200.00", "55", **SHARES, global_days=10, postop_days=5)]},
        {"total": "20.00"},
    ),
    "a return to the operating room starts no period": Asked(
        "06_split_care_global",
        {"lines": [line("A0001", "200.00", "78", **SHARES)]},
        {"total": "140.00", "new_global": False},
    ),
    "a stopped colonoscopy has a row and a fee of its own": Asked(
        "07_unusual_reduced_discontinued",
        {"lines": [line("45378-53", "97.08")]},
        {"total": "97.08"},
    ),
    "a stopped screening may stand without a list": Asked(
        "07_unusual_reduced_discontinued",
        {"hcpcs": "G0121", "modifier": "53", "fee": "95.64"},
        {"amount": "95.64"},
    ),
    "the fee of the stopped row goes before that of the whole": Asked(
        "07_unusual_reduced_discontinued",
        {"hcpcs": "44388", "modifier": "53", "fee": "163.12", "fee_53": "81.50"},
        {"amount": "81.50"},
    ),
    "unusual work is by report": Asked(
        "07_unusual_reduced_discontinued",
        {"fee": "500.00", "modifier": "22"},
        {"amount": "BY_REPORT", "by_report": True},
    ),
    "reduced work is considered by itself": Asked(
        "07_unusual_reduced_discontinued",
        {"fee": "500.00", "modifier": "52"},
        {"status": "individual consideration"},
    ),
    "a stopped procedure without a row is by report": Asked(
        "07_unusual_reduced_discontinued",
        {"hcpcs": "47562", "fee": "500.00", "modifiers": ["53"]},
        {"outcome": "by report"},
    ),
    "a facility is paid whole after anesthesia": Asked(
        "07_unusual_reduced_discontinued",
        {"facility_rate": "100.00", "modifier": "74"},
        {"payment": "100.00"},
    ),
}


@pytest.mark.parametrize("asked", RIGHT.values(), ids=RIGHT)
def test_a_right_case_of_surgery_passes(asked: Asked) -> None:
    assert outcome(asked) == PASS


WRONG = {
    "a reduced line at its fee": Asked(
        "02_multiple_surgery", {"lines": TWO}, {"lines": ["1000.00", "600.00"]}
    ),
    "a line too few": Asked("02_multiple_surgery", {"lines": TWO}, {"lines": ["1000.00"]}),
    "an amount for what is by report": Asked(
        "07_unusual_reduced_discontinued", {"fee": "500.00", "modifier": "22"}, {"amount": "0.00"}
    ),
    "by report for what has an amount": Asked(
        "02_multiple_surgery", {"lines": TWO}, {"lines": ["1000.00", "BY_REPORT"]}
    ),
    "denied for what is paid": Asked(
        "05_assistant_cosurgeon_team",
        {"lines": [line("A0001", "500.00", "80", asst="2")]},
        {"status": "denied"},
    ),
    "nothing for what needs a base that is not given": Asked(
        "03_multiple_endoscopy",
        {
            "lines": [
                line("A0001", "200.00", mult="3", endo_base="A0009"),
                line("A0002", "100.00", mult="3", endo_base="A0009"),
            ]
        },
        {"lines": ["200.00", "0.00"]},
    ),
}


@pytest.mark.parametrize("asked", WRONG.values(), ids=WRONG)
def test_a_wrong_case_of_surgery_fails(asked: Asked) -> None:
    assert verdict(asked).result == "fail"


@pytest.mark.parametrize(
    ("when", "days", "modifiers", "is_paid"),
    [
        ("two_days_before", "090", "", True),
        ("day_before", "090", "", False),
        ("day_before", "010", "", True),
        ("day_of_surgery", "090", ["57"], True),
        ("day_of_surgery", "010", ["57"], False),
        ("day_of", "000", "25,57", True),
        ("day_after", "000", "", True),
        ("day_after", "010", "", False),
        ("postop", "090", ["24", "25"], True),
        ("postop_day_10", "010", "", False),
        ("day_eleven_after", "010", None, True),
        ("91_days_after", 90, None, True),
        ("within_global_period", "major", None, False),
        ("after_global_period", "major", None, True),
    ],
)
def test_the_day_of_a_visit_is_read_however_it_is_said(
    when: str, days: str | int, modifiers: object, *, is_paid: bool
) -> None:
    name = "em_modifiers" if isinstance(modifiers, list) else "em_modifier"
    asked = Asked(
        "06_split_care_global",
        {"procedure_global": days, "em_when": when, name: modifiers},
        {"em_payable": is_paid},
    )
    assert outcome(asked) == PASS
    other = {"em_payable": not is_paid}
    assert verdict(Asked(asked.family, asked.inputs, other)).result == "fail"


def test_a_visit_on_no_day_is_not_applicable() -> None:
    inputs = {"procedure_global": "090", "em_when": "sometime", "em_modifier": ""}
    found = verdict(Asked("06_split_care_global", inputs, {"em_payable": True}))
    assert found.result == "n/a"
    assert "sometime" in found.why
