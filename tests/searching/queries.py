"""Queries with the codes that answer them, as CSV files hold them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

#: Kinds that need no words, and flatter a mean of all.
BY_CODE = frozenset({"exact_code", "code_prefix", "modifier"})
#: Queries of our own; nobody who wrote a text or a row of the lexicon saw them.
OWN = Path(__file__).with_name("queries.csv")


@dataclass(frozen=True, slots=True)
class Query:
    """One query.

    Attributes:
        text: as typed.
        accept: the codes that are right.
        first: the code that should be first, or empty where several may be.
        kind: what makes it hard.
    """

    text: str
    accept: frozenset[str]
    first: str
    kind: str


def read_queries(path: Path) -> list[Query]:
    """The queries of a file with columns query, accept, must_first, kind."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Query(r["query"], frozenset(r["accept"].split("|")), r["must_first"], r["kind"])
            for r in csv.DictReader(file)
        ]


def concepts(queries: Sequence[Query]) -> list[list[Query]]:
    """Queries parted so that no two parts share an accepted code."""
    parts: list[tuple[set[str], list[Query]]] = []
    for query in queries:
        codes, joined = set(query.accept), [query]
        apart = []
        for held, members in parts:
            if held & codes:
                codes |= held
                joined = members + joined
            else:
                apart.append((held, members))
        parts = [*apart, (codes, joined)]
    return [members for _, members in parts]


def folds(queries: Sequence[Query], count: int) -> Iterator[tuple[list[Query], list[Query]]]:
    """Queries to learn from and queries to measure on, which share no concept."""
    parts = concepts(queries)
    for at in range(count):
        held_out = [query for part in parts[at::count] for query in part]
        yield [query for query in queries if query not in held_out], held_out
