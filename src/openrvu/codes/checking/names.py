"""Titles and names over all entries: what is shared, and how far it may be.

A title is one code's alone, and no other code goes by it. A name may be shared by at most
:data:`MAX_SHARED` codes, and these must be of one family or name each other as related: people
type one word for several siblings (``face lipoma``), or for the injection and its imaging
(``discography``), and a search can offer these few. It cannot choose among more, or between
strangers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from openrvu.codes.entries import Entry
from openrvu.codes.taxonomy import Taxonomy, UnplacedCode

#: How many codes may go by one name.
MAX_SHARED = 4
_WORD = re.compile(r"[a-z0-9]+")


def name_faults(entries: Sequence[Entry], tree: Taxonomy) -> Iterator[tuple[str, str, str]]:
    """Code, check and fault for each name or title that is shared beyond the rule."""
    titles, names = _by_title(entries), _by_name(entries)
    related = {entry.code: frozenset(entry.related) for entry in entries}
    for key, codes in titles.items():
        if len(codes) > 1:
            for code in codes:
                yield code, "title", f"its title is also that of {_others(codes, code)}"
        if strangers := names.get(key, set()) - codes:
            for code in sorted(strangers):
                yield code, "name", f"goes by {key!r}, the title of {_others(codes, code)}"
    for key, codes in names.items():
        if len(codes) > 1 and (why := _too_wide(codes, related, tree)):
            for code in sorted(codes):
                yield code, "name", f"{key!r} is a name of {_others(codes, code)} too: {why}"


def key_of(name: str) -> str:
    """A name in small letters, its words parted by single spaces."""
    return " ".join(_WORD.findall(name.lower()))


def _by_title(entries: Sequence[Entry]) -> dict[str, set[str]]:
    held: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        held[key_of(entry.title)].add(entry.code)
    return held


def _by_name(entries: Sequence[Entry]) -> dict[str, set[str]]:
    held: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for name in entry.also_known_as:
            held[key_of(name)].add(entry.code)
    return held


def _too_wide(codes: set[str], related: Mapping[str, frozenset[str]], tree: Taxonomy) -> str:
    if len(codes) > MAX_SHARED:
        return f"at most {MAX_SHARED} codes may share a name"
    if len(_homes(codes, tree)) == 1 or all(codes - {code} <= related[code] for code in codes):
        return ""
    return "only codes of one family, or related to each other, may share a name"


def _homes(codes: set[str], tree: Taxonomy) -> set[object]:
    homes: set[object] = set()
    for code in codes:
        try:
            place = tree.place(code)
        except UnplacedCode:
            continue  # the check of codes says so
        homes.add(place.family or place.category)
    return homes


def _others(codes: set[str], code: str) -> str:
    return ", ".join(sorted(codes - {code}))
