"""Claims priced and credited: what the library answers, field by field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from calling import posted, refused
from openrvu.pricing.claim import Claim, ClaimLine
from openrvu.pricing.evaluate import price
from openrvu.schedule.rows import Setting

DAY = date(2026, 7, 1)
ENDOSCOPIES = {
    "date": "2026-07-01",
    "zip": "60611",
    "lines": [
        {"code": "45385", "setting": "facility"},
        {"code": "45380", "modifiers": ["59"], "setting": "facility"},
        {"code": "43239", "modifiers": ["59"], "setting": "facility"},
    ],
}
VISIT = {"date": "2026-07-01", "lines": [{"code": "99213"}]}


def test_a_claim_has_the_amounts_of_the_library(client: Client) -> None:
    claim = Claim(
        (
            ClaimLine("45385", setting=Setting.FACILITY),
            ClaimLine("45380", ("59",), setting=Setting.FACILITY),
            ClaimLine("43239", ("59",), setting=Setting.FACILITY),
        ),
        DAY,
        zip_code="60611",
    )
    wanted = price(claim)
    found = posted(client, "/price", ENDOSCOPIES)
    assert found["amount"] == f"{wanted.amount:f}"
    assert found["locality"]["key"] == wanted.locality.key
    assert [(line["amount"], line["position"]) for line in found["lines"]] == [
        (f"{line.amount:f}", line.position) for line in wanted.lines
    ]
    assert (found["priced"], found["unpriced"]) == (3, 0)


def test_steps_are_told_when_they_are_asked_for(client: Client) -> None:
    plain = posted(client, "/price", ENDOSCOPIES)
    told = posted(client, "/price", {**ENDOSCOPIES, "steps": True})
    assert all(line["steps"] == [] for line in plain["lines"])
    for line in told["lines"]:
        assert line["steps"][0]["rule"] == "base.fee"
        assert line["steps"][-1]["result"] == line["amount"]
        line["steps"] = []
    assert told == plain


def test_a_line_that_cannot_be_priced_is_an_outcome_beside_the_others(client: Client) -> None:
    lines = [{"code": "99213"}, {"code": "00000"}, {"code": "99213", "modifiers": ["ZZ"]}]
    found = posted(client, "/price", {**VISIT, "lines": lines})
    priced, *others = found["lines"]
    assert priced["outcome"] == "priced"
    assert [line["amount"] for line in others] == [None, None]
    assert all(line["reason_id"] and line["reason"] for line in others)
    assert (found["priced"], found["unpriced"]) == (1, 2)
    assert found["amount"] == priced["amount"]


# RVU26C: 0.30 work, 0.98 PE outside a facility, 0.04 MP; factor 33.4009. All indices are 1.
# (0.30 + 0.98 + 0.04) x 33.4009 = 44.089188.
@pytest.mark.parametrize(
    ("change", "amount"),
    [
        ({}, "44.09"),
        ({"charge": "30.00"}, "30.00"),
        ({"charge": "30"}, "30.00"),
        ({"charge": "100.5"}, "44.09"),
        ({"units": 2}, "88.18"),
        ({"units": 2.0}, "88.18"),
    ],
)
def test_the_lower_of_charge_and_fee_is_allowed(
    client: Client, change: dict[str, Any], amount: str
) -> None:
    line = {"code": "76000", **change}
    claim = {"date": "2026-07-01", "release": "RVU26C", "lines": [line]}
    assert posted(client, "/price", claim)["amount"] == amount


def test_a_conversion_factor_of_your_own_is_used(client: Client) -> None:
    claim = {
        "date": "2026-07-01",
        "lines": [{"code": "76000"}],
        "conversion_factor": "100",
        "release": "RVU26C",
    }
    assert posted(client, "/price", claim)["amount"] == "132.00"


def test_a_row_of_your_own_takes_the_place_of_the_release(client: Client) -> None:
    row = {"work": "1.00", "pe_nonfacility": "2.00", "pe_facility": "0.50", "mp": "0.10"}
    claim = {
        "date": "2010-02-01",
        "conversion_factor": "36.0000",
        "lines": [{"code": "A0001", "given": {"row": row}, "setting": "facility"}],
    }
    found = posted(client, "/price", claim)
    # (1.00 + 0.50 + 0.10) x 36 = 57.60
    assert found["amount"] == "57.60"
    assert (found["lines"][0]["release"], found["lines"][0]["work_rvu"]) == ("", "1.00")


def test_a_nonparticipating_physician_is_paid_95_percent(client: Client) -> None:
    claim = {**VISIT, "release": "RVU26C"}
    fee = Decimal(posted(client, "/price", claim)["amount"])
    less = Decimal(posted(client, "/price", {**claim, "participating": False})["amount"])
    assert less == (fee * Decimal("0.95")).quantize(Decimal("0.01"))


def test_nulls_are_the_same_as_nothing(client: Client) -> None:
    nothing = dict.fromkeys(("zip", "locality", "release", "conversion_factor"))
    line = {"code": "99213", **dict.fromkeys(("charge", "minutes", "date", "setting", "given"))}
    found = posted(client, "/price", {**VISIT, **nothing, "lines": [line]})
    assert found == posted(client, "/price", VISIT)


def test_five_hundred_lines_are_priced(client: Client) -> None:
    found = posted(client, "/price", {**VISIT, "lines": [{"code": "99213"}] * 500})
    assert found["priced"] == 500
    assert [line["number"] for line in found["lines"]] == list(range(1, 501))


def test_full_and_credited_work_stand_side_by_side(client: Client) -> None:
    lines = [{"code": "45385", "setting": "facility"}]
    lines.append({"code": "45380", "modifiers": ["51"], "setting": "facility"})  # type: ignore[dict-item]
    claim = {"date": "2026-07-01", "release": "RVU26C", "lines": lines}
    found = posted(client, "/credit", {"claim": claim})
    full = [Decimal(line["full"]) for line in found["lines"]]
    assert found["plan"] == "customary"
    assert found["full"] == f"{sum(full):f}"
    # The customary plan credits half of a line that carries modifier 51.
    assert Decimal(found["credited"]) == (full[0] + full[1] / 2).quantize(Decimal("0.01"))
    assert [reason["rule"] for reason in found["lines"][1]["reasons"]] == ["wrvu.51"]
    assert found["lines"][0]["reasons"] == []


def test_a_plan_without_a_word_credits_all(client: Client) -> None:
    for plan in ("full-cms", {"name": "Ours"}):
        found = posted(client, "/credit", {"claim": ENDOSCOPIES, "plan": plan})
        assert found["credited"] == found["full"]


def test_a_plan_of_your_own_is_followed(client: Client) -> None:
    plan = {
        "name": "Ours",
        "release": "RVU20A",
        "zeroed": ["99213"],
        "modifier": [{"modifier": "25", "factor": "0.5", "only_when": {"status": ["A"]}}],
        "override": [{"code": "99215", "work_rvu": "3.00"}],
        "practitioner": [{"provider": "NP", "factor": "0.85"}],
    }
    lines = [
        {"code": "99213"},
        {"code": "99214", "modifiers": ["25"]},
        {"code": "99215"},
        {"code": "99215", "provider": "NP"},
    ]
    found = posted(client, "/credit", {"claim": {**VISIT, "lines": lines}, "plan": plan})
    # 99214 has 1.50 work RVUs in RVU20A.
    credited = [Decimal(line["credited"]) for line in found["lines"]]
    assert credited == [Decimal(0), Decimal("0.75"), Decimal(3), Decimal("2.55")]
    assert {line["release"] for line in found["lines"]} == {"RVU20A"}


def test_a_plan_by_posting_date_needs_one(client: Client) -> None:
    asked = {"claim": VISIT, "plan": {"name": "Ours", "release": "posting date"}}
    found = posted(client, "/credit", asked)
    assert (found["unanswered"], found["lines"][0]["credited"]) == (1, None)
    assert "posting date" in found["lines"][0]["missing"]
    found = posted(client, "/credit", {**asked, "posted": "2024-01-15"})
    assert found["lines"][0]["release"] == "RVU24A"


@pytest.mark.parametrize(
    ("plan", "status", "code", "where"),
    [
        ("ours", 422, "invalid", "body.plan"),
        (5, 422, "invalid", "body.plan"),
        ({}, 422, "invalid", "body.plan.name"),
        ({"name": "x", "colour": 1}, 422, "invalid", "body.plan.colour"),
        (
            {"name": "x", "modifier": [{"modifier": "51", "factor": "1"}]},
            422,
            "invalid",
            "body.plan.modifier[0].modifier",
        ),
        (
            {"name": "x", "modifier": [{"modifier": "62", "factor": "5.01"}]},
            422,
            "invalid",
            "body.plan.modifier[0].factor",
        ),
        (
            {"name": "x", "modifier": [{"modifier": "62", "factor": "file percentage"}]},
            409,
            "contradiction",
            "body.plan.modifier[0].factor",
        ),
        ({"name": "x", "zeroed": ["B-A"]}, 422, "invalid", "body.plan.zeroed[0]"),
        (
            {"name": "x", "override": [{"code": "99213", "work_rvu": "1"}] * 2},
            409,
            "contradiction",
            "body.plan.override[1].code",
        ),
        (
            {"name": "x", "multiple_procedure": {"mode": "ranked"}},
            409,
            "contradiction",
            "body.plan.multiple_procedure.factors",
        ),
    ],
)
def test_a_plan_that_cannot_be_followed_is_refused_with_its_place(
    client: Client, plan: Any, status: int, code: str, where: str
) -> None:
    found = posted(client, "/credit", {"claim": VISIT, "plan": plan}, status)
    assert refused(found) == (code, where)


def test_the_greatest_figures_that_are_taken_are_priced(client: Client) -> None:
    rvus = ("work", "pe_nonfacility", "pe_facility", "mp", "opps_mp", "opps_pe_nonfacility")
    fees = ("fee", "technical_fee", "professional_fee", "base_fee", "opps_fee", "therapy_fee")
    row = {**dict.fromkeys(rvus, "999.99"), "intra_op": "1.00"}
    line = {
        "code": "A0001",
        "units": 9999,
        "charge": "99999999.99",
        "minutes": 99999,
        "base_units": "999.9",
        "postop_days": 9999,
    }
    claim = {
        "date": "2026-07-01",
        "conversion_factor": "999.9999",
        "deductible": "99999999.99",
        "lines": [
            {**line, "given": {"row": row}},
            {**line, "given": {"row": row, **dict.fromkeys(fees, "9999999.99")}},
        ],
    }
    found = posted(client, "/price", claim)
    assert [each["amount"] for each in found["lines"]] == ["99999999.99"] * 2
