"""Two contracts side by side, on the log, on a volume, or on a mix of codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from openrvu.errors import OpenRVUError
from openrvu.exact import add, multiply, parse_decimal
from openrvu.productivity.contract.compare import (
    Comparison,
    Crossing,
    compare,
    crossings,
    pay_at,
)
from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.exactly import rounded
from openrvu.productivity.contract.facts import Facts
from openrvu.productivity.contract.work import PeriodWork, Work
from openrvu.productivity.contract.year import Days, days_in_force
from openrvu.productivity.log.known import known_codes
from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.value import Terms, value
from openrvu.site.contracts import scope
from openrvu.site.contracts.crediting import InForce
from openrvu.site.contracts.told import facts_of
from openrvu.site.contracts.work import worked
from openrvu.site.people.models import User

#: Volumes of the table, and points of the lines.
ROWS, POINTS = 10, 40
_MOST_WRVU = Decimal(999_999)
_LEAST_SCALE = Decimal(1_000)
_MOST_LINES = 100
_LINE = re.compile(r"([0-9A-Z]{5})((?:-[0-9A-Z]{2})*)\s*[X*×]?\s*([0-9][0-9,]*)?", re.ASCII)


class Unusable(OpenRVUError, ValueError):
    """What was asked for cannot be compared; the message says why."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two contracts.

    Attributes:
        told: the version and its days.
        contract: as it is run.
        facts: what is known of the year.
        days: on which it is in force in the year.
    """

    told: InForce
    contract: Contract
    facts: Facts
    days: Days


@dataclass(frozen=True, slots=True)
class Beside:
    """Two contracts and where they cross.

    Attributes:
        left: the one.
        right: the other.
        made: both run on the same work.
        crossings: volumes at which one overtakes the other.
        most: the largest volume of the table and the lines.
        table: volumes, each with the pay of both.
        points: the same for the lines.
    """

    left: Side
    right: Side
    made: Comparison
    crossings: tuple[Crossing, ...]
    most: Decimal
    table: tuple[tuple[Decimal, Decimal, Decimal], ...]
    points: tuple[tuple[Decimal, Decimal, Decimal], ...]


def side(user: User, told: InForce, year: int) -> Side:
    """A contract in a year.

    Raises:
        Unusable: it is not in force in it.
    """
    contract = told.contract
    try:
        days = days_in_force(contract, year)
    except OpenRVUError as error:
        raise Unusable(str(error)) from None
    kept = scope.facts(user, told.version, year)
    return Side(told, contract, facts_of(kept, days.first, days.last), days)


def on_log(user: User, one: Side, through: date) -> list[Work]:
    """What a contract credits of the log in its year, until a day."""
    last = min(one.days.last, through)
    return list(worked(user, one.contract, one.days.first, last).days)


def on_volume(text: str, one: Side) -> list[Work]:
    """Work RVUs of a year, spread evenly.

    Raises:
        Unusable: the text is no number of work RVUs.
    """
    try:
        wrvu = parse_decimal(text.strip().replace(",", ""), 2)
    except ValueError:
        wrvu = Decimal(-1)
    if not 0 < wrvu <= _MOST_WRVU:
        raise Unusable(f"Work RVUs a year: found {text[:30]!r}; expected a figure such as 5200.")
    return [PeriodWork(one.days.first, one.days.last, wrvu)]


def on_mix(text: str, one: Side) -> list[Work]:
    """A year's codes with their counts, credited as the contract does, spread evenly.

    Raises:
        Unusable: a line is not understood, or its code has no work RVUs that are known.
    """
    lines = list(_mix(text, one.days.first))
    values = value([line for line, _ in lines], Terms(one.contract.credit_plan()))
    total = Decimal(0)
    for (line, count), worth in zip(lines, values, strict=True):
        if worth.credited is None:
            raise Unusable(f"{line.label}: {worth.missing or 'no work RVU is known'}")
        total = add(total, multiply(worth.credited, Decimal(count)))
    return [PeriodWork(one.days.first, one.days.last, total)]


def beside(
    left: Side,
    right: Side,
    works: tuple[list[Work], list[Work]],
    year: int,
    through: date | None,
) -> Beside:
    """Run both until a day, None for the whole year, and look for where they cross.

    Raises:
        OpenRVUError: one goes by something that was not told of its year.
    """
    made = compare(
        left.contract,
        right.contract,
        works[0],
        year,
        left.facts,
        right_work=works[1],
        right_facts=right.facts,
        through=through,
    )
    most = _most(made)
    found = crossings(
        left.contract, right.contract, year, most, left.facts, right_facts=right.facts
    )

    def pays(count: int) -> tuple[tuple[Decimal, Decimal, Decimal], ...]:
        return tuple(
            (wrvu, _pay(left, year, wrvu), _pay(right, year, wrvu))
            for wrvu in _volumes(most, count)
        )

    return Beside(left, right, made, found, most, pays(ROWS), pays(POINTS))


def _pay(one: Side, year: int, wrvu: Decimal) -> Decimal:
    return pay_at(one.contract, year, wrvu, one.facts)


def _most(made: Comparison) -> Decimal:
    """A round volume with room above what was done, and above where more begins to be paid."""
    told = [made.left.wrvu, made.right.wrvu, _LEAST_SCALE]
    for one in (made.left, made.right):
        told += [one.outlook.threshold, one.outlook.break_even or Decimal(0)]
        told += [tier.start for tier in one.contract.production.tiers]
    wanted = multiply(max(told), Decimal("1.25"))
    step = Decimal(1).scaleb(wanted.adjusted())
    for part in (step, *(multiply(step, Decimal(n)) for n in range(2, 10))):
        if part >= wanted:
            return part
    return multiply(step, Decimal(10))


def _volumes(most: Decimal, count: int) -> Iterator[Decimal]:
    return (rounded(Fraction(most) * at / count, 2) for at in range(count + 1))


def _mix(text: str, day: date) -> Iterator[tuple[LogLine, int]]:
    parts = [part.strip() for part in re.split(r"[\n;]+|,(?![0-9]{3}\b)", text) if part.strip()]
    if not parts or len(parts) > _MOST_LINES:
        raise Unusable(
            f"Codes and counts: found {len(parts)} lines; expected 1 to {_MOST_LINES}, such as "
            "99214 x 1,200."
        )
    for number, part in enumerate(parts, 1):
        match = _LINE.fullmatch(part.upper())
        count = int((match[3] or "1").replace(",", "")) if match else 0
        if match is None or not 0 < count <= 999_999:
            raise Unusable(
                f"Codes and counts, line {number}: found {part[:30]!r}; expected a code and how "
                "often a year, such as 99214 x 1200."
            )
        if why := known_codes().why_unknown(match[1], day):
            raise Unusable(f"Codes and counts, line {number}: {why}")
        modifiers = tuple(one for one in match[2].split("-") if one)
        yield LogLine(day, match[1], modifiers), count
