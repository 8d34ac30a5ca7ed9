"""Who furnished the service, participation, and quality penalties."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from openrvu.pricing.claim import Provider
from rules.made import line, one, told

_BOTH = frozenset({"ehr", "pqrs"})


@pytest.mark.parametrize(
    ("provider", "paid"),
    [
        ("physician", "1000.00"),
        ("NP", "850.00"),
        ("CNS", "850.00"),
        ("PA", "850.00"),
        ("RD", "850.00"),
        ("CSW", "750.00"),
        ("MFT", "750.00"),
        ("MHC", "750.00"),
        ("CP", "1000.00"),
        ("CNM", "1000.00"),
        ("therapist", "1000.00"),
        ("CRNA", "1000.00"),
    ],
)
def test_practitioners_are_paid_their_share_of_the_fee(provider: str, paid: str) -> None:
    """42 CFR 414.52 to 414.64."""
    assert told(line("Y0001", "1000.00", provider=Provider(provider))) == [paid]


@pytest.mark.parametrize(("year", "paid"), [(2010, "650.00"), (2011, "1000.00")])
def test_nurse_midwives_are_paid_in_full_from_2011(year: int, paid: str) -> None:
    asked = line("Y0001", "1000.00", provider=Provider.CNM)
    assert told(asked, on=date(year, 1, 1)) == [paid]


def test_a_physician_outside_participation_is_allowed_95_percent() -> None:
    assert told(line("Y0001", "100.00"), participating=False) == ["95.00"]


def test_the_limiting_charge_is_109_25_percent_of_the_fee_rounded_once() -> None:
    """123.45 x 1.0925 = 134.869125; 115% of the rounded 117.28 would be 134.872."""
    made = one(line("Y0001", "123.45"), participating=False)
    assert (made.amount, made.limiting_charge) == (Decimal("117.28"), Decimal("134.87"))
    # 10.07 x 1.0925 = 11.001475, and 115% of 9.57 would be 11.0055
    assert one(line("Y0001", "10.07"), participating=False).limiting_charge == Decimal("11.00")


def test_the_limiting_charge_follows_the_practitioner_and_the_role() -> None:
    """109.25% of 13.6% of 1000.00."""
    asked = line("Y0001-AS", "1000.00", assistant="2")
    assert one(asked, participating=False).limiting_charge == Decimal("148.58")


def test_shares_are_multiplied_and_rounded_once() -> None:
    """0.10 x 85% x 95% = 0.08075; rounded in between, 95% of 0.09 would be 0.0855."""
    assert told(line("Y0001", "0.10", provider=Provider.NP), participating=False) == ["0.08"]


@pytest.mark.parametrize(
    ("penalty", "year", "paid"),
    [
        ("erx", 2011, "1000.00"),
        ("erx", 2012, "990.00"),
        ("erx", 2013, "985.00"),
        ("erx", 2014, "980.00"),
        ("erx", 2015, "1000.00"),
        ("ehr", 2014, "1000.00"),
        ("ehr", 2015, "990.00"),
        ("ehr", 2016, "980.00"),
        ("ehr", 2017, "970.00"),
        ("ehr", 2018, "970.00"),
        ("ehr", 2019, "1000.00"),
        ("pqrs", 2014, "1000.00"),
        ("pqrs", 2015, "985.00"),
        ("pqrs", 2016, "980.00"),
        ("pqrs", 2018, "980.00"),
        ("pqrs", 2019, "1000.00"),
    ],
)
def test_a_quality_penalty_takes_its_percentage_of_the_year(
    penalty: str, year: int, paid: str
) -> None:
    """42 USC 1395w-4(a)(5), (7), (8)."""
    asked = line("Y0001", "1000.00")
    assert told(asked, on=date(year, 6, 1), quality=frozenset({penalty})) == [paid]


def test_penalties_multiply_after_participation() -> None:
    """2016: 1000.00 x 95% x 98% x 98%."""
    made = told(line("Y0001", "1000.00"), on=date(2016, 6, 1), quality=_BOTH, participating=False)
    assert made == ["912.38"]


def test_without_a_penalty_nothing_is_taken() -> None:
    assert told(line("Y0001", "1000.00"), on=date(2016, 6, 1)) == ["1000.00"]


def test_the_order_of_the_factors_is_that_of_the_rules() -> None:
    """Assistant, practitioner, participation, penalties: the steps of one line."""
    asked = line("Y0001-80", "1000.00", assistant="2", provider=Provider.PA)
    steps = one(asked, on=date(2016, 6, 1), quality=_BOTH, participating=False).steps
    assert [(each.rule, str(each.result)) for each in steps] == [
        ("base.fee", "1000.00"),
        ("roles.amount", "160.00"),
        ("practitioner.amount", "136.00"),
        ("participation.amount", "129.20"),
        ("quality.amount", "124.08368"),
        ("line.adjusted", "124.08"),
    ]
