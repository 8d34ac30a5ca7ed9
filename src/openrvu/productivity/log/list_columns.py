"""The columns of a pasted list of cases: which hold the work, and which hold persons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openrvu.productivity.log.identifiers import Found, Kind
from openrvu.productivity.log.quick_words import OTHER_HEADING, PERSON_HEADING, WORK_HEADING

_FEWEST_HEADINGS = 2
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


def columns_left(text: str) -> Mapping[int, int]:
    """Stretches of the text that are not read: the headings, and columns that hold no work."""
    rows = list(_rows(text))
    if not rows or all(cell.kind == "work" for row in rows for cell in row):
        return {}
    heading, *others = rows
    left = {cell.start: cell.end for cell in heading if cell.end > cell.start}
    unread = (cell for row in others for cell in row if cell.kind != "work" and cell.text.strip())
    return {**left, **{cell.start: cell.end for cell in unread}}


def _is_heading(text: str, found: Found) -> bool:
    return "\n" not in text[: found.start].lstrip("\n")


def _rows(text: str) -> Iterator[list[_Cell]]:
    """The cells of each line; of kind ``work`` all, where there is no line of headings."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    kinds = _kinds(lines[first])
    at = 0
    for line in lines:
        cells, begin = [], at
        for number, cell in enumerate(line.split("\t")):
            kind = kinds[number] if number < len(kinds) else "work"
            cells.append(_Cell(begin, begin + len(cell), cell, kind))
            begin += len(cell) + 1
        yield cells
        at += len(line) + 1


def _kinds(line: str) -> list[str]:
    """What each column holds, by its heading; none where the line is not of headings."""
    headings = [cell.strip() for cell in line.split("\t")]
    kinds = [_kind(heading) for heading in headings]
    told = [kind for kind in kinds if kind]
    if len(told) < max(_FEWEST_HEADINGS, len(headings) - 1) or "work" not in told:
        return []
    return [kind or "other" for kind in kinds]


def _kind(heading: str) -> str:
    patterns = (("person", PERSON_HEADING), ("work", WORK_HEADING), ("other", OTHER_HEADING))
    return next((kind for kind, pattern in patterns if pattern.fullmatch(heading)), "")
