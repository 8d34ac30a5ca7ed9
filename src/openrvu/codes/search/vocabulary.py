"""The words that search knows: how rare each is, what it means, and what a misspelt one was."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from openrvu.codes.index import CodeIndex
from openrvu.codes.search.brought import Brought
from openrvu.codes.search.words import LONGEST, sound, stem

#: Words as like as this in spelling and sound are taken for each other, and others that are
#: hardly less so.
_LIKE, _NEXT = 0.7, 0.1
_SPELT_LIKE = 0.6
#: How much spelling counts beside sound, and a first letter that differs against it.
_SPELT, _OTHER_FIRST = 0.6, 0.08
_MOST = 4
_ENDINGS = 40
#: Shorter words are not corrected: every three letters are like some other three.
_SHORTEST = 4
_SHORTEST_BEGINNING = 3


class Vocabulary:
    """The terms of one compiled index."""

    def __init__(self, index: CodeIndex, brought: Brought | None = None) -> None:
        """Read the terms, their meanings and their spellings; know those of descriptors too."""
        db = index.db
        self._brought = brought
        self._codes: dict[str, int] = dict(db.execute("SELECT stem, codes FROM term"))
        total = db.execute("SELECT count(*) FROM document").fetchone()[0]
        self._rarity = {s: math.log(1 + total / (1 + codes)) for s, codes in self._codes.items()}
        self._rarest = math.log(1 + total)
        self.idle = frozenset(row[0] for row in db.execute("SELECT stem FROM idle"))
        self._senses: dict[str, list[tuple[tuple[str, ...], float]]] = {}
        for said, meant, weight in db.execute("SELECT said, meant, weight FROM sense"):
            self._senses.setdefault(said, []).append((tuple(meant.split()), weight))
        self._said = {word for said in self._senses for word in said.split()}
        self._spellings: dict[str, tuple[str, str]] = {}
        self._sounds: dict[str, list[str]] = {}
        for word, meant, heard in db.execute("SELECT word, stem, sound FROM spelling"):
            self._spellings[word] = meant, heard
            self._sounds.setdefault(heard, []).append(word)
        self._words = [word for word in sorted(self._spellings) if len(word) >= _SHORTEST]

    def senses(self, said: Sequence[str]) -> list[tuple[tuple[str, ...], float]]:
        """What is meant by these stems, with weights; nothing where the lexicon has them not."""
        return self._senses.get(" ".join(said), [])

    def knows(self, word: str) -> bool:
        """Whether any text has this stem, or any descriptor."""
        return self._codes.get(word, 0) > 0 or self._described(word) > 0

    def _described(self, word: str) -> int:
        return self._brought.count(word) if self._brought else 0

    def understands(self, word: str) -> bool:
        """Whether any text, the lexicon or the name of a family has this stem."""
        return word in self._codes or word in self._said or self._described(word) > 0

    def rarity(self, word: str) -> float:
        """How much finding a stem tells: 0 for one in every text, about 8 for one in a single."""
        told = self._rarity.get(word)
        if told is None or not self._codes[word]:
            return self._rarest - math.log(1 + self._described(word))
        return told

    def beginning(self, word: str) -> list[str]:
        """The stems of the words that begin so, the most usual first."""
        if len(word) < _SHORTEST_BEGINNING:
            return []
        found = set[str]()
        at = bisect_left(self._words, word)
        while at < len(self._words) and self._words[at].startswith(word):
            found.add(self._spellings[self._words[at]][0])
            at += 1
        return sorted(found, key=lambda s: (-self._codes.get(s, 0), s))[:_ENDINGS]

    @lru_cache(maxsize=4096)  # noqa: B019 - a vocabulary lives as long as the program
    def alike(self, word: str) -> tuple[tuple[str, float], ...]:
        """The stems a misspelt word was probably meant for, with how like they are."""
        if not _SHORTEST <= len(word) <= LONGEST or not word.isalpha():
            return ()
        best: dict[str, float] = {}
        for spelt, like in self._resembling(word):
            said = self._spellings[spelt][0]
            best[said] = max(best.get(said, 0.0), like)
        ordered = sorted(best.items(), key=lambda pair: -pair[1])[:_MOST]
        return tuple((s, like) for s, like in ordered if like >= max(_LIKE, ordered[0][1] - _NEXT))

    def _resembling(self, word: str) -> Iterator[tuple[str, float]]:
        """Words spelt or sounding like one, with how like they are in both."""
        from rapidfuzz import process
        from rapidfuzz.distance import DamerauLevenshtein

        alike = DamerauLevenshtein.normalized_similarity
        heard = sound(word)
        spelt = process.extract(
            word, self._words, scorer=alike, score_cutoff=_SPELT_LIKE, limit=8 * _MOST
        )
        near = dict.fromkeys((*(found for found, *_ in spelt), *self._sounds.get(heard, ())))
        for found in near:
            if len(found) >= _SHORTEST:
                like = _SPELT * alike(word, found)
                like += (1 - _SPELT) * alike(heard, self._spellings[found][1])
                yield found, like - _OTHER_FIRST * (found[0] != word[0])

    def parts(self, word: str) -> tuple[str, str] | None:
        """Two known words written as one, as in ``earwax``; None where there are none."""
        for at in range(3, len(word) - 2) if len(word) <= LONGEST else ():
            first, second = stem(word[:at]), stem(word[at:])
            if self.knows(first) and self.knows(second):
                return first, second
        return None
