"""Finds codes: by code, prefix, range, code with modifier, and by words of our own text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from openrvu.book.book import Book
from openrvu.codes.index import CodeIndex, Place
from openrvu.codes.taxonomy import shape

_CODE = r"[0-9A-Z][0-9]{3}[0-9A-Z]"
_EXACT = re.compile(rf"({_CODE})(?:[\s-]+([0-9A-Z]{{2}}))?\Z")
_RANGE = re.compile(rf"({_CODE})\s*(?:[-:\u2010-\u2014]|TO|THROUGH|THRU)\s*({_CODE})\Z")
_PREFIX = re.compile(r"(?:[0-9]{1,4}|[A-Z][0-9]{1,3})\Z")
_WITHIN = re.compile(rf"(?<![0-9A-Z])({_CODE})(?:-([0-9A-Z]{{2}}))?(?![0-9A-Z])")
_WORD = re.compile(r"[a-z0-9]+")
#: Words that tell nothing apart in a question about codes.
_IDLE = frozenset(
    _WORD.findall(
        "a an and are at by code codes cpt do does for from hcpcs how i in is it many medicare "
        "much my of on or pay payment rvu rvus s the to what wrvu wrvus"
    )
)
#: More words than these tell nothing more.
_MOST_WORDS = 12
_LONGEST_ECHO = 60
#: Weight of a match in title, other names, plain words and the rest (bm25 of SQLite's FTS5).
_WEIGHTS = "0.0, 8.0, 6.0, 3.0, 1.0"
_FAMILY_WEIGHTS = "0.0, 3.0, 1.0"
_FAMILIES = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """One code found.

    Attributes:
        code: five characters.
        modifier: the row asked for: empty, 26, TC or 53.
        title: what we call it.
        why: why it is here, in words.
        score: higher is better; comparable within one answer only.
    """

    code: str
    modifier: str
    title: str
    why: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """An answer: codes, families of codes, and a word where there is nothing."""

    hits: tuple[Hit, ...]
    families: tuple[Place, ...]
    message: str


class Search:
    """Searches one book and index. Safe to share between threads."""

    def __init__(self, book: Book, index: CodeIndex) -> None:
        """Search the codes of the newest release."""
        self._book, self._index = book, index
        self._codes = tuple(book.codes(book.newest().label))
        self._known = frozenset(self._codes)

    def __call__(self, query: str, limit: int = 10) -> Found:
        """The best answers to a query, at most ``limit`` codes."""
        text = " ".join(query.split()).encode("utf-8", "replace").decode()
        upper = text.upper()
        finders = ((_EXACT, self._exact), (_RANGE, self._range), (_PREFIX, self._prefix))
        for pattern, finder in finders:
            if match := pattern.match(upper):
                return _answer(islice(finder(match), max(limit, 0)), (), text)
        return self._by_words(text, max(limit, 0))

    def _exact(self, match: re.Match[str]) -> Iterator[Hit]:
        code, modifier = match[1], match[2] or ""
        if code not in self._known:
            return
        rows = self._book.rows(self._book.newest().label, code)
        if any(row.modifier == modifier for row in rows):
            label = f"{code}-{modifier}" if modifier else code
            yield self._hit(code, f"the code {label}", 100.0, modifier)
        elif modifier:
            yield self._hit(code, f"the code {code}; modifier {modifier} has no row of its own", 90)
        else:
            yield self._hit(code, f"the code {code}", 90.0, rows[0].modifier)

    def _range(self, match: re.Match[str]) -> Iterator[Hit]:
        first, last = sorted(match.groups())
        held = (c for c in self._codes if first <= c <= last and shape(c) in _shapes(first, last))
        for at, code in enumerate(held):
            yield self._hit(code, f"within {first} to {last}", 50.0 - at / 1000)

    def _prefix(self, match: re.Match[str]) -> Iterator[Hit]:
        begin = match[0]
        written = self._index.written_titles()
        fitting = [code for code in self._codes if code.startswith(begin)]
        for code in sorted(fitting, key=lambda c: (c not in written, c)):
            yield self._hit(code, f"begins with {begin}", 40.0)

    def _by_words(self, text: str, limit: int) -> Found:
        hits = {
            hit.code: hit for match in _WITHIN.finditer(text.upper()) for hit in self._exact(match)
        }
        named = {code.lower() for code in hits}
        words = _telling([word for word in _words(text) if word not in named])[:_MOST_WORDS]
        for hit in (*self._called(text), *self._match(words)):
            hits.setdefault(hit.code, hit)
        families = self._families(words) if words else ()
        return _answer(islice(hits.values(), limit), families, text)

    def _called(self, text: str) -> Iterator[Hit]:
        """Codes that are called exactly what was typed."""
        found = self._index.called(text)
        return (self._hit(c, f"called {text.lower()}", 30.0) for c in found if c in self._known)

    def _match(self, words: Sequence[str]) -> list[Hit]:
        """Codes whose text has at least half of the words, those with most of them first."""
        held: dict[int, list[str]] = {}
        scores: dict[int, float] = {}
        for word in dict.fromkeys(words):
            for row, score in self._scores(("words", "word_forms"), _WEIGHTS, word).items():
                held.setdefault(row, []).append(word)
                scores[row] = scores.get(row, 0.0) + score
        distinct = len(set(words))
        enough = [row for row in held if 2 * len(held[row]) >= distinct]
        ordered = sorted(enough, key=lambda row: (-len(held[row]), -scores[row], row))
        made = (self._match_hit(row, held[row], distinct, scores[row]) for row in ordered)
        return [hit for hit in made if hit.code in self._known]

    def _match_hit(self, row: int, held: list[str], asked: int, score: float) -> Hit:
        code, title, names, plain = self._index.db.execute(
            "SELECT code, title, names, plain FROM words WHERE rowid = ?", (row,)
        ).fetchone()
        why = _why(held, title, names, plain) if len(held) == asked else _mentions(held)
        return Hit(code, "", title, why, score)

    def _scores(self, tables: Iterable[str], weights: str, word: str) -> dict[int, float]:
        """Rows that hold a word, its beginning or another form of it, with how well they do."""
        best: dict[int, float] = {}
        for table in tables:
            found = self._index.db.execute(
                f"SELECT rowid, -bm25({table}, {weights}) FROM {table} "  # noqa: S608 - our names
                f"WHERE {table} MATCH ?",
                (f'"{word}"' if table.endswith("_forms") else f'"{word}"*',),
            )
            for row, score in found:
                best[row] = max(best.get(row, 0.0), score)
        return best

    def _families(self, words: Sequence[str]) -> tuple[Place, ...]:
        """Families of codes whose name or section has every word."""
        tables = ("family_words", "family_forms")
        found = [self._scores(tables, _FAMILY_WEIGHTS, word) for word in words]
        shared = set.intersection(*(set(scores) for scores in found))
        ordered = sorted(shared, key=lambda row: (-sum(scores[row] for scores in found), row))
        return tuple(self._index.family_place(row) for row in ordered[:_FAMILIES])

    @cached_property
    def _titles(self) -> dict[str, str]:
        return self._index.titles()

    def _hit(self, code: str, why: str, score: float, modifier: str = "") -> Hit:
        title = self._titles.get(code) or self._index.title(code)
        return Hit(code, modifier, title, why, score)


def _words(text: str) -> list[str]:
    """Lower-case words without their accents, as the index keeps them."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


