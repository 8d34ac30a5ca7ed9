"""The log by day, filtered and in pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openrvu.calendar import parse_day
from openrvu.codes.index import open_index
from openrvu.productivity.log.role import Role
from openrvu.site.answers import Head, json_error
from openrvu.site.log import scope
from openrvu.site.log.models import Entry
from openrvu.site.log.rows import entry_data
from openrvu.site.log.today_page import Row, rows_of
from openrvu.site.log.totals import Total, totals
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json, private_page

#: The filters, as they stand in the address.
NAMES = ("from", "to", "code", "tag", "role", "category")
PAGE = 100
_BEGINNING, _END = date(1900, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for.

    Attributes:
        given: the filters as they stood in the address.
        entries: those that pass, newest day first.
        page: from 1.
        problems: filters that could not be understood, which were left out.
    """

    given: Mapping[str, str]
    entries: QuerySet[Entry]
    page: int
    problems: Mapping[str, str]

    def link(self, page: int) -> str:
        """The address of another page of the same."""
        said = {**self.given, **({"page": str(page)} if page > 1 else {})}
        return f"/log/days/?{urlencode(said)}" if said else "/log/days/"


@dataclass(frozen=True, slots=True)
class Day:
    """A day's lines on this page, and the total of all that pass of it."""

    day: date
    rows: tuple[Row, ...]
    total: Total


@require_safe
def days(request: HttpRequest) -> HttpResponse:
    """The log by day, newest first."""
    user = person(request)
    asked = _asked(request, user)
    entries, more = _of_page(asked)
    (whole,) = totals(asked.entries, (("All", _BEGINNING, _END),))
    context = {
        "asked": asked,
        "days": _by_day(user, asked, entries),
        "whole": whole,
        "more": more,
        "problems": asked.problems,
        "tags": scope.tags_used(user),
        "ROLES": list(Role),
        "categories": open_index().categories(),
    }
    head = Head(
        "Days", "Your log by day.", "/log/days/", f"/log/days.json?{urlencode(asked.given)}"
    )
    return private_page(
        request, "log/days.html", head, context, status=400 if asked.problems else 200
    )


@require_safe
def days_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    user = person(request)
    asked = _asked(request, user)
    if asked.problems:
        name, words = next(iter(asked.problems.items()))
        return json_error(400, words, parameter=name)
    entries, more = _of_page(asked)
    (whole,) = totals(asked.entries, (("All", _BEGINNING, _END),))
    rows = rows_of(user, entries)
    return private_json(
        {
            "lines": [entry_data(row.entry, row.tags) for row in rows],
            "total": whole.data,
            "page": asked.page,
            "more": more,
        }
    )


def _of_page(asked: Asked) -> tuple[list[Entry], bool]:
    first = (asked.page - 1) * PAGE
    found = list(asked.entries[first : first + PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def _by_day(user: User, asked: Asked, entries: list[Entry]) -> list[Day]:
    rows = rows_of(user, entries)
    shown = sorted({entry.date for entry in entries}, reverse=True)
    if not shown:
        return []
    sums = totals(asked.entries, tuple((str(day), day, day) for day in shown))
    by_day = {total.first: total for total in sums}
    return [
        Day(day, tuple(of_day), by_day[day])
        for day, of_day in groupby(rows, key=lambda row: row.entry.date)
    ]


def _asked(request: HttpRequest, user: User) -> Asked:
    given = {n: request.GET[n].strip() for n in NAMES if request.GET.get(n, "").strip()}
    problems: dict[str, str] = {}
    entries = scope.entries(user).order_by("-date", "created", "position", "pk")
    for name, field in (("from", "date__gte"), ("to", "date__lte")):
        if name in given and (day := _day(name, given[name], problems)):
            entries = entries.filter(**{field: day})
    plain: dict[str, Any] = {
        "code": given.get("code", "").upper(),
        "role": given.get("role", ""),
        "category": given.get("category", ""),
    }
    entries = entries.filter(**{name: value for name, value in plain.items() if value})
    if "tag" in given:
        entries = entries.filter(pk__in=scope.tagged(user, given["tag"].lstrip("#")))
    page = request.GET.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    return Asked(given, entries, max(number, 1), problems)


def _day(name: str, text: str, problems: dict[str, str]) -> date | None:
    try:
        return parse_day(text)
    except ValueError as error:
        problems[name] = str(error)
        return None
