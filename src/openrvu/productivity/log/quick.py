"""The one box: what was typed or pasted, as lines to be recorded once the person has seen them.

A case is what was done for one patient on one day. Commas, semicolons and new lines part cases;
spaces, ``+``, ``&`` and ``/`` join the lines of one::

    99214 x3, 45385 45380-59, 93306-26 yesterday
    mon @22 lap chole + 49320-59 assist #call "long case"

Units are ``x3``, ``*3``, ``3x99214``, ``(3)`` or a number before a name, as in ``10 lap choles``;
modifiers ``45380-59-51``, ``45385.59`` or ``45380 59``; a place ``@22``, or a word alone, as in
``99214 in clinic``. Words are looked up by search, and only a very name of one code is taken as
sure. In a pasted list of cases times, rooms and the like are told and left aside, and under a line
of headings each cell is read as its column's. What looks like a patient's identifier has the whole
text refused, and the text without it offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from openrvu.productivity.log import identifiers
from openrvu.productivity.log.known import KnownCodes, known_codes
from openrvu.productivity.log.line import LogLine, check
from openrvu.productivity.log.list_columns import columns_of, people_in
from openrvu.productivity.log.quick_cases import CaseDraft, CaseReader, Draft
from openrvu.productivity.log.quick_phrases import Phrases, SearchFor
from openrvu.productivity.log.quick_scan import scan
from openrvu.productivity.log.quick_tokens import with_places
from openrvu.productivity.log.quick_types import (
    Choice,
    Defaults,
    ProblemKind,
    Quick,
    QuickCase,
    QuickLine,
    QuickProblem,
)
from openrvu.productivity.log.quick_words import SIDES
from openrvu.productivity.log.role import Role
from openrvu.rules.places_of_service import place

MOST_TEXT = 20_000
MOST_LINES = 200
_COMPONENTS = ("26", "TC", "53")
#: Words that begin so may mean as many units, or be a name such as 12 lead EKG.
_NUMBER = re.compile(
    r"(\d{1,3}) (?!min|h(?:ou)?rs?\b|days?\b|w(?:ee)?ks?\b|cm\b|mm\b|vessels?\b|levels?\b)"
)
_KINDS = {
    "code": ProblemKind.CODE,
    "modifiers": ProblemKind.MODIFIER,
    "units": ProblemKind.UNITS,
    "date": ProblemKind.DATE,
    "pos": ProblemKind.PLACE,
    "tags": ProblemKind.TAG,
    "note": ProblemKind.NOTE,
}


def parse(
    text: str,
    today: date,
    *,
    defaults: Defaults | None = None,
    search: SearchFor | None = None,
    known: KnownCodes | None = None,
) -> Quick:
    """Understand a text.

    Args:
        text: what was typed or pasted.
        today: of the person, in their own time zone.
        defaults: what goes where the text does not say; none of it by default.
        search: how words are looked up; all codes by default.
        known: the codes there are; those of the bundled book by default.

    Returns:
        Every character is in a line, a problem, among the ignored, or a mark between them.
    """
    if len(text) > MOST_TEXT:
        words = f"A text of {len(text):,} characters was not read; the most is {MOST_TEXT:,}."
        problem = QuickProblem(MOST_TEXT, len(text), words, ProblemKind.TOO_LONG)
        return Quick(text, problems=(problem,))
    if people := _people(text, today):
        without = identifiers.cleaned(people_in(text).without, today)
        return Quick(text, problems=people, cleaned=without)
    reader = CaseReader(with_places(scan(text, today, columns_of(text))), today)
    made = _Maker(reader, today, defaults or Defaults(), search, known)
    return made.quick(text)


def _people(text: str, today: date) -> tuple[QuickProblem, ...]:
    """What looks like identifiers, by shape or by the heading of its column."""
    found = [*identifiers.find(text, today), *people_in(text).found]
    found.sort(key=lambda one: one.start)
    return tuple(QuickProblem(f.start, f.end, f.words, ProblemKind.IDENTIFIER) for f in found)


class _Maker:
    """Makes lines of drafts."""

    def __init__(
        self,
        reader: CaseReader,
        today: date,
        defaults: Defaults,
        search: SearchFor | None,
        known: KnownCodes | None,
    ) -> None:
        self._reader, self._today, self._defaults = reader, today, defaults
        self._known = known or known_codes()
        self._phrases = Phrases(search, self._known)
        self._problems, self._ignored = list(reader.problems), list(reader.ignored)

    def quick(self, text: str) -> Quick:
        if sum(len(draft.drafts) for draft in self._reader.cases) > MOST_LINES:
            words = f"More than {MOST_LINES} lines at once; import them as a table instead."
            return Quick(text, problems=(QuickProblem(0, len(text), words, ProblemKind.TOO_LONG),))
        cases: list[QuickCase] = []
        for draft in self._reader.cases:
            key = str(len(cases) + 1)
            if lines := tuple(self._lines(draft, key)):
                cases.append(QuickCase(key, lines))
        return Quick(
            text,
            tuple(cases),
            tuple(sorted(self._problems, key=lambda p: (p.start, p.end))),
            tuple(sorted((*self._ignored, *self._phrases.ignored), key=lambda i: (i.start, i.end))),
        )

    def _lines(self, case: CaseDraft, key: str) -> Iterator[QuickLine]:
        day = case.day or self._today
        for draft in self._phrases.told_apart(case.drafts, day):
            if draft.code:
                yield self._line(case, draft, key, draft.code, None)
                continue
            hits = self._phrases.found(draft.said, day)
            if hits:
                choice = self._phrases.choice(draft.said, hits, day)
                draft.modifiers += [m for m in _COMPONENTS if m == hits[0].modifier]
                yield self._line(case, draft, key, hits[0].code, choice)
            else:
                words = (
                    f"Nothing fits “{draft.said[:60]}”; write the code, or other words for the "
                    "procedure."
                )
                self._fault(draft, ProblemKind.WORDS, words)

    def _line(
        self, case: CaseDraft, draft: Draft, key: str, code: str, choice: Choice | None
    ) -> QuickLine:
        role = case.role or self._defaults.role
        line = LogLine(
            date=case.day or self._today,
            code=code,
            modifiers=tuple(draft.modifiers),
            units=1 if draft.units is None else draft.units,
            pos=draft.pos or case.pos or self._defaults.pos,
            role=role,
            tags=tuple(dict.fromkeys((*self._defaults.tags, *case.tags))),
            note=draft.note,
            case=key,
        )
        for problem in check(line, self._today, self._known.why_unknown):
            self._fault(draft, _KINDS[problem.field], problem.words)
        offered = tuple(self._offered(line, draft))
        return QuickLine(
            line, draft.start, draft.end, choice, offered, tuple(self._hints(line, choice))
        )

    def _offered(self, line: LogLine, draft: Draft) -> Iterator[str]:
        by_role = line.role.suggested(self._defaults.provider)
        if line.role is not Role.PRIMARY and not set(by_role) & set(line.modifiers):
            yield from by_role
        sides = {modifier for pattern, modifier in SIDES if pattern.search(draft.said)}
        is_said = not sides or not set(line.modifiers).isdisjoint(("LT", "RT", "50"))
        if not is_said and self._known.has_sides(line.code, line.date):
            yield from ("50",) if {"LT", "RT"} <= sides else sorted(sides)

    def _hints(self, line: LogLine, choice: Choice | None) -> Iterator[str]:
        number = _NUMBER.match(choice.said) if choice and choice.needs_confirming else None
        if number is not None and line.units == 1:
            words = "was read with the words, and 1 unit is counted; units are"
            yield f"“{number[1]}” {words} x{number[1]}."
        if line.pos in self._reader.loose:
            known = place(line.pos)
            yield f"Taken as place of service {line.pos}, {known.name if known else 'unknown'}."

    def _fault(self, draft: Draft, kind: ProblemKind, words: str) -> None:
        self._problems.append(QuickProblem(draft.start, draft.end, words, kind))
