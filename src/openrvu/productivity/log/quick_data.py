"""What quick entry understood, as plain data."""

from __future__ import annotations

from typing import TypedDict

from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.quick_types import Alternative, Choice, Quick, QuickCase, QuickLine


class LineData(TypedDict):
    """A line of the log; see :class:`openrvu.productivity.log.line.LogLine`."""

    date: str
    code: str
    modifiers: list[str]
    units: int
    pos: str
    role: str
    tags: list[str]
    note: str
    case: str


class AlternativeData(TypedDict):
    """Another code that words may mean."""

    code: str
    title: str
    why: str


class ChoiceData(TypedDict):
    """How words found a code."""

    said: str
    title: str
    confidence: str
    needs_confirming: bool
    alternatives: list[AlternativeData]


class QuickLineData(TypedDict):
    """A line as understood; ``start`` and ``end`` count characters of the text from 0."""

    line: LineData
    start: int
    end: int
    choice: ChoiceData | None
    offered: list[str]
    hints: list[str]


class QuickCaseData(TypedDict):
    """Lines of one patient on one day."""

    key: str
    lines: list[QuickLineData]


class PlaceData(TypedDict):
    """A stretch of the text and what is said of it."""

    start: int
    end: int
    words: str
    kind: str


class QuickData(TypedDict):
    """A text as understood; see :class:`openrvu.productivity.log.quick_types.Quick`."""

    text: str
    cases: list[QuickCaseData]
    problems: list[PlaceData]
    ignored: list[PlaceData]
    cleaned: str
    is_refused: bool
    needs_confirming: bool
    can_save: bool


def quick_data(quick: Quick) -> QuickData:
    """A text as understood, as plain data."""
    return {
        "text": quick.text,
        "cases": [_case(case) for case in quick.cases],
        "problems": [
            {"start": p.start, "end": p.end, "words": p.words, "kind": p.kind.value}
            for p in quick.problems
        ],
        "ignored": [
            {"start": i.start, "end": i.end, "words": i.words, "kind": "ignored"}
            for i in quick.ignored
        ],
        "cleaned": quick.cleaned,
        "is_refused": quick.is_refused,
        "needs_confirming": quick.needs_confirming,
        "can_save": quick.can_save,
    }


def line_data(line: LogLine) -> LineData:
    """A line of the log as plain data."""
    return {
        "date": line.date.isoformat(),
        "code": line.code,
        "modifiers": list(line.modifiers),
        "units": line.units,
        "pos": line.pos,
        "role": line.role.value,
        "tags": list(line.tags),
        "note": line.note,
        "case": line.case,
    }


def _case(case: QuickCase) -> QuickCaseData:
    return {"key": case.key, "lines": [_line(line) for line in case.lines]}


def _line(quick: QuickLine) -> QuickLineData:
    return {
        "line": line_data(quick.line),
        "start": quick.start,
        "end": quick.end,
        "choice": _choice(quick.choice) if quick.choice else None,
        "offered": list(quick.offered),
        "hints": list(quick.hints),
    }


def _choice(choice: Choice) -> ChoiceData:
    return {
        "said": choice.said,
        "title": choice.title,
        "confidence": choice.confidence.value,
        "needs_confirming": choice.needs_confirming,
        "alternatives": [_alternative(other) for other in choice.alternatives],
    }


def _alternative(other: Alternative) -> AlternativeData:
    return {"code": other.code, "title": other.title, "why": other.why}
