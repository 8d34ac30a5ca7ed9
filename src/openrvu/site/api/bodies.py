"""Which bodies are worth reading."""

from __future__ import annotations

from django.http import HttpRequest

from openrvu.site.api.problems import Problem, problem, shown

#: Bytes of a body that are read.
MOST_BYTES = 256 * 1024


def check_body(request: HttpRequest) -> None:
    """Refuse a body that is not worth reading.

    Raises:
        Problem: it is too long, of unknown length, empty, or not declared as JSON.
    """
    length = str(request.META.get("CONTENT_LENGTH") or "")
    if not length and request.headers.get("Transfer-Encoding"):
        message = "the body is sent without its length"
        raise problem("length_required", message, "header.content-length", "its bytes, counted")
    if length.isdigit() and int(length) > MOST_BYTES:
        message = f"the body has {int(length):,} bytes"
        raise problem("too_large", message, "body", f"at most {MOST_BYTES:,} bytes")
    if request.content_type != "application/json":
        found = request.content_type or "nothing"
        message = f"the body is declared as {shown(found)}"
        raise problem("unsupported_media_type", message, "header.content-type", "application/json")
    if not request.body.strip():
        raise bad_json("the body is empty")


def bad_json(message: str) -> Problem:
    """The problem of a body that is no JSON."""
    return problem("bad_json", message, "body", "one JSON object in UTF-8")
