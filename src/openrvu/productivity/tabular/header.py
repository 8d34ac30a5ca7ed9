"""Finding the headings of a table: below a title or a licence, in one row or in two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from openrvu.productivity.tabular.table import Cell, Row, shown

#: Headings stand among the first so many rows that are not empty.
_SEARCHED = 20
#: Rows that are looked at to tell how wide the table is.
_LOOKED_AT = 100
#: A row of headings names at least so many tenths of the columns.
_TENTHS_NAMED = 6
#: A figure, or the asterisks that stand for one that was withheld.
_FIGURE = re.compile(r"\(?[-+]?\$?\d[\d,]*(?:\.\d+)?%?\)?\Z|\*+\Z")
#: Headings of percentile columns may be bare whole numbers.
_PERCENTILE = re.compile(r"[1-9]\d?\Z")
#: What a survey prints under the name of a measure.
_STATISTIC = re.compile(
    r"(?:p\s*)?[1-9]\d?\s*(?:st|nd|rd|th)?\s*(?:%|%?ile|%tile|percentile)?\Z"
    r"|(?:median|mean|average|avg\.?|std\.?\s*dev\.?|standard deviation|n|count|[#n]\s*\w+)\Z",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T].*)?\Z")


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a table.

    Attributes:
        names: one a column.
        rows: the rows they stand in, from 1.
        above: how many rows stand before and in them.
        banner: the text above them.
    """

    names: tuple[str, ...]
    rows: tuple[int, ...]
    above: int
    banner: tuple[str, ...]


def find_header(rows: Sequence[Row]) -> Header | None:
    """The headings: the row of names that is nearly as wide as the table; None without.

    Of several the fullest, and of those the first. Two rows make the headings where one groups
    what the other names, as where ``Total Compensation`` stands above ``25th`` and ``50th``: the
    names are then ``Total Compensation 25th`` and so on.
    """
    width = max((_filled(row.cells) for row in rows[:_LOOKED_AT]), default=0)
    wide = [
        (names, at, at + count)
        for at, (names, count) in enumerate(_named(rows[: _SEARCHED + 1]))
        if count and _filled(names) * 10 >= width * _TENTHS_NAMED
    ]
    if not wide:
        return None
    names, first, end = max(wide, key=lambda each: _filled(each[0]))
    return _header(rows, first, end, names)


def _named(rows: Sequence[Row]) -> Iterator[tuple[tuple[str, ...], int]]:
    """The names that each row would give as headings, with the one below it or alone."""
    for at, row in enumerate(rows[:_SEARCHED]):
        below = rows[at + 1] if at + 1 < len(rows) else None
        if below and below.number == row.number + 1 and _groups(row, below):
            yield _joined(row, below), 2
        elif _is_named(row):
            yield tuple(map(shown, _trimmed(row))), 1
        else:
            yield (), 0


def _header(rows: Sequence[Row], first: int, end: int, names: tuple[str, ...]) -> Header:
    banner = (" ".join(filter(None, map(shown, row.cells))) for row in rows[:first])
    return Header(names, tuple(row.number for row in rows[first:end]), end, tuple(banner))


def _groups(upper: Row, lower: Row) -> bool:
    """Whether the names of one row group those of the next.

    They do where one stands above several that are statistics, or that stand under others too.
    """
    if not _is_names(upper) or not _is_names(lower):
        return False
    spans = _spans(upper, lower)
    seen = Counter(name for span in spans for name in set(span))
    return any(
        len(span) > 1 and all(_STATISTIC.match(name) or seen[name] > 1 for name in span)
        for span in spans
    )


def _spans(upper: Row, lower: Row) -> list[list[str]]:
    """The names that stand under each name above them: its own column's and those to the right."""
    spans: list[list[str]] = []
    spreads = False
    for over, under in _pairs(upper, lower):
        if over:
            spreads = bool(under)
            spans += [[under]] if under else []
        elif spreads and under:
            spans[-1].append(under)
        else:
            spreads = False
    return spans


def _joined(upper: Row, lower: Row) -> tuple[str, ...]:
    names: list[str] = []
    group = ""
    for over, under in _pairs(upper, lower):
        if over or not under:
            group = over if under else ""
        names.append(" ".join(filter(None, (over or group, under))))
    return tuple(names)


def _pairs(upper: Row, lower: Row) -> list[tuple[str, str]]:
    """The cells of two rows, one above the other."""
    over, under = (map(shown, _trimmed(row)) for row in (upper, lower))
    return list(zip_longest(over, under, fillvalue=""))


def _trimmed(row: Row) -> tuple[Cell, ...]:
    """The cells of a row without empty ones at its end."""
    empty = len(list(takewhile(lambda cell: not cell, reversed(row.cells))))
    return row.cells[: len(row.cells) - empty]


def _filled(cells: Sequence[Cell]) -> int:
    return sum(1 for cell in cells if cell)


def _is_named(row: Row) -> bool:
    """Whether a row holds names alone: words, and percentiles as bare numbers only in order."""
    cells = [shown(cell) for cell in row.cells if cell]
    bare = [int(cell) for cell in cells if _PERCENTILE.match(cell)]
    in_order = len(bare) != 1 and bare == sorted(set(bare))
    return _is_names(row) and in_order and len(bare) < len(cells)


def _is_names(row: Row) -> bool:
    """Whether a row holds no figure or day, but for the numbers of percentiles."""
    return all(isinstance(cell, str) and not _is_figure(cell) for cell in row.cells)


def _is_figure(cell: str) -> bool:
    if _PERCENTILE.match(cell):
        return False
    return bool(_FIGURE.match(cell) or _DAY.match(cell))
