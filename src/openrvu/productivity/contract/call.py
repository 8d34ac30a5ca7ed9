"""Call pay of a rotation, and a physician's share of it. Only totals are rounded, and last."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from openrvu.productivity.contract.exactly import cents
from openrvu.productivity.contract.pay_terms import CallPay, Per
from openrvu.productivity.contract.steps import Earning, Step, Unit, number


def call(told: CallPay, part: Fraction) -> Earning:
    """A physician's call pay over a share of the year, as planned."""
    each = _each(told)
    numbers = (
        number("of the rotation a year", _rotation(told)),
        number("one call in", told.one_in, Unit.NUMBER),
        number("share", part, Unit.NUMBER),
    )
    words = "The rotation's call pay of a year, divided by the burden, times the share of the year."
    return Earning(each * part, (Step("pay.call", words, numbers, number("call", each * part)),))


@dataclass(frozen=True, slots=True)
class CallTotals:
    """Call pay of a year in dollars, each figure rounded to the cent, last.

    Attributes:
        month: of the rotation.
        each: of one physician.
        group: of all physicians.
    """

    month: Decimal
    each: Decimal
    group: Decimal


def call_totals(told: CallPay) -> CallTotals:
    """What a rotation costs; each total is rounded from the exact one, not from another."""
    each = _each(told)
    return CallTotals(cents(_rotation(told) / 12), cents(each), cents(each * told.physicians))


def _rotation(told: CallPay) -> Fraction:
    shifts = sum(
        (
            Fraction(shift.amount) * Fraction(shift.count) * (12 if shift.per is Per.MONTH else 1)
            for shift in told.shifts
        ),
        Fraction(0),
    )
    return (shifts + Fraction(told.annual)) * (100 + Fraction(told.uplift)) / 100


def _each(told: CallPay) -> Fraction:
    return _rotation(told) / told.one_in
