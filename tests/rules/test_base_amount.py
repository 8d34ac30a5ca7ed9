"""The fee: relative values by their indices, by the conversion factor, rounded once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from makers.services import service
from openrvu.pricing.claim import Claim, ClaimLine, Given
from openrvu.pricing.evaluate import price
from openrvu.schedule.localities import NATIONAL, Locality
from rules.made import DAY, line, one

_AREA = replace(
    NATIONAL, work_gpci=Decimal("1.047"), pe_gpci=Decimal("1.150"), mp_gpci=Decimal("0.662")
)


def _fee(on: date, factor: str | None, area: Locality = NATIONAL, *, work: str = "1.30") -> str:
    row = service(work=work, pe="1.46", mp="0.10")
    claim = Claim(
        (ClaimLine("Y0001", given=Given(row=row)),),
        on,
        locality=area,
        conversion_factor=None if factor is None else Decimal(factor),
    )
    made = price(claim).lines[0]
    assert made.fee == made.amount
    return str(made.amount)


def test_each_component_is_weighed_by_its_index_and_the_sum_rounded_once() -> None:
    """1.30 x 1.047 + 1.46 x 1.150 + 0.10 x 0.662 = 3.1063; x 32.3465 = 100.478...: 100.48."""
    assert _fee(DAY, "32.3465", _AREA) == "100.48"


def test_half_a_cent_is_rounded_up() -> None:
    """(0.99 + 1.46 + 0.10) x 0.5 = 1.275."""
    assert _fee(DAY, "0.5000", work="0.99") == "1.28"


@pytest.mark.parametrize(
    ("year", "paid"),
    [
        (2006, "2.86"),
        # 1.30 x 0.8994 = 1.16922: 1.17 before the index; 1.17 + 1.56
        (2007, "2.73"),
        # 1.30 x 0.8806 = 1.14478: 1.14; 1.14 + 1.56
        (2008, "2.70"),
        (2009, "2.86"),
    ],
)
def test_work_was_adjusted_and_rounded_before_its_index_in_2007_and_2008(
    year: int, paid: str
) -> None:
    assert _fee(date(year, 7, 1), "1.0000") == paid


def test_the_adjusted_work_is_rounded_before_the_index_not_after() -> None:
    """2008: 1.14 x 1.047 + 1.46 x 1.150 + 0.10 x 0.662 = 2.93878; unrounded it is 2.94378."""
    assert _fee(date(2008, 7, 1), "10.0000", _AREA) == "29.39"


def test_without_a_factor_of_the_caller_that_of_the_day_is_used() -> None:
    """2012: 2.86 x 34.0376 = 97.3475..."""
    assert _fee(date(2012, 3, 1), None) == "97.35"
    assert _fee(date(2012, 3, 1), "10.0000") == "28.60"


def test_every_unit_is_paid_the_rounded_fee() -> None:
    """0.333 dollars would be 1.00 for three; 0.33 rounded is 0.99."""
    row = service(work="0.00", pe="0.37", mp="0.00")
    asked = ClaimLine("Y0001", units=3, given=Given(row=row))
    claim = Claim((asked,), DAY, conversion_factor=Decimal("0.9"))
    assert price(claim).lines[0].amount == Decimal("0.99")


def test_a_fee_that_the_caller_gives_is_used_as_it_is() -> None:
    asked = line("Y0001", "1.00")
    given = Given(row=asked.given.row if asked.given else None, fee=Decimal("77.31"))
    made = one(replace(asked, given=given))
    assert (made.fee, made.amount) == (Decimal("77.31"), Decimal("77.31"))


def test_parts_of_a_service_follow_its_pctc_indicator() -> None:
    """Old film takes 20% off the technical part alone, which shows what that part is."""
    assert one(line("Y0001-FX", pctc="3")).amount == Decimal("80.00")  # technical alone
    assert one(line("Y0001-FX", pctc="2")).amount == Decimal("100.00")  # professional alone
    assert one(line("Y0001-FX", pctc="0")).amount == Decimal("100.00")  # a physician's service
    assert one(line("Y0001-TC-FX", pctc="1")).amount == Decimal("80.00")
    assert one(line("Y0001-26-FX", pctc="1")).amount == Decimal("100.00")
    whole = line("Y0001-FX", pctc="1", technical="60.00", professional="40.00")
    assert one(whole).amount == Decimal("88.00")
