"""What a contract pays: by part, by payout period and for the year, with each step."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from openrvu.exact import CENT_PLACES, add, subtract
from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.exactly import rounded
from openrvu.productivity.contract.outlook import Outlook
from openrvu.productivity.contract.steps import Step


class PartKind(StrEnum):
    """What pay is for, in the order of a statement."""

    BASE = "base"
    PRODUCTION = "production"
    GUARANTEE = "guarantee"
    POOL = "group target"
    QUALITY = "quality"
    HOLDBACK = "holdback"
    RELEASED = "holdback released"
    CAP = "cap"
    CALL = "call pay"
    STIPEND = "stipend"
    DRAW = "draw"


#: Pay that is kept apart from clinical pay.
APART = frozenset({PartKind.CALL, PartKind.STIPEND})


@dataclass(frozen=True, slots=True)
class Part:
    """Pay of one kind.

    Attributes:
        kind: what it is for.
        name: of the measure, rotation or stipend; empty where there is one of the kind.
        amount: dollars and cents; below 0 where pay is cut.
        steps: how it came about, for the year to date.
    """

    kind: PartKind
    name: str
    amount: Decimal
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawLine:
    """The draw of one period.

    Attributes:
        earned: dollars that count against it: clinical pay of the period.
        advanced: dollars paid in advance of earnings.
        recovered: dollars of earlier advances taken back.
        owed: dollars owed after the period.
    """

    earned: Decimal
    advanced: Decimal
    recovered: Decimal
    owed: Decimal


@dataclass(frozen=True, slots=True)
class Payment:
    """One payout period.

    Attributes:
        number: from 1.
        first: its first day in force.
        last: its last day in force, or the day to which the statement goes.
        is_complete: whether the period is over by then; if not, its parts are earned so far.
        wrvu: credited work RVUs of the period.
        parts: whose amounts sum to ``amount``; their steps tell the year to date.
        draw: what the draw did; None without one.
    """

    number: int
    first: date
    last: date
    is_complete: bool
    wrvu: Decimal
    parts: tuple[Part, ...]
    draw: DrawLine | None = None

    @property
    def amount(self) -> Decimal:
        """Dollars and cents paid; below 0 where more was paid before than was earned."""
        return add(*(part.amount for part in self.parts))


@dataclass(frozen=True, slots=True)
class Statement:
    """What a contract pays for a year's work, or for the part of it gone by.

    Attributes:
        contract: as it was run.
        year: in which its contract year begins.
        first: first day in force.
        last: last day the statement goes to.
        is_complete: whether that is the year's last day in force.
        wrvu: credited work RVUs.
        threshold: work RVUs of the threshold that the work so far is held against; 0 without one.
        parts: whose amounts sum to ``amount``.
        payments: whose amounts sum to ``amount``.
        outlook: of the whole year: break-even, next tier.
        clinical_share: share of the year times clinical FTE.
        total_share: share of the year times total FTE.
        notices: what its reader should know, in sentences.
    """

    contract: Contract
    year: int
    first: date
    last: date
    is_complete: bool
    wrvu: Decimal
    threshold: Decimal
    parts: tuple[Part, ...]
    payments: tuple[Payment, ...]
    outlook: Outlook
    clinical_share: Fraction = field(repr=False)
    total_share: Fraction = field(repr=False)
    notices: tuple[str, ...] = ()

    @property
    def amount(self) -> Decimal:
        """Dollars and cents of all parts."""
        return add(*(part.amount for part in self.parts))

    @property
    def clinical_pay(self) -> Decimal:
        """Dollars earned by clinical work: all but call pay, stipends and the draw."""
        others = {*APART, PartKind.DRAW}
        return add(*(part.amount for part in self.parts if part.kind not in others))

    @property
    def apart(self) -> Decimal:
        """Dollars of call pay and stipends."""
        return add(*(part.amount for part in self.parts if part.kind in APART))

    @property
    def draw_owed(self) -> Decimal:
        """Dollars of draw owed at the end."""
        told = self.payments[-1].draw
        return told.owed if told else Decimal(0)

    @property
    def variance(self) -> Decimal:
        """Work RVUs above the threshold, or below it where negative."""
        return subtract(self.wrvu, self.threshold)

    @property
    def percent_of_threshold(self) -> Decimal | None:
        """Work RVUs in percent of the threshold, to 2 digits; None without a threshold."""
        return _over(self.wrvu, Fraction(self.threshold) / 100)

    @property
    def effective_rate(self) -> Decimal | None:
        """Clinical pay for each work RVU, to the cent; None without work RVUs."""
        return _over(self.clinical_pay, Fraction(self.wrvu))

    @property
    def wrvu_per_fte(self) -> Decimal | None:
        """Work RVUs a year for 1.0 clinical FTE, to 2 digits; None at no clinical FTE."""
        return _over(self.wrvu, self.clinical_share)

    @property
    def pay_per_fte(self) -> Decimal | None:
        """Clinical pay a year for 1.0 total FTE, to the cent; None at no FTE."""
        return _over(self.clinical_pay, self.total_share)

    def of(self, kind: PartKind) -> Decimal:
        """Dollars of all parts of a kind; 0 where there is none."""
        return add(*(part.amount for part in self.parts if part.kind is kind))


def _over(part: Decimal, whole: Fraction) -> Decimal | None:
    return rounded(Fraction(part) / whole, CENT_PLACES) if whole else None
