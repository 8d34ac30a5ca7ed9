"""Our text and CMS's shorthand, each in one spelling."""

from __future__ import annotations

import pytest

from openrvu.codes.checking.shorthand import parted
from openrvu.codes.checking.spoken import spoken


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Two or three views", "2 or 3 view"),
        ("A half hour", "30 min"),
        ("twenty-five square centimeters", "25 sqcm"),
        ("0.6-1.0 cm", "0.6 to 1 cm"),
        ("1,500 grams", "1500 g"),
        ("the first 15 minutes.", "the 1th 15 min ."),
        ("a one-view film", "a 1 view film"),
        (".5 cm", "0.5 cm"),
        ("thirty-one", "31"),
    ],
)
def test_our_text_is_brought_into_one_spelling(text: str, said: str) -> None:
    assert spoken(text) == said


@pytest.mark.parametrize(
    ("descriptor", "said"),
    [
        ("Made tum deep 2 cm/>", "made tum deep >= 2 cm"),
        ("Made tum <5cm", "made tum < 5 cm"),
        ("Made exam 3/>vws", "made exam >= 3 view"),
        ("Made exam 4+ views", "made exam >= 4 view"),
        ("Made scan w/o & w/dye", "made scan without_and_with dye"),
        ("Made scan w/o&w/dye", "made scan without_and_with dye"),
        ("Made scan w/o dye", "made scan without dye"),
        ("Made scan c-/c+", "made scan without_and_with dye"),
        ("Made wnd2.6-7.5cm", "made wnd 2.6 to 7.5 cm"),
        ("Made b9 les", "made benign les"),
        ("Made visit 30m", "made visit 30 min"),
        ("Made 3d image", "made 3-dimensional image"),
        ("Made ecg>7d<15d", "made ecg > 7 day < 15 day"),
        ("Made graft two", "made graft 2"),
    ],
)
def test_shorthand_is_parted_and_its_limits_put_in_one_form(descriptor: str, said: str) -> None:
    assert parted(descriptor) == said
