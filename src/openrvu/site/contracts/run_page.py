"""A contract run on the log for a year: the money with each step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openrvu.exact import plain
from openrvu.productivity.contract.as_data import statement_data
from openrvu.productivity.contract.statement import PartKind
from openrvu.productivity.forecast import METHOD
from openrvu.site.answers import Head, json_error
from openrvu.site.contracts import scope
from openrvu.site.contracts.models import Version
from openrvu.site.contracts.ran import Ran, ran
from openrvu.site.log import scope as log
from openrvu.site.log.recredit import stale
from openrvu.site.log.today import today_of
from openrvu.site.paper import has_paper
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json, private_page


@require_safe
def contract(request: HttpRequest, key: UUID) -> HttpResponse:
    """The page of a contract and a year."""
    version = scope.version(person(request), key)
    year, problem = year_asked(request)
    return page_of(request, version, year, problem=problem)


@require_safe
def contract_json(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same as JSON."""
    user = person(request)
    version = scope.version(user, key)
    year, problem = year_asked(request)
    if problem:
        return json_error(400, problem, parameter="year")
    return private_json(run_data(run_of(user, version, year)))


def run_of(user: User, version: Version, year: int | None) -> Ran:
    """A version of a contract, run on the person's log until today."""
    profile = log.profile(user)
    return ran(user, profile, scope.standing(user, version), year, today_of(profile))


def year_asked(request: HttpRequest) -> tuple[int | None, str]:
    """The year of the address, None for today's; and what is wrong with it."""
    text = request.GET.get("year", "")
    if not text:
        return None, ""
    if text.isascii() and text.isdigit() and 1950 <= int(text[:5]) <= 2200:
        return int(text), ""
    return None, f"Year: found {text[:20]!r}; expected a year such as 2026."


def page_of(
    request: HttpRequest,
    version: Version,
    year: int | None,
    *,
    problem: str = "",
    problems: Mapping[str, str] | None = None,
    said: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The page, with what is wrong in the form of the year's facts, if anything is."""
    user = person(request)
    told = run_of(user, version, year)
    address = f"/log/contracts/{version.pk}/"
    context: dict[str, Any] = {
        "ran": told,
        "version": version,
        "last": None if told.told.last == date.max else told.told.last,
        "problem": problem,
        "problems": problems or {},
        "said": said or {},
        "kept": request.GET.get("kept", ""),
        "stale": stale(user).count(),
        "METHOD": METHOD,
        "DRAW": PartKind.DRAW,
        "has_paper": has_paper(),
        "versions": [one for one in scope.versions(user) if one.series == version.series],
    }
    head = Head(version.name, "A contract run on the log.", address, f"{address[:-1]}.json")
    status = 422 if problems else 400 if problem else 200
    return private_page(request, "contracts/run.html", head, context, status=status)


def run_data(told: Ran) -> dict[str, Any]:
    """A year of a contract for JSON."""
    going = told.forecast
    return {
        "id": str(told.told.version.pk),
        "contract": told.told.version.name,
        "year": told.year,
        "years": list(told.years),
        "lines": told.work.lines,
        "lines_without_credit": told.work.unknown,
        "counted_anew": told.work.recounted,
        "problem": told.problem or None,
        "statement": statement_data(told.statement) if told.statement else None,
        "forecast": None
        if going is None
        else {
            "method": METHOD,
            "through": going.through,
            "projection": going.projection,
            "low": going.low,
            "high": going.high,
            "no_band": going.no_band or None,
        },
        "projected_pay": [
            {"wrvu": plain(one.wrvu), "amount": plain(one.amount)} for one in told.projected
        ],
    }
