"""The days on which the person does not work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openrvu.calendar import parse_day
from openrvu.productivity.log.identifiers import find
from openrvu.site.answers import Head
from openrvu.site.dashboard import scope
from openrvu.site.dashboard.holidays import federal_holidays
from openrvu.site.dashboard.models import LONGEST_NAME, DaysOff
from openrvu.site.dashboard.spans import year_of
from openrvu.site.log import scope as log
from openrvu.site.log.today import today_of
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json, private_page, see_other

PATH = "/log/dashboard/days-off/"
#: No leave that is asked for in one go is longer.
_MOST_DAYS = 366
_MOST_STRETCHES = 1000


@dataclass(frozen=True, slots=True)
class Form:
    """Days off as they were typed, and what is wrong with them, by field."""

    first: str = ""
    last: str = ""
    name: str = ""
    problems: tuple[tuple[str, str], ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
def days_off(request: HttpRequest) -> HttpResponse:
    """The days, and a form for more; posted, they are kept."""
    user = person(request)
    if request.method != "POST":
        return _page(request, user, Form())
    typed = {name: request.POST.get(name, "").strip() for name in ("first", "last", "name")}
    stretch, problems = read(typed)
    if stretch is None or problems:
        return _page(request, user, Form(**typed, problems=tuple(problems.items())))
    if scope.days_off(user).count() >= _MOST_STRETCHES:
        said = (("first", f"{_MOST_STRETCHES} stretches are kept; remove some that are past"),)
        return _page(request, user, Form(**typed, problems=said))
    scope.keep_days_off(user, [stretch])
    return see_other(PATH)


@require_safe
def days_off_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    return private_json({"days_off": [_data(one) for one in scope.days_off(person(request))]})


@require_POST
def add_holidays(request: HttpRequest) -> HttpResponse:
    """Keep the federal holidays of a year as days off."""
    text = request.POST.get("year", "")
    if text.isascii() and text.isdigit() and 1971 <= int(text) <= 2199:
        found = federal_holidays(int(text))
        scope.keep_days_off(person(request), [(day, day, name) for day, name in found])
    return see_other(PATH)


@require_POST
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """Take a stretch away."""
    scope.day_off(person(request), key).delete()
    return see_other(PATH)


def read(typed: dict[str, str]) -> tuple[tuple[date, date, str] | None, dict[str, str]]:
    """Days from a form, or what is wrong with it; without a last day, it is one day."""
    problems: dict[str, str] = {}
    first = _day("first", typed["first"], problems)
    last = _day("last", typed["last"], problems) if typed["last"] else first
    name = " ".join(typed["name"].split())
    if len(name) > LONGEST_NAME:
        problems["name"] = f"{len(name)} letters; at most {LONGEST_NAME}"
    elif found := find(name):
        problems["name"] = found[0].words
    if first is None or last is None:
        return None, problems
    if last < first:
        problems["last"] = f"{last} is before {first}; give the first day first"
    elif (last - first).days >= _MOST_DAYS:
        problems["last"] = f"{first} to {last} is more than a year; give it in parts"
    return (first, last, name), problems


def _day(name: str, text: str, problems: dict[str, str]) -> date | None:
    try:
        day = parse_day(text)
    except ValueError as error:
        problems[name] = str(error)
        return None
    if not date(1950, 1, 1) <= day <= date(2199, 12, 31):
        problems[name] = f"{day}: expected a day from 1950 to 2199"
        return None
    return day


def _page(request: HttpRequest, user: User, form: Form) -> HttpResponse:
    profile = log.profile(user)
    today = today_of(profile)
    year = year_of(today, profile.year_start)
    kept = list(scope.days_off(user))
    context: dict[str, Any] = {
        "form": form,
        "problems": dict(form.problems),
        "coming": [one for one in kept if one.last >= today],
        "past": [one for one in reversed(kept) if one.last < today],
        "years": sorted({year.first.year, year.last.year, today.year + 1}),
        "work_days": [int(digit) for digit in profile.work_days],
        "LONGEST_NAME": LONGEST_NAME,
    }
    head = Head("Days off", "Days without work, for pace and forecast.", PATH, f"{PATH[:-1]}.json")
    status = 400 if form.problems else 200
    return private_page(request, "dashboard/days_off.html", head, context, status=status)


def _data(one: DaysOff) -> dict[str, Any]:
    return {"first": one.first, "last": one.last, "name": one.name}
