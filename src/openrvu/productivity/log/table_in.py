"""Tables of lines that a person brings: looked at, tried, and sorted out before any is recorded.

Every row is accepted, or is in the log already, or is rejected with its reason. Columns that
tell who a patient is are never read, whatever is chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from openrvu.errors import OpenRVUError
from openrvu.productivity.log.columns import ALIASES, FIELDS, NEEDED, is_of_people, is_own
from openrvu.productivity.log.known import KnownCodes, known_codes
from openrvu.productivity.log.line import LogLine, check
from openrvu.productivity.log.table_cells import BadCell, lines_of
from openrvu.productivity.log.table_types import (
    Accepted,
    Duplicate,
    Imported,
    Of,
    Preview,
    Read,
    Rejected,
)
from openrvu.productivity.tabular.columns import Matched, match_columns
from openrvu.productivity.tabular.table import Cell, Kind, Problem, Row, Table, shown

_SAMPLES = 8
_LONGEST_ECHO = 60


class ColumnNeeded(OpenRVUError, ValueError):
    """A table cannot be imported until the person has said which columns hold date and code."""


class OfPeople(OpenRVUError, ValueError):
    """A column was chosen whose heading says that it tells who a patient is."""


def preview(table: Table, chosen: Mapping[str, int] | None = None) -> Preview:
    """What a table has.

    Args:
        table: as :func:`openrvu.productivity.tabular.read.read_table` gives it.
        chosen: columns that the person chose, by field, from 0; -1 for a field that is not read.

    Raises:
        OfPeople: a column of persons was chosen.
        ValueError: a field or column that there is not.
    """
    matched = _matched(table, chosen)
    people = tuple(name for name in table.header if is_of_people(name))
    samples = (
        {field: shown(row.cells[at])[:_LONGEST_ECHO] for field, at in matched.columns.items()}
        for row in table.rows[:_SAMPLES]
    )
    return Preview(
        columns={field: table.header[at] for field, at in matched.columns.items()},
        samples=tuple(samples),
        rows=len(table.rows) + len(_left_out(table)),
        unused=tuple(
            table.header[at] for at in matched.unused if not is_of_people(table.header[at])
        ),
        people=people,
        problems=matched.problems(NEEDED),
    )


def import_table(
    table: Table,
    today: date,
    *,
    chosen: Mapping[str, int] | None = None,
    existing: Iterable[LogLine] = (),
    known: KnownCodes | None = None,
    drop_repeats: bool = False,
) -> Imported:
    """Sort out the rows of a table; a dry run, for nothing is recorded here.

    Args:
        table: as :func:`openrvu.productivity.tabular.read.read_table` gives it.
        today: of the person.
        chosen: as for :func:`preview`.
        existing: what is in the log, at least of the days of the table.
        known: the codes there are; those of the bundled book by default.
        drop_repeats: count a row that says the same as one above as a duplicate.

    Raises:
        ColumnNeeded: date or code has no column, or several.
        OfPeople: a column of persons was chosen.
    """
    matched = _matched(table, chosen)
    if problems := matched.problems(NEEDED):
        raise ColumnNeeded(" ".join(map(str, problems)))
    read = [_read(row, table, matched, known or known_codes()) for row in table.rows]
    read += (_unread(problem) for problem in _left_out(table))
    return sort_out(read, today, existing, known=known, drop_repeats=drop_repeats)


def sort_out(
    read: Iterable[Read],
    today: date,
    existing: Iterable[LogLine],
    *,
    known: KnownCodes | None = None,
    drop_repeats: bool = False,
) -> Imported:
    """Part rows into those to record, those there already, and those rejected.

    As many rows count as duplicates of the log as it has lines of the same date, code,
    modifiers, units and place; more of the same are further patients' and are accepted.
    """
    known = known or known_codes()
    in_log = Counter(map(_key, existing))
    seen: dict[object, int] = {}
    accepted: list[Accepted] = []
    duplicates: list[Duplicate] = []
    rejected: list[Rejected] = []
    for row in sorted(read, key=lambda one: one.row):
        problems = [p.words for line in row.lines for p in check(line, today, known.why_unknown)]
        if row.reasons or problems or not row.lines:
            rejected.append(Rejected(row.row, row.said, (*row.reasons, *dict.fromkeys(problems))))
            continue
        first = seen.setdefault(tuple(replace(line, case="") for line in row.lines), row.row)
        left = [line for line in row.lines if _take(in_log, _key(line))]
        if len(left) == len(row.lines):
            duplicates.append(Duplicate(row.row, row.lines, Of.LOG))
        elif first != row.row and drop_repeats:
            duplicates.append(Duplicate(row.row, row.lines, Of.FILE))
        else:
            new = _without(row.lines, left)
            accepted.append(
                Accepted(row.row, new, tuple(left), first if first != row.row else None)
            )
    return Imported(tuple(accepted), tuple(duplicates), tuple(rejected))


def _matched(table: Table, chosen: Mapping[str, int] | None) -> Matched:
    """Which column is which field; columns of persons answer to nothing."""
    wanted = dict(chosen or {})
    if strange := set(wanted) - set(FIELDS):
        raise ValueError(f"{sorted(strange)} are no fields; expected some of {FIELDS}")
    for at in wanted.values():
        if 0 <= at < len(table.header) and is_of_people(table.header[at]):
            raise OfPeople(
                f"{table.header[at]!r} tells who a patient is, by its heading; it is not read. "
                "Choose another column, or give it another heading if it holds no such thing."
            )
    header = ["" if is_of_people(name) else name for name in table.header]
    sought = {field: names for field, names in ALIASES.items() if wanted.get(field) != -1}
    picked = {field: at for field, at in wanted.items() if at != -1}
    return replace(match_columns(header, sought, picked), header=table.header)


def _read(row: Row, table: Table, matched: Matched, known: KnownCodes) -> Read:
    cells = {field: row.cells[at] for field, at in matched.columns.items()}
    said = _said(cells)
    own = is_own(table.header)
    try:
        lines = lines_of(
            cells,
            known,
            case=f"row-{row.number}",
            is_own=own,
            is_csv=table.kind is Kind.CSV,
        )
    except BadCell as error:
        return Read(row.number, said, reasons=(str(error),))
    return Read(row.number, said, tuple(lines))


def _said(cells: Mapping[str, Cell]) -> str:
    parts = (shown(cells.get(field, "")) for field in NEEDED)
    return " ".join(filter(None, parts))[:_LONGEST_ECHO]


def _left_out(table: Table) -> list[Problem]:
    """Rows that the reader of the file could not take."""
    return [problem for problem in table.problems if problem.row is not None]


def _unread(problem: Problem) -> Read:
    # What stands in such a row is not repeated: it may be a patient's.
    words = f"The row could not be read as {problem.expected} cells; {problem.words}".strip("; ")
    return Read(problem.row or 0, "", reasons=(words,))


def _key(line: LogLine) -> tuple[object, ...]:
    return line.date, line.code, tuple(sorted(line.modifiers)), line.units, line.pos


def _take(counts: Counter[tuple[object, ...]], key: tuple[object, ...]) -> bool:
    if counts[key] < 1:
        return False
    counts[key] -= 1
    return True


def _without(lines: Sequence[LogLine], left: Iterable[LogLine]) -> tuple[LogLine, ...]:
    gone = Counter(left)

    def kept() -> Iterator[LogLine]:
        for line in lines:
            if gone[line]:
                gone[line] -= 1
            else:
                yield line

    return tuple(kept())
