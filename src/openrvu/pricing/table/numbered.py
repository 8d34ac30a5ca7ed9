"""Reasons as numbers, which databases compare and hand on faster than words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from openrvu.rules.expression import (
    Compare,
    Either,
    Expression,
    Group,
    NamedNumber,
    NamedText,
    Number,
    NumberChoice,
    NumberLiteral,
    Order,
    Text,
    TextChoice,
    TextIs,
    TextLiteral,
    Truth,
    TruthLiteral,
)
from openrvu.rules.reasons import reasons
from openrvu.rules.walk import in_order

#: Every reason by its name, in the order of its number: 0 is none.
REASONS = ("", *(reason.id for reason in reasons()))
_NUMBER = {name: number for number, name in enumerate(REASONS)}


def with_numbers(outputs: Mapping[str, Expression], name: str) -> dict[str, Expression]:
    """The same outputs, with the reason of one of them as its number in :data:`REASONS`.

    Raises:
        KeyError: the text can be something that is no reason.
    """
    told = outputs[name]
    assert isinstance(told, Text)  # noqa: S101 - our own output
    texts = set(_said(told))
    made: dict[Expression, Expression] = {}
    for node in in_order(outputs.values()):
        made[node] = _number(node, made) if node in texts else _rebuilt(node, made, texts)
    return {each: made[node] for each, node in outputs.items()}


def _said(text: Text) -> Iterable[Text]:
    """A text and those it chooses from."""
    yield text
    if isinstance(text, NamedText):
        yield from _said(text.value)
    elif isinstance(text, TextChoice):
        for value in (*(value for _, value in text.cases), text.otherwise):
            yield from _said(value)


def _number(node: Expression, made: Mapping[Expression, Expression]) -> Number:
    match node:
        case TextLiteral(value):
            return NumberLiteral(_NUMBER[value])
        case NamedText(rule, value):
            return NamedNumber(rule, _as_number(made[value]))
        case TextChoice(cases, otherwise):
            return NumberChoice(
                tuple((_as_truth(made[truth]), _as_number(made[value])) for truth, value in cases),
                _as_number(made[otherwise]),
            )
    raise KeyError(f"{type(node).__name__} is no reason")


def _as_number(node: Expression) -> Number:
    assert isinstance(node, Number)  # noqa: S101 - made above
    return node


def _as_truth(node: Expression) -> Truth:
    assert isinstance(node, Truth)  # noqa: S101 - a condition stays one
    return node


def _rebuilt(
    node: Expression, made: Mapping[Expression, Expression], texts: set[Text]
) -> Expression:
    if isinstance(node, TextIs) and node.text in texts:
        return _is_one(_as_number(made[node.text]), node.values)
    parts = list(node.parts())
    return node if all(made[part] is part for part in parts) else _with(node, made)


def _is_one(number: Number, values: Iterable[str]) -> Truth:
    """Whether a number is that of one of some reasons."""
    truths: list[Truth] = [
        Compare("=", number, NumberLiteral(_NUMBER[value])) for value in values if value in _NUMBER
    ]
    first: Truth = truths[0] if truths else TruthLiteral(value=False)
    for truth in truths[1:]:
        first = Either(first, truth)
    return first


def _with(value: Any, made: Mapping[Expression, Expression]) -> Any:
    """A node whose parts are made anew."""

    def swapped(part: Any) -> Any:
        if isinstance(part, Expression):
            return made[part]
        if isinstance(part, tuple):
            return tuple(map(swapped, part))
        return _with(part, made) if isinstance(part, Group | Order) else part

    return replace(value, **{e.name: swapped(getattr(value, e.name)) for e in fields(value)})
