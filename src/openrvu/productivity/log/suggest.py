"""What the one box offers as one types: one's own favourites and recent lines, then codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from openrvu.codes.search.hits import Found
from openrvu.productivity.log.quick_phrases import SearchFor

#: What ends a case, and what ends a line of one.
_ENDED = re.compile(r"[,;\n\t+&]")
_CODE = re.compile(r"(?<!\w)[0-9A-Za-z][0-9]{3}[0-9A-Za-z](?!\w)", re.ASCII)
#: After a code stand modifiers and units, which need no suggestion.
_OF_CODE = re.compile(r"(?:\s*(?:[-.][0-9A-Za-z]{1,3}|[xX*×] ?\d*|\(\d*\)?))+")
_NOT_SOUGHT = re.compile(r"[@#\"“(]|(?:\d{1,2}/)|-")
_LONGEST = 80


class SuggestedBy(StrEnum):
    """Where a suggestion is from."""

    FAVOURITE = "favourite"
    RECENT = "recent"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Saved:
    """Something the person keeps or has logged.

    Attributes:
        text: as it is typed into the box: ``45385 45380-59 @22``.
        title: what it is called.
    """

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to go on.

    Attributes:
        text: the whole text of the box, once taken.
        adds: what it puts there in place of what was begun.
        title: what that is called.
        source: where it is from.
    """

    text: str
    adds: str
    title: str
    source: SuggestedBy


def suggest(
    text_so_far: str,
    favourites: Sequence[Saved],
    recents: Sequence[Saved],
    *,
    search: SearchFor | None = None,
    limit: int = 8,
) -> list[Suggestion]:
    """How a text may go on; of one's own what begins so or has all the words, then codes.

    Args:
        text_so_far: of the box up to the cursor.
        favourites: of the person, those used most first.
        recents: what they logged, newest first.
        search: how codes are looked up; all codes by default.
        limit: the most to give.

    Returns:
        At most ``limit``, none of them twice. With nothing begun, favourites and recents alone;
        where modifiers, units, a date, place, tag or note is being typed, nothing.
    """
    kept, begun = _parted(text_so_far)
    if not begun and kept.strip() and not _ENDED.match(text_so_far.rstrip(" ")[-1]):
        return []
    if _NOT_SOUGHT.match(begun) or len(begun) > _LONGEST:
        return []
    made: dict[str, Suggestion] = {}
    for adds, title, source in _offers(begun, favourites, recents, search, limit):
        if len(made) == limit:
            break
        key = " ".join(adds.upper().split())
        made.setdefault(key, Suggestion(f"{kept}{adds}", adds, title, source))
    return list(made.values())


def _offers(
    begun: str,
    favourites: Sequence[Saved],
    recents: Sequence[Saved],
    search: SearchFor | None,
    limit: int,
) -> Iterator[tuple[str, str, SuggestedBy]]:
    for saved in _fitting(begun, favourites):
        yield saved.text, saved.title, SuggestedBy.FAVOURITE
    for saved in _fitting(begun, recents):
        yield saved.text, saved.title, SuggestedBy.RECENT
    if len(begun) < 2:
        return
    for hit in _found(begun, search, limit):
        label = f"{hit.code}-{hit.modifier}" if hit.modifier else hit.code
        yield label, hit.title, SuggestedBy.SEARCH


def _found(begun: str, search: SearchFor | None, limit: int) -> Found:
    if search is None:
        from openrvu.codes.search import search as search_all

        search = search_all
    return search(begun, limit)


def _parted(text: str) -> tuple[str, str]:
    """What stays as it is, and what was begun after it."""
    ends = [match.end() for match in _ENDED.finditer(text)]
    start = ends[-1] if ends else 0
    for code in _CODE.finditer(text, start):
        rest = _OF_CODE.match(text, code.end())
        end = rest.end() if rest else code.end()
        # A code with nothing after it is still being typed.
        start = end if end < len(text) or rest else start
    begun = text[start:].lstrip()
    kept = text[: len(text) - len(begun)] if begun else text
    if kept and not kept[-1].isspace():
        kept += " "
    return kept, begun.rstrip()


def _fitting(begun: str, saved: Iterable[Saved]) -> Iterator[Saved]:
    """Those that begin so, before those with all its words."""
    small = begun.lower()
    words = small.split()
    has_words = []
    for one in saved:
        said = f"{one.text} {one.title}".lower()
        if one.text.lower().startswith(small) or one.title.lower().startswith(small):
            yield one
        elif all(f" {word}" in f" {said}" for word in words):
            has_words.append(one)
    yield from has_words
