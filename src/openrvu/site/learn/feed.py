"""The blog as an Atom feed (RFC 4287)."""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from openrvu.site.learn.library import open_library
from openrvu.site.learn.sections import BLOG
from openrvu.site.learn.text import Text


def feed(request: HttpRequest) -> HttpResponse:
    """The posts, newest first."""
    site = str(settings.SITE_ADDRESS) or f"{request.scheme}://{request.get_host()}"
    body = feed_xml(site, open_library().texts(BLOG))
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")


def feed_xml(site: str, posts: tuple[Text, ...]) -> str:
    """The feed of a site at an address."""
    updated = max((post.reviewed for post in posts), default=date(2026, 1, 1))
    lines = (
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-US">',
        "<title>OpenRVU</title>",
        "<subtitle>What the numbers of the Medicare fee schedule show</subtitle>",
        f"<id>{escape(site)}/blog/</id>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(f"{site}/blog/feed.xml")}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(f"{site}/blog/")}/>',
        f"<updated>{_moment(updated)}</updated>",
        "<author><name>OpenRVU</name></author>",
        "<rights>CC BY 4.0</rights>",
        *(_entry(site, post) for post in posts),
        "</feed>",
    )
    return "\n".join(lines) + "\n"


def _entry(site: str, post: Text) -> str:
    address = f"{site}{post.address}"
    return "\n".join(
        (
            "<entry>",
            f"<title>{escape(post.title)}</title>",
            f"<id>{escape(address)}</id>",
            f'<link rel="alternate" type="text/html" href={quoteattr(address)}/>',
            f"<published>{_moment(post.published)}</published>",
            f"<updated>{_moment(max(post.published, post.reviewed))}</updated>",
            f"<summary>{escape(post.description)}</summary>",
            "</entry>",
        )
    )


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
