"""How a question is read: words, attributes, modifiers, misspellings and meanings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.codes.search import Search
from openrvu.codes.search.attributes import agreement, attributes, in_words
from openrvu.codes.search.lexicon import lexicon_folder, load_lexicon
from openrvu.codes.search.modifiers import modifier_said
from openrvu.codes.search.siblings import sibling_pairs
from openrvu.codes.search.words import normal, sound, stem, stems


def first(search: Search, query: str) -> str:
    return search(query, 1).hits[0].code


@pytest.mark.parametrize(
    ("forms", "other"),
    [
        (("arthroscopy", "arthroscopic", "arthroscope"), "arthrogram"),
        (("biopsy", "biopsies"), "bicep"),
        (("removal", "removed", "removing"), "remote"),
    ],
)
def test_the_forms_of_a_word_share_a_stem(forms: tuple[str, ...], other: str) -> None:
    assert len({stem(form) for form in forms}) == 1
    assert stem(other) != stem(forms[0])


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("w/o contrast", "without contrast"),
        ("w/wo contrast", "with and without contrast"),
        ("x-ray", "xray"),
        ("two views", "2 view"),
        (">30 min", "over 30 minute"),
        ("CABG x4", "cabg 4"),
        ("naïve", "naive"),
    ],
)
def test_shorthand_is_written_out(typed: str, read: str) -> None:
    assert " ".join(normal(typed).replace("views", "view").split()) == read


def test_what_is_absent_is_marked_up_to_the_next_clause() -> None:
    assert stems("EGD without biopsy, with dilation") == [
        "egd",
        "notbiops",
        "with",
        stem("dilation"),
    ]


@pytest.mark.parametrize(
    ("text", "unit", "bounds"),
    [
        ("chest x-ray, 2 views", "view", (2, 2)),
        ("at least three views", "view", (3, 1e9)),
        ("2.6 to 7.5 cm", "cm", (2.6, 7.5)),
        ("up to 30 minutes", "minute", (0, 30)),
        ("2 hours", "minute", (120, 120)),
        ("age 3", "year", (3, 3)),
        ("ages 1 to 4", "year", (1, 4)),
    ],
)
def test_figures_are_read_with_their_bounds(
    text: str, unit: str, bounds: tuple[float, float]
) -> None:
    assert attributes(text).figures[unit] == bounds


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        ("MRI without then with contrast", "contrast", {"both"}),
        ("MRI without contrast", "contrast", {"without"}),
        ("office visit, established patient", "patient", {"established"}),
        ("each additional level", "order", {"additional"}),
        ("both eyes", "side", {"both"}),
    ],
)
def test_choices_are_read(text: str, name: str, values: set[str]) -> None:
    assert attributes(text).choices[name] == values


def test_attributes_that_agree_count_for_and_others_against() -> None:
    asked = attributes("4 cm with contrast")
    assert agreement(asked, attributes("2.6 to 7.5 cm with contrast")) == 2
    assert agreement(asked, attributes("2.5 cm or less without contrast")) == -2
    assert agreement(asked, attributes("nothing of the kind")) == 0


@given(low=st.integers(1, 99), more=st.integers(1, 99))
def test_a_range_said_in_words_is_read_again_as_the_same(low: int, more: int) -> None:
    bounds = (float(low), float(low + more))
    assert attributes(in_words("view", bounds)).figures["view"] == bounds


@pytest.mark.parametrize(
    ("text", "modifier", "rest"),
    [
        ("tc only for dexa", "TC", "only for dexa"),
        ("prof component ct head", "26", "ct head"),
        ("ekg read only", "26", "ekg"),
        ("discontinued colonoscopy", "53", "colonoscopy"),
        ("modal", "", "modal"),
        ("modifier 59 arthroscopy", "", "arthroscopy"),
    ],
)
def test_a_modifier_said_in_words_is_told_apart(text: str, modifier: str, rest: str) -> None:
    assert modifier_said(text) == (modifier, rest)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("intubashun", "intubation"), ("hydroceel", "hydrocele"), ("snair", "snare")],
)
def test_words_that_sound_alike_are_heard_alike(wrong: str, right: str) -> None:
    assert sound(wrong) == sound(right)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("lap chole", "47562"),
        ("colonscopy with biopsey", "45380"),
        ("gallbladder removal through little holes", "47562"),
        ("chest xray two views", "71046"),
        ("mri brain w/wo", "70553"),
        ("intermediate repair of the face 4 cm", "12052"),
    ],
)
def test_a_question_in_other_words_finds_the_code(search: Search, query: str, code: str) -> None:
    assert first(search, query) == code


def test_a_modifier_in_words_shows_the_row_meant(search: Search) -> None:
    hit = search("tc only for dexa", 1).hits[0]
    assert (hit.code, hit.modifier) == ("77080", "TC")


def test_the_sibling_that_differs_by_one_thing_is_offered(search: Search) -> None:
    near = {hit.code: hit.why for hit in search("chest x-ray two views").siblings}
    assert near["71045"] == "instead: 1 view"
    assert near["71047"] == "instead: 3 views"


def test_siblings_differ_in_one_thing_only() -> None:
    titles = {
        "1": "Wrist x-ray, two views",
        "2": "Wrist x-ray, three views",
        "3": "Wrist MRI with contrast, two views, both sides",
    }
    assert list(sibling_pairs(titles)) == [("1", "2", "3 views"), ("2", "1", "2 views")]


def test_the_lexicon_is_read_and_each_way_or_one_way_as_written() -> None:
    lexicon = load_lexicon(lexicon_folder())
    assert len(lexicon.senses) > 3000
    assert "the" in lexicon.idle
    assert set(lexicon.usual.values()) == {1, 2, 3}
