"""Words that limit a code: the text carries each, and contradicts none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from codes.checking.conftest import Beside
from openrvu.codes.checking.qualifiers import indicator_faults, qualifier_faults, qualifiers
from openrvu.schedule.rows import Policy

#: Check, code, descriptor, a title that carries it, and one that does not.
CASES = [
    ("contrast", "70999", "Made scan w/o dye", "Scan without contrast", "Scan with contrast"),
    ("contrast", "70999", "Made scan w/dye", "Scan with contrast", "Scan without contrast"),
    ("contrast", "70999", "Made scan w/o & w/dye", "Scan without, then with contrast",
     "Scan with contrast"),
    ("contrast", "70999", "Made scan w or w/o dye", "Scan with or without contrast",
     "Scan without contrast"),
    ("side", "23999", "Made ear uni", "Ear, one side", "Both ears"),
    ("side", "23999", "Made ear bi", "Both ears", "Ear, one side"),
    ("approach", "30999", "Made opn colon", "Open colon surgery", "Laparoscopic colon surgery"),
    ("approach", "20999", "Cltx made bone", "Closed treatment of a bone",
     "Open reduction of a bone"),
    ("approach", "20999", "Optx made bone", "Open setting of a bone", "Bone, closed, set"),
    ("approach", "30999", "Made drg perq", "Needle drainage", "Open repair"),
    ("approach", "40999", "Lap made", "Laparoscopic cut", "Open repair"),
    ("approach", "40999", "Colonoscopy w/made", "Colonoscopy with a test", "Test of the gut"),
    ("approach", "33999", "Made tcat valve", "Valve by catheter", "Valve by surgery"),
    ("approach", "52999", "Trurl made", "Through the urethra", "Through the skin"),
    ("order", "97999", "Made tx addl", "Each additional treatment", "A treatment"),
    ("order", "97999", "Made tx 1st", "The first treatment", "Subsequent treatment"),
    ("order", "97999", "Made care sbsq", "Care on a later day", "Care on admission"),
    ("age", "99399", "Made visit new pt", "Visit, new patient", "Visit, established patient"),
    ("age", "99399", "Made visit est pt", "Visit, established patient", "Visit, new patient"),
    ("action", "23999", "Made fx w/o mnpj", "Break, without manipulation", "Break set"),
    ("action", "23999", "Made fx w/mnpj", "Break, with manipulation",
     "Break, without manipulation"),
    ("action", "23999", "Made w/o anes", "Joint put back without anesthesia", "Joint put back"),
    ("action", "23999", "Made req anes", "Joint put back under anesthesia",
     "Joint put back without anesthesia"),
    ("action", "32999", "Made drg w/o imaging", "Drain, no imaging", "Drain with ultrasound"),
    ("action", "32999", "Made drg w/imaging", "Drain with imaging", "Drain without imaging"),
    ("action", "23999", "Made joint w/us", "Joint shot with ultrasound", "Joint shot"),
    ("action", "23999", "Made bx arm", "Biopsy of the arm", "Excision of the arm lump"),
    ("action", "23999", "Made w/graft", "Repair with graft", "Repair"),
    ("action", "33999", "Made w/o bypass", "Without bypass", "With bypass"),
    ("level", "99299", "Made care low mdm", "Care, low complexity", "Care, high complexity"),
    ("level", "99299", "Made care mod mdm", "Care, moderate complexity", "Care, low complexity"),
    ("extent", "93999", "Made study complete", "Complete study", "Limited study"),
    ("extent", "93999", "Made study lmtd", "Limited study", "Study of the heart"),
    ("extent", "23999", "Made rescj rad", "Radical resection", "Excision"),
    ("depth", "23999", "Made tum deep", "Deep lump excision", "Excision of a lump"),
    ("depth", "23999", "Made les sc", "Lump in the fat, excision", "Excision of a lump"),
    ("number", "33999", "Made lead dual", "Two leads", "One lead"),
    ("site", "22999", "Made join crv", "Cervical join", "Lumbar join"),
    ("site", "22999", "Made join lmbr", "Lumbar join", "Cervical join"),
    ("site", "22999", "Made join thrc", "Thoracic join", "Cervical join"),
    ("thing", "78999", "Made img spect", "SPECT images", "Flat images"),
]  # fmt: skip


def found(beside: Beside, code: str, cms: str, title: str) -> set[str]:
    """The checks that find a fault."""
    return {check for check, _ in qualifier_faults(beside(cms, title, code=code))}


@pytest.mark.parametrize(("check", "code", "cms", "right", "wrong"), CASES)
def test_a_qualifier_is_carried_or_is_a_fault(
    beside: Beside, check: str, code: str, cms: str, right: str, wrong: str
) -> None:
    assert check not in found(beside, code, cms, right)
    assert check in found(beside, code, cms, wrong)


def test_every_rule_has_a_word_for_the_writer_and_at_least_one_expression() -> None:
    for rule in qualifiers():
        assert rule.lacks
        assert rule.says.pattern or rule.never


def test_a_rule_is_silent_where_the_descriptor_may_mean_either(beside: Beside) -> None:
    assert found(beside, "30999", "Made open/perq stent", "Stent of a vessel") <= {"action"}
    assert "side" not in found(beside, "23999", "Made ear uni/bi", "Ear test")


def test_global_period_zzz_is_an_add_on(beside: Beside, policy: Policy) -> None:
    added = replace(policy, global_days="ZZZ")
    right = beside("", "Further lump, added to the first", policy=added)
    wrong = beside("", "Lump excision", policy=added)
    assert list(indicator_faults(right)) == []
    assert "ZZZ" in "".join(indicator_faults(wrong))
    assert list(indicator_faults(beside("", "Lump excision", policy=policy))) == []


def test_bilateral_indicator_2_is_not_of_one_side(beside: Beside, policy: Policy) -> None:
    both = replace(policy, bilateral="2")
    assert list(indicator_faults(beside("Made test", "Test of the ears", policy=both))) == []
    assert list(indicator_faults(beside("Made test", "Test, one ear", policy=both))) != []
    assert list(indicator_faults(beside("Made test uni", "Test, one ear", policy=both))) == []


def test_a_part_by_itself_is_the_part_of_its_indicator(beside: Beside, policy: Policy) -> None:
    reading, tracing = replace(policy, pctc="2"), replace(policy, pctc="3")
    assert list(indicator_faults(beside("", "Test, reading only", policy=reading))) == []
    assert list(indicator_faults(beside("", "Test, reading only", policy=tracing))) != []
    assert list(indicator_faults(beside("", "Test, tracing only", policy=reading))) != []
