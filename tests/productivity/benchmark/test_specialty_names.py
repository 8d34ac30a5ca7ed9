"""Specialties by other names: offered, never assumed."""

from __future__ import annotations

from openrvu.productivity.benchmark.specialty_names import resolve, suggest

_HELD = ("Cardiology: Invasive", "Cardiology: Noninvasive", "Pediatrics: General", "Neurology")


def test_a_name_written_alike_is_found_whatever_parts_its_words() -> None:
    assert resolve("cardiology - invasive", _HELD, {}).name == "Cardiology: Invasive"
    assert resolve("Allergy and Immunology", ["Allergy/ Immunology"], {}).name


def test_a_name_that_only_looks_alike_is_offered_and_not_taken() -> None:
    found = resolve("Cardiology", _HELD, {})
    assert found.name is None
    assert {each.name for each in found.suggestions} >= set(_HELD[:2])


def test_a_name_that_the_person_confirmed_is_taken() -> None:
    confirmed = {"General Paediatrics": "Pediatrics: General"}
    assert resolve("general paediatrics", _HELD, confirmed).name == "Pediatrics: General"


def test_a_confirmed_name_that_the_source_has_no_more_is_not_taken() -> None:
    assert resolve("Mine", _HELD, {"Mine": "Gone"}).name is None


def test_nothing_alike_offers_nothing() -> None:
    assert suggest("xyzzy", _HELD) == ()
