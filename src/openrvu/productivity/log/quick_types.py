"""What quick entry answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from openrvu.pricing.claim import Provider
from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.role import Role


@dataclass(frozen=True, slots=True)
class Defaults:
    """What goes for a line that does not say it.

    Attributes:
        pos: place of service, two digits, or empty.
        role: what the person was there.
        tags: of every line.
        provider: who logs, for the modifiers that are offered.
    """

    pos: str = ""
    role: Role = Role.PRIMARY
    tags: tuple[str, ...] = ()
    provider: Provider = Provider.PHYSICIAN


class Confidence(StrEnum):
    """How sure it is that words mean a code."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another code that words may mean.

    Attributes:
        code: five characters.
        title: what we call it.
        why: where the words were found.
    """

    code: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A code that was found by words.

    Attributes:
        said: the words.
        title: of the code taken.
        confidence: sure only where the words are the very name of one code.
        alternatives: at most five others, best first.
    """

    said: str
    title: str
    confidence: Confidence
    alternatives: tuple[Alternative, ...]

    @property
    def needs_confirming(self) -> bool:
        """Whether the person has to say which code is meant."""
        return self.confidence is not Confidence.SURE


@dataclass(frozen=True, slots=True)
class QuickLine:
    """A line as understood.

    Attributes:
        line: what would be recorded.
        start: where it begins in the text.
        end: after its last character.
        choice: how its code was found, where words found it; else None.
        offered: modifiers that its role or side suggests, the usual one first; none is set.
        hints: what the person may want to know, in sentences.
    """

    line: LogLine
    start: int
    end: int
    choice: Choice | None = None
    offered: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuickCase:
    """Lines of one patient on one day.

    Attributes:
        key: ``1``, ``2`` and on; that of its lines.
        lines: in the order written.
    """

    key: str
    lines: tuple[QuickLine, ...]


class ProblemKind(StrEnum):
    """What a problem is about."""

    IDENTIFIER = "identifier"
    CODE = "unknown code"
    MODIFIER = "modifier"
    UNITS = "units"
    DATE = "date"
    PLACE = "place"
    WORDS = "words"
    NOTE = "note"
    TAG = "tag"
    TOO_LONG = "too long"


@dataclass(frozen=True, slots=True)
class QuickProblem:
    """What could not be understood or cannot be recorded.

    Attributes:
        start: where it begins in the text.
        end: after its last character.
        words: a sentence.
        kind: what it is about.
    """

    start: int
    end: int
    words: str
    kind: ProblemKind


@dataclass(frozen=True, slots=True)
class Ignored:
    """What was read and is no part of a line.

    Attributes:
        start: where it begins in the text.
        end: after its last character.
        words: what it was taken for: ``a time``, ``a room``, ``the name of 45385``.
    """

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Quick:
    """A text as understood.

    Attributes:
        text: as it was given; every place counts its characters from 0.
        cases: in the order written.
        problems: in order of place.
        ignored: in order of place.
        cleaned: the text without what looks like a patient's identifier; empty where it has none.
    """

    text: str
    cases: tuple[QuickCase, ...] = ()
    problems: tuple[QuickProblem, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    cleaned: str = field(default="")

    @property
    def lines(self) -> tuple[LogLine, ...]:
        """Every line, in order."""
        return tuple(quick.line for case in self.cases for quick in case.lines)

    @property
    def is_refused(self) -> bool:
        """Whether it has what looks like a patient's identifier; then nothing of it is read."""
        return any(p.kind is ProblemKind.IDENTIFIER for p in self.problems)

    @property
    def needs_confirming(self) -> bool:
        """Whether a line was found by words that may mean several codes."""
        quick = (line for case in self.cases for line in case.lines)
        return any(line.choice is not None and line.choice.needs_confirming for line in quick)

    @property
    def can_save(self) -> bool:
        """Whether there is something, all of it is understood, and nothing is to be confirmed."""
        return bool(self.cases) and not self.problems and not self.needs_confirming
