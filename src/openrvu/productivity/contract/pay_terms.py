"""What a contract is made of: production, quality, call pay, stipends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from openrvu.productivity.contract.terms import By, TermFault

_WHOLE = Decimal(100)


class Pays(StrEnum):
    """What production does to pay."""

    NOTHING = "nothing"
    ABOVE = "above the threshold"
    GREATER = "greater of base and production"


class Scale(StrEnum):
    """What the starts of tiers are counted in."""

    WRVU = "wRVU"
    PERCENTILE = "percentile"
    PERCENT_OF_VOLUME = "percent of volume"


class Of(StrEnum):
    """Pay that a percentage is of."""

    BASE = "base"
    CLINICAL_BASE = "clinical base"
    PRODUCTION = "production"


class QualityKind(StrEnum):
    """How quality changes pay."""

    RATE = "multiplier on the rate"
    PERCENT = "percent of base"
    TOTAL = "percent of total pay"
    FIXED = "fixed amount"
    HOLDBACK = "holdback"


class Per(StrEnum):
    """How often shifts are counted."""

    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Tier:
    """Dollars a work RVU from a start on.

    Attributes:
        start: work RVUs a year, a percentile, or percent of the volume.
        rate: dollars a work RVU.
    """

    start: Decimal
    rate: Decimal


@dataclass(frozen=True, slots=True)
class FteRate:
    """Dollars a work RVU from a clinical FTE on."""

    fte: Decimal
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Production:
    """What work RVUs earn. Exactly one of ``rate``, ``tiers`` and ``fte_rates`` is given.

    Attributes:
        pays: nothing, what lies above the threshold, or the greater of base and production.
        rate: straight, dollars a work RVU.
        tiers: rates by volume, the first from 0.
        scale: what the starts of ``tiers`` are counted in.
        whole_volume: the rate of the tier reached goes for all that counts; else each band has
            its own.
        by: FTE that the starts are multiplied by.
        fte_rates: rates by clinical FTE, the first from 0.
        share: of what production earns, the part that is paid, 0 to 1.
    """

    pays: Pays = Pays.NOTHING
    rate: Decimal | None = None
    tiers: tuple[Tier, ...] = ()
    scale: Scale = Scale.WRVU
    whole_volume: bool = False
    by: By = By.CLINICAL
    fte_rates: tuple[FteRate, ...] = ()
    share: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        """Refuse no rate, more than one kind of rate, and tiers out of order.

        Raises:
            TermFault: any of them.
        """
        ways = [self.rate is not None, bool(self.tiers), bool(self.fte_rates)]
        if self.pays is Pays.NOTHING and any(ways):
            raise TermFault("pays", "no rate where production pays nothing")
        if self.pays is not Pays.NOTHING and sum(ways) != 1:
            raise TermFault("rate", "one of rate, tier and fte_rate")
        if not 0 <= self.share <= 1:
            raise TermFault("share", "0 to 1")
        _rising("tier", [tier.start for tier in self.tiers])
        _rising("fte_rate", [band.fte for band in self.fte_rates])
        self._check_scale()

    def _check_scale(self) -> None:
        if self.whole_volume and not self.tiers:
            raise TermFault("whole_volume", "false, or tiers")
        if self.scale is not Scale.WRVU and self.tiers and self.tiers[-1].start >= _WHOLE:
            raise TermFault("tier", "starts below 100")
        if self.scale is Scale.PERCENT_OF_VOLUME and self.whole_volume:
            raise TermFault("whole_volume", "false, for parts of the volume have their own rates")

    def straight(self, clinical_fte: Fraction) -> Decimal | None:
        """The one rate that goes for all volume at a clinical FTE; None where there are tiers."""
        if self.fte_rates:
            return [band.rate for band in self.fte_rates if band.fte <= clinical_fte][-1]
        return self.rate


@dataclass(frozen=True, slots=True)
class Quality:
    """Pay that goes by a score.

    Attributes:
        name: of the measure or programme.
        kind: how it changes pay.
        percent: of what ``of`` names, or of total pay.
        amount: dollars a year, where fixed.
        of: what ``percent`` is of, for a percent of base and a holdback.
        score: taken where the year's facts hold none; 1 is all of it.
        override: percent paid whatever the score, for a percent of base.
    """

    name: str
    kind: QualityKind
    percent: Decimal = Decimal(0)
    amount: Decimal = Decimal(0)
    of: Of = Of.BASE
    score: Decimal = Decimal(1)
    override: Decimal | None = None

    def __post_init__(self) -> None:
        """Refuse a percentage of pay that leaves no pay, and figures that would not count.

        Raises:
            TermFault: any of them.
        """
        most = 99 if self.kind is QualityKind.TOTAL else 100
        if not 0 <= self.percent <= most:
            raise TermFault("percent", f"0 to {most}")
        if self.kind in {QualityKind.RATE, QualityKind.FIXED} and self.percent:
            raise TermFault("percent", f"none, for a {self.kind}")
        if self.kind is not QualityKind.FIXED and self.amount:
            raise TermFault("amount", f"none, for a {self.kind}")
        if self.override is not None and self.kind is not QualityKind.PERCENT:
            raise TermFault("override", f"none, for a {self.kind}")
        if self.of is Of.PRODUCTION and self.kind is not QualityKind.HOLDBACK:
            raise TermFault("of", "base or clinical base")


@dataclass(frozen=True, slots=True)
class Shift:
    """Call shifts of one kind.

    Attributes:
        kind: such as weekday, weekend, holiday.
        count: of the whole rotation, in a month or a year.
        per: which.
        amount: dollars a shift.
    """

    kind: str
    count: Decimal
    per: Per
    amount: Decimal


@dataclass(frozen=True, slots=True)
class CallPay:
    """Call pay of a rotation, of which a physician has one share.

    Attributes:
        name: of the rotation.
        shifts: by kind.
        annual: dollars a year besides.
        one_in: the burden: each physician has one call in so many.
        uplift: percent on top.
        physicians: in the group, for its total.
    """

    name: str
    shifts: tuple[Shift, ...] = ()
    annual: Decimal = Decimal(0)
    one_in: int = 1
    uplift: Decimal = Decimal(0)
    physicians: int = 1

    def __post_init__(self) -> None:
        """Refuse a rotation of nobody.

        Raises:
            TermFault: it is.
        """
        if self.one_in < 1 or self.physicians < 1:
            raise TermFault("one_in", "a whole number from 1")


@dataclass(frozen=True, slots=True)
class Stipend:
    """Pay kept apart from clinical pay: administration, teaching, research, a stipend.

    Attributes:
        name: what it is for.
        annual: dollars a year.
        since: its first day; None from the contract's first.
        until: its last day; None to the contract's last.
    """

    name: str
    annual: Decimal
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        """Refuse one that ends before it begins.

        Raises:
            TermFault: it does.
        """
        if self.since and self.until and self.until < self.since:
            raise TermFault("until", f"a day from {self.since} on")


def _rising(key: str, starts: list[Decimal]) -> None:
    if starts and starts[0] != 0:
        raise TermFault(key, "a first one that starts from 0")
    if any(later <= sooner for sooner, later in pairwise(starts)):
        raise TermFault(key, "starts that rise")
