"""What a dashboard is asked for, as it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest

from openrvu.calendar import parse_day
from openrvu.productivity.log.role import Role
from openrvu.site.dashboard.spans import Against, Bucket, Span, offered, usual, year_of

#: Filters of entries, as they stand in the address.
FILTERS = ("tag", "pos", "role", "category")
DATES = ("from", "to", "by", "against")
#: No span is longer: a log of more than 40 years is a slip of the keyboard.
MOST_DAYS = 40 * 366
_LONGEST = 60

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for.

    Attributes:
        given: what stood in the address and was understood.
        today: the person's.
        span: whose work is shown.
        by: what its days are gathered into.
        against: what it is held against.
        year_start: the month in which the person's year begins.
        problems: what could not be understood, by name; the usual was taken instead.
    """

    given: Mapping[str, str]
    today: date
    span: Span
    by: Bucket
    against: Against
    year_start: int
    problems: Mapping[str, str]

    @property
    def before(self) -> Span:
        """The span that this one is held against."""
        return self.span.against(self.against)

    @property
    def filters(self) -> dict[str, str]:
        """The filters of entries that are set."""
        return {name: self.given[name] for name in FILTERS if name in self.given}

    def query(self, **other: str) -> str:
        """The part of an address after the question mark, with some things asked otherwise."""
        said = {name: text for name, text in {**self.given, **other}.items() if text}
        return urlencode(said)

    def spans(self) -> list[tuple[str, str, bool]]:
        """Spans that are offered: name, query, and whether it is the one that is shown."""
        return [
            (name, self.query(**_dates(span), by=""), span == self.span)
            for name, span in offered(self.today, self.year_start)
        ]


def ask(
    request: HttpRequest, today: date, year_start: int, filters: Sequence[str] = FILTERS
) -> Asked:
    """Read what is asked for; the year so far where no days are.

    Args:
        request: whose address is read.
        today: the person's.
        year_start: the month in which the person's year begins.
        filters: those of entries that are understood.
    """
    names = (*DATES, *filters)
    given = {n: request.GET[n].strip() for n in names if request.GET.get(n, "").strip()}
    problems: dict[str, str] = {}
    span = _span(given, today, year_start, problems)
    by = _one(Bucket, "by", given, problems) or usual(span)
    against = _one(Against, "against", given, problems) or Against.YEAR
    _check_filters(given, problems)
    understood = {name: text for name, text in given.items() if name not in problems}
    return Asked(understood, today, span, by, against, year_start, problems)


def _span(given: Mapping[str, str], today: date, year_start: int, problems: dict[str, str]) -> Span:
    days = {name: _day(name, given, problems) for name in ("from", "to")}
    last = days["to"] or max(today, days["from"] or today)
    first = days["from"] or year_of(last, year_start).first
    if first > last:
        problems["from"] = f"{first} is after {last}, so there are no days between them"
    elif (last - first).days >= MOST_DAYS:
        problems["from"] = f"{first} to {last} is more than 40 years; ask for fewer"
    if "from" in problems:
        first = year_of(last, year_start).first
    return Span(first, last)


def _day(name: str, given: Mapping[str, str], problems: dict[str, str]) -> date | None:
    if name not in given:
        return None
    try:
        day = parse_day(given[name])
    except ValueError as error:
        problems[name] = str(error)
        return None
    # A year before, and weeks around it, must still be dates.
    if not date(1950, 1, 1) <= day <= date(2199, 12, 31):
        problems[name] = f"{day}: expected a day from 1950 to 2199"
        return None
    return day


def _one(
    kind: type[_Choice], name: str, given: Mapping[str, str], problems: dict[str, str]
) -> _Choice | None:
    text = given.get(name)
    if text is None:
        return None
    try:
        return kind(text)
    except ValueError:
        problems[name] = f"{name}={text[:_LONGEST]}: expected {' or '.join(kind)}"
        return None


def _check_filters(given: dict[str, str], problems: dict[str, str]) -> None:
    if "tag" in given:
        given["tag"] = given["tag"].lstrip("#")
    if given.get("role", Role.PRIMARY) not in set(Role):
        problems["role"] = f"role={given['role'][:_LONGEST]}: expected one of {', '.join(Role)}"
    pos = given.get("pos", "11")
    if not (len(pos) == 2 and pos.isascii() and pos.isdigit()):
        problems["pos"] = f"pos={pos[:_LONGEST]}: expected a place of service of two digits, as 11"


def _dates(span: Span) -> dict[str, str]:
    return {"from": span.first.isoformat(), "to": span.last.isoformat()}
