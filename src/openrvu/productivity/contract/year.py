"""The contract year: its days, its payout periods, and what share of it a stretch of days is."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from openrvu.calendar import day_before
from openrvu.errors import OpenRVUError
from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.exactly import cents
from openrvu.productivity.contract.terms import By, Draw, GuaranteeKind, Prorate

_DAY = timedelta(days=1)


class NotInForce(OpenRVUError, ValueError):
    """The contract has no day in the year asked for."""


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, both ends included."""

    first: date
    last: date

    def within(self, other: Days) -> Days | None:
        """The days of both, or None."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Days(first, last) if first <= last else None

    @property
    def count(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that are settled together.

    Attributes:
        days: those gone by.
        whole: to its end, gone by or not.
        guaranteed: whether the guarantee lasts in it.
    """

    days: Days
    whole: Days
    guaranteed: bool = False


def contract_year(contract: Contract, year: int) -> Days:
    """The whole contract year that begins in a calendar year, in force or not."""
    first = date(year, contract.year_begins, 1)
    return Days(first, day_before(first.replace(year=year + 1)))


def days_in_force(contract: Contract, year: int) -> Days:
    """The days of the year on which the contract is in force.

    Raises:
        NotInForce: there is none.
    """
    whole = contract_year(contract, year)
    found = whole.within(Days(contract.starts, contract.ends or date.max))
    if found is None:
        raise NotInForce(
            f"contract {contract.name!r} is in force from {contract.starts} to "
            f"{contract.ends or 'no end'}, which has no day of its year {whole.first} to "
            f"{whole.last}; ask for another year"
        )
    return found


def year_of(contract: Contract, day: date) -> int:
    """The calendar year in which the contract year of a day begins."""
    return day.year if day.month >= contract.year_begins else day.year - 1


def periods(contract: Contract, year: int) -> tuple[Days, ...]:
    """The payout periods of the year that have a day in force, cut to those days."""
    told = days_in_force(contract, year)
    months = contract.payout.months
    first = contract_year(contract, year).first
    starts = [_months_on(first, number) for number in range(0, 13, months)]
    whole = [Days(a, day_before(b)) for a, b in pairwise(starts)]
    return tuple(found for period in whole if (found := period.within(told)) is not None)


def share(contract: Contract, days: Days) -> Fraction:
    """What part of a contract year the days are; the whole year is 1 exactly.

    By months, each month is a twelfth, and a day of it that twelfth divided by the month's days.
    By days, each day is one of the contract year's 365 or 366.
    """
    if contract.prorate is Prorate.DAYS:
        told = contract_year(contract, year_of(contract, days.first))
        return Fraction(days.count, told.count)
    return sum((_share_of_month(days, month) for month in _months(days)), Fraction(0))


def _share_of_period(contract: Contract, days: Days) -> Fraction:
    """What part of a payout period the days are, month by month; a whole one is 1 exactly."""
    months = sum((_share_of_month(days, month) for month in _months(days)), Fraction(0))
    return months * 12 / contract.payout.months


def drawn_in(contract: Contract, days: Days) -> Draw | None:
    """The draw of a payout period, less where only part of it is in force; None without one."""
    told = contract.draw
    if told is None:
        return None
    return replace(told, amount=cents(Fraction(told.amount) * _share_of_period(contract, days)))


def split(contract: Contract, window: Stretch) -> list[Stretch]:
    """The window cut where the guarantee ends; a part that has not begun is left out."""
    if contract.guarantee is None:
        return [window]
    until = contract.guarantee.until
    parts = [(Days(date.min, until), True)]
    if until < window.whole.last:
        parts.append((Days(until + _DAY, window.whole.last), False))
    found = []
    for days, guaranteed in parts:
        gone, whole = window.days.within(days), window.whole.within(days)
        if gone is not None and whole is not None:
            found.append(Stretch(gone, whole, guaranteed))
    return found


