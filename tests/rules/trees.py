"""Random rules over a few fields, and random claims to run them on. Import by its own name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

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
    Rounded,
    Rule,
    Text,
    TextChoice,
    TextField,
    TextIs,
    TextLiteral,
    TextsAgree,
    Truth,
    TruthField,
    TruthLiteral,
)

Value = str | bool | int
Line = dict[str, Value]

CODES = ("", "A", "B", "C")
TEXTS = (TextField("status"), TextField("family"))
TRUTHS = (TruthField("mod_50"), TruthField("na"))
NUMBERS = (
    NumberField("units", 0, 4),
    NumberField("days", 0, 90),
    NumberField("fee", 2, 500),
    NumberField("index", 3, 2000),
    NumberField("change", 2, 150, -150),
)
LAWS = (Parameter("share", 2, 0, 100), Parameter("floor", 4, 0, 15_000))

#: Beyond this a figure, or what it takes to work it out, is not made: 36 digits fit every engine.
LIMIT = 10**36
MOST_PLACES = 12

_Item = TypeVar("_Item")


@st.composite
def programs(
    draw: st.DrawFn, *, limit: int = LIMIT, windows: bool = True, most: int = 25
) -> dict[str, Expression]:
    """Up to ``most`` nodes on the fields above, sharing their parts, and four of them as outputs.

    No figure, nor what it takes to work one out, goes beyond ``limit`` units.
    """
    pool = _Pool(draw, limit)
    kinds = [pool.figure, pool.division, pool.choice, pool.truth, pool.text, pool.name]
    if windows:
        kinds += [pool.window, pool.window]
    for _ in range(draw(st.integers(min(4, most), most))):
        draw(st.sampled_from(kinds))()
    return {
        "amount": pool.numbers[-1],
        "before": pool.numbers[-2],
        "holds": pool.truths[-1],
        "outcome": pool.texts[-1],
    }


@st.composite
def lines(draw: st.DrawFn) -> Line:
    """One line: a value for every field."""
    line: Line = {text.name: draw(st.sampled_from(CODES)) for text in TEXTS}
    line |= {truth.name: draw(st.booleans()) for truth in TRUTHS}
    return line | {each.name: draw(st.integers(*each.bounds)) for each in NUMBERS}


def claims(most: int = 5) -> st.SearchStrategy[list[Line]]:
    """The lines of one claim and day, in order; at least one."""
    return st.lists(lines(), min_size=1, max_size=most)


@st.composite
def laws(draw: st.DrawFn) -> dict[str, int]:
    """A value for every parameter, within its bounds."""
    return {law.name: draw(st.integers(*law.bounds)) for law in LAWS}


@st.composite
def parts_of(draw: st.DrawFn, whole: dict[str, _Item]) -> dict[str, _Item]:
    """Some of the entries of a mapping."""
    return {name: value for name, value in whole.items() if draw(st.booleans())}


@dataclass
class _Pool:
    """The nodes made so far, by what they are."""

    draw: st.DrawFn
    limit: int
    numbers: list[Number] = field(
        default_factory=lambda: [*LAWS, NumberLiteral(0), NumberLiteral(150, 2), *NUMBERS]
    )
    truths: list[Truth] = field(default_factory=lambda: [TruthLiteral(value=True), *TRUTHS])
    texts: list[Text] = field(default_factory=lambda: [TextLiteral("A"), *TEXTS])
    groups: list[Group] = field(default_factory=list)
    names: int = 0

    def figure(self) -> None:
        """One more figure, if it is small enough."""
        left, right = self._number(), self._number()
        kinds: list[Callable[[], Number]] = [
            lambda: NumberLiteral(self.draw(st.integers(-9, 200)), self.draw(st.integers(0, 3))),
            lambda: left + right,
            lambda: left - right,
            lambda: left * right,
            lambda: Extreme(left, right, lower=self.draw(st.booleans())),
        ]
        self._keep(self.draw(st.sampled_from(kinds))())

    def choice(self) -> None:
        """One more figure for cases, if it is small enough."""
        self._keep(NumberChoice(self._cases(self._number), self._number()))

    def division(self) -> None:
        """One more figure rounded, or apportioned, if it is small enough."""
        positive = [number for number in self.numbers if number.bounds[0] >= 0]
        finer = [number for number in positive if number.places > 0]
        counts = [number for number in positive if number.places == 0]
        if self.draw(st.booleans()):
            figure = self._one(finer)
            self._keep(Rounded(figure, self.draw(st.integers(0, figure.places - 1))))
            return
        whole = self._one(counts)
        finer_by = self.draw(st.integers(0, 2))
        made = Apportioned(self._one(positive), self._one(counts), whole, finer_by)
        if 2 * made.bounds[1] + whole.bounds[1] < self.limit:
            self._keep(made)

    def truth(self) -> None:
        """One more yes or no."""
        left, right = self._truth(), self._truth()
        kinds: list[Callable[[], Truth]] = [
            lambda: left & right,
            lambda: left | right,
            lambda: ~left,
            lambda: TextIs(self._text(), tuple(self.draw(st.sets(st.sampled_from(CODES))))),
            lambda: TextsAgree(self._text(), self._text()),
            lambda: Compare(self._sign(), self._number(), self._number()),
        ]
        self.truths.append(self.draw(st.sampled_from(kinds))())

    def text(self) -> None:
        """One more text."""
        if self.draw(st.booleans()):
            self.texts.append(TextChoice(self._cases(self._text), self._text()))
        else:
            self.texts.append(TextLiteral(self.draw(st.sampled_from(CODES))))

    def name(self) -> None:
        """One more named statement."""
        self.names += 1
        rule = Rule(f"rule.{self.names}")
        match self.draw(st.integers(0, 2)):
            case 0:
                self.numbers.append(NamedNumber(rule, self._number()))
            case 1:
                self.truths.append(NamedTruth(rule, self._truth()))
            case _:
                self.texts.append(NamedText(rule, self._text()))

    def window(self) -> None:
        """One more look at the other lines."""
        group = self._group()
        match self.draw(st.integers(0, 3)):
            case 0:
                self.truths.append(IsFirst(group))
            case 1:
                self.truths.append(AnyOf(self._truth(), group))
            case _:
                gather = self.draw(st.sampled_from(Gather))
                self._keep(Gathered(gather, self._number(), group))

    def _keep(self, figure: Number) -> None:
        if figure.places > MOST_PLACES:
            return
        # Put beside a finer figure, or rounded, it must fit as well.
        if 2 * 10 ** (MOST_PLACES - figure.places) * max(map(abs, figure.bounds)) < self.limit:
            self.numbers.append(figure)

    def _group(self) -> Group:
        is_shared = self.draw(st.booleans())
        if is_shared and self.groups:
            return self.draw(st.sampled_from(self.groups))
        within = [self._text() for _ in range(self.draw(st.integers(0, 2)))]
        keys = [
            Order(self._number(), descending=self.draw(st.booleans()))
            for _ in range(self.draw(st.integers(0, 2)))
        ]
        self.groups.append(Group(tuple(within), self._truth(), tuple(keys)))
        return self.groups[-1]

    def _cases(self, value: Callable[[], _Item]) -> tuple[tuple[Truth, _Item], ...]:
        return tuple((self._truth(), value()) for _ in range(self.draw(st.integers(1, 3))))

    def _sign(self) -> str:
        return self.draw(st.sampled_from(("<", "<=", "=", ">=", ">")))

    def _number(self) -> Number:
        return self._one(self.numbers)

    def _truth(self) -> Truth:
        return self._one(self.truths)

    def _text(self) -> Text:
        return self._one(self.texts)

    def _one(self, items: list[_Item]) -> _Item:
        """One of them, more often a late one, so that trees grow deep."""
        return self.draw(st.sampled_from(items) | st.sampled_from(items[-4:]))
