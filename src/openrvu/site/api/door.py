"""The way in: what every call goes through before and after it is answered.

No call has a cookie or a session, so there is nothing that another site could borrow from a
browser: CSRF does not arise, and scripts of every origin may call (``OPENRVU_API_ORIGIN`` names
one, or none). No call changes anything.
"""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views import defaults

from openrvu.site.api import ROOT, V1, is_call
from openrvu.site.api.bodies import check_body
from openrvu.site.api.limits import Allowance, Buckets, client_of
from openrvu.site.api.problems import Detail, Problem, invalid, problem, shown
from openrvu.site.api.tags import is_held, tag_of
from openrvu.site.compression import compress, wants_gzip

if TYPE_CHECKING:
    from openrvu.site.api.v1 import Route

_logger = logging.getLogger("django.request")
_READING = ("GET", "HEAD")
_A_DAY = "86400"
_EXPOSED = "ETag, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After"


@cache
def buckets() -> Buckets:
    """The buckets of this process."""
    return Buckets()


def door(request: HttpRequest) -> HttpResponseBase:
    """Answer a call."""
    allowance = buckets().take(client_of(request), settings.API_RATE)
    response: HttpResponseBase
    try:
        response = _answer(request, allowance)
    except Problem as found:
        response = found.response()
    except Exception:
        _logger.exception("%s %s failed", request.method, request.path)
        response = problem("internal", "something went wrong on our side").response()
    return _finish(response, allowance)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django refuses before any view is asked, such as a host that is not this one."""
    if not is_call(request.path):
        return defaults.bad_request(request, exception)
    message = f"the request was refused: {type(exception).__name__}"
    return problem("bad_request", message).response()


def _answer(request: HttpRequest, allowance: Allowance) -> HttpResponseBase:
    if allowance.wait:
        message = f"more than {allowance.limit} calls in a minute"
        raise problem("too_many_requests", message, None, f"wait {allowance.wait} s")
    from openrvu.site.api import v1  # here: the first call alone pays for it

    if request.path in {V1, f"{V1}/", f"{V1}/docs", f"{V1}/docs/"}:
        return HttpResponseRedirect(ROOT)
    route = v1.find(request.path)
    allowed = _methods(route)
    if request.method == "OPTIONS":
        return _preflight(allowed)
    if request.method not in allowed:
        message = f"{request.method} is not answered here"
        wrong = problem("method_not_allowed", message, "method", f"one of {', '.join(allowed)}")
        wrong.headers = {"Allow": ", ".join(allowed)}
        raise wrong
    _check_names(request, route)
    if request.method in _READING:
        return _read(request, route)
    check_body(request)
    return _packed(route.view(request, **route.given), gzip=wants_gzip(request))


def _read(request: HttpRequest, route: Route) -> HttpResponse:
    """Answer with nothing where the caller holds the answer already."""
    gzip = wants_gzip(request)
    tag = tag_of(request, gzip=gzip)
    if is_held(request, tag):
        return _not_modified(tag)
    is_head, request.method = request.method == "HEAD", "GET"
    made = _packed(route.view(request, **route.given), gzip=gzip)
    if made.status_code == 200:
        if is_held(request, tag, exists=True):
            return _not_modified(tag)
        made.headers["ETag"] = tag
        made.headers["Cache-Control"] = "no-cache"
    if is_head:
        made.content = b""  # its length stays said
    return made


def _not_modified(tag: str) -> HttpResponse:
    told = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    return HttpResponse(status=304, headers=told)


def _packed(made: HttpResponseBase, *, gzip: bool) -> HttpResponse:
    if not isinstance(made, HttpResponse):
        raise TypeError(f"a call answered with {type(made).__name__}; expected a whole answer")
    compress(made, wanted=gzip)
    return made


def _methods(route: Route) -> tuple[str, ...]:
    """What an address answers to; every GET is a HEAD too."""
    reading = _READING if "GET" in route.methods else ()
    return (*reading, *(name for name in route.methods if name != "GET"), "OPTIONS")


def _preflight(allowed: tuple[str, ...]) -> HttpResponse:
    """What a browser asks before it lets a script of another site call."""
    told = {"Allow": ", ".join(allowed)}
    if settings.API_ORIGIN:
        told["Access-Control-Allow-Methods"] = told["Allow"]
        told["Access-Control-Allow-Headers"] = "Content-Type, If-None-Match"
        told["Access-Control-Max-Age"] = _A_DAY
    return HttpResponse(status=204, headers=told)


def _check_names(request: HttpRequest, route: Route) -> None:
    """Refuse a parameter that is not known, or comes twice: it would be passed over in silence.

    Raises:
        Problem: there is one.
    """
    expected = f"one of {', '.join(sorted(route.known))}" if route.known else "no parameter"
    found = []
    for name, values in request.GET.lists():
        where = f"query.{shown(name)[1:-1]}"
        if name not in route.known:
            found.append(Detail(where, f"{where} is not known here", expected))
        elif len(values) > 1:
            found.append(Detail(where, f"{where} is given {len(values)} times", "once"))
    if found:
        raise invalid(tuple(found))


def _finish(response: HttpResponseBase, allowance: Allowance) -> HttpResponseBase:
    """Add what every answer carries."""
    for name, value in allowance.headers().items():
        response.headers[name] = value
    if settings.API_ORIGIN:
        response.headers["Access-Control-Allow-Origin"] = settings.API_ORIGIN
        response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    else:
        response.headers.pop("Access-Control-Allow-Origin", None)
    return response
