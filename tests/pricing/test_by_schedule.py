"""``FeeSchedule.price``: a claim by the release, the day and the source of a schedule."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

import openrvu
from openrvu import Claim, ClaimLine, FeeSchedule, LineOutcome, ReleaseNotHeld, Setting

OHIO_2020 = date(2020, 10, 1)
#: CMS's amounts for Ohio, 2020, and the second procedure of a day at half (golden case MS-04).
LINES = tuple(ClaimLine(code, setting=Setting.FACILITY) for code in ("64718", "28307", "22614"))
CLAIM = Claim(LINES, OHIO_2020, locality="15202-00")


def test_a_claim_is_priced_by_the_release_in_force() -> None:
    priced = FeeSchedule.on(OHIO_2020).price(CLAIM)
    amounts = [line.amount for line in priced.lines]
    assert amounts == [Decimal("595.13"), Decimal("209.23"), Decimal("404.51")]
    assert priced.amount == Decimal("1208.87")
    assert {line.release for line in priced.lines} == {"RVU20D"}


def test_steps_are_kept_where_they_are_asked_for() -> None:
    schedule = FeeSchedule.on(OHIO_2020)
    assert not any(line.steps for line in schedule.price(CLAIM).lines)
    assert all(line.steps for line in schedule.price(CLAIM, steps=True).lines)


def test_lines_alone_are_priced_at_the_national_amount() -> None:
    schedule = FeeSchedule.on(date(2026, 7, 1))
    priced = schedule.price([ClaimLine("76000", ("26",), setting=Setting.FACILITY)])
    assert priced.amount == Decimal("15.36")
    assert priced.locality == openrvu.NATIONAL


def test_it_is_what_price_says_of_the_same_claim() -> None:
    assert FeeSchedule.on(OHIO_2020).price(CLAIM, steps=True) == openrvu.price(CLAIM, steps=True)


def test_a_schedule_by_name_prices_by_that_release_whatever_the_day() -> None:
    day = date(2026, 7, 15)
    schedule = FeeSchedule.of("RVU20D", day=day)
    priced = schedule.price(replace(CLAIM, day=day))
    assert priced.amount == Decimal("1208.87")
    assert priced.notices == ("RVU20D was asked for by name; it was not in force on 2026-07-15.",)


def test_a_release_that_stands_in_for_another_says_so() -> None:
    schedule = FeeSchedule.on(date(2026, 3, 2))
    priced = schedule.price([ClaimLine("99213")])
    assert priced.notices == schedule.notices
    assert "stands in" in priced.notices[0]


def test_a_year_without_releases_can_be_priced_by_one_asked_for_by_name() -> None:
    schedule = FeeSchedule.of("RVU20A", day=date(2019, 5, 5))
    (line,) = schedule.price([ClaimLine("99213")]).lines
    assert line.outcome is LineOutcome.PRICED


@pytest.mark.parametrize(
    "claim",
    [
        replace(CLAIM, day=date(2020, 10, 2)),
        replace(CLAIM, lines=(replace(LINES[0], day=date(2020, 10, 2)),)),
    ],
)
def test_a_claim_of_another_day_is_refused_with_what_to_do(claim: Claim) -> None:
    with pytest.raises(ValueError, match=r"2020-10-02.*2020-10-01; openrvu.price\(claim\)"):
        FeeSchedule.on(OHIO_2020).price(claim)


def test_a_claim_that_names_the_schedules_release_is_priced_and_another_refused() -> None:
    schedule = FeeSchedule.on(OHIO_2020)
    assert schedule.price(replace(CLAIM, release="rvu20d")).amount == Decimal("1208.87")
    with pytest.raises(ValueError, match="asks for RVU20A, and the schedule is RVU20D"):
        schedule.price(replace(CLAIM, release="RVU20A"))


def test_the_factor_of_qualifying_participants_is_refused_in_a_year_without_it() -> None:
    with pytest.raises(ReleaseNotHeld, match="from 2026"):
        FeeSchedule.on(OHIO_2020).price(replace(CLAIM, qp=True))


def test_the_schedule_alone_loads_no_rules() -> None:
    code = (
        "import sys; from datetime import date; from openrvu import FeeSchedule\n"
        "FeeSchedule.on(date(2026, 7, 1)).amount('76000')\n"
        "print([m for m in sys.modules if m.startswith(('openrvu.rules', 'openrvu.pricing'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_without_the_package_nothing_prices() -> None:
    code = (
        "import openrvu.schedule.pricer as p; p._wired = None\n"
        "try: p.the_pricer()\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("OpenRVUError nothing that prices claims is wired in")
