"""The columns of a pasted list of cases: which hold the work, and which hold persons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openrvu.productivity.log.identifiers import Found, Kind
from openrvu.productivity.log.quick_words import HEADINGS, TOTALS

_FEWEST_HEADINGS = 2
#: Columns that say what was done, or when and where: read as if they had been typed.
_TYPED = ("code", "date", "side")
_WORK = (*_TYPED, "words", "modifiers", "units", "pos")
_WORDS = "It stands in a column of persons. The log takes nothing that tells who the patient is."


@dataclass(frozen=True, slots=True)
class People:
    """What stands in columns whose heading says that they hold persons.

    Attributes:
        found: their cells.
        without: the text without these columns.
    """

    found: tuple[Found, ...]
    without: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a list that is not read as if it had been typed.

    Attributes:
        end: after its last character.
        kind: ``modifiers``, ``units`` or ``pos``; else empty, for what is not read.
        what: what that is, in words.
    """

    end: int
    kind: str = ""
    what: str = "another column"


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    text: str
    kind: str


def people_in(text: str) -> People:
    """The cells of columns of persons, where the text begins with a line of headings."""
    cells = [cell for row in _rows(text) for cell in row]
    people = [cell for cell in cells if cell.kind == "person" and cell.text.strip()]
    found = tuple(Found(cell.start, cell.end, Kind.NAME, _WORDS) for cell in people)
    if not found:
        return People((), text)
    rows = ("\t".join(c.text for c in row if c.kind != "person") for row in _rows(text))
    return People(tuple(f for f in found if not _is_heading(text, f)), "\n".join(rows))


def columns_of(text: str) -> Mapping[int, Stretch]:
    """By their beginning, the cells of a list that are not read as if they had been typed."""
    rows = list(_rows(text))
    if not any(cell.kind for row in rows for cell in row):
        return {}
    rows = [row for row in rows if any(cell.text.strip() for cell in row)]
    heading, *others = rows
    has_codes = any(cell.kind == "code" for cell in heading)
    found = {cell.start: Stretch(cell.end, what="a heading") for cell in heading if cell.text}
    for row in others:
        is_total = any(TOTALS.match(cell.text) for cell in row) and not _code_in(row)
        for cell in row:
            if stretch := _stretch(cell, is_total=is_total, has_codes=has_codes):
                found[cell.start] = stretch
    return found


def _stretch(cell: _Cell, *, is_total: bool, has_codes: bool) -> Stretch | None:
    if not cell.text.strip():
        return None
    if is_total:
        return Stretch(cell.end, what="a line of totals")
    if cell.kind in ("modifiers", "units", "pos"):
        return Stretch(cell.end, cell.kind)
    if cell.kind == "words" and has_codes:
        return Stretch(cell.end, what="what the code is called")
    return None if cell.kind in (*_TYPED, "words") else Stretch(cell.end)


def _code_in(row: list[_Cell]) -> str:
    return "".join(cell.text for cell in row if cell.kind == "code").strip()


def _is_heading(text: str, found: Found) -> bool:
    return "\n" not in text[: found.start].lstrip("\n")


def _rows(text: str) -> Iterator[list[_Cell]]:
    """The cells of each line; without kinds where there is no line of headings."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    kinds = _kinds(lines[first])
    at = 0
    for line in lines:
        cells, begin = [], at
        for number, cell in enumerate(line.split("\t")):
            kind = kinds[number] if number < len(kinds) else ""
            cells.append(_Cell(begin, begin + len(cell), cell, kind))
            begin += len(cell) + 1
        yield cells
        at += len(line) + 1


def _kinds(line: str) -> list[str]:
    """What each column holds, by its heading; none where the line is not of headings."""
    headings = [cell.strip() for cell in line.split("\t")]
    kinds = [_kind(heading) for heading in headings]
    told = [kind for kind in kinds if kind]
    if len(told) < max(_FEWEST_HEADINGS, len(headings) - 1) or not set(told) & set(_WORK):
        return []
    return [kind or "other" for kind in kinds]


def _kind(heading: str) -> str:
    return next((kind for kind, pattern in HEADINGS if pattern.fullmatch(heading)), "")
