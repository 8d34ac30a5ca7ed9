"""What was typed into the one box, read and valued before anything is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openrvu.codes.index import open_index
from openrvu.productivity.log.known import known_codes
from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.quick import parse
from openrvu.productivity.log.quick_phrases import side_in
from openrvu.productivity.log.quick_types import Defaults, Quick, QuickLine
from openrvu.productivity.log.role import Role
from openrvu.productivity.log.value import LineValue
from openrvu.rules.modifiers import Modifier, modifier
from openrvu.site.log.models import Profile
from openrvu.site.log.valuing import Crediting

MOST_TEXT = 20_000
_SWAP = re.compile(
    r"(\d{1,6})-(\d{1,6})-([0-9A-Z]{5}(?:-[0-9A-Z]{2}){0,4}(?: [A-Za-z/(). ]{1,12})?)", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of a preview.

    Attributes:
        quick: as read.
        title: what the code is called.
        worth: what it counts for.
        case: the key of its case.
        span: where its code stands in the text, or the words that found it: begin and end.
    """

    quick: QuickLine
    title: str
    worth: LineValue
    case: str
    span: tuple[int, int] = (0, 0)

    @property
    def line(self) -> LogLine:
        """The line."""
        return self.quick.line

    @property
    def is_found(self) -> bool:
        """Whether another code can stand there instead."""
        return self.span[0] < self.span[1]

    @property
    def offers(self) -> list[Modifier]:
        """The modifiers that its role or side suggests."""
        known = (modifier(code) for code in self.quick.offered)
        return [found for found in known if found is not None]

    def swap(self, code: str, *modifiers: str) -> str:
        """What the form sends to have a code stand there instead, with modifiers behind it.

        A side that the words say goes with a code of two sides.
        """
        said = self.quick.choice.said if self.quick.choice else ""
        side = side_in(said) if said and not modifiers else ""
        if side and not known_codes().has_sides(code, self.line.date):
            side = ""
        written = " ".join(filter(None, ("-".join((code, *modifiers)), side)))
        return f"{self.span[0]}-{self.span[1]}-{written}"


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
            Shown(line, index.title(line.line.code), one, key, _span(text, line))
            for (key, line), one in zip(pairs, worth, strict=True)
        ),
    )


def _span(text: str, line: QuickLine) -> tuple[int, int]:
    """Where a line's code or words stand; nothing at its beginning where they are not found."""
    said = line.choice.said if line.choice else line.line.code
    pattern = re.compile(r"\s+".join(map(re.escape, said.split())), re.IGNORECASE)
    found = pattern.search(text, line.start)
    return found.span() if found else (line.start, line.start)


def swapped(text: str, choice: str) -> str:
    """The text with words replaced by the code that the person chose.

    Args:
        text: as it stands in the box.
        choice: ``start-end-code``, of the words in the text, with modifiers or a side behind the
            code; anything else changes nothing.
    """
    found = _SWAP.fullmatch(choice)
    if found is None:
        return text
    start, end = int(found[1]), int(found[2])
    return text[:start] + found[3] + text[end:] if start < end <= len(text) else text


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
        "offered_modifiers": shown.quick.offered,
        "to_confirm": bool(choice and choice.needs_confirming),
        "alternatives": [a.code for a in choice.alternatives] if choice else [],
    }
