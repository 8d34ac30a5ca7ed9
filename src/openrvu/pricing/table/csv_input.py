"""CSV in: every cell as text, and lines that do not parse set apart, each with its reason.

A file in which every line is a row is read by DuckDB at once. Of any other, with a broken line,
bytes that are not UTF-8, or cells of several lines, DuckDB is given a copy of the good rows: after
a quote that is not closed its reader may skip thousands of good lines.
"""

from __future__ import annotations

import csv
import gzip
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from io import BufferedIOBase
from pathlib import Path
from typing import TYPE_CHECKING

from openrvu.errors import ReadError
from openrvu.pricing.table.arrow import fill
from openrvu.pricing.table.files import literal
from openrvu.pricing.table.staging import check_names, number_lines

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_DELIMITERS = (",", ";", "\t", "|")
_BLOCK = 1 << 20
#: The first row stands below the heading.
_FIRST_LINE = 2
#: A cell may span so many lines; a quote open for longer was never meant to open one.
_CELL_LINES = 100


@dataclass(frozen=True, slots=True)
class _Heading:
    names: Sequence[str]
    delimiter: str


@dataclass(frozen=True, slots=True)
class _Broken:
    """A line that is no row."""

    line: int
    reason: str
    text: str


@dataclass(slots=True)
class _SortedOut:
    """What a file holds; ``ahead`` as :func:`number_lines` takes it."""

    rows: int = 0
    ahead: list[tuple[int, int]] = field(default_factory=list)
    broken: list[_Broken] = field(default_factory=list)


class _NoRow(ValueError):
    """Text that is no row; says why."""


def read_csv(db: DuckDBPyConnection, path: Path, target: Path, lines: str, unreadable: str) -> int:
    """Read a CSV file into a Parquet file of text.

    The delimiter is the one that the heading uses.

    Args:
        db: where.
        path: the file, packed by gzip or not.
        target: the Parquet file to write.
        lines: name of the view to make of where rows stand; see :func:`number_lines`.
        unreadable: a table with the columns line, reason and text, to be added to.

    Returns:
        How many rows were read.

    Raises:
        ReadError: there is no heading, or one that is not UTF-8 or names a column twice.
    """
    heading = _heading(path)
    rows = _copy(db, path, heading, target)
    if rows is not None and rows == _count_lines(path) - 1:
        number_lines(db, lines, rows, [(0, _FIRST_LINE)])
        return rows
    good = target.with_suffix(".csv")
    sorted_out = _sort_out(path, heading, good)
    rows = _copy(db, good, heading, target)
    good.unlink()
    if rows != sorted_out.rows:
        raise _unlike_csv(path, heading)
    number_lines(db, lines, rows, sorted_out.ahead)
    shape = {"line": "BIGINT", "reason": "VARCHAR", "text": "VARCHAR"}
    fill(db, unreadable, shape, map(astuple, sorted_out.broken))
    return rows


def _open(path: Path) -> BufferedIOBase:
    return gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb")


def _heading(path: Path) -> _Heading:
    with _open(path) as file:
        line = file.readline(_BLOCK)
    try:
        text = _decoded(line).removeprefix("\ufeff").rstrip("\r\n")
        delimiter = max(_DELIMITERS, key=text.count)
        names = _cells([text], delimiter)
    except _NoRow as error:
        raise _no_heading(path, str(error)) from error
    if not text.strip() or "\r" in text or "\0" in text:
        raise _no_heading(path, "none" if not text.strip() else "line ends of another system")
    named = [name.strip() or f"column_{at}" for at, name in enumerate(names, 1)]
    check_names(named, path)
    return _Heading(named, delimiter)


def _unlike_csv(path: Path, heading: _Heading) -> ReadError:
    return ReadError(
        str(path),
        found="quotes or line ends that can be read in more than one way",
        expected=f"cells parted by {heading.delimiter!r}, quotes in them doubled",
        remedy="Save the table as CSV (UTF-8) anew",
    )


def _no_heading(path: Path, found: str) -> ReadError:
    return ReadError(
        str(path),
        found=found,
        expected="a heading with the names of the columns",
        remedy="Save the table as CSV (UTF-8) with a heading",
        row=1,
    )


