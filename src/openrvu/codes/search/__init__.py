"""Finds codes: by code, prefix, range, code with modifier, and in anyone's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice

from openrvu.book.book import Book, open_book
from openrvu.codes.index import CodeIndex, Place, open_index
from openrvu.codes.search.brought import Brought
from openrvu.codes.search.finders import CodeFinder
from openrvu.codes.search.hits import Found, Hit
from openrvu.codes.search.modifiers import modifier_said
from openrvu.codes.search.question import Question, Unit, ask
from openrvu.codes.search.ranking import Ranked, Ranking, Weights
from openrvu.codes.search.vocabulary import Vocabulary

__all__ = ["Found", "Hit", "Search", "search", "searcher"]

#: Below this much of a question found, nothing is offered rather than a guess; nor is a code
#: that has so much less of it than another.
_ENOUGH, _BESIDE = 0.34, 0.5
_FAMILIES = 5
_SIBLINGS = 4
_LONGEST_ECHO = 60
#: How well a name fits, to be told as the reason.
_EXACTLY, _NEARLY = 0.97, 0.5


class Search:
    """Searches one book and index. Safe to share between threads."""

    def __init__(
        self,
        book: Book,
        index: CodeIndex,
        weights: Weights | None = None,
        *,
        descriptors: bool = True,
    ) -> None:
        """Search the codes of the newest release.

        Args:
            book: the releases.
            index: the texts.
            weights: other than the usual ones.
            descriptors: search CMS's short descriptors too, where the user brought an archive.
        """
        self._index = index
        self._codes = CodeFinder(book, index)
        brought = Brought(_undescribed(book, index)) if descriptors else None
        self._vocabulary = Vocabulary(index, brought)
        self._ranking = Ranking(index, self._vocabulary, weights or Weights(), brought)

    def __call__(self, query: str, limit: int = 10) -> Found:
        """The best answers to a query, at most ``limit`` codes."""
        text = " ".join(query.split()).encode("utf-8", "replace").decode()
        limit = max(limit, 0)
        if (found := self._codes.find(text)) is not None:
            hits = {hit.code: hit for hit in chain(self._named(text), islice(found, limit))}
            return _answer(islice(hits.values(), limit), (), text)
        return self._by_words(text, limit)

    def _named(self, text: str) -> Iterator[Hit]:
        """Codes whose very name looks like a code or its beginning: T4 is thyroxine too."""
        if text.upper() not in self._codes.known:
            for code in self._index.called(text):
                yield self._codes.hit(code, f"called {text}", 95.0)

    def _by_words(self, text: str, limit: int) -> Found:
        hits = {hit.code: hit for hit in self._codes.within(text)}
        called = self._index.called(text)
        modifier, rest = ("", text) if called else modifier_said(text)
        named = {code.lower() for code in hits}
        asked = " ".join(word for word in rest.split() if word.lower().strip(",.?") not in named)
        question = ask(asked, self._vocabulary)
        ranked = self._ranked(question, called)
        near = self._siblings(ranked[0].document.code) if ranked and not hits and limit else ()
        for one in ranked[:limit]:
            hits.setdefault(one.document.code, self._hit(one, modifier))
        families = self._families(question)
        return _answer(islice(hits.values(), limit), families, text, near)

    def _ranked(self, question: Question, called: Iterable[str]) -> list[Ranked]:
        """The codes that have enough of a question."""
        known = self._codes.known
        found = self._ranking(question, called)
        enough = max(_ENOUGH, _BESIDE * max((r.coverage for r in found), default=0.0))
        return [r for r in found if r.coverage >= enough and r.document.code in known]

    def _hit(self, ranked: Ranked, modifier: str) -> Hit:
        kept = ranked.document
        row = modifier if modifier and modifier in self._codes.rows(kept.code) else ""
        return Hit(kept.code, row, kept.title, _why(ranked), ranked.score)

    def _siblings(self, code: str) -> tuple[Hit, ...]:
        """Codes that differ from one in one thing."""
        found = self._index.db.execute(
            "SELECT other, what FROM sibling WHERE code = ? ORDER BY other LIMIT ?",
            (code, _SIBLINGS),
        )
        pairs = [(other, what) for other, what in found if other in self._codes.known]
        return tuple(self._codes.hit(other, f"instead: {what}", 0.0) for other, what in pairs)

    def _families(self, question: Question) -> tuple[Place, ...]:
        """Families of codes whose name or section has every word."""
        units = [unit for unit in question.units if not unit.variants[0].stems[0].isdigit()]
        if not units:
            return ()
        found = self._index.db.execute(
            "SELECT rowid FROM family_stems WHERE family_stems MATCH ? "
            "ORDER BY bm25(family_stems, 3.0, 1.0), rowid LIMIT ?",
            (" AND ".join(_any_of(unit) for unit in units), _FAMILIES),
        )
        return tuple(self._index.family_place(row) for (row,) in found.fetchall())


@lru_cache(maxsize=2)
def searcher(book: Book, index: CodeIndex, *, descriptors: bool = True) -> Search:
    """The search of a book and an index, made once."""
    return Search(book, index, descriptors=descriptors)


def search(query: str, limit: int = 10) -> Found:
    """Find codes in anyone's words.

    Args:
        query: a code, its beginning, a range, a code with modifier, or words: names,
            abbreviations, eponyms, drugs, lay speech, a whole question.
        limit: the most codes to give.

    Returns:
        The codes, best first, as a sequence of :class:`Hit`; in ``message`` what to try where
        nothing fits, in ``siblings`` the codes that differ from the first in one thing.

    Example::

        for hit in search("camera down the throat", limit=3):
            print(hit.code, hit.title, hit.why)
    """
    return searcher(open_book(), open_index())(query, limit)


def _undescribed(book: Book, index: CodeIndex) -> dict[str, str]:
    """The descriptors that the user brought of codes that we have not described."""
    written = index.written_titles()
    return {code: text for code, text in book.descriptors().items() if code not in written}


def _any_of(unit: Unit) -> str:
    """A unit as FTS5 asks for it: any variant, each word whole or as a beginning."""
    every = (" ".join(f'"{s}"*' for s in variant.stems) for variant in unit.variants)
    return f"({' OR '.join(f'({one})' for one in every)})"


def _why(ranked: Ranked) -> str:
    """Where the words of the question were found, best place first."""
    at, fit = ranked.name
    told = ", ".join(ranked.found)
    if fit > _EXACTLY:
        return f"called {ranked.document.called[at]}" if at else "its title"
    if fit > _NEARLY:
        return f"also called {ranked.document.called[at]}" if at else f"title has {told}"
    return f"mentions {told}"


def _answer(
    hits: Iterable[Hit], families: tuple[Place, ...], text: str, near: tuple[Hit, ...] = ()
) -> Found:
    found = tuple(hits)
    if found or families:
        return Found(found, families, "", near)
    said = text if len(text) <= _LONGEST_ECHO else f"{text[:_LONGEST_ECHO]}…"
    return Found(
        (),
        (),
        f"Nothing fits “{said}”. Try a code (76000), the beginning of one (7600), a range "
        "(99281-99285), or a plain word such as fluoroscopy; or browse the categories.",
    )
