"""Film, computed radiography and old CT equipment: the technical part alone is reduced."""

from __future__ import annotations

from datetime import date

import pytest

from rules.made import DAY, image, line, told


@pytest.mark.parametrize(
    ("modifier", "day", "paid"),
    [
        ("FX", date(2016, 12, 31), "150.00"),
        ("FX", date(2017, 1, 1), "130.00"),
        ("FX", DAY, "130.00"),
        ("FY", date(2017, 12, 31), "150.00"),
        ("FY", date(2018, 1, 1), "143.00"),
        ("FY", date(2022, 12, 31), "143.00"),
        ("FY", date(2023, 1, 1), "140.00"),
        ("CT", date(2015, 12, 31), "150.00"),
        ("CT", date(2016, 1, 1), "145.00"),
        ("CT", date(2017, 1, 1), "135.00"),
    ],
)
def test_each_takes_its_percentage_of_the_day_off_the_technical_part(
    modifier: str, day: date, paid: str
) -> None:
    """Technical 100, professional 50."""
    assert told(image(f"Y0001-{modifier}", "100.00", "50.00"), on=day) == [paid]


@pytest.mark.parametrize("modifier", ["FX", "FY", "CT"])
def test_the_professional_component_is_never_touched(modifier: str) -> None:
    assert told(line(f"Y0001-26-{modifier}", "50.00", pctc="1")) == ["50.00"]


@pytest.mark.parametrize("modifiers", ["FX-FY", "FY-FX"])
def test_together_each_reduces_what_the_other_left(modifiers: str) -> None:
    """0.8 x 0.9 of 100, in whatever order they are written."""
    assert told(image(f"Y0001-{modifiers}", "100.00", "50.00")) == ["122.00"]


def test_the_reduction_comes_after_the_cap() -> None:
    """The technical part is capped at 60; 80% of that, and 50."""
    assert told(image("Y0001-FX", "100.00", "50.00", opps="110.00")) == ["98.00"]
    assert told(line("Y0001-TC-FX", "100.00", pctc="1", opps="60.00")) == ["48.00"]


def test_the_reduction_comes_after_that_of_a_laterimage() -> None:
    """Half of 100 is 50, 80% of that 40; 95% of 50 is 47.50."""
    first = image("Y0001", "200.00", "90.00", multiple_procedure="4")
    later = image("Y0002-FX", "100.00", "50.00", multiple_procedure="4")
    assert told(first, later)[1] == "87.50"


def test_both_sides_are_reduced_alike() -> None:
    """150% of 80 + 50; with indicator 3 twice that of one side."""
    assert told(image("Y0001-50-FX", "100.00", "50.00", bilateral="1")) == ["195.00"]
    assert told(image("Y0001-50-FX", "100.00", "50.00", bilateral="3")) == ["260.00"]


def test_units_are_reduced_alike() -> None:
    assert told(image("Y0001-FX", "100.00", "50.00", units=3)) == ["390.00"]


def test_a_reduction_of_a_part_that_is_not_known_is_not_guessed() -> None:
    asked = line("Y0001-FX", "150.00", pctc="1")
    assert told(asked) == ["component.amounts_missing"]
    assert told(asked, on=date(2025, 1, 1)) == ["component.amounts_missing"]


def test_a_service_without_a_technical_part_has_nothing_to_reduce() -> None:
    assert told(line("Y0001-FX", "150.00", pctc="0")) == ["150.00"]
