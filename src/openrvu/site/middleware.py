"""Headers every answer carries, and a memory of pages already rendered."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase

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


class PageCache:
    """Keeps whole answers by address: the book does not change while a process runs.

    The oldest unused page goes first when the memory set in ``PAGE_CACHE_BYTES`` is full. Every
    kept page has an ETag, so a browser that has it already gets 304 and no body.
    """

    def __init__(self, get_response: Answer) -> None:
        """Start empty."""
        self._get_response = get_response
        self._pages: OrderedDict[str, HttpResponse] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from memory where the page is there."""
        if request.method not in {"GET", "HEAD"}:
            return self._get_response(request)
        key = f"{request.get_host()} {request.get_full_path()}"
        page = self._kept(key)
        if page is None:
            response = self._get_response(request)
            if not isinstance(response, HttpResponse) or response.status_code != 200:
                return response
            page = response
            self._keep(key, page)
        if request.headers.get("If-None-Match") == page.headers["ETag"]:
            unchanged = HttpResponseNotModified()
            unchanged.headers["ETag"] = page.headers["ETag"]
            return unchanged
        return page

    def _kept(self, key: str) -> HttpResponse | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def _keep(self, key: str, page: HttpResponse) -> None:
        digest = hashlib.sha256(page.content).hexdigest()[:20]
        page.headers.setdefault("ETag", f'"{digest}"')
        page.headers.setdefault("Cache-Control", "no-cache")
        with self._lock:
            self._pages[key] = page
            self._bytes += len(page.content)
            while self._bytes > settings.PAGE_CACHE_BYTES and self._pages:
                _, oldest = self._pages.popitem(last=False)
                self._bytes -= len(oldest.content)
