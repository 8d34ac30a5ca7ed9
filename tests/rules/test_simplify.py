from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.rules.expression import (
    AnyOf,
    Apportioned,
    Compare,
    Expression,
    Extreme,
    Gather,
    Gathered,
    Group,
    IsFirst,
    NamedNumber,
    NamedText,
    NamedTruth,
    Number,
    NumberChoice,
    NumberField,
    NumberLiteral,
    Order,
    Parameter,
    Product,
    Rounded,
    Rule,
    TextChoice,
    TextField,
    TextLiteral,
    TextsAgree,
    Truth,
    TruthField,
    TruthLiteral,
)
from openrvu.rules.simplify import Fact, specialise
from openrvu.rules.walk import definitions, in_order
from rules.interpreter import Meaning, scaled, values
from rules.trees import Line, Value, claims, laws, lines, parts_of, programs

FEE = NumberField("fee", 2, 500_00)
UNITS = NumberField("units", 0, 4)
SHARE = Parameter("share", 2, 0, 100)
STATUS = TextField("status")
NA = TruthField("na")
BILATERAL = TruthField("mod_50")
YES = TruthLiteral(value=True)
NO = TruthLiteral(value=False)
A_LINE: Line = {"fee": 120_50, "units": 2, "status": "A", "na": False, "mod_50": True}


def of(
    expression: Expression, facts: dict[str, Fact] | None = None, *, alone: bool = False
) -> Expression:
    return specialise([expression], facts or {}, alone=alone)[0]


def figure(expression: Expression) -> tuple[int, int]:
    assert isinstance(expression, NumberLiteral)
    return expression.value, expression.digits


def answer(expression: Expression) -> bool:
    assert isinstance(expression, TruthLiteral)
    return expression.value


def all_values(
    outputs: Sequence[Expression], claim: Sequence[Line], law: dict[str, int]
) -> list[list[Meaning]]:
    return [values(output, claim, law) for output in outputs]


def test_a_known_figure_is_a_literal_in_its_units_without_zeros_at_its_end() -> None:
    assert figure(of(FEE, {"fee": 120_50})) == (120_5, 1)
    assert figure(of(FEE, {"fee": 0})) == (0, 0)


def test_a_known_text_decides_what_is_asked_of_it() -> None:
    assert answer(of(STATUS.is_in("A", "R"), {"status": "R"})) is True
    assert answer(of(STATUS.is_in("A", "R"), {"status": "B"})) is False
    assert answer(of(TextsAgree(STATUS, TextLiteral("A")), {"status": "A"})) is True


def test_a_known_yes_or_no_decides_a_choice() -> None:
    choice = NumberChoice(((BILATERAL, UNITS), (NA, FEE)), NumberLiteral(1))
    assert of(choice, {"mod_50": True}) is UNITS
    assert of(choice, {"mod_50": False, "na": True}) is FEE
    assert figure(of(choice, {"mod_50": False, "na": False})) == (1, 0)


def test_a_known_figure_of_the_law_is_a_literal() -> None:
    (share,) = specialise([SHARE + NumberLiteral(1)], {}, parameters={"share": 62})
    assert figure(share) == (162, 2)


