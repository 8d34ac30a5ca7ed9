"""The fees of a line as a case gives them, and those that follow."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from golden.case import Case, money
from golden.rows import gpcis_of
from golden.told import NotApplicable, Told
from golden.words import is_institution
from openrvu.rules.parameters import parameter

#: A whole fee and the sum of its parts may differ by so much: each is rounded by itself.
_ROUNDING = Decimal("0.02")


@dataclass(frozen=True, slots=True)
class Fees:
    """Of one unit, in dollars; None where the case gives nothing that tells.

    Attributes:
        fee: of what the line is for.
        technical: of its technical component.
        professional: of its professional component.
    """

    fee: Decimal | None
    technical: Decimal | None
    professional: Decimal | None


def fees_of(case: Case, told: Told, component: str) -> Fees:
    """The fees of a line for a component: ``26``, ``TC``, or the whole."""
    whole, technical, professional = (
        _amount(case, told, *names) for names in (("fee", "global_fee"), ("tc_fee",), ("pc_fee",))
    )
    own = {"TC": technical, "26": professional}.get(component)
    if component:
        fee = own if own is not None and _is_whole(whole, technical, professional) else whole
        fee = own if fee is None else fee
        parts = (fee, None) if component == "TC" else (None, fee)
        return Fees(_needed(told, fee), *parts)
    if whole is None and technical is not None and professional is not None:
        whole = technical + professional
    if whole is not None and technical is None and professional is not None:
        technical = whole - professional
    if whole is not None and professional is None and technical is not None:
        professional = whole - technical
    return Fees(_needed(told, _own_row(case, told, whole)), technical, professional)


def _amount(case: Case, told: Told, *names: str) -> Decimal | None:
    found = told.first(*names)
    return None if found is None else case.cents(found)


def _is_whole(fee: Decimal | None, technical: Decimal | None, professional: Decimal | None) -> bool:
    """Whether a fee beside both parts is that of the whole."""
    if fee is None or technical is None or professional is None:
        return fee is None
    return abs(fee - technical - professional) <= _ROUNDING


def _own_row(case: Case, told: Told, whole: Decimal | None) -> Decimal | None:
    """The fee of the row for a stopped procedure, where a case gives it beside the whole."""
    own = _amount(case, told, "fee_53", "row_fee")
    reduced = None
    if whole is None and not has_values(case, told):
        reduced = _amount(case, told, "reduced_fee")
    return next((each for each in (own, whole, reduced) if each is not None), None)


def _needed(told: Told, fee: Decimal | None) -> Decimal | None:
    """The fee; None where relative values are given to compute it from."""
    if fee is None and "work_rvu" not in told and "pe_rvu" not in told:
        raise NotApplicable("it has a line without a fee")
    return fee


def published_therapy_fee(case: Case, told: Told, fee: Decimal | None) -> Decimal | None:
    """The reduced amount of a unit: as published, or the fee less its reduced practice expense.

    None leaves it to the rules, which have the relative values. What is published is reduced by
    half: on a day with another share the relative values go before it.
    """
    share = therapy_share(case)
    published = _amount(case, told, "reduced_fee")
    if share == 1:
        return fee
    if published is not None and (share == Decimal("0.5") or not has_values(case, told)):
        return published
    portion = told.get("pe_portion")
    if portion is None or fee is None:
        return None
    return case.cents(fee - money(portion) * (1 - share))


def therapy_share(case: Case) -> Decimal:
    """What is left of the practice expense of a later unit, as a fraction."""
    institution = is_institution(case.setting)
    name = "therapy.institution" if institution else "therapy.office"
    return parameter(name).on(case.day).value / 100


def has_values(case: Case, told: Told) -> bool:
    """Whether relative values, indices and a factor are given to compute a fee from."""
    return (
        told.get("pe_rvu") is not None
        and gpcis_of(case.inputs) is not None
        and case.inputs.get("conversion_factor") is not None
    )
