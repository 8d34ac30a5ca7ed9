"""A physician's contract, as dated data. What it says is its own; no rule of Medicare does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from openrvu.errors import ReleaseNotHeld
from openrvu.productivity.contract.pay_terms import (
    CallPay,
    Pays,
    Production,
    Quality,
    QualityKind,
    Stipend,
)
from openrvu.productivity.contract.terms import (
    By,
    Calendar,
    Cap,
    Draw,
    Fte,
    Guarantee,
    Pool,
    Prorate,
    Ramp,
    Salary,
    Settle,
    TermFault,
    Threshold,
    ThresholdKind,
)
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_file import plan
from openrvu.schedule.releases import normalise_label


@dataclass(frozen=True, slots=True)
class Contract:
    """What an employer owes for a year's work.

    Attributes:
        name: of the contract or offer.
        starts: its first day.
        ends: its last day, or None.
        fte: by date, the first from ``starts`` or before.
        base: salary by date; empty for none.
        base_by: FTE the salary is multiplied by.
        threshold: work RVUs that earn nothing.
        ramp: factors of the threshold by date; 1 before the first.
        production: what work RVUs earn.
        guarantee: a sum paid until a day.
        draw: what is paid each period in advance.
        quality: pay that goes by a score.
        call: call pay, kept apart from clinical pay.
        stipends: other pay kept apart.
        pool: a target of the whole group.
        cap: the most that is paid.
        payout: how often it pays.
        settle: what a period's work is measured against.
        prorate: how days become a share of the year.
        year_begins: month in which the contract year begins.
        credit: the plan of crediting work RVUs, or the name of one that ships with the package.
        release: the fee-schedule release the contract names, such as ``RVU20D``; empty where
            the plan says which.
        source: where the contract is written down.
        notes: what its reader should know.
    """

    name: str
    starts: date
    fte: tuple[Fte, ...]
    ends: date | None = None
    base: tuple[Salary, ...] = ()
    base_by: By = By.TOTAL
    threshold: Threshold = Threshold()  # noqa: RUF009 - it is frozen
    ramp: tuple[Ramp, ...] = ()
    production: Production = Production()  # noqa: RUF009 - it is frozen
    guarantee: Guarantee | None = None
    draw: Draw | None = None
    quality: tuple[Quality, ...] = ()
    call: tuple[CallPay, ...] = ()
    stipends: tuple[Stipend, ...] = ()
    pool: Pool | None = None
    cap: Cap | None = None
    payout: Calendar = Calendar.QUARTERLY
    settle: Settle = Settle.PRORATED
    prorate: Prorate = Prorate.MONTHS
    year_begins: int = 1
    credit: str | CreditPlan = "customary"
    release: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse terms that contradict each other.

        Raises:
            TermFault: they do.
        """
        if self.ends is not None and self.ends < self.starts:
            raise TermFault("ends", f"a day from {self.starts} on")
        if not 1 <= self.year_begins <= 12:
            raise TermFault("year_begins", "a month from 1 to 12")
        _check_dates("fte", [fte.since for fte in self.fte], self.starts)
        if self.base:
            _check_dates("base", [salary.since for salary in self.base], self.starts)
        _check_dates("ramp", [ramp.since for ramp in self.ramp])
        self._check_threshold()
        self._check_quality()
        self._check_names()
        if self.release:
            self._check_release()

    def _check_threshold(self) -> None:
        kind, told = self.threshold.kind, self.production
        if kind is not ThresholdKind.NONE and told.pays is not Pays.ABOVE:
            raise TermFault("threshold", f'none, or production that pays "{Pays.ABOVE}"')
        if told.pays is Pays.GREATER and not self.base:
            raise TermFault("base", "a salary, where pay is the greater of base and production")
        if kind is ThresholdKind.DERIVED:
            rates = [told.rate, *(band.rate for band in told.fte_rates)]
            if told.tiers or not all(rate for rate in rates if rate is not None):
                raise TermFault("threshold", "a straight rate above 0 to divide the base by")

    def _check_quality(self) -> None:
        if [quality.kind for quality in self.quality].count(QualityKind.TOTAL) > 1:
            raise TermFault("quality", f'one "{QualityKind.TOTAL}" at most')

    def _check_names(self) -> None:
        for key, names in (
            ("quality", [quality.name for quality in self.quality]),
            ("call", [call.name for call in self.call]),
            ("stipend", [stipend.name for stipend in self.stipends]),
        ):
            if not all(names):
                raise TermFault(key, "a name for each")
            if twice := [name for name, count in Counter(names).items() if count > 1]:
                raise TermFault(key, f"each name once; {twice[0]!r} stands twice")

    def _check_release(self) -> None:
        try:
            normalise_label(self.release)
        except ReleaseNotHeld:
            raise TermFault("release", "the label of a release, such as RVU20D") from None

    def credit_plan(self) -> CreditPlan:
        """The plan by which work is credited, with the release that the contract names.

        Raises:
            UnknownPlan: ``credit`` names none that ships with the package; read that plan
                yourself and put it in its place.
        """
        told = plan(self.credit) if isinstance(self.credit, str) else self.credit
        return replace(told, release=normalise_label(self.release)) if self.release else told


def _check_dates(key: str, days: Sequence[date], starts: date | None = None) -> None:
    if starts is not None and (not days or days[0] > starts):
        raise TermFault(key, f"a first one since {starts} or before")
    if any(later <= sooner for sooner, later in pairwise(days)):
        raise TermFault(key, "days that rise")
