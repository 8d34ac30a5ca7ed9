"""All the checks over a set of entries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from openrvu.book.book import Book
from openrvu.codes.checking import concepts, copies, editorial, measures, qualifiers
from openrvu.codes.checking.descriptors import Descriptors
from openrvu.codes.checking.names import name_faults
from openrvu.codes.checking.subject import Subject
from openrvu.codes.entries import Entry, Problem
from openrvu.codes.taxonomy import taxonomy
from openrvu.schedule.rows import Policy

#: Checks of an entry by itself: name, and what finds its faults.
EDITORIAL: Mapping[str, Callable[[Entry], Iterator[str]]] = {
    "phrase": editorial.phrase_faults,
    "figure": editorial.figure_faults,
    "grade": editorial.grade_faults,
    "sentence": editorial.sentence_faults,
}
#: Checks of an entry against CMS's descriptor of its code.
FACTS: Mapping[str, Callable[[Subject], Iterator[str]]] = {
    "measure": measures.measure_faults,
    "organ": concepts.organ_faults,
    "thing": concepts.thing_faults,
}
_BY_CODES = ("code", "related", "title", "name", "indicator")
_CODE_IN_TEXT = re.compile(r"\b(?:[0-9]{5}|[A-Z][0-9]{4}|[0-9]{4}[A-Z])\b")
Placed = tuple[str, Entry]


@dataclass(frozen=True, slots=True)
class Ground:
    """What entries are checked against.

    Attributes:
        codes: every code of every release held.
        policies: the indicators of each code's whole row, in the release that came in force last.
        descriptors: CMS's, or None where the person has none.
    """

    codes: frozenset[str]
    policies: Mapping[str, Policy]
    descriptors: Descriptors | None

    @property
    def checks(self) -> frozenset[str]:
        """The names of the checks that can be done on this ground."""
        done = {"entry", *EDITORIAL, *_BY_CODES}
        if self.descriptors:
            done |= {"copy", *FACTS, *(rule.check for rule in qualifiers.qualifiers())}
        return frozenset(done)


def ground(book: Book, descriptors: Descriptors | None) -> Ground:
    """What the book and a set of descriptors have to say."""
    codes = frozenset(code for release in book.releases() for code in book.codes(release.label))
    newest = book.all_rows(book.newest().label)
    policies = {row.code: row.policy for row in newest if not row.modifier}
    return Ground(codes, policies, descriptors)


def check(placed: Sequence[Placed], ground: Ground, beside: Sequence[Entry] = ()) -> list[Problem]:
    """Everything wrong with the entries, by file and code.

    Args:
        placed: the entries, each with the name of its file.
        ground: what they are checked against.
        beside: further entries whose titles and names count as taken; they are not checked.
    """
    files = {entry.code: file for file, entry in placed}
    found = [
        Problem(files[code], code, what, name)
        for code, name, what in _all_faults(placed, ground, beside)
        if code in files
    ]
    return sorted(found, key=lambda p: (p.file, p.code, p.check, p.what))


def _all_faults(
    placed: Sequence[Placed], ground: Ground, beside: Sequence[Entry]
) -> Iterator[tuple[str, str, str]]:
    entries = [entry for _, entry in placed]
    own = {entry.code for entry in entries}
    yield from name_faults([*entries, *(e for e in beside if e.code not in own)], taxonomy())
    held = copies.originals(ground.descriptors.texts) if ground.descriptors else None
    for entry in entries:
        for name, what in _faults_of(entry, ground):
            yield entry.code, name, what
        for what in copies.copy_faults(entry, held) if held else ():
            yield entry.code, "copy", what


def _faults_of(entry: Entry, ground: Ground) -> Iterator[tuple[str, str]]:
    yield from _code_faults(entry, ground.codes)
    for name, faults in EDITORIAL.items():
        yield from ((name, what) for what in faults(entry))
    texts = ground.descriptors.texts if ground.descriptors else {}
    subject = Subject(entry, texts.get(entry.code, ""), ground.policies.get(entry.code))
    yield from (("indicator", what) for what in qualifiers.indicator_faults(subject))
    if subject.cms:
        for name, of_subject in FACTS.items():
            yield from ((name, what) for what in of_subject(subject))
        yield from qualifiers.qualifier_faults(subject)


def _code_faults(entry: Entry, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    if entry.code not in known:
        yield "code", f"{entry.code} is in no release of the book"
    if not entry.related:
        yield "related", "names no related code"
    if entry.code in entry.related:
        yield "related", "is related to itself"
    for code in entry.related:
        if code not in known:
            yield "related", f"{code} is in no release of the book"
    for field, text in editorial.texts(entry):
        for code in _CODE_IN_TEXT.findall(text):
            if code not in known:
                yield "code", f"{field} names {code}, which is in no release of the book"
