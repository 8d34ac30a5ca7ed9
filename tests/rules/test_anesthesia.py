"""Anesthesia: base and time units."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Unpack

import pytest

from golden.statements import value_of
from openrvu.pricing.claim import Claim, ClaimLine, LineOutcome, Provider
from openrvu.pricing.evaluate import price
from openrvu.rules.anesthesia import locality_factor
from openrvu.schedule.localities import NATIONAL
from rules.made import DAY, Said, Whole, line
from rules.made import told as told_of

#: 20.00 dollars a unit.
_AREA = replace(NATIONAL, anesthesia_factor=Decimal("20.00"))


def _case(label: str, basic: str = "5", time: int = 60, **said: Unpack[Said]) -> ClaimLine:
    said["status"], said["base_units"], said["minutes"] = "J", basic, time
    return line(label, "0.00", **said)


def told(*lines: ClaimLine, on: date = DAY, **whole: Unpack[Whole]) -> list[str]:
    whole.setdefault("locality", _AREA)
    return told_of(*lines, on=on, **whole)


def test_base_and_time_units_are_paid_by_the_locality_s_factor() -> None:
    """(5 + 60 / 15) x 20.00."""
    assert told(_case("00812-AA")) == ["180.00"]


@pytest.mark.parametrize(
    ("minutes", "paid"),
    [
        (0, "100.00"),
        (1, "102.00"),  # 0.0667: 0.1
        (47, "162.00"),  # 3.1333: 3.1
        (52, "170.00"),  # 3.4667: 3.5
        (75, "200.00"),
    ],
)
def test_minutes_become_units_of_fifteen_rounded_to_one_decimal(minutes: int, paid: str) -> None:
    assert told(_case("00812-AA", time=minutes)) == [paid]


@pytest.mark.parametrize(
    ("modifier", "paid"),
    [("AA", "180.00"), ("QZ", "180.00"), ("QK", "90.00"), ("QY", "90.00"), ("QX", "90.00")],
)
def test_direction_halves_the_amount_for_each_of_the_two(modifier: str, paid: str) -> None:
    assert told(_case(f"00812-{modifier}")) == [paid]


@pytest.mark.parametrize(
    ("day", "paid"),
    [
        (date(1994, 6, 1), "108.00"),
        (date(1995, 6, 1), "103.50"),
        (date(1996, 6, 1), "99.00"),
        (date(1997, 6, 1), "94.50"),
        (date(1998, 1, 1), "90.00"),
    ],
)
def test_direction_was_paid_more_until_1998(day: date, paid: str) -> None:
    """60, 57.5, 55 and 52.5%: 42 CFR 414.46."""
    assert told(_case("00812-QK"), on=day) == [paid]


def test_supervising_more_than_four_is_paid_three_units_and_one_more_at_induction() -> None:
    """Neither base units nor minutes count."""
    bare = line("00812-AD", "0.00", status="J")
    assert told(bare) == ["60.00"]
    assert told(replace(bare, present_at_induction=True)) == ["80.00"]
    assert told(_case("00812-AD", "7", 200)) == ["60.00"]


def test_of_several_procedures_the_highest_base_counts_with_the_time_of_all() -> None:
    """(7 + 90 / 15) x 20.00."""
    assert told(_case("00812-AA", "5", 60), _case("00790-AA", "7", 30)) == [
        "anesthesia.with_highest",
        "260.00",
    ]


def test_two_providers_of_one_anesthesia_are_each_paid_their_half() -> None:
    lines = [
        _case("00812-QK", provider=Provider.PHYSICIAN),
        _case("00812-QX", provider=Provider.CRNA),
    ]
    assert told(*lines) == ["90.00", "90.00"]


def test_the_anesthetist_s_and_the_physician_s_lines_are_apart_by_their_modifiers() -> None:
    """Two procedures, each billed by the director and the directed."""
    lines = [_case(f"{code}-{by}", "5", 30) for code in ("00812", "00790") for by in ("QK", "QX")]
    included = "anesthesia.with_highest"
    assert told(*lines) == ["90.00", "90.00", included, included]


@pytest.mark.parametrize("modifier", ["59", "XE", "76", "78"])
def test_another_anesthetic_of_the_day_is_paid_by_itself(modifier: str) -> None:
    """(5 + 60 / 15) and (7 + 30 / 15)."""
    lines = [_case("00812-AA", "5", 60), _case(f"00790-AA-{modifier}", "7", 30)]
    assert told(*lines) == ["180.00", "180.00"]


def test_every_supervised_procedure_is_paid_its_units() -> None:
    lines = [_case("00812-AD"), _case("00790-AD")]
    assert told(*lines) == ["60.00", "60.00"]


def test_the_burn_add_on_is_paid_its_base_and_its_time_is_the_main_code_s() -> None:
    """CMS change request 2539: 01953 has one base unit; all time stands with 01952."""
    add_on = line("01953-AA", "0.00", status="J", base_units="1")
    assert told(_case("01952-AA", "5", 60), add_on) == ["180.00", "20.00"]


@pytest.mark.parametrize(
    ("code", "base", "paid"), [("01968", "2", "80.00"), ("01969", "5", "140.00")]
)
def test_an_obstetric_add_on_is_paid_its_base_and_its_own_time(
    code: str, base: str, paid: str
) -> None:
    """(5 + 4) for 01967, and base + 30 / 15 for the add-on."""
    add_on = _case(f"{code}-AA", base, 30)
    assert told(_case("01967-AA", "5", 60), add_on) == ["180.00", paid]


@pytest.mark.parametrize("modifier", ["P1", "P3", "P6", "QS", "23"])
def test_physical_status_and_circumstances_add_nothing(modifier: str) -> None:
    assert told(_case(f"00812-AA-{modifier}")) == ["180.00"]


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (line("00812-AA", "0.00", status="J", minutes=60), "anesthesia.base_units"),
        (line("00812-AA", "0.00", status="J", base_units="5"), "anesthesia.minutes"),
        (line("01968-AA", "0.00", status="J", base_units="5"), "anesthesia.minutes"),
    ],
)
def test_what_is_missing_is_said(asked: ClaimLine, reason: str) -> None:
    made = price(Claim((asked,), DAY, locality=_AREA)).lines[0]
    assert (made.outcome, made.reason_id) == (LineOutcome.NOT_MODELLED, reason)


def test_a_place_without_an_anesthesia_factor_is_said() -> None:
    assert told(_case("00812-AA"), locality=NATIONAL) == ["anesthesia.factor"]


def test_the_factor_of_the_book_is_that_of_the_locality() -> None:
    """Chicago 2025: 21.85 dollars a unit; (4 + 47 / 15) x 21.85 x 50% = 77.5675."""
    asked = ClaimLine("00812", ("QK",), minutes=47, base_units=Decimal(4))
    assert price(Claim((asked,), DAY, locality="IL-16")).lines[0].amount == Decimal("77.57")


def test_anesthesia_is_not_ranked_with_surgery() -> None:
    operation = line("Y0001", "300.00", multiple_procedure="2")
    assert told(_case("00812-AA"), operation) == ["180.00", "300.00"]


def test_the_amount_is_rounded_once() -> None:
    """(5 + 3.1) x 21.37 x 50% = 86.5485."""
    area = replace(_AREA, anesthesia_factor=Decimal("21.37"))
    assert told(_case("00812-QX", time=47), locality=area) == ["86.55"]


@pytest.mark.parametrize(
    ("work", "pe", "mp", "factor"),
    [("1.007", "1.023", "2.018", "21.85"), ("1.000", "1.000", "1.000", "20.32")],
)
def test_a_locality_s_factor_is_the_nation_s_by_its_indices(
    work: str, pe: str, mp: str, factor: str
) -> None:
    """2025: 20.3178 x (0.769 x work + 0.166 x PE + 0.065 x MP), as CMS's ANES file has it."""
    indices = {"work_gpci": Decimal(work), "pe_gpci": Decimal(pe), "mp_gpci": Decimal(mp)}
    made = value_of(locality_factor, DAY, {"national_factor": Decimal("20.3178"), **indices})
    assert made == Decimal(factor)
