"""Anesthesia (17)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from golden.case import Answer, Case, Results, figure, money
from golden.claims import Priced
from golden.expected import answer
from golden.lines import Line
from golden.rows import blank_row, gpcis_of, held_row, locality_of, with_policy
from golden.statements import value_of
from golden.told import NotApplicable, Told
from golden.words import fraction, is_yes, modifiers_of
from openrvu.pricing.claim import Claim, ClaimLine, Given, Provider
from openrvu.pricing.evaluate import price
from openrvu.rules.anesthesia import locality_factor
from openrvu.rules.parameters import parameter

_ROLES = frozenset(("AA", "AD", "QK", "QX", "QY", "QZ"))
_NURSE = frozenset(("QX", "QZ"))
_FACTORS = ("conversion_factor", "anesthesia_cf", "anesthesia_conversion_factor", "cf")
_OF_ALL = ("base_units", "modifier", "modifiers", "physical_status", "units")
_INDUCTION = ("present_at_induction", "at_induction", "induction")
_MINUTES = ("minutes", "total_minutes", "time_minutes", "anesthesia_minutes", "anesthesia_time")
_QUALIFYING = ("qualifying_circumstance", "qualifying_circumstances", "qualifying_code")
_PROCEDURES = ("procedures", "lines", "cases", "procedure_count", "number_of_procedures")
_UNIT_MINUTES = 15
#: More at once are supervised, not directed: 42 CFR 414.46(f).
_MOST_DIRECTED = 4


def answers(case: Case) -> Results:
    """Whatever of anesthesia the case asks for."""
    for part in ("work", "pe", "mp"):
        if told := fraction(case.inputs.get(f"{part}_share")):
            held = parameter(f"anesthesia.{part}_share").on(case.day).value
            yield Answer(f"{part}_share", told, held)
    for name, wanted in case.expected.items():
        if "national_anesthesia_cf" in case.inputs and name in {"locality_cf", *_FACTORS}:
            yield Answer(name, wanted, _locality_factor(case))
        elif name in {"directed_share", "share", "percent"}:
            held = parameter("anesthesia.directed").on(case.day).value / 100
            yield Answer(name, fraction(wanted), held)
        elif name in {"time_units", "units", "total_units", "anesthesia_units"}:
            yield Answer(name, wanted, _units(case, is_time="time" in name))
        else:
            yield from _amounts(case, name, wanted)


def _amounts(case: Case, name: str, wanted: Any) -> Results:
    """An amount, or what becomes of the lines."""
    told = case.inputs
    if name == "directed_amount" and "personally_performed" in told:
        # One unit at a factor of that amount, under direction.
        one = Told({"base_units": 1, "minutes": 0, "modifier": "QK"})
        made = _priced(case, [one], money(told["personally_performed"]))
        yield Answer(name, wanted, _sum(made))
        return
    factor = told.first(*_FACTORS, "locality_cf")
    if factor is None:
        raise NotApplicable("it gives no anesthesia conversion factor")
    who = name.removesuffix("_amount").removesuffix("_payment")
    yield from _of_persons(case, name, who, wanted, money(factor))


def _of_persons(case: Case, name: str, who: str, wanted: Any, factor: Decimal) -> Results:
    """What the physician, the nurse anesthetist, or both are paid; else what the case's own."""
    procedures = _procedures(case)
    roles: dict[str, tuple[str, ...]] = {
        **dict.fromkeys(("physician", "anesthesiologist", "md", "directed", "each"), ("QK",)),
        **dict.fromkeys(("crna", "anesthetist", "nurse"), ("QX",)),
        **dict.fromkeys(("combined", "both", "team"), ("QK", "QX")),
    }
    if who not in roles:
        yield from answer(_priced(case, procedures, factor), name, wanted)
        return
    held = {m for told in procedures for m in modifiers_of(told)}
    role = roles[who]
    if len(role) == 1 and (who == "each" or _is_nurse(held) == _is_nurse(set(role))) and held:
        role = tuple(sorted(held & _ROLES)[:1]) or role
    sums = (
        _sum(_priced(case, [t.saying(modifier=m, modifiers=None) for t in procedures], factor))
        for m in role
    )
    yield Answer(name, wanted, sum(sums, Decimal("0.00")))


def _is_nurse(modifiers: set[str]) -> bool:
    return bool(_NURSE & modifiers)


def _units(case: Case, *, is_time: bool) -> Decimal:
    """The number of units: at a factor of one dollar the amount is that number."""
    more: dict[str, Any] = {"modifier": "AA", "modifiers": None}
    if is_time:
        more["base_units"] = 0
    told = [each.saying(**more) for each in _procedures(case)]
    return _sum(_priced(case, told, Decimal(1)))


