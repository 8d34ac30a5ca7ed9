from __future__ import annotations

import pytest
from hypothesis import given

from openrvu.rules.expression import (
    AnyOf,
    Expression,
    Gather,
    Gathered,
    Group,
    IsFirst,
    NamedNumber,
    NumberField,
    NumberLiteral,
    Order,
    Parameter,
    Rule,
    TextField,
    TruthField,
)
from openrvu.rules.walk import definitions, fields, gatherings, in_order, levels, parameters
from rules.trees import programs

FEE = NumberField("fee", 2, 500_00)
SHARE = Parameter("share", 2, 0, 100)
NA = TruthField("na")
STATUS = TextField("status")


@given(programs())
def test_every_node_comes_once_after_its_parts(program: dict[str, Expression]) -> None:
    nodes = in_order(program.values())
    place = {node: at for at, node in enumerate(nodes)}
    assert len(place) == len(nodes)
    assert set(program.values()) <= set(place)
    for node in nodes:
        assert all(place[part] < place[node] for part in node.parts())


def test_statements_come_parts_before_wholes() -> None:
    half = NamedNumber(Rule("half"), FEE * SHARE)
    twice = NamedNumber(Rule("twice"), half + half)
    assert definitions([twice, half]) == [half, twice]


def test_two_statements_of_one_name_are_refused() -> None:
    twins = [NamedNumber(Rule("half"), value) for value in (FEE, SHARE)]
    with pytest.raises(ValueError, match="two statements are named 'half'"):
        definitions(twins)


def test_fields_and_parameters_come_once_for_each_name() -> None:
    again = NumberField("fee", 2, 500_00)
    outputs = [FEE * SHARE, again + FEE, Gathered(Gather.SUM, FEE, Group((STATUS,), NA))]
    assert fields(outputs) == [FEE, STATUS, NA]
    assert parameters(outputs) == [SHARE]


def test_a_field_declared_in_two_ways_is_refused() -> None:
    with pytest.raises(ValueError, match="'fee' is declared in two ways"):
        fields([FEE, NumberField("fee", 3, 500_00)])
    with pytest.raises(ValueError, match="'na' is declared in two ways"):
        fields([NA, TextField("na")])


def test_a_window_is_one_level_above_what_it_looks_at() -> None:
    first = IsFirst(Group((STATUS,), NA, (Order(FEE),)))
    total = Gathered(Gather.SUM, FEE, Group(among=first))
    more = total + FEE
    beside = AnyOf(more > NumberLiteral(3), Group())
    level = levels([beside, total])
    assert gatherings([beside, total]) == [first, total, beside]
    assert [level[node] for node in (FEE, NA, first, total, more, beside)] == [0, 0, 1, 2, 2, 3]


def test_a_chain_of_any_length_is_walked() -> None:
    chain: Expression = NA
    for _ in range(5_000):
        chain = ~chain if isinstance(chain, TruthField) else chain & NA  # type: ignore[operator]
    assert len(in_order([chain])) == 5_001
