"""A question parted into units: each what was said, what it may mean, and how much it tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from openrvu.codes.search.attributes import Attributes, attributes
from openrvu.codes.search.vocabulary import Vocabulary
from openrvu.codes.search.words import ABSENT, asked, stem

#: The longest saying the lexicon is asked for, in words.
_LONGEST = 6
#: More words or letters than these tell nothing more.
_MOST_WORDS, _MOST_LETTERS = 16, 1000
_SHORTEST_JOINED = 5
#: A word that is only a beginning, or two words found in one.
_BEGUN, _PARTED = 0.9, 0.9


@dataclass(frozen=True, slots=True)
class Variant:
    """One meaning of a unit.

    Attributes:
        stems: all of them have to be found.
        weight: 1 for what was said, less for what was only meant.
    """

    stems: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or saying of a question.

    Attributes:
        said: as it was typed, for the reason given.
        variants: what it may mean, the surest first.
        rarity: how much it tells.
    """

    said: str
    variants: tuple[Variant, ...]
    rarity: float


@dataclass(frozen=True)
class Question:
    """A question in words.

    Attributes:
        units: its words and sayings in order.
        attributes: the views, sizes, times, ages and choices it names.
    """

    units: tuple[Unit, ...]
    attributes: Attributes

    @cached_property
    def rarity(self) -> float:
        """How much all units tell."""
        return sum(unit.rarity for unit in self.units)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Every stem that any unit may mean."""
        return frozenset(s for u in self.units for v in u.variants for s in v.stems)


def ask(text: str, vocabulary: Vocabulary) -> Question:
    """Part a question into units."""
    text = text[:_MOST_LETTERS]
    said = [(word, _meant(word, s, vocabulary)) for word, s in asked(text)[:_MOST_WORDS]]
    named = attributes(text)
    left = [(word, s) for word, s in said if not (word.isdigit() and named.counts(int(word)))]
    return Question(tuple(_units(left or said, vocabulary)), named)


def _units(said: Sequence[tuple[str, str]], vocabulary: Vocabulary) -> Iterator[Unit]:
    typed, meant = [word for word, _ in said], [s for _, s in said]
    at = 0
    while at < len(said):
        long = _saying(meant, at, vocabulary)
        if long > 1:
            yield _unit(typed[at : at + long], tuple(meant[at : at + long]), vocabulary)
        elif meant[at].startswith(ABSENT) and meant[at] != typed[at]:
            if vocabulary.understands(meant[at]):
                yield _unit(typed[at : at + 1], (meant[at],), vocabulary)
        elif meant[at] not in vocabulary.idle or len(said) == 1:
            yield _word(typed[at], meant[at], vocabulary)
        at += max(long, 1)


def _meant(word: str, said: str, vocabulary: Vocabulary) -> str:
    """The stem of a word; of a misspelt one that is like one other, that one's."""
    if vocabulary.understands(said) or said in vocabulary.idle or vocabulary.beginning(word):
        return said
    absent = said.startswith(ABSENT) and not word.startswith(ABSENT)
    alike = () if absent else vocabulary.alike(word)
    return alike[0][0] if len(alike) == 1 else said


def _saying(said: Sequence[str], at: int, vocabulary: Vocabulary) -> int:
    """How many words from here the lexicon has as one saying."""
    for long in range(min(_LONGEST, len(said) - at), 1, -1):
        if vocabulary.senses(said[at : at + long]):
            return long
    pair = said[at : at + 2]
    if len(pair) == 2 and not vocabulary.idle.intersection(pair):
        joined = "".join(pair)
        return 2 if len(joined) > _SHORTEST_JOINED and vocabulary.knows(stem(joined)) else 1
    return 1


def _unit(typed: Sequence[str], said: tuple[str, ...], vocabulary: Vocabulary) -> Unit:
    told = tuple(word for word in said if word not in vocabulary.idle) or said
    variants = [Variant(told, 1.0)]
    variants += [Variant(stems, weight) for stems, weight in vocabulary.senses(said)]
    if vocabulary.knows(joined := stem("".join(typed))):
        variants.append(Variant((joined,), 1.0))
    return _made(" ".join(typed), variants, vocabulary)


def _word(typed: str, said: str, vocabulary: Vocabulary) -> Unit:
    variants = [Variant((said,), 1.0)]
    variants += [Variant(stems, weight) for stems, weight in vocabulary.senses((said,))]
    if not vocabulary.knows(said):
        variants += [Variant((s,), _BEGUN) for s in vocabulary.beginning(typed)]
        if len(variants) == 1 and (parts := vocabulary.parts(typed)):
            variants.append(Variant(parts, _PARTED))
        if len(variants) == 1:
            variants += [Variant((s,), like) for s, like in vocabulary.alike(typed)]
    return _made(typed, variants, vocabulary)


def _made(typed: str, variants: Sequence[Variant], vocabulary: Vocabulary) -> Unit:
    surest = sorted(variants, key=lambda v: -v.weight)
    return Unit(typed, tuple(surest), _rarity(variants, vocabulary))


def _rarity(variants: Sequence[Variant], vocabulary: Vocabulary) -> float:
    """As rare as the most usual of its meanings; a figure tells little beside what it counts."""
    held = [v for v in variants if all(vocabulary.knows(s) for s in v.stems)]
    told = [max(vocabulary.rarity(s) for s in v.stems) for v in held]
    rarity = min(told, default=vocabulary.rarity(""))
    return rarity * (0.4 if variants[0].stems[0].isdigit() else 1.0)
