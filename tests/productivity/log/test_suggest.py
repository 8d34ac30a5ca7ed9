"""Suggestions as one types."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from openrvu.productivity.log.suggest import Saved, SuggestedBy, suggest

HALF_DAY = Saved("99213 x8, 99214 x4", "clinic half day")
SCOPE = Saved("45385 45380-59 @22", "scope with biopsy")
RECENT = Saved("93306-26", "echo")


def test_favourites_stand_before_recents_and_codes() -> None:
    found = suggest("", [HALF_DAY, SCOPE], [RECENT])
    assert [one.source for one in found] == [
        SuggestedBy.FAVOURITE,
        SuggestedBy.FAVOURITE,
        SuggestedBy.RECENT,
    ]


def test_what_was_begun_is_replaced_and_the_rest_stays() -> None:
    first = suggest("99214 x3, cli", [HALF_DAY, SCOPE], [])[0]
    assert first.text == "99214 x3, 99213 x8, 99214 x4"


def test_a_favourite_is_found_by_any_word_of_its_title() -> None:
    assert suggest("biop", [HALF_DAY, SCOPE], [])[0].adds == SCOPE.text


def test_words_find_codes() -> None:
    assert suggest("99214, lap chole", [], [])[0].text == "99214, 47562"


def test_the_beginning_of_a_code_finds_codes() -> None:
    found = suggest("4538", [], [])
    assert "45385" in {one.adds for one in found}


def test_after_a_code_words_are_sought_by_themselves() -> None:
    assert suggest("99214 x3 lap chole", [], [])[0].text == "99214 x3 47562"


def test_nothing_is_offered_while_units_tags_places_or_dates_are_typed() -> None:
    for text in (
        "99214 ",
        "99214 x",
        "99214 -5",
        "99214 #ca",
        "99214 @of",
        "99214 3/",
        '99214 "no',
    ):
        assert suggest(text, [HALF_DAY], [RECENT]) == []


def test_a_line_both_favourite_and_recent_is_offered_once() -> None:
    found = suggest("45385", [SCOPE], [SCOPE])
    assert [one.adds for one in found].count(SCOPE.text) == 1


@given(st.text(max_size=40), st.integers(0, 8))
def test_any_text_has_at_most_so_many_and_each_once(text: str, limit: int) -> None:
    found = suggest(text, [HALF_DAY, SCOPE], [RECENT], limit=limit)
    assert len(found) <= limit
    assert len({one.adds for one in found}) == len(found)
    assert all(one.text.endswith(one.adds) for one in found)
