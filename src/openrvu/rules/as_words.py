"""Says a rule in words: an expression as short lines, each at its depth.

The lines are for a page. They say what :mod:`openrvu.rules.as_python` runs and
:mod:`openrvu.rules.as_sql` writes, from the same tree, so they cannot say anything else. Another
rule is named, not told again; what a rule looks at more than once has a letter, told at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_uppercase

from openrvu.rules import expression as ex
from openrvu.rules.phrases import (
    GATHERED,
    PLACES,
    SIGNS,
    Letters,
    Phrase,
    Piece,
    conditions,
    flat,
    in_common,
    joined,
    length,
    phrase_of,
)

#: A longer phrase is told on lines of its own.
_LONGEST = 96
#: A shorter phrase is told again each time.
_SHORTEST = 44


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        depth: how far it is set in, from 0.
        pieces: its words, in order.
    """

    depth: int
    pieces: Phrase

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(piece.text for piece in self.pieces)


def in_words(rule: ex.Named) -> tuple[Line, ...]:
    """What a rule states, line by line."""
    letters = _lettered(rule.value)
    teller = _Teller(letters)
    lines = list(teller.lines(rule.value, 0))
    for told, letter in letters.items():
        lines += _Teller({t: x for t, x in letters.items() if t is not told}).meaning(told, letter)
    return tuple(lines)


def rules_named(rule: ex.Named) -> tuple[str, ...]:
    """Names of the rules that a rule looks at, each once, in order."""
    return tuple(dict.fromkeys(piece.rule for piece in _pieces(rule) if piece.rule))


def parameters_named(rule: ex.Named) -> tuple[str, ...]:
    """Names of the dated figures that a rule states itself, each once, in order."""
    return tuple(dict.fromkeys(piece.parameter for piece in _pieces(rule) if piece.parameter))


def texts_given(rule: ex.Named) -> tuple[str, ...]:
    """The texts that a rule itself can answer with, each once, in order."""
    return tuple(dict.fromkeys(text for text in _texts(rule.value) if text))


def _texts(told: ex.Expression) -> Iterator[str]:
    if isinstance(told, ex.TextLiteral):
        yield told.value
    elif isinstance(told, ex.TextChoice):
        for part in told.parts():
            yield from _texts(part)


def _pieces(rule: ex.Named) -> Iterator[Piece]:
    for line in in_words(rule):
        yield from line.pieces


def _lettered(told: ex.Expression) -> dict[ex.Expression | ex.Group, str]:
    """The long parts that are looked at more than once, in the order they are met."""
    times: Counter[ex.Expression | ex.Group] = Counter()
    _count(told, times)
    shared = [part for part, count in times.items() if count > 1 and _is_long(part)]
    return {part: f"({_letter(at)})" for at, part in enumerate(shared)}


def _letter(at: int) -> str:
    """A to Z, then AA to ZZ."""
    times, which = divmod(at, len(ascii_uppercase))
    return ascii_uppercase[which] * (times + 1)


def _count(told: ex.Expression | ex.Group, times: Counter[ex.Expression | ex.Group]) -> None:
    if isinstance(told, ex.Named):
        return
    parts: list[ex.Expression | ex.Group] = list(told.parts())
    if isinstance(told, ex.Gathered | ex.IsFirst | ex.AnyOf):
        parts = [*(part for part in parts if part not in set(told.group.parts())), told.group]
    for part in parts:
        times[part] += 1
        if times[part] == 1:
            _count(part, times)


