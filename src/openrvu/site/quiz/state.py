"""Where a reader is in a round: all of it stands in the address."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from openrvu.book.book import Book
from openrvu.codes.index import CodeIndex
from openrvu.errors import ReleaseNotHeld
from openrvu.site.quiz.rounds import LEVELS, QUESTIONS, Level, Question, level_of, round_of

ADDRESS = "/learn/quiz/"
_SEED = re.compile(r"[a-z0-9]{1,12}\Z")
_PICKS = re.compile(rf"[ab]{{0,{QUESTIONS}}}\Z")
_NUMBER = re.compile(r"[0-9]{1,2}\Z")
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class BadState(ValueError):
    """An address that is no place in a round; the message is a sentence for the reader."""


@dataclass(frozen=True, slots=True)
class State:
    """A place in a round.

    Attributes:
        level: how hard.
        seed: which round.
        release: whose figures.
        picks: the answers given so far, a letter each.
        number: the question shown, from 1; one more than there are for the result.
        questions: all ten.
    """

    level: Level
    seed: str
    release: str
    picks: str
    number: int
    questions: tuple[Question, ...]

    @property
    def question(self) -> Question:
        """The one shown."""
        return self.questions[self.number - 1]

    @property
    def is_answered(self) -> bool:
        """Whether the question shown has its answer."""
        return self.number <= len(self.picks)

    @property
    def is_over(self) -> bool:
        """Whether the result is shown."""
        return self.number > QUESTIONS

    @property
    def pick(self) -> str:
        """What was chosen for the question shown."""
        return self.picks[self.number - 1]

    @property
    def is_right(self) -> bool:
        """Whether that was right."""
        return self.pick == self.question.answer

    @property
    def score(self) -> int:
        """Right answers so far."""
        given = zip(self.questions, self.picks, strict=False)
        return sum(question.answer == pick for question, pick in given)

    @property
    def shared(self) -> str:
        """The address of the round from its first question."""
        return self.address("", 1)

    def address(self, picks: str, number: int) -> str:
        """The address of a place in this round."""
        query = {"level": self.level.slug, "seed": self.seed, "release": self.release}
        if picks:
            query["picks"] = picks
        return f"{ADDRESS}?{urlencode({**query, 'q': number})}"

    def choose(self, letter: str) -> str:
        """The address that answers the question shown."""
        return self.address(self.picks + letter, self.number)

    @property
    def next(self) -> str:
        """The address of the next question, or of the result."""
        return self.address(self.picks, self.number + 1)


def new_seed() -> str:
    """A round that is not another's."""
    return "".join(secrets.choice(_LETTERS) for _ in range(5))


def read_state(parameters: Mapping[str, str], book: Book, index: CodeIndex) -> State:
    """Understand an address.

    Raises:
        BadState: something in it is not what it should be.
    """
    level = level_of(parameters.get("level", ""))
    if level is None:
        raise BadState(f"There is no such level; expected {', '.join(x.slug for x in LEVELS)}.")
    seed, picks = parameters.get("seed", ""), parameters.get("picks", "")
    if not _SEED.match(seed):
        raise BadState("A seed is 1 to 12 small letters and digits, such as k7f2p.")
    if not _PICKS.match(picks):
        raise BadState(f"Picks are up to {QUESTIONS} letters a or b, one for each question.")
    text = parameters.get("q", str(len(picks) + 1))
    number = int(text) if _NUMBER.match(text) else 0
    if not 1 <= number <= len(picks) + 1:
        raise BadState(f"Question {text[:8]} is not open yet: {len(picks)} are answered.")
    release = parameters.get("release", "") or book.newest().label
    try:
        questions = round_of(level, seed, release, book, index)
    except ReleaseNotHeld as error:
        raise BadState(f"{error}.") from None
    return State(level, seed, release, picks, number, questions)
