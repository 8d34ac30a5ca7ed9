from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.rules.as_python import Answer, Line, compile_program
from openrvu.rules.expression import (
    AnyOf,
    Apportioned,
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
    Rounded,
    Rule,
    Text,
    TextChoice,
    TextField,
    TextLiteral,
    TextsAgree,
    Truth,
    TruthField,
    TruthLiteral,
)
from openrvu.rules.walk import definitions
from rules import trees
from rules.interpreter import scaled, values

FEE = NumberField("fee", 2, 500_00)
UNITS = NumberField("units", 0, 90)
INDEX = NumberField("index", 3, 2_000)
SHARE = Parameter("share", 3, 0, 1_000)
STATUS = TextField("status")
FAMILY = TextField("family")
NA = TruthField("na")
BOTH_SIDES = TruthField("mod_50")
YES = TruthLiteral(value=True)
A_LINE: Line = {
    "fee": 120_50,
    "units": 7,
    "index": 1_005,
    "status": "A",
    "family": "A",
    "na": False,
    "mod_50": True,
}
LAW = {"share": 625}


def run(output: Expression, *lines: Line, **changes: trees.Value) -> list[trees.Value]:
    """What an expression is for each line; for one line with some changes if none is given."""
    program = compile_program({"it": output})
    return [answer["it"] for answer in program.run(lines or [{**A_LINE, **changes}], LAW)]


def fees(*units: int) -> list[Line]:
    """Lines that differ in their fees, in units of the last place."""
    return [{**A_LINE, "fee": unit} for unit in units]


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        (FEE, 120_50),
        (SHARE, 625),
        (NumberLiteral(15, 1), 15),
        # 120.50 + 1.005 = 121.505
        (FEE + INDEX, 121_505),
        (INDEX - FEE, -119_495),
        # 120.50 x 1.005 = 121.10250
        (FEE * INDEX, 121_10250),
        # 121.10250 to cents; 7 x 0.625 = 4.375 to two places is a tie: up.
        (Rounded(FEE * INDEX, 2), 121_10),
        (Rounded(UNITS * SHARE, 2), 4_38),
        (Rounded(UNITS * SHARE, 0), 4),
        # 120.50 x 7 / 90 = 9.37222..
        (Apportioned(FEE, UNITS, NumberLiteral(90)), 9_37),
        (Apportioned(FEE, UNITS, NumberLiteral(90), finer=2), 9_3722),
        (Apportioned(FEE, UNITS, UNITS - UNITS), 0),
        # 120.50 x 7 / 10 = 84.35, the whole stated with two places.
        (Apportioned(FEE, UNITS, NumberLiteral(10_00, 2)), 84_35),
        (Extreme(FEE, UNITS), 7_00),
        (Extreme(FEE, UNITS, lower=False), 120_50),
        (Extreme(UNITS - FEE, NumberLiteral(0), lower=False), 0),
        (NumberChoice(((NA, FEE), (BOTH_SIDES, UNITS)), INDEX), 7_000),
        (NumberChoice(((NA, FEE),), INDEX), 1_005),
    ],
)
def test_a_figure_is_a_whole_number_of_its_units(figure: Number, value: int) -> None:
    program = compile_program({"it": figure})
    assert program.places == {"it": figure.places}
    assert program.run([A_LINE], LAW) == [{"it": value}]
    assert program.run([A_LINE, A_LINE], LAW) == [{"it": value}, {"it": value}]


@pytest.mark.parametrize(
    ("truth", "value"),
    [
        (BOTH_SIDES, True),
        (~BOTH_SIDES, False),
        (BOTH_SIDES & NA, False),
        (BOTH_SIDES | NA, True),
        (STATUS.is_in("A"), True),
        (STATUS.is_in("R", "T"), False),
        (STATUS.is_in(), False),
        (TextsAgree(STATUS, FAMILY), True),
        (UNITS < FEE, True),
        (UNITS >= FEE, False),
        # 7 = 7.00, whatever the places.
        (UNITS.equals(NumberLiteral(700, 2)), True),
        (NumberLiteral(701, 2) <= UNITS, False),
        (NumberLiteral(701, 2) > UNITS, True),
    ],
)
def test_a_yes_or_no_is_a_bool(truth: Truth, value: bool) -> None:
    for answer in (*run(truth), *run(truth, A_LINE, A_LINE)):
        assert answer is value


