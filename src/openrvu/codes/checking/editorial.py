"""What a text may not say, and how it is written: needs no CMS file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from openrvu.codes.checking.grade import MAX_GRADE, grade
from openrvu.codes.entries import Entry

#: Money and relative values change every year, and are never typed.
_FIGURE = re.compile(r"\$|\bUSD\b|\bdollars?\b|\bcents\b|\bw?RVUs?\b", re.IGNORECASE)
_SENTENCES = ("description", "plain", "context")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that no text may have: why, which words, and in which fields."""

    why: str
    pattern: re.Pattern[str]
    fields: frozenset[str]


@cache
def phrases() -> tuple[Phrase, ...]:
    """The banned phrases of `phrases.toml`."""
    with Path(__file__).with_name("phrases.toml").open("rb") as file:
        return tuple(map(_phrase, tomllib.load(file)["phrase"]))


def _phrase(raw: dict[str, object]) -> Phrase:
    patterns, fields = raw["patterns"], raw.get("fields", ["title", *_SENTENCES, "tips"])
    assert isinstance(patterns, list)  # noqa: S101 - our own file
    assert isinstance(fields, list)  # noqa: S101
    named = ["also_known_as", "specialties"] if raw.get("names") else []
    pattern = re.compile("|".join(patterns), re.IGNORECASE)
    return Phrase(str(raw["why"]), pattern, frozenset([*fields, *named]))


def texts(entry: Entry) -> Iterator[tuple[str, str]]:
    """Every text of an entry with the name of its field."""
    for field in ("title", *_SENTENCES):
        yield field, getattr(entry, field)
    for field in ("also_known_as", "specialties"):
        yield from ((field, text) for text in getattr(entry, field))
    yield from (("tips", tip.text) for tip in entry.tips)


def phrase_faults(entry: Entry) -> Iterator[str]:
    """Banned phrases, each with why it is banned."""
    for field, text in texts(entry):
        for phrase in phrases():
            if field in phrase.fields and (found := phrase.pattern.search(text)):
                yield f"{field} says {found[0]!r}: {phrase.why}"


def figure_faults(entry: Entry) -> Iterator[str]:
    """Dollars and relative values that were typed."""
    for field, text in texts(entry):
        if found := _FIGURE.search(text):
            yield f"{field} says {found[0]!r}: money and relative values are never typed"


def grade_faults(entry: Entry) -> Iterator[str]:
    """A lay text above the grade."""
    # A tenth of a grade is beyond what the counting of syllables can tell.
    if (found := round(grade(entry.plain), 1)) > MAX_GRADE:
        yield f"plain reads at grade {found}; at most {MAX_GRADE}: shorter words and sentences"


def sentence_faults(entry: Entry) -> Iterator[str]:
    """Sentences that do not begin with a capital or do not end; a title that does end."""
    for field in _SENTENCES:
        text = getattr(entry, field)
        if not (text[0].isupper() or text[0].isdigit()):
            yield f"{field} does not begin with a capital"
        if not text.endswith("."):
            yield f"{field} does not end with a full stop"
        if "  " in text:
            yield f"{field} has two spaces together"
    if not (entry.title[0].isupper() or entry.title[0].isdigit()):
        yield "title does not begin with a capital"
    if entry.title.endswith("."):
        yield "title ends with a full stop"
