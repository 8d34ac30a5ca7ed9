"""Finds codes by their characters: the code, its beginning, a range, a code with a modifier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from openrvu.book.book import Book
from openrvu.codes.index import CodeIndex
from openrvu.codes.search.hits import Hit
from openrvu.codes.taxonomy import shape

_CODE = r"[0-9A-Z][0-9]{3}[0-9A-Z]"
_EXACT = re.compile(rf"({_CODE})(?:[\s-]+([0-9A-Z]{{2}}))?\Z")
_RANGE = re.compile(rf"({_CODE})\s*(?:[-:\u2010-\u2014]|TO|THROUGH|THRU)\s*({_CODE})\Z")
_PREFIX = re.compile(r"(?:[0-9]{1,4}|[A-Z][0-9]{1,3})\Z")
_WITHIN = re.compile(rf"(?<![0-9A-Z])({_CODE})(?:-([0-9A-Z]{{2}}))?(?![0-9A-Z])")


class CodeFinder:
    """Finds the codes of one book's newest release. Safe to share between threads."""

    def __init__(self, book: Book, index: CodeIndex) -> None:
        """Search the codes of the newest release."""
        self._book, self._index = book, index
        self._codes = tuple(book.codes(book.newest().label))
        self.known = frozenset(self._codes)

    def find(self, text: str) -> Iterator[Hit] | None:
        """What a code, a range or a beginning finds; None where the text is none of them.

        ``Y90`` looks like a beginning: where no code begins so, it is a word.
        """
        upper = text.upper()
        for pattern, finder in ((_EXACT, self._exact), (_RANGE, self._range)):
            if match := pattern.match(upper):
                return finder(match)
        if _PREFIX.match(upper) and any(code.startswith(upper) for code in self._codes):
            return self._prefix(upper)
        return None

    def within(self, text: str) -> Iterator[Hit]:
        """The codes named among words."""
        for match in _WITHIN.finditer(text.upper()):
            yield from self._exact(match)

    def rows(self, code: str) -> tuple[str, ...]:
        """The modifiers of a code's rows; empty is the row without."""
        found = self._book.rows(self._book.newest().label, code)
        return tuple(row.modifier for row in found)

    def _exact(self, match: re.Match[str]) -> Iterator[Hit]:
        code, modifier = match[1], match[2] or ""
        if code not in self.known:
            return
        rows = self.rows(code)
        if modifier in rows:
            label = f"{code}-{modifier}" if modifier else code
            yield self.hit(code, f"the code {label}", 100.0, modifier)
        elif modifier:
            yield self.hit(code, f"the code {code}; modifier {modifier} has no row of its own", 90)
        else:
            yield self.hit(code, f"the code {code}", 90.0, rows[0])

    def _range(self, match: re.Match[str]) -> Iterator[Hit]:
        first, last = sorted(match.groups())
        held = (c for c in self._codes if first <= c <= last and shape(c) in _shapes(first, last))
        for at, code in enumerate(held):
            yield self.hit(code, f"within {first} to {last}", 50.0 - at / 1000)

    def _prefix(self, begin: str) -> Iterator[Hit]:
        written = self._index.written_titles()
        fitting = [code for code in self._codes if code.startswith(begin)]
        for code in sorted(fitting, key=lambda c: (c not in written, c)):
            yield self.hit(code, f"begins with {begin}", 40.0)

    @cached_property
    def _titles(self) -> dict[str, str]:
        return self._index.titles()

    def hit(self, code: str, why: str, score: float, modifier: str = "") -> Hit:
        """A code found, with its title."""
        title = self._titles.get(code) or self._index.title(code)
        return Hit(code, modifier, title, why, score)


def _shapes(first: str, last: str) -> frozenset[str]:
    """0075T lies between 00740 and 00770 as text, and is none of the codes meant."""
    return frozenset({shape(first), shape(last)})
