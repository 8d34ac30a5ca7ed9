"""From a line of a case to a line of a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from golden.case import Case, figure, money
from golden.fees import Fees, fees_of, published_therapy_fee
from golden.rows import blank_row, held_row, shares_of, with_policy, with_rvus
from golden.told import NotApplicable, Told
from golden.words import is_provider, is_yes, modifiers_of, provider_of, setting_of
from openrvu.pricing.claim import ClaimLine, Given, Provider
from openrvu.schedule.rows import ServiceRow, Setting

_INDICATORS = {
    "mult": "multiple_procedure",
    "bilat": "bilateral",
    "asst": "assistant",
    "cosurg": "co_surgeon",
    "team": "team",
    "family": "imaging_family",
    "status": "status",
    "pctc": "pctc",
}
#: What one line of a code says of every line of it.
_OF_THE_CODE = ("pe_portion", "pe_rvu", "fee", "reduced_fee", "mult")
_EQUIPMENT = frozenset(("FX", "FY", "CT"))
PERSONS = ("practitioner", "practitioner_type", "provider_type", "credential")
_IN_PARTS = frozenset("467")
#: Higher than any practice expense in dollars.
_HIGHEST = Decimal("999.99")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a case.

    Attributes:
        told: as the case has it.
        code: five characters; ``A0001`` where the case names none.
        modifiers: those given, and those behind the code (``45378-53``).
    """

    told: Told
    code: str
    modifiers: tuple[str, ...]

    @property
    def component(self) -> str:
        """``26`` or ``TC`` where the line is for one part."""
        return next((each for each in ("26", "TC") if each in self.modifiers), "")


def lines_of(case: Case) -> list[Line]:
    """The lines of a case; a case of one service may give it without a list."""
    given = case.inputs.get("lines")
    lines = [_line(told) for told in ([case.inputs] if given is None else given)]
    if not lines:
        raise NotApplicable("it has no lines")
    known: dict[str, dict[str, Any]] = {}
    for line in lines:
        said = {k: line.told.peek(k) for k in _OF_THE_CODE if line.told.peek(k) is not None}
        known.setdefault(line.code, {}).update(said)
    return [replace(line, told=line.told.under(known[line.code])) for line in lines]


def _line(told: object) -> Line:
    if not isinstance(told, Told):
        raise NotApplicable(f"its line {told!r} is no table")
    label = str(told.first("hcpcs", "code", "cpt") or "A0001").strip().upper()
    code, *behind = label.split("-")
    return Line(told, code, tuple(dict.fromkeys((*behind, *modifiers_of(told)))))


def claim_line(case: Case, line: Line, beside: Sequence[Line]) -> ClaimLine:
    """The line as a claim has it, ``beside`` being every line of the case."""
    told, days = line.told, line.told.get("postop_days")
    charge, pos = told.get("charge"), told.first("pos", "place_of_service")
    day = told.first("dos", "date_of_service")
    return ClaimLine(
        code=line.code,
        modifiers=line.modifiers,
        units=int(told.get("units") or 1),
        charge=None if charge is None else case.cents(charge),
        place_of_service=None if pos is None else str(pos).zfill(2),
        setting=None if pos is not None else _setting(case, told),
        provider=_provider(case, told),
        day=None if day is None else date.fromisoformat(str(day)),
        postop_days=None if days is None else int(days),
        documented=is_yes(told.first("documentation", "documented")),
        given=_given(case, line, beside),
    )


def _setting(case: Case, told: Told) -> Setting:
    words = told.get("setting") or case.setting
    # A setting of therapy says who bills it; its practice expense is one and the same.
    if words is None or is_therapy(case, told):
        return Setting.NONFACILITY
    return setting_of(words)


def _provider(case: Case, told: Told) -> Provider:
    """Who furnished it. What is furnished incident to a physician's service is the physician's."""
    words = told.first(*PERSONS) or case.inputs.first(*PERSONS)
    if words is None and is_provider(told.get("provider")):
        words = told["provider"]
    if words is None or is_yes(told.get("incident_to")):
        return Provider.PHYSICIAN
    return provider_of(words)


def is_therapy(case: Case, told: Told) -> bool:
    """Whether the reduction of therapy goes for the line."""
    return _multiple(case, told) == "5"


