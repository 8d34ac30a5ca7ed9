"""The vocabulary in which payment rules are stated.

A rule is a tree of these nodes over fields of a claim line and dated parameters. Three readers
walk it: :mod:`openrvu.rules.as_python` runs it for one claim, :mod:`openrvu.rules.as_sql` writes it
as SQL for a table of claims, :mod:`openrvu.rules.as_words` says it.

Every number is a whole number of ``10**-places`` units, so that no reader can lose a digit. Each
node knows the least and the most it can be, in those units; a reader picks an integer type that
holds it. Nodes compare by identity: two that look alike are two statements. A figure works out its
places and bounds once: shared as statements are, asking anew at every use would take hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Expression:
    """Anything a rule can say: a :class:`Number`, a :class:`Truth` or a :class:`Text`."""

    __slots__ = ()

    def parts(self) -> Iterator[Expression]:
        """The expressions this one is made of, in order."""
        yield from ()


class Text(Expression):
    """A short code, such as an indicator or a place of service."""

    __slots__ = ()

    def is_in(self, *values: str) -> Truth:
        """Whether the text is one of some values."""
        return TextIs(self, values)


class Truth(Expression):
    """Yes or no."""

    __slots__ = ()

    def __and__(self, other: Truth) -> Truth:
        """Both."""
        return Both(self, other)

    def __or__(self, other: Truth) -> Truth:
        """At least one of the two."""
        return Either(self, other)

    def __invert__(self) -> Truth:
        """Not so."""
        return Not(self)


class Number(Expression):
    """A figure: a whole number of ``10**-places`` units between ``least`` and ``most``."""

    __slots__ = ()

    @property
    def places(self) -> int:
        """Digits after the point."""
        raise NotImplementedError

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the most the figure can be, in units of its last place."""
        raise NotImplementedError

    def __add__(self, other: Number) -> Number:
        """The sum."""
        return Sum(self, other)

    def __sub__(self, other: Number) -> Number:
        """The difference."""
        return Difference(self, other)

    def __mul__(self, other: Number) -> Number:
        """The product."""
        return Product(self, other)

    def __gt__(self, other: Number) -> Truth:
        """Whether this is more."""
        return Compare(">", self, other)

    def __ge__(self, other: Number) -> Truth:
        """Whether this is as much or more."""
        return Compare(">=", self, other)

    def __lt__(self, other: Number) -> Truth:
        """Whether this is less."""
        return Compare("<", self, other)

    def __le__(self, other: Number) -> Truth:
        """Whether this is as much or less."""
        return Compare("<=", self, other)

    def equals(self, other: Number) -> Truth:
        """Whether the two figures are the same."""
        return Compare("=", self, other)


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A named statement, with where it stands in the law or the manual.

    Attributes:
        name: unique, such as ``bilateral.both_sides``.
        title: a few words for a heading.
        says: the rule in our own words.
        cites: statute, regulation, manual section or CMS file.
        touches: the indicator values it looks at, such as ``bilateral 1``.
        is_step: whether its figure is an amount of the line that a reader wants to see.
    """

    name: str
    title: str = ""
    says: str = ""
    cites: str = ""
    touches: tuple[str, ...] = ()
    is_step: bool = False


# Leaves ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class TextField(Text):
    """A text that comes with the line."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class TruthField(Truth):
    """A yes or no that comes with the line."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class NumberField(Number):
    """A figure that comes with the line."""

    name: str
    digits: int
    highest: int
    lowest: int = 0

    @property
    def places(self) -> int:
        """Digits after the point."""
        return self.digits

    @property
    def bounds(self) -> tuple[int, int]:
        """As declared; a reader of data refuses what lies outside."""
        return self.lowest, self.highest


@dataclass(frozen=True, slots=True, eq=False)
class Parameter(Number):
    """A dated figure of the law; its values stand in ``parameters/*.toml``."""

    name: str
    digits: int
    lowest: int
    highest: int

    @property
    def places(self) -> int:
        """Digits after the point, the most that any of its values has."""
        return self.digits

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the most of its values."""
        return self.lowest, self.highest


@dataclass(frozen=True, slots=True, eq=False)
class TextLiteral(Text):
    """A fixed text."""

    value: str


@dataclass(frozen=True, slots=True, eq=False)
class TruthLiteral(Truth):
    """Yes, or no."""

    value: bool


@dataclass(frozen=True, slots=True, eq=False)
class NumberLiteral(Number):
    """A fixed whole figure. In rules only counts are written so, never a rate."""

    value: int
    digits: int = 0

    @property
    def places(self) -> int:
        """Digits after the point."""
        return self.digits

    @property
    def bounds(self) -> tuple[int, int]:
        """The figure itself."""
        return self.value, self.value


# Truths ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class TextIs(Truth):
    """Whether a text is one of some values."""

    text: Text
    values: tuple[str, ...]

    def parts(self) -> Iterator[Expression]:
        """The text."""
        yield self.text


@dataclass(frozen=True, slots=True, eq=False)
class TextsAgree(Truth):
    """Whether two texts are the same."""

    left: Text
    right: Text

    def parts(self) -> Iterator[Expression]:
        """Both."""
        yield from (self.left, self.right)


@dataclass(frozen=True, slots=True, eq=False)
class Compare(Truth):
    """Whether two figures stand in a relation: ``<``, ``<=``, ``=``, ``>=`` or ``>``."""

    sign: str
    left: Number
    right: Number

    def parts(self) -> Iterator[Expression]:
        """Both."""
        yield from (self.left, self.right)


@dataclass(frozen=True, slots=True, eq=False)
class Not(Truth):
    """The contrary."""

    truth: Truth

    def parts(self) -> Iterator[Expression]:
        """What is denied."""
        yield self.truth


@dataclass(frozen=True, slots=True, eq=False)
class Both(Truth):
    """One and the other."""

    left: Truth
    right: Truth

    def parts(self) -> Iterator[Expression]:
        """Both."""
        yield from (self.left, self.right)


@dataclass(frozen=True, slots=True, eq=False)
class Either(Truth):
    """One or the other."""

    left: Truth
    right: Truth

    def parts(self) -> Iterator[Expression]:
        """Both."""
        yield from (self.left, self.right)


# Figures --------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Sum(Number):
    """``left + right``."""

    left: Number
    right: Number

    @cached_property
    def places(self) -> int:
        """As many as the finer of the two."""
        return max(self.left.places, self.right.places)

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """Sums of the ends."""
        (a, b), (c, d) = at_places(self.left, self.places), at_places(self.right, self.places)
        return a + c, b + d

    def parts(self) -> Iterator[Expression]:
        """Both."""
        yield from (self.left, self.right)


@dataclass(frozen=True, eq=False)
class Difference(Number):
    """``left - right``."""

    left: Number
    right: Number

    @cached_property
    def places(self) -> int:
        """As many as the finer of the two."""
        return max(self.left.places, self.right.places)

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """Differences of the opposite ends."""
        (a, b), (c, d) = at_places(self.left, self.places), at_places(self.right, self.places)
        return a - d, b - c

    def parts(self) -> Iterator[Expression]:
        """Both."""
        yield from (self.left, self.right)


@dataclass(frozen=True, eq=False)
class Product(Number):
    """``left x right``, exact: the places add up."""

    left: Number
    right: Number

    @cached_property
    def places(self) -> int:
        """Those of both together."""
        return self.left.places + self.right.places

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The extremes of the products of the ends."""
        ends = [a * b for a in self.left.bounds for b in self.right.bounds]
        return min(ends), max(ends)

    def parts(self) -> Iterator[Expression]:
        """Both."""
        yield from (self.left, self.right)


@dataclass(frozen=True, eq=False)
class Rounded(Number):
    """A figure rounded half up to some places; the figure is never negative."""

    figure: Number
    digits: int

    @cached_property
    def places(self) -> int:
        """Those rounded to."""
        return self.digits

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The rounded ends."""
        least, most = self.figure.bounds
        unit = 10 ** (self.figure.places - self.digits)
        return (2 * least + unit) // (2 * unit), (2 * most + unit) // (2 * unit)

    def parts(self) -> Iterator[Expression]:
        """The figure."""
        yield self.figure


@dataclass(frozen=True, eq=False)
class Apportioned(Number):
    """``figure x part / whole`` rounded half up to the figure's places plus ``finer``.

    ``part`` and ``whole`` are counts (days, minutes). Where ``whole`` is 0 the answer is 0.
    """

    figure: Number
    part: Number
    whole: Number
    finer: int = 0

    @cached_property
    def places(self) -> int:
        """Those of the figure, and the finer ones asked for."""
        return self.figure.places + self.finer

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """From nothing to the figure times the largest part."""
        return 0, self.figure.bounds[1] * self.part.bounds[1] * 10**self.finer

    def parts(self) -> Iterator[Expression]:
        """All three."""
        yield from (self.figure, self.part, self.whole)


@dataclass(frozen=True, eq=False)
class Extreme(Number):
    """The lower (or the higher) of two figures."""

    left: Number
    right: Number
    lower: bool = True

    @cached_property
    def places(self) -> int:
        """As many as the finer of the two."""
        return max(self.left.places, self.right.places)

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The lower (or higher) of the ends."""
        (a, b), (c, d) = at_places(self.left, self.places), at_places(self.right, self.places)
        pick = min if self.lower else max
        return pick(a, c), pick(b, d)

    def parts(self) -> Iterator[Expression]:
        """Both."""
        yield from (self.left, self.right)


@dataclass(frozen=True, eq=False)
class NumberChoice(Number):
    """The figure of the first case whose condition holds, else another."""

    cases: tuple[tuple[Truth, Number], ...]
    otherwise: Number

    @cached_property
    def places(self) -> int:
        """As many as the finest of all."""
        return max(value.places for value in self._values())

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The widest of all."""
        ends = [at_places(value, self.places) for value in self._values()]
        return min(low for low, _ in ends), max(high for _, high in ends)

    def _values(self) -> list[Number]:
        return [*(value for _, value in self.cases), self.otherwise]

    def parts(self) -> Iterator[Expression]:
        """Conditions and figures, in order, and the last resort."""
        for case in self.cases:
            yield from case
        yield self.otherwise


@dataclass(frozen=True, slots=True, eq=False)
class TextChoice(Text):
    """The text of the first case whose condition holds, else another."""

    cases: tuple[tuple[Truth, Text], ...]
    otherwise: Text

    def parts(self) -> Iterator[Expression]:
        """Conditions and texts, in order, and the last resort."""
        for case in self.cases:
            yield from case
        yield self.otherwise


# Lines among lines ----------------------------------------------------------------------------


class Gather(StrEnum):
    """What is asked of the other lines of a group."""

    SUM = "sum"  # of the figure over all lines
    RUNNING = "running"  # sum up to and with this line, in order
    MOST = "most"  # the highest figure


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """One key that lines are put in order by."""

    key: Number
    descending: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Lines of one claim and day that agree in some texts.

    Attributes:
        within: texts that must agree beyond claim and day.
        among: which lines count; the others see 0 (or no).
        order: keys in order of weight; the line number breaks every tie.
        meeting: what the lines meet for, such as ``ranking``: see :mod:`openrvu.rules.meetings`.
    """

    within: tuple[Text, ...] = ()
    among: Truth = field(default_factory=lambda: TruthLiteral(value=True))
    order: tuple[Order, ...] = ()
    meeting: str = ""

    def parts(self) -> Iterator[Expression]:
        """Everything it looks at."""
        yield from self.within
        yield self.among
        yield from (order.key for order in self.order)


#: No claim has more lines of one day than this; intake refuses those that do.
MOST_LINES = 10_000


@dataclass(frozen=True, eq=False)
class Gathered(Number):
    """A figure gathered over the lines of a group; 0 for a line not among them.

    ``SUM`` and ``MOST`` are the same for every line of the group; lines not among them add nothing.
    """

    gather: Gather
    figure: Number
    group: Group

    @cached_property
    def places(self) -> int:
        """Those of the figure."""
        return self.figure.places

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """From nothing to the most of every line together."""
        least, most = self.figure.bounds
        times = 1 if self.gather is Gather.MOST else MOST_LINES
        return min(0, least * times), max(0, most * times)

    def parts(self) -> Iterator[Expression]:
        """The figure, and what the group looks at."""
        yield self.figure
        yield from self.group.parts()


@dataclass(frozen=True, slots=True, eq=False)
class IsFirst(Truth):
    """Whether the line is the first of its group, in order; no for a line not among them."""

    group: Group

    def parts(self) -> Iterator[Expression]:
        """What the group looks at."""
        yield from self.group.parts()


@dataclass(frozen=True, slots=True, eq=False)
class AnyOf(Truth):
    """Whether a condition holds for any line of the group, among those that count."""

    condition: Truth
    group: Group

    def parts(self) -> Iterator[Expression]:
        """The condition, and what the group looks at."""
        yield self.condition
        yield from self.group.parts()


# Names ----------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class NamedNumber(Number):
    """A figure with a rule's name."""

    rule: Rule
    value: Number

    @cached_property
    def places(self) -> int:
        """Those of the figure."""
        return self.value.places

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """Those of the figure."""
        return self.value.bounds

    def parts(self) -> Iterator[Expression]:
        """The figure."""
        yield self.value


@dataclass(frozen=True, slots=True, eq=False)
class NamedTruth(Truth):
    """A yes or no with a rule's name."""

    rule: Rule
    value: Truth

    def parts(self) -> Iterator[Expression]:
        """The yes or no."""
        yield self.value


@dataclass(frozen=True, slots=True, eq=False)
class NamedText(Text):
    """A text with a rule's name."""

    rule: Rule
    value: Text

    def parts(self) -> Iterator[Expression]:
        """The text."""
        yield self.value


Named = NamedNumber | NamedTruth | NamedText


def at_places(number: Number, places: int) -> tuple[int, int]:
    """The bounds of a figure in units of ``10**-places``, which are not coarser than its own."""
    least, most = number.bounds
    unit = 10 ** (places - number.places)
    return least * unit, most * unit