def test_a_fact_of_the_wrong_kind_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="'na' is yes or no"):
        of(NA, {"na": "yes"})
    with pytest.raises(TypeError, match="'units' is a whole number"):
        of(UNITS, {"units": True})
    with pytest.raises(TypeError, match="'status' is a text"):
        of(STATUS, {"status": 1})


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (FEE + NumberLiteral(0, 4), FEE),
        (NumberLiteral(0) + FEE, FEE),
        (FEE - NumberLiteral(0), FEE),
        (FEE * NumberLiteral(100, 2), FEE),
        (NumberLiteral(1) * FEE, FEE),
        (Rounded(FEE * NumberLiteral(1), 2), FEE),
        (Apportioned(FEE, NumberLiteral(90), NumberLiteral(90)), FEE),
        (Extreme(FEE, NumberLiteral(0), lower=False), FEE),
        (Extreme(NumberLiteral(501), FEE), FEE),
        (Extreme(FEE, FEE), FEE),
        (NumberChoice(((NO, UNITS), (YES, FEE)), UNITS), FEE),
        (NumberChoice(((NA, FEE), (BILATERAL, FEE)), FEE), FEE),
        (NA & YES, NA),
        (YES & NA, NA),
        (NA | NO, NA),
        (NO | NA, NA),
        (NA & NA, NA),
        (NA | NA, NA),
        (~~NA, NA),
        (AnyOf(YES, Group(among=NA)), NA),
        (TextChoice(((NO, TextLiteral("A")),), STATUS), STATUS),
    ],
)
def test_what_makes_no_difference_is_left_out(expression: Expression, expected: Expression) -> None:
    assert of(expression) is expected


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (FEE * NumberLiteral(0), (0, 0)),
        (FEE - FEE, (0, 0)),
        (NumberLiteral(5, 1) + NumberLiteral(25, 2), (75, 2)),
        (NumberLiteral(5, 1) - NumberLiteral(25, 2), (25, 2)),
        (NumberLiteral(5, 1) * NumberLiteral(25, 2), (125, 3)),
        (Rounded(NumberLiteral(125, 3), 2), (13, 2)),
        (Rounded(NumberLiteral(124, 3), 2), (12, 2)),
        # 10.01 x 1 / 3 = 3.3366..; to one place more than cents 3.337.
        (Apportioned(NumberLiteral(10_01, 2), NumberLiteral(1), NumberLiteral(3), 1), (3_337, 3)),
        # 0.05 x 1 / 2 = 0.025, a tie: up.
        (Apportioned(NumberLiteral(5, 2), NumberLiteral(1), NumberLiteral(2)), (3, 2)),
        (Apportioned(FEE, UNITS, NumberLiteral(0)), (0, 0)),
        (Extreme(NumberLiteral(3), NumberLiteral(25, 1)), (25, 1)),
        (Extreme(NumberLiteral(3), NumberLiteral(25, 1), lower=False), (3, 0)),
        (Gathered(Gather.SUM, FEE, Group(among=NO)), (0, 0)),
        (Gathered(Gather.MOST, FEE * NumberLiteral(0), Group(among=NA)), (0, 0)),
    ],
)
def test_what_can_be_one_figure_only_is_that_figure(
    expression: Expression, value: tuple[int, int]
) -> None:
    assert figure(of(expression)) == value


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (NumberLiteral(500) >= FEE, True),
        (NumberLiteral(0) > FEE, False),
        (NumberLiteral(-1) < FEE, True),
        (NumberLiteral(50001, 2) <= FEE, False),
        (FEE.equals(NumberLiteral(501)), False),
        (FEE.equals(FEE), True),
        (Compare("<", FEE, FEE), False),
        (NumberLiteral(10, 1).equals(NumberLiteral(1)), True),
        (NA & ~NA, False),
        (~NA | NA, True),
        (~YES, False),
        (STATUS.is_in(), False),
        (TextsAgree(STATUS, STATUS), True),
        (TextChoice(((NA, TextLiteral("A")),), TextLiteral("R")).is_in("A", "R"), True),
        (TextChoice(((NA, TextLiteral("A")),), TextLiteral("R")).is_in("B"), False),
        (IsFirst(Group(among=NO)), False),
        (AnyOf(NO, Group()), False),
    ],
)
def test_what_can_have_one_answer_only_has_that_answer(expression: Truth, value: bool) -> None:
    assert answer(of(expression)) is value


@pytest.mark.parametrize(
    "expression",
    [
        NumberLiteral(499) >= FEE,
        FEE.equals(NumberLiteral(500)),
        STATUS.is_in("A"),
        Extreme(FEE, NumberLiteral(499)),
        Apportioned(FEE, UNITS, UNITS),
        Gathered(Gather.SUM, NumberLiteral(1), Group()),
        NA & BILATERAL,
    ],
)
def test_what_is_open_stays_the_very_node_it_was(expression: Expression) -> None:
    assert of(expression) is expression


@pytest.mark.parametrize("gather", Gather)
def test_a_line_alone_gathers_its_own_figure_if_it_counts(gather: Gather) -> None:
    found = of(Gathered(gather, FEE, Group((STATUS,), NA, (Order(UNITS),))), alone=True)
    assert isinstance(found, NumberChoice)
    ((condition, own),) = found.cases
    assert (condition, own) == (NA, FEE)
    assert figure(found.otherwise) == (0, 0)


def test_a_line_alone_is_first_and_any_of_its_group_if_it_counts() -> None:
    assert of(IsFirst(Group((STATUS,), NA)), alone=True) is NA
    both = of(AnyOf(BILATERAL, Group((STATUS,), NA)), alone=True)
    assert tuple(both.parts()) == (NA, BILATERAL)


def test_what_no_line_differs_in_is_left_out_of_a_group() -> None:
    group = Group((STATUS, TextField("family")), NA, (Order(UNITS), Order(FEE)))
    found = of(IsFirst(group), {"status": "A", "units": 1})
    assert isinstance(found, IsFirst)
    assert found.group.within == group.within[1:]
    assert [order.key for order in found.group.order] == [FEE]


def test_a_group_that_two_windows_share_stays_one() -> None:
    group = Group((STATUS,), NA & BILATERAL)
    windows = [IsFirst(group), Gathered(Gather.SUM, FEE, group)]
    first, total = specialise(windows, {"na": True})
    assert isinstance(first, IsFirst)
    assert isinstance(total, Gathered)
    assert first.group is total.group
    assert first.group is not group


