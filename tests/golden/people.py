"""Participation, who pays what, and the bonus of a shortage area: families 14, 15 and 20."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from golden import dated, expected
from golden.case import CENT, Answer, Case, Result, Results, money, unknown
from golden.claims import Priced, priced
from golden.expected import answer
from golden.lines import PERSONS
from golden.told import NotApplicable, Told
from golden.words import fraction, is_no, is_yes, modifiers_of
from openrvu.rules.parameters import parameter

#: Shares never differ by the day but for sequestration: for what a case says of no day, none.
_WITHOUT_SEQUESTRATION = date(2021, 6, 1)
_PAID = ("medicare_paid", "amount_paid", "paid", "medicare_payment")
_ALLOWED = ("allowed", "allowed_amount", "medicare_allowed", "approved", "fee")

_AMOUNTS = frozenset((*_PAID, *_ALLOWED, "pc_paid", "tc_paid", "lines"))


def participation(case: Case) -> Results:
    """What participating and other physicians are paid, and the limiting charge."""
    told = case.inputs
    fee = told.first("par_fee", "fee", "par_allowed", "allowed")
    if fee is not None:
        yield from _participation(case, money(fee))
        return
    if "nonpar_fee" not in told:
        yield from dated.answers(case)
        return
    # Of several participating fees that fit, a case that does not say means one it agrees with.
    tried = [list(_participation(case, each)) for each in _par_fees(case)]
    yield from next((r for r in tried if _all_agree(case, r)), next(iter(tried), []))


def _all_agree(case: Case, results: list[Result]) -> bool:
    answers = (each for each in results if isinstance(each, Answer))
    return all(each.agrees(case.tolerance) for each in answers)


def _par_fees(case: Case) -> Iterator[Decimal]:
    """The participating fees, in cents, of which the 95% are the fee that the case gives."""
    wanted = case.cents(case.inputs["nonpar_fee"])
    share = parameter("participation.nonparticipating").on(case.day).value / 100
    near = (wanted / share).quantize(CENT)
    for fee in (near + CENT * step for step in (0, -1, 1)):
        if _at_fee(case, fee, nonpar=True).lines[0].amount == wanted:
            yield fee


def _at_fee(case: Case, fee: Decimal, *, nonpar: bool) -> Priced:
    inputs = case.inputs.saying(fee=str(fee), nonpar=nonpar, participating=None, charge=None)
    return priced(replace(case, inputs=inputs))


def _participation(case: Case, fee: Decimal) -> Results:
    inside, outside = (_at_fee(case, fee, nonpar=nonpar) for nonpar in (False, True))
    alone = is_yes(case.inputs.first("nonpar", "nonparticipating"))
    for name, wanted in case.expected.items():
        is_outside = name.startswith("nonpar") or (alone and not name.startswith("par_"))
        got = _of_physician(case, name, outside if is_outside else inside)
        if got is None:
            got = _of_limit(case, name, outside)
        yield unknown(name) if got is None else Answer(name, wanted, got)


def _of_physician(case: Case, name: str, made: Priced) -> Decimal | None:
    """What the physician is allowed, and who pays it."""
    what = name.removeprefix("nonpar_").removeprefix("par_")
    if what in {"fee", "allowed", "amount", "approved", "total", "allowed_amount"}:
        return made.lines[0].amount
    if what in {"medicare", "medicare_payment", "medicare_pays", "payment"}:
        return made.paid_before_sequestration
    if what in {"coinsurance", "copay"}:
        return made.share.coinsurance
    return made.share.patient if what in {"patient", "patient_pays", "patient_owes"} else None


def _of_limit(case: Case, name: str, outside: Priced) -> Decimal | None:
    """What a physician outside may ask, and what that leaves to the patient."""
    what = name.removeprefix("nonpar_")
    most = outside.lines[0].limiting_charge or Decimal(0)
    if what in {"limiting_charge", "max_charge", "maximum_charge"}:
        return most
    asked = case.inputs.get("charge")
    charge = most if asked is None else min(most, money(asked))
    if what in {"balance_billing_max", "balance_billing", "balance_bill", "excess_charge"}:
        return max(Decimal(0), charge - (outside.lines[0].amount or Decimal(0)))
    if what in {"patient_max", "patient_maximum", "patient_unassigned", "unassigned_patient"}:
        return charge - outside.paid_before_sequestration
    if what in {"refund", "overcharge"} and asked is not None:
        return max(Decimal(0), money(asked) - most)
    return None


def shares(case: Case) -> Results:
    """Deductible, coinsurance and sequestration of an allowed amount, or the rate of a day."""
    told = case.inputs
    allowed = told.first(*_ALLOWED)
    if allowed is None:
        yield from rate(case)
        return
    day = case.day
    if told.get("sequestration_rate") is not None:
        day = _day_of_rate(_rate(told["sequestration_rate"]), day)
    # What is allowed is after participation; who furnished it no longer matters.
    told.first("nonpar", "participating")
    inputs = told.saying(
        fee=str(allowed), nonpar=None, participating=None, date_of_service=day.isoformat()
    )
    made = priced(replace(case, inputs=inputs))
    for name, wanted in case.expected.items():
        yield from _of_share(made, name, wanted)


def _of_share(made: Priced, name: str, wanted: Any) -> Results:
    found = next((get for names, get in _SHARES if name in names), None)
    if found is None:
        yield from answer(made, name, wanted)
    else:
        yield Answer(name, wanted, found(made))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SHARES: tuple[tuple[frozenset[str], Callable[[Priced], Decimal]], ...] = (
    (
        _words("medicare_before medicare_before_sequestration before_sequestration"),
        lambda made: made.paid_before_sequestration,
    ),
    (
        _words("sequestration sequestration_amount sequestration_reduction reduction"),
        lambda made: made.share.sequestration,
    ),
    (
        _words(
            "medicare_payment medicare medicare_after medicare_paid medicare_pays payment paid "
            "medicare_after_sequestration net_payment"
        ),
        lambda made: made.share.medicare,
    ),
    (_words("coinsurance patient_coinsurance copay"), lambda made: made.share.coinsurance),
    (_words("deductible deductible_applied"), lambda made: made.share.deductible),
    (
        _words("patient patient_responsibility patient_owes patient_pays patient_total"),
        lambda made: made.share.patient,
    ),
    (
        _words("provider_total total provider_receives total_received total_payment"),
        lambda made: made.share.medicare + made.share.patient,
    ),
    (_words("bonus hpsa_bonus bonus_payment quarterly_bonus"), lambda made: made.share.bonus),
)


def rate(case: Case) -> Results:
    """The sequestration rate of a day."""
    if not case.is_dated:
        raise NotApplicable("it gives neither an allowed amount nor a date")
    for name, wanted in case.expected.items():
        if name in {"rate", "sequestration_rate", "percent", "sequestration"}:
            yield Answer(name, _rate(wanted), _sequestration(case.day))
        else:
            yield unknown(name)


def _rate(value: object) -> Decimal:
    """``"0.02"``, ``"2"`` and ``"2%"`` as 0.02: no rate is as much as half."""
    found = fraction(value)
    if found is None:
        raise NotApplicable(f"its rate {value!r} is no number")
    return found / 100 if found > Decimal("0.5") else found


def _sequestration(day: date) -> Decimal:
    return parameter("sequestration").on(day).value / 100


def _day_of_rate(wanted: Decimal, day: date) -> date:
    """A day on which a rate was in force: the case's own, else the last."""
    if _sequestration(day) == wanted:
        return day
    held = reversed(parameter("sequestration").values)
    found = next((value.first for value in held if value.value / 100 == wanted), None)
    if found is None:
        raise NotApplicable(f"sequestration was never {wanted}")
    return found


