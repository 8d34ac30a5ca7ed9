"""CMS's short descriptors that the user brought: words for codes that we have not described.

They never ship and stay on the machine of the person who added the archive. For codes that we
have described they were tried too, and found nothing that our own names do not.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from openrvu.codes.checking.copies import abbreviations, written_out
from openrvu.codes.search.attributes import attributes
from openrvu.codes.search.documents import DESCRIPTOR, NAME, Document, weigh
from openrvu.codes.search.words import stems

_WORD = re.compile(r"[a-z0-9]+")
#: Fewer letters begin too many words.
_SHORTEST = 3
#: A descriptor that says so is of a code that is only added to another.
_ADDED = frozenset(("addl", "add-on", "addon"))


class Brought:
    """Descriptors as search sees them. Safe to share between threads."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Keep the descriptors by code, and their words with CMS's shorthand written out."""
        self._texts = texts
        self._lock = threading.Lock()
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._db.execute(
            "CREATE VIRTUAL TABLE said USING fts5 (code UNINDEXED, text, tokenize = 'unicode61')"
        )
        self._db.executemany("INSERT INTO said VALUES (?, ?)", _written(texts))
        self.count = lru_cache(maxsize=4096)(self._count)

    def codes(self, terms: Iterable[str], most: int) -> list[str]:
        """The codes whose descriptors have the most telling of some stems, at most so many."""
        asked = " OR ".join(filter(None, map(_match, sorted(terms))))
        if not asked:
            return []
        find = "SELECT code FROM said WHERE said MATCH ? ORDER BY bm25(said), code LIMIT ?"
        with self._lock:
            return [code for (code,) in self._db.execute(find, (asked, most))]

    def _count(self, term: str) -> int:
        """How many descriptors have a word that begins with a stem."""
        if not (asked := _match(term)):
            return 0
        with self._lock:
            find = "SELECT count(*) FROM said WHERE said MATCH ?"
            return int(self._db.execute(find, (asked,)).fetchone()[0])

    def document(self, code: str, title: str) -> Document:
        """A code by its descriptor and its family's name."""
        text = self._texts[code]
        written = written_out(text)
        names = (tuple(stems(title)), tuple(stems(written)))
        words = weigh(((NAME, (written,)), (DESCRIPTOR, (title,))))
        extra = not _ADDED.isdisjoint(text.lower().split())
        return Document(code, title, (title, text), names, words, attributes(written), 0, extra)


def _written(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    known = abbreviations()
    for code, text in texts.items():
        words = _WORD.findall(text.lower())
        yield code, " ".join((*words, *(known[word] for word in words if word in known)))


def _match(term: str) -> str:
    """A stem as FTS5 asks for the words that begin with it."""
    if not term.isalnum():
        return ""
    return f'"{term}"*' if len(term) >= _SHORTEST else f'"{term}"'
