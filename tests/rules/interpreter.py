"""What rules mean, said as plainly as can be: slow, on exact fractions. Import by its own name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor
from operator import eq, ge, gt, le, lt

from openrvu.rules import expression as ex
from openrvu.rules.expression import Expression, Gather, Group, Number, Text, Truth
from rules.trees import Value

Meaning = Fraction | bool | str

_SIGNS = {"<": lt, "<=": le, "=": eq, ">=": ge, ">": gt}


def values(
    node: Expression, lines: Sequence[Mapping[str, Value]], laws: Mapping[str, int]
) -> list[Meaning]:
    """What an expression is for each line of a claim and day."""
    claim = _Claim(lines, laws)
    return [claim.value(node, at) for at in range(len(lines))]


def scaled(node: Expression, meaning: Meaning) -> Value:
    """A value as lines and answers have it: a figure as a whole number of its units."""
    if not isinstance(meaning, Fraction):
        return meaning
    assert isinstance(node, Number)
    units = meaning * 10**node.places
    assert units.denominator == 1, "a figure has more places than its node says"
    return int(units)


class _Claim:
    def __init__(self, lines: Sequence[Mapping[str, Value]], laws: Mapping[str, int]) -> None:
        self.lines, self.laws = lines, laws
        self.known: dict[tuple[Expression, int], Meaning] = {}

    def value(self, node: Expression, at: int) -> Meaning:
        if (node, at) not in self.known:
            if isinstance(node, Number):
                self.known[node, at] = self._number(node, at)
            elif isinstance(node, Truth):
                self.known[node, at] = self._truth(node, at)
            elif isinstance(node, Text):
                self.known[node, at] = self._text(node, at)
        return self.known[node, at]

    def number(self, node: Number, at: int) -> Fraction:
        found = self.value(node, at)
        assert isinstance(found, Fraction)
        return found

    def truth(self, node: Truth, at: int) -> bool:
        found = self.value(node, at)
        assert isinstance(found, bool)
        return found

    def _number(self, node: Number, at: int) -> Fraction:  # noqa: C901, PLR0911 - one per node
        match node:
            case ex.NumberLiteral(value, digits):
                return Fraction(value, 10**digits)
            case ex.NumberField(name, digits):
                return Fraction(int(self.lines[at][name]), 10**digits)
            case ex.Parameter(name, digits):
                return Fraction(self.laws[name], 10**digits)
            case ex.Sum(left, right):
                return self.number(left, at) + self.number(right, at)
            case ex.Difference(left, right):
                return self.number(left, at) - self.number(right, at)
            case ex.Product(left, right):
                return self.number(left, at) * self.number(right, at)
            case ex.Rounded(figure, digits):
                return _half_up(self.number(figure, at), digits)
            case ex.Apportioned():
                return self._apportioned(node, at)
            case ex.Extreme(left, right, lower):
                return (min if lower else max)(self.number(left, at), self.number(right, at))
            case ex.NumberChoice(cases, otherwise):
                holding = (value for truth, value in cases if self.truth(truth, at))
                return self.number(next(holding, otherwise), at)
            case ex.NamedNumber(_, value):
                return self.number(value, at)
            case ex.Gathered(gather, figure, group):
                return self._gathered(gather, figure, self._group(group, at), at)
        raise AssertionError(node)

    def _apportioned(self, node: ex.Apportioned, at: int) -> Fraction:
        whole = self.number(node.whole, at)
        if whole == 0:
            return Fraction(0)
        share = self.number(node.part, at) / whole
        return _half_up(self.number(node.figure, at) * share, node.places)

    def _truth(self, node: Truth, at: int) -> bool:  # noqa: C901, PLR0911 - one per node
        match node:
            case ex.TruthLiteral(value):
                return value
            case ex.TruthField(name):
                return bool(self.lines[at][name])
            case ex.TextIs(text, options):
                return self.value(text, at) in options
            case ex.TextsAgree(left, right):
                return self.value(left, at) == self.value(right, at)
            case ex.Compare(sign, left, right):
                return bool(_SIGNS[sign](self.number(left, at), self.number(right, at)))
            case ex.Not(truth):
                return not self.truth(truth, at)
            case ex.Both(left, right):
                return self.truth(left, at) and self.truth(right, at)
            case ex.Either(left, right):
                return self.truth(left, at) or self.truth(right, at)
            case ex.NamedTruth(_, value):
                return self.truth(value, at)
            case ex.IsFirst(group):
                return self._group(group, at)[:1] == [at]
            case ex.AnyOf(condition, group):
                return any(self.truth(condition, other) for other in self._group(group, at))
        raise AssertionError(node)

    def _text(self, node: Text, at: int) -> str:
        match node:
            case ex.TextLiteral(value):
                return value
            case ex.TextField(name):
                return str(self.lines[at][name])
            case ex.TextChoice(cases, otherwise):
                holding = (value for truth, value in cases if self.truth(truth, at))
                return str(self.value(next(holding, otherwise), at))
            case ex.NamedText(_, value):
                return str(self.value(value, at))
        raise AssertionError(node)

    def _group(self, group: Group, at: int) -> list[int]:
        """The lines of the group of a line, in order; none where the line does not count."""
        if not self.truth(group.among, at):
            return []
        alike = [
            other
            for other in range(len(self.lines))
            if self.truth(group.among, other)
            and all(self.value(text, other) == self.value(text, at) for text in group.within)
        ]
        for key in reversed(group.order):
            sign = -1 if key.descending else 1
            keys = {other: sign * self.number(key.key, other) for other in alike}
            alike.sort(key=keys.__getitem__)
        return alike

    def _gathered(self, gather: Gather, figure: Number, group: list[int], at: int) -> Fraction:
        if not group:
            return Fraction(0)
        if gather is Gather.RUNNING:
            group = group[: group.index(at) + 1]
        figures = [self.number(figure, other) for other in group]
        return max(figures) if gather is Gather.MOST else sum(figures, Fraction(0))


def _half_up(figure: Fraction, places: int) -> Fraction:
    return Fraction(floor(figure * 10**places + Fraction(1, 2)), 10**places)
