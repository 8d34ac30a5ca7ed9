"""Every public page, for the sitemap and for the export."""

from __future__ import annotations

from collections.abc import Iterator

from openrvu.book.book import Book
from openrvu.codes.index import CodeIndex
from openrvu.rules.order import rules
from openrvu.site.cards.decks import decks
from openrvu.site.learn.library import open_library
from openrvu.site.learn.sections import SECTIONS, SUPPORT

#: Pages of their own, in the order of the site.
SINGLE = (
    "/",
    "/codes/",
    "/localities/",
    "/factors/",
    "/changes/",
    "/rules/",
    "/method/",
    "/about/",
    "/learn/",
    "/learn/cards/",
    *(section.address for section in SECTIONS),
)
#: Pages that only a server can answer, left out of an export.
SERVED = ("/search/", "/compare/", "/price/", "/tally/", "/log/", "/learn/quiz/", "/api/")


def public_paths(book: Book, index: CodeIndex) -> Iterator[str]:
    """The canonical address of every public page that needs no choice."""
    yield from SINGLE
    yield from (text.address for text in open_library().all() if text.section.slug != SUPPORT)
    yield from (f"/learn/cards/{deck.slug}/" for deck in decks())
    yield from (f"/rules/{name}/" for name in rules())
    newest = book.newest().label
    codes = frozenset(book.codes(newest))
    for category in index.categories():
        yield f"/browse/{category.slug}/"
        for family in index.families(category):
            if codes.intersection(index.family_codes(family)):
                yield f"/browse/{category.slug}/{family.slug}/"
    areas = {area.key for release in book.releases() for area in book.localities(release.label)}
    yield from (f"/localities/{key}/" for key in sorted(areas))
    yield from (f"/codes/{code}/" for code in sorted(codes))


def json_path(path: str) -> str:
    """The address of a page as JSON: ``/codes/76000/`` is ``/codes/76000.json``."""
    return "/index.json" if path == "/" else f"{path.rstrip('/')}.json"