def _multiple(case: Case, told: Told) -> str | None:
    """The multiple procedure indicator; what the family of cases is about where none is given."""
    said = told.get("mult")
    if said is not None:
        return str(said)
    of_family = {"08": "4", "10": "5", "09": "6" if "6" in case.rule else "7"}
    return "3" if told.peek("endo_base") else of_family.get(case.family[:2])


def _given(case: Case, line: Line, beside: Sequence[Line]) -> Given:
    row, fees = _row(case, line), fees_of(case, line.told, line.component)
    if is_therapy(case, line.told):
        therapy = published_therapy_fee(case, line.told, fees.fee)
    else:
        therapy = None
    return Given(
        row=_ranked_by_expense(case, line, row, beside) if is_therapy(case, line.told) else row,
        fee=fees.fee,
        technical_fee=fees.technical,
        professional_fee=fees.professional,
        base_fee=_base_fee(case, line, beside),
        opps_fee=_cap(case, line, fees),
        therapy_fee=therapy,
    )


def _cap(case: Case, line: Line, fees: Fees) -> Decimal | None:
    """The cap of the amount on the line: the case gives that of the technical component."""
    cap = line.told.get("tc_cap")
    if cap is None:
        return None if fees.fee is None else Decimal(0)
    capped = case.cents(cap)
    if line.component == "26" or not capped:
        return Decimal(0)
    return capped if line.component == "TC" else capped + (fees.professional or Decimal(0))


def _base_fee(case: Case, line: Line, beside: Sequence[Line]) -> Decimal | None:
    """The fee of the endoscopic base: given apart, or that of a line with the base itself."""
    base = _base(case, line)
    if not base:
        return None
    fees = case.inputs.get("base_fees") or {}
    listed = {str(code): fees[code] for code in fees}
    found = line.told.first("base_fee") or listed.get(base) or case.inputs.get("base_fee")
    if found is None:
        others = (other.told.peek("fee") for other in beside if other.code == base)
        found = next((fee for fee in others if fee is not None), None)
    return None if found is None else case.cents(found)


def _base(case: Case, line: Line) -> str:
    """The base code of the endoscopic family: the case's own, else the book's."""
    said = line.told.get("endo_base")
    if said or _multiple(case, line.told) != "3":
        return str(said or "")
    fees = case.inputs.peek("base_fees") or {}
    held = held_row(line.code, "", case.day)
    return next(iter(fees)) if len(fees) == 1 else held.policy.endoscopic_base if held else ""


def _row(case: Case, line: Line) -> ServiceRow:
    """A row of the fee schedule with what the case says of it."""
    told, component = line.told, line.component
    if not component and "53" in line.modifiers and held_row(line.code, "53", case.day):
        component = "53"
    made: dict[str, Any] = {
        name: str(told[key]) for key, name in _INDICATORS.items() if told.get(key) is not None
    }
    made |= shares_of(told)
    if case.family.startswith("06"):
        made.setdefault("global_days", "090")
    if (multiple := _multiple(case, told)) is not None:
        made["multiple_procedure"] = multiple
    made["endoscopic_base"] = _base(case, line)
    made.setdefault("pctc", _parts(case, line, multiple))
    return with_rvus(with_policy(blank_row(line.code, component), **made), told)


def _parts(case: Case, line: Line, multiple: str | None) -> str:
    """The PC/TC indicator: 1 where parts are given; the book's where parts decide the amount."""
    if line.told.first("tc_fee", "pc_fee") is not None:
        return "1"
    if multiple in _IN_PARTS or _EQUIPMENT.intersection(line.modifiers):
        held = held_row(line.code, "", case.day)
        return held.policy.pctc if held else "1"
    return "0"


def _ranked_by_expense(
    case: Case, line: Line, row: ServiceRow, beside: Sequence[Line]
) -> ServiceRow:
    """The row with the practice expense that ranks it: in RVUs, else in dollars.

    Where a case gives the practice expense of the units that are reduced and not that of another,
    the other is the one in full.
    """
    if line.told.peek("pe_rvu") is not None:
        return row
    portion = figure(line.told.get("pe_portion"))
    if portion is None:
        others = any(other.told.peek("pe_portion") is not None for other in beside)
        full = _HIGHEST if others else money(1)
        portion = full if line.told.peek("fee") is not None else Decimal(0)
    expense = case.cents(portion)
    return replace(row, pe_nonfacility=expense, pe_facility=expense)
