"""What a reader says of a file it refuses, whole: no part of the message goes unseen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from openrvu.errors import ReadError

#: The remedy of every check on a cell.
OWN_FILE = "Give CMS's own file as downloaded; nothing was taken from this one"
GET_AGAIN = "Download the archive again from CMS and give that file"


@dataclass(frozen=True)
class Refusal:
    """The parts of a :class:`~openrvu.errors.ReadError`."""

    file: str
    row: int | None
    column: str | None
    found: str
    expected: str
    remedy: str = OWN_FILE


def refusal_of(read: Callable[[], object]) -> Refusal:
    """The refusal that reading ends in, after checking that its text says every part."""
    with pytest.raises(ReadError) as caught:
        read()
    e = caught.value
    place = e.file
    place += f", row {e.row}" if e.row is not None else ""
    place += f", column {e.column}" if e.column is not None else ""
    assert str(e) == f"{place}: found {e.found}; expected {e.expected}. {e.remedy}"
    return Refusal(e.file, e.row, e.column, e.found, e.expected, e.remedy)
