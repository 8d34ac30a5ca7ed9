"""Recall at 1, 5 and 10, mean reciprocal rank, and how often the one right code is first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from searching.queries import BY_CODE, Query

Find = Callable[[str], Sequence[str]]
_DEPTH = 10
ALL_TEXT, ALL = "ALL text", "ALL"


@dataclass(slots=True)
class Score:
    """What became of some queries: at which rank, 1 to 10, the first right code stood, or 0."""

    ranks: list[int] = field(default_factory=list)
    firsts: list[bool] = field(default_factory=list)

    def recall(self, at: int) -> float:
        """The share of queries answered among the first codes."""
        return _share([0 < rank <= at for rank in self.ranks])

    @property
    def mrr(self) -> float:
        """The mean of 1 over the rank."""
        return sum(1 / rank for rank in self.ranks if rank) / max(len(self.ranks), 1)

    @property
    def first(self) -> float:
        """The share of queries that name one code and have it first."""
        return _share(self.firsts)


def measure(queries: Iterable[Query], find: Find) -> dict[str, Score]:
    """The score of every kind, of all queries, and of those that need words."""
    scores: dict[str, Score] = defaultdict(Score)
    for query in queries:
        found = list(dict.fromkeys(find(query.text)))[:_DEPTH]
        rank = next((at for at, code in enumerate(found, 1) if code in query.accept), 0)
        kinds = [query.kind, ALL] + ([] if query.kind in BY_CODE else [ALL_TEXT])
        for kind in kinds:
            scores[kind].ranks.append(rank)
            if query.first:
                scores[kind].firsts.append(found[:1] == [query.first])
    return dict(scores)


def _share(held: Sequence[bool]) -> float:
    return sum(held) / max(len(held), 1)
