"""What a search answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openrvu.codes.index import Place


@dataclass(frozen=True, slots=True)
class Hit:
    """One code found.

    Attributes:
        code: five characters.
        modifier: the row asked for: empty, 26, TC or 53.
        title: what we call it.
        why: why it is here, in words.
        score: higher is better; comparable within one answer only.
    """

    code: str
    modifier: str
    title: str
    why: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """An answer: codes, families of codes, and a word where there is nothing; a sequence of codes.

    Attributes:
        hits: the codes, best first.
        families: families of codes whose name fits.
        message: what to try where nothing fits.
        siblings: codes that differ from the first hit in one thing only, and in which.
    """

    hits: tuple[Hit, ...]
    families: tuple[Place, ...]
    message: str
    siblings: tuple[Hit, ...] = ()

    def __iter__(self) -> Iterator[Hit]:
        """The codes, best first."""
        return iter(self.hits)

    def __len__(self) -> int:
        """How many codes."""
        return len(self.hits)

    def __getitem__(self, at: int) -> Hit:
        """One of the codes, the best at 0."""
        return self.hits[at]
