"""A row's label in an address: ``/codes/76000-26/`` is ``/codes/76000/?modifier=26``."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponsePermanentRedirect


def row(request: HttpRequest, code: str, modifier: str) -> HttpResponsePermanentRedirect:
    """On to the page of the code with the row chosen."""
    return _to(request, f"/codes/{code.upper()}/", modifier)


def row_json(request: HttpRequest, code: str, modifier: str) -> HttpResponsePermanentRedirect:
    """The same as JSON."""
    response = _to(request, f"/codes/{code.upper()}.json", modifier)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _to(request: HttpRequest, address: str, modifier: str) -> HttpResponsePermanentRedirect:
    asked = request.GET.copy()
    asked["modifier"] = modifier.upper()
    return HttpResponsePermanentRedirect(f"{address}?{asked.urlencode()}")
