"""Sizes, counts, times and ages of the descriptor stand in the text, pointing the same way."""

from __future__ import annotations

import pytest

from codes.checking.conftest import Beside
from openrvu.codes.checking.measures import measure_faults


@pytest.mark.parametrize(
    ("cms", "title"),
    [
        ("Made lump < 7 cm", "Lump under 7 cm"),
        ("Made lump < 7 cm", "Lump smaller than seven centimeters"),
        ("Made lump 7 cm/>", "Lump of 7 cm or more"),
        ("Made lump 7 cm/>", "Lump no smaller than 7 cm"),
        ("Made lump >7 cm", "Lump over 70 mm"),
        ("Made lump 0.6-1.0 cm", "Lump over 0.5 to 1 cm"),
        ("Made lump 2.1-3", "Lump 2.1-3.0 cm"),
        ("Made skin addl 30 sq cm", "Skin, each additional 30 square centimeters"),
        ("Made x-ray 2 views", "Two pictures"),
        ("Made x-ray 1 view", "A single picture"),
        ("Made x-ray 4+ views", "Four or more views"),
        ("Made x-ray 4+ views", "More than three views"),
        ("Made x-ray <3 views", "Up to two views"),
        ("Made talk 60 min", "One hour of talk"),
        ("Made talk >30 min", "Talk of 31 minutes or longer"),
        ("Made watch up to 48 hrs", "Watching for at most two days"),
        ("Made line <5 yr", "Line in a child under age 5"),
        ("Made line 5 yr+", "Line from the fifth birthday"),
        ("Made care 2-11", "Care from age 2 to 11"),
        ("Made care 0-5yr", "Care under age six"),
        ("Made stage 2", "Second stage"),
        ("Made lead 2/>", "Several leads"),
        ("Made c1-c2 join", "Join of the top neck bones"),
        ("Made lefort 2 join", "Join of the face"),
    ],
)
def test_a_measure_may_be_said_in_other_words_and_units(
    beside: Beside, cms: str, title: str
) -> None:
    assert list(measure_faults(beside(cms, title))) == []


@pytest.mark.parametrize(
    ("cms", "title"),
    [
        ("Made lump < 7 cm", "Lump under 5 cm"),
        ("Made lump < 7 cm", "Lump of 7 cm or more"),
        ("Made lump < 7 cm", "Lump of the arm"),
        ("Made lump 7 cm/>", "Lump under 7 cm"),
        ("Made lump 7 cm/>", "Lump no more than 7 cm"),
        ("Made lump 7 cm/>", "Lump over 7 mm"),
        ("Made lump 0.6-1.0 cm", "Lump 1.1-2.0 cm"),
        ("Made lump 0.6-1.0 cm", "Lump 0.5 cm or less"),
        ("Made x-ray 2 views", "Three views"),
        ("Made x-ray 4+ views", "Four views"),
        ("Made x-ray 1 view", "Two views"),
        ("Made talk 60 min", "45 minutes of talk"),
        ("Made line <5 yr", "Line from age five"),
        ("Made care 2-11", "Care from age 12 to 19"),
        ("Made graft two", "Three grafts"),
    ],
)
def test_a_measure_that_is_missing_or_points_the_other_way_is_a_fault(
    beside: Beside, cms: str, title: str
) -> None:
    assert list(measure_faults(beside(cms, title))) != []


def test_numbers_of_the_laboratory_are_names_and_not_counted(beside: Beside) -> None:
    subject = beside("Made test ca 99-7 12 markers", "A blood test", code="86300")
    assert list(measure_faults(subject)) == []


def test_a_measure_may_stand_in_the_description(beside: Beside) -> None:
    subject = beside("Made lump < 7 cm", "Lump of the arm", "It is less than 7 cm wide.")
    assert list(measure_faults(subject)) == []
