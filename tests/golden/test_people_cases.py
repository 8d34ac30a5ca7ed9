"""Cases of participation, payment, practitioners, bonus and quality: 14, 15, 16, 20, 22."""

from __future__ import annotations

import pytest

from golden.asking import PASS, Asked, line, outcome, verdict

RIGHT = {
    "a physician outside may be asked by a fee of 95%": Asked(
        "14_nonpar_limiting_charge",
        {"nonpar_fee": "76.48"},
        {"limiting_charge": "87.95", "nonpar_medicare": "61.18", "nonpar_coinsurance": "15.30"},
    ),
    "what may be asked beyond the allowed amount": Asked(
        "14_nonpar_limiting_charge",
        {"par_fee": "100.00"},
        {"limiting_charge": "109.25", "balance_billing_max": "14.25", "patient_max": "33.25"},
    ),
    "a charge above the limit is given back": Asked(
        "14_nonpar_limiting_charge",
        {"par_fee": "100.00", "charge": "120.00"},
        {"refund": "10.75", "balance_bill": "14.25", "nonpar_allowed": "95.00"},
    ),
    "a practitioner outside has a share of the limit": Asked(
        "14_nonpar_limiting_charge",
        {"par_fee": "100.00", "practitioner": "nurse practitioner"},
        {"par_allowed": "85.00", "nonpar_fee": "80.75", "limiting_charge": "92.86"},
    ),
    "a rate of another day than the case's is taken with what it pays": Asked(
        "15_deductible_coinsurance_sequestration",
        {"allowed": "100.00", "sequestration_rate": "0.02", "date_of_service": "2021-06-01"},
        {"medicare_before": "80.00", "sequestration": "1.60", "payment": "78.40", "total": "98.40"},
    ),
    "the law's rate of the day goes where the case gives none": Asked(
        "15_deductible_coinsurance_sequestration",
        {"allowed": "100.00", "date_of_service": "2022-05-01"},
        {"medicare_payment": "79.20", "patient_responsibility": "20.00"},
    ),
    "what is allowed outside is not reduced again": Asked(
        "15_deductible_coinsurance_sequestration",
        {"allowed": "95.00", "nonpar": True, "date_of_service": "2021-06-01"},
        {"medicare_payment": "76.00", "coinsurance": "19.00"},
    ),
    "a rate may be asked in percent": Asked(
        "15_deductible_coinsurance_sequestration",
        {"date_of_service": "2022-04-01"},
        {"rate": "1%"},
        rule="sequestration.rate_by_date",
    ),
    "a licensed clinical social worker has 75%": Asked(
        "16_practitioner_rates",
        {"fee": "100.00", "practitioner": "LCSW"},
        {"allowed": "75.00"},
    ),
    "a clinical psychologist has all": Asked(
        "16_practitioner_rates",
        {"fee": "100.00", "practitioner": "clinical psychologist"},
        {"amount": "100.00"},
    ),
    "a nurse practitioner's service incident to a physician's is the physician's": Asked(
        "16_practitioner_rates",
        {"fee": "100.00", "practitioner": "NP", "incident_to": True},
        {"allowed": "100.00"},
    ),
    "a physician assistant at surgery is reduced once": Asked(
        "16_practitioner_rates",
        {"fee": "100.00", "practitioner": "physician assistant", "modifier": "AS"},
        {"allowed": "13.60"},
    ),
    "a share may be asked by itself": Asked(
        "16_practitioner_rates",
        {"practitioner": "CNM", "date_of_service": "2010-12-31"},
        {"percent": "65"},
        rule="practitioner.share",
    ),
    "the share of the bonus may be asked": Asked(
        "20_hpsa_bonus", {"year": 2020}, {"percent": "10%"}, rule="hpsa.percent"
    ),
    "the limit may be asked as a factor": Asked(
        "14_nonpar_limiting_charge",
        {},
        {"limiting_charge_factor": "1.0925", "nonpar_percent": "95"},
        rule="nonpar",
    ),
    "the share of an assistant may be asked": Asked(
        "05_assistant_cosurgeon_team", {"modifier": "AS"}, {"percent": "13.6%"}, rule="asst.AS"
    ),
    "penalties multiply": Asked(
        "22_quality_adjustments",
        {"year": 2017, "ehr": True, "pqrs": True},
        {"factor": "0.9506", "total_reduction_percent": "0.0494"},
        rule="quality",
    ),
    "ten decimals are multiplied before they are rounded, down": Asked(
        "16_practitioner_rates",
        {"fee": "100.0041234567", "practitioner": "PA"},
        {"allowed": "85.00"},
    ),
    "ten decimals are multiplied before they are rounded, up": Asked(
        "16_practitioner_rates",
        {"fee": "100.0061234567", "practitioner": "PA"},
        {"allowed": "85.01"},
    ),
    "ten decimals in a line too": Asked(
        "05_assistant_cosurgeon_team",
        {"lines": [line("A0001", "1409.2561234567", "80", asst="2")]},
        {"total": "225.48"},
    ),
    "a bonus is a tenth of what Medicare paid": Asked(
        "20_hpsa_bonus", {"medicare_paid": "80.00"}, {"bonus": "8.00"}
    ),
    "what was paid on a day of sequestration was paid": Asked(
        "20_hpsa_bonus",
        {"amount_paid": "78.37", "date_of_service": "2024-06-01"},
        {"bonus": "7.84", "total": "86.21"},
    ),
    "a technical component has no bonus": Asked(
        "20_hpsa_bonus", {"medicare_paid": "80.00", "modifier": "TC"}, {"bonus": "0.00"}
    ),
    "the professional component alone has one": Asked(
        "20_hpsa_bonus", {"pc_paid": "33.33", "tc_paid": "66.67"}, {"bonus": "3.33"}
    ),
    "the professional component may be a share": Asked(
        "20_hpsa_bonus", {"medicare_paid": "100.00", "pc_share": "0.4"}, {"bonus": "4.00"}
    ),
    "of what is allowed Medicare pays 80%": Asked(
        "20_hpsa_bonus", {"allowed": "100.00"}, {"bonus": "8.00"}
    ),
    "outside the area there is none": Asked(
        "20_hpsa_bonus", {"medicare_paid": "80.00", "hpsa": False}, {"bonus": "0.00"}
    ),
    "a line in the area has a bonus": Asked(
        "20_hpsa_bonus",
        {"lines": [line("A0001", "100.00", tc_fee="75.00", pc_fee="25.00")]},
        {"bonus": "2.00"},
    ),
    "a penalty goes after participation": Asked(
        "22_quality_adjustments",
        {"year": 2014, "fee": "100.00", "nonpar": True, "erx": True},
        {"allowed": "93.10"},
    ),
}