def practitioner(case: Case) -> Results:
    """What a practitioner is allowed of a fee, or the share itself."""
    lines = case.inputs.get("lines")
    told = [case.inputs, *(each for each in lines or [] if isinstance(each, Told))]
    if not any(each.first(*PERSONS, "provider") or "AS" in modifiers_of(each) for each in told):
        raise NotApplicable("it does not say who furnished the service")
    if lines is None and case.inputs.first("fee", "work_rvu") is None:
        yield from dated.answers(case)
    else:
        yield from expected.answers(priced(case))


def bonus(case: Case) -> Results:
    """The bonus of a shortage area, on what Medicare paid or would pay."""
    if not _AMOUNTS & case.inputs.keys():
        yield from dated.answers(case)
        return
    made = _in_shortage_area(case)
    for name, wanted in case.expected.items():
        if name in {"total", "total_payment", "total_paid"}:
            yield Answer(name, wanted, made.share.medicare + made.share.bonus)
        elif name in {"amount", "payment"}:
            yield Answer(name, wanted, made.share.bonus)
        else:
            yield from _of_share(made, name, wanted)


def _in_shortage_area(case: Case) -> Priced:
    told = case.inputs
    component = next((m for m in _component(told) if m in {"26", "TC"}), "")
    paid = told.first(*_PAID)
    parts = {name: told.get(key) for name, key in (("26", "pc_paid"), ("TC", "tc_paid"))}
    if paid is not None:
        return _paid(case, {component: money(paid)}, told.get("pc_share"))
    if given := {name: money(value) for name, value in parts.items() if value is not None}:
        return _paid(case, given, None)
    fee = told.first(*_ALLOWED)
    more: dict[str, Any] = {} if fee is None else {"fee": str(fee), "modifiers": [component]}
    more |= {"hpsa": _is_inside(told), "date_of_service": _day_of(case).isoformat()}
    return priced(replace(case, inputs=told.saying(**more)))


