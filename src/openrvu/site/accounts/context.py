"""What allauth's pages need besides what allauth gives them, so that they look like ours."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils.html import json_script

from openrvu.site.answers import Head
from openrvu.site.private_answers import standing

JSON = "/account.json"
#: The mark of a browser in what it calls itself; the first that is found counts.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def account_page(request: HttpRequest) -> dict[str, Any]:
    """A processor of Django's: the names that the base of our pages uses."""

    def head_of(title: str) -> Head:
        """What a page says of itself; nobody but the person reads it."""
        return Head(title, f"{title}: your account at this site.", request.path, JSON)

    return {
        **standing(request),
        "path": request.path,
        "head_of": head_of,
        "said": get_messages(request),
        "json_script": json_script,
        "moment": moment,
        "browser": browser,
    }


def moment(at: datetime) -> str:
    """``November 24, 2026, 14:05 UTC``."""
    return f"{at:%B} {at.day}, {at.year}, {at:%H:%M} UTC"


def browser(agent: str) -> str:
    """``Firefox on Windows``, from what a browser calls itself; that itself where it is another."""
    named = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return f"{named} on {system}" if named and system else named or agent[:60] or "Not said"
