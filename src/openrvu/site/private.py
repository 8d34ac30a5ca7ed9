"""What stands before private pages: bounds, the forged-form check, and who is asking.

Private addresses are those of the log and of accounts. Nothing on any other page depends on who
asks, so public pages are kept in memory and shared; see :mod:`openrvu.site.middleware`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.functional import SimpleLazyObject

from openrvu.site.answers import json_error, wants_json

Answer = Callable[[HttpRequest], HttpResponseBase]

LOG = ("/log/", "/log.json")
ACCOUNT = ("/account/", "/account.json")
#: The longest body that a private address takes; a year's report of a large group is a tenth.
LONGEST_BODY = settings.FILE_UPLOAD_MAX_MEMORY_SIZE
#: Pages of the installed app that hold nothing of anybody's, and must open without a network.
OPEN = frozenset(("/log/manifest.webmanifest", "/log/worker.js", "/log/offline/"))


def is_private(path: str) -> bool:
    """Whether an address is answered for one person alone."""
    return settings.MODE.has_log and path.startswith(LOG + ACCOUNT)


class Guard:
    """Refuses a body that is too long before it is read; keeps private answers out of caches."""

    def __init__(self, get_response: Answer) -> None:
        """Keep the rest of the chain."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, where the address is private, with the headers of a private page."""
        if not is_private(request.path):
            return self._get_response(request)
        response = _too_long(request) or self._get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        # Public JSON may be read by scripts of other sites; this may not.
        response.headers.pop("Access-Control-Allow-Origin", None)
        return response


class Csrf(CsrfViewMiddleware):
    """Django's check of forms, on private addresses.

    Other addresses are only read (OnlyReading), and calls of the API carry nobody's cookie.
    """

    def process_view(
        self, request: HttpRequest, callback: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseForbidden | None:
        """Refuse a form that did not come from this site."""
        if not is_private(request.path):
            return None
        return super().process_view(request, callback, args, kwargs)


class SoloUser:
    """The person at this machine is signed in: there is nobody else."""

    def __init__(self, get_response: Answer) -> None:
        """Keep the rest of the chain."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer for that person; a page that does not ask who it is does not look."""
        from openrvu.site.people.solo import solo_user

        request.user = SimpleLazyObject(solo_user)  # type: ignore[assignment]
        return self._get_response(request)


class SignedIn:
    """Every address of the log asks for an account, so that no view can forget to."""

    def __init__(self, get_response: Answer) -> None:
        """Keep the rest of the chain."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer those who are signed in; lead the others to the door."""
        path = request.path
        if not path.startswith(LOG) or path in OPEN or request.user.is_authenticated:
            return self._get_response(request)
        if wants_json(request) or request.method not in {"GET", "HEAD"}:
            return json_error(401, "Nobody is signed in; sign in at /account/login/ and ask again")
        return HttpResponseRedirect(f"/account/login/?{urlencode({'next': path})}")


def _too_long(request: HttpRequest) -> HttpResponse | None:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdigit() and int(length) <= LONGEST_BODY:
        return None
    most = f"{LONGEST_BODY // 2**20} MiB"
    return HttpResponse(
        f"What was sent is too long; at most {most} is taken. Send it in parts.\n",
        status=413,
        content_type="text/plain; charset=utf-8",
    )
