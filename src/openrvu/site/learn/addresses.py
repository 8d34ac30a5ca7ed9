"""Whether the addresses that a text links to are there: pages of this site, anchors and all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from urllib.parse import urlsplit

from openrvu.site.learn.rendered import Rendered
from openrvu.site.learn.text import Problem

#: An address to the page there, or None where there is none.
Ask = Callable[[str], str | None]

_ID = re.compile(r'\bid="([^"]+)"')


def check_links(made: Rendered, ask: Ask) -> Iterator[Problem]:
    """The links of a text that lead nowhere."""
    own = {heading.anchor for heading in made.page.headings}
    for link in dict.fromkeys(made.page.links):
        if what := _fault(link, own, ask):
            yield Problem(made.text.file, made.text.line_with(link), f"link {link!r}: {what}")


def _fault(link: str, own: set[str], ask: Ask) -> str:
    parts = urlsplit(link)
    if parts.scheme:
        return "" if parts.scheme == "https" and parts.netloc else "expected https"
    if not parts.path:
        return "" if parts.fragment in own else "no heading of the text has this anchor"
    if not parts.path.startswith("/"):
        return "expected an address that begins with /, or a shortcode such as guide(…)"
    page = ask(link.partition("#")[0])
    if page is None:
        return "there is no such page"
    if parts.fragment and parts.fragment not in _ID.findall(page):
        return f"the page has no place {parts.fragment!r}"
    return ""


@cache
def asker() -> Ask:
    """Asks the site of this process, each address once."""
    from django.conf import settings
    from django.test import Client

    client = Client(raise_request_exception=False, headers={"host": settings.ALLOWED_HOSTS[0]})

    @cache
    def ask(address: str) -> str | None:
        response = client.get(address, follow=True)
        return response.content.decode() if response.status_code == 200 else None

    return ask
