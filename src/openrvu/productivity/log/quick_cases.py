"""From tokens to cases: which code, units and note belong together, and what goes for all of them.

What stands after a code goes for that code. Place, role and tag go for their case; at the head of
a line, or between commas by themselves, for every case of the line; a place at the head of a line
also for the lines that follow. A date goes for the whole text; at the head of a line or case, for
what follows; where the text has several, one that stands later goes for its case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from openrvu.productivity.log.quick_tokens import PHRASE, Token, TokenKind, without_fillers
from openrvu.productivity.log.quick_types import Ignored, ProblemKind, QuickProblem
from openrvu.productivity.log.role import Role
from openrvu.rules.places_of_service import place as known_place

_FLOATING = (TokenKind.DATE, TokenKind.PLACE, TokenKind.ROLE, TokenKind.TAG)


@dataclass(slots=True)
class Draft:
    """A line on its way.

    Attributes:
        start: where it begins in the text.
        end: after its last character.
        code: five characters; empty where words are to find it.
        said: those words; of a line with a code, a side that stands beside it.
        words: the same as tokens.
        modifiers: as written, capital letters.
        units: None where not said.
        note: empty where none.
        pos: a place that its words end with; empty without one.
    """

    start: int
    end: int
    code: str = ""
    said: str = ""
    words: tuple[Token, ...] = ()
    modifiers: list[str] = field(default_factory=list)
    units: int | None = None
    note: str = ""
    pos: str = ""


@dataclass(slots=True)
class CaseDraft:
    """A case on its way.

    Attributes:
        line: number of its line of text, from 0.
        drafts: its lines.
        floating: its dates, places, roles and tags.
        heads: how many of these stand at the head of a line of text.
        begins: whether its first token is a date.
        day: None means today.
        pos: empty where not said.
        role: None where not said.
        tags: in the order written.
    """

    line: int
    drafts: list[Draft] = field(default_factory=list)
    floating: list[Token] = field(default_factory=list)
    heads: int = 0
    begins: bool = False
    day: date | None = None
    pos: str = ""
    role: Role | None = None
    tags: list[str] = field(default_factory=list)


class CaseReader:
    """Reads tokens into cases.

    Attributes:
        cases: those that have lines.
        problems: what could not be understood.
        ignored: what was told and left aside.
        loose: places of service taken for words that could mean others too.
    """

    def __init__(self, tokens: Sequence[Token], today: date) -> None:
        """Read the tokens of a text."""
        self._today = today
        self.problems: list[QuickProblem] = []
        self.ignored: list[Ignored] = []
        self.loose: set[str] = set()
        self._phrase: list[Token] = []
        self._units: Token | None = None
        self._note = ""
        read = list(self._segments(tokens))
        self._put_days(read)
        self._put_the_rest(read)
        self.cases = [case for case in read if case.drafts]

    def _segments(self, tokens: Sequence[Token]) -> Iterator[CaseDraft]:
        case, is_head, line = CaseDraft(0), True, 0
        for token in tokens:
            if token.kind in (TokenKind.LINE, TokenKind.CASE):
                self._end(case)
                yield case
                is_head = token.kind is TokenKind.LINE
                line += is_head
                case = CaseDraft(line)
                continue
            self._read(case, token, is_head=is_head)
            is_head = is_head and token.kind in (TokenKind.IGNORED, *_FLOATING)
        self._end(case)
        yield case

    def _read(self, case: CaseDraft, token: Token, *, is_head: bool) -> None:
        if token.kind in PHRASE:
            self._phrase.append(token)
            return
        self._end_phrase(case)
        if token.kind in _FLOATING:
            case.begins |= token.kind is TokenKind.DATE and not (case.drafts or case.floating)
            case.floating.append(token)
            case.heads += is_head
        elif token.kind is TokenKind.CODE:
            self._begin(case, Draft(token.start, token.end, token.text))
        elif token.kind is TokenKind.MODIFIER:
            case.drafts[-1].modifiers.append(token.text)
            case.drafts[-1].end = token.end
        elif token.kind is TokenKind.UNITS:
            self._read_units(case, token)
        elif token.kind is TokenKind.NOTE:
            self._read_note(case, token)
        elif token.kind is TokenKind.IGNORED:
            self.ignored.append(Ignored(token.start, token.end, token.text))
        elif token.kind is TokenKind.BAD:
            self._fault(token, ProblemKind.WORDS, f"“{token.text}” is not understood here.")

    def _begin(self, case: CaseDraft, draft: Draft) -> None:
        if self._units is not None:
            draft.units, draft.start = int(self._units.text), self._units.start
            self._units = None
        draft.note, self._note = self._note, ""
        case.drafts.append(draft)

    def _read_units(self, case: CaseDraft, token: Token) -> None:
        last = case.drafts[-1] if case.drafts else None
        if last is None or token.loose:
            self._end_units()
            self._units = token
        elif last.units is not None:
            words = f"The units of {last.code or last.said} are said twice; say them once."
            self._fault(token, ProblemKind.UNITS, words)
        else:
            last.units, last.end = int(token.text), token.end

    def _read_note(self, case: CaseDraft, token: Token) -> None:
        if not token.text:
            self.ignored.append(Ignored(token.start, token.end, "an empty note"))
        elif not case.drafts:
            self._note = token.text
        elif case.drafts[-1].note:
            words = "Each code has one note; put the two into one pair of quotation marks."
            self._fault(token, ProblemKind.NOTE, words)
        else:
            case.drafts[-1].note = token.text

    def _end_phrase(self, case: CaseDraft) -> None:
        """Make a line of the words read so far."""
        (words, small), self._phrase = without_fillers(self._phrase), []
        for token in small:
            self.ignored.append(Ignored(token.start, token.end, "a small word"))
        if not words:
            return
        said = " ".join(word.text for word in words)
        if all(word.kind is TokenKind.FIGURE for word in words):
            told = f"“{said}” is no code, modifier or date; write units as x3, a place as @22."
            self.problems.append(
                QuickProblem(words[0].start, words[-1].end, told, ProblemKind.WORDS)
            )
            return
        draft = Draft(words[0].start, words[-1].end, said=said, words=tuple(words))
        self._begin(case, draft)

    def _end(self, case: CaseDraft) -> None:
        self._end_phrase(case)
        self._end_units()
        if self._note:
            at = case.floating[-1].end if case.floating else 0
            words = "A note goes with a code; put it after one, in the same case."
            self.problems.append(QuickProblem(at, at, words, ProblemKind.NOTE))
            self._note = ""

    def _end_units(self) -> None:
        """Ask of what the units are that no code followed."""
        if self._units is not None:
            words = f"“{self._units.text}” units of nothing; put a code beside them: 99214 x3."
            self._fault(self._units, ProblemKind.UNITS, words)
            self._units = None

    def _fault(self, token: Token, kind: ProblemKind, words: str) -> None:
        self.problems.append(QuickProblem(token.start, token.end, words, kind))

    def _put_days(self, read: Sequence[CaseDraft]) -> None:
        """Give each case its date."""
        said = [(case, t) for case in read for t in case.floating if t.kind is TokenKind.DATE]
        good = [(case, t) for case, t in said if self._is_day(t)]
        if len({t.day for _, t in good}) == 1 and not _is_at_head(*good[0]):
            for case in read:
                case.day = good[0][1].day
            return
        current: date | None = None
        of_case: dict[int, list[Token]] = {}
        for owner, token in good:
            of_case.setdefault(id(owner), []).append(token)
        for case in read:
            own = of_case.get(id(case), [])
            if own and (case.begins or case.heads):
                current = own[0].day
            case.day = own[-1].day if own else current
            if len({t.day for t in own}) > 1:
                self._fault(own[-1], ProblemKind.DATE, "One case has two dates; say one.")
        if any(t for _, t in good if t.day) and current is None:
            self._ask_for_days(read)

    def _ask_for_days(self, read: Iterable[CaseDraft]) -> None:
        """Several dates, and cases without any: which is meant is not guessed."""
        for case in read:
            if case.day is None and case.drafts:
                first, last = case.drafts[0], case.drafts[-1]
                words = "The text has several dates, and none for this case; say its date as well."
                self.problems.append(QuickProblem(first.start, last.end, words, ProblemKind.DATE))

    def _is_day(self, token: Token) -> bool:
        if token.day is None:
            words = f"“{token.text}” is no day of the calendar."
            self._fault(token, ProblemKind.DATE, words)
        elif token.day > self._today:
            words = f"{token.day} lies ahead; a service is logged once it is done."
            self._fault(token, ProblemKind.DATE, words)
        else:
            return True
        return False

    def _put_the_rest(self, read: Sequence[CaseDraft]) -> None:
        """Give each case its place, role and tags."""
        for case in read:
            self._take(case, case.floating, is_own=True)
        following = ""
        for _, cases in groupby(read, key=lambda case: case.line):
            line = list(cases)
            heads = line[0].floating[: line[0].heads]
            alone = [t for case in line if not case.drafts for t in case.floating]
            placed = [t.text for t in heads if t.kind is TokenKind.PLACE and self._is_place(t)]
            following = placed[-1] if placed else following
            for case in line:
                self._take(case, (*heads, *alone), is_own=False)
                case.pos = case.pos or following

    def _take(self, case: CaseDraft, tokens: Iterable[Token], *, is_own: bool) -> None:
        for token in tokens:
            if token.kind is TokenKind.TAG and token.text not in case.tags:
                case.tags.append(token.text)
            elif token.kind is TokenKind.ROLE and (is_own or case.role is None):
                case.role = token.role
            elif token.kind is TokenKind.PLACE and (is_own or not case.pos):
                case.pos = self._place(token, is_own=is_own) or case.pos

    def _place(self, token: Token, *, is_own: bool) -> str:
        if token.loose:
            self.loose.add(token.text)
        if self._is_place(token):
            return token.text
        if is_own:
            words = (
                f"“{token.text[:20]}” is no place of service; expected two digits or a word such "
                "as @office, @inpatient, @outpatient, @asc, @er."
            )
            self._fault(token, ProblemKind.PLACE, words)
        return ""

    def _is_place(self, token: Token) -> bool:
        return known_place(token.text) is not None


def _is_at_head(case: CaseDraft, token: Token) -> bool:
    """Whether a date stands at the head of a line of text."""
    return token in case.floating[: case.heads]
