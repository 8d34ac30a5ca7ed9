"""Which figures a statement used for one line: what a step of the arithmetic shows.

Walks the branches that were taken, over values already computed: no amount is worked out here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from openrvu.rules.expression import (
    AnyOf,
    Both,
    Compare,
    Either,
    Expression,
    Gathered,
    IsFirst,
    Named,
    NamedNumber,
    NamedText,
    NamedTruth,
    Not,
    Number,
    NumberChoice,
    NumberField,
    NumberLiteral,
    Parameter,
    Sum,
    TextField,
    TextIs,
    Truth,
    TruthField,
    TruthLiteral,
)

Value = int | str | bool
#: Everything known of a line: fields, parameters and named statements, by name.
Values = Mapping[str, Value]
Leaf = NumberField | Parameter | NamedNumber | TextField | NamedText
_LEAVES = (NumberField, Parameter, NamedNumber, TextField, NamedText)


def used(statement: Named, values: Values) -> list[Leaf]:
    """The fields, parameters and named figures that a statement used, each once, in order."""
    found: dict[str, Leaf] = {}
    for leaf in _used(statement.value, values):
        found.setdefault(name_of(leaf), leaf)
    return list(found.values())


def name_of(leaf: Leaf) -> str:
    """The name of a leaf."""
    return leaf.rule.name if isinstance(leaf, NamedNumber | NamedText) else leaf.name


def _used(node: Expression, values: Values) -> Iterator[Leaf]:
    if isinstance(node, _LEAVES):
        yield node
    elif isinstance(node, NumberChoice):
        yield from _used(_taken(node, values), values)
    elif not isinstance(node, Truth | Gathered):
        for part in _parts(node):
            yield from _used(part, values)


@cache
def _parts(node: Expression) -> tuple[Expression, ...]:
    return tuple(node.parts())


def _taken(node: NumberChoice, values: Values) -> Number:
    """The figure of the first case that holds."""
    return next((value for truth, value in node.cases if holds(truth, values)), node.otherwise)


def holds(truth: Truth, values: Values) -> bool:
    """Whether a condition holds, over values already computed.

    Raises:
        TypeError: the condition looks at other lines without having a name of its own.
    """
    if isinstance(truth, TruthField):
        return bool(values[truth.name])
    if isinstance(truth, NamedTruth):
        name = truth.rule.name
        return bool(values[name]) if name in values else holds(truth.value, values)
    if isinstance(truth, Not):
        return not holds(truth.truth, values)
    if isinstance(truth, Both | Either):
        both = (holds(side, values) for side in (truth.left, truth.right))
        return all(both) if isinstance(truth, Both) else any(both)
    return _tests(truth, values)


def _tests(truth: Truth, values: Values) -> bool:
    if isinstance(truth, TruthLiteral):
        return truth.value
    if isinstance(truth, TextIs) and isinstance(truth.text, TextField | NamedText):
        return values[name_of(truth.text)] in truth.values
    if isinstance(truth, Compare):
        return _compare(truth, values)
    kind = "looks at other lines" if isinstance(truth, AnyOf | IsFirst) else "is not named"
    raise TypeError(f"a condition of a step {kind}: give it a rule's name")


_SIGNS = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    "=": lambda a, b: a == b,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
}


def _compare(truth: Compare, values: Values) -> bool:
    places = max(truth.left.places, truth.right.places)
    left, right = (
        _figure(side, values) * 10 ** (places - side.places) for side in (truth.left, truth.right)
    )
    return bool(_SIGNS[truth.sign](left, right))


def _figure(number: Number, values: Values) -> int:
    if isinstance(number, NumberLiteral):
        return number.value
    if isinstance(number, NumberField | Parameter | NamedNumber):
        return int(values[name_of(number)])
    if isinstance(number, Sum):
        places = number.places
        return sum(
            _figure(side, values) * 10 ** (places - side.places)
            for side in (number.left, number.right)
        )
    raise TypeError("a condition of a step compares a figure without a name: give it a rule's name")
