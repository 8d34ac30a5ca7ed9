"""Specialise rules for what is known: a figure of the law, a status, a line that stands alone.

What is left is smaller, and says the same of every line for which the facts hold.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import singledispatch
from types import MappingProxyType
from typing import TypeVar

from openrvu.rules import expression as ex
from openrvu.rules import fold
from openrvu.rules.expression import Expression, Group, Number, Text, Truth
from openrvu.rules.walk import in_order

Fact = str | bool | int
_NOTHING_KNOWN: Mapping[str, Collection[str]] = MappingProxyType({})

_Node = TypeVar("_Node", bound=Expression)


def specialise(
    outputs: Sequence[Expression],
    facts: Mapping[str, Fact],
    *,
    parameters: Mapping[str, int] | None = None,
    alone: bool | Collection[str] = False,
    given: Collection[str] = (),
    possible: Mapping[str, Collection[str]] = _NOTHING_KNOWN,
) -> tuple[Expression, ...]:
    """Expressions of the same value as ``outputs``, without what the facts make needless.

    A node used twice stays one node, and a node that nothing changes stays itself. A figure may
    come out with fewer places; read ``places`` of the answer.

    Args:
        outputs: what is wanted.
        facts: known fields, by name; they hold for every line of the claim and day. A figure is
            a whole number of the field's own units.
        parameters: known figures of the law, by name, in the parameter's own units.
        alone: whether the line is the only one of its claim and day; or the meetings (of
            :class:`~openrvu.rules.expression.Group`) at which it is the only one.
        given: names of statements whose value the caller supplies: a field of the statement's
            name stands in its place, with its places and bounds. A name not met is passed over.
        possible: for a text field, all the values that it can have.

    Raises:
        TypeError: a fact is not of its field's kind.
    """
    known = _Known(facts, parameters or {}, frozenset(given), alone, possible)
    for node in in_order(outputs):
        known.take(node)
    return tuple(known.now(output) for output in outputs)


@dataclass
class _Known:
    """What is known, and what has become of each node so far."""

    facts: Mapping[str, Fact]
    parameters: Mapping[str, int]
    given: frozenset[str]
    alone: bool | Collection[str]
    possible: Mapping[str, Collection[str]]
    numbers: dict[Expression, Number] = field(default_factory=dict)
    truths: dict[Expression, Truth] = field(default_factory=dict)
    texts: dict[Expression, Text] = field(default_factory=dict)
    groups: dict[Group, Group] = field(default_factory=dict)

    def is_alone(self, group: Group) -> bool:
        """Whether the line meets no other in a group."""
        return self.alone if isinstance(self.alone, bool) else group.meeting in self.alone

    def take(self, node: Expression) -> None:
        """Rebuild a node whose parts are rebuilt."""
        if isinstance(node, Number):
            self.numbers[node] = _kept(node, _number(node, self))
        elif isinstance(node, Truth):
            self.truths[node] = _kept(node, _truth(node, self))
        elif isinstance(node, Text):
            self.texts[node] = _kept(node, _text(node, self))

    def now(self, node: Expression) -> Expression:
        """What has become of a node."""
        return self.numbers.get(node) or self.truths.get(node) or self.texts[node]

    def group(self, group: Group) -> Group:
        """What has become of a group; one that is used twice stays one."""
        if group not in self.groups:
            within = tuple(self.texts[text] for text in group.within)
            keys = [ex.Order(self.numbers[key.key], key.descending) for key in group.order]
            new = Group(
                tuple(text for text in within if not isinstance(text, ex.TextLiteral)),
                self.truths[group.among],
                tuple(key for key in keys if not isinstance(key.key, ex.NumberLiteral)),
                group.meeting,
            )
            unchanged = tuple(new.parts()) == tuple(group.parts())
            self.groups[group] = group if unchanged else new
        return self.groups[group]


def _kept(old: _Node, new: _Node) -> _Node:
    """The old node where the new one has the same parts."""
    parts = tuple(old.parts())
    return old if type(new) is type(old) and parts and parts == tuple(new.parts()) else new


def _literal(node: _Node, kind: type[Expression]) -> _Node:
    """A literal as it is: what no other way of specialising was found for."""
    if not isinstance(node, kind):
        raise TypeError(f"no way is known to specialise {type(node).__name__}")
    return node


# Figures --------------------------------------------------------------------------------------


@singledispatch
def _number(node: Number, _: _Known) -> Number:
    return _literal(node, ex.NumberLiteral)


@_number.register
def _(node: ex.NumberField, known: _Known) -> Number:
    if node.name not in known.facts:
        return node
    fact = known.facts[node.name]
    if isinstance(fact, bool) or not isinstance(fact, int):
        raise _wrong_kind(node.name, "a whole number of its units", fact)
    return fold.literal(fact, node.digits)


@_number.register
def _(node: ex.Parameter, known: _Known) -> Number:
    value = known.parameters.get(node.name)
    return node if value is None else fold.literal(value, node.digits)


@_number.register
def _(node: ex.Sum, known: _Known) -> Number:
    return fold.sum_of(known.numbers[node.left], known.numbers[node.right])


@_number.register
def _(node: ex.Difference, known: _Known) -> Number:
    return fold.difference(known.numbers[node.left], known.numbers[node.right])


@_number.register
def _(node: ex.Product, known: _Known) -> Number:
    return fold.product(known.numbers[node.left], known.numbers[node.right])


@_number.register
def _(node: ex.Rounded, known: _Known) -> Number:
    return fold.rounded(known.numbers[node.figure], node.digits)


@_number.register
def _(node: ex.Apportioned, known: _Known) -> Number:
    figure = known.numbers[node.figure]
    # It is rounded where it was, however few places the figure has now.
    finer = node.places - figure.places
    return fold.apportioned(figure, known.numbers[node.part], known.numbers[node.whole], finer)


@_number.register
def _(node: ex.Extreme, known: _Known) -> Number:
    return fold.extreme(known.numbers[node.left], known.numbers[node.right], lower=node.lower)


@_number.register
def _(node: ex.NumberChoice, known: _Known) -> Number:
    cases = [(known.truths[truth], known.numbers[value]) for truth, value in node.cases]
    return fold.number_choice(cases, known.numbers[node.otherwise])


@_number.register
def _(node: ex.Gathered, known: _Known) -> Number:
    figure, group = known.numbers[node.figure], known.group(node.group)
    if known.is_alone(node.group):
        return fold.number_choice([(group.among, figure)], fold.NOTHING)
    return fold.gathered(node.gather, figure, group)


@_number.register
def _(node: ex.NamedNumber, known: _Known) -> Number:
    if node.rule.name in known.given:
        least, most = node.bounds
        return ex.NumberField(node.rule.name, node.places, most, least)
    value = known.numbers[node.value]
    return value if isinstance(value, ex.NumberLiteral) else ex.NamedNumber(node.rule, value)


# Truths ---------------------------------------------------------------------------------------


@singledispatch
def _truth(node: Truth, _: _Known) -> Truth:
    return _literal(node, ex.TruthLiteral)


@_truth.register
def _(node: ex.TruthField, known: _Known) -> Truth:
    if node.name not in known.facts:
        return node
    fact = known.facts[node.name]
    if not isinstance(fact, bool):
        raise _wrong_kind(node.name, "yes or no (a bool)", fact)
    return ex.TruthLiteral(fact)


@_truth.register
def _(node: ex.TextIs, known: _Known) -> Truth:
    text = known.texts[node.text]
    if isinstance(text, ex.TextField) and text.name in known.possible:
        among = set(known.possible[text.name])
        if among <= set(node.values) or among.isdisjoint(node.values):
            return ex.TruthLiteral(bool(among) and among <= set(node.values))
    return fold.text_is(text, node.values)


@_truth.register
def _(node: ex.TextsAgree, known: _Known) -> Truth:
    return fold.texts_agree(known.texts[node.left], known.texts[node.right])


@_truth.register
def _(node: ex.Compare, known: _Known) -> Truth:
    return fold.compare(node.sign, known.numbers[node.left], known.numbers[node.right])


@_truth.register
def _(node: ex.Not, known: _Known) -> Truth:
    return fold.negation(known.truths[node.truth])


@_truth.register
def _(node: ex.Both, known: _Known) -> Truth:
    return fold.both(known.truths[node.left], known.truths[node.right])


@_truth.register
def _(node: ex.Either, known: _Known) -> Truth:
    return fold.either(known.truths[node.left], known.truths[node.right])


@_truth.register
def _(node: ex.IsFirst, known: _Known) -> Truth:
    group = known.group(node.group)
    return group.among if known.is_alone(node.group) else fold.is_first(group)


@_truth.register
def _(node: ex.AnyOf, known: _Known) -> Truth:
    condition, group = known.truths[node.condition], known.group(node.group)
    return (
        fold.both(group.among, condition)
        if known.is_alone(node.group)
        else fold.any_of(condition, group)
    )


@_truth.register
def _(node: ex.NamedTruth, known: _Known) -> Truth:
    if node.rule.name in known.given:
        return ex.TruthField(node.rule.name)
    value = known.truths[node.value]
    return value if isinstance(value, ex.TruthLiteral) else ex.NamedTruth(node.rule, value)


# Texts ----------------------------------------------------------------------------------------


@singledispatch
def _text(node: Text, _: _Known) -> Text:
    return _literal(node, ex.TextLiteral)


@_text.register
def _(node: ex.TextField, known: _Known) -> Text:
    if node.name not in known.facts:
        return node
    fact = known.facts[node.name]
    if not isinstance(fact, str):
        raise _wrong_kind(node.name, "a text", fact)
    return ex.TextLiteral(fact)


@_text.register
def _(node: ex.TextChoice, known: _Known) -> Text:
    cases = [(known.truths[truth], known.texts[value]) for truth, value in node.cases]
    return fold.text_choice(cases, known.texts[node.otherwise])


@_text.register
def _(node: ex.NamedText, known: _Known) -> Text:
    if node.rule.name in known.given:
        return ex.TextField(node.rule.name)
    value = known.texts[node.value]
    return value if isinstance(value, ex.TextLiteral) else ex.NamedText(node.rule, value)


def _wrong_kind(name: str, expected: str, found: object) -> TypeError:
    return TypeError(f"the field {name!r} is {expected}; the fact given for it is {found!r}")
