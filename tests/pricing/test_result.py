"""What a reader is told of a priced line: figures, steps, and what entered them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from openrvu.pricing.claim import Claim, ClaimLine, Figure, LineOutcome, PricedLine, RuleStep
from openrvu.pricing.evaluate import price
from openrvu.rules.order import rules
from openrvu.schedule.rows import Setting

DAY = date(2026, 7, 2)


def _lines(*labels: str, setting: Setting = Setting.NONFACILITY) -> tuple[PricedLine, ...]:
    made = []
    for label in labels:
        code, *modifiers = label.split("-")
        made.append(ClaimLine(code, tuple(modifiers), setting=setting))
    return price(Claim(tuple(made), DAY, locality="IL-16"), steps=True).lines


def _step(line: PricedLine, rule: str) -> RuleStep:
    return next(step for step in line.steps if step.rule == rule)


def _inputs(step: RuleStep) -> dict[str, Decimal | str | bool]:
    return {figure.name: figure.value for figure in step.inputs}


def test_the_fee_is_told_with_every_figure_that_made_it() -> None:
    line = _lines("99213")[0]
    step = line.steps[0]
    assert (step.rule, step.result) == ("base.fee", line.fee)
    told = _inputs(step)
    assert list(told) == [
        "work",
        "work_adjustor",
        "work_gpci",
        "setting.practice_expense",
        "pe_gpci",
        "mp",
        "mp_gpci",
        "factor",
    ]
    assert line.row is not None
    assert told["work"] == line.row.work
    assert told["factor"] == Decimal("33.4009")


def test_steps_are_those_that_changed_the_amount_in_the_order_of_the_rules() -> None:
    made = _lines("45385", "45380-59", "43239")
    assert [[step.rule for step in line.steps] for line in made] == [
        ["base.fee"],
        ["base.fee", "endoscopy.amount"],
        ["base.fee", "multiple_surgery.amount", "line.adjusted"],
    ]


def test_a_step_names_its_rule_its_title_and_its_authority() -> None:
    for line in _lines("45385", "45380-59", "43239", "27447-80", "70553-26"):
        for step in line.steps:
            rule = rules()[step.rule].rule
            assert (step.title, step.cites) == (rule.title, rule.cites)


def test_a_step_tells_the_figures_of_the_branch_that_was_taken() -> None:
    """A member of a family that does not lead: its fee, and that of the base."""
    line = _lines("45385", "45380-59")[1]
    told = _inputs(_step(line, "endoscopy.amount"))
    assert {"endoscopy.base_fee", "bilateral.procedures"} <= told.keys()
    assert _step(line, "endoscopy.amount").result == line.amount


def test_a_percentage_enters_as_the_fraction_that_rules_use() -> None:
    line = _lines("27447-80", setting=Setting.FACILITY)[0]
    assert _inputs(_step(line, "roles.amount"))["roles.share"] == Decimal("0.16")


def test_every_input_is_a_figure_by_a_name_of_its_own() -> None:
    for line in _lines("45385", "45380-59", "43239", "97110", "70553", "72148"):
        for step in line.steps:
            names = [figure.name for figure in step.inputs]
            assert len(set(names)) == len(names)
            assert all(isinstance(figure, Figure) for figure in step.inputs)


def test_a_return_of_a_family_s_member_has_no_step_of_the_family() -> None:
    line = _lines("45385-78")[0]
    assert "endoscopy.amount" not in [step.rule for step in line.steps]
    assert line.steps[-1].result == line.amount


def test_a_line_that_is_not_priced_tells_its_fee_and_no_more() -> None:
    line = _lines("27447-22")[0]
    assert line.outcome is LineOutcome.BY_REPORT
    assert [step.rule for step in line.steps] == ["base.fee"]
    assert _lines("ZZZZZ")[0].steps == ()


def test_steps_are_told_only_where_they_are_asked_for() -> None:
    claim = Claim((ClaimLine("99213"),), DAY)
    assert price(claim).lines[0].steps == ()
    assert replace(price(claim, steps=True).lines[0], steps=()) == price(claim).lines[0]


def test_amounts_are_dollars_and_cents() -> None:
    for line in _lines("45385", "43239", "97110"):
        assert line.amount is not None
        assert line.amount.as_tuple().exponent == -2
        assert line.share is not None
        assert line.share.medicare.as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("label", "outcome"),
    [
        ("99213", "priced"),
        ("27447-22", "by report"),
        ("20999", "contractor priced"),
        ("36415", "not payable"),
        ("97110-CQ", "not modelled"),
    ],
)
def test_every_kind_of_outcome_has_its_word_and_its_sentence(label: str, outcome: str) -> None:
    line = _lines(label, setting=Setting.FACILITY)[0]
    assert line.outcome == outcome
    assert (line.amount is None) == (outcome != "priced")
    assert (line.reason == "") == (outcome == "priced")
