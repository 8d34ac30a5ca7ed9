"""What a person reads whose form could not be taken."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from openrvu.site.answers import Head, json_error, page

WHY = (
    "This form was not sent from a page of this site that is still valid, so nothing was changed. "
    "Open the page again and repeat it. Cookies must be allowed for this site."
)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Refuse a form whose token is missing or old; a script gets the same as JSON."""
    if "application/json" in request.headers.get("Accept", ""):
        return json_error(403, WHY)
    head = Head("Not taken", WHY, request.path, "/log.json")
    return page(request, "people/refused.html", head, {"why": WHY}, status=403)
