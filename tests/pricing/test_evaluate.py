"""A claim priced by the bundled book: release, place, factor, days and notices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from makers.services import service
from openrvu.errors import ReleaseNotHeld, UnknownLocality
from openrvu.pricing.claim import Claim, ClaimLine, Given, LineOutcome, Surgery
from openrvu.pricing.evaluate import price
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.localities import NATIONAL
from openrvu.schedule.rows import Setting

DAY = date(2025, 10, 2)
_VISIT = ClaimLine("99213")


def _amount(claim: Claim) -> Decimal | None:
    return price(claim).lines[0].amount


def test_a_plain_line_is_paid_the_schedule_s_amount() -> None:
    schedule = FeeSchedule.on(DAY)
    area = schedule.locality("IL-16")
    made = price(Claim((_VISIT,), DAY, locality="IL-16"))
    assert made.lines[0].amount == schedule.amount("99213", locality=area).amount
    assert made.lines[0].release == "RVU25D"
    assert made.locality == area
    assert made.notices == ()


def test_a_locality_is_found_by_what_people_say_or_by_a_zip_code() -> None:
    by_name = price(Claim((_VISIT,), DAY, locality="Chicago"))
    by_zip = price(Claim((_VISIT,), DAY, zip_code="60611"))
    given = price(Claim((_VISIT,), DAY, locality=by_name.locality))
    assert by_name.locality.key == by_zip.locality.key == given.locality.key
    assert {each.amount for each in (by_name, by_zip, given)} == {by_name.amount}


@pytest.mark.parametrize("place", ["Atlantis", "99999-99"])
def test_a_place_that_does_not_exist_is_an_error_of_the_claim(place: str) -> None:
    with pytest.raises(UnknownLocality):
        price(Claim((_VISIT,), DAY, locality=place))
    with pytest.raises(UnknownLocality):
        price(Claim((_VISIT,), DAY, zip_code="00000"))


def test_a_release_that_is_named_answers_whatever_the_date() -> None:
    named = Claim((_VISIT,), DAY, release="rvu20a")
    assert price(named).lines[0].release == "RVU20A"
    assert _amount(named) == FeeSchedule.of("RVU20A").amount("99213").amount
    with pytest.raises(ReleaseNotHeld, match="RVU19A is not in the book"):
        price(replace(named, release="RVU19A"))


def test_a_release_that_stands_in_for_another_is_said() -> None:
    made = price(Claim((_VISIT,), date(2026, 3, 2)))
    assert made.lines[0].release == "RVU26C"
    assert any("RVU26A was in force" in notice for notice in made.notices)


def test_a_callers_own_factor_is_used_in_place_of_the_release_s() -> None:
    row = FeeSchedule.on(DAY).row("99213")
    claim = Claim((_VISIT,), DAY, conversion_factor=Decimal("100.0000"))
    assert _amount(claim) == row.total(Setting.NONFACILITY) * 100


@pytest.mark.parametrize(
    ("category", "paid"),
    [("surgical", "78.89"), ("primary care", "72.76"), ("nonsurgical", "69.23")],
)
def test_a_year_of_several_factors_is_priced_by_the_category_of_the_service(
    category: str, paid: str
) -> None:
    """1995: 2.00 x 39.4470, 36.3820 and 34.6160."""
    asked = ClaimLine("Y0001", given=Given(row=service(work="0.00", pe="2.00", mp="0.00")))
    claim = Claim((asked,), date(1995, 6, 1), factor_category=category)
    assert _amount(claim) == Decimal(paid)
    without = price(replace(claim, factor_category="all")).lines[0]
    assert without.reason_id == "factor.missing"


def test_a_qualifying_participant_has_the_higher_factor_of_2026() -> None:
    schedule = FeeSchedule.on(date(2026, 7, 1))
    claim = Claim((_VISIT,), date(2026, 7, 1), qp=True)
    assert _amount(claim) == schedule.amount("99213", qp=True).amount
    assert _amount(claim) != _amount(replace(claim, qp=False))


def test_lines_of_several_days_are_priced_by_their_own_releases() -> None:
    days = (date(2020, 3, 2), date(2024, 3, 8), date(2024, 3, 9), date(2026, 7, 1))
    claim = Claim(tuple(replace(_VISIT, day=day) for day in days), days[0])
    made = price(claim)
    assert [each.release for each in made.lines] == [
        FeeSchedule.on(day).release.label for day in days
    ]
    alone = [_amount(Claim((_VISIT,), day)) for day in days]
    assert [each.amount for each in made.lines] == alone
    assert [each.day for each in made.lines] == list(days)


def test_lines_keep_their_numbers_and_order_whatever_their_days() -> None:
    later, earlier = replace(_VISIT, day=date(2025, 12, 1)), ClaimLine("99214", day=DAY)
    made = price(Claim((later, earlier), DAY)).lines
    assert [(each.number, each.line.code) for each in made] == [(1, "99213"), (2, "99214")]


def test_a_day_without_a_release_leaves_the_other_days_priced() -> None:
    old = replace(_VISIT, day=date(2015, 3, 2))
    first, second = price(Claim((old, _VISIT), DAY, locality="IL-16")).lines
    assert (first.outcome, first.reason_id) == (LineOutcome.NOT_MODELLED, "release.missing")
    assert second.outcome is LineOutcome.PRICED
    assert price(Claim((_VISIT, old), DAY, locality="IL-16")).locality.state == "IL"


def test_a_row_that_the_caller_gives_needs_no_release() -> None:
    """2009: (1.30 + 1.46 + 0.10) x 36.0666 = 103.15..."""
    row = service(work="1.30", pe="1.46", mp="0.10")
    made = price(Claim((ClaimLine("Y0001", given=Given(row=row)),), date(2009, 5, 1))).lines[0]
    assert (made.amount, made.release) == (Decimal("103.15"), "")
    area = replace(NATIONAL, work_gpci=Decimal("1.100"))
    claim = Claim((ClaimLine("Y0001", given=Given(row=row)),), date(2009, 5, 1), locality=area)
    assert _amount(claim) == Decimal("107.84")  # (1.43 + 1.56) x 36.0666 = 107.839...


def test_a_claim_without_lines_has_no_amount() -> None:
    made = price(Claim((), DAY))
    assert (made.lines, made.amount) == ((), Decimal("0.00"))


def test_the_amount_of_a_claim_is_that_of_its_priced_lines() -> None:
    made = price(Claim((_VISIT, ClaimLine("ZZZZZ"), ClaimLine("99214")), DAY))
    assert made.amount == sum(each.amount for each in made.lines if each.amount is not None)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (ClaimLine("99213", units=10_000), r"line 1 \(99213\): units is 10000"),
        (ClaimLine("99213", units=-1), r"line 1 \(99213\): units is -1"),
        (ClaimLine("99213", charge=Decimal("-1.00")), "charge is -100"),
        (ClaimLine("99213", charge=Decimal("1.005")), "more than 2 digits"),
        (ClaimLine("00812", minutes=100_000), "minutes is 100000"),
    ],
)
def test_a_figure_out_of_bounds_is_an_error_that_names_it(asked: ClaimLine, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        price(Claim((asked,), DAY))


@pytest.mark.parametrize(
    ("since", "label", "reason_id"),
    [
        (1, "99213", "global.in_period"),
        (90, "99213", "global.in_period"),
        (90, "99213-24", ""),
        (91, "99213", ""),
        (-1, "99213", "global.in_period"),
        (-1, "99213-57", ""),
        (-2, "99213", ""),
        (10, "93010", ""),
    ],
)
def test_a_visit_in_the_global_period_of_another_day_s_procedure_is_part_of_it(
    since: int, label: str, reason_id: str
) -> None:
    """27447 has 90 days, and the day before."""
    code, *modifiers = label.split("-")
    surgery = Surgery(date.fromordinal(DAY.toordinal() - since), "27447")
    asked = ClaimLine(code, tuple(modifiers))
    assert price(Claim((asked,), DAY, surgeries=(surgery,))).lines[0].reason_id == reason_id


def test_a_line_tells_its_relative_values_for_all_its_units() -> None:
    made = price(Claim((ClaimLine("97110", ("GP",), units=3),), DAY)).lines[0]
    row = FeeSchedule.on(DAY).row("97110")
    assert made.row == row
    assert made.work_rvu == row.work * 3
    assert made.total_rvu == row.total(Setting.NONFACILITY) * 3
