"""Two contracts or offers side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openrvu.errors import OpenRVUError
from openrvu.exact import plain
from openrvu.productivity.contract.as_data import comparison_data
from openrvu.productivity.contract.work import Work
from openrvu.productivity.contract.year import year_of
from openrvu.site.answers import Head, json_error
from openrvu.site.contracts import scope
from openrvu.site.contracts.chart import pay_lines
from openrvu.site.contracts.crediting import contract_of
from openrvu.site.contracts.models import Version
from openrvu.site.contracts.offers import (
    Beside,
    Side,
    Unusable,
    beside,
    on_log,
    on_mix,
    on_volume,
    side,
)
from openrvu.site.contracts.ran import sentence
from openrvu.site.contracts.run_page import year_asked
from openrvu.site.contracts.told import questions
from openrvu.site.log import scope as log
from openrvu.site.log.today import today_of
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json, private_page

HEAD = Head(
    "Compare contracts",
    "Two contracts or offers side by side.",
    "/log/contracts/compare/",
    "/log/contracts/compare.json",
)
WORK = (("log", "My log"), ("wrvu", "wRVU a year"), ("codes", "Codes and counts"))
_LONGEST_MIX = 4_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared.

    Attributes:
        versions: the person's, to choose from.
        left: the one; None where there is none.
        right: the other.
        year: in which the contract years begin.
        work: ``log``, ``wrvu`` or ``codes``.
        wrvu: the volume, as typed.
        codes: the mix, as typed.
    """

    versions: tuple[Version, ...]
    left: Version | None
    right: Version | None
    year: int
    work: str
    wrvu: str
    codes: str


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """The page."""
    user = person(request)
    asked, problem = _asked(request, user)
    found: Beside | None = None
    if not problem and asked.left and asked.right:
        found, problem = _found(user, asked, (asked.left, asked.right))
    context: dict[str, Any] = {
        "asked": asked,
        "found": found,
        "problem": problem,
        "asks": _asking(asked) if problem else [],
        "WORK": WORK,
        "chart": _chart(found) if found else "",
    }
    return private_page(
        request, "contracts/compare.html", HEAD, context, status=422 if problem else 200
    )


@require_safe
def compare_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    user = person(request)
    asked, problem = _asked(request, user)
    if problem:
        return json_error(400, problem)
    if asked.left is None or asked.right is None:
        return private_json({"comparison": None})
    found, problem = _found(user, asked, (asked.left, asked.right))
    if found is None:
        return json_error(422, problem)
    return private_json(
        {
            "year": asked.year,
            "work": asked.work,
            "comparison": comparison_data(found.made),
            "crossings": [
                {"wrvu": plain(one.wrvu), "pays_more": "right" if one.right_pays_more else "left"}
                for one in found.crossings
            ],
            "pay_by_wrvu": [
                {"wrvu": plain(wrvu), "left": plain(left), "right": plain(right)}
                for wrvu, left, right in found.table
            ],
        }
    )


def _asked(request: HttpRequest, user: User) -> tuple[Asked, str]:
    versions = tuple(scope.versions(user))
    left = _chosen(user, request.GET.get("left", "")) or (versions[0] if versions else None)
    others = [one for one in versions if left is None or one.pk != left.pk]
    right = _chosen(user, request.GET.get("right", "")) or (others[0] if others else None)
    year, problem = year_asked(request)
    work = request.GET.get("work", "log")
    if work not in dict(WORK):
        problem = problem or f"Work: found {work[:20]!r}; expected one of log, wrvu, codes."
    asked = Asked(
        versions,
        left,
        right,
        year or _usual_year(user, left, right),
        work,
        request.GET.get("wrvu", "")[:30],
        request.GET.get("codes", "")[:_LONGEST_MIX],
    )
    return asked, problem


def _chosen(user: User, text: str) -> Version | None:
    if not text:
        return None
    try:
        return scope.version(user, UUID(text))
    except ValueError:
        raise Http404("There is no such contract of yours") from None


def _usual_year(user: User, left: Version | None, right: Version | None) -> int:
    """The year of today, or the first in which both are in force."""
    today = today_of(log.profile(user))
    if left is None or right is None:
        return today.year
    one, other = scope.standing(user, left), scope.standing(user, right)
    day = min(max(today, one.first, other.first), one.last, other.last)
    return year_of(one.contract, day)


def _found(user: User, asked: Asked, both: tuple[Version, Version]) -> tuple[Beside | None, str]:
    try:
        left, right = (side(user, scope.standing(user, one), asked.year) for one in both)
        works = _work(user, asked, left), _work(user, asked, right)
        through = today_of(log.profile(user)) if asked.work == "log" else None
        return beside(left, right, works, asked.year, through), ""
    except OpenRVUError as error:
        return None, sentence(error)


def _asking(asked: Asked) -> list[Version]:
    """The contracts of the two that go by something that a year must be told."""
    both = [one for one in (asked.left, asked.right) if one is not None]
    return [one for one in both if questions(contract_of(one), {})]


def _work(user: User, asked: Asked, one: Side) -> list[Work]:
    if asked.work == "wrvu":
        return on_volume(asked.wrvu, one)
    if asked.work == "codes":
        return on_mix(asked.codes, one)
    found = on_log(user, one, today_of(log.profile(user)))
    if not found:
        raise Unusable(
            f"The log has no credited work from {one.days.first} on in that year. Enter the wRVU "
            "of a year instead, or codes and counts."
        )
    return found


def _chart(found: Beside) -> str:
    names = found.left.told.version.name, found.right.told.version.name
    return pay_lines(found.points, found.crossings, names, found.made.left.wrvu)
