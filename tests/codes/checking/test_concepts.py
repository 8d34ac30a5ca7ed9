"""Organs and things of the descriptor are named; a title speaks of no other place."""

from __future__ import annotations

import pytest

from codes.checking.conftest import Beside
from openrvu.codes.checking.concepts import concepts, organ_faults, thing_faults


@pytest.mark.parametrize(
    ("code", "cms", "right", "wrong"),
    [
        ("27999", "Made repair of thigh", "Femur repair", "Elbow repair"),
        ("70999", "X-ray made jaw", "X-ray of the mandible", "X-ray of the knee"),
        ("43999", "Made gstr band", "Stomach band", "Bladder band"),
        ("31999", "Laryngoscopy made", "Scope of the voice box, larynx", "Scope of the colon"),
        ("50999", "Made renal stone", "Kidney stone", "Gallstone"),
        ("58999", "Made hyst", "Removal of the womb", "Removal of the prostate"),
        ("25999", "Made wrist bone", "Scaphoid repair", "Toe repair"),
    ],
)
def test_the_only_organ_of_the_descriptor_is_named_by_some_word(
    beside: Beside, code: str, cms: str, right: str, wrong: str
) -> None:
    assert list(organ_faults(beside(cms, right, code=code))) == []
    assert list(organ_faults(beside(cms, wrong, code=code))) != []


def test_a_title_about_another_region_is_a_fault_though_the_description_names_the_organ(
    beside: Beside,
) -> None:
    wrong = beside("Made knee", "Scope of the shoulder", "Unlike the knee, it is high.")
    assert "shoulder" in "".join(organ_faults(wrong))


def test_where_several_organs_are_named_any_of_them_will_do(beside: Beside) -> None:
    assert list(organ_faults(beside("Made thigh/knee tum", "Knee lump"))) == []


def test_an_organ_is_silent_where_the_word_means_something_else(beside: Beside) -> None:
    assert list(organ_faults(beside("Anal sp made pump", "Check of a spinal pump"))) == []


@pytest.mark.parametrize(
    ("code", "cms", "right", "wrong"),
    [
        ("23999", "Made arm fx", "Broken arm", "Sprained arm"),
        ("49999", "Made hrn", "Hernia repair", "Mesh repair"),
        ("23999", "Arthrd made", "Fusion of a joint", "Replacement of a joint"),
        ("71999", "X-ray made", "Chest film", "Chest CT"),
        ("71999", "Ct made", "CT of the chest", "Ultrasound of the chest"),
        ("16999", "Made burn", "Burn dressing", "Wound dressing"),
    ],
)
def test_a_thing_of_the_descriptor_is_named(
    beside: Beside, code: str, cms: str, right: str, wrong: str
) -> None:
    assert list(thing_faults(beside(cms, right, code=code))) == []
    assert list(thing_faults(beside(cms, wrong, code=code))) != []


def test_every_concept_has_its_own_name_and_kind() -> None:
    held = concepts()
    assert len({concept.name for concept in held}) == len(held)
    assert {concept.kind for concept in held} == {"organ", "thing", "action"}
