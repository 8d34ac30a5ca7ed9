"""What a person reads who asked too often."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from openrvu.site.answers import Head, json_error, page, wants_json

WHY = "You asked too often in a short time. Wait a few minutes, then try again."


def too_many(request: HttpRequest) -> HttpResponse:
    """429, as a page or as JSON."""
    if wants_json(request):
        return json_error(HTTPStatus.TOO_MANY_REQUESTS, WHY)
    head = Head("Too often", WHY, request.path, "/account.json")
    return page(
        request, "account/too_many.html", head, {"why": WHY}, status=HTTPStatus.TOO_MANY_REQUESTS
    )
