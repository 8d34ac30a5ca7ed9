"""The lines of a case: from the command itself, a file, or standard input."""

from __future__ import annotations

from collections.abc import Sequence

import click

from openrvu.cli.output import refuse
from openrvu.errors import OpenRVUError
from openrvu.pricing.written import BadFigure, CaseLine, parse_list

#: A claim of more is no claim; tables of claims are another command's.
MOST_LINES = 500
_STDIN = "-"
_REMARK = "#"
_EXPECTED = (
    "expected a code with its modifiers, such as 45380-59, and after it what is known of the "
    "line: x2, '$410.00' (in quotes, in a shell), 75min, 5base, 30days"
)


def read_lines(words: Sequence[str], file: str | None) -> list[CaseLine]:
    """The lines of the command, then those of the file; ``-`` is standard input.

    Raises:
        UsageError: there are none, or one in the command cannot be understood.
        OpenRVUError: there are too many.
        Exit: some of the file cannot be understood; all of them were said.
    """
    files = dict.fromkeys([*(word for word in words if word == _STDIN), *filter(None, [file])])
    found = _of_command([word for word in words if word != _STDIN])
    for name in files:
        found += _of_file(name)
    if not found:
        raise click.UsageError("give at least one line, such as 45385 or 99214-25")
    if len(found) > MOST_LINES:
        raise OpenRVUError(
            f"{len(found):,} lines, and a claim holds {MOST_LINES} here; for tables of claims "
            "there is rvu reprice"
        )
    return found


def _of_command(words: Sequence[str]) -> list[CaseLine]:
    try:
        return _understood(" ".join(words))
    except BadFigure as error:
        raise click.UsageError(str(error)) from None


def _of_file(name: str) -> list[CaseLine]:
    """The lines of a file; all that is wrong in it is said at once, each with its place."""
    called = "standard input" if name == _STDIN else name
    found: list[CaseLine] = []
    problems: list[str] = []
    for number, line in enumerate(_text(name, called).splitlines(), 1):
        try:
            found += _understood(line.partition(_REMARK)[0])
        except BadFigure as error:
            problems.append(f"{called}, line {number}: {error}")
    if problems:
        refuse(problems)
    return found


def _text(name: str, called: str) -> str:
    with click.open_file(name, "rb") as stream:
        content: bytes = stream.read()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OpenRVUError(f"{called} is no text in UTF-8 ({error})") from None


def _understood(text: str) -> list[CaseLine]:
    """The lines of a text.

    Raises:
        BadFigure: something in it is no part of a line, or is a figure that no line can have.
    """
    found = parse_list(text)
    if found.unused:
        shown = ", ".join(f"“{word}”" for word in found.unused[:6])
        raise BadFigure(f"not understood: {shown}; {_EXPECTED}")
    return list(found.lines)
