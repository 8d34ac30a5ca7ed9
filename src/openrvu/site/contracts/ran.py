"""A contract run on the log for a year: money to date, and where the year is going."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from openrvu.errors import OpenRVUError
from openrvu.exact import subtract
from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.facts import Facts
from openrvu.productivity.contract.run import run
from openrvu.productivity.contract.statement import Statement
from openrvu.productivity.contract.work import PeriodWork, Work
from openrvu.productivity.contract.year import Days, NotInForce, days_in_force, year_of
from openrvu.productivity.forecast import Forecast, WorkingDays, forecast
from openrvu.site.contracts import scope
from openrvu.site.contracts.crediting import InForce
from openrvu.site.contracts.told import Question, facts_of, questions
from openrvu.site.contracts.work import Worked, worked
from openrvu.site.dashboard.scope import off_within
from openrvu.site.log.models import Profile
from openrvu.site.people.models import User

_DAY = timedelta(days=1)
_NOTHING = Worked((), 0, 0)


@dataclass(frozen=True, slots=True)
class Ran:
    """A year of a contract.

    Attributes:
        told: the contract and the days on which it holds.
        year: calendar year in which the contract year begins.
        years: others to look at.
        days: on which it is in force in the year; None where on none.
        work: of the log, to date.
        statement: to date; None where it cannot be told.
        problem: why not, in a sentence.
        questions: what the contract asks of the year.
        forecast: of the work; None where the year is over.
        projected: the whole year at the forecast's lower end, at its middle and at its upper end;
            at the middle alone where there is no band; empty where it cannot be told.
    """

    told: InForce
    year: int
    years: tuple[int, ...]
    days: Days | None
    work: Worked
    statement: Statement | None
    problem: str
    questions: tuple[Question, ...]
    forecast: Forecast | None = None
    projected: tuple[Statement, ...] = ()

    @property
    def whole(self) -> Statement | None:
        """The whole year: as it was, or as it is projected."""
        if self.statement is not None and self.statement.is_complete:
            return self.statement
        return self.projected[len(self.projected) // 2] if self.projected else None


def ran(user: User, profile: Profile, told: InForce, year: int | None, today: date) -> Ran:
    """Run a version of a contract on the person's log.

    Args:
        user: whose.
        profile: of the person, for the days worked.
        told: the contract.
        year: in which the contract year begins; None takes that of today, or the nearest.
        today: the last day that counts as gone.
    """
    contract = told.contract
    years = years_of(told, today)
    year = year if year is not None else min(max(year_of(contract, today), years[0]), years[-1])
    kept = scope.facts(user, told.version, year)
    asks = questions(contract, kept)
    try:
        days = days_in_force(contract, year)
    except NotInForce as error:
        return Ran(told, year, years, None, _NOTHING, None, sentence(error), asks)
    facts = facts_of(kept, days.first, days.last)
    through = min(days.last, today)
    try:
        work = worked(user, contract, days.first, through)
        statement = run(contract, work.days, year, facts, through)
    except OpenRVUError as error:  # not begun, a fact that was not told, a release not held
        return Ran(told, year, years, days, _NOTHING, None, sentence(error), asks)
    going = None if statement.is_complete else _forecast(user, profile, statement, work, days)
    projected = _projected(contract, year, facts, work, going, days) if going else ()
    return Ran(told, year, years, days, work, statement, "", asks, going, projected)


def years_of(told: InForce, today: date) -> tuple[int, ...]:
    """The contract years to choose from: from the first until today's, or the last of it."""
    contract = told.contract
    first = year_of(contract, told.first)
    last = year_of(contract, min(told.last, max(today, told.first)))
    return tuple(range(first, last + 1))


def sentence(error: OpenRVUError) -> str:
    """An error as a page says it."""
    words = str(error)
    return f"{words[:1].upper()}{words[1:]}" + ("" if words.endswith(".") else ".")


def _forecast(
    user: User, profile: Profile, statement: Statement, work: Worked, days: Days
) -> Forecast:
    weekdays = frozenset(int(digit) for digit in profile.work_days) or frozenset(range(5))
    off = off_within(user, days.first, days.last)
    target = statement.outlook.break_even or statement.outlook.threshold
    planned = WorkingDays(days.first, days.last, off, weekdays)
    return forecast(work.days, target, statement.last, planned)


def _projected(
    contract: Contract, year: int, facts: Facts, work: Worked, going: Forecast, days: Days
) -> tuple[Statement, ...]:
    """The whole year at each volume of the forecast, what is to come spread evenly."""
    volumes = [going.low, going.projection, going.high]
    told = [wrvu for wrvu in volumes if wrvu is not None]
    rest = Days(going.through + _DAY, days.last)
    return tuple(
        run(contract, _with_rest(work.days, subtract(wrvu, going.done), rest), year, facts)
        for wrvu in told
    )


def _with_rest(done: Sequence[Work], more: Decimal, rest: Days) -> list[Work]:
    return [*done, PeriodWork(rest.first, rest.last, more)]
