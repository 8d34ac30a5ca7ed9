"""Reports without headings: Epic's printed text and Greenway's sheet, read by place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from openrvu.productivity.reconcile import columns as col
from openrvu.productivity.reconcile.cells import coded, figure
from openrvu.productivity.tabular.table import Cell, Row
from openrvu.productivity.tabular.values import day_of

#: The fields of both, in their order; an empty name is not read.
_FIELDS = (
    col.POST_DATE, col.SERVICE_DATE, col.PROVIDER, "", "", col.CODE, "",
    col.UNITS, col.WRVU, col.AMOUNT, "", "", col.PLACE,
)  # fmt: skip
#: Where Epic's text is cut, from 0.
_CUTS = (0, 12, 24, 50, 62, 62, 83, 164, 170, 178, 178, 187, 223, 264)
#: Columns B, C, D, E, G, H, I, K, N, P, R, S and T of Greenway's sheet, from 0.
_PLACES = (1, 2, 3, 4, 6, 7, 8, 10, 13, 15, 17, 18, 19)
#: A line of Epic's text that begins with another character is no transaction.
_MONTH_DIGITS = ("0", "1")
_LOOKED_AT = 400

#: A row as it is read: its number, and its cells by field.
Picked = tuple[int, dict[str, Cell]]


def print_rows(text: str) -> list[Picked]:
    """The transactions of Epic's printed text; none where the text is something else."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if _begins(line)]
    if not lines or not _is_print(line for _, line in lines[:_LOOKED_AT]):
        return []
    return [(number, _cut(line)) for number, line in lines]


def _begins(line: str) -> bool:
    return line.startswith(_MONTH_DIGITS)


def _is_print(lines: Iterable[str]) -> bool:
    """Whether most lines have two days and a code where Epic's text has them."""
    told = [_is_transaction(_cut(line)) for line in lines]
    return sum(told) * 2 > len(told)


def _is_transaction(cells: dict[str, Cell]) -> bool:
    days = (day_of(cells[col.POST_DATE]), day_of(cells[col.SERVICE_DATE]))
    return None not in days and coded(cells[col.CODE]) is not None


def _cut(line: str) -> dict[str, Cell]:
    spans = zip(_FIELDS, pairwise(_CUTS), strict=True)
    return {field: line[first:end].strip() for field, (first, end) in spans if field}


def sheet_rows(rows: Sequence[Row]) -> list[Picked]:
    """The transactions of Greenway's sheet; none where the sheet is something else.

    Rows without a posting date or a provider are headings and totals.
    """
    found = [each for row in rows for each in _placed(row)]
    seen = [_is_transaction(cells) and _has_figures(cells) for _, cells in found[:_LOOKED_AT]]
    return found if seen and sum(seen) * 2 > len(seen) else []


def _placed(row: Row) -> Iterator[Picked]:
    cells: dict[str, Cell] = {
        field: row.cells[at] if at < len(row.cells) else ""
        for field, at in zip(_FIELDS, _PLACES, strict=True)
        if field
    }
    if day_of(cells[col.POST_DATE]) is not None and cells[col.PROVIDER]:
        yield row.number, cells


def _has_figures(cells: dict[str, Cell]) -> bool:
    return figure(cells[col.UNITS]) is not None and figure(cells[col.WRVU]) is not None
