"""What the box offers while one types: favourites, recent lines, then codes by search.

It is posted, so that nothing that is typed stands in an address or in a proxy's log.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from openrvu.codes.index import open_index
from openrvu.productivity.log.identifiers import find as find_identifiers
from openrvu.productivity.log.suggest import Saved, Suggestion, suggest
from openrvu.site.answers import render
from openrvu.site.log import scope
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json

_LIMIT = 5
#: Lines looked back at for what is recent.
_RECENT = 80
_LONGEST = 2000


@require_POST
def suggestions(request: HttpRequest) -> HttpResponse:
    """Options of a list box; each carries the text that the box becomes."""
    context = {"suggestions": _found(request)}
    return HttpResponse(render("log/suggestions.html", context))


@require_POST
def suggestions_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    found = [
        {"text": s.text, "adds": s.adds, "title": s.title, "source": s.source}
        for s in _found(request)
    ]
    return private_json({"suggestions": found})


def recents(user: User) -> list[Saved]:
    """What the person logged lately, case by case, newest first, none twice."""
    rows = scope.entries(user).order_by("-created", "position")[:_RECENT]
    cases: dict[object, list[tuple[int, str]]] = {}
    for entry in rows:
        cases.setdefault(entry.case, []).append((entry.position, entry.label))
    index = open_index()
    texts = dict.fromkeys(" ".join(label for _, label in sorted(case)) for case in cases.values())
    return [Saved(text, index.title(text[:5])) for text in texts]


def _found(request: HttpRequest) -> list[Suggestion]:
    user = person(request)
    text = request.POST.get("text", "")
    if len(text) > _LONGEST or find_identifiers(text):
        return []
    favourites = [Saved(one.text, one.title) for one in scope.saved(user)]
    return suggest(text, favourites, recents(user), limit=_LIMIT)
