"""Near copies of CMS's descriptors, whose words belong to the AMA and the ADA.

Three things count as a near copy, always between our text and what CMS prints:

- five words in a row of any code's descriptor, or four of the entry's own;
- a title or name that is the descriptor as printed, or a title that is it written out;
- a title or description that has, in order and next to each other, five content words of its own
  descriptor written out.

Content words are what is left without `of`, `the` and their like. A descriptor of three content
words or fewer is the short name of the thing itself (`Chest x-ray`, `Repair of eyelid`), which
no one can own or avoid: it counts for none of the three.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from openrvu.codes.checking.editorial import texts
from openrvu.codes.checking.shorthand import parted
from openrvu.codes.checking.spoken import spoken
from openrvu.codes.entries import Entry

#: Most content words of a descriptor that is but the name of the thing.
SHORT_NAME = 3
#: Words in a row that may not be shared: with any descriptor, and with the code's own.
ANY_RUN, OWN_RUN = 5, 4
#: Content words in a row of the code's own descriptor written out.
WRITTEN_RUN = 5

#: A size such as ``0.6-1.0 cm`` is a fact, and its figures are no words.
_WORD = re.compile(r"[a-z]+(?:[0-9]+[a-z]*)?")
_SMALL_WORDS = re.compile(
    r"(?:a|an|and|are|as|at|by|for|from|in|into|is|it|of|on|or|per|the|to|up|with|without)\Z"
)
Words = tuple[str, ...]


@dataclass(frozen=True)
class Originals:
    """What may not be copied: runs of words of every descriptor, and each code's own."""

    runs: frozenset[Words]
    own: Mapping[str, str]


def originals(descriptors: Mapping[str, str]) -> Originals:
    """Make descriptors ready to compare with."""
    long = (text for text in descriptors.values() if not _is_short_name(text))
    return Originals(
        frozenset(r for text in long for r in _runs(words(text), ANY_RUN)), descriptors
    )


def copy_faults(entry: Entry, held: Originals) -> Iterator[str]:
    """Near copies in an entry, each with its field."""
    own = held.own.get(entry.code, "")
    if _is_short_name(own):
        own = ""
    theirs = _runs(words(own), OWN_RUN)
    printed = {tuple(words(own)), tuple(content(own))} - {()}
    whole = {"also_known_as": printed, "title": printed | {tuple(content(written_out(own)))} - {()}}
    written = _runs(content(written_out(own)), WRITTEN_RUN)
    for field, text in texts(entry):
        said = words(text)
        if not held.runs.isdisjoint(_runs(said, ANY_RUN)):
            yield f"{field} has {ANY_RUN} words in a row of a descriptor of CMS's"
        elif not theirs.isdisjoint(_runs(said, OWN_RUN)):
            yield f"{field} has {OWN_RUN} words in a row of its own CMS descriptor"
        elif {tuple(said), tuple(content(text))} & whole.get(field, set()):
            yield f"{field} is CMS's descriptor, in whole words"
        elif not written.isdisjoint(_runs(content(spoken(text)), WRITTEN_RUN)):
            yield f"{field} has {WRITTEN_RUN} content words in a row of CMS's descriptor"


def words(text: str) -> list[str]:
    """Words in small letters, without figures."""
    return _WORD.findall(text.lower())


def content(text: str) -> list[str]:
    """The content words of a text, without the endings of plurals."""
    return [_singular(word) for word in words(text) if not _SMALL_WORDS.match(word)]


def written_out(descriptor: str) -> str:
    """A descriptor with its shorthand written out as far as `abbreviations.toml` knows it."""
    known = abbreviations()
    return " ".join(known.get(word, word) for word in parted(descriptor).split())


@cache
def abbreviations() -> Mapping[str, str]:
    """CMS's shorthand and the word it stands for."""
    with Path(__file__).with_name("abbreviations.toml").open("rb") as file:
        held: dict[str, str] = tomllib.load(file)["abbreviations"]
    return held


def _is_short_name(descriptor: str) -> bool:
    return len(content(written_out(descriptor))) <= SHORT_NAME


def _runs(said: list[str], length: int) -> set[Words]:
    return {tuple(said[at : at + length]) for at in range(len(said) - length + 1)}


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
