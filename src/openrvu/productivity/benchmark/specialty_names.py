"""Specialties by the names of different sources: the person says which is which.

Names differ by source: ``Cardiology: Noninvasive``, ``Cardiology - Non-Invasive``. What looks
alike is offered; only what is written alike, or was confirmed, is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_SEPARATORS = re.compile(r"[\s:/,&()\-–—]+|\band\b")
_LEAST_ALIKE = 55


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that may be meant.

    Attributes:
        name: as its source has it.
        alike: 0 to 100.
    """

    name: str
    alike: int


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a name stands for in a source.

    Attributes:
        name: the source's own name; None where the person has yet to say.
        suggestions: names that look alike, the most alike first; empty where ``name`` is known.
    """

    name: str | None
    suggestions: tuple[Suggestion, ...] = ()


def resolve(asked: str, held: Iterable[str], confirmed: Mapping[str, str]) -> Resolved:
    """Find a specialty among those of a source.

    Args:
        asked: the name that is looked for.
        held: the names that the source has.
        confirmed: asked name to the source's own, as the person has confirmed.
    """
    names = tuple(held)
    by_words = {_words(name): name for name in names}
    said = next((own for name, own in confirmed.items() if _words(name) == _words(asked)), None)
    found = by_words.get(_words(said or asked))
    return Resolved(found) if found else Resolved(None, suggest(asked, names))


def suggest(asked: str, held: Iterable[str], most: int = 5) -> tuple[Suggestion, ...]:
    """The names of a source that look most like one, to be confirmed by the person."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        asked,
        list(held),
        scorer=fuzz.token_set_ratio,
        processor=_words,
        limit=most,
        score_cutoff=_LEAST_ALIKE,
    )
    return tuple(Suggestion(name, round(score)) for name, score, _ in found)


def _words(name: str) -> str:
    """The words of a name in small letters."""
    return " ".join(_SEPARATORS.sub(" ", name.casefold()).split())
