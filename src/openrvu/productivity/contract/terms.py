"""What a contract is made of: salary and FTE by date, threshold, calendar, guarantee, draw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from openrvu.errors import OpenRVUError

#: No FTE lies above this.
MOST_FTE = Decimal(2)


class TermFault(OpenRVUError, ValueError):
    """A term that no contract can mean.

    Attributes:
        key: the term.
        expected: what it should be.
    """

    def __init__(self, key: str, expected: str) -> None:
        """Say the term and what is expected of it."""
        self.key, self.expected = key, expected
        super().__init__(f"{key}: expected {expected}")

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by its parts."""
        return TermFault, (self.key, self.expected)


class By(StrEnum):
    """What a yearly figure for 1.0 FTE is multiplied by."""

    CLINICAL = "clinical FTE"
    TOTAL = "total FTE"
    NONE = "none"


class Prorate(StrEnum):
    """How a stretch of days becomes a share of the contract year."""

    MONTHS = "months"
    DAYS = "days"


class Calendar(StrEnum):
    """How often the contract pays."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"

    @property
    def months(self) -> int:
        """Months in one of its periods."""
        return {"monthly": 1, "quarterly": 3, "semiannual": 6, "annual": 12}[self.value]


class Settle(StrEnum):
    """What a period's work is measured against, and whether the next period trues it up."""

    PRORATED = "year to date, prorated"
    WHOLE = "year to date, against the whole year"
    ALONE = "each period alone"


class ThresholdKind(StrEnum):
    """Where the threshold comes from."""

    NONE = "none"
    GIVEN = "given"
    DERIVED = "clinical base / rate"


class GuaranteeKind(StrEnum):
    """What a guaranteed sum means while it lasts."""

    FLOOR = "at least"
    FIXED = "fixed"


class Recovery(StrEnum):
    """What becomes of a draw that the work did not earn."""

    CARRIED = "carried"
    RECOUPED = "recouped"
    FORGIVEN = "forgiven"


class CapOn(StrEnum):
    """What a cap covers."""

    PRODUCTION = "production"
    CLINICAL = "clinical pay"
    TOTAL = "total pay"


@dataclass(frozen=True, slots=True)
class Fte:
    """FTE from a day on, until the next.

    Attributes:
        since: its first day.
        total: of all work, 0 to 2.
        clinical: of clinical work, at most ``total``.
    """

    since: date
    total: Decimal
    clinical: Decimal

    def __post_init__(self) -> None:
        """Refuse clinical FTE above total FTE, and either out of range.

        Raises:
            TermFault: either.
        """
        if not 0 <= self.total <= MOST_FTE:
            raise TermFault("total", f"an FTE from 0 to {MOST_FTE}")
        if not 0 <= self.clinical <= self.total:
            raise TermFault("clinical", f"an FTE from 0 to the total FTE, {self.total}")


@dataclass(frozen=True, slots=True)
class Salary:
    """Base salary from a day on: dollars a year, for 1.0 FTE unless the contract says not."""

    since: date
    annual: Decimal


@dataclass(frozen=True, slots=True)
class Ramp:
    """From a day on the threshold is multiplied by this factor, until the next."""

    since: date
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Threshold:
    """Work RVUs that earn nothing.

    Attributes:
        kind: none, given, or clinical base divided by the rate.
        annual: work RVUs a year, where given.
        by: FTE it is multiplied by, where given; a derived one goes by clinical FTE.
    """

    kind: ThresholdKind = ThresholdKind.NONE
    annual: Decimal = Decimal(0)
    by: By = By.CLINICAL

    def __post_init__(self) -> None:
        """Refuse work RVUs that would not count.

        Raises:
            TermFault: they are told, and the threshold is not a given one.
        """
        if self.annual and self.kind is not ThresholdKind.GIVEN:
            raise TermFault("annual", f'none, or kind = "{ThresholdKind.GIVEN}"')


@dataclass(frozen=True, slots=True)
class Guarantee:
    """A sum that is paid until a day, whatever the work.

    In the year in which it ends, production until that day and after it are settled apart.

    Attributes:
        annual: dollars a year.
        until: its last day.
        kind: at least the sum; or the sum and no production.
        by: FTE the sum is multiplied by.
    """

    annual: Decimal
    until: date
    kind: GuaranteeKind = GuaranteeKind.FLOOR
    by: By = By.TOTAL


@dataclass(frozen=True, slots=True)
class Draw:
    """What is paid each period in advance of earnings.

    Attributes:
        amount: dollars a payout period, at least paid; of a period that is only partly in force,
            that part of it.
        recovery: carried to later periods (and years); the same and taken back at the year's
            end; or forgiven.
        percent: of earnings above ``amount`` that go to what is owed.
        since_period: the first period in which something is recovered, from 1.
    """

    amount: Decimal
    recovery: Recovery = Recovery.CARRIED
    percent: Decimal = Decimal(100)
    since_period: int = 1

    def __post_init__(self) -> None:
        """Refuse percentages above 100 and a period before the first.

        Raises:
            TermFault: either.
        """
        if not 0 <= self.percent <= 100:
            raise TermFault("percent", "0 to 100")
        if self.since_period < 1:
            raise TermFault("since_period", "a period from 1")


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that is paid: dollars a year, on what, times which FTE.

    A cap on production cuts what stands as production on the statement, in a contract of the
    greater of both what it adds to the base; guarantee and quality go by what the cap leaves, and
    guaranteed days and others have each their share of it. Any other cap comes last, after them.
    """

    annual: Decimal
    on: CapOn = CapOn.CLINICAL
    by: By = By.NONE


@dataclass(frozen=True, slots=True)
class Pool:
    """A target of the whole group, and what it pays.

    Attributes:
        target: work RVUs of the group, a year.
        amount: dollars a year to be shared where the target is met.
        rate: dollars for each work RVU of the group above the target.
        share: of this physician, 0 to 1; None shares by work RVUs.
    """

    target: Decimal
    amount: Decimal = Decimal(0)
    rate: Decimal = Decimal(0)
    share: Decimal | None = None

    def __post_init__(self) -> None:
        """Refuse a share above the whole, and a pool that pays both ways or neither.

        Raises:
            TermFault: either.
        """
        if self.share is not None and not 0 <= self.share <= 1:
            raise TermFault("share", "0 to 1")
        if bool(self.amount) == bool(self.rate):
            raise TermFault("rate", "either an amount to share or a rate above the target")
