"""Where the year's work is going: pace, target, and a projection with its band.

The method, in words: the pace is credited work RVUs so far for each working day so far, and goes
on for the working days that are left. The band is what chance may do, judged by how far the
weeks so far lie from that pace: for each calendar week with working days, (work RVUs minus pace
times its working days) squared, for each working day; summed over the weeks and divided by one
less than their number, that is the spread of a working day. Over r days left, after w days gone,
the projection's spread is the square root of spread times r times (1 + r / w), for the pace
itself is a guess as well. The band is 1.2816 of that to either side: four years in five should
end in it, where the weeks to come are like those gone by. It knows nothing of seasons or leave
that is not in the calendar.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

from openrvu.exact import RVU_PLACES, add, multiply, ratio, round_half_up, subtract

#: Of years like the one so far, so many percent should end within the band.
BAND_PERCENT = 80
#: Fewer weeks than this tell nothing of their spread.
LEAST_WEEKS = 4
METHOD = "Linear pace by working days; the band is 80 percent, from the spread of the weeks so far."

_DAY = timedelta(days=1)
_EIGHTY = Decimal("1.2816")
_MANY = Context(prec=40, rounding=ROUND_HALF_UP)
_NONE = Decimal(0)
_MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The days on which work is planned.

    Attributes:
        first: of the year.
        last: of the year, included.
        days_off: holidays, leave, courses.
        weekdays: worked, Monday is 0.
    """

    first: date
    last: date
    days_off: frozenset[date] = frozenset()
    weekdays: frozenset[int] = _MONDAY_TO_FRIDAY

    def __post_init__(self) -> None:
        """Refuse a year that ends before it begins.

        Raises:
            ValueError: it does.
        """
        if self.last < self.first:
            raise ValueError(f"{self.first} to {self.last} ends before it begins")

    def __contains__(self, day: date) -> bool:
        """Whether work is planned on a day."""
        return (
            self.first <= day <= self.last
            and day.weekday() in self.weekdays
            and day not in self.days_off
        )

    def all(self) -> Iterator[date]:
        """Every working day, in order."""
        return (day for day in _days(self.first, self.last) if day in self)


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the year so far.

    Attributes:
        day: of the calendar.
        wrvu: credited on it.
        to_date: credited since the year's first day.
        target_to_date: the target times the working days gone, over those of the year.
    """

    day: date
    wrvu: Decimal
    to_date: Decimal
    target_to_date: Decimal


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where the year's work is going.

    Attributes:
        through: last day counted.
        done: credited work RVUs so far.
        target: of the year, work RVUs.
        days_gone: working days so far.
        days_left: working days to come.
        target_to_date: the target's share of the working days gone, to 2 digits.
        pace: work RVUs a working day, to 2 digits; None before the first working day.
        needed: work RVUs a working day still to reach the target, to 2 digits; 0 where it is
            reached, None where no working day is left.
        projection: of the year, to 2 digits; None before the first working day.
        low: lower end of the band, never below ``done``; None where it cannot be told.
        high: upper end of the band; None where it cannot be told.
        no_band: why there is no band, in a sentence; empty where there is one.
        reached_on: the working day on which the target is reached at this pace; None where it
            is not in the year.
        by_day: the year so far, day by day.
    """

    through: date
    done: Decimal
    target: Decimal
    days_gone: int
    days_left: int
    target_to_date: Decimal
    pace: Decimal | None
    needed: Decimal | None
    projection: Decimal | None
    low: Decimal | None
    high: Decimal | None
    no_band: str
    reached_on: date | None
    by_day: tuple[DayLine, ...]

    @property
    def ahead(self) -> Decimal:
        """Work RVUs ahead of the target's share of the days gone; behind where negative."""
        return subtract(self.done, self.target_to_date)


def forecast(
    work: Iterable[tuple[date, Decimal]], target: Decimal, through: date, days: WorkingDays
) -> Forecast:
    """Project a year's credited work RVUs. :data:`METHOD` and this module say how.

    Args:
        work: days and their credited work RVUs, in any order; a day may stand many times, and
            days outside the year or after ``through`` are left out.
        target: work RVUs of the year.
        through: the last day counted as gone.
        days: the working calendar of the year.
    """
    through = min(through, days.last)
    by_day = _by_day(work, days.first, through)
    done = add(*by_day.values())
    planned = list(days.all())
    gone = sum(day <= through for day in planned)
    left = planned[gone:]
    projection = _projection(done, gone, len(left))
    half, no_band = _half_band(by_day, days, through, len(left))
    return Forecast(
        through=through,
        done=done,
        target=target,
        days_gone=gone,
        days_left=len(left),
        target_to_date=_share(target, gone, len(planned)),
        pace=ratio(done, Decimal(gone), RVU_PLACES) if gone else None,
        needed=_needed(done, target, len(left)),
        projection=projection,
        low=None if half is None or projection is None else max(done, subtract(projection, half)),
        high=None if half is None or projection is None else add(projection, half),
        no_band=no_band,
        reached_on=_reached_on(by_day, target, gone, left),
        by_day=_lines(by_day, target, through, days),
    )