@pytest.mark.parametrize("asked", RIGHT.values(), ids=RIGHT)
def test_a_right_case_of_payment_passes(asked: Asked) -> None:
    assert outcome(asked) == PASS


WRONG = {
    "a bonus of a tenth more": Asked(
        "20_hpsa_bonus", {"medicare_paid": "80.00"}, {"bonus": "8.80"}
    ),
    "a limit of 115% of the participating fee": Asked(
        "14_nonpar_limiting_charge", {"nonpar_fee": "76.48"}, {"limiting_charge": "92.58"}
    ),
    "a fee rounded before it is multiplied": Asked(
        "16_practitioner_rates",
        {"fee": "100.0061234567", "practitioner": "PA"},
        {"allowed": "85.00"},
    ),
    "one right and one wrong": Asked(
        "15_deductible_coinsurance_sequestration",
        {"allowed": "100.00", "date_of_service": "2021-06-01"},
        {"coinsurance": "20.00", "medicare": "78.40"},
    ),
}


@pytest.mark.parametrize("asked", WRONG.values(), ids=WRONG)
def test_a_wrong_case_of_payment_fails(asked: Asked) -> None:
    assert verdict(asked).result == "fail"


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (
            Asked(
                "15_deductible_coinsurance_sequestration",
                {"allowed": "100.00", "sequestration_rate": "0.03"},
                {"medicare_payment": "77.60"},
            ),
            "never 0.03",
        ),
        (
            Asked("16_practitioner_rates", {"fee": "1.00", "practitioner": "X"}, {"allowed": "1"}),
            "'X'",
        ),
        (Asked("20_hpsa_bonus", {"paid_on": "Friday"}, {"bonus": "1"}), "paid_on"),
        (
            Asked("20_hpsa_bonus", {"medicare_paid": "80.00"}, {"bonus": "8.00", "when": "later"}),
            "'when'",
        ),
    ],
    ids=["a rate there never was", "nobody known", "nothing paid", "a name unknown"],
)
def test_a_case_of_payment_that_cannot_be_judged_says_why(asked: Asked, why: str) -> None:
    found = verdict(asked)
    assert found.result == "n/a"
    assert why in found.why


def test_parts_of_a_cent_that_decide_between_lines_are_not_guessed() -> None:
    """Half of 0.0149 and of 0.0151 is 0.01, half of 0.0049 is nothing."""
    fees = ("100.001", "0.0149")
    lines = [line(f"A000{n}", fee, mult="2") for n, fee in enumerate(fees)]
    found = verdict(Asked("02_multiple_surgery", {"lines": lines}, {"total": "100.01"}))
    assert found.result == "n/a"
    assert "parts of a cent" in found.why
