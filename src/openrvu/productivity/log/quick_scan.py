"""The text of quick entry as tokens, each with its place. Nothing is dropped without a token."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from openrvu.productivity.log.quick_words import (
    BARE_PLACES,
    LIST_MARKS,
    LOOSE_PLACES,
    MORE_MARKS,
    PLACES,
    ROLES,
)
from openrvu.productivity.log.role import Role
from openrvu.productivity.log.said_dates import said_date
from openrvu.rules.modifiers import modifier as known_modifier


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


_BLANK = re.compile(r"[^\S\n\t]+|[.:!?|–—-](?=\s|$)")
_BULLET = re.compile(r"[ \t]*(?:[-•*·]|\d{1,2}[.)])[ \t]+")
_SEPARATORS = (
    (TokenKind.LINE, re.compile(r"\n")),
    (TokenKind.CASE, re.compile(r"[,;]")),
    (TokenKind.JOIN, re.compile(r"[+&/\t]|and(?= +[0-9A-Za-z][0-9]{3}[0-9A-Za-z](?!\w))", re.I)),
)
_NOTE = re.compile(r"\"([^\"\n]*)\"|“([^”\n]*)”")
_TAG = re.compile(r"#([^\s,;#\"]+)")
#: A figure of a date, as in ``@ 3/2``, is no place.
_PLACE = re.compile(
    r"@ ?([A-Za-z-]+|\d{1,2})(?!\w|/\d\d?(?!\d))|pos[ :=]{0,2}(\d{1,2})(?!\w)", re.IGNORECASE
)
_BARE_PLACE = re.compile(rf"(?:{'|'.join(BARE_PLACES)})(?![\w-])", re.IGNORECASE)
_CODE = re.compile(r"(?:(\d{1,5}) ?[xX*×] ?)?([0-9A-Za-z][0-9]{3}[0-9A-Za-z])(?:(?!\w)|(?=[xX]\d))")
_UNITS = re.compile(
    r"[xX*×] ?(\d{1,5})(?!\w)|\((\d{1,5})\)|(\d{1,5}) ?[xX*×](?!\w)|(\d{1,5}) units?(?!\w)"
    r"|units?[ :=]{0,2}(\d{1,5})(?!\w)"
)
_MODIFIER = re.compile(
    r"(?:-|mod(?:ifier)?s? ?)?([0-9A-Za-z]{2})(?:(?![\w'’])|(?=x\d))", re.IGNORECASE
)
_WORD = re.compile(r"\(?[^\W\d_][^\s,;+\"#@()\t]*\)?")
_FIGURE = re.compile(r"\d[\w.%-]*")
_TRAILING = ".:!?"


def scan(text: str, today: date, skipped: Mapping[int, int]) -> list[Token]:
    """The tokens of a text, in order.

    Args:
        text: as typed or pasted.
        today: of the person.
        skipped: stretches that are not read, from start to end: columns of no use.
    """
    return list(_Scanner(text, today, skipped))


class _Scanner:
    """Walks a text line by line."""

    def __init__(self, text: str, today: date, skipped: Mapping[int, int]) -> None:
        self._text, self._today, self._skipped = text, today, skipped
        self._last = TokenKind.LINE
        self._is_list = False

    def __iter__(self) -> Iterator[Token]:
        at = 0
        for line in self._text.split("\n"):
            self._is_list = "\t" in line or any(p.search(line) for p, _ in LIST_MARKS)
            bullet = _BULLET.match(line)
            yield from self._tokens(at + (bullet.end() if bullet else 0), at + len(line))
            at += len(line) + 1
            if at <= len(self._text):
                yield Token(TokenKind.LINE, at - 1, at)
                self._last = TokenKind.LINE

    def _tokens(self, at: int, end: int) -> Iterator[Token]:
        while at < end:
            if at in self._skipped:
                token = Token(TokenKind.IGNORED, at, self._skipped[at], "another column")
            elif blank := _BLANK.match(self._text, at, end):
                at = blank.end()
                continue
            else:
                token = self._token(at)
            yield token
            at = token.end
            self._last = token.kind

    def _token(self, at: int) -> Token:
        found = (
            self._separator(at)
            or self._quoted(at)
            or self._place(at)
            or self._mark(at)
            or self._date(at)
            or self._code(at)
            or self._after_code(at)
            or self._role(at)
            or self._words(at)
        )
        return found or Token(TokenKind.BAD, at, at + 1, self._text[at])

    def _separator(self, at: int) -> Token | None:
        for kind, pattern in _SEPARATORS:
            if match := pattern.match(self._text, at):
                # A list of cases has a line for each: its commas part procedures.
                joins = self._is_list and kind is TokenKind.CASE
                return Token(TokenKind.JOIN if joins else kind, at, match.end())
        return None

    def _quoted(self, at: int) -> Token | None:
        if match := _NOTE.match(self._text, at):
            return Token(TokenKind.NOTE, at, match.end(), (match[1] or match[2] or "").strip())
        if match := _TAG.match(self._text, at):
            said = match[1].rstrip(_TRAILING)
            return Token(TokenKind.TAG, at, at + 1 + len(said), said)
        return None

    def _place(self, at: int) -> Token | None:
        if match := _PLACE.match(self._text, at):
            said = (match[1] or match[2]).lower()
            pos = said.zfill(2) if said.isdigit() else PLACES.get(said, said)
            return Token(TokenKind.PLACE, at, match.end(), pos, loose=said in LOOSE_PLACES)
        if match := _BARE_PLACE.match(self._text, at):
            pos = BARE_PLACES[match[0].lower()]
            return Token(TokenKind.PLACE, at, match.end(), pos, loose=True)
        return None

    def _mark(self, at: int) -> Token | None:
        for pattern, words in (*LIST_MARKS, *(MORE_MARKS if self._is_list else ())):
            if match := pattern.match(self._text, at):
                return Token(TokenKind.IGNORED, at, match.end(), words)
        return None

    def _date(self, at: int) -> Token | None:
        found = said_date(self._text, at, self._today)
        if found is None:
            return None
        end, day = found
        return Token(TokenKind.DATE, at, end, self._text[at:end], day)

    def _code(self, at: int) -> Token | None:
        match = _CODE.match(self._text, at)
        # No code begins with X, and units do.
        if match is None or (self._text[at] in "xX" and _UNITS.match(self._text, at)):
            return None
        begin, after = match.start(2), match.end(2)
        if match[1] is not None:
            self._last = TokenKind.UNITS
            return Token(TokenKind.UNITS, at, begin, match[1], loose=True)
        return Token(TokenKind.CODE, begin, after, match[2].upper())

    def _after_code(self, at: int) -> Token | None:
        """Modifiers and units, which need a code or words before them."""
        if match := _UNITS.match(self._text, at):
            return Token(TokenKind.UNITS, at, match.end(), next(filter(None, match.groups())))
        if self._last not in (TokenKind.CODE, TokenKind.MODIFIER):
            return None
        dotted = self._text[at] in "-." and at + 1
        match = _MODIFIER.match(self._text, dotted or at)
        if match is None:
            return None
        said = match[1].upper()
        if dotted or known_modifier(said) is not None or "mod" in match[0].lower():
            return Token(TokenKind.MODIFIER, at, match.end(), said)
        return None

    def _role(self, at: int) -> Token | None:
        for pattern, role in ROLES:
            if match := pattern.match(self._text, at):
                return Token(TokenKind.ROLE, at, match.end(), match[0], role=role)
        return None

    def _words(self, at: int) -> Token | None:
        for kind, pattern in ((TokenKind.WORD, _WORD), (TokenKind.FIGURE, _FIGURE)):
            if match := pattern.match(self._text, at):
                said = match[0].rstrip(_TRAILING)
                return Token(kind, at, at + len(said), said)
        return None