def _by_day(
    work: Iterable[tuple[date, Decimal]], first: date, through: date
) -> dict[date, Decimal]:
    found: dict[date, Decimal] = defaultdict(Decimal)
    for day, wrvu in work:
        if first <= day <= through:
            found[day] = add(found[day], wrvu)
    return dict(sorted(found.items()))


def _projection(done: Decimal, gone: int, left: int) -> Decimal | None:
    return ratio(multiply(done, Decimal(gone + left)), Decimal(gone), RVU_PLACES) if gone else None


def _needed(done: Decimal, target: Decimal, left: int) -> Decimal | None:
    lacking = max(_NONE, subtract(target, done))
    if not lacking:
        return _NONE
    return ratio(lacking, Decimal(left), RVU_PLACES) if left else None


def _reached_on(
    by_day: Mapping[date, Decimal], target: Decimal, gone: int, left: list[date]
) -> date | None:
    total, reached = _NONE, None
    for day, wrvu in by_day.items():
        total = add(total, wrvu)
        # A void may take it away again.
        reached = (reached or day) if total >= target else None
    if reached is not None:
        return reached
    # total / gone a day, for n more days: total * (gone + n) >= target * gone.
    for more, day in enumerate(left, 1):
        if gone and multiply(total, Decimal(gone + more)) >= multiply(target, Decimal(gone)):
            return day
    return None


def _half_band(
    by_day: Mapping[date, Decimal], days: WorkingDays, through: date, left: int
) -> tuple[Decimal | None, str]:
    """Half the width of the band, to 2 digits, or None with the reason."""
    weeks = _weeks(by_day, days, through)
    if len(weeks) < LEAST_WEEKS:
        return (
            None,
            f"{len(weeks)} weeks tell too little of their spread; {LEAST_WEEKS} are needed.",
        )
    gone = sum(planned for planned, _ in weeks)
    pace = _MANY.divide(add(*(wrvu for _, wrvu in weeks)), Decimal(gone))
    squares = _NONE
    for planned, wrvu in weeks:
        off = _MANY.subtract(wrvu, _MANY.multiply(pace, Decimal(planned)))
        squares = _MANY.add(squares, _MANY.divide(_MANY.multiply(off, off), Decimal(planned)))
    a_day = _MANY.divide(squares, Decimal(len(weeks) - 1))
    days_and_guess = _MANY.divide(Decimal(left * (gone + left)), Decimal(gone))
    spread = _MANY.sqrt(_MANY.multiply(a_day, days_and_guess))
    return round_half_up(_MANY.multiply(_EIGHTY, spread), RVU_PLACES), ""


def _weeks(
    by_day: Mapping[date, Decimal], days: WorkingDays, through: date
) -> list[tuple[int, Decimal]]:
    """Working days and work RVUs of each calendar week; weeks without working days left out."""
    planned: dict[date, int] = defaultdict(int)
    for day in _days(days.first, through):
        planned[_monday(day)] += day in days
    made: dict[date, Decimal] = defaultdict(Decimal)
    for day, wrvu in by_day.items():
        made[_monday(day)] = add(made[_monday(day)], wrvu)
    return [(count, made[week]) for week, count in planned.items() if count]


def _lines(
    by_day: Mapping[date, Decimal], target: Decimal, through: date, days: WorkingDays
) -> tuple[DayLine, ...]:
    of_year = sum(1 for _ in days.all())
    total, gone, found = _NONE, 0, []
    for day in _days(days.first, through):
        wrvu = by_day.get(day, _NONE)
        total, gone = add(total, wrvu), gone + (day in days)
        found.append(DayLine(day, wrvu, total, _share(target, gone, of_year)))
    return tuple(found)


def _share(target: Decimal, gone: int, of_year: int) -> Decimal:
    if not of_year:
        return target
    return ratio(multiply(target, Decimal(gone)), Decimal(of_year), RVU_PLACES)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + _DAY * count for count in range((last - first).days + 1))


def _monday(day: date) -> date:
    return day - _DAY * day.weekday()
