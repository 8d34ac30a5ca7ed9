"""Dates in free text that are those of a birth: said to be, or too long ago for a service."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:(?:19|20)\d\d|'?\d\d)"
_ANY = (
    rf"(?:{_DAY}/{_DAY}/{_YEAR}|{_DAY}-{_DAY}-{_YEAR}|{_DAY}\.{_DAY}\.{_YEAR}"
    rf"|(?:19|20)\d\d[/.-]\d{{1,2}}[/.-]\d{{1,2}}"
    rf"|{_MONTH} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}|{_DAY}[ -]{_MONTH}[ -]{_YEAR})"
)
_SAID = re.compile(
    r"\b(?:d\.?o\.?b\.?|birth ?date|birth ?day|date of birth|born(?: on| in)?)[ :=-]*"
    rf"(?:is )?(?:{_ANY}|{_DAY}/{_DAY}|{_MONTH} {_DAY}|(?:19|20)\d\d)(?!\w)",
    re.IGNORECASE,
)
_DATE = re.compile(rf"(?<![\w./-]){_ANY}(?![\w/-]|\.\d| ?(?:sq )?cm\b| ?mm\b)", re.IGNORECASE)
_WHOLE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OLD = 2


def births(text: str, today: date) -> Iterator[tuple[int, int]]:
    """Start and end of each date that is said to be of a birth, or is of over two years ago."""
    for match in _SAID.finditer(text):
        yield match.start(), match.end()
    for match in _DATE.finditer(text):
        if _year(match[0], today) < today.year - _OLD:
            yield match.start(), match.end()


def _year(said: str, today: date) -> int:
    whole = _WHOLE.search(said)
    if whole:
        return int(whole[0])
    year = today.year // 100 * 100 + int(said[-2:])
    return year if year <= today.year + 1 else year - 100
