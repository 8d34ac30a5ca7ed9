"""Bodies made small for readers that take that."""

from __future__ import annotations

import gzip
import re

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

#: A body shorter than this gains nothing by compression.
_SHORT = 500
_GZIP = re.compile(r"(?:\bgzip\b|\*)(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)


def wants_gzip(request: HttpRequest) -> bool:
    """Whether the reader takes a compressed body."""
    return bool(_GZIP.search(request.headers.get("Accept-Encoding", "")))


def compress(response: HttpResponse, *, wanted: bool) -> bool:
    """Compress a body that is long enough; whether it was done."""
    body = response.content
    if len(body) >= _SHORT:
        patch_vary_headers(response, ("Accept-Encoding",))
        if wanted:
            # Nothing secret stands in an answer, so its compressed length betrays nothing.
            response.content = gzip.compress(body, 5, mtime=0)
            response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.content))
    return response.headers.get("Content-Encoding") == "gzip"
