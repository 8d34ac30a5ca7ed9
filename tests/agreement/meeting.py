"""Which lines of a claim need which small program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from agreement.prepared import Day, Key, Value
from openrvu.pricing import evaluate
from openrvu.rules import fields as of
from openrvu.rules.as_python import Answer, Program, compile_program
from openrvu.rules.meetings import (
    ALONE_ONLY,
    ANESTHESIA,
    FAMILY,
    MEETINGS,
    RANKING,
    SIDES,
    VISIT,
    Meeting,
    family_code,
    program,
)
from openrvu.rules.order import TABLE_OUTPUTS

Line = Mapping[str, Value]

_SEEN = {
    **{meeting.name: meeting.comes for meeting in MEETINGS},
    "sides": SIDES,
    "alone_only": ALONE_ONLY,
    "anesthesia": ANESTHESIA,
    "code": of.code,
    "family_code": family_code,
    "is_member": of.multiple.is_in("3"),
    "is_visit": of.is_visit,
}


@cache
def small_program(meeting: Meeting | None) -> Program:
    """The rules made small for a meeting; for lines that meet nobody where it is None."""
    return compile_program(program(TABLE_OUTPUTS, {}, meeting))


@cache
def _looks() -> Program:
    return compile_program(_SEEN)


def comers(day: Day, meeting: Meeting) -> Day:
    """The day with those of its lines that can take part in a meeting."""
    lines = tuple(line for line, seen in _seen(day) if seen[meeting.name])
    return replace(day, lines=lines)


def needs(day: Day) -> dict[Key, Meeting | None]:
    """The lines that need a meeting, each with the one it needs, or None for nobody.

    Lines that need several are left out, and so is a whole day on which lines meet otherwise.
    """
    lines = [seen for _, seen in _seen(day)]
    if _meet_otherwise(lines):
        return {}
    other = RANKING if _families_meet(lines) else FAMILY
    several = [each for each in MEETINGS if each is not other and _several_come(lines, each)]
    made = {}
    for key, line in zip(day.keys, lines, strict=True):
        wanted = [each for each in several if line[each.name] and _matters(each, line)]
        if len(wanted) < 2:
            made[key] = wanted[0] if wanted else None
    return made


def _seen(day: Day) -> Iterator[tuple[Line, Answer]]:
    """Each line with what it can meet for; what it meets for alone does not depend on others."""
    law = evaluate.law_on(day.day)
    return ((line, _looks().run([line], law)[0]) for line in day.lines)


def _meet_otherwise(lines: Sequence[Answer]) -> bool:
    """Whether lines meet for what has no program of its own."""
    return (
        _is_twice(line["code"] for line in lines if line["sides"])
        or (len(lines) > 1 and any(line["alone_only"] for line in lines))
        or sum(bool(line["anesthesia"]) for line in lines) > 1
    )


def _families_meet(lines: Sequence[Answer]) -> bool:
    """Whether two members of an endoscopic family are there, or one and its base."""
    members = {line["family_code"] for line in lines if line["is_member"]}
    return _is_twice(line["family_code"] for line in lines if line["family_code"] in members)


def _several_come(lines: Sequence[Answer], meeting: Meeting) -> bool:
    return sum(bool(line[meeting.name]) for line in lines) > 1


def _matters(meeting: Meeting, line: Answer) -> bool:
    """Whether a meeting says something of a line: that of visits does of visits alone."""
    return meeting is not VISIT or bool(line["is_visit"])


def _is_twice(values: Iterable[object]) -> bool:
    return max(Counter(values).values(), default=0) > 1
