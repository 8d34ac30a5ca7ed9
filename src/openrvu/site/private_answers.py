"""The two ways a private view answers: a page, or the same as JSON that no other site may read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import Resolver404, resolve

from openrvu.site.answers import Head, as_json, page
from openrvu.site.modes import Mode
from openrvu.site.people.scope import person

#: The navigation of private pages; one that is not there (yet) is left out.
NAV = (
    ("/log/", "Log"),
    ("/log/dashboard/", "Dashboard"),
    ("/log/contracts/", "Contracts"),
    ("/log/benchmarks/", "Benchmarks"),
    ("/log/reconcile/", "Reconcile"),
    ("/log/days/", "Days"),
    ("/log/caselog/", "Case log"),
    ("/log/import/", "Import and export"),
    ("/log/groups/", "Groups"),
    ("/log/settings/", "Settings"),
)


def private_page(
    request: HttpRequest,
    template: str,
    head: Head,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Render a template that extends ``private.html``; its forms carry ``{{ csrf }}``."""
    return page(request, template, head, {**standing(request), **context}, status=status)


def standing(request: HttpRequest) -> dict[str, Any]:
    """What every private template may use: ``csrf``, ``user``, ``solo``, ``PRIVATE_NAV``."""
    return {
        "csrf": get_token(request),
        "user": person(request),
        "solo": settings.MODE is Mode.SOLO,
        "PRIVATE_NAV": navigation(),
    }


def private_json(content: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Figures as decimal strings; scripts of other sites cannot read it."""
    response = as_json(content, status=status)
    del response.headers["Access-Control-Allow-Origin"]
    return response


def see_other(address: str) -> HttpResponse:
    """Lead on after a form was taken, so that to load the page again does not send it again."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


@cache
def navigation() -> tuple[tuple[str, str], ...]:
    """The entries of ``NAV`` that have a page."""
    return tuple((address, name) for address, name in NAV if _is_there(address))


def _is_there(address: str) -> bool:
    try:
        resolve(address)
    except Resolver404:
        return False
    return True
