"""Prints the table of every set of queries, what generalises, and how long a query takes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

from openrvu.book.book import open_book
from openrvu.codes.index import open_index
from openrvu.codes.search import Search
from openrvu.codes.search.ranking import Weights
from searching.measure import ALL, ALL_TEXT, Find, Score, measure
from searching.queries import OWN, Query, folds, read_queries

_ROOT = Path(__file__).parents[2]
_FOLDS = 5
_HEADING = f"{'kind':18} {'n':>4} {'R@1':>6} {'R@5':>6} {'R@10':>6} {'MRR':>6} {'F@1':>6}"
#: Weights tried when they are learned from a part of the queries.
_TRIED = tuple(
    replace(Weights(), name=name, agreement=agreement, usual=usual)
    for name, agreement, usual in product((0.4, 0.6, 0.8), (0.1, 0.2, 0.3), (0.02, 0.04, 0.08))
)


def search_folder() -> Path:
    """The folder of queries to measure on: `OPENRVU_SEARCH_DIR`, else beside the checkout."""
    return Path(os.environ.get("OPENRVU_SEARCH_DIR") or _ROOT.parent / "shared" / "search")


def finder(weights: Weights | None = None) -> Find:
    """A search that gives codes only."""
    search = Search(open_book(), open_index(), weights)
    return lambda text: [hit.code for hit in search(text, 10)]


def main() -> int:
    """Measure every set of queries there is."""
    sets = {"our own": OWN} | {path.stem: path for path in sorted(search_folder().glob("*.csv"))}
    find = finder()
    for name, path in sets.items():
        queries = read_queries(path)
        print(f"\n{name}: {len(queries)} queries ({path.name})")
        print("\n".join(_table(measure(queries, find))))
    learned = read_queries(sets.get("dev", OWN))
    print(
        f"\nweights learned from four fifths of the concepts, measured on the fifth, {_FOLDS} times"
    )
    print("\n".join(_table(cross_validate(learned))))
    print("\n" + timings([query.text for path in sets.values() for query in read_queries(path)]))
    return 0


def cross_validate(queries: Sequence[Query]) -> dict[str, Score]:
    """What weights learned from other concepts do on each fifth, taken together."""
    finders = [finder(weights) for weights in _TRIED]
    whole: dict[str, Score] = {}
    for known, unseen in folds(queries, _FOLDS):
        best = max(finders, key=lambda find: measure(known, find)[ALL_TEXT].mrr)
        for kind, score in measure(unseen, best).items():
            held = whole.setdefault(kind, Score())
            held.ranks += score.ranks
            held.firsts += score.firsts
    return whole


def timings(texts: Sequence[str]) -> str:
    """Load time, and the median and slowest hundredth of queries never asked before."""
    began = time.perf_counter()
    find = finder()
    loaded = time.perf_counter() - began
    taken = sorted(_taken(texts, find))
    middle, slow = taken[len(taken) // 2], taken[len(taken) * 99 // 100]
    return f"load {loaded * 1e3:.0f} ms; a query p50 {middle * 1e3:.1f} ms, p99 {slow * 1e3:.1f} ms"


def _taken(texts: Iterable[str], find: Find) -> Iterator[float]:
    for text in dict.fromkeys(texts):
        began = time.perf_counter()
        find(text)
        yield time.perf_counter() - began


def _table(scores: dict[str, Score]) -> Iterator[str]:
    yield _HEADING
    ordered = sorted(scores, key=lambda kind: (kind in {ALL, ALL_TEXT}, kind))
    for kind in ordered:
        score = scores[kind]
        recalls = " ".join(f"{score.recall(at):6.2f}" for at in (1, 5, 10))
        count = len(score.ranks)
        yield f"{kind:18} {count:4} {recalls} {score.mrr:6.2f} {score.first:6.2f}"
