"""The order of adjustments: every statement at work has its place in it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from openrvu.rules.expression import Named
from openrvu.rules.order import BESIDE, CONVENTION, ORDER, OUTPUTS, READ, TABLE_OUTPUTS, rules
from openrvu.rules.parameters import parameter
from openrvu.rules.walk import definitions, parameters

_RULES = rules()


def _places() -> dict[str, int]:
    return {rule.rule.name: place.number for place in ORDER for rule in place.rules}


def test_places_are_numbered_as_the_manual_s_order_is_stated() -> None:
    assert [place.number for place in ORDER] == list(range(1, 16))
    assert all(place.title and place.authority for place in ORDER)
    assert {place.standing for place in ORDER} == {READ, CONVENTION}


@pytest.mark.parametrize("number", [4, 9, 10, 11])
def test_the_places_of_plain_factors_are_convention(number: int) -> None:
    assert ORDER[number - 1].standing == CONVENTION


def test_every_statement_at_work_has_one_place() -> None:
    at_work = {each.rule.name for each in definitions(OUTPUTS.values())}
    assert at_work == set(_places())
    listed = Counter(rule.rule.name for place in ORDER for rule in place.rules)
    assert set(listed.values()) == {1}


def test_statements_beside_the_order_are_not_at_work_in_it() -> None:
    assert not {rule.rule.name for rule in BESIDE} & set(_places())
    assert set(_RULES) == set(_places()) | {rule.rule.name for rule in BESIDE}


@pytest.mark.parametrize("rule", _RULES.values(), ids=list(_RULES))
def test_a_rule_has_a_title_words_and_an_authority(rule: Named) -> None:
    told = rule.rule
    assert told.title
    assert told.cites
    assert told.says.endswith(".")
    assert "  " not in told.says


def test_amounts_follow_each_other_in_the_order() -> None:
    """A step is made of figures of earlier places, or of its own."""
    places = _places()
    for name, rule in _RULES.items():
        if rule.rule.is_step:
            inside = [each.rule.name for each in definitions([rule])]
            steps = [each for each in inside if _RULES[each].rule.is_step]
            assert all(places[each] <= places[name] for each in steps), name


def test_the_read_parts_of_the_order_are_in_the_statements() -> None:
    """3 before 5 before 6 before 7 before 8, 11 before 12, the charge after all, 14 last."""
    chain = (
        "base.fee",
        "bilateral.fee",
        "split_care.fee",
        "endoscopy.amount",
        "multiple_surgery.amount",
        "imaging.amount",
        "opps_cap.amount",
        "xray.amount",
        "roles.amount",
        "practitioner.amount",
        "participation.amount",
        "quality.amount",
        "line.adjusted",
        "charge.allowed",
        "patient.medicare",
    )
    for earlier, later in pairwise(chain):
        assert earlier in {each.rule.name for each in definitions([_RULES[later]])}, later


def test_a_table_is_given_the_reason_and_the_amount() -> None:
    assert set(TABLE_OUTPUTS) <= set(OUTPUTS)
    assert {"reason", "amount"} <= set(TABLE_OUTPUTS)


def test_every_figure_that_rules_use_is_a_dated_parameter_of_the_law() -> None:
    for node in parameters(OUTPUTS.values()):
        assert (node.places, node.bounds) == (
            parameter(node.name).places,
            parameter(node.name).bounds,
        )
