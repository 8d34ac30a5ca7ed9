"""CSV as rows: encoding and delimiter told from the contents, broken lines set apart."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from openrvu.errors import ReadError
from openrvu.productivity.tabular.table import Grid, Limits, Problem, Row

_DELIMITERS = (",", ";", "\t", "|")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
#: Lines that are looked at to tell the delimiter.
_SAMPLE = 60
_LONGEST_ECHO = 200
#: Excel writes this line above a table to say its delimiter.
_SEP = "sep="
_BROKEN = "A quote in it is not closed, or not doubled; the line was left out."
_AS_CSV = "Save the table as CSV (UTF-8) or as an Excel workbook"


def read_text(data: bytes, name: str, limits: Limits) -> Grid:
    """The rows of a CSV file. A line that cannot be read as cells is a problem with its text.

    Raises:
        ReadError: it is no text, or has more rows or columns than the limits.
    """
    text, encoding = _decoded(data, name)
    delimiter, start = _delimiter(text)
    problems: list[Problem] = []
    try:
        rows = _bounded(_records(text, delimiter), name, limits)
    except csv.Error:
        rows = _bounded(_line_by_line(text, delimiter, problems), name, limits)
    return Grid(
        sheet="",
        rows=tuple(row for row in rows if row.number >= start),
        problems=tuple(problems),
        encoding=encoding.removesuffix("-sig"),
        delimiter=delimiter,
    )


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text and its encoding: by its mark, else UTF-8, else the Windows code page."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise ReadError(
        name, found="bytes that are no text", expected="CSV, .xlsx or .xls", remedy=_AS_CSV
    )


def _encodings(data: bytes) -> tuple[str, ...]:
    marked = [encoding for mark, encoding in _BOMS if data.startswith(mark)]
    if marked:
        return tuple(marked)
    head = data[:400]
    if head[1::2].count(0) > len(head) // 4:
        return ("utf-16-le",)
    if head[::2].count(0) > len(head) // 4:
        return ("utf-16-be",)
    return ("utf-8", "cp1252")


def _delimiter(text: str) -> tuple[str, int]:
    """The delimiter, and the first line of the table: that below ``sep=;`` where it is there."""
    first = text[:10].splitlines()[:1]
    if first and first[0].lower().startswith(_SEP) and len(first[0]) == len(_SEP) + 1:
        return first[0][-1], 2
    return max(_DELIMITERS, key=lambda each: _agreement(text, each)), 1


def _agreement(text: str, delimiter: str) -> tuple[float, int]:
    """How many of the first lines have one number of cells, and that number."""
    lines = (line for line in io.StringIO(text, newline="") if line.strip())
    widths = Counter(_width(line, delimiter) for line in islice(lines, _SAMPLE))
    told = {width: count for width, count in widths.items() if width > 1}
    if not told:
        return 0, 0
    width, count = max(told.items(), key=lambda each: (each[1], each[0]))
    return count / widths.total(), width


def _width(line: str, delimiter: str) -> int:
    try:
        return sum(len(cells) for cells in csv.reader([line], delimiter=delimiter))
    except csv.Error:
        return 0


def _records(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    for cells in reader:
        yield Row(begins, tuple(map(tidy, cells)))
        begins = reader.line_num + 1


def _line_by_line(text: str, delimiter: str, problems: list[Problem]) -> Iterator[Row]:
    """Every line a row of its own, for a file whose quotes cannot be trusted."""
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        try:
            for cells in csv.reader([line], delimiter=delimiter, strict=True):
                yield Row(number, tuple(map(tidy, cells)))
        except csv.Error:
            echo = line.rstrip("\r\n")[:_LONGEST_ECHO]
            problems.append(
                Problem(number, "", repr(echo), "a row of cells", f"This is {_BROKEN}.")
            )


def _bounded(rows: Iterator[Row], name: str, limits: Limits) -> list[Row]:
    """The rows that are not empty.

    Raises:
        ReadError: they are more, or wider, than the limits.
    """
    kept: list[Row] = []
    cells = 0
    for row in rows:
        cells += len(row.cells)
        if row.number > limits.rows or len(row.cells) > limits.columns or cells > limits.cells:
            raise too_much(name, f"row {row.number:,} with {len(row.cells):,} cells", limits)
        if any(row.cells):
            kept.append(row)
    return kept


def too_much(name: str, found: str, limits: Limits) -> ReadError:
    """The refusal of a table beyond its limits."""
    return ReadError(
        name,
        found=found,
        expected=f"at most {limits.rows:,} rows, {limits.columns:,} columns and "
        f"{limits.cells:,} cells",
        remedy="Give the table in parts, or without columns that are not needed",
    )


def tidy(text: str) -> str:
    """A cell's text without space around it; spaces that do not break are plain ones."""
    return text.replace("\u00a0", " ").strip()
