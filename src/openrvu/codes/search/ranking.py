"""Ranks the codes that a question brings up: coverage, the best single name, attributes, use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from openrvu.codes.index import CodeIndex
from openrvu.codes.search.attributes import agreement
from openrvu.codes.search.brought import Brought
from openrvu.codes.search.documents import Document, from_json
from openrvu.codes.search.question import Question, Unit
from openrvu.codes.search.vocabulary import Vocabulary
from openrvu.codes.search.words import stem

#: How many codes are looked at, and of how many of them every name.
CANDIDATES, NAMED = 150, 50
_ANESTHESIA = stem("anesthesia")
#: Of a saying of which only some words are found.
_PART = 0.6


@dataclass(frozen=True, slots=True)
class Weights:
    """What each thing adds to a code's score, beside 1 for having all of the question.

    Attributes:
        name: for a name that is the question.
        called: for a name that is the question to the letter.
        agreement: for each attribute that agrees, and against each that does not.
        usual: for each grade of use.
        extra: for a code that is only added to another, where that was not asked for.
        anesthesia: for the anesthesia of a service, where that was not asked for.
    """

    name: float = 0.6
    called: float = 0.2
    agreement: float = 0.2
    usual: float = 0.04
    extra: float = -0.06
    anesthesia: float = -0.15


@dataclass(frozen=True, slots=True)
class Ranked:
    """One code ranked.

    Attributes:
        document: the code as search sees it.
        score: higher is better.
        coverage: how much of the question the code's text has, 0 to 1.
        found: the units found, for the reason given.
        name: the index of the name that fits best, and how well, 0 to 1.
    """

    document: Document
    score: float
    coverage: float
    found: tuple[str, ...]
    name: tuple[int, float] = (0, 0.0)


#: A name as a set of stems, and how much they tell.
_Name = tuple[frozenset[str], float]


class Ranking:
    """Ranks the codes of one compiled index."""

    def __init__(
        self,
        index: CodeIndex,
        vocabulary: Vocabulary,
        weights: Weights,
        brought: Brought | None = None,
    ) -> None:
        """Rank the documents of an open index, and descriptors that the user brought."""
        self._index, self._vocabulary, self._weights = index, vocabulary, weights
        self._brought = brought
        self._document = lru_cache(maxsize=16_384)(self._read)
        self._names = lru_cache(maxsize=16_384)(self._read_names)

    def __call__(
        self, question: Question, called: Iterable[str] = (), most: int = CANDIDATES
    ) -> list[Ranked]:
        """The codes a question brings up, best first.

        A code is a row of the index where we described it, else itself.

        Args:
            question: what is asked.
            called: codes that go by exactly these words, which are looked at in any case.
            most: how many codes are looked at.
        """
        exact = self._rows(called)
        rows = dict.fromkeys(
            (*exact, *self._candidates(question, most), *self._undescribed(question, most))
        )
        covered = [(self._cover(question, self._document(row), row in exact), row) for row in rows]
        covered.sort(key=lambda pair: -pair[0].score)
        ranked = [self._fitted(question, one, self._names(row)) for one, row in covered[:NAMED]]
        ranked += [one for one, _ in covered[NAMED:]]
        return sorted(ranked, key=lambda r: (-r.score, r.document.code))

    def _rows(self, codes: Iterable[str]) -> list[int]:
        find = "SELECT id FROM document WHERE code = ?"
        found = [self._index.db.execute(find, (code,)).fetchone() for code in codes]
        return [row[0] for row in found if row]

    def _undescribed(self, question: Question, most: int) -> list[str]:
        """The codes that descriptors of the user's bring up."""
        return self._brought.codes(question.terms, most) if self._brought else []

    def _candidates(self, question: Question, most: int) -> list[int]:
        known = filter(self._vocabulary.knows, sorted(question.terms))
        terms = [f'"{term}"' for term in known]
        if not terms:
            return []
        found = self._index.db.execute(
            "SELECT rowid FROM stems WHERE stems MATCH ? ORDER BY bm25(stems, 3.0, 1.0) LIMIT ?",
            (" OR ".join(terms), most),
        )
        return [row for (row,) in found]

    def _read(self, row: int | str) -> Document:
        if isinstance(row, str):
            assert self._brought is not None  # noqa: S101 - only it brings up codes
            return self._brought.document(row, self._index.generated_title(row))
        find = "SELECT code, body FROM document WHERE id = ?"
        return from_json(*self._index.db.execute(find, (row,)).fetchone())

    def _read_names(self, row: int | str) -> tuple[_Name, ...]:
        rarity, idle = self._vocabulary.rarity, self._vocabulary.idle
        sets = [frozenset(name) for name in self._document(row).names]
        return tuple((has, sum(rarity(s) for s in has if s not in idle) or 1.0) for has in sets)

    def _cover(self, question: Question, kept: Document, called: bool) -> Ranked:
        """A code by all but the likeness of its names."""
        held = [(unit, self._found(unit, kept.words)) for unit in question.units]
        coverage = sum(u.rarity * s for u, s in held) / (question.rarity or 1.0)
        score = coverage + self._beside(question, kept) + called * self._weights.called
        return Ranked(kept, score, coverage, tuple(u.said for u, s in held if s > 0.0))

    def _beside(self, question: Question, kept: Document) -> float:
        """What a code's attributes and use add."""
        weights, asked = self._weights, question.attributes
        added = weights.agreement * agreement(asked, kept.attributes) + weights.usual * kept.usual
        if kept.extra and "additional" not in asked.choices.get("order", ()):
            added += weights.extra
        if kept.names[0][0] == _ANESTHESIA and _ANESTHESIA not in question.terms:
            added += weights.anesthesia
        return added

    def _found(self, unit: Unit, words: Mapping[str, float]) -> float:
        """How well a code's text has a unit, 0 to 1; part of a saying counts for less."""
        best = 0.0
        for variant in unit.variants:
            if variant.weight <= best:
                break
            weights = [words.get(s, 0.0) for s in variant.stems]
            if least := min(weights):
                best = max(best, variant.weight * least)
            elif len(weights) > 1 and any(weights):
                rarities = [self._vocabulary.rarity(s) for s in variant.stems]
                held = sum(w * r for w, r in zip(weights, rarities, strict=True))
                best = max(best, variant.weight * _PART * held / sum(rarities))
        return best

    def _fitted(self, question: Question, one: Ranked, names: Sequence[_Name]) -> Ranked:
        """A code with the name that fits best."""
        total = question.rarity or 1.0
        fits = [self._fit(question.units, total, *name) for name in names]
        best = max(fits)
        return replace(
            one, score=one.score + self._weights.name * best, name=(fits.index(best), best)
        )

    def _fit(self, units: Sequence[Unit], total: float, has: frozenset[str], mass: float) -> float:
        """How well a name fits: the harmonic mean of what it has of the question and back."""
        got, matched = 0.0, set[str]()
        for unit in units:
            for variant in unit.variants:
                if has.issuperset(variant.stems):
                    got += unit.rarity * variant.weight
                    matched.update(variant.stems)
                    break
        if not matched:
            return 0.0
        precision = min(sum(self._vocabulary.rarity(s) for s in matched) / mass, 1.0)
        recall = got / total
        return 2 * precision * recall / (precision + recall)