def test_an_apportioned_figure_is_rounded_where_it_was_whatever_is_left_of_it() -> None:
    figure_now = NumberChoice(((NA, NumberLiteral(3)),), FEE)
    # 3 x 1 / 4 = 0.75 in cents, though 3 has no places.
    found = of(Apportioned(figure_now, UNITS, NumberLiteral(4)), {"na": True})
    assert isinstance(found, Number)
    assert found.places == 2
    assert values(found, [{"units": 1}], {}) == [0.75]


def test_a_statement_used_twice_stays_one_and_keeps_its_name() -> None:
    rule = Rule("fee.both_sides")
    both = NamedNumber(rule, NumberChoice(((BILATERAL, FEE + FEE), (NA, UNITS)), FEE))
    total, product = specialise([both + UNITS, both * SHARE], {"na": False})
    (name,) = definitions([total, product])
    assert name.rule is rule
    assert name is not both


def test_a_statement_that_is_always_the_same_gives_way_to_its_value() -> None:
    number = NamedNumber(Rule("a"), NumberChoice(((NA, NumberLiteral(2)),), FEE))
    truth = NamedTruth(Rule("b"), NA & BILATERAL)
    text = NamedText(Rule("c"), TextChoice(((NA, TextLiteral("x")),), STATUS))
    found = specialise([number, truth, text], {"na": True, "mod_50": False})
    assert definitions(found) == []
    assert figure(found[0]) == (2, 0)


def test_a_given_statement_is_a_field_of_its_name_places_and_bounds() -> None:
    number = NamedNumber(Rule("a"), FEE * SHARE)
    truth = NamedTruth(Rule("b"), NA & BILATERAL)
    text = NamedText(Rule("c"), STATUS)
    (total, holds, code) = specialise([number + FEE, truth, text], {}, given={"a", "b", "c", "d"})
    field = next(total.parts())
    assert isinstance(field, NumberField)
    assert (field.name, field.places, field.bounds) == ("a", 4, (0, 5_000_000))
    assert isinstance(holds, TruthField)
    assert isinstance(code, TextField)
    assert (holds.name, code.name) == ("b", "c")


def test_a_kind_of_node_unknown_here_is_refused() -> None:
    class Guess(Truth):
        __slots__ = ()

    with pytest.raises(TypeError, match="Guess"):
        of(Guess())


@given(programs(), claims(), laws(), st.data())
def test_facts_and_known_law_never_change_a_value(
    program: dict[str, Expression], claim: list[Line], law: dict[str, int], data: st.DataObject
) -> None:
    facts = data.draw(lines().flatmap(parts_of))
    told = data.draw(parts_of(law))
    claim = [line | facts for line in claim]
    outputs = list(program.values())
    found = specialise(outputs, facts, parameters=told)
    assert all_values(found, claim, law) == all_values(outputs, claim, law)


@given(programs(), lines(), laws())
def test_a_line_specialised_as_alone_has_the_value_it_has_by_itself(
    program: dict[str, Expression], line: Line, law: dict[str, int]
) -> None:
    outputs = list(program.values())
    found = specialise(outputs, {}, alone=True)
    assert all_values(found, [line], law) == all_values(outputs, [line], law)


@given(programs(), claims(), laws(), st.data())
def test_giving_statements_their_values_changes_nothing(
    program: dict[str, Expression], claim: list[Line], law: dict[str, int], data: st.DataObject
) -> None:
    outputs = list(program.values())
    named = {node.rule.name: node for node in definitions(outputs)}
    chosen = data.draw(parts_of(named))
    more: list[dict[str, Value]] = [{} for _ in claim]
    for name, node in chosen.items():
        for line, value in zip(more, values(node, claim, law), strict=True):
            line[name] = scaled(node, value)
    found = specialise(outputs, {}, given=chosen)
    fed = [line | given for line, given in zip(claim, more, strict=True)]
    assert all_values(found, fed, law) == all_values(outputs, claim, law)


@given(programs(), st.data())
def test_what_is_specialised_is_no_larger_no_finer_and_has_each_name_once(
    program: dict[str, Expression], data: st.DataObject
) -> None:
    outputs = list(program.values())
    facts = data.draw(lines().flatmap(parts_of))
    found = specialise(outputs, facts)
    assert len(in_order(found)) <= len(in_order(outputs))
    assert {node.rule.name for node in definitions(found)} <= {
        node.rule.name for node in definitions(outputs)
    }
    for before, after in zip(outputs, found, strict=True):
        if isinstance(before, Number):
            assert isinstance(after, Number)
            assert after.places <= before.places


@given(programs(), claims(), laws())
def test_every_figure_stays_within_the_bounds_of_its_node(
    program: dict[str, Expression], claim: list[Line], law: dict[str, int]
) -> None:
    for node in in_order(program.values()):
        if isinstance(node, Number):
            least, most = node.bounds
            for value in values(node, claim, law):
                units = scaled(node, value)
                assert isinstance(units, int)
                assert least <= units <= most


def test_the_product_of_unknown_figures_is_left_alone() -> None:
    assert isinstance(of(FEE * UNITS), Product)
