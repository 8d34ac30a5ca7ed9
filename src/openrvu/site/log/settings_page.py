"""What the person's figures depend on: place, plan, working days; what was done; deleting all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from openrvu.errors import OpenRVUError
from openrvu.productivity.log.identifiers import find
from openrvu.productivity.log.role import Role
from openrvu.productivity.plan_file import NAMES, plans
from openrvu.rules.places_of_service import place, places
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.site.answers import Head
from openrvu.site.environment import is_zone
from openrvu.site.log import record, scope
from openrvu.site.log.models import Change, Profile
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json, private_page, see_other

HEAD = Head(
    "Settings",
    "What the figures of your log depend on.",
    "/log/settings/",
    "/log/settings.json",
)
FIELDS = ("place", "specialty", "pos", "role", "plan", "target", "year_start", "timezone")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MOST_TARGET = Decimal(1_000_000)
_TRAIL = 200
_TARGET = re.compile(r"[0-9]{1,7}(?:\.[0-9]{1,2})?")


@require_http_methods(["GET", "HEAD", "POST"])
def own_settings(request: HttpRequest) -> HttpResponse:
    """The form; posted, it is kept, and the log is counted anew where that matters."""
    user = person(request)
    profile = scope.profile(user)
    if request.method != "POST":
        return _page(request, _said(profile), {})
    form = {name: request.POST.get(name, "").strip() for name in FIELDS}
    days = "".join(sorted(set(request.POST.getlist("work_days")) & set("0123456")))
    before = (profile.plan, profile.locality)
    problems = _fill(profile, form)
    profile.work_days = days
    if problems:
        return _page(request, {**form, "work_days": days}, problems)
    profile.save()
    Change(owner=user, by=user, kind=Change.Kind.SETTINGS).save(force_insert=True)
    if before != (profile.plan, profile.locality):
        record.revalue(user)
    return see_other("/log/settings/?kept=1")


@require_safe
def own_settings_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    profile = scope.profile(person(request))
    return private_json({**_said(profile), "locality": profile.locality or None})


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """What was done to the log, when and by whom; not what stood in it."""
    changes = scope.changes(person(request))[:_TRAIL]
    head = Head("What was done", "The audit trail of your log.", "/log/trail/", "/log/trail.json")
    return private_page(request, "log/trail.html", head, {"changes": changes, "MOST": _TRAIL})


@require_safe
def trail_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    changes = scope.changes(person(request))[:_TRAIL]
    return private_json({"changes": [_change_data(change) for change in changes]})


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Ask whether all is to be deleted; posted with the word, it is."""
    user = person(request)
    head = Head("Delete everything", "Delete all of your log.", "/log/erase/", "/log.json")
    problem = ""
    if request.method == "POST":
        if request.POST.get("word", "").strip().upper() == "DELETE":
            record.erase(user)
            return see_other("/log/")
        problem = "Type DELETE into the field; nothing was deleted."
    context = {"count": scope.entries(user).count(), "problem": problem}
    return private_page(request, "log/erase.html", head, context, status=422 if problem else 200)


def _said(profile: Profile) -> dict[str, Any]:
    plain = {name: getattr(profile, name) for name in FIELDS if name not in {"place", "target"}}
    return {
        **plain,
        "place": profile.zip_code or profile.locality,
        "plan": profile.plan or NAMES[0],
        "target": "" if profile.target is None else f"{profile.target.normalize():f}",
        "year_start": str(profile.year_start),
        "work_days": profile.work_days,
    }


def _fill(profile: Profile, form: Mapping[str, str]) -> dict[str, str]:
    """Put a form into a profile; what is wrong, by field."""
    problems: dict[str, str] = {}
    _fill_place(profile, form["place"], problems)
    _fill_target(profile, form["target"].replace(",", ""), problems)
    if form["pos"] and place(form["pos"]) is None:
        problems["pos"] = f"Place of service: found {form['pos'][:20]}; expected two digits."
    if form["role"] not in set(Role):
        problems["role"] = f"Role: found {form['role'][:20]}; expected one of {', '.join(Role)}."
    if form["plan"] not in NAMES:
        problems["plan"] = f"Plan: found {form['plan'][:20]}; expected one of {', '.join(NAMES)}."
    if form["timezone"] and not is_zone(form["timezone"]):
        problems["timezone"] = "Time zone: expected a name such as America/Chicago."
    if form["year_start"] not in {str(month) for month in range(1, 13)}:
        problems["year_start"] = "First month of your year: expected 1 to 12."
    if find(form["specialty"]):
        problems["specialty"] = "Specialty: this looks like a person's data."
    if not problems:
        profile.pos, profile.role, profile.plan = form["pos"], form["role"], form["plan"]
        profile.timezone, profile.specialty = form["timezone"], form["specialty"][:80]
        profile.year_start = int(form["year_start"])
    return problems


def _fill_place(profile: Profile, text: str, problems: dict[str, str]) -> None:
    """The locality of a ZIP code or a locality's name or number."""
    schedule = FeeSchedule.newest()
    try:
        zip_code = text[:5] if text[:5].isdigit() and len(text) in {5, 10} else ""
        if zip_code:
            found = schedule.locality_for_zip(zip_code)
        elif text:
            found = schedule.locality(text)
        profile.zip_code, profile.locality = zip_code, found.key if text else ""
    except OpenRVUError as error:
        problems["place"] = f"ZIP code or locality: {error}."


def _fill_target(profile: Profile, text: str, problems: dict[str, str]) -> None:
    if not text:
        profile.target = None
    elif _TARGET.fullmatch(text) and 0 < Decimal(text) <= _MOST_TARGET:
        profile.target = Decimal(text)
    else:
        problems["target"] = "Target: expected work RVUs a year, such as 5200 or 4812.5."


def _change_data(change: Change) -> dict[str, Any]:
    return {
        "at": change.at.isoformat(),
        "by": str(change.by) if change.by else None,
        "kind": change.kind,
        "entry": str(change.entry) if change.entry else None,
        "count": change.count,
    }


def _page(
    request: HttpRequest, form: Mapping[str, Any], problems: Mapping[str, str]
) -> HttpResponse:
    user: User = person(request)
    context = {
        "form": form,
        "problems": problems,
        "kept": request.GET.get("kept", ""),
        "locality": _locality_words(scope.profile(user)),
        "plans": plans(),
        "ROLES": list(Role),
        "PLACES": places(),
        "MONTHS": MONTHS,
        "DAYS": DAYS,
        "machine_zone": settings.TIME_ZONE,
    }
    return private_page(
        request, "log/settings.html", HEAD, context, status=422 if problems else 200
    )


def _locality_words(profile: Profile) -> str:
    if not profile.locality:
        return "National amounts"
    try:
        return FeeSchedule.newest().locality(profile.locality).label
    except OpenRVUError as error:
        return str(error)
