"""From a priced claim to services. The priced claims are written out, line by line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from makers.services import service as row
from openrvu.pricing.claim import (
    Claim,
    ClaimLine,
    Given,
    LineOutcome,
    PricedClaim,
    PricedLine,
    Provider,
)
from openrvu.productivity.credit import credit
from openrvu.productivity.plan_file import plan
from openrvu.productivity.service import Service, services_of
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.localities import NATIONAL
from openrvu.schedule.rows import ServiceRow, Setting
from productivity.making import credits_of

DAY = date(2026, 7, 1)
SCHEDULE = FeeSchedule.on(DAY)
FACILITY = Setting.FACILITY


def priced(*lines: PricedLine, **claim: Decimal) -> PricedClaim:
    asked = Claim(tuple(line.line for line in lines), DAY, conversion_factor=claim.get("factor"))
    return PricedClaim(asked, lines, NATIONAL, ("A notice.",))


def line(
    asked: ClaimLine, held: ServiceRow | None, *, release: str = "RVU26C", fee: str | None = None
) -> PricedLine:
    """A line as pricing hands it on; what crediting does not read is left plain."""
    return PricedLine(
        number=1,
        line=asked,
        day=asked.day or DAY,
        outcome=LineOutcome.PRICED if held else LineOutcome.NOT_MODELLED,
        reason_id="",
        reason="" if held else "No row for it.",
        amount=None,
        fee=Decimal(fee) if fee else None,
        limiting_charge=None,
        share=None,
        work_rvu=None,
        total_rvu=None,
        release=release,
        row=held,
        setting=FACILITY if held else None,
        position=None,
        starts_global_period=False,
    )


def from_book(code: str, *modifiers: str) -> PricedLine:
    held = SCHEDULE.row(code)
    amount = SCHEDULE.price_row(held, FACILITY, NATIONAL).amount
    return line(ClaimLine(code, modifiers), held, fee=str(amount))


def test_a_priced_line_becomes_a_service_with_all_that_a_plan_may_ask() -> None:
    asked = ClaimLine(
        "00840",
        ("QK",),
        units=2,
        provider=Provider.CRNA,
        minutes=60,
        base_units=Decimal(6),
        day=date(2026, 7, 2),
    )
    held = SCHEDULE.row("00840")
    (service,) = services_of(
        priced(line(asked, held, fee="12.30")), posted=date(2026, 8, 1), claim="A"
    )
    assert service == Service(
        code="00840",
        day=date(2026, 7, 2),
        row=held,
        modifiers=("QK",),
        units=2,
        posted=date(2026, 8, 1),
        setting=FACILITY,
        fee=Decimal("12.30"),
        provider=Provider.CRNA,
        minutes=60,
        base_units=Decimal(6),
        claim="A",
        release="RVU26C",
        notices=("A notice.",),
    )
    assert service.label == "00840-QK"


def test_a_line_without_a_row_keeps_the_reason() -> None:
    (service,) = services_of(priced(line(ClaimLine("Z9999"), None, release="")))
    assert service.no_row == "No row for it."
    assert credit([service], plan("customary")).lines[0].missing == "No row for it."


def test_an_endoscopy_brings_the_row_and_the_fee_of_its_base() -> None:
    base = SCHEDULE.row("45378")
    (service,) = services_of(priced(from_book("45385")))
    assert service.base_row == base
    assert service.base_fee == SCHEDULE.price_row(base, FACILITY, NATIONAL).amount


def test_the_fee_of_the_base_goes_by_the_conversion_factor_of_the_claim() -> None:
    base = SCHEDULE.row("45378")
    (service,) = services_of(priced(from_book("45385"), factor=Decimal(100)))
    # National indices are 1, so the fee is the total RVU times the factor.
    assert service.base_fee == base.total(FACILITY) * 100


def test_a_base_that_the_caller_gave_is_found_beside_or_in_the_line() -> None:
    base = row("Y0010", work="3.00")
    member = row("Y0011", work="4.00", endoscopic_base="Y0010")
    with_fee = ClaimLine("Y0011", given=Given(row=member, base_fee=Decimal("90.00")))
    lines = (
        line(ClaimLine("Y0011"), member, release=""),
        line(with_fee, member, release=""),
        line(ClaimLine("Y0010"), base, release="", fee="80.00"),
    )
    beside, given, _ = services_of(priced(*lines))
    assert (beside.base_row, beside.base_fee) == (base, Decimal("80.00"))
    assert (given.base_row, given.base_fee) == (base, Decimal("90.00"))
    (alone,) = services_of(priced(lines[1]))
    assert (alone.base_row, alone.base_fee) == (None, Decimal("90.00"))


def test_a_base_that_the_release_lacks_is_not_known() -> None:
    orphan = row("Y0011", work="4.00", endoscopic_base="Y0010")
    (service,) = services_of(priced(line(ClaimLine("Y0011"), orphan)))
    assert (service.base_row, service.base_fee) == (None, None)


def test_a_priced_claim_is_credited_line_by_line() -> None:
    # RVU26C: 45385 has 4.46 work RVUs, 45380 has 3.47, their base 45378 has 3.18.
    claim = priced(from_book("45380", "59"), from_book("45385"))
    services = services_of(claim)
    assert credits_of(credit(services, plan("customary"))) == ["3.47", "4.46"]
    assert credits_of(credit(services, plan("survey-style"))) == ["0.29", "4.46"]
    assert credits_of(credit(services, plan("full-cms"))) == ["3.47", "4.46"]
