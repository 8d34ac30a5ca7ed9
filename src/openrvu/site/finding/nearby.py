"""What helps where a code is not found: its neighbours, and whether it existed before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from openrvu.book.book import Book
from openrvu.schedule.releases import Release

_CODE_LIKE = re.compile(r"\s*([0-9A-Za-z]{5})(?:[\s-]+([0-9A-Za-z]{2}))?\s*\Z")
_SHARED = 2


@dataclass(frozen=True, slots=True)
class Seen:
    """A code's life in the releases held.

    Attributes:
        code: five characters.
        first: the first release that has it.
        last: the last release that has it.
        gone_by: the first release after that without it, or None where it is still there.
    """

    code: str
    first: Release
    last: Release
    gone_by: Release | None


def code_like(text: str) -> tuple[str, str] | None:
    """Code and modifier where the text has the shape of a code; they need not exist."""
    match = _CODE_LIKE.match(text)
    if match is None or not any(c.isdigit() for c in match[1]):
        return None
    return match[1].upper(), (match[2] or "").upper()


def seen(book: Book, code: str) -> Seen | None:
    """When the releases held have a code; None where none has it."""
    held = [release for release, _ in book.history(code)]
    if not held:
        return None
    releases = book.releases()
    after = releases.index(held[-1]) + 1
    return Seen(code, held[0], held[-1], releases[after] if after < len(releases) else None)


def neighbours(codes: Sequence[str], wanted: str, count: int = 8) -> list[str]:
    """The codes that begin most like the one wanted, then stand closest to it, in order.

    Args:
        codes: those that exist, in order.
        wanted: the code that does not.
        count: at most how many.
    """
    wanted = wanted.strip().upper()
    at = bisect_left(codes, wanted)
    near = range(max(at - 4 * count, 0), min(at + 4 * count, len(codes)))
    ranked = [
        (-_shared(codes[i], wanted), abs(i - at), codes[i])
        for i in near
        if codes[i] != wanted and _shared(codes[i], wanted) >= _SHARED
    ]
    return sorted(code for _, _, code in sorted(ranked)[:count])


def _shared(one: str, other: str) -> int:
    """How many characters two codes begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
