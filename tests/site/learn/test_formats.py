"""How a text shows a figure: exact, rounded half up, with its unit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from openrvu.site.learn.figures import NoFigure
from openrvu.site.learn.formats import FORMATS, change, format_of, number, percent


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("rvu", "1.3", "1.30"),
        ("rvu", "1234.565", "1,234.57"),
        ("rvu", "-0.5", "−0.50"),
        ("money", "1234.565", "$1,234.57"),
        ("money", "-12.5", "−$12.50"),
        ("dollars", "240000.5", "$240,001"),
        ("factor", "33.4009", "$33.4009"),
        ("index", "1.0235", "1.024"),
        ("percent", "2.50", "2.5\u00a0%"),
        ("percent", "10", "10\u00a0%"),
        ("percent", "0.04", "0\u00a0%"),
        ("change", "2.5", "+2.5\u00a0%"),
        ("change", "-2.5", "−2.5\u00a0%"),
        ("change", "0", "0\u00a0%"),
        ("count", "17096", "17,096"),
        ("number", "1.250", "1.25"),
        ("number", "1.005", "1.01"),
    ],
)
def test_each_unit_has_its_form(name: str, value: str, shown: str) -> None:
    assert FORMATS[name](Decimal(value)) == shown


def test_a_share_or_number_may_ask_for_more_digits() -> None:
    assert percent(Decimal("2.4567"), 2) == "2.46\u00a0%"
    assert change(Decimal("2.4567"), 2) == "+2.46\u00a0%"
    assert number(Decimal("1.23456"), 4) == "1.2346"


@pytest.mark.parametrize("value", [1.5, "1.50", None, True, Decimal])
@pytest.mark.parametrize("name", list(FORMATS))
def test_what_is_no_figure_is_refused(name: str, value: object) -> None:
    with pytest.raises(NoFigure, match=f"{name} takes a figure|takes a figure; found"):
        FORMATS[name](value)


def test_a_unit_that_there_is_not_is_told_with_those_there_are() -> None:
    with pytest.raises(NoFigure, match="'euro' is no unit; expected one of rvu, money"):
        format_of("euro")