def _copy(db: DuckDBPyConnection, path: Path, heading: _Heading, target: Path) -> int | None:
    """Let DuckDB read it; how many rows it found, or None where it found something broken."""
    import duckdb

    shape = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in heading.names)
    try:
        ((rows,),) = db.execute(
            f"COPY (FROM read_csv({literal(str(path), pattern=True)}, auto_detect = false, "
            f"header = true, delim = {literal(heading.delimiter)}, quote = '\"', escape = '\"', "
            f"columns = {{{shape}}})) TO {literal(str(target))} (FORMAT parquet)"
        ).fetchall()
    except duckdb.InvalidInputException:
        return None
    return int(rows)


def _count_lines(path: Path) -> int:
    """The lines of a file; its last need not be ended."""
    lines, last = 0, b"\n"
    with _open(path) as file:
        while block := file.read(_BLOCK):
            lines, last = lines + block.count(b"\n"), block[-1:]
    return lines + (last != b"\n")


def _sort_out(path: Path, heading: _Heading, good: Path) -> _SortedOut:
    """Copy the rows that are whole, under the heading, and keep the lines that are none."""
    found = _SortedOut()
    with _open(path) as file, good.open("wb") as copy:
        copy.write(file.readline().rstrip(b"\r\n") + b"\n")
        for line, record in _records(file, heading):
            if isinstance(record, _Broken):
                found.broken.append(record)
                continue
            copy.write(record.rstrip(b"\r\n") + b"\n")
            if not found.ahead or line - found.rows != found.ahead[-1][1]:
                found.ahead.append((found.rows, line - found.rows))
            found.rows += 1
    return found


def _records(file: BufferedIOBase, heading: _Heading) -> Iterator[tuple[int, bytes | _Broken]]:
    """Every record and the line it begins at, from the second line; blank lines are none."""
    waiting: deque[bytes] = deque()
    delimiter, others = heading.delimiter.encode(), len(heading.names) - 1
    line = _FIRST_LINE
    while first := waiting.popleft() if waiting else file.readline():
        begins = line
        line += 1
        plain = first.count(delimiter) == others and b'"' not in first and first.isascii()
        if plain and b"\r" not in first.rstrip(b"\r\n"):
            if others or first.strip():
                yield begins, first
        elif first.strip(b"\r\n"):
            more = _rest_of_row(first, waiting, file, heading)
            line += more
            yield (
                begins,
                _judged([first, *(waiting.popleft() for _ in range(more))], begins, heading),
            )


def _judged(lines: Sequence[bytes], number: int, heading: _Heading) -> bytes | _Broken:
    """The record of some lines, or what is wrong with it."""
    try:
        _row(lines, heading)
    except _NoRow as error:
        text = lines[0].decode(errors="backslashreplace").rstrip("\r\n")
        return _Broken(number, str(error), text)
    return b"".join(lines)


def _rest_of_row(first: bytes, ahead: deque[bytes], file: BufferedIOBase, heading: _Heading) -> int:
    """How many more lines, which are then in ``ahead``, make a row with one that opens a cell."""
    if first.count(b'"') % 2 == 0:
        return 0
    lines = [first]
    for more in range(1, _CELL_LINES):
        if len(ahead) < more and (line := file.readline()):
            ahead.append(line)
        if len(ahead) < more:
            break
        lines.append(ahead[more - 1])
        if lines[-1].count(b'"') % 2:
            with suppress(_NoRow):
                _row(lines, heading)
                return more
    return 0


def _row(lines: Sequence[bytes], heading: _Heading) -> None:
    """Check that some lines are one row.

    Raises:
        _NoRow: they are not.
    """
    text = [_decoded(line) for line in lines]
    if any("\r" in line.rstrip("\r\n") for line in text):
        raise _NoRow("a line end of another system")
    found = _cells(text, heading.delimiter)
    if len(found) != len(heading.names):
        raise _NoRow(f"{len(found)} cells, where the heading has {len(heading.names)}")


def _decoded(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        raise _NoRow("bytes that are not UTF-8") from None


def _cells(lines: Sequence[str], delimiter: str) -> Sequence[str]:
    if len(lines) == 1 and '"' not in lines[0]:
        return lines[0].rstrip("\r\n").split(delimiter)
    try:
        (cells,) = csv.reader(lines, delimiter=delimiter, strict=True)
    except (csv.Error, ValueError):
        raise _NoRow("a quote that is not closed, or text after a closing quote") from None
    return cells
