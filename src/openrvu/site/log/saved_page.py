"""Favourites and templates, and doing a day again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openrvu.productivity.log import identifiers
from openrvu.productivity.log.line import LogLine
from openrvu.site.answers import Head
from openrvu.site.log import record, scope
from openrvu.site.log.box import read
from openrvu.site.log.models import Profile, Saved
from openrvu.site.log.rows import line_of
from openrvu.site.log.today import today_of
from openrvu.site.log.today_page import address, day_asked, uuid_of
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json, private_page, see_other

HEAD = Head(
    "Favourites and templates",
    "What you record often, for one tap.",
    "/log/saved/",
    "/log/saved.json",
)
MOST = 200


@require_http_methods(["GET", "HEAD", "POST"])
def saved(request: HttpRequest) -> HttpResponse:
    """The list; posted, one is added to it."""
    user = person(request)
    if request.method != "POST":
        return _page(request, {})
    kind = request.POST.get("kind", "")
    text = ", ".join(
        " ".join(p.split()) for p in request.POST.get("text", "").splitlines() if p.strip()
    )
    title = " ".join(request.POST.get("title", "").split())[:80]
    problem = _problem(user, kind, text, title)
    if problem:
        return _page(request, {"text": text, "title": title, "kind": kind, "problem": problem})
    if not scope.saved(user, kind).filter(text=text).exists():
        Saved(owner=user, kind=kind, text=text, title=title).save(force_insert=True)
    return see_other(_back(request))


@require_safe
def saved_json(request: HttpRequest) -> HttpResponse:
    """The list as JSON."""
    rows = scope.saved(person(request))
    return private_json(
        {"saved": [{"id": s.pk, "kind": s.kind, "text": s.text, "title": s.title} for s in rows]}
    )


@require_POST
def use(request: HttpRequest, key: int) -> HttpResponse:
    """Record what is saved, on the day of the page."""
    user = person(request)
    profile = scope.profile(user)
    one = scope.saved_one(user, key)
    day, problem = day_asked(request.POST.get("on", ""), today_of(profile))
    quick = read(one.text, day, profile)
    once = uuid_of(request.POST.get("key", "")) or uuid4()
    if problem or not quick.can_save or record.add(user, quick.lines, once).problems:
        words = "; ".join(p.words for p in quick.problems) or problem or "It has to be confirmed."
        return _page(request, {"text": one.text, "kind": one.kind, "problem": words})
    return see_other(address(day, today_of(profile)))


@require_POST
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """Take one off the list; entries made of it stay."""
    scope.saved_one(person(request), key).delete()
    return see_other("/log/saved/")


@require_POST
def repeat(request: HttpRequest) -> HttpResponse:
    """Record everything of one day again on another."""
    user = person(request)
    profile = scope.profile(user)
    today = today_of(profile)
    source, wrong = day_asked(request.POST.get("from", ""), today)
    day, also_wrong = day_asked(request.POST.get("on", ""), today)
    if wrong or also_wrong or source == day:
        return see_other("/log/days/")
    key = uuid_of(request.POST.get("key", "")) or uuid4()
    lines = _lines_of(user, source, day)
    if record.add(user, lines, key).problems:
        return see_other(f"/log/?day={source}")
    return see_other(address(day, today))


def _lines_of(user: User, source: date, day: date) -> list[LogLine]:
    entries = list(scope.entries(user).filter(date=source).order_by("created", "position"))
    tags = scope.tags_of(user, [entry.pk for entry in entries])
    return [replace(line_of(e, tags.get(e.pk, ())), date=day) for e in entries]


def _problem(user: User, kind: str, text: str, title: str) -> str:
    if kind not in Saved.Kind.values:
        return "Choose favourite or template."
    if len(text) > 2000:
        return "It is too long; at most 2,000 characters are kept."
    if scope.saved(user).count() >= MOST:
        return f"There are {MOST} already. Take one away first."
    profile: Profile = scope.profile(user)
    quick = read(f"{text}", today_of(profile), profile)
    if not quick.can_save:
        return " ".join(p.words for p in quick.problems) or "Type codes, such as 45385 45380-59."
    if identifiers.find(title):
        return "The name looks like a patient's; call it something else."
    return ""


def _back(request: HttpRequest) -> str:
    to = request.POST.get("to", "")
    return to if to.startswith("/log/") and "\\" not in to else "/log/saved/"


def _page(request: HttpRequest, form: dict[str, str]) -> HttpResponse:
    rows = scope.saved(person(request))
    context = {"saved": list(rows), "form": form, "key": uuid4()}
    return private_page(
        request, "log/saved.html", HEAD, context, status=422 if form.get("problem") else 200
    )
