"""What an address of the site answers, for tests that ask with Django's client."""

from __future__ import annotations

import json
import re
from typing import Any

from django.http import HttpResponse
from django.test import Client


def ask(client: Client, path: str) -> HttpResponse:
    """The answer, whatever it is; redirects are not followed."""
    response = client.get(path)
    assert isinstance(response, HttpResponse)
    return response


def html(client: Client, path: str, status: int = 200) -> str:
    """A page's text, white space squeezed so that line breaks do not matter."""
    response = ask(client, path)
    assert response.status_code == status, (path, response.content[:300])
    return " ".join(response.content.decode().split())


def data(client: Client, path: str, status: int = 200) -> Any:
    """What an address answers as JSON."""
    response = ask(client, path)
    assert response.status_code == status, (path, response.content[:300])
    assert response.headers["Content-Type"] == "application/json"
    return json.loads(response.content, parse_float=_no_float)


def main_of(page: str) -> str:
    """A page without its head, header and footer."""
    return page[page.index("<main") : page.index("</main>")]


def words_of(page: str) -> str:
    """What a reader sees of a page's main part: its text without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", main_of(page)).split())


def links_of(page: str) -> set[str]:
    """The addresses on this site that a page's main part links to."""
    found = re.findall(r'href="(/[^"]*)"', main_of(page))
    return {link.replace("&amp;", "&") for link in found}


def _no_float(text: str) -> None:
    raise AssertionError(f"{text} is a float; figures are decimal strings")
