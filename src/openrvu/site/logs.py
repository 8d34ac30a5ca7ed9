"""Logs of the site: one JSON object a line, and nothing of what anybody recorded in them.

A fault's own words may quote what was being kept (a database says which value it refused), so of a
fault only its type and the lines of code are written. Of a request the address's pattern, never the
address itself or its query.
"""

from __future__ import annotations

import json
import logging
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import PurePath
from traceback import walk_tb
from types import TracebackType
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]
#: Fields that a record of ours may bring along.
_FIELDS = ("method", "route", "status", "ms", "request", "user", "ip")
_REQUESTS = logging.getLogger("openrvu.request")


def logging_settings(form: str) -> dict[str, Any]:
    """Django's ``LOGGING``.

    Args:
        form: ``json``, or ``text`` for a person at a terminal.
    """
    formatter = "openrvu.site.logs.JsonLines" if form == "json" else "openrvu.site.logs.Lines"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"ours": {"()": formatter}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "ours"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "openrvu": {"level": "INFO"},
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            # A fault is worth a line, a refused address is not.
            "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
        },
    }


class JsonLines(logging.Formatter):
    """A record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": said(record),
        }
        told |= {name: getattr(record, name) for name in _FIELDS if _plain(record, name)}
        if record.exc_info and record.exc_info[0]:
            told["fault"] = record.exc_info[0].__name__
            told["where"] = where(record.exc_info[2])
        return json.dumps(told, ensure_ascii=False)


class Lines(logging.Formatter):
    """The same for a person at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """A line, and one for each step of a fault."""
        named = (f"{name}={getattr(record, name)}" for name in _FIELDS if _plain(record, name))
        lines = [" ".join((f"{record.levelname}: {said(record)}", *named))]
        if record.exc_info and record.exc_info[0]:
            lines += [f"  {step}" for step in where(record.exc_info[2])]
            lines.append(f"  {record.exc_info[0].__name__}")
        return "\n".join(lines)


def said(record: logging.LogRecord) -> str:
    """What happened; of a request of Django's, the pattern of its address."""
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest):
        status = getattr(record, "status_code", "")
        return f"{request.method} {route_of(request)} {status}".strip()
    return record.getMessage()


def where(traceback: TracebackType | None) -> list[str]:
    """The steps that led to a fault: file, line and function, without values or words."""
    return [
        f"{'/'.join(PurePath(frame.f_code.co_filename).parts[-3:])}:{line} {frame.f_code.co_name}"
        for frame, line in walk_tb(traceback)
    ]


def route_of(request: HttpRequest) -> str:
    """``log/entries/<uuid:key>/``; a dash where no address was understood."""
    match = request.resolver_match
    return match.route if match is not None else "-"


class RequestLog:
    """A line for each request that is answered."""

    def __init__(self, get_response: Answer) -> None:
        """Keep the rest of the chain."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and write the line; the answer names it, so that a person can report a fault."""
        begun = time.perf_counter()
        name = secrets.token_hex(8)
        response = self._get_response(request)
        response.headers["X-Request-Id"] = name
        told = {
            "method": request.method,
            "route": route_of(request),
            "status": response.status_code,
            "ms": round((time.perf_counter() - begun) * 1000),
            "request": name,
        }
        _REQUESTS.info("request", extra=told)
        return response


def _plain(record: logging.LogRecord, name: str) -> bool:
    """Whether a record has a field of ours; Django's own `request` is an object."""
    return isinstance(getattr(record, name, None), str | int)
