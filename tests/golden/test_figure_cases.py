"""Cases of one row, places of service, factors and indices: 01, 12, 13, 18, 19, 23 to 25."""

from __future__ import annotations

from typing import Any

import pytest

from golden.asking import PASS, Asked, outcome, verdict

VALUES = {"work_rvu": "1.00", "pe_rvu": "1.00", "mp_rvu": "0.10"}
AT_TEN: dict[str, Any] = {**VALUES, "conversion_factor": "10.0000"}
ROW = {
    "hcpcs": "A0001",
    "modifier": "",
    "work_rvu": "0.00",
    "pe_nonfac": "4.00",
    "pe_fac": "3.00",
    "mp_rvu": "0.10",
    "gpcis": ["1", "1", "1"],
    "conversion_factor": "10.0000",
}
CAP = {"opps_pe_nonfac": "2.00", "opps_pe_fac": "2.00", "opps_mp": "0.10"}

RIGHT = {
    "indices that are not given are national": Asked(
        "01_formula", AT_TEN, {"amount": "21.00", "total_rvu": "2.10"}
    ),
    "the limit of a formula may be asked": Asked(
        "01_formula", AT_TEN, {"limiting_charge": "22.94"}
    ),
    "a bundled service is not paid": Asked(
        "01_formula", {**AT_TEN, "status": "B"}, {"payable": False, "status": "bundled"}
    ),
    "the setting of the context chooses the amount": Asked(
        "01_formula", ROW, {"amount": "31.00"}, context={"setting": "facility"}
    ),
    "the adjustor of the case is that of its year": Asked(
        "01_formula",
        {**AT_TEN, "work_bn_adjustor": "0.8806", "year": 2008},
        {"amount": "19.80", "adjusted_work_rvu": "0.88"},
    ),
    "amounts beside relative values follow from them": Asked(
        "12_opps_cap_official",
        {**ROW, **CAP, "pfs_facility": "31.00", "opps_facility": "21.00"},
        {"facility": "21.00", "non_facility": "21.00"},
        rule="opps_cap",
    ),
    "amounts alone give the lower": Asked(
        "12_opps_cap_official",
        {"hcpcs": "A0001", "pfs_facility": "31.00", "opps_facility": "21.00"},
        {"facility": "21.00"},
        rule="opps_cap",
    ),
    "published fees are before the cap": Asked(
        "25_official_ohio_2020",
        {**ROW, **CAP},
        {"facility": "31.00", "opps_facility": "21.00", "therapy_50pct": "21.00"},
        rule="formula.official",
    ),
    "a recent place of service has a setting without a date": Asked(
        "13_place_of_service", {"pos": "66"}, {"setting": "NF"}
    ),
    "a place may be a number, and the setting a word": Asked(
        "13_place_of_service", {"pos": 2}, {"setting": "facility"}
    ),
    "a hospital's patient is one wherever seen": Asked(
        "13_place_of_service", {"pos": "11", "patient": "hospital inpatient"}, {"setting": "F"}
    ),
    "so is one by a flag": Asked(
        "13_place_of_service", {"pos": "11", "hospital_outpatient": True}, {"setting": "F"}
    ),
    "one who is none is not": Asked(
        "13_place_of_service", {"pos": "11", "inpatient": False}, {"setting": "NF"}
    ),
    "a place without a rate is refused": Asked(
        "13_place_of_service", {"pos": "07"}, {"setting": "refuse"}
    ),
    "a factor has a category": Asked(
        "18_conversion_factors",
        {"date_of_service": "1997-12-31", "category": "other nonsurgical"},
        {"conversion_factor": "33.8454"},
    ),
    "a year's factor for participants of models": Asked(
        "18_conversion_factors", {"year": 2026, "qp": True}, {"conversion_factor": "33.5675"}
    ),
    "a locality has an anesthesia factor": Asked(
        "18_conversion_factors",
        {"date_of_service": "2025-10-15", "category": "anesthesia"},
        {"conversion_factor": "19.31"},
        context={"carrier": "10112", "locality": "00"},
    ),
    "Alaska had one index for all": Asked(
        "19_gpci_floors",
        {"state": "AK", "date_of_service": "2005-12-31", "raw_gpcis": ["1.1", "1.1", "1.0"]},
        {"gpcis": ["1.67", "1.67", "1.67"]},
    ),
    "an index may stand alone": Asked(
        "19_gpci_floors",
        {"state": "AL", "date_of_service": "2024-06-01", "raw_work_gpci": "0.97"},
        {"work_gpci": "1.000"},
    ),
    "whether there is a floor may be asked": Asked(
        "19_gpci_floors", {"date_of_service": "2003-12-31"}, {"work_floor": False}
    ),
    "states stand in any order": Asked(
        "19_gpci_floors", {"year": 2025}, {"states": ["WY", "SD", "ND", "NV", "MT"]}
    ),
}


@pytest.mark.parametrize("asked", RIGHT.values(), ids=RIGHT)
def test_a_right_case_of_a_figure_passes(asked: Asked) -> None:
    assert outcome(asked) == PASS


WRONG = {
    "an adjustor of another year": Asked(
        "01_formula",
        {**AT_TEN, "work_bn_adjustor": "0.8994", "year": 2008},
        {"amount": "19.80"},
    ),
    "amounts that do not follow": Asked(
        "12_opps_cap_official",
        {**ROW, **CAP, "opps_facility": "22.00"},
        {"facility": "21.00"},
        rule="opps_cap",
    ),
    "a state too few": Asked("19_gpci_floors", {"year": 2025}, {"states": ["WY"]}),
    "the superseded factor": Asked(
        "18_conversion_factors",
        {"date_of_service": "2010-01-01"},
        {"conversion_factor": "36.0846"},
    ),
}


@pytest.mark.parametrize("asked", WRONG.values(), ids=WRONG)
def test_a_wrong_case_of_a_figure_fails(asked: Asked) -> None:
    assert verdict(asked).result == "fail"


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (
            Asked(
                "18_conversion_factors",
                {"date_of_service": "2025-01-01", "category": "anesthesia"},
                {"conversion_factor": "20.3178"},
            ),
            "by locality",
        ),
        (
            Asked(
                "18_conversion_factors",
                {"date_of_service": "1996-01-01", "category": "dental"},
                {"conversion_factor": "1"},
            ),
            "dental",
        ),
        (Asked("01_formula", VALUES, {"amount": "21.00"}), "conversion_factor"),
        (Asked("13_place_of_service", {"pos": "11", "roof": "tin"}, {"setting": "NF"}), "roof"),
    ],
    ids=["no national factor", "no such category", "no factor", "an input unread"],
)
def test_a_case_of_a_figure_that_cannot_be_judged_says_why(asked: Asked, why: str) -> None:
    found = verdict(asked)
    assert found.result == "n/a"
    assert why in found.why
