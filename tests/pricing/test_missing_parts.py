"""Tests whose parts are not known where rules need them."""

from __future__ import annotations

from typing import Unpack

from makers.services import Indicators, service
from openrvu.pricing import prepare
from openrvu.pricing.missing_parts import mark_missing_parts
from openrvu.pricing.prepare import Fields
from openrvu.schedule.fee_schedule import FeeSchedule


def _image(component: str = "", **indicators: Unpack[Indicators]) -> Fields:
    indicators.setdefault("pctc", "1")
    indicators.setdefault("multiple_procedure", "4")
    made = dict(prepare.of_given(service("Y0001", component, **indicators)).fields)
    made["units"] = 1
    return made


def _marked(*lines: Fields) -> list[bool]:
    mark_missing_parts(lines)
    return [bool(made["parts_missing"]) for made in lines]


def test_one_image_alone_needs_no_parts() -> None:
    assert _marked(_image()) == [False]


def test_an_image_without_parts_leaves_none_of_its_kind_ranked() -> None:
    known = _image()
    known["tc_mp"] = 1
    assert _marked(_image(), known) == [True, True]
    assert (
        _marked(known | {"parts_missing": False}, dict(known, parts_missing=False)) == [False] * 2
    )


def test_images_and_tests_of_other_kinds_are_ranked_all_the_same() -> None:
    other = _image(multiple_procedure="6")
    assert _marked(_image(), other, _image(multiple_procedure="0")) == [False] * 3


def test_further_units_need_the_parts() -> None:
    assert _marked(_image() | {"units": 2}) == [True]
    assert _marked(_image(multiple_procedure="0") | {"units": 2}) == [False]


def test_equipment_and_the_shortage_bonus_need_the_parts() -> None:
    for name in ("mod_FX", "mod_FY", "mod_CT", "shortage_area"):
        assert _marked(_image(multiple_procedure="0") | {name: True}) == [True]


def test_a_component_a_service_without_parts_and_a_refused_one_lack_nothing() -> None:
    for made in (_image("26"), _image("TC"), _image(pctc="0"), _image(status="N")):
        assert _marked(made | {"units": 2}) == [False]


def test_a_part_that_the_caller_gives_is_known() -> None:
    assert _marked(_image() | {"units": 2, "has_given_technical_fee": True}) == [False]


def test_images_of_the_book_have_their_parts() -> None:
    schedule = FeeSchedule.of("RVU25D")
    for code in ("70553", "93306", "92235", "93000"):
        found = prepare.find(schedule, code, "")
        assert _marked(found.fields | {"units": 2}) == [False]
