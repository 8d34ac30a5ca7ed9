"""Expressions made no larger than what is known of their parts demands.

One function for each way of making a figure, a truth or a text out of others. Each gives an
expression of the same value as the node it is named after; its figure may have fewer places.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from openrvu.rules.expression import (
    AnyOf,
    Apportioned,
    Both,
    Compare,
    Difference,
    Either,
    Extreme,
    Gather,
    Gathered,
    Group,
    IsFirst,
    NamedText,
    Not,
    Number,
    NumberChoice,
    NumberLiteral,
    Product,
    Rounded,
    Sum,
    Text,
    TextChoice,
    TextIs,
    TextLiteral,
    TextsAgree,
    Truth,
    TruthLiteral,
    at_places,
)
from openrvu.rules.implication import Supposed

YES = TruthLiteral(value=True)
NO = TruthLiteral(value=False)
NOTHING = NumberLiteral(0)

_ORDER: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">=": operator.ge,
    ">": operator.gt,
}

_Value = TypeVar("_Value", Number, Text)


# Figures --------------------------------------------------------------------------------------


def literal(value: int, places: int) -> NumberLiteral:
    """A fixed figure, without zeros at its end."""
    while places > 0 and value % 10 == 0:
        value, places = value // 10, places - 1
    return NumberLiteral(value, places)


def settled(figure: Number) -> Number:
    """The figure; a literal where its bounds leave it only one value."""
    least, most = figure.bounds
    return literal(least, figure.places) if least == most else figure


def sum_of(left: Number, right: Number) -> Number:
    """``left + right``."""
    if _is(right, 0):
        return left
    return right if _is(left, 0) else settled(Sum(left, right))


def difference(left: Number, right: Number) -> Number:
    """``left - right``."""
    if left is right:
        return NOTHING
    return left if _is(right, 0) else settled(Difference(left, right))


def product(left: Number, right: Number) -> Number:
    """``left x right``."""
    if _is(right, 1):
        return left
    return right if _is(left, 1) else settled(Product(left, right))


def rounded(figure: Number, places: int) -> Number:
    """The figure rounded half up to some places."""
    return figure if figure.places <= places else settled(Rounded(figure, places))


def apportioned(figure: Number, part: Number, whole: Number, finer: int) -> Number:
    """``figure x part / whole``, rounded half up to the figure's places plus ``finer``."""
    if whole.bounds == (0, 0):
        return NOTHING
    if whole.bounds[0] > 0 and _same(part, whole):
        return figure
    node = Apportioned(figure, part, whole, finer)
    match figure, part, whole:
        case NumberLiteral(), NumberLiteral(), NumberLiteral():
            shared = max(part.places, whole.places)
            (of, _), (among, _) = at_places(part, shared), at_places(whole, shared)
            double = 2 * figure.value * 10**finer * of
            return literal((double + among) // (2 * among), node.places)
    return settled(node)


def extreme(left: Number, right: Number, *, lower: bool) -> Number:
    """The lower (or the higher) of two figures."""
    sign = "<=" if lower else ">="
    left_wins = compare(sign, left, right)
    if isinstance(left_wins, TruthLiteral):
        return left if left_wins.value else right
    right_wins = compare(sign, right, left)
    if isinstance(right_wins, TruthLiteral) and right_wins.value:
        return right
    return Extreme(left, right, lower)


def number_choice(cases: Iterable[tuple[Truth, Number]], otherwise: Number) -> Number:
    """The figure of the first case that holds, else ``otherwise``."""
    live, otherwise = _live(cases, otherwise)
    return settled(NumberChoice(live, otherwise)) if live else otherwise


# Texts ----------------------------------------------------------------------------------------


def text_choice(cases: Iterable[tuple[Truth, Text]], otherwise: Text) -> Text:
    """The text of the first case that holds, else ``otherwise``."""
    live, otherwise = _live(cases, otherwise)
    return TextChoice(live, otherwise) if live else otherwise


def text_is(text: Text, values: Sequence[str]) -> Truth:
    """Whether a text is one of some values."""
    known = _values(text)
    if not values or (known is not None and known.isdisjoint(values)):
        return NO
    return YES if known is not None and known.issubset(values) else TextIs(text, tuple(values))


def texts_agree(left: Text, right: Text) -> Truth:
    """Whether two texts are the same."""
    if left is right:
        return YES
    if isinstance(left, TextLiteral):
        return text_is(right, (left.value,))
    if isinstance(right, TextLiteral):
        return text_is(left, (right.value,))
    return TextsAgree(left, right)


# Truths ---------------------------------------------------------------------------------------


def compare(sign: str, left: Number, right: Number) -> Truth:
    """Whether two figures stand in a relation."""
    if left is right:
        return TruthLiteral(sign not in {"<", ">"})
    if sign != "=":
        decided = _decided(_ORDER[sign], left, right)
    else:
        at_most, at_least = (_decided(_ORDER[side], left, right) for side in ("<=", ">="))
        decided = False if at_most is False or at_least is False else at_most and at_least
    return Compare(sign, left, right) if decided is None else TruthLiteral(decided)


def negation(truth: Truth) -> Truth:
    """The contrary."""
    if isinstance(truth, TruthLiteral):
        return TruthLiteral(not truth.value)
    return truth.truth if isinstance(truth, Not) else Not(truth)


def both(left: Truth, right: Truth) -> Truth:
    """One and the other."""
    with_left, with_right = Supposed((left, True)), Supposed((right, True))
    if with_left.decides(right) is True:
        return left
    if with_right.decides(left) is True:
        return right
    with_left.suppose(right, holds=True)
    return NO if with_left.is_impossible or with_right.is_impossible else Both(left, right)


def either(left: Truth, right: Truth) -> Truth:
    """One or the other."""
    without_left, without_right = Supposed((left, False)), Supposed((right, False))
    if without_left.decides(right) is False:
        return left
    if without_right.decides(left) is False:
        return right
    without_left.suppose(right, holds=False)
    return YES if without_left.is_impossible or without_right.is_impossible else Either(left, right)


# Lines among lines ----------------------------------------------------------------------------


def gathered(gather: Gather, figure: Number, group: Group) -> Number:
    """A figure gathered over the lines of a group."""
    if is_no(group.among):
        return NOTHING
    if gather is Gather.MOST and isinstance(figure, NumberLiteral):
        return number_choice([(group.among, figure)], NOTHING)
    return settled(Gathered(gather, figure, group))


def is_first(group: Group) -> Truth:
    """Whether the line comes first in its group."""
    return NO if is_no(group.among) else IsFirst(group)


def any_of(condition: Truth, group: Group) -> Truth:
    """Whether a condition holds for any line of a group."""
    if is_no(group.among) or is_no(condition):
        return NO
    if condition is group.among or is_yes(condition):
        return group.among
    return AnyOf(condition, group)


# What is known of a part ----------------------------------------------------------------------


def is_yes(truth: Truth) -> bool:
    """Whether it is yes whatever the line."""
    return isinstance(truth, TruthLiteral) and truth.value


def is_no(truth: Truth) -> bool:
    """Whether it is no whatever the line."""
    return isinstance(truth, TruthLiteral) and not truth.value


def _is(figure: Number, count: int) -> bool:
    return isinstance(figure, NumberLiteral) and _same(figure, NumberLiteral(count))


def _same(left: Number | Text, right: Number | Text) -> bool:
    """Whether two expressions are one, or literals of one value."""
    match left, right:
        case NumberLiteral(), NumberLiteral():
            places = max(left.digits, right.digits)
            return at_places(left, places) == at_places(right, places)
        case TextLiteral(), TextLiteral():
            return left.value == right.value
    return left is right


def _decided(holds: Callable[[int, int], bool], left: Number, right: Number) -> bool | None:
    """Whether an order holds for all that two figures can be (or for none); else None."""
    places = max(left.places, right.places)
    lefts, rights = at_places(left, places), at_places(right, places)
    corners = {holds(one, other) for one in lefts for other in rights}
    return corners.pop() if len(corners) == 1 else None


def _live(
    cases: Iterable[tuple[Truth, _Value]], otherwise: _Value
) -> tuple[tuple[tuple[Truth, _Value], ...], _Value]:
    """The cases that can be reached and make a difference, and the last resort."""
    live: dict[Truth, _Value] = {}
    so_far = Supposed()
    for truth, value in cases:
        holds = so_far.decides(truth)
        if holds:
            otherwise = value
            break
        if holds is None:
            live[truth] = value
            so_far.suppose(truth, holds=False)
    while live and _same(live[next(reversed(live))], otherwise):
        live.popitem()
    return tuple(live.items()), otherwise


def _values(text: Text) -> frozenset[str] | None:
    """All that a text can be, or None where that is open."""
    match text:
        case TextLiteral(value):
            return frozenset({value})
        case NamedText(value=value):
            return _values(value)
        case TextChoice(cases, otherwise):
            known = [_values(value) for value in (*(value for _, value in cases), otherwise)]
            return None if None in known else frozenset().union(*(k for k in known if k))
    return None
