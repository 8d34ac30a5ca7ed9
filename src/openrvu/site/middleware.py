"""Headers every answer carries, the methods understood, and a memory of pages already rendered."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from openrvu.site.answers import json_error, wants_json
from openrvu.site.api import is_call
from openrvu.site.choice import NAMES
from openrvu.site.compression import compress, wants_gzip
from openrvu.site.private import is_private

Answer = Callable[[HttpRequest], HttpResponseBase]

# Nothing is loaded from elsewhere and no script or style stands inside a page.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_METHODS = "GET, HEAD, OPTIONS"


class SecurityHeaders:
    """Adds the headers that Django has no setting for."""

    def __init__(self, get_response: Answer) -> None:
        """Keep the rest of the chain."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the headers added."""
        response = self._get_response(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class OnlyReading:
    """No public page is ever written: methods other than GET and HEAD get 405.

    Calls of the API keep this rule themselves: a claim is too long for an address, so it is posted.
    Private pages have forms, and views that say which methods they take.
    """

    def __init__(self, get_response: Answer) -> None:
        """Keep the rest of the chain."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass reading on; say to the rest what is allowed."""
        if request.method in {"GET", "HEAD"} or _decides_itself(request.path):
            return self._get_response(request)
        response: HttpResponse
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
            if wants_json(request):
                response.headers["Access-Control-Allow-Origin"] = "*"
                response.headers["Access-Control-Allow-Methods"] = _METHODS
                response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
        elif wants_json(request):
            response = json_error(405, f"{request.method} is not answered; ask with GET")
        else:
            response = HttpResponse(
                f"{request.method} is not answered here; ask with GET.\n",
                status=405,
                content_type="text/plain; charset=utf-8",
            )
        response.headers["Allow"] = _METHODS
        return response


def _decides_itself(path: str) -> bool:
    """Whether an address has rules of its own for methods and for what may be kept."""
    return is_call(path) or is_private(path)


#: An address is kept only where all its parameters are among these, so that nobody can fill the
#: memory with parameters of their own invention.
_PARAMETERS = frozenset((*NAMES, "sort", "category", "measure", "codes"))
#: What one reader asks once, and what must be fresh.
_NEVER_KEPT = ("/search", "/tally", "/health/")
#: These name the host they were asked under, unless the site has an address of its own.
_NAME_THE_HOST = frozenset(("/sitemap.xml", "/robots.txt", "/blog/feed.xml"))
#: What an entry weighs beside its key and body: headers, objects, table.
_OVERHEAD = 2048


@dataclass(frozen=True, slots=True)
class _Page:
    """A whole answer, apart from any one request."""

    body: bytes
    headers: tuple[tuple[str, str], ...]

    def response(self) -> HttpResponse:
        """The answer as an object of its own, so that no two threads share one."""
        return HttpResponse(self.body, headers=dict(self.headers))


class PageCache:
    """Keeps whole answers by address: the book does not change while a process runs.

    The oldest unused page goes first when there are ``PAGE_CACHE_PAGES``, or they weigh
    ``PAGE_CACHE_BYTES``. Bodies are compressed once, and kept as they are sent. Every page has an
    ETag, kept or not, so a browser that has it already gets 304 and no body.
    """

    def __init__(self, get_response: Answer) -> None:
        """Start empty."""
        self._get_response = get_response
        self._pages: OrderedDict[str, _Page] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from memory where the page is there."""
        request.get_host()  # refuses a host that is not ours, which a kept page would not
        if _decides_itself(request.path):
            return self._get_response(request)
        compressed = wants_gzip(request)
        key = f"{'gzip' if compressed else ''} {request.get_full_path()}" if _kept(request) else ""
        page = self._find(key) if key else None
        if page is not None:
            response = page.response()
        else:
            answer = self._get_response(request)
            if not isinstance(answer, HttpResponse) or answer.status_code != 200:
                return answer
            response = _finished(answer, compressed=compressed)
            if key:
                self._keep(key, _Page(response.content, tuple(response.items())))
        changed = get_conditional_response(
            request, etag=response.headers["ETag"], response=response
        )
        return response if changed is None else changed

    def _find(self, key: str) -> _Page | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def _keep(self, key: str, page: _Page) -> None:
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._bytes += _weight(key, page)
            while self._pages and (
                self._bytes > settings.PAGE_CACHE_BYTES
                or len(self._pages) > settings.PAGE_CACHE_PAGES
            ):
                self._drop(next(iter(self._pages)))

    def _drop(self, key: str) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self._bytes -= _weight(key, page)


def _kept(request: HttpRequest) -> bool:
    if request.path.startswith(_NEVER_KEPT):
        return False
    if request.path in _NAME_THE_HOST and not settings.SITE_ADDRESS:
        return False
    return _PARAMETERS.issuperset(request.GET)


def _finished(response: HttpResponse, *, compressed: bool) -> HttpResponse:
    """The answer with its validator, compressed where the reader takes that."""
    tag = hashlib.sha256(response.content).hexdigest()[:20]
    if compress(response, wanted=compressed):
        tag += "-gzip"
    response.headers.setdefault("ETag", f'"{tag}"')
    response.headers.setdefault("Cache-Control", "no-cache")
    return response


def _weight(key: str, page: _Page) -> int:
    return len(key) + len(page.body) + _OVERHEAD
