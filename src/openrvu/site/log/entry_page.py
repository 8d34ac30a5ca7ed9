"""One entry: what it says and how it came to its figures; changing and deleting it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openrvu.codes.index import open_index
from openrvu.productivity.log.role import Role
from openrvu.rules.places_of_service import places
from openrvu.site.answers import Head
from openrvu.site.log import record, scope
from openrvu.site.log.entry_form import filled
from openrvu.site.log.models import Entry
from openrvu.site.log.rows import entry_data
from openrvu.site.log.today import today_of
from openrvu.site.log.today_page import address
from openrvu.site.log.valuing import valued
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json, private_page, see_other

#: The fields of the form, in its order.
FIELDS = ("date", "code", "modifiers", "units", "pos", "role", "tags", "note")


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, key: UUID) -> HttpResponse:
    """An entry; posted, it is changed."""
    user = person(request)
    found = scope.entry(user, key)
    if request.method != "POST":
        return _page(request, found, _said(user, found), {})
    form = {name: request.POST.get(name, "") for name in FIELDS}
    read = filled(form)
    if read.line is None:
        return _page(request, found, form, read.problems)
    version = request.POST.get("version", "")
    try:
        number = int(version) if version.isdigit() and len(version) < 10 else 0
        made = record.change(user, key, read.line, number)
    except record.Stale as stale:
        return _page(request, stale.entry, form, {"version": _STALE})
    if made.problems:
        problems = {problem.field: problem.words for _, problem in made.problems}
        return _page(request, found, form, problems)
    return see_other(address(read.line.date, today_of(scope.profile(user))))


_STALE = (
    "This entry was changed elsewhere after you opened it, so your change was not made. What you "
    "typed still stands below; what is kept now is at the top. Save again to put yours there."
)


@require_safe
def entry_json(request: HttpRequest, key: UUID) -> HttpResponse:
    """An entry as JSON, with the steps to its credited work RVU."""
    user = person(request)
    found = scope.entry(user, key)
    worth = _worth(user, found)
    steps = [{"rule": r.rule, "words": r.words, "after": r.after} for r in worth.reasons]
    tags = scope.tags_of(user, [key]).get(key, ())
    return private_json({**entry_data(found, tags), "steps": steps, "notices": worth.notices})


@require_POST
def delete(request: HttpRequest, key: UUID) -> HttpResponse:
    """Delete an entry. It can be taken back for an hour, and is then gone."""
    user = person(request)
    found = scope.entry(user, key)
    record.delete(user, [key])
    return see_other(address(found.date, today_of(scope.profile(user))))


def _said(user: User, found: Entry) -> dict[str, str]:
    tags = scope.tags_of(user, [found.pk]).get(found.pk, ())
    plain = {name: str(getattr(found, name)) for name in FIELDS if name != "tags"}
    return {**plain, "tags": " ".join(tags)}


def _worth(user: User, found: Entry) -> Any:
    """How the entry came to its figures, worked out anew with the others of its case."""
    case = list(
        scope.entries(user).filter(case=found.case, date=found.date).order_by("case", "position")
    )
    worths = valued(case, scope.profile(user))
    return next(w for e, w in zip(case, worths, strict=True) if e.pk == found.pk)


def _page(
    request: HttpRequest, found: Entry, form: Mapping[str, str], problems: Mapping[str, str]
) -> HttpResponse:
    user = person(request)
    head = Head(
        f"{found.label} on {found.date}",
        "One entry of your log.",
        f"/log/entries/{found.pk}/",
        f"/log/entries/{found.pk}.json",
    )
    context = {
        "entry": found,
        "title": open_index().title(found.code),
        "form": form,
        "problems": problems,
        "worth": _worth(user, found),
        "ROLES": list(Role),
        "PLACES": places(),
        "today": today_of(scope.profile(user)),
    }
    status = 409 if "version" in problems else 422 if problems else 200
    return private_page(request, "log/entry.html", head, context, status=status)