def _is_long(told: ex.Expression | ex.Group) -> bool:
    if isinstance(told, ex.Group):
        said = sum(length(phrase_of(part, {})) for _, part in conditions(told))
        return said + length(in_common(told, {})) > _SHORTEST
    return not isinstance(told, ex.Named) and length(phrase_of(told, {})) > _SHORTEST


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells expressions in lines, by the letters that stand for some of them."""

    letters: Letters

    def meaning(self, told: ex.Expression | ex.Group, letter: str) -> Iterator[Line]:
        """What a letter stands for."""
        if isinstance(told, ex.Group):
            yield _line(0, f"{letter} are the lines of the day:")
            yield from self._conditions(told, 1)
        else:
            yield from self.lines(told, 0, f"{letter} means: ")

    def lines(self, told: ex.Expression, depth: int, before: str = "") -> Iterator[Line]:
        """An expression on one line where it is short, else on several."""
        phrase = phrase_of(told, self.letters)
        plain = not self._branches(told) or (depth > 0 and not before and self._is_aside(told))
        if told in self.letters or (plain and length(phrase) <= _LONGEST):
            yield _line(depth, before, phrase)
        elif isinstance(told, ex.NumberChoice | ex.TextChoice):
            yield from self._cases(told, depth, before)
        elif isinstance(told, ex.Gathered | ex.IsFirst | ex.AnyOf):
            yield from self._among(told, depth, before)
        elif heading := _heading(told):
            yield _line(depth, f"{before}{heading}:")
            for part in self._headed(told):
                yield from self.lines(part, depth + 1)
        else:
            yield _line(depth, before, phrase)

    def _headed(self, told: ex.Expression) -> Iterator[ex.Expression]:
        """The parts below a heading, which has said a fixed lowest figure already."""
        parts = flat(told, self.letters)
        if isinstance(told, ex.Extreme) and _lowest(told):
            return iter((told.left,))
        return parts

    def _cases(
        self, told: ex.NumberChoice | ex.TextChoice, depth: int, before: str
    ) -> Iterator[Line]:
        if before:
            yield _line(depth, before.rstrip())
            depth += 1
        word = "if"
        for truth, value in told.cases:
            yield from self._case(list(self.lines(truth, depth, f"{word} ")), value, depth)
            word = "else if"
        yield from self._case([_line(depth, "otherwise")], told.otherwise, depth)

    def _case(self, said: list[Line], value: ex.Expression, depth: int) -> Iterator[Line]:
        """A condition and what follows from it, on one line where both are short."""
        result = list(self.lines(value, depth + 1))
        if len(said) > 1:  # below conditions of several lines, what follows needs a word
            said.append(_line(depth, "then"))
        last = said.pop()
        yield from said
        together = Line(depth, joined(last.pieces, ": ", result[0].pieces))
        if len(result) == 1 and len(together.text) <= _LONGEST:
            yield together
        else:
            yield Line(depth, joined(last.pieces, ":"))
            yield from result

    def _among(
        self, told: ex.Gathered | ex.IsFirst | ex.AnyOf, depth: int, before: str
    ) -> Iterator[Line]:
        """What is asked of the other lines, which lines they are, and what of them."""
        group = told.group
        lines = (
            f"the lines {self.letters[group]}" if group in self.letters else "the lines of the day"
        )
        if isinstance(told, ex.IsFirst):
            yield _line(depth, f"{before}this line is the first of {lines}:")
        elif isinstance(told, ex.AnyOf):
            yield _line(depth, f"{before}for one of {lines}:")
        else:
            yield _line(depth, f"{before}{GATHERED[told.gather]}, over {lines}:")
        if group not in self.letters:
            yield from self._conditions(group, depth + 1)
        if isinstance(told, ex.Gathered):
            yield from self.lines(told.figure, depth + 1, "of ")
        elif isinstance(told, ex.AnyOf):
            yield from self.lines(told.condition, depth + 1, "it holds that ")

    def _conditions(self, group: ex.Group, depth: int) -> Iterator[Line]:
        if common := in_common(group, self.letters):
            yield Line(depth, common)
        for words, part in conditions(group):
            yield from self.lines(part, depth, words)

    def _branches(self, told: ex.Expression) -> bool:
        """Whether lines say it better than a phrase: there is a choice in it."""
        if isinstance(told, ex.Named) or told in self.letters:
            return False
        if isinstance(told, ex.NumberChoice | ex.TextChoice):
            return True
        return any(self._branches(part) and not self._is_aside(part) for part in told.parts())

    def _is_aside(self, told: ex.Expression) -> bool:
        """A choice of two without further ones: a phrase can say it where it is part of a sum."""
        return (
            isinstance(told, ex.NumberChoice)
            and len(told.cases) == 1
            and not any(self._branches(part) for part in told.parts())
        )


def _line(depth: int, *parts: str | Phrase) -> Line:
    return Line(depth, joined(*parts))


_HEADINGS: dict[type[ex.Expression], str] = {
    ex.Sum: "the sum of",
    ex.Product: "the product of",
    ex.Both: "all of these hold",
    ex.Either: "any of these holds",
    ex.Not: "this does not hold",
    ex.Difference: "the first less the second",
    ex.Apportioned: "the first × the second / the third, rounded half up",
}


def _heading(told: ex.Expression) -> str:
    """What introduces the parts of an expression told on several lines; empty where nothing can."""
    if isinstance(told, ex.Rounded):
        return f"rounded half up to {PLACES[told.digits]}"
    if isinstance(told, ex.Extreme):
        if lowest := _lowest(told):
            return f"not less than {lowest}"
        return "the lower of" if told.lower else "the higher of"
    if isinstance(told, ex.Compare):
        return f"the first {SIGNS[told.sign]} the second"
    return _HEADINGS.get(type(told), "")


def _lowest(told: ex.Extreme) -> str:
    """The fixed figure that another must reach; empty where both are figures of the line."""
    fixed = isinstance(told.right, ex.NumberLiteral) and not told.lower
    return phrase_of(told.right, {})[0].text if fixed else ""