def test_a_text_is_that_of_the_first_case_that_holds() -> None:
    text = TextChoice(((NA, TextLiteral("x'\"\\")), (BOTH_SIDES, STATUS)), FAMILY)
    assert run(text, na=True) == ["x'\"\\"]
    assert run(text, status="R") == ["R"]
    assert run(text, mod_50=False, family="F") == ["F"]


def test_a_sum_is_over_the_lines_that_count_and_seen_by_them_alone() -> None:
    total = Gathered(Gather.SUM, FEE, Group(among=NumberLiteral(1) < FEE))
    assert run(total, *fees(2_00, 1_00, 3_50)) == [5_50, 0, 5_50]
    assert run(total, fee=1_00) == [0]
    assert run(total, fee=1_01) == [1_01]


def test_the_most_is_the_highest_figure_of_the_lines_that_count() -> None:
    most = Gathered(Gather.MOST, FEE, Group(among=NumberLiteral(3) > FEE))
    assert run(most, *fees(2_00, 1_00, 3_50)) == [2_00, 2_00, 0]
    least_negative = Gathered(Gather.MOST, NumberLiteral(0) - FEE, Group())
    assert run(least_negative, *fees(2_00, 1_00)) == [-1_00, -1_00]


def test_a_running_sum_follows_the_order_and_the_lines_break_ties() -> None:
    running = Gathered(Gather.RUNNING, UNITS, Group(order=(Order(FEE),)))
    assert run(running, *fees(1_00, 3_00, 2_00, 3_00)) == [28, 7, 21, 14]
    rising = Gathered(Gather.RUNNING, UNITS, Group(order=(Order(FEE, descending=False),)))
    assert run(rising, *fees(1_00, 3_00, 2_00, 3_00)) == [7, 21, 14, 28]
    in_line_order = Gathered(Gather.RUNNING, UNITS, Group())
    assert run(in_line_order, *fees(1_00, 3_00, 2_00)) == [7, 14, 21]


def test_a_later_key_orders_where_an_earlier_one_ties() -> None:
    first = IsFirst(Group(order=(Order(FEE), Order(UNITS, descending=False))))
    lines = [{**A_LINE, "fee": fee, "units": units} for fee, units in ((2, 3), (5, 2), (5, 1))]
    assert run(first, *lines) == [False, False, True]


def test_the_first_is_one_line_of_each_group_and_never_one_that_does_not_count() -> None:
    first = IsFirst(Group((FAMILY,), among=~NA, order=(Order(FEE),)))
    lines: list[Line] = [
        {**A_LINE, "family": family, "fee": fee, "na": na}
        for family, fee, na in (("A", 9, True), ("A", 5, False), ("B", 1, False), ("A", 5, False))
    ]
    assert run(first, *lines) == [False, True, True, False]
    assert run(first, na=True) == [False]
    assert run(first, na=False) == [True]


def test_any_of_asks_the_lines_that_count_and_answers_them_alone() -> None:
    beside = AnyOf(NumberLiteral(4) < FEE, Group((STATUS,), among=~NA))
    lines: list[Line] = [
        {**A_LINE, "status": status, "fee": fee, "na": na}
        for status, fee, na in (("A", 1_00, False), ("A", 5_00, False), ("R", 5_00, True))
    ]
    assert run(beside, *lines) == [True, True, False]
    assert run(beside, lines[0], lines[2]) == [False, False]


def test_a_window_may_look_at_what_other_windows_answer() -> None:
    everything = Group()
    share_of_most = FEE * NumberLiteral(10) - Gathered(Gather.MOST, FEE, everything)
    second = Gathered(Gather.SUM, share_of_most, Group(among=Extreme(FEE, INDEX).equals(FEE)))
    # Fees 1.00 and 0.50 count, being at most 1.005. The most is 2.00: 8.00 and 3.00 make 11.00.
    assert run(second, *fees(1_00, 2_00, 50)) == [11_00, 0, 11_00]


