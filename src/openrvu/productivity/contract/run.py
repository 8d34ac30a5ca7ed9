"""A contract run on a year's credited work RVUs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from openrvu.exact import add, round_half_up, subtract
from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.draw import draw_line, draw_part
from openrvu.productivity.contract.earn import Key, earn
from openrvu.productivity.contract.exactly import cents, shown
from openrvu.productivity.contract.facts import Facts
from openrvu.productivity.contract.outlook import outlook
from openrvu.productivity.contract.pay_terms import Pays
from openrvu.productivity.contract.production import measured, rates_of
from openrvu.productivity.contract.says import notices
from openrvu.productivity.contract.statement import (
    APART,
    Part,
    PartKind,
    Payment,
    Statement,
)
from openrvu.productivity.contract.steps import Earning, Step, number
from openrvu.productivity.contract.terms import Settle
from openrvu.productivity.contract.work import Volume, Work
from openrvu.productivity.contract.year import (
    Days,
    NotInForce,
    Stretch,
    days_in_force,
    drawn_in,
    is_fixed,
    measure,
    periods,
    split,
    year_of,
)

NO_FACTS = Facts()
_ORDER = tuple(PartKind)
_ROUNDED = (
    "Pay to date is rounded half up to the cent, once for all parts together; "
    "a part's cents are what it adds to those before it."
)


def run(
    contract: Contract,
    work: Iterable[Work],
    year: int,
    facts: Facts = NO_FACTS,
    through: date | None = None,
) -> Statement:
    """What the contract pays for the contract year that begins in ``year``.

    Money is exact until a period is paid. Then the pay of the year to date is rounded half up to
    the cent, once for all parts together, and what was paid before is taken off; a part's cents
    are what it adds to the rounded sum of the parts before it.

    Args:
        contract: whose terms go.
        work: credited work RVUs, as days or stretches of days; days outside the year are left out.
        year: calendar year in which the contract year begins.
        facts: what else is known.
        through: the last day to go to, for a year not yet over; the year's last by default.

    Raises:
        NotInForce: the contract has no day in the year, or none until ``through``.
        MissingFact: the contract goes by something that ``facts`` does not hold.
    """
    force = days_in_force(contract, year)
    gone = _gone(contract, force, through)
    settling = _Settling(contract, Volume(work), facts, force, gone)
    payments = tuple(settling.payments(year))
    whole = measure(contract, gone)
    return Statement(
        contract=contract,
        year=year,
        first=gone.first,
        last=gone.last,
        is_complete=gone == force,
        wrvu=shown(settling.work.within(gone)),
        threshold=shown(settling.threshold()),
        parts=_year(payments),
        payments=payments,
        outlook=outlook(contract, year, settling.work, gone.last, facts),
        clinical_share=whole.clinical,
        total_share=whole.total,
        notices=notices(contract, facts, payments),
    )


def _gone(contract: Contract, force: Days, through: date | None) -> Days:
    last = min(through or force.last, force.last)
    gone = Days(date.min, last).within(force)
    if gone is None:
        raise NotInForce(
            f"contract {contract.name!r} is in force from {force.first} in that year; "
            f"{last} is before it"
        )
    return gone


@dataclass(slots=True)
class _Settling:
    """A year on its way, period by period."""

    contract: Contract
    work: Volume
    facts: Facts
    force: Days
    gone: Days
    paid: dict[Key, Decimal] = field(default_factory=dict)
    windows: list[Stretch] = field(default_factory=list)

    def payments(self, year: int) -> Iterator[Payment]:
        """Each period that has begun, in order."""
        owed, before = round_half_up(self.facts.draw_owed), _periods_before(self.contract, year)
        for place, period in enumerate(periods(self.contract, year), 1):
            days = period.within(self.gone)
            if days is None:
                return
            self._window(period, days)
            parts = self._parts(is_over=days.last == self.force.last)
            line, draw = None, drawn_in(self.contract, period)
            if draw is not None:
                earned = add(*(part.amount for part in parts if part.kind not in APART))
                is_last = days.last == self.force.last
                line = draw_line(draw, before + place, earned, owed, is_last=is_last)
                owed, parts = line.owed, (*parts, draw_part(draw, line))
            wrvu = shown(self.work.within(days))
            yield Payment(place, days.first, days.last, days == period, wrvu, parts, line)

    def threshold(self) -> Fraction:
        """Work RVUs that earn nothing over the days gone by."""
        if self.contract.production.pays is Pays.NOTHING:
            return Fraction(0)
        return sum(
            (
                rates_of(self.contract, measured(self.contract, stretch), self.facts).threshold
                for window in self.windows
                for stretch in split(self.contract, window)
                if not is_fixed(self.contract, stretch)
            ),
            Fraction(0),
        )

    def _window(self, period: Days, days: Days) -> None:
        if self.contract.settle is Settle.ALONE:
            self.windows.append(Stretch(days, period))
        else:
            self.windows = [Stretch(Days(self.force.first, days.last), self.force)]

    def _parts(self, *, is_over: bool) -> tuple[Part, ...]:
        earned = earn(self.contract, self.windows, self.work, self.facts, is_over=is_over)
        found, exact = [], Fraction(0)
        for key in sorted(earned, key=lambda key: _ORDER.index(key[0])):
            before, exact = exact, exact + earned[key].amount
            to_date = subtract(cents(exact), cents(before))
            found.append(self._part(key, earned[key], to_date))
        return tuple(part for part in found if part.steps)

    def _part(self, key: Key, earning: Earning, to_date: Decimal) -> Part:
        before = self.paid.get(key, Decimal(0))
        self.paid[key] = to_date
        amount = subtract(to_date, before)
        if not earning.steps and not amount:
            return Part(*key, amount)
        numbers = (number("year to date", earning.amount), number("paid before", before))
        step = Step(
            "pay.cents", f"{_ROUNDED} Less what was paid before.", numbers, number("paid", amount)
        )
        return Part(*key, amount, (*earning.steps, step))


def _year(payments: tuple[Payment, ...]) -> tuple[Part, ...]:
    """The parts of all payments, each summed, with the steps of its year to date."""
    found: dict[Key, Part] = {}
    for part in (part for payment in payments for part in payment.parts):
        before = found.get((part.kind, part.name))
        amount = add(before.amount, part.amount) if before else part.amount
        steps = part.steps
        if part.kind is PartKind.DRAW:  # each period's draw stands for itself
            steps = (*(before.steps if before else ()), *steps)
        found[part.kind, part.name] = Part(part.kind, part.name, amount, steps)
    return tuple(_of_year(part) for part in sorted(found.values(), key=_place))


def _of_year(part: Part) -> Part:
    """The part of the year with its own last step, in place of that of its last payment."""
    if part.kind is PartKind.DRAW:
        return part
    *steps, last = part.steps
    step = Step(
        last.rule, "Rounded half up to the cent.", last.numbers[:1], number("paid", part.amount)
    )
    return replace(part, steps=(*steps, step))


def _place(part: Part) -> int:
    return _ORDER.index(part.kind)


def _periods_before(contract: Contract, year: int) -> int:
    """Payout periods of the contract before the year; a draw's are counted from its start."""
    years = range(year_of(contract, contract.starts), year)
    return sum(len(periods(contract, one)) for one in years)
