"""“What did this release do to me”: the same log under any two releases or credit plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openrvu.errors import OpenRVUError
from openrvu.exact import plain, ratio
from openrvu.productivity.contract.as_data import statement_data
from openrvu.productivity.contract.year import year_of
from openrvu.productivity.log.revalue import Change
from openrvu.productivity.log.value import Terms
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_file import NAMES, plan
from openrvu.schedule.releases import Release
from openrvu.schedule.source import default_source
from openrvu.site.answers import Head, json_error
from openrvu.site.contracts import scope
from openrvu.site.contracts.crediting import contract_of
from openrvu.site.contracts.models import Version
from openrvu.site.contracts.offers import Side, side
from openrvu.site.contracts.ran import sentence
from openrvu.site.contracts.releases import Effect, effect
from openrvu.site.contracts.run_page import year_asked
from openrvu.site.log import scope as log
from openrvu.site.log.models import Profile
from openrvu.site.log.today import today_of
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json, private_page

HEAD = Head(
    "What a release did",
    "The same log under any two releases or credit plans.",
    "/log/contracts/releases/",
    "/log/contracts/releases.json",
)
#: By date of service: each line under the release of its day.
BY_DATE = "dates"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared.

    Attributes:
        year: the contract year, or the calendar year without a contract.
        days: its first day, and its last or today.
        contract: whose money is asked for; None for none.
        before: release and plan of the one side, as chosen.
        after: those of the other.
    """

    year: int
    days: tuple[date, date]
    contract: Version | None
    before: tuple[str, str]
    after: tuple[str, str]


@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    """The page."""
    user = person(request)
    profile = log.profile(user)
    asked, problem = _asked(request, user, profile)
    found, problem = (None, problem) if problem else _found(user, profile, asked)
    context: dict[str, Any] = {
        "asked": asked,
        "found": found,
        "problem": problem,
        "versions": list(scope.versions(user)),
        "RELEASES": [release.label for release in reversed(default_source().releases())],
        "PLANS": _plans(user),
        "BY_DATE": BY_DATE,
        "NAMES": dict(_plan_names(user)),
        "percent": _percent,
        "years": _years(user, profile),
    }
    return private_page(
        request, "contracts/releases.html", HEAD, context, status=422 if problem else 200
    )


@require_safe
def releases_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    user = person(request)
    profile = log.profile(user)
    asked, problem = _asked(request, user, profile)
    found, problem = (None, problem) if problem else _found(user, profile, asked)
    if found is None:
        return json_error(422, problem)
    return private_json(
        {
            "from": asked.days[0],
            "to": asked.days[1],
            "before": {"release": asked.before[0], "plan": asked.before[1]},
            "after": {"release": asked.after[0], "plan": asked.after[1]},
            **_data(found),
        }
    )


def _data(found: Effect) -> dict[str, Any]:
    paid = found.paid
    return {
        "whole": _change(found.made.whole),
        "categories": [
            {
                "name": one.name,
                "lines": one.lines,
                "credited_before": one.before,
                "credited_after": one.after,
            }
            for one in found.groups
        ],
        "codes": [_change(change) for change in found.made.codes],
        "pay": None
        if paid is None
        else {
            "before": statement_data(paid.before),
            "after": statement_data(paid.after),
            "difference": plain(paid.difference),
            "equivalents": [
                {"term": one.term, "now": one.now, "same": one.same, "unit": one.unit}
                for one in paid.equivalents
            ],
        },
        "problem": found.problem or None,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "code": change.code or None,
        "lines": change.lines,
        "units": change.units,
        "credited_before": change.before.credited,
        "credited_after": change.after.credited,
        "credited_difference": change.credited,
        "work_rvu_difference": change.full,
        "medicare_amount_difference": change.amount,
        "lines_without_credit": change.unknown,
    }


def _percent(change: Change) -> Any:
    """By how many percent the credit changed, to two digits; None where there was none."""
    before = change.before.credited
    return ratio(change.credited * 100, before, 2) if before else None


def _asked(request: HttpRequest, user: User, profile: Profile) -> tuple[Asked, str]:
    today = today_of(profile)
    version = _contract(user, request.GET.get("contract"), today)
    year, problem = year_asked(request)
    if year is None:
        standing = scope.standing(user, version) if version else None
        day = min(max(today, standing.first), standing.last) if standing else today
        year = year_of(standing.contract, day) if standing else today.year
    month = contract_of(version).year_begins if version else 1
    first = date(year, month, 1)
    last = min(today, first.replace(year=year + 1) - timedelta(days=1))
    before, after = _usual(default_source().releases(), last)
    usual = str(version.pk) if version else profile.plan or NAMES[0]
    sides = [
        (request.GET.get(f"{name}_release", release), request.GET.get(f"{name}_plan", usual))
        for name, release in (("before", before), ("after", after))
    ]
    return Asked(year, (first, last), version, sides[0], sides[1]), problem


def _contract(user: User, said: str | None, today: date) -> Version | None:
    """The contract chosen; without a choice the one in force, ``none`` for none."""
    if said == "none":
        return None
    if said:
        try:
            return scope.version(user, UUID(said))
        except ValueError:
            raise Http404("There is no such contract of yours") from None
    listed = [scope.standing(user, one) for one in scope.versions(user) if not one.is_offer]
    return next((one.version for one in listed if one.first <= today <= one.last), None)


def _usual(held: tuple[Release, ...], day: date) -> tuple[str, str]:
    """The last release of the year before, and the one in force on a day."""
    now = [one for one in held if one.in_force.first <= day] or list(held)
    earlier = [one for one in now if one.year < now[-1].year] or now
    return earlier[-1].label, now[-1].label


def _found(user: User, profile: Profile, asked: Asked) -> tuple[Effect | None, str]:
    plans = _plans(user)
    held = {release.label for release in default_source().releases()}
    for label, name in (asked.before, asked.after):
        if name not in plans:
            return None, f"Credit plan: found {name[:40]!r}; expected one of the list."
        if label not in held and label != BY_DATE:
            return None, f"Release: found {label[:20]!r}; expected one of the list."
    before, after = (
        Terms(plans[name], profile.locality or None, None if label == BY_DATE else label)
        for label, name in (asked.before, asked.after)
    )
    one: Side | None = None
    problem = ""
    if asked.contract is not None:
        try:
            one = side(user, scope.standing(user, asked.contract), asked.year)
        except OpenRVUError as error:
            problem = sentence(error)
    found = effect(user, before, after, asked.days, one, asked.year)
    return (found, "") if not problem else (None, problem)


def _plans(user: User) -> Mapping[str, CreditPlan]:
    """The plans to choose from: the package's by name, and each contract's by its id."""
    found = {name: plan(name) for name in NAMES}
    for version in scope.versions(user):
        try:
            found[str(version.pk)] = contract_of(version).credit_plan()
        except OpenRVUError:
            continue
    return found


def _plan_names(user: User) -> list[tuple[str, str]]:
    named = [(name, plan(name).name) for name in NAMES]
    return named + [(str(one.pk), f"that of {one.name}") for one in scope.versions(user)]


def _years(user: User, profile: Profile) -> list[int]:
    """The years from the log's first line until today's."""
    first = log.entries(user).order_by("date").values_list("date", flat=True).first()
    today = today_of(profile)
    return list(range(min((first or today).year, today.year), today.year + 1))
