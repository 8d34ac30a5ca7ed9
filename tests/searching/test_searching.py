"""Search finds what people mean, on queries that nobody who wrote its knowledge saw."""

from __future__ import annotations

from pathlib import Path

import pytest

from searching.measure import ALL_TEXT, Score, measure
from searching.queries import OWN, Query, concepts, folds, read_queries
from searching.runner import finder


def test_our_own_queries_are_answered() -> None:
    score = measure(read_queries(OWN), finder())[ALL_TEXT]
    assert score.recall(10) >= 0.85
    assert score.recall(1) >= 0.7


@pytest.mark.cms
def test_the_queries_to_tune_on_are_answered_as_the_target_wants(search_dir: Path) -> None:
    score = measure(read_queries(search_dir / "dev.csv"), finder())[ALL_TEXT]
    assert score.recall(1) >= 0.65
    assert score.recall(5) >= 0.85
    assert score.recall(10) >= 0.92
    assert score.mrr >= 0.75
    assert score.first >= 0.65


def query(text: str, *accept: str) -> Query:
    return Query(text, frozenset(accept), "", "name")


def test_concepts_share_no_code_and_lose_no_query() -> None:
    asked = [query("a", "1", "2"), query("b", "3"), query("c", "2", "4"), query("d", "4")]
    parts = concepts(asked)
    assert sorted(len(part) for part in parts) == [1, 3]
    assert sorted(q.text for part in parts for q in part) == ["a", "b", "c", "d"]


def test_folds_measure_every_query_once_and_never_on_its_own_concept() -> None:
    asked = read_queries(OWN)
    measured = []
    for known, unseen in folds(asked, 5):
        assert not {c for q in known for c in q.accept} & {c for q in unseen for c in q.accept}
        measured += [q.text for q in unseen]
    assert sorted(measured) == sorted(q.text for q in asked)


def test_recall_rank_and_first_are_what_their_names_say() -> None:
    score = Score(ranks=[1, 2, 6, 0], firsts=[True, False])
    assert [score.recall(at) for at in (1, 5, 10)] == [0.25, 0.5, 0.75]
    assert score.mrr == pytest.approx((1 + 1 / 2 + 1 / 6) / 4)
    assert score.first == 0.5
