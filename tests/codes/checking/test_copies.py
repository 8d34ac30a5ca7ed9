"""Near copies of a descriptor are found; the short name of a thing is no copy."""

from __future__ import annotations

import pytest

from codes.checking.conftest import Make
from openrvu.codes.checking.copies import Originals, copy_faults, originals


@pytest.fixture
def held() -> Originals:
    return originals(
        {
            "76000": "Rmvl made green widget intact",
            "77001": "Blue made thing of every other kind",
            "76001": "Made x-ray",
        }
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Removal of a made green widget intact"},
        {"title": "The made green widget intact is out"},
        {"description": "It is a blue made thing of every sort."},
        {"plain": "They take the made green widget intact and go."},
        {"also_known_as": ("rmvl made green widget intact", "other")},
        {"description": "After removal of the made green widgets, intact, one rests."},
    ],
)
def test_a_near_copy_is_a_fault(make: Make, held: Originals, fields: dict[str, object]) -> None:
    assert list(copy_faults(make(**fields), held)) != []


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Widget taken out whole"},
        {"title": "Made green widget"},
        {"code": "76001", "title": "Made x-ray"},
        {"description": "It is a thing made blue, of every kind."},
        {"title": "Widget, green, 0.6-1.0 cm"},
    ],
)
def test_our_own_words_and_short_names_are_no_copy(
    make: Make, held: Originals, fields: dict[str, object]
) -> None:
    assert list(copy_faults(make(**fields), held)) == []


def test_a_title_that_is_the_descriptor_written_out_is_a_copy(make: Make) -> None:
    held = originals({"76000": "Rmvl ruptd widget perq"})
    (fault,) = copy_faults(make(title="Removal of a ruptd widget, percutaneous"), held)
    assert fault == "title is CMS's descriptor, in whole words"
