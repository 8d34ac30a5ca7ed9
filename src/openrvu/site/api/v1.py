"""Version 1 of the API: every call, by its route."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RegexPattern

from openrvu import __version__
from openrvu.site.api import V1, codes, credit, places, price, releases, rules
from openrvu.site.api.openapi import Document, finish
from openrvu.site.api.problems import Problem, problem
from openrvu.site.api.service import Service


@dataclass(frozen=True, slots=True)
class Route:
    """The address of a call, found.

    Attributes:
        view: answers it.
        given: the parts of the address.
        methods: what the address answers to.
        known: the parameters it takes in its query.
    """

    view: Callable[..., HttpResponseBase]
    given: dict[str, Any]
    methods: tuple[str, ...]
    known: frozenset[str]


@cache
def service() -> Service:
    """Every call, hung into one frame."""
    made = Service(title="OpenRVU", version=__version__, urls_namespace="v1")
    for module in (codes, places, releases, price, credit, rules):
        made.add_router("", module.router)

    @made.get(
        "/openapi.json",
        response=dict[str, Any],
        operation_id="getDescription",
        summary="Read this description",
        tags=["About"],
    )
    def description(request: HttpRequest) -> Document:  # noqa: ARG001
        """Every call, as an OpenAPI 3.1 document: the one you are reading."""
        return document()

    return made


@cache
def document() -> Document:
    """The OpenAPI document."""
    return finish(service().get_openapi_schema(path_prefix=""))


@cache
def _resolver() -> URLResolver:
    return URLResolver(RegexPattern(f"^{V1}/"), service().urls[0])


def find(path: str) -> Route:
    """The call of an address.

    Raises:
        Problem: there is none.
    """
    try:
        match = _resolver().resolve(path)
    except Resolver404:
        raise nothing_at(path) from None
    described = document()["paths"].get(_template(match.route))
    if described is None:
        raise nothing_at(path)
    operations = {name.upper(): told for name, told in described.items()}
    parameters = [each for told in operations.values() for each in told.get("parameters", ())]
    known = frozenset(each["name"] for each in parameters if each.get("in") == "query")
    return Route(match.func, match.kwargs, tuple(operations), known)


def nothing_at(path: str) -> Problem:
    """The problem of an address that leads nowhere."""
    return problem(
        "not_found", f"there is nothing at {path[:80]}", "path", f"see {V1}/openapi.json"
    )


def _template(route: str) -> str:
    """``codes/<code>`` of Django as ``/codes/{code}`` of OpenAPI."""
    inside = route.removeprefix(f"^{V1}/")
    return "/" + inside.replace("<", "{").replace(">", "}")
