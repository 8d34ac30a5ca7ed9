"""What quick entry's text is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from itertools import groupby

from openrvu.productivity.log.quick_words import FILLERS, LONE_PLACES, LOOSE_PLACES
from openrvu.productivity.log.role import Role


class TokenKind(Enum):
    """What a stretch of the text is."""

    LINE = auto()  # a line ends
    CASE = auto()  # a case ends
    JOIN = auto()  # what follows belongs to the same case
    CODE = auto()
    MODIFIER = auto()
    UNITS = auto()
    DATE = auto()
    PLACE = auto()
    ROLE = auto()
    TAG = auto()
    NOTE = auto()
    IGNORED = auto()
    WORD = auto()
    FIGURE = auto()
    BAD = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the text.

    Attributes:
        kind: what it is.
        start: where it begins.
        end: after its last character.
        text: what it says: the code, the modifier, the units, the words, two digits of a place.
        day: of a date; None where there is no such day.
        role: of a role.
        loose: of a place that several could be meant by.
    """

    kind: TokenKind
    start: int
    end: int
    text: str = ""
    day: date | None = None
    role: Role | None = None
    loose: bool = False


#: What phrases are made of.
PHRASE = (TokenKind.WORD, TokenKind.FIGURE)


def without_fillers(words: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Words without the small ones at both ends, such as ``in`` and ``with``; and those."""
    begin, end = 0, len(words)
    while begin < end and words[begin].text.lower() in FILLERS:
        begin += 1
    while end > begin and words[end - 1].text.lower() in FILLERS:
        end -= 1
    return words[begin:end], [*words[:begin], *words[end:]]


def with_places(tokens: Sequence[Token]) -> list[Token]:
    """The same tokens; a phrase that is nothing but a place of service is one.

    It is none where the text says nothing else: then a procedure is looked for.
    """
    phrases = [list(run) for is_phrase, run in _runs(tokens) if is_phrase]
    if len(phrases) < 2 and all(token.kind is not TokenKind.CODE for token in tokens):
        return list(tokens)
    found: list[Token] = []
    for is_phrase, run in _runs(tokens):
        words = list(run)
        found += (_as_place(words) if is_phrase else None) or words
    return found


def _runs(tokens: Sequence[Token]) -> Iterator[tuple[bool, Iterator[Token]]]:
    return groupby(tokens, lambda token: token.kind in PHRASE)


def _as_place(words: Sequence[Token]) -> list[Token] | None:
    kept, small = without_fillers(words)
    said = " ".join(word.text for word in kept).strip("()").lower()
    pos = LONE_PLACES.get(said)
    if pos is None:
        return None
    place = Token(TokenKind.PLACE, kept[0].start, kept[-1].end, pos, loose=said in LOOSE_PLACES)
    ignored = [Token(TokenKind.IGNORED, w.start, w.end, "a small word") for w in small]
    return sorted((*ignored, place), key=lambda token: token.start)
