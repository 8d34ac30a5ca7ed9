"""Figures as people read them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from openrvu.pricing.figures import dollars, money, ordinal


def test_money_has_cents_and_a_separator_of_thousands_and_a_dash_for_none() -> None:
    assert [money(Decimal(value)) for value in ("0", "5.5", "1175.04")] == [
        "$0.00",
        "$5.50",
        "$1,175.04",
    ]
    assert money(None) == "—"


def test_dollars_keep_every_digit_and_cents_at_least() -> None:
    assert dollars(Decimal("216.365")) == "$216.365"
    assert dollars(Decimal("1216.3")) == "$1,216.30"


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (21, "21st")],
)
def test_a_place_is_said_as_people_do(number: int, said: str) -> None:
    assert ordinal(number) == said