def is_fixed(contract: Contract, stretch: Stretch) -> bool:
    """Whether a fixed sum stands in place of production."""
    told = contract.guarantee
    return stretch.guaranteed and told is not None and told.kind is GuaranteeKind.FIXED


@dataclass(frozen=True, slots=True)
class Measure:
    """Shares of a year over a stretch, each FTE and factor weighed by how long it lasted.

    Attributes:
        share: of the contract year.
        clinical: share times clinical FTE.
        total: share times total FTE.
        base: dollars of salary.
        clinical_base: dollars of salary for 1.0 FTE times clinical FTE.
        ramped: share times the threshold's factor.
        ramped_clinical: that, times clinical FTE.
        ramped_total: that, times total FTE.
        ramped_base: ``clinical_base`` times the threshold's factor.
    """

    share: Fraction
    clinical: Fraction
    total: Fraction
    base: Fraction
    clinical_base: Fraction
    ramped: Fraction
    ramped_clinical: Fraction
    ramped_total: Fraction
    ramped_base: Fraction

    def by(self, told: By) -> Fraction:
        """What a yearly figure is multiplied by."""
        return {By.NONE: self.share, By.CLINICAL: self.clinical, By.TOTAL: self.total}[told]

    def threshold_by(self, told: By) -> Fraction:
        """What a yearly threshold is multiplied by."""
        ramped = {By.NONE: self.ramped, By.CLINICAL: self.ramped_clinical}
        return ramped.get(told, self.ramped_total)

    @property
    def clinical_fte(self) -> Fraction:
        """Clinical FTE on average."""
        return self.clinical / self.share


def measure(contract: Contract, days: Days) -> Measure:
    """The measure of some days, exact over every change of FTE, salary and factor."""
    sums = [Fraction(0)] * 9
    for piece in pieces(contract, days):
        sums = [total + one for total, one in zip(sums, _constant(contract, piece), strict=True)]
    return Measure(*sums)


def _constant(contract: Contract, days: Days) -> tuple[Fraction, ...]:
    """The measure of days on which nothing changes, in the order of its fields."""
    part = share(contract, days)
    fte = [told for told in contract.fte if told.since <= days.first][-1]
    salaries = [Fraction(told.annual) for told in contract.base if told.since <= days.first]
    factors = [Fraction(told.factor) for told in contract.ramp if told.since <= days.first]
    clinical, total = Fraction(fte.clinical), Fraction(fte.total)
    salary, factor = (salaries or [Fraction(0)])[-1], (factors or [Fraction(1)])[-1]
    times = {By.NONE: Fraction(1), By.CLINICAL: clinical, By.TOTAL: total}[contract.base_by]
    clinical_base = salary * (1 if contract.base_by is By.NONE else clinical)
    return (
        part,
        part * clinical,
        part * total,
        part * salary * times,
        part * clinical_base,
        part * factor,
        part * factor * clinical,
        part * factor * total,
        part * factor * clinical_base,
    )


def pieces(contract: Contract, days: Days) -> Iterator[Days]:
    """The days cut where FTE, salary or the threshold's factor changes."""
    since = [told.since for told in contract.fte] + [told.since for told in contract.base]
    since += [told.since for told in contract.ramp]
    changes = {day for day in since if days.first < day <= days.last}
    starts = sorted({days.first, *changes})
    lasts = [*(day_before(start) for start in starts[1:]), days.last]
    yield from (Days(first, last) for first, last in zip(starts, lasts, strict=True))


def _months(days: Days) -> Iterator[date]:
    month = days.first.replace(day=1)
    while month <= days.last:
        yield month
        month = _months_on(month, 1)


def _share_of_month(days: Days, month: date) -> Fraction:
    length = calendar.monthrange(month.year, month.month)[1]
    in_month = Days(month, month.replace(day=length)).within(days)
    return Fraction(in_month.count if in_month else 0, 12 * length)


def _months_on(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return first.replace(year=first.year + years, month=month + 1)
