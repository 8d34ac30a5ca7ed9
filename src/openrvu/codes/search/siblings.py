"""Codes that differ from another in one thing only: two views or three, with contrast or not.

Found when the index is compiled, from the titles of a family's codes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openrvu.codes.search.attributes import (
    Attributes,
    attributes,
    choice_in_words,
    in_words,
)
from openrvu.codes.search.words import ABSENT, asked, stem

#: How much of two titles must be the same words.
_LIKE = 0.5
#: What is said of contrast is an attribute already.
_CONTRAST = frozenset(map(stem, ("contrast", "dye")))


@dataclass(frozen=True, slots=True)
class _Title:
    """A title read: its words by stem, those it says are absent, and its attributes."""

    code: str
    words: Mapping[str, str]
    absent: frozenset[str]
    attributes: Attributes


def sibling_pairs(titles: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Each code of a family, one that differs from it in one attribute, and how in words.

    Args:
        titles: the titles of one family's codes.
    """
    read = [_read(code, title) for code, title in titles.items()]
    for one in read:
        for other in read:
            if one is not other and _alike(one, other):
                differing = [*_differences(one.attributes, other.attributes), *_denials(one, other)]
                if len(differing) == 1:
                    yield one.code, other.code, differing[0]


def _read(code: str, title: str) -> _Title:
    said = asked(title)
    absent = {s.removeprefix(ABSENT) for word, s in said if s != word and s.startswith(ABSENT)}
    held = {s.removeprefix(ABSENT) if s.startswith(ABSENT) else s: word for word, s in said}
    return _Title(code, held, frozenset(absent), attributes(title))


def _alike(one: _Title, other: _Title) -> bool:
    return len(one.words.keys() & other.words) >= _LIKE * len(one.words.keys() | other.words)


def _denials(one: _Title, other: _Title) -> Iterator[str]:
    """What one has and the other says it has not."""
    for s in sorted((one.absent & other.words.keys()) - other.absent - _CONTRAST):
        yield f"with {other.words[s]}"
    for s in sorted((other.absent & one.words.keys()) - one.absent - _CONTRAST):
        yield f"without {other.words[s]}"


def _differences(one: Attributes, other: Attributes) -> Iterator[str]:
    for unit in sorted(one.figures.keys() | other.figures.keys()):
        if one.figures.get(unit) != (bounds := other.figures.get(unit)):
            yield in_words(unit, bounds) if bounds else f"{unit} not named"
    for name in sorted(one.choices.keys() | other.choices.keys()):
        if one.choices.get(name) != (held := other.choices.get(name)):
            yield choice_in_words(name, held) if held else f"{name} not named"
