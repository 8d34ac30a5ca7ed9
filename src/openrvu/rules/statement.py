"""How rules are written down: names, choices, percentages and rounding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from openrvu.exact import CENT_PLACES
from openrvu.rules.expression import (
    AnyOf,
    Apportioned,
    Either,
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
    NumberLiteral,
    Order,
    Parameter,
    Rounded,
    Rule,
    Text,
    TextChoice,
    TextLiteral,
    Truth,
    TruthLiteral,
)
from openrvu.rules.parameters import parameter as dated

NOTHING = NumberLiteral(0)
ONE = NumberLiteral(1)
TWO = NumberLiteral(2)
YES = TruthLiteral(value=True)


@overload
def named(rule: Rule, value: Number) -> NamedNumber: ...
@overload
def named(rule: Rule, value: Truth) -> NamedTruth: ...
@overload
def named(rule: Rule, value: Text) -> NamedText: ...
def named(rule: Rule, value: Number | Truth | Text) -> NamedNumber | NamedTruth | NamedText:
    """Give a statement its name."""
    if isinstance(value, Number):
        return NamedNumber(rule, value)
    if isinstance(value, Truth):
        return NamedTruth(rule, value)
    return NamedText(rule, value)


def law(name: str) -> Parameter:
    """A dated figure of the law, by its name in ``parameters/*.toml``.

    Raises:
        KeyError: there is none of that name.
    """
    told = dated(name)
    return Parameter(name, told.places, *told.bounds)


def choose(*cases: tuple[Truth, Number], otherwise: Number) -> Number:
    """The figure of the first case that holds, else ``otherwise``."""
    return NumberChoice(cases, otherwise)


def choose_text(*cases: tuple[Truth, str | Text], otherwise: str | Text) -> Text:
    """The text of the first case that holds, else ``otherwise``."""
    return TextChoice(tuple((truth, _text(value)) for truth, value in cases), _text(otherwise))


def _text(value: str | Text) -> Text:
    return TextLiteral(value) if isinstance(value, str) else value


def any_of(*truths: Truth) -> Truth:
    """Whether at least one holds."""
    first, *rest = truths
    for truth in rest:
        first = Either(first, truth)
    return first


def cents(figure: Number) -> Number:
    """Rounded half up to cents.

    Raises:
        ValueError: the figure can be negative.
    """
    return rounded(figure, CENT_PLACES)


def rounded(figure: Number, places: int) -> Number:
    """Rounded half up; a figure that has no more places than that is left as it is.

    Raises:
        ValueError: the figure can be negative.
    """
    if figure.bounds[0] < 0:
        raise ValueError("a rule rounds only figures that cannot be negative")
    return figure if figure.places <= places else Rounded(figure, places)


def apportioned(figure: Number, part: Number, whole: Number, *, finer: int = 0) -> Number:
    """``figure x part / whole``, rounded half up once."""
    return Apportioned(figure, part, whole, finer)


def lower_of(left: Number, right: Number) -> Number:
    """The lower of two figures."""
    return Extreme(left, right, lower=True)


def at_least_nothing(figure: Number) -> Number:
    """The figure, or 0 where it is negative."""
    return Extreme(figure, NOTHING, lower=False)


def group(meeting: str, *within: Text, among: Truth = YES, order: Sequence[Number] = ()) -> Group:
    """Lines of one claim and day that agree in the texts ``within``, highest first by ``order``.

    See :class:`Group`; ``meeting`` is what they meet for.
    """
    return Group(within, among, tuple(Order(key) for key in order), meeting)


def total(figure: Number, lines: Group) -> Number:
    """The sum over the lines of a group."""
    return Gathered(Gather.SUM, figure, lines)


def up_to_here(figure: Number, lines: Group) -> Number:
    """The sum over the lines of a group up to and with this one, in order."""
    return Gathered(Gather.RUNNING, figure, lines)


def highest(figure: Number, lines: Group) -> Number:
    """The highest figure among the lines of a group."""
    return Gathered(Gather.MOST, figure, lines)


def is_first(lines: Group) -> Truth:
    """Whether this line comes first in a group."""
    return IsFirst(lines)


def any_line(condition: Truth, lines: Group) -> Truth:
    """Whether a condition holds for any line of a group."""
    return AnyOf(condition, lines)
