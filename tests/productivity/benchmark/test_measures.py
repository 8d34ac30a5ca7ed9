"""Names of measures: ratios are never taken for what they divide."""

from __future__ import annotations

import pytest

from openrvu.productivity.benchmark.measures import MEASURES, Unit, measure_of


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("wRVU", "wrvu"),
        ("Work RVUs", "wrvu"),
        ("work_rvus", "wrvu"),
        ("Work Relative Value Units", "wrvu"),
        ("Physician Work RVUs", "wrvu"),
        ("TCC", "tcc"),
        ("Total Cash Compensation", "tcc"),
        ("total comp", "tcc"),
        ("Base Salary", "base"),
        ("base compensation", "base"),
        ("CF", "comp_per_wrvu"),
        ("CFs", "comp_per_wrvu"),
        ("TCC per Work RVU", "comp_per_wrvu"),
        ("comp_per_wrvu", "comp_per_wrvu"),
        ("Total Cash Compensation per Work RVUs", "comp_per_wrvu"),
        ("Compensation to Work RVU Ratio", "comp_per_wrvu"),
        ("Total Compensation to Work RVUs", "comp_per_wrvu"),
        ("TCC to Net Collections", "comp_to_collections"),
        ("TCC per Encounter", "comp_per_encounter"),
        ("TCC per ASA Unit", "comp_per_asa_unit"),
        ("TCC excluding premium", "tcc_without_premium"),
        ("Net Collections", "collections"),
        ("Total Encounters", "encounters"),
        ("ASA Units", "asa_units"),
        ("Panel Size", "panel_size"),
        ("Base Pay Hourly Rate", "hourly_rate"),
        ("Daily Rate On-Call Compensation", "call_pay_rate"),
        ("Call Pay Rate", "call_pay_rate"),
        ("Moonlighting Rate", "moonlighting_rate"),
    ],
)
def test_a_name_that_surveys_use_is_its_measure(name: str, key: str) -> None:
    assert measure_of(name).key == key


@pytest.mark.parametrize("name", ["Total RVUs", "wRVUs per visit", "Productivity", "2025"])
def test_a_name_that_is_not_wholly_known_keeps_itself(name: str) -> None:
    found = measure_of(name)
    assert (found.is_known, found.label) == (False, name)


def test_what_the_person_confirmed_is_taken() -> None:
    assert measure_of("Productivity", {"productivity": "wrvu"}) == MEASURES["wrvu"]


def test_only_work_and_pay_cannot_be_zero() -> None:
    zero = {measure.unit for measure in MEASURES.values() if measure.zero_is_missing}
    assert zero == {Unit.WORK_RVUS, Unit.DOLLARS, Unit.DOLLARS_PER_WORK_RVU}
