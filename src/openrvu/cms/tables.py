"""Small CMS tables: find the heading, match its columns by their words, give the body."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from openrvu.cms.cells import Checker, Row, grid_rows, is_blank, squeeze
from openrvu.cms.package import Member

#: CMS's headings stand in the first few rows; beyond these there is nothing to look for.
_HEADING_ROWS = 40
_DIGIT = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Table:
    """The body of a table, its columns by name, and the words of its headings."""

    columns: dict[str, int]
    headings: dict[str, str]
    body: list[Row]

    def cell(self, row: Row, name: str) -> str:
        """A cell without surrounding spaces; empty where the table has no such column."""
        at = self.columns.get(name)
        return row[1][at].strip() if at is not None else ""


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns a table may have: regular expressions that its headings must match.

    Attributes:
        columns: those we read, by our name for them.
        optional: names among ``columns`` that older files lack.
        unread: headings of columns that CMS prints and we do not use.
    """

    columns: Mapping[str, str]
    optional: frozenset[str] = frozenset()
    unread: tuple[str, ...] = ()


def read_table(member: Member, check: Checker, shape: Shape) -> Table:
    """Read a .csv or .xlsx table whose headings have a known shape.

    The heading is the first row with every column that is not optional. Rows after it that are
    blank, or footnotes, are left out.

    Raises:
        ReadError: no such row, a heading that is not CMS's, a short row, or a cell that stands
            outside the table.
    """
    rows = grid_rows(member)
    at, columns = _find_heading(rows, check, shape)
    number, cells = rows[at]
    names = [squeeze(cell) for cell in cells]
    _refuse_strangers(number, names, check, shape)
    width = max(i for i, name in enumerate(names, 1) if name)
    body = [row for row in rows[at + 1 :] if not is_blank(row[1]) and not is_note(row)]
    for row in body:
        _check_width(row, width, names, check)
    return Table(columns, {name: names[i] for name, i in columns.items()}, body)


def _find_heading(rows: list[Row], check: Checker, shape: Shape) -> tuple[int, dict[str, int]]:
    needed = [name for name in shape.columns if name not in shape.optional]
    best: tuple[int, dict[str, int]] = (-1, {})
    for at, (_, cells) in enumerate(rows[:_HEADING_ROWS]):
        columns = _match([squeeze(c) for c in cells], shape.columns)
        if all(name in columns for name in needed):
            return at, columns
        if len(columns) > len(best[1]):
            best = at, columns
    missing = next(name for name in needed if name not in best[1])
    row = rows[best[0]][0] if best[1] else None
    raise check.fail(row, missing, "no such column heading", "the headings of CMS's file")


def _match(cells: list[str], patterns: Mapping[str, str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for name, pattern in patterns.items():
        at = next((i for i, c in enumerate(cells) if re.fullmatch(pattern, c)), None)
        if at is not None:
            columns[name] = at
    return columns


def _refuse_strangers(row: int, names: list[str], check: Checker, shape: Shape) -> None:
    """Every heading must be known, and none may stand twice."""
    known = [*shape.columns.values(), *shape.unread]
    seen: set[str] = set()
    for position, name in enumerate(names, 1):
        if not name:
            continue
        pattern = next((p for p in known if re.fullmatch(p, name)), None)
        if pattern is None:
            found = f"an unknown heading {name!r}"
            raise check.fail(row, str(position), found, "a column of CMS's layout")
        if pattern in seen:
            raise check.fail(row, str(position), f"{name!r} a second time", "each column once")
        seen.add(pattern)


def _check_width(row: Row, width: int, names: list[str], check: Checker) -> None:
    number, cells = row
    if len(cells) < width:
        raise check.fail(number, None, f"{len(cells)} cells", f"{width} in every row")
    for at, cell in enumerate(cells):
        if cell.strip() and (at >= len(names) or not names[at]):
            found = f"{cell.strip()[:40]!r} outside the table"
            raise check.fail(number, str(at + 1), found, f"{width} cells, as the heading has")


def is_note(row: Row) -> bool:
    """Whether the row is one of CMS's footnotes: words in its first cell and no figure after."""
    first = row[1][0].strip() if row[1] else ""
    if not first or first[0].isdigit() or not (first.startswith("*") or " " in first):
        return False
    return not any(_DIGIT.search(cell) for cell in row[1][1:])
