"""A rule as plain data."""

from __future__ import annotations

import json

import pytest

from openrvu.rules.as_data import RuleData, WholeRuleData, rule_data, whole_rule_data
from openrvu.rules.order import BESIDE, ORDER, place_of, rules


@pytest.mark.parametrize("name", rules())
def test_every_rule_has_the_documented_keys_and_goes_through_json_unchanged(name: str) -> None:
    made = whole_rule_data(rules()[name])
    assert json.loads(json.dumps(made)) == made
    assert set(made) == set(WholeRuleData.__annotations__)
    assert set(rule_data(rules()[name].rule)) == set(RuleData.__annotations__)


def test_figures_are_as_their_source_prints_them() -> None:
    (held,) = whole_rule_data(rules()["participation.amount"])["parameters"]
    assert held["unit"] == "percent"
    assert held["values"][0]["value"] == "95"


def test_a_rule_in_the_order_has_its_place_and_one_beside_it_none() -> None:
    for place in ORDER:
        assert {place_of(each.rule.name) for each in place.rules} == {place}
    assert {place_of(each.rule.name) for each in BESIDE} == {None}