def _telling(words: list[str]) -> list[str]:
    """The words that tell something; one alone may be the beginning of one that does."""
    return words if len(words) == 1 else [word for word in words if word not in _IDLE]


def _shapes(first: str, last: str) -> frozenset[str]:
    """0075T lies between 00740 and 00770 as text, and is none of the codes meant."""
    return frozenset({shape(first), shape(last)})


def _why(words: list[str], title: str, names: str, plain: str) -> str:
    """Where all the words were found, best place first."""
    if all(_begins(word, title) for word in words):
        return f"title has {', '.join(words)}"
    for name in names.split(" | "):
        if all(_begins(word, name) for word in words):
            return f"also called {name}"
    if all(_begins(word, plain) for word in words):
        return f"plain words have {', '.join(words)}"
    return _mentions(words)


def _mentions(words: list[str]) -> str:
    return f"mentions {', '.join(words)}"


def _begins(word: str, text: str) -> bool:
    return any(part.startswith(word) for part in _words(text))


def _answer(hits: Iterable[Hit], families: tuple[Place, ...], text: str) -> Found:
    found = tuple(hits)
    if found or families:
        return Found(found, families, "")
    said = text if len(text) <= _LONGEST_ECHO else f"{text[:_LONGEST_ECHO]}…"
    return Found(
        (),
        (),
        f"Nothing fits “{said}”. Try a code (76000), the beginning of one (7600), a range "
        "(99281-99285), or a plain word such as fluoroscopy; or browse the categories.",
    )
