"""What search keeps of a code: its names, its words with where they stand, and its attributes.

Made once when the index is compiled, kept as JSON, and read back for the few codes that a
question brings up.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openrvu.codes.search.attributes import Attributes, attributes
from openrvu.codes.search.words import stems

if TYPE_CHECKING:
    from openrvu.codes.entries import Entry

#: How much a word counts by the place it was found in.
TITLE, NAME, PLAIN, DESCRIPTION, FAMILY, CONTEXT = 1.0, 0.95, 0.6, 0.6, 0.5, 0.25
DESCRIPTOR = 0.7


@dataclass(frozen=True, slots=True)
class Document:
    """One code as search sees it.

    Attributes:
        code: five characters.
        title: as written, or as generated from its family.
        called: title and other names, as written.
        names: the same, each as its stems.
        words: every stem with the weight of the best place it stands in.
        attributes: what tells it from its siblings.
        usual: how usual the code is, 0 to 3.
        extra: whether it is only added to another service.
    """

    code: str
    title: str
    called: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    words: Mapping[str, float]
    attributes: Attributes
    usual: int
    extra: bool


def document(entry: Entry, family: str, usual: int) -> Document:
    """What search keeps of a written entry."""
    places = (
        (TITLE, (entry.title,)),
        (NAME, entry.also_known_as),
        (PLAIN, (entry.plain,)),
        (DESCRIPTION, (entry.description,)),
        (FAMILY, (family,)),
        (CONTEXT, (entry.context, *entry.specialties)),
    )
    called = (entry.title, *entry.also_known_as)
    names = tuple(tuple(stems(name)) for name in called)
    said = attributes(entry.title).filled(attributes(" ; ".join(entry.also_known_as)))
    said = said.filled(attributes(entry.description))
    extra = "added" in entry.description.lower() and "add" in f"{entry.title}{entry.description}"
    return Document(entry.code, entry.title, called, names, weigh(places), said, usual, extra)


def weigh(places: Iterable[tuple[float, Iterable[str]]]) -> dict[str, float]:
    """Every stem with the weight of the best place it stands in."""
    held: dict[str, float] = {}
    for weight, texts in places:
        for text in texts:
            for stem in stems(text):
                held[stem] = max(held.get(stem, 0.0), weight)
    return held


def as_json(kept: Document) -> str:
    """A document as the index keeps it."""
    return json.dumps(
        {
            "title": kept.title,
            "called": kept.called,
            "names": [" ".join(name) for name in kept.names],
            "words": kept.words,
            "figures": kept.attributes.figures,
            "choices": {name: sorted(held) for name, held in kept.attributes.choices.items()},
            "usual": kept.usual,
            "extra": kept.extra,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def from_json(code: str, text: str) -> Document:
    """A document as the index kept it."""
    body = json.loads(text)
    said = Attributes(
        {unit: (low, high) for unit, (low, high) in body["figures"].items()},
        {name: frozenset(held) for name, held in body["choices"].items()},
    )
    names = tuple(tuple(name.split()) for name in body["names"])
    called = tuple(body["called"])
    told = (body["words"], said, body["usual"], body["extra"])
    return Document(code, body["title"], called, names, *told)
