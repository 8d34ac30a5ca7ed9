"""What opens without a network: manifest, worker and page. Nothing in them is anybody's.

The worker is made of two scripts and the list of files that it keeps; a change of any of them is a
change of its text, which is how a browser learns that there is a new one.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openrvu.site.answers import Head, render
from openrvu.site.private_answers import navigation
from openrvu.site.settings import HERE
from openrvu.site.templating import static

PAGE = "/log/offline/"
MANIFEST = "/log/manifest.webmanifest"
SCOPE = "/log/"
HEAD = Head("Log without a network", "Record now; it is sent when there is one.", PAGE, "/log.json")
#: Of the head of a page, light and dark: the colours of its own ground.
GROUND, GROUND_DARK, ACCENT = "#ffffff", "#10191e", "#0b6e69"
#: What the page without a network is made of.
FILES = ("style.css", "log.css", "offline.css", "offline-queue.js", "offline.js", "icon.svg")
_SCRIPTS = ("offline-queue.js", "worker.js")
_ICONS = (
    ("icon.svg", "any", "image/svg+xml", "any"),
    ("icons/icon-192.png", "192x192", "image/png", "any"),
    ("icons/icon-512.png", "512x512", "image/png", "any"),
    ("icons/maskable-192.png", "192x192", "image/png", "maskable"),
    ("icons/maskable-512.png", "512x512", "image/png", "maskable"),
)
_SHORTCUTS = (
    ("/log/", "Record", "Type what you did"),
    ("/log/dashboard/", "Dashboard", "Work RVUs, target and pace"),
    ("/log/days/", "Days", "What is logged, day by day"),
)


@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """How the app is called, looks and starts."""
    body = json.dumps(_manifest(), indent=1)
    return HttpResponse(body + "\n", content_type="application/manifest+json")


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """The service worker of the log's pages."""
    response = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    response.headers["Service-Worker-Allowed"] = SCOPE
    return response


@require_safe
def page(_request: HttpRequest) -> HttpResponse:
    """The page that stands in for the log while there is no network."""
    return HttpResponse(_page())


def _manifest() -> dict[str, Any]:
    there = {address for address, _ in navigation()}
    return {
        "id": "/log/",
        "name": "OpenRVU log",
        "short_name": "OpenRVU",
        "description": "Record the day's work and see its work RVUs, with a network or without.",
        "lang": "en",
        "start_url": "/log/",
        "scope": "/",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": ACCENT,
        "categories": ["medical", "productivity"],
        "icons": [
            {"src": static(name), "sizes": sizes, "type": kind, "purpose": purpose}
            for name, sizes, kind, purpose in _ICONS
        ],
        "shortcuts": [
            {"url": url, "name": name, "description": words}
            for url, name, words in _SHORTCUTS
            if url in there
        ],
    }


@cache
def _worker() -> str:
    page = _page()
    kept = {
        "page": PAGE,
        "files": [static(name) for name in FILES],
        "version": hashlib.sha256(page.encode()).hexdigest()[:12],
    }
    scripts = (HERE / "static" / "openrvu" / name for name in _SCRIPTS)
    texts = [script.read_text("utf-8") for script in scripts]
    return "\n".join((f"const SHELL = {json.dumps(kept)};", *texts))


@cache
def _page() -> str:
    colours = {"GROUND": GROUND, "GROUND_DARK": GROUND_DARK}
    return render("offline/offline.html", {"head": HEAD, "path": PAGE, **colours})
