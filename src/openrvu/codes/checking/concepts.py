"""Parts of the body and things done: what the descriptor names, the text must name too.

The lexicon is `concepts.toml`. A word stands for every concept that lists it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from openrvu.codes.checking.subject import Subject


@dataclass(frozen=True)
class Concept:
    """One entry of the lexicon; see the head of `concepts.toml`."""

    name: str
    kind: str
    region: str
    theirs: re.Pattern[str]
    ours: re.Pattern[str]
    surely: re.Pattern[str] | None
    codes: tuple[tuple[str, str], ...]
    unless: re.Pattern[str] | None

    def is_named_by(self, subject: Subject) -> bool:
        """Whether the descriptor names it, in this meaning."""
        code = subject.entry.code
        if self.codes and not any(first <= code <= last for first, last in self.codes):
            return False
        if self.unless and self.unless.search(subject.descriptor):
            return False
        return self.theirs.search(subject.descriptor) is not None


@cache
def concepts() -> tuple[Concept, ...]:
    """The lexicon."""
    with Path(__file__).with_name("concepts.toml").open("rb") as file:
        return tuple(map(_concept, tomllib.load(file)["concept"]))


def _concept(raw: Mapping[str, Any]) -> Concept:
    words = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in raw["theirs"])
    return Concept(
        name=raw["name"],
        kind=raw["kind"],
        region=raw.get("region", ""),
        theirs=re.compile(rf"(?<![\w-])(?:{words})(?![\w])"),
        ours=_beginnings(raw["ours"]),
        surely=_beginnings(raw["surely"]) if "surely" in raw else None,
        codes=tuple((first, last) for first, last in raw.get("codes", ())),
        unless=re.compile(raw["unless"]) if "unless" in raw else None,
    )


def _beginnings(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, words))})")


def organ_faults(subject: Subject) -> Iterator[str]:
    """Organs of the descriptor of which the text names none; a title about another region."""
    named = [c for c in concepts() if c.kind == "organ" and c.is_named_by(subject)]
    if not named:
        return
    names = " or ".join(organ.name for organ in named)
    if not any(_is_said(organ, subject.told) for organ in named):
        yield f"the text does not name the {names} of CMS's descriptor"
        return
    regions = {organ.region for organ in named}
    if "" in regions or any(_is_said(organ, subject.title) for organ in named):
        return
    elsewhere = [c for c in concepts() if c.surely and c.surely.search(f"{subject.title} ")]
    if elsewhere and not regions & {organ.region for organ in elsewhere}:
        yield f"the title speaks of {elsewhere[0].name}; CMS's descriptor of {names}"


def thing_faults(subject: Subject) -> Iterator[str]:
    """Things and actions of the descriptor that the text does not name."""
    for concept in concepts():
        if concept.kind == "organ" or not concept.is_named_by(subject):
            continue
        if not _is_said(concept, subject.told):
            yield f"the text does not name the {concept.name} of CMS's descriptor"


def _is_said(concept: Concept, text: str) -> bool:
    return concept.ours.search(text) is not None