def _component(told: Told) -> tuple[str, ...]:
    """Which part of the service was furnished, however it is said."""
    said = str(told.get("component") or "").strip().upper()
    names = {"PC": "26", "PROFESSIONAL": "26", "TECHNICAL": "TC"}
    return (*modifiers_of(told), names.get(said, said))


def _is_inside(told: Told) -> bool:
    return not is_no(told.first("hpsa", "shortage_area", "in_hpsa"))


def _day_of(case: Case) -> date:
    return case.day if case.is_dated else _WITHOUT_SEQUESTRATION


def _paid(case: Case, parts: dict[str, Decimal], pc_share: object) -> Priced:
    """A claim of which Medicare pays these amounts, by component."""
    lines = [
        {"modifiers": [name], "fee": str(fee), **_professional(fee, pc_share)}
        for name, fee in ((name, _fee_for(case, paid)) for name, paid in parts.items())
    ]
    return _claim(case, lines)


def _claim(case: Case, lines: list[dict[str, Any]]) -> Priced:
    inside, day = _is_inside(case.inputs), _day_of(case)
    inputs = {"lines": lines, "hpsa": inside, "date_of_service": day.isoformat()}
    return priced(replace(case, inputs=Told(inputs)))


def _professional(fee: Decimal, share: object) -> dict[str, str]:
    """The professional part of a fee, where its share is given."""
    found = fraction(share)
    return {} if found is None else {"pc_fee": str((fee * found).quantize(CENT))}


def _fee_for(case: Case, paid: Decimal) -> Decimal:
    """The fee of which Medicare pays an amount on the day.

    Raises:
        ArithmeticError: there is none.
    """
    day = _day_of(case)
    share = parameter("medicare_share").on(day).value / 100 * (1 - _sequestration(day))
    near = (paid / share).quantize(CENT)
    for fee in (near + CENT * step for step in (0, -1, 1, -2, 2)):
        if fee >= 0 and _claim(case, [{"fee": str(fee)}]).share.medicare == paid:
            return fee
    raise ArithmeticError(f"no fee of which Medicare pays {paid} on {day}")
