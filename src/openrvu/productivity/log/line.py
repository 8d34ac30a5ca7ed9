"""One line of the log. It names no patient and has no field that could."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from openrvu.productivity.log.identifiers import find
from openrvu.productivity.log.role import Role
from openrvu.rules.modifiers import modifier as known_modifier
from openrvu.rules.places_of_service import place

MOST_UNITS = 999
MOST_MODIFIERS = 8
MOST_TAGS = 12
LONGEST_TAG = 40
LONGEST_NOTE = 200
LONGEST_CASE = 64
#: Medicare's fee schedule began on this day; no older service has a work RVU.
FIRST_DAY = date(1992, 1, 1)

_TAG = re.compile(r"[^\W_](?:[\w-]*[^\W_])?\Z")
_CASE = re.compile(r"[A-Za-z0-9-]*\Z")
#: Control characters but the new line, halves of characters, and code points that are none.
_UNPRINTED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LONGEST_ECHO = 40

#: Why a code had no row on a day, in a sentence; empty where it had one.
Unknown = Callable[[str, date], str]


@dataclass(frozen=True, slots=True)
class LogLine:
    """A service as its physician records it.

    Attributes:
        date: date of service.
        code: CPT or HCPCS, five characters, capital letters.
        modifiers: two characters each, capital letters, in the order given.
        units: 1 to 999.
        pos: place of service, two digits; empty where not said.
        role: what its physician was there.
        tags: words of the person's own, without ``#``.
        note: free text, at most 200 characters.
        case: lines of one date with the same text here were done together on one patient and are
            ranked together; an empty text stands for a case of its own.
    """

    date: date
    code: str
    modifiers: tuple[str, ...] = ()
    units: int = 1
    pos: str = ""
    role: Role = Role.PRIMARY
    tags: tuple[str, ...] = ()
    note: str = ""
    case: str = ""

    @property
    def label(self) -> str:
        """``45380-59`` or ``45385``."""
        return "-".join((self.code, *self.modifiers))


@dataclass(frozen=True, slots=True)
class LineProblem:
    """Something wrong with a line.

    Attributes:
        field: a field of :class:`LogLine`.
        found: what stands there, shortened.
        expected: what should.
        words: a sentence for the person.
    """

    field: str
    found: str
    expected: str
    words: str

    def __str__(self) -> str:
        """The sentence."""
        return self.words


def check(line: LogLine, today: date, unknown: Unknown | None = None) -> tuple[LineProblem, ...]:
    """Everything wrong with a line; empty where nothing is.

    Args:
        line: as it would be recorded.
        today: of the person, in their own time zone.
        unknown: tells why a code is not known on a day, such as
            :meth:`openrvu.productivity.log.known.KnownCodes.why_unknown`; None does not ask.
    """
    return tuple(_problems(line, today, unknown))


def _problems(line: LogLine, today: date, unknown: Unknown | None) -> Iterator[LineProblem]:
    yield from _of_date(line, today)
    yield from _of_code(line, unknown)
    yield from _of_modifiers(line)
    if not 1 <= line.units <= MOST_UNITS:
        yield _problem("units", str(line.units), f"a whole number from 1 to {MOST_UNITS}")
    if line.pos and place(line.pos) is None:
        yield _problem("pos", line.pos, "a place of service of two digits, such as 11 or 22")
    yield from _of_words(line)


def _of_date(line: LogLine, today: date) -> Iterator[LineProblem]:
    if line.date > today:
        yield _problem("date", f"{line.date}", f"a day until today, {today}")
    elif line.date < FIRST_DAY:
        yield _problem("date", f"{line.date}", f"a day since {FIRST_DAY}")


def _of_code(line: LogLine, unknown: Unknown | None) -> Iterator[LineProblem]:
    expected = "a CPT or HCPCS code of that day"
    why = unknown(line.code, line.date) if unknown else ""
    if why:
        yield LineProblem("code", line.code[:_LONGEST_ECHO], expected, f"{why}.")


def _of_modifiers(line: LogLine) -> Iterator[LineProblem]:
    for said in dict.fromkeys(line.modifiers):
        if known_modifier(said) is None:
            yield _problem("modifiers", said, "a modifier of two characters, such as 26 or LT")
        if line.modifiers.count(said) > 1:
            yield _problem("modifiers", f"{said} twice", "each modifier once")
    if len(line.modifiers) > MOST_MODIFIERS:
        yield _problem("modifiers", f"{len(line.modifiers)}", f"at most {MOST_MODIFIERS}")


def _of_words(line: LogLine) -> Iterator[LineProblem]:
    if len(line.tags) > MOST_TAGS:
        yield _problem("tags", f"{len(line.tags)} tags", f"at most {MOST_TAGS}")
    if line.note != tidy_note(line.note):
        yield _problem("note", "space around it or characters that do not print", "plain text")
    if len(line.case) > LONGEST_CASE or not _CASE.match(line.case):
        yield _problem("case", line.case, f"at most {LONGEST_CASE} letters, digits and hyphens")
    for tag in line.tags:
        if not is_tag(tag):
            yield _problem("tags", tag, "letters, digits and hyphens, such as clinic or night-call")
    if len(line.note) > LONGEST_NOTE:
        yield _problem("note", f"{len(line.note)} characters", f"at most {LONGEST_NOTE}")
    for field, text in (("note", line.note), *(("tags", tag) for tag in line.tags)):
        for found in find(text):
            yield LineProblem(
                field, text[found.start : found.end], "no patient's data", found.words
            )


def is_tag(text: str) -> bool:
    """Whether a text can be a tag: letters, digits, hyphens and low lines, at most 40."""
    return len(text) <= LONGEST_TAG and _TAG.match(text) is not None


def tidy_note(text: str) -> str:
    """A note as it is kept: no space around it, plain spaces, no characters that do not print."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").replace("\t", " ")
    return _UNPRINTED.sub("", text).strip()


def _problem(field: str, found: str, expected: str) -> LineProblem:
    shown = found[:_LONGEST_ECHO]
    called = {"pos": "Place of service"}.get(field, field.capitalize())
    return LineProblem(field, shown, expected, f"{called}: found {shown}; expected {expected}.")
