"""Rounds of the quiz: ten pairs of codes, the same for everybody who has the address."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from openrvu.book.book import Book
from openrvu.codes.index import CodeIndex
from openrvu.exact import multiply
from openrvu.site.cards.decks import Card, cards, decks, of_deck

_T = TypeVar("_T")

#: Questions of a round.
QUESTIONS = 10
#: The work RVUs of a pair differ by at least this many times the lesser.
LEAST = Decimal("1.10")


@dataclass(frozen=True, slots=True)
class Level:
    """A difficulty: by stage of a career.

    Attributes:
        slug: in the address.
        name: for the page.
        about: what its pairs are like.
        within: whether both codes come from one deck.
        least: how many times the lesser work RVU the greater one is at least.
        most: and at most.
    """

    slug: str
    name: str
    about: str
    within: bool | None
    least: Decimal
    most: Decimal


#: The levels, easiest first. ``within`` is None where any two codes may meet.
LEVELS = (
    Level(
        slug="students",
        name="Students",
        about="Two codes from two different fields, well apart.",
        within=False,
        least=Decimal("1.5"),
        most=Decimal(8),
    ),
    Level(
        slug="residents",
        name="Residents",
        about="Two codes of one field.",
        within=True,
        least=Decimal("1.2"),
        most=Decimal(6),
    ),
    Level(
        slug="attendings",
        name="Attendings",
        about="Close calls, from anywhere.",
        within=None,
        least=LEAST,
        most=Decimal("1.35"),
    ),
)


@dataclass(frozen=True, slots=True)
class Question:
    """Two codes, of which one has more work.

    Attributes:
        number: from 1.
        one: called ``a``.
        two: called ``b``.
    """

    number: int
    one: Card
    two: Card

    @property
    def answer(self) -> str:
        """``a`` or ``b``."""
        return "a" if self.one.work > self.two.work else "b"

    @property
    def more(self) -> Card:
        """The one with more work."""
        return self.one if self.answer == "a" else self.two

    @property
    def less(self) -> Card:
        """The other one."""
        return self.two if self.answer == "a" else self.one


def level_of(slug: str) -> Level | None:
    """The level of a slug, or None."""
    return next((level for level in LEVELS if level.slug == slug), None)


@lru_cache(maxsize=256)
def round_of(
    level: Level, seed: str, release: str, book: Book, index: CodeIndex
) -> tuple[Question, ...]:
    """The ten questions of a seed: the same on every machine that holds the release.

    Raises:
        ReleaseNotHeld: the book does not hold the release.
    """
    held = cards(book, index, release)
    stacks = [stack for stack in (of_deck(held, deck) for deck in decks()) if stack]
    dice = _Dice(f"{level.slug}/{seed}/{release}")
    made: list[Question] = []
    seen: set[str] = set()
    while len(made) < QUESTIONS:
        pair = _pair(level, stacks, dice)
        codes = {card.code for card in pair}
        if _fits(level, *pair) and not codes & seen:
            seen |= codes
            made.append(Question(len(made) + 1, *pair))
    return tuple(made)


def _pair(level: Level, stacks: Sequence[tuple[Card, ...]], dice: _Dice) -> tuple[Card, Card]:
    """Two cards: fields are drawn before codes, so that none is asked for more than another."""
    first = dice.one_of(stacks)
    if level.within is None:
        second = dice.one_of(stacks)
    elif level.within:
        second = first
    else:
        second = dice.one_of([stack for stack in stacks if stack is not first])
    return dice.one_of(first), dice.one_of(second)


def _fits(level: Level, one: Card, two: Card) -> bool:
    low, high = sorted((one.work, two.work))
    return multiply(low, level.least) <= high <= multiply(low, level.most)


class _Dice:
    """Draws that depend on their seed alone, and on no version of Python."""

    def __init__(self, seed: str) -> None:
        self._seed, self._drawn = seed, 0

    def one_of(self, choices: Sequence[_T]) -> _T:
        self._drawn += 1
        digest = hashlib.sha256(f"{self._seed}/{self._drawn}".encode()).digest()
        return choices[int.from_bytes(digest[:8], "big") % len(choices)]