def _sum(made: Priced) -> Decimal:
    return sum((line.amount or Decimal(0) for line in made.lines), Decimal("0.00"))


def _procedures(case: Case) -> list[Told]:
    """The procedures one by one; minutes that are given once stand on the first."""
    told = case.inputs
    listed, bases = told.first(*_PROCEDURES), told.get("base_units")
    shared = {k: told.get(k) for k in _OF_ALL if told.get(k) is not None}
    at_once = told.first("concurrent", "concurrent_procedures", "concurrency")
    if at_once is not None and not modifiers_of(told):
        shared["modifier"] = "AD" if int(str(at_once)) > _MOST_DIRECTED else "QK"
    if isinstance(bases, list):
        shared.pop("base_units")
        listed = bases if listed is None else listed
    if isinstance(listed, list):
        tables = [each if isinstance(each, Told) else Told({"base_units": each}) for each in listed]
    else:
        tables = [Told({}) for _ in range(_count(told, listed))]
    induction = _at_induction(told, len(tables))
    minutes = _minutes(told)
    first = [minutes] + [None if minutes is None else 0] * (len(tables) - 1)
    return [
        table.under({**shared, "present_at_induction": present, "minutes": m})
        for table, present, m in zip(tables, induction, first, strict=True)
    ]


def _count(told: Told, listed: object) -> int:
    """How many procedures are supervised at once; one where that is not said."""
    if listed is None:
        return 1
    if "AD" not in modifiers_of(told):
        raise NotApplicable("its procedures are counted and not given one by one")
    return int(str(listed))


def _at_induction(told: Told, count: int) -> list[bool]:
    """At which procedures the physician was present: all, none, so many, or as listed."""
    said = told.first(*_INDUCTION)
    if isinstance(said, list):
        return [is_yes(each) for each in said] + [False] * (count - len(said))
    number = figure(said)
    if number is not None:
        return [place < number for place in range(count)]
    return [is_yes(said)] * count


def _minutes(told: Told) -> int | None:
    """Minutes, else those that make the time units that are given."""
    said, units = told.first(*_MINUTES), told.get("time_units")
    if said is not None:
        return int(str(said))
    if units is None:
        return None
    return int((money(units) * _UNIT_MINUTES).to_integral_value())


def _priced(case: Case, procedures: Sequence[Told], factor: Decimal) -> Priced:
    """The procedures, and what is billed beside them, as one claim."""
    beside = case.inputs.first(*_QUALIFYING)
    codes = beside if isinstance(beside, list) else [beside] if beside else []
    told = [*procedures, *(Told({"hcpcs": code}) for code in codes)]
    lines = tuple(_line(case, each) for each in told)
    claim = Claim(lines, case.day, locality=locality_of(None, factor), conversion_factor=Decimal(1))
    named = zip(told, lines, strict=True)
    shown = tuple(Line(each, line.code, line.modifiers) for each, line in named)
    return Priced(case, shown, price(claim).lines)


def _line(case: Case, told: Told) -> ClaimLine:
    code = str(told.first("hcpcs", "code") or "00100")
    held = held_row(code, "", case.day) if "hcpcs" in told or "code" in told else None
    row = with_policy(blank_row(code), status=held.policy.status if held else "J")
    status = str(told.get("physical_status") or "")
    modifiers = (*modifiers_of(told), f"P{status}" if status.isdigit() else status.upper())
    if not _ROLES.intersection(modifiers) and row.policy.status == "J":
        modifiers = ("AA", *modifiers)
    minutes, base = _minutes(told), told.get("base_units")
    return ClaimLine(
        code,
        tuple(each for each in modifiers if each),
        units=int(told.get("units") or 1),
        provider=Provider.CRNA if _NURSE.intersection(modifiers) else Provider.PHYSICIAN,
        minutes=minutes,
        base_units=None if base is None else money(base),
        present_at_induction=is_yes(told.get("present_at_induction")),
        given=Given(row=row),
    )


def _locality_factor(case: Case) -> Decimal:
    told = case.inputs
    gpcis = gpcis_of(told)
    if gpcis is None:
        raise NotApplicable("it does not give the indices of the locality")
    names = ("work_gpci", "pe_gpci", "mp_gpci")
    values: dict[str, Decimal | str | bool] = dict(zip(names, gpcis, strict=True))
    values["national_factor"] = money(told["national_anesthesia_cf"])
    return value_of(locality_factor, case.day, values)
