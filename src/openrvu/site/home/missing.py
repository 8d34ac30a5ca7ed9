"""The page for what is not there: it says so, and what is near."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from openrvu.book.book import open_book
from openrvu.codes.index import Place, open_index
from openrvu.codes.search import Hit
from openrvu.site.answers import Head, json_error, page, wants_json
from openrvu.site.finding.nearby import Seen, code_like, seen
from openrvu.site.finding.results import find, near, tidy

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Help:
    """What can be offered in place of a missing page.

    Attributes:
        life: when the releases held have the code, where it is one.
        hits: codes near it, or that fit the words.
        families: families that fit the words.
    """

    life: Seen | None = None
    hits: tuple[Hit, ...] = ()
    families: tuple[Place, ...] = ()


def not_found_page(request: HttpRequest, message: str, wanted: str) -> HttpResponse:
    """Answer 404.

    Args:
        request: what was asked.
        message: what is missing, in a sentence.
        wanted: the code or words that were meant, as typed.
    """
    if wants_json(request):
        return json_error(404, message)
    wanted = tidy(wanted)
    newest = open_book().newest()
    head = Head(
        title="Not found",
        description=message,
        path=request.path,
        json_path="/index.json",
    )
    asked = code_like(wanted)
    context = {
        "message": message,
        "wanted": wanted,
        "asked": asked[0] if asked else "",
        "help": help_for(wanted),
        "newest": newest,
        "first_year": open_book().releases()[0].year,
    }
    return page(request, "home/not_found.html", head, context, status=404)


def help_for(wanted: str) -> Help:
    """What lies near a code or words that led nowhere."""
    book, index = open_book(), open_index()
    if asked := code_like(wanted):
        life = seen(book, asked[0])
        if life or asked[0][1:4].isdigit():
            return Help(life, near(book, index, asked[0]))
    found = find(book, index, wanted)
    return Help(None, found.hits[:_SHOWN], found.families)
