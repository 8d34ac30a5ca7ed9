"""An entry as the fields of a form say it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openrvu.calendar import parse_day
from openrvu.productivity.log.line import MOST_UNITS, LogLine, tidy_note
from openrvu.productivity.log.role import Role

_PARTS = re.compile(r"[\s,;]+")
_MODIFIER_PARTS = re.compile(r"[\s,;.-]+")


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as filled in.

    Attributes:
        line: what it says, where every field could be read.
        problems: what could not, by field, in sentences.
    """

    line: LogLine | None
    problems: Mapping[str, str]


def filled(form: Mapping[str, str]) -> Filled:
    """Read a form's fields: date, code, modifiers, units, pos, role, tags, note."""
    problems: dict[str, str] = {}
    day = _day(form.get("date", ""), problems)
    units = _units(form.get("units", "1"), problems)
    role = _role(form.get("role", ""), problems)
    if problems or day is None:
        return Filled(None, problems)
    line = LogLine(
        date=day,
        code=form.get("code", "").strip().upper(),
        modifiers=_words(form.get("modifiers", "").upper(), _MODIFIER_PARTS),
        units=units,
        pos=form.get("pos", "").strip(),
        role=role,
        tags=tuple(dict.fromkeys(_words(form.get("tags", "").replace("#", " "), _PARTS))),
        note=tidy_note(form.get("note", "")),
    )
    return Filled(line, problems)


def _day(text: str, problems: dict[str, str]) -> date | None:
    try:
        return parse_day(text.strip())
    except ValueError as error:
        problems["date"] = f"Date: {error}."
        return None


def _units(text: str, problems: dict[str, str]) -> int:
    said = text.strip() or "1"
    if said.isascii() and said.isdigit() and len(said) <= 4:
        return int(said)
    problems["units"] = f"Units: found {said[:20]}; expected a whole number from 1 to {MOST_UNITS}."
    return 1


def _role(text: str, problems: dict[str, str]) -> Role:
    said = text.strip() or Role.PRIMARY
    if said in set(Role):
        return Role(said)
    problems["role"] = f"Role: found {said[:20]}; expected one of {', '.join(Role)}."
    return Role.PRIMARY


def _words(text: str, parts: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(word for word in parts.split(text) if word)
