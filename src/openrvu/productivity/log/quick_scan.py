"""The text of quick entry as tokens, each with its place. Nothing is dropped without a token."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from openrvu.productivity.log.list_columns import Stretch
from openrvu.productivity.log.quick_tokens import Token, TokenKind
from openrvu.productivity.log.quick_words import (
    BARE_PLACES,
    CLINICIAN,
    LIST_MARKS,
    LONE_PLACES,
    LOOSE_PLACES,
    MORE_MARKS,
    NUMBERS,
    PLACES,
    ROLES,
)
from openrvu.productivity.log.said_dates import said_date
from openrvu.rules.modifiers import modifier as known_modifier

#: One character each, so that every place in the text stays where it is.
_ALIKE = str.maketrans("‐‑‒–—−", "------")
_CODE_SHAPE = r"[0-9A-Za-z][0-9]{3}[0-9A-Za-z]"
_BLANK = re.compile(
    r"[^\S\n\t]+|[.:!?|-](?=\s|$)|@(?= ?\d{1,2}/\d\d?(?!\d))|\)"
    rf"|\((?={_CODE_SHAPE}(?!\w))"
    rf"|(?:(?:cpt|hcpcs)(?: ?codes?)?|codes?)[ :#-]*(?={_CODE_SHAPE}(?!\w))",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[ \t]*(?:[-•*·]|\d{1,2}[.)])[ \t]+")
_SEPARATORS = (
    (TokenKind.LINE, re.compile(r"\n")),
    (TokenKind.CASE, re.compile(r"[,;]")),
    (
        TokenKind.JOIN,
        re.compile(rf"[+&/|\t]|and(?= +{_CODE_SHAPE}(?!\w))|w/(?= ?{_CODE_SHAPE}(?!\w))", re.I),
    ),
)
_NOTE = re.compile(r"\"([^\"\n]*)\"|“([^”\n]*)”")
_TAG = re.compile(r"#([^\s,;#\"]+)")
#: A figure of a date, as in ``@ 3/2``, is no place.
_PLACE = re.compile(
    r"@ ?([A-Za-z-]+|\d{1,2})(?!\w|/\d\d?(?!\d))|pos[ :=]{0,2}(\d{1,2})(?!\w)", re.IGNORECASE
)
_BARE_PLACE = re.compile(rf"(?:{'|'.join(BARE_PLACES)})(?![\w-])", re.IGNORECASE)
_CODE = re.compile(
    rf"(?:(\d{{1,5}}) ?[xX*×] ?)?({_CODE_SHAPE})(['’]?s)?(?:(?!\w)|(?=[xX]\d)|(?=[A-Za-z]\w(?!\w)))"
)
#: How many of a code, before it: ``three 99214``, ``6 99214s``.
_COUNT = re.compile(
    rf"({'|'.join(NUMBERS)})(?= {_CODE_SHAPE}(?:['’]?s)?(?!\w))"
    rf"|(\d{{1,3}})(?= {_CODE_SHAPE}['’]?s(?!\w))",
    re.IGNORECASE,
)
_UNITS = re.compile(
    r"[xX*×] ?(\d{1,5})(?!\w)|\((\d{1,4})\)|(\d{1,5}) ?[xX*×](?!\w)"
    r"|(\d{1,5}) (?:units?|times)(?!\w)|(?:units?[ :=]{0,2}|times ?)(\d{1,5})(?!\w)"
)
#: Twice, or so many times in words.
_TIMES = re.compile(rf"(twice)(?!\w)|(?:({'|'.join(NUMBERS)}) times)(?!\w)", re.IGNORECASE)
_MODIFIER = re.compile(
    r"(?:-|(?:(?:with|w/?) )?mod(?:ifier)?s? ?)?([0-9A-Za-z]{2})"
    r"(?:(?![\w'’]|-\w{3})|(?=x\d)|(?=[0-9A-Za-z]{2}(?![\w'’])))",
    re.IGNORECASE,
)
#: A comma, and then nothing but modifiers: they go with what stands before it.
_MORE_MODIFIERS = re.compile(r", ?-?(?=([0-9A-Za-z]{2})[ \t]*(?:[,;\n]|$))")
#: Modifiers too, but written so they are words.
_SMALL_WORDS = frozenset(("am", "an", "at", "by", "in", "of", "on", "pm", "to"))
_WORD = re.compile(r"\(?[<>≤≥]?[^\W\d_][^\s,;+\"#@()\t]*\)?")
_FIGURE = re.compile(r"[<>≤≥]?\d[\w.%-]*")
_MODIFIED = (TokenKind.CODE, TokenKind.MODIFIER)
_COUNTED = re.compile(r"(\d{1,5})(?:\.0+)?\Z")
_TRAILING = ".:!?"


def scan(text: str, today: date, columns: Mapping[int, Stretch]) -> list[Token]:
    """The tokens of a text, in order.

    Args:
        text: as typed or pasted.
        today: of the person.
        columns: by their beginning, cells of a list that are not read as if they had been typed.
    """
    return list(_Scanner(text, today, columns))


def _modifiers(said: str) -> list[str]:
    """The modifiers of a cell; none where it holds anything else."""
    found = [word.upper() for word in re.split(r"[\s,;/-]+", said) if word]
    return found if all(known_modifier(word) is not None for word in found) else []


class _Scanner:
    """Walks a text line by line."""

    def __init__(self, text: str, today: date, columns: Mapping[int, Stretch]) -> None:
        self._written, self._text = text, text.translate(_ALIKE)
        self._today, self._columns = today, columns
        self._last = TokenKind.LINE
        self._is_list = False
        self._word = ""

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
        has_code = False
        while at < end:
            if at in self._columns:
                found = list(self._cell(at, self._columns[at], has_code=has_code))
            elif blank := _BLANK.match(self._text, at, end):
                if blank[0] == ":" and self._word in LONE_PLACES:  # a heading, as in ASC: 66984
                    yield Token(TokenKind.JOIN, at, at + 1)
                at = blank.end()
                continue
            else:
                found = [self._token(at)]
            yield from found
            at, self._last = found[-1].end, found[-1].kind
            self._word = found[-1].text.lower() if self._last is TokenKind.WORD else ""
            has_code = has_code or self._last is TokenKind.CODE

    def _cell(self, at: int, told: Stretch, *, has_code: bool) -> Iterator[Token]:
        """A cell of a list by what its column holds; what it cannot hold is read as if typed."""
        written = self._text[at : told.end]
        said = written.strip()
        if not told.kind:
            yield Token(TokenKind.IGNORED, at, told.end, told.what)
        elif told.kind == "units" and (number := _COUNTED.match(said)):
            yield Token(TokenKind.UNITS, at, told.end, number[1])
        elif told.kind == "pos" and said.isdigit():
            yield Token(TokenKind.PLACE, at, told.end, said.zfill(2))
        elif told.kind == "modifiers" and has_code and (found := _modifiers(said)):
            for word in found:
                yield Token(TokenKind.MODIFIER, at, told.end, word)
        else:
            yield self._token(at + len(written) - len(written.lstrip()))

    def _token(self, at: int) -> Token:
        found = (
            self._more_modifiers(at)
            or self._separator(at)
            or self._quoted(at)
            or self._place(at)
            or self._mark(at)
            or self._date(at)
            or self._code(at)
            or self._units(at)
            or self._role(at)
            or self._modifier(at)
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
            said = self._written[at + 1 : match.end() - 1].strip()
            return Token(TokenKind.NOTE, at, match.end(), said)
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
        if match := CLINICIAN.match(self._text, at):
            return Token(TokenKind.IGNORED, at, match.end(), "a clinician's name")
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
        stuck = self._text[match.end() : match.end() + 2]
        if stuck[:1].isalnum() and stuck[0] not in "xX" and known_modifier(stuck.upper()) is None:
            return None
        if match[1] is not None:
            self._last = TokenKind.UNITS
            return Token(TokenKind.UNITS, at, begin, match[1], loose=True)
        return Token(TokenKind.CODE, begin, after + len(match[3] or ""), match[2].upper())

    def _units(self, at: int) -> Token | None:
        if match := _COUNT.match(self._text, at):
            many = match[2] or str(NUMBERS[match[1].lower()])
            return Token(TokenKind.UNITS, at, match.end(), many, loose=True)
        if match := _UNITS.match(self._text, at):
            return Token(TokenKind.UNITS, at, match.end(), next(filter(None, match.groups())))
        if match := _TIMES.match(self._text, at):
            many = str(NUMBERS[match[2].lower()] if match[2] else 2)
            return Token(TokenKind.UNITS, at, match.end(), many)
        return None

    def _modifier(self, at: int) -> Token | None:
        """A modifier, which needs a code before it."""
        if self._last not in _MODIFIED:
            return None
        dotted = self._text[at] in "-." and at + 1
        match = _MODIFIER.match(self._text, dotted or at)
        if match is None:
            return None
        said, is_told = match[1], bool(dotted) or "mod" in match[0].lower()
        is_stuck = self._text[match.end() : match.end() + 1].isalnum()
        if is_stuck and not is_told and self._text[match.end()] not in "xX":
            return None  # the beginning of a word, as in plus
        is_word = said.lower() in LONE_PLACES or said in _SMALL_WORDS
        if is_told or (known_modifier(said.upper()) is not None and not is_word):
            return Token(TokenKind.MODIFIER, at, match.end(), said.upper())
        return None

    def _more_modifiers(self, at: int) -> Token | None:
        match = _MORE_MODIFIERS.match(self._text, at)
        if match is None or self._last not in (*_MODIFIED, TokenKind.UNITS):
            return None
        if known_modifier(match[1].upper()) is None or match[1].lower() in LONE_PLACES:
            return None
        return Token(TokenKind.MODIFIER, at, match.end(1), match[1].upper())

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
