"""Text in cells: what a spreadsheet would run as a formula is made bare text, and back again."""

from __future__ import annotations

import re

#: A cell that begins so is run by some spreadsheet program.
_RUN = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'")
_ESCAPED = re.compile(r"\\(.)")


def guarded(text: str) -> str:
    """Text for a cell: with ``'`` before what would run, and before a ``'`` of its own."""
    return f"'{text}" if text.startswith(_RUN) else text


def bare(text: str) -> str:
    """The text that :func:`guarded` was given; other text as it is."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_RUN) else text


def escaped(text: str) -> str:
    r"""Text in one line: ``\n`` for a new line and ``\\`` for a backslash."""
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def unescaped(text: str) -> str:
    """The text that :func:`escaped` was given."""
    return _ESCAPED.sub(lambda match: "\n" if match[1] == "n" else match[1], text)
