"""Which figures a statement used for one line."""

from __future__ import annotations

import pytest

from openrvu.rules.expression import (
    AnyOf,
    Compare,
    Group,
    IsFirst,
    NamedNumber,
    NamedTruth,
    NumberField,
    NumberLiteral,
    Rule,
    Sum,
    TextField,
    TextLiteral,
    TruthField,
    TruthLiteral,
)
from openrvu.rules.statement import choose, law, lower_of, named, total
from openrvu.rules.trace import holds, name_of, used

_A, _B = NumberField("a", 2, 9_999), NumberField("b", 0, 9_999)
_FLAG, _OTHER = TruthField("flag"), TruthField("other")
_KIND = TextField("kind")


def _named(name: str, value: NumberField | Sum) -> NamedNumber:
    return named(Rule(name), value)


def _names(statement: NamedNumber, **values: int | str | bool) -> list[str]:
    return [name_of(leaf) for leaf in used(statement, values)]


def test_fields_parameters_and_named_figures_are_told_once_in_order() -> None:
    inner = _named("inner", _A)
    rate = law("bilateral.both_sides")
    statement = named(Rule("outer"), inner * rate + _B - inner)
    assert _names(statement) == ["inner", "bilateral.both_sides", "b"]


def test_only_the_branch_that_was_taken_is_told() -> None:
    statement = named(
        Rule("chosen"), choose((_FLAG, _A), (_KIND.is_in("x"), _B), otherwise=_A + _B)
    )
    assert _names(statement, flag=True, kind="y", a=1, b=1) == ["a"]
    assert _names(statement, flag=False, kind="x", a=1, b=1) == ["b"]
    assert _names(statement, flag=False, kind="y", a=1, b=1) == ["a", "b"]


def test_literals_are_not_told() -> None:
    assert _names(named(Rule("plus"), _A + NumberLiteral(1))) == ["a"]


def test_both_sides_of_a_lower_of_are_told() -> None:
    assert _names(named(Rule("lower"), lower_of(_A, _B))) == ["a", "b"]


def test_what_is_gathered_over_lines_is_not_told() -> None:
    statement = named(Rule("summed"), total(_A, Group()) + _B)
    assert _names(statement) == ["b"]


@pytest.mark.parametrize(
    ("flag", "other", "both", "either"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (False, True, False, True),
        (False, False, False, False),
    ],
)
def test_a_condition_holds_as_its_parts_do(
    flag: bool, other: bool, both: bool, either: bool
) -> None:
    values = {"flag": flag, "other": other}
    assert holds(_FLAG & _OTHER, values) is both
    assert holds(_FLAG | _OTHER, values) is either
    assert holds(~_FLAG, values) is not flag


@pytest.mark.parametrize(
    ("sign", "truths"),
    [
        ("<", [True, False, False]),
        ("<=", [True, True, False]),
        ("=", [False, True, False]),
        (">=", [False, True, True]),
        (">", [False, False, True]),
    ],
)
def test_figures_are_compared_at_the_same_places(sign: str, truths: list[bool]) -> None:
    """2 units against 1.99, 2.00 and 2.01 of the other."""
    found = [holds(Compare(sign, _A, _B), {"a": a, "b": 2}) for a in (199, 200, 201)]
    assert found == truths


def test_a_sum_is_compared_by_its_parts() -> None:
    more = Compare(">", _A + _B, NumberLiteral(3))
    assert holds(more, {"a": 101, "b": 2})
    assert not holds(more, {"a": 100, "b": 2})


def test_a_named_condition_is_known_by_its_name_or_worked_out() -> None:
    condition = NamedTruth(Rule("known"), _FLAG)
    assert holds(condition, {"known": True, "flag": False})
    assert holds(condition, {"flag": True})
    assert holds(TruthLiteral(value=True), {})


def test_a_text_is_compared_with_each_of_the_values() -> None:
    assert holds(_KIND.is_in("x", "y"), {"kind": "y"})
    assert not holds(_KIND.is_in("x", "y"), {"kind": "z"})


@pytest.mark.parametrize("condition", [IsFirst(Group()), AnyOf(_FLAG, Group())])
def test_a_condition_on_other_lines_must_have_a_name(condition: IsFirst | AnyOf) -> None:
    with pytest.raises(TypeError, match="looks at other lines: give it a rule's name"):
        holds(condition, {"flag": True})
    assert holds(NamedTruth(Rule("named"), condition), {"named": True})


def test_a_condition_on_figures_without_names_must_have_one() -> None:
    with pytest.raises(TypeError, match="without a name"):
        holds(Compare(">", _A * _B, NumberLiteral(3)), {"a": 1, "b": 1})
    with pytest.raises(TypeError, match="is not named"):
        holds(TextLiteral("x").is_in("x"), {})
