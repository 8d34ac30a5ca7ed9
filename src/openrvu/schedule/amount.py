"""The base amount: relative values, indices and conversion factor, with every step kept.

Amount = (work x work GPCI + PE x PE GPCI + MP x MP GPCI) x conversion factor, rounded once,
half up, to cents: 42 USC 1395w-4(b)(1) and CMS's record layout RVU25D.pdf. What a status code
keeps from being paid comes back as an outcome with its reason, never as 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from openrvu.exact import add, multiply, round_half_up
from openrvu.schedule.indicator_values import STATUS
from openrvu.schedule.localities import Locality
from openrvu.schedule.rows import ServiceRow, Setting

#: Only these status codes carry RVUs that Medicare pays by (RVU25D.pdf, attachment A).
PAYABLE = frozenset("ART")
TIMES = "×"


class Outcome(StrEnum):
    """What became of a service asked for."""

    PRICED = "priced"
    CONTRACTOR_PRICED = "contractor-priced"
    BUNDLED = "bundled"
    NOT_COVERED = "not covered"
    NOT_VALID = "not valid for Medicare"
    OTHER_SCHEDULE = "paid elsewhere, if at all"
    ANESTHESIA = "anesthesia: base and time units"
    REPORTING_ONLY = "for reporting only"


_OUTCOME_OF_STATUS = {
    "B": Outcome.BUNDLED,
    "C": Outcome.CONTRACTOR_PRICED,
    "D": Outcome.NOT_VALID,
    "E": Outcome.OTHER_SCHEDULE,
    "F": Outcome.NOT_VALID,
    "G": Outcome.NOT_VALID,
    "H": Outcome.NOT_VALID,
    "I": Outcome.NOT_VALID,
    "J": Outcome.ANESTHESIA,
    "M": Outcome.REPORTING_ONLY,
    "N": Outcome.NOT_COVERED,
    "P": Outcome.BUNDLED,
    "X": Outcome.OTHER_SCHEDULE,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the arithmetic.

    Attributes:
        name: ``work``, ``practice expense``, ``malpractice``, ``sum``, ``factor`` or ``rounding``.
        left: what enters.
        operation: the sign of multiplication, ``+`` or ``round half up``.
        right: the figure it is combined with, or None.
        result: what comes out, exact.
    """

    name: str
    left: Decimal
    operation: str
    right: Decimal | None
    result: Decimal


@dataclass(frozen=True, slots=True)
class BaseAmount:
    """The answer for one row, setting and locality, before any limit on imaging.

    Attributes:
        row: the service row used.
        setting: facility or non-facility.
        locality: the locality whose indices were used.
        conversion_factor: dollars per total RVU.
        qp: whether that is the factor for qualifying APM participants.
        release: label of the release.
        day: the date of service asked for.
        outcome: priced, or why not.
        reason: the outcome in a sentence; empty when priced.
        amount: dollars and cents, or None when not priced.
        steps: the arithmetic, in order; empty when not priced.
        is_na: CMS marks this setting NA (rarely or never performed there).
    """

    row: ServiceRow
    setting: Setting
    locality: Locality
    conversion_factor: Decimal
    qp: bool
    release: str
    day: date
    outcome: Outcome
    reason: str
    amount: Decimal | None
    steps: tuple[Step, ...]
    is_na: bool

    @property
    def opps_cap(self) -> Decimal | None:
        """The OPPS-based amount that limits payment of imaging, dollars; None where none does.

        Medicare pays the lower of this and ``amount``: section 5102(b), Deficit Reduction Act of
        2005.
        """
        if self.amount is None:
            return None
        return opps_amount(self.row, self.setting, self.locality, self.conversion_factor) or None

    @property
    def after_cap(self) -> Decimal | None:
        """The lower of ``amount`` and ``opps_cap``, dollars; None when not priced."""
        if self.amount is None or self.opps_cap is None:
            return self.amount
        return min(self.amount, self.opps_cap)

    @property
    def is_capped(self) -> bool:
        """Whether the OPPS-based amount is the lower one."""
        return self.after_cap != self.amount


def outcome_of(row: ServiceRow, setting: Setting | None = None) -> tuple[Outcome, str]:
    """What the row's status code makes of it, and the reason in a sentence.

    Where a setting is given, a row that has no RVUs for it is not priced there, rather than at 0.
    """
    status = row.policy.status
    if status not in PAYABLE:
        return _OUTCOME_OF_STATUS[status], f"Status {status}: {STATUS[status].text}"
    if row.total(setting) if setting else row.has_rvus:
        return Outcome.PRICED, ""
    where = f" for the {setting.label.lower()} setting" if setting and row.has_rvus else ""
    return Outcome.CONTRACTOR_PRICED, (
        f"Status {status}, and CMS publishes no RVUs{where}: if covered, the Medicare contractor "
        "sets the amount."
    )


def weigh(work: Decimal, pe: Decimal, mp: Decimal, locality: Locality) -> tuple[Step, ...]:
    """Each component times its index, and their sum."""
    steps = tuple(
        Step(name, rvu, TIMES, index, multiply(rvu, index))
        for name, rvu, index in (
            ("work", work, locality.work_gpci),
            ("practice expense", pe, locality.pe_gpci),
            ("malpractice", mp, locality.mp_gpci),
        )
    )
    total = add(*(step.result for step in steps))
    return (*steps, Step("sum", steps[0].result, "+", None, total))


def pay(work: Decimal, pe: Decimal, mp: Decimal, locality: Locality, factor: Decimal) -> Decimal:
    """The amount in dollars and cents for given RVUs, without keeping the steps."""
    weighed = add(
        multiply(work, locality.work_gpci),
        multiply(pe, locality.pe_gpci),
        multiply(mp, locality.mp_gpci),
    )
    return round_half_up(multiply(weighed, factor))


def pay_steps(
    work: Decimal, pe: Decimal, mp: Decimal, locality: Locality, factor: Decimal
) -> tuple[Step, ...]:
    """The same arithmetic as :func:`pay`, line by line; the last step's result is the amount."""
    weighed = weigh(work, pe, mp, locality)
    product = multiply(weighed[-1].result, factor)
    return (
        *weighed,
        Step("factor", weighed[-1].result, TIMES, factor, product),
        Step("rounding", product, "round half up", None, round_half_up(product)),
    )


def fee(row: ServiceRow, setting: Setting, locality: Locality, factor: Decimal) -> Decimal:
    """The fee schedule amount of a row in dollars and cents, whatever its status."""
    return pay(row.work, row.pe(setting), row.mp, locality, factor)


def opps_amount(row: ServiceRow, setting: Setting, locality: Locality, factor: Decimal) -> Decimal:
    """The OPPS-based amount that caps imaging (section 5102(b), Deficit Reduction Act of 2005).

    Zero where the row has no OPPS RVUs, which means that no cap applies.
    """
    if not (row.opps_pe(setting) or row.opps_mp):
        return Decimal("0.00")
    return pay(row.work, row.opps_pe(setting), row.opps_mp, locality, factor)


def capped_fee(row: ServiceRow, setting: Setting, locality: Locality, factor: Decimal) -> Decimal:
    """The lower of the fee schedule amount and the OPPS-based amount, where one exists."""
    amount = fee(row, setting, locality, factor)
    cap = opps_amount(row, setting, locality, factor)
    return min(amount, cap) if cap else amount