def test_every_statement_is_answered_by_name_when_all_are_kept() -> None:
    share = NamedNumber(Rule("share"), NumberChoice(((YES, SHARE),), FEE))
    counts = NamedTruth(Rule("counts"), Gathered(Gather.SUM, UNITS, Group()) > UNITS)
    code = NamedText(Rule("code"), STATUS)
    amount = NamedNumber(Rule("amount"), NumberChoice(((counts, FEE * share),), FEE))
    program = compile_program({"paid": amount, "code": code}, keep_all=True)
    alone: Answer = {"paid": 120_50000, "code": "A", "share": 625, "counts": False}
    # 120.50 x 0.625 = 75.31250
    beside: Answer = {"paid": 75_31250, "code": "A", "share": 625, "counts": True}
    assert program.places == {"paid": 5, "share": 3, "amount": 5}
    assert program.run([A_LINE], LAW) == [alone | {"amount": 120_50000}]
    assert program.run([A_LINE, A_LINE], LAW) == [beside | {"amount": 75_31250}] * 2


def test_only_outputs_are_answered_when_nothing_else_is_kept() -> None:
    share = NamedNumber(Rule("share"), SHARE)
    assert compile_program({"paid": FEE * share}).run([A_LINE], LAW) == [{"paid": 120_50 * 625}]


def test_the_same_expression_may_be_wanted_under_two_names() -> None:
    program = compile_program({"a": FEE, "b": FEE, "c": NumberLiteral(3)})
    assert program.run([A_LINE], LAW) == [{"a": 120_50, "b": 120_50, "c": 3}]


def test_an_output_named_as_another_statement_is_refused() -> None:
    share = NamedNumber(Rule("share"), SHARE)
    with pytest.raises(ValueError, match="'share'"):
        compile_program({"share": FEE * share}, keep_all=True)


def test_two_statements_of_one_name_are_refused() -> None:
    twins = [NamedNumber(Rule("share"), value) for value in (SHARE, FEE)]
    with pytest.raises(ValueError, match="two statements are named 'share'"):
        compile_program({"amount": twins[0] * twins[1]})


def test_a_field_that_is_missing_is_named() -> None:
    with pytest.raises(KeyError, match="fee"):
        compile_program({"it": FEE}).run([{"units": 1}], LAW)


def test_no_lines_have_no_answers() -> None:
    assert compile_program({"it": Gathered(Gather.SUM, FEE, Group())}).run([], LAW) == []


def test_a_statement_of_any_depth_can_be_run() -> None:
    chain: Truth = BOTH_SIDES
    for _ in range(1_000):
        chain = (chain & BOTH_SIDES) | NA
    assert run(chain) == [True]
    assert run(chain, A_LINE, {**A_LINE, "mod_50": False}) == [True, False]


def test_a_kind_of_node_unknown_here_is_refused() -> None:
    class Guess(Text):
        __slots__ = ()

    with pytest.raises(TypeError, match="Guess"):
        run(Guess(), A_LINE, A_LINE)


@given(trees.programs(), trees.claims(), trees.laws(), st.booleans())
def test_what_runs_is_what_the_rules_mean(
    program: dict[str, Expression], claim: list[trees.Line], law: dict[str, int], keep_all: bool
) -> None:
    wanted = dict(program)
    if keep_all:
        wanted |= {node.rule.name: node for node in definitions(program.values())}
    meant = {
        name: [scaled(node, value) for value in values(node, claim, law)]
        for name, node in wanted.items()
    }
    answers = compile_program(program, keep_all=keep_all).run(claim, law)
    assert answers == [{name: meant[name][at] for name in wanted} for at in range(len(claim))]
    for name, value in ((name, value) for answer in answers for name, value in answer.items()):
        assert isinstance(value, bool) == isinstance(wanted[name], Truth)
