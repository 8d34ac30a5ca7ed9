"""The log's own JSON, read again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from openrvu.calendar import parse_day
from openrvu.errors import ReadError
from openrvu.productivity.log.known import KnownCodes
from openrvu.productivity.log.line import LogLine, tidy_note
from openrvu.productivity.log.role import Role
from openrvu.productivity.log.table_in import sort_out
from openrvu.productivity.log.table_out import FORMAT, VERSION
from openrvu.productivity.log.table_types import Imported, Read

_LONGEST_ECHO = 60
_TEXTS = ("code", "pos", "role", "note", "case")
_LISTS = ("modifiers", "tags")


def import_json(
    data: bytes,
    today: date,
    *,
    name: str = "log.json",
    existing: Iterable[LogLine] = (),
    known: KnownCodes | None = None,
    drop_repeats: bool = False,
) -> Imported:
    """Sort out the lines of a file that :func:`openrvu.productivity.log.table_out.to_json` made.

    Args:
        data: the file.
        today: of the person.
        name: of the file, for what is said of it.
        existing: what is in the log, at least of the days of the file.
        known: the codes there are; those of the bundled book by default.
        drop_repeats: count a line that says the same as one above as a duplicate.

    Returns:
        Its rows are the lines of the file, from 1.

    Raises:
        ReadError: the file is no such JSON, or of a version we do not know.
    """
    lines = _lines(data, name)
    read = [_read(number, line) for number, line in enumerate(lines, 1)]
    return sort_out(read, today, existing, known=known, drop_repeats=drop_repeats)


def _lines(data: bytes, name: str) -> list[object]:
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _refused(name, f"no JSON ({type(error).__name__})") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise _refused(name, "JSON of another kind")
    if document.get("version") != VERSION:
        raise _refused(name, f"version {str(document.get('version'))[:_LONGEST_ECHO]}")
    lines = document.get("lines")
    if not isinstance(lines, list):
        raise _refused(name, "no list of lines")
    return lines


def _refused(name: str, found: str) -> ReadError:
    return ReadError(
        name,
        found=found,
        expected=f'JSON with "format": "{FORMAT}", "version": {VERSION} and "lines"',
        remedy="Give a file that was exported from the log as JSON",
    )


def _read(number: int, raw: object) -> Read:
    if not isinstance(raw, Mapping):
        return Read(number, "", reasons=("Found no line in braces.",))
    said = f"{raw.get('date', '')} {raw.get('code', '')}"[:_LONGEST_ECHO]
    try:
        # JSON can write half of a character, which nothing can print.
        json.dumps(raw, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return Read(number, "", reasons=("It has halves of characters, which no text has.",))
    try:
        return Read(number, said, (_line(raw),))
    except (KeyError, TypeError, ValueError) as error:
        return Read(number, said, reasons=(f"The line is not as exported: {error}.",))


def _line(raw: Mapping[str, Any]) -> LogLine:
    """The line.

    Raises:
        KeyError: a field is not there.
        TypeError: a field is of another type.
        ValueError: no day, or no role.
    """
    for field in _TEXTS:
        _expect(isinstance(raw[field], str), field, "text in quotes")
    for field in _LISTS:
        is_list = isinstance(raw[field], list) and all(isinstance(v, str) for v in raw[field])
        _expect(is_list, field, "a list of texts")
    units = raw["units"]
    _expect(isinstance(units, int) and not isinstance(units, bool), "units", "a whole number")
    _expect(isinstance(raw["date"], str), "date", "a day such as 2026-03-09")
    return LogLine(
        date=parse_day(raw["date"]),
        code=raw["code"],
        modifiers=tuple(raw["modifiers"]),
        units=units,
        pos=raw["pos"],
        role=Role(raw["role"]),
        tags=tuple(raw["tags"]),
        note=tidy_note(raw["note"]),
        case=raw["case"],
    )


def _expect(is_so: bool, field: str, expected: str) -> None:
    if not is_so:
        raise TypeError(f"{field}: expected {expected}")
