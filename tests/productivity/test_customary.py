"""The customary factors, each against the statement it goes back to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from makers.services import service as row
from openrvu.productivity.credit import credit
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_file import UnknownPlan, plan, plans
from openrvu.productivity.plan_parts import Basis, Endoscopy, MultipleMode
from openrvu.schedule import policy_rates as rates
from openrvu.schedule.policy_rates import Rate
from productivity.making import OPERATION, credits_of, on_row, one, work

CUSTOMARY, SURVEY, FULL = plan("customary"), plan("survey-style"), plan("full-cms")


@pytest.mark.parametrize(
    ("modifiers", "credited"),
    [
        ((), "10"),
        (("26",), "10"),
        (("TC",), "0"),
        (("50",), "15"),
        (("51",), "5"),
        (("62",), "6.25"),
        (("80",), "1.6"),
        (("81",), "1.6"),
        (("82",), "1.6"),
        (("AS",), "1.36"),
        (("54",), "7.9"),  # 0.10 + 0.69 of the file
        (("55",), "2.1"),
        (("56",), "1"),
        (("78",), "6.9"),
        (("22",), "12.5"),
        (("52",), "5"),
        (("53",), "5"),
        (("58",), "10"),
        (("59",), "10"),
        (("76",), "10"),
        (("79",), "10"),
        (("25",), "10"),
    ],
)
def test_the_customary_credit_of_ten_work_rvus(modifiers: tuple[str, ...], credited: str) -> None:
    line = one(work("10.00", *modifiers), CUSTOMARY)
    assert line.full == Decimal(10)
    assert line.credited == Decimal(credited)
    assert all(reason.customary for reason in line.reasons)


@pytest.mark.parametrize(
    ("indicator", "credited"), [("0", "10"), ("1", "15"), ("2", "10"), ("3", "20"), ("9", "10")]
)
def test_both_sides_are_credited_by_the_bilateral_indicator(indicator: str, credited: str) -> None:
    held = row("Y0001", work="10.00", bilateral=indicator)
    assert one(on_row(held, "50"), CUSTOMARY).credited == Decimal(credited)
    assert one(on_row(held, "50"), SURVEY).credited == Decimal(credited)


def test_a_row_of_its_own_for_53_is_credited_as_it_is() -> None:
    stopped = row("Y0007", "53", work="1.59", multiple_procedure="2")
    line = one(on_row(stopped, "53"), CUSTOMARY)
    assert line.full == line.credited == Decimal("1.59")
    assert line.reasons == ()
    assert one(on_row(stopped, "53", "51"), CUSTOMARY).credited == Decimal("0.795")


def test_the_technical_component_counts_nothing_whatever_row_answers() -> None:
    technical = row("Y0004", "TC", work="0.00", pctc="1")
    assert one(on_row(technical, "TC"), CUSTOMARY).credited == 0
    assert one(work("10.00", "TC"), SURVEY).credited == 0
    assert one(work("10.00", "TC"), FULL).credited == Decimal(10)


@pytest.mark.parametrize(
    ("modifier", "rate"),
    [
        ("50", rates.BILATERAL),
        ("62", rates.CO_SURGEON),
        ("80", rates.ASSISTANT),
        ("AS", rates.ASSISTANT_NONPHYSICIAN),
    ],
)
def test_factors_said_to_follow_medicare_are_medicares(modifier: str, rate: Rate) -> None:
    found = CUSTOMARY.factor_for(modifier, row("Y0003", **OPERATION))
    assert found is not None
    assert found.factor == rate.percent / 100


@pytest.mark.parametrize("told", plans(), ids=lambda told: told.name)
def test_every_figure_that_comes_with_the_package_is_marked_and_sourced(told: CreditPlan) -> None:
    if told.multiple.mode is not MultipleMode.NONE:
        assert told.multiple.customary
        assert told.multiple.source
    assert all(factor.customary and factor.source for factor in told.factors)
    assert told.source
    assert told.notes


def test_a_figure_without_an_authority_says_so() -> None:
    for modifier in ("22", "52", "53"):
        found = CUSTOMARY.factor_for(modifier, None)
        assert found is not None
        assert "no authority for it was found" in found.source


def test_the_survey_style_plan_ranks_as_medicare_does_and_has_no_uplift() -> None:
    assert SURVEY.multiple.rank_by is Basis.AMOUNT
    assert SURVEY.multiple.endoscopy is Endoscopy.DIFFERENCE
    listed = [work("8.00", fee=Decimal(500)), work("9.00", fee=Decimal(400))]
    assert credits_of(credit(listed, SURVEY)) == ["8", "4.5"]
    for modifier in ("22", "52", "53"):
        assert one(work("10.00", modifier), SURVEY).credited == Decimal(10)


def test_the_full_plan_has_no_factor_at_all() -> None:
    assert CreditPlan("full-cms", source=FULL.source, notes=FULL.notes) == FULL


def test_a_plan_that_is_not_there_is_refused_with_those_that_are() -> None:
    assert plan(" Customary ") == CUSTOMARY
    with pytest.raises(UnknownPlan, match="customary, survey-style, full-cms"):
        plan("mgma")
