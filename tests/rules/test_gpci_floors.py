"""Floors of the geographic indices, for indices before their floors."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from golden.statements import value_of
from openrvu.rules.gpci_floors import floored_mp, floored_pe, floored_work
from openrvu.rules.order import OUTPUTS
from openrvu.rules.walk import definitions


def _work(on: date, state: str, index: str) -> str:
    known: dict[str, Decimal | str | bool] = {"state": state, "raw_work_gpci": Decimal(index)}
    return str(value_of(floored_work, on, known))


@pytest.mark.parametrize(
    ("day", "index", "floored"),
    [
        (date(2003, 12, 31), "0.958", "0.958"),
        (date(2004, 1, 1), "0.958", "1.000"),
        (date(2018, 1, 15), "0.958", "1.000"),  # a lapse, made good
        (date(2025, 10, 20), "0.958", "1.000"),
        (date(2025, 10, 20), "1.047", "1.047"),
    ],
)
def test_no_work_index_is_below_one_since_2004(day: date, index: str, floored: str) -> None:
    assert _work(day, "IL", index) == floored


@pytest.mark.parametrize(
    ("day", "floored"),
    [
        (date(2003, 12, 31), "1.057"),
        (date(2004, 1, 1), "1.670"),
        (date(2005, 12, 31), "1.670"),
        (date(2006, 1, 1), "1.057"),
        (date(2008, 12, 31), "1.057"),
        (date(2009, 1, 1), "1.500"),
        (date(2025, 6, 1), "1.500"),
    ],
)
def test_alaska_s_work_index_has_a_floor_of_its_own(day: date, floored: str) -> None:
    assert _work(day, "AK", "1.057") == floored


@pytest.mark.parametrize(
    ("state", "day", "floored"),
    [
        ("MT", date(2010, 12, 31), "0.877"),
        *((state, date(2011, 1, 1), "1.000") for state in ("MT", "NV", "ND", "SD", "WY")),
        ("IA", date(2011, 1, 1), "0.877"),
        ("AK", date(2005, 6, 1), "1.670"),
        ("AK", date(2006, 6, 1), "0.877"),
    ],
)
def test_practice_expense_has_a_floor_in_frontier_states(
    state: str, day: date, floored: str
) -> None:
    known: dict[str, Decimal | str | bool] = {"state": state, "raw_pe_gpci": Decimal("0.877")}
    assert str(value_of(floored_pe, day, known)) == floored


@pytest.mark.parametrize(
    ("state", "day", "floored"),
    [
        ("AK", date(2004, 6, 1), "1.670"),
        ("AK", date(2025, 6, 1), "0.700"),
        ("ND", date(2025, 6, 1), "0.700"),
    ],
)
def test_malpractice_had_a_floor_in_alaska_alone(state: str, day: date, floored: str) -> None:
    known: dict[str, Decimal | str | bool] = {"state": state, "raw_mp_gpci": Decimal("0.700")}
    assert str(value_of(floored_mp, day, known)) == floored


def test_indices_of_cms_s_files_are_never_floored_again() -> None:
    used = {each.rule.name for each in definitions(OUTPUTS.values())}
    assert not used & {"gpci.work_floor", "gpci.pe_floor", "gpci.mp_floor"}
