"""Which way a limit in our text points: ``at most 5``, ``5 or more``, or neither."""

from __future__ import annotations

import re
from enum import Enum


class Bound(Enum):
    """Which way a limit points."""

    NONE = ""
    UPPER = "at most or less than"
    LOWER = "at least or more than"


_LESS = "less|under|below|smaller|shorter|fewer|younger|lighter"
_MORE = "more|over|above|larger|longer|greater|bigger|older|heavier|wider"
_UPPER_BEFORE = (
    rf"(?<!no )(?<!not )(?:{_LESS})(?: than)?",
    rf"(?:no|not) (?:{_MORE})(?: than)?",
    r"(?:not|never) (?:reach|pass|exceed|over|above|beyond)\w*",
    r"as (?:much|long|many|far|large|late|old) as",
    r"up to(?: and including)?|at most|within|maximum(?: of)?|to a limit of|short of|birth to",
    r"does not exceed|not exceeding|before(?: the(?: age of)?)?|until(?: the)?|not yet",
    r"the first|the 1th|a 1th|the initial",
)
_LOWER_BEFORE = (
    rf"(?<!no )(?<!not )(?:{_MORE})(?: than)?",
    rf"(?:no|not) (?:{_LESS})(?: than)?",
    r"beyond|past|exceed(?:s|ing)?|at least|minimum(?: of)?|reach(?:es|ing)?|starting at|from",
    r"after(?: the)?(?: 1th)?",
)
_BETWEEN = r"(?: (?:the|a|an|age|ages|about))*"
_AFTER = (
    r"(?: (?:in|of|sq|square|mm|millimeters?|wide|long|across|total|diameter|age|old|views?|"
    r"images?|at|a))* ?"
)
_BEFORE = {
    Bound.UPPER: re.compile(rf"\b(?:{'|'.join(_UPPER_BEFORE)}){_BETWEEN}\Z"),
    Bound.LOWER: re.compile(rf"\b(?:{'|'.join(_LOWER_BEFORE)}){_BETWEEN}\Z"),
}
_BEHIND = {
    Bound.UPPER: re.compile(rf"{_AFTER}(?:,? ?(?:or|and) (?:{_LESS})\b|at most|or part of)"),
    Bound.LOWER: re.compile(
        rf"{_AFTER}(?:,? ?(?:or|and) (?:{_MORE}|up|beyond)\b|plus\b|up\b|at least|\+)"
    ),
}
#: A limit is said within so many letters of its number.
_NEAR = 60


def bound_of(before: str, after: str) -> Bound:
    """Which way a number is limited, by the text in one spelling before and after it."""
    head, tail = before[-_NEAR:].rstrip(), after[:_NEAR]
    for bound, pattern in _BEHIND.items():
        if pattern.match(tail):
            return bound
    return next((b for b, pattern in _BEFORE.items() if pattern.search(head)), Bound.NONE)
