"""The list of every public page, for search engines."""

from __future__ import annotations

from xml.sax.saxutils import escape

from django.conf import settings

from openrvu.book.book import open_book
from openrvu.codes.index import open_index
from openrvu.site.paths import public_paths

#: Pages that need the server and stand well without a question.
_SERVED = ("/compare/", "/price/", "/tally/", "/api/")


def sitemap_xml(site: str) -> str:
    """The sitemap of a site at an address; every page changes with the newest release."""
    day = open_book().newest().published
    changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
    paths = [*public_paths(open_book(), open_index())]
    if not settings.STATIC_EXPORT:
        paths += _SERVED
    lines = [f"<url><loc>{escape(site + path)}</loc>{changed}</url>" for path in paths]
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *lines,
            "</urlset>",
            "",
        )
    )
