"""Steps of a contract's arithmetic, as structure: rule, words, numbers in, number out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from openrvu.productivity.contract.exactly import shown


class Unit(StrEnum):
    """What a figure of a step counts."""

    DOLLARS = "$"
    WRVU = "wRVU"
    RATE = "$/wRVU"
    PERCENT = "%"
    FTE = "FTE"
    NUMBER = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A figure of a step: what it is, the figure to at most 6 digits, and its unit."""

    label: str
    value: Decimal
    unit: Unit


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the arithmetic.

    Attributes:
        rule: its name, such as ``pay.threshold``.
        words: what it does, in a sentence.
        numbers: that go in.
        result: that comes out.
    """

    rule: str
    words: str
    numbers: tuple[Number, ...]
    result: Number


@dataclass(frozen=True, slots=True)
class Earning:
    """Dollars before they are rounded, and how they came about."""

    amount: Fraction
    steps: tuple[Step, ...] = ()

    def plus(self, other: Earning) -> Earning:
        """Both together."""
        return Earning(self.amount + other.amount, (*self.steps, *other.steps))


#: Nothing earned, and nothing to say of it.
NOTHING = Earning(Fraction(0))


def number(label: str, value: Fraction | Decimal | int, unit: Unit = Unit.DOLLARS) -> Number:
    """A figure for a step."""
    return Number(label, shown(value), unit)
