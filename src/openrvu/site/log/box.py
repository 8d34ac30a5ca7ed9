"""What was typed into the one box, read and valued before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openrvu.codes.index import open_index
from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.quick import parse
from openrvu.productivity.log.quick_types import Defaults, Quick, QuickLine
from openrvu.productivity.log.role import Role
from openrvu.productivity.log.value import LineValue
from openrvu.site.log.models import Profile
from openrvu.site.log.valuing import Crediting

MOST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of a preview: as read, what it is called, and what it counts for."""

    quick: QuickLine
    title: str
    worth: LineValue
    case: str

    @property
    def line(self) -> LogLine:
        """The line."""
        return self.quick.line


@dataclass(frozen=True, slots=True)
class Preview:
    """A text as it would be recorded.

    Attributes:
        quick: as it was read.
        lines: in the order written.
    """

    quick: Quick
    lines: tuple[Shown, ...]

    @property
    def full(self) -> Decimal:
        """CMS's work RVUs of all lines that have any."""
        return sum((s.worth.full for s in self.lines if s.worth.full is not None), Decimal("0.00"))

    @property
    def credited(self) -> Decimal:
        """The work RVUs credited."""
        known = (s.worth.credited for s in self.lines if s.worth.credited is not None)
        return sum(known, Decimal("0.00"))


def read(text: str, day: date, profile: Profile) -> Quick:
    """A text as lines; a line that says no date is of ``day``."""
    return parse(text, day, defaults=Defaults(pos=profile.pos, role=Role(profile.role)))


def preview(text: str, day: date, profile: Profile) -> Preview:
    """A text with what it would count for."""
    quick = read(text, day, profile)
    pairs = [(case.key, line) for case in quick.cases for line in case.lines]
    worth = Crediting(profile).values([line.line for _, line in pairs])
    index = open_index()
    return Preview(
        quick,
        tuple(
            Shown(line, index.title(line.line.code), one, key)
            for (key, line), one in zip(pairs, worth, strict=True)
        ),
    )


def swapped(text: str, choice: str) -> str:
    """The text with words replaced by the code that the person chose.

    Args:
        text: as it stands in the box.
        choice: ``start-end-code``, of the words in the text; anything else changes nothing.
    """
    parts = choice.split("-")
    if (
        len(parts) != 3
        or not (parts[0] + parts[1]).isascii()
        or not (parts[0] + parts[1]).isdigit()
    ):
        return text
    start, end = int(parts[0]), int(parts[1])
    return text[:start] + parts[2] + text[end:] if start < end <= len(text) else text


def preview_data(made: Preview) -> dict[str, Any]:
    """A preview for JSON."""
    return {
        "can_save": made.quick.can_save,
        "work_rvu": made.full,
        "credited_work_rvu": made.credited,
        "lines": [_line_data(shown) for shown in made.lines],
        "problems": [
            {"start": p.start, "end": p.end, "kind": p.kind, "words": p.words}
            for p in made.quick.problems
        ],
        "ignored": [{"start": i.start, "end": i.end, "words": i.words} for i in made.quick.ignored],
        "cleaned": made.quick.cleaned or None,
    }


def _line_data(shown: Shown) -> dict[str, Any]:
    line, worth, choice = shown.line, shown.worth, shown.quick.choice
    return {
        "case": shown.case,
        "date": line.date,
        "code": line.code,
        "title": shown.title,
        "modifiers": line.modifiers,
        "units": line.units,
        "pos": line.pos,
        "role": line.role,
        "tags": line.tags,
        "note": line.note,
        "work_rvu": worth.full,
        "credited_work_rvu": worth.credited,
        "medicare_amount": worth.amount,
        "missing": worth.missing or None,
        "hints": shown.quick.hints,
        "to_confirm": bool(choice and choice.needs_confirming),
        "alternatives": [a.code for a in choice.alternatives] if choice else [],
    }
