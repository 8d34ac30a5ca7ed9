"""Claims of made-up services, and what becomes of them in a word.

At a conversion factor of 1 and national indices a row's practice expense RVUs are its fee in
dollars, so that a test reads as the manual's examples do.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack, cast

from makers.services import Indicators, service
from openrvu.pricing.claim import Claim, ClaimLine, Given, LineOutcome, PricedClaim, PricedLine
from openrvu.pricing.claim import Provider as By
from openrvu.pricing.evaluate import price
from openrvu.schedule.localities import Locality
from openrvu.schedule.rows import ServiceRow, Setting

DAY = date(2025, 10, 2)
_MOST = Decimal("999.99")
_COMPONENTS = ("26", "TC")


class Said(Indicators, total=False):
    """What a test may say of a line: indicators of its row, what the claim says, other fees."""

    work: str
    mp: str
    units: int
    charge: str
    place: str
    setting: Setting
    provider: By
    minutes: int
    base_units: str
    day: date
    postop_days: int
    documented: bool
    present_at_induction: bool
    technical: str
    professional: str
    base: str
    opps: str
    therapy: str


class Whole(TypedDict, total=False):
    """What a test may say of a claim."""

    locality: Locality
    participating: bool
    quality: frozenset[str]
    deductible: Decimal
    shortage_area: bool
    hospital_patient: bool
    institutional: bool


_FEES = {
    "technical": "technical_fee",
    "professional": "professional_fee",
    "base": "base_fee",
    "opps": "opps_fee",
    "therapy": "therapy_fee",
}
_INDICATORS = Indicators.__annotations__.keys()


def line(label: str, fee: str = "100.00", **said: Unpack[Said]) -> ClaimLine:
    """A line such as ``Y0001-50`` of a service with a fee in dollars."""
    code, *modifiers = label.split("-")
    component = next((each for each in _COMPONENTS if each in modifiers), "")
    row = _row(code, component, fee, said)
    amounts = {_FEES[key]: Decimal(str(fee)) for key, fee in said.items() if key in _FEES}
    return ClaimLine(
        code,
        tuple(modifiers),
        units=said.get("units", 1),
        charge=Decimal(said["charge"]) if "charge" in said else None,
        place_of_service=said.get("place"),
        setting=said.get("setting"),
        provider=said.get("provider", By.PHYSICIAN),
        minutes=said.get("minutes"),
        base_units=Decimal(said["base_units"]) if "base_units" in said else None,
        day=said.get("day"),
        postop_days=said.get("postop_days"),
        documented=said.get("documented", False),
        present_at_induction=said.get("present_at_induction", False),
        given=Given(row=row, **amounts),
    )


def image(label: str, tc: str, pc: str, **said: Unpack[Said]) -> ClaimLine:
    """A line such as ``Y0001-50`` of a global service with the fees of its two parts."""
    said["pctc"], said["technical"], said["professional"] = "1", tc, pc
    return line(label, str(Decimal(tc) + Decimal(pc)), **said)


def _row(code: str, component: str, fee: str, said: Said) -> ServiceRow:
    indicators = cast("Indicators", {k: v for k, v in said.items() if k in _INDICATORS})
    pe = min(Decimal(fee), _MOST)
    rest = Decimal(fee) - pe  # beyond what the column holds
    work = said.get("work", f"{rest:.2f}")
    return service(code, component, work=work, pe=str(pe), mp=said.get("mp", "0.00"), **indicators)


def priced(*lines: ClaimLine, on: date = DAY, **whole: Unpack[Whole]) -> PricedClaim:
    """The claim of some lines at a conversion factor of 1, with steps."""
    return price(Claim(lines, on, conversion_factor=Decimal(1), **whole), steps=True)


def told(*lines: ClaimLine, on: date = DAY, **whole: Unpack[Whole]) -> list[str]:
    """For each line its amount in dollars, or the reason that it has none."""
    made = priced(*lines, on=on, **whole).lines
    return [str(each.amount) if each.amount is not None else each.reason_id for each in made]


def one(only: ClaimLine, on: date = DAY, **whole: Unpack[Whole]) -> PricedLine:
    """The only line of a claim."""
    return priced(only, on=on, **whole).lines[0]


def note(only: ClaimLine, on: date = DAY, **whole: Unpack[Whole]) -> str:
    """The note of a line that is priced."""
    made = one(only, on=on, **whole)
    assert made.outcome is LineOutcome.PRICED
    return made.reason_id
