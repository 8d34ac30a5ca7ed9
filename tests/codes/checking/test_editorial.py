"""What a text may not say, how it is written, and how hard it is to read."""

from __future__ import annotations

import pytest

from codes.checking.conftest import Make
from openrvu.codes.checking.editorial import (
    figure_faults,
    grade_faults,
    phrase_faults,
    sentence_faults,
)
from openrvu.codes.checking.grade import grade, syllables


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("description", "A state-of-the-art scan."),
        ("context", "It is important to note this."),
        ("plain", "The patient will feel better."),
        ("plain", "A painless test."),
        ("description", "This code describes a scan."),
        ("description", "A scan w/o dye."),
        ("context", "A scan and/or a test."),
        ("context", "A scan — and more."),
        ("title", "Scan TODO later"),
        ("description", "Payers reimburse it."),
        ("description", "It is paid by the hour."),
        ("also_known_as", ("cutting-edge scan", "scan")),
    ],
)
def test_a_banned_phrase_is_a_fault(make: Make, field: str, text: object) -> None:
    assert [field in fault for fault in phrase_faults(make(**{field: text}))] == [True]


def test_a_biller_may_type_shorthand_and_a_context_may_name_medicare(make: Make) -> None:
    entry = make(also_known_as=("CT w/o contrast", "CT"), context="Medicare asks for a reason.")
    assert list(phrase_faults(entry)) == []


@pytest.mark.parametrize("text", ["It is worth 1.30 RVUs.", "It is $44.", "Forty dollars."])
def test_a_typed_figure_of_money_or_rvus_is_a_fault(make: Make, text: str) -> None:
    assert len(list(figure_faults(make(context=text)))) == 1


@pytest.mark.parametrize("name", ["interview", "rVus-like"])
def test_letters_within_a_word_are_no_figure(make: Make, name: str) -> None:
    assert bool(list(figure_faults(make(title=f"An {name} made")))) == (name == "rVus-like")


def test_plain_text_above_grade_8_is_a_fault(make: Make) -> None:
    hard = "A comprehensive ophthalmological examination necessitates dilatation."
    assert list(grade_faults(make(plain=hard))) != []
    assert list(grade_faults(make(plain="The doctor looks at the back of the eye."))) == []


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("knee", 1), ("needle", 2), ("scope", 1), ("placed", 1), ("treated", 2), ("samples", 2),
        ("doctor", 2), ("examination", 5), ("catheterization", 6), ("little", 2), ("14", 1),
        ("passes", 2),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_grades_rise_with_long_words_and_long_sentences() -> None:
    assert grade("The cat sat. The dog ran.") < 2
    assert grade("") == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"plain": "no capital."},
        {"context": "No stop"},
        {"description": "Two  spaces."},
        {"title": "small title here"},
        {"title": "Title with a stop."},
    ],
)
def test_a_sentence_begins_with_a_capital_and_ends_and_a_title_does_not(
    make: Make, fields: dict[str, str]
) -> None:
    assert len(list(sentence_faults(make(**fields)))) == 1
    assert list(sentence_faults(make())) == []
