from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from openrvu.errors import ReleaseNotHeld
from openrvu.productivity.credit import credit
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_parts import ReleaseBy
from openrvu.productivity.release import NoPostingDate, in_plan_release, row_for, schedule_for
from openrvu.productivity.service import Service
from openrvu.schedule.fee_schedule import FeeSchedule
from productivity.making import credits_of, work

DAY, POSTED = date(2025, 12, 30), date(2026, 7, 5)
BY_SERVICE, BY_POSTING = CreditPlan("a"), CreditPlan("b", release=ReleaseBy.POSTING)
PINNED = CreditPlan("c", release="rvu20d")


def test_the_release_is_that_of_the_day_the_plan_names_or_the_one_it_names() -> None:
    for told, label in ((BY_SERVICE, "RVU25D"), (BY_POSTING, "RVU26C"), (PINNED, "RVU20D")):
        assert schedule_for(told, DAY, POSTED).release.label == label


def test_a_plan_by_posting_date_asks_for_one() -> None:
    with pytest.raises(NoPostingDate, match="of 2025-12-30 has none; give the day its charge"):
        schedule_for(BY_POSTING, DAY)


def test_a_release_that_is_not_held_is_refused() -> None:
    with pytest.raises(ReleaseNotHeld, match="RVU19A is not in the book"):
        schedule_for(replace(PINNED, release="RVU19A"), DAY)
    with pytest.raises(ReleaseNotHeld, match="is not a release"):
        CreditPlan("d", release="last year")


def test_a_release_that_stands_in_is_said() -> None:
    schedule = schedule_for(BY_POSTING, DAY, date(2026, 11, 2))
    assert schedule.stands_in_for == "RVU26D"
    (service,) = in_plan_release([Service("99214", DAY, posted=date(2026, 11, 2))], BY_POSTING)
    assert service.release == "RVU26C"
    assert credit([service], BY_POSTING).notices == schedule.notices != ()


def test_each_service_gets_the_rows_of_the_release_the_plan_credits_by() -> None:
    # CMS raised 99214 from 1.50 to 1.92 in 2021.
    asked = [Service("99214", DAY, posted=POSTED), Service("45385", DAY, posted=POSTED)]
    old = in_plan_release(asked, PINNED)
    assert credits_of(credit(old, PINNED))[0] == "1.5"
    assert credits_of(credit(in_plan_release(old, BY_SERVICE), BY_SERVICE))[0] == "1.92"
    assert old[1].base_row is not None
    assert old[1].base_row.code == "45378"
    assert credit(old, PINNED).notices == (
        "RVU20D was asked for by name; it was not in force on 2025-12-30.",
    )


def test_a_row_that_the_caller_gave_stays() -> None:
    given = work("7.00")
    assert in_plan_release([given], PINNED) == (given,)


@pytest.mark.parametrize(
    ("service", "told", "said"),
    [
        (Service("Z9999", DAY), BY_SERVICE, "'Z9999' is not in RVU25D"),
        (Service("99214", DAY), BY_POSTING, "plan 'b' credits by posting date"),
        (Service("99214", date(1991, 1, 1)), BY_SERVICE, "the Physician Fee Schedule began on"),
    ],
)
def test_what_cannot_be_found_is_said_in_the_line(
    service: Service, told: CreditPlan, said: str
) -> None:
    (line,) = credit(in_plan_release([service], told), told).lines
    assert line.credited is None
    assert line.missing.startswith(said)


@pytest.mark.parametrize(
    ("code", "modifiers", "row"),
    [
        ("45378", (), ""),
        ("45378", ("59", " 53 "), "53"),
        ("45385", ("53",), ""),
        ("76700", ("26",), "26"),
        ("76700", ("tc",), "TC"),
        ("86153", (), "26"),
    ],
)
def test_modifiers_find_a_row_of_their_own_where_there_is_one(
    code: str, modifiers: tuple[str, ...], row: str
) -> None:
    found = row_for(FeeSchedule.on(DAY), code, modifiers)
    assert (found.code, found.modifier) == (code, row)


def test_the_row_for_53_is_half_a_colonoscopy_of_2026() -> None:
    schedule = FeeSchedule.on(date(2026, 7, 1))
    assert row_for(schedule, "45378").work == Decimal("3.18")
    assert row_for(schedule, "45378", ("53",)).work == Decimal("1.59")
