"""The list of every public page, for search engines."""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import escape

from django.conf import settings

from openrvu.book.book import open_book
from openrvu.codes.index import open_index
from openrvu.site.learn.library import open_library
from openrvu.site.paths import public_paths

#: Pages that need the server and stand well without a question.
_SERVED = ("/compare/", "/price/", "/tally/", "/learn/quiz/", "/api/")


def sitemap_xml(site: str) -> str:
    """The sitemap of a site at an address.

    A text changes when it is reviewed, every other page with the newest release.
    """
    newest = open_book().newest().published
    reviewed = {text.address: text.reviewed for text in open_library().all()}
    paths = [*public_paths(open_book(), open_index())]
    if not settings.STATIC_EXPORT:
        paths += _SERVED
    lines = [_line(site + path, reviewed.get(path, newest)) for path in paths]
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *lines,
            "</urlset>",
            "",
        )
    )


def _line(address: str, day: date | None) -> str:
    changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
    return f"<url><loc>{escape(address)}</loc>{changed}</url>"
