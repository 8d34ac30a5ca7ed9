"""Cases of one row: the formula and CMS's published amounts (01, 12, 23, 24, 25)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from golden.case import Answer, Case, Results
from golden.claims import Priced, claim_of
from golden.expected import answer
from golden.lines import Line
from golden.rows import blank_row, with_policy, with_rvus
from golden.told import NotApplicable
from golden.words import setting_of
from openrvu.exact import multiply, round_half_up
from openrvu.pricing.claim import ClaimLine, Given, PricedLine
from openrvu.pricing.evaluate import price
from openrvu.rules.parameters import parameter
from openrvu.schedule.rows import ServiceRow, Setting

_SETTINGS = {
    "facility": Setting.FACILITY,
    "non_facility": Setting.NONFACILITY,
    "nonfacility": Setting.NONFACILITY,
}
#: Amounts that a case of the OPPS cap gives beside the relative values they follow from.
_AMOUNTS = ("pfs", "opps")


def answers(case: Case) -> Results:
    """The amounts of a row: of a setting or both, the cap, the therapy amount."""
    told = case.inputs
    if told.get("work_bn_adjustor") is not None:
        yield Answer("work_bn_adjustor", told["work_bn_adjustor"], _adjustor(case))
    if "work_rvu" not in told and _given(case, "pfs"):
        yield from _capped(case)
        return
    words = case.setting
    yield from _restated(case)
    row = _row(case)
    for name, wanted in case.expected.items():
        got = _amount(case, row, name)
        if got is not None:
            yield Answer(name, wanted, got)
        else:
            setting = setting_of(words) if words else Setting.NONFACILITY
            yield from _of_line(case, _priced(case, row, setting), name, wanted)


def _adjustor(case: Case) -> Decimal:
    return parameter("work_adjustor").on(case.day).value


def _given(case: Case, start: str) -> dict[str, Any]:
    """Amounts that the case gives, such as ``pfs_facility``, by setting."""
    found = {name: case.inputs.get(f"{start}_{name}") for name in _SETTINGS}
    return {name: value for name, value in found.items() if value is not None}


def _restated(case: Case) -> Iterator[Answer]:
    """Amounts given beside the relative values, which they must follow from."""
    for start in _AMOUNTS:
        for name, value in _given(case, start).items():
            asked = name if start == "pfs" else f"opps_{name}"
            yield Answer(f"{start}_{name}", value, _amount(case, _row(case), asked, capped=False))


def _capped(case: Case) -> Results:
    """The lower of two amounts, where no relative values are given."""
    caps = _given(case, "opps")
    row = with_policy(blank_row("A0001"), pctc="3")
    for name, wanted in case.expected.items():
        fee, cap = _given(case, "pfs").get(name), caps.get(name)
        if fee is None or cap is None:
            raise NotApplicable(f"it gives no amounts for {name!r}")
        given = Given(row=row, fee=case.cents(fee), opps_fee=case.cents(cap))
        line = ClaimLine("A0001", given=given)
        yield Answer(name, wanted, price(replace(claim_of(case, [], []), lines=(line,))).amount)


def _amount(
    case: Case, row: ServiceRow, name: str, *, capped: bool | None = None
) -> Decimal | None:
    """The amount that a name asks for; None where it asks for something else."""
    cuts = case.rule.startswith("opps_cap") if capped is None else capped
    if name in _SETTINGS:
        line = _priced(case, row, _SETTINGS[name])
        return line.amount if cuts else line.fee
    if name.removeprefix("opps_") in _SETTINGS:
        setting = _SETTINGS[name.removeprefix("opps_")]
        of_opps = replace(
            row,
            pe_nonfacility=row.opps_pe_nonfacility,
            pe_facility=row.opps_pe_facility,
            mp=row.opps_mp,
        )
        return _priced(case, of_opps, setting).fee
    if name.startswith("therapy"):
        facility = "facility" in name and "non" not in name
        return _reduced_unit(case, row, Setting.FACILITY if facility else Setting.NONFACILITY)
    if name == "adjusted_work_rvu":
        return round_half_up(multiply(row.work, _adjustor(case)))
    return None


def _of_line(case: Case, line: PricedLine, name: str, wanted: Any) -> Results:
    """What else may be asked of a priced line, in the setting of the case."""
    if name in {"total_rvu", "total_rvus"}:
        yield Answer(name, wanted, line.total_rvu)
    else:
        told = Line(case.inputs, line.line.code, ())
        yield from answer(Priced(case, (told,), (line,)), name, wanted)


def _reduced_unit(case: Case, row: ServiceRow, setting: Setting) -> Decimal | None:
    """The second unit of a day, which is the reduced one."""
    nothing = Decimal(0)
    uncapped = replace(
        with_policy(row, multiple_procedure="5"),
        opps_pe_nonfacility=nothing,
        opps_pe_facility=nothing,
        opps_mp=nothing,
    )
    line = _priced(case, uncapped, setting, units=2)
    return None if line.amount is None or line.fee is None else line.amount - line.fee


def _row(case: Case) -> ServiceRow:
    """The row with the relative values of the case; of its name the first five letters."""
    told = case.inputs
    told.need("work_rvu", "mp_rvu", "conversion_factor")
    told.need(*(("pe_rvu",) if "pe_rvu" in told else ("pe_nonfac", "pe_fac")))
    code = str(told.get("hcpcs") or case.context.get("hcpcs") or "A0001")[:5]
    row = with_rvus(blank_row(code, str(told.get("modifier") or "")), told)
    status = told.get("status")
    return row if status is None else with_policy(row, status=str(status))


def _priced(case: Case, row: ServiceRow, setting: Setting, units: int = 1) -> PricedLine:
    # Published amounts are of the row itself: no modifier is on the line to be judged.
    line = ClaimLine(row.code, units=units, setting=setting, given=Given(row=row))
    return price(replace(claim_of(case, [], []), lines=(line,))).lines[0]
