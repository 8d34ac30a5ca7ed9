"""Fixed-width text tables: cut each line at CMS's positions, and let nothing fall between."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from openrvu.cms.cells import Checker, Row, lines_of
from openrvu.cms.package import Member
from openrvu.cms.tables import Table
from openrvu.cms.text import check_last_row, decode

_DIGIT = re.compile(r"[0-9]")


@dataclass(frozen=True)
class Fixed:
    """Where the columns of a text file stand.

    Attributes:
        columns: first and last position of each, counted from 1.
        figures: names of the columns that hold figures; a line without any is a title or note.
        heading: what the first line with figures must match, where that is the heading; its
            groups are what it says above the last of ``figures``.
        length: characters in every record, or None where the last column is of any length.
    """

    columns: Mapping[str, tuple[int, int]]
    figures: tuple[str, ...]
    heading: re.Pattern[str] | None = None
    length: int | None = None

    @cached_property
    def slices(self) -> list[slice]:
        """The columns as slices of a line."""
        return [slice(first - 1, last) for first, last in self.columns.values()]

    @cached_property
    def gaps(self) -> list[slice]:
        """What lies between, before and after the columns, where only blanks may stand."""
        return gaps_between(self.slices)

    def holds_figures(self, line: str) -> bool:
        """Whether a digit stands where a column of figures is."""
        places = (self.columns[name] for name in self.figures)
        return any(_DIGIT.search(line[first - 1 : last]) for first, last in places)


def gaps_between(slices: Iterable[slice]) -> list[slice]:
    """The stretches of a line that no slice covers, with all that follows the last."""
    gaps, at = [], 0
    for part in sorted(slices, key=lambda s: int(s.start)):
        if part.start > at:
            gaps.append(slice(at, part.start))
        at = part.stop
    return [*gaps, slice(at, None)]


def check_gaps(number: int, line: str, gaps: Iterable[slice], check: Checker) -> None:
    """Refuse text where only blanks may stand: the line has shifted, or is of another layout.

    Raises:
        ReadError: naming the positions.
    """
    for gap in gaps:
        if line[gap].strip():
            last = gap.stop or len(line)
            where = f"positions {gap.start + 1}-{last}"
            raise check.fail(number, where, repr(line[gap].strip()[:40]), "blanks")


def cutter(slices: Iterable[slice]) -> Callable[[str], list[str]]:
    """A function that cuts a line into cells."""
    parts = tuple(slices)
    return lambda line: [line[part] for part in parts]


def read_fixed(member: Member, check: Checker, fixed: Fixed) -> Table:
    """Read a fixed-width table; lines without figures are titles and notes, and left out.

    Raises:
        ReadError: a heading at other positions, a record that is not as long as CMS's, text
            between the columns, or a last line that may have been cut.
    """
    text = decode(member)
    body: list[Row] = []
    headings: dict[str, str] = {}
    cut = cutter(fixed.slices)
    for number, line in lines_of(text):
        if not fixed.holds_figures(line):
            if line.startswith(" ") and line.strip():
                expected = "a record, or a title or note from the first position on"
                raise check.fail(number, None, repr(line.strip()[:40]), expected)
            continue
        if fixed.heading and not headings:
            headings = _headings(number, line, fixed, check)
            continue
        if fixed.length not in {None, len(line)}:
            expected = f"{fixed.length} in every record"
            raise check.fail(number, None, f"{len(line)} characters", expected)
        check_gaps(number, line, fixed.gaps, check)
        body.append((number, cut(line)))
    check_last_row(member, text, body)
    return Table({name: i for i, name in enumerate(fixed.columns)}, headings, body)


def _headings(number: int, line: str, fixed: Fixed, check: Checker) -> dict[str, str]:
    match = fixed.heading.match(line) if fixed.heading else None
    if match is None:
        expected = "CMS's headings at their positions (or give the .csv or .xlsx)"
        raise check.fail(number, None, repr(line.strip()[:60]), expected)
    texts = match.groups()
    return dict(zip(fixed.figures[-len(texts) :], texts, strict=True))
