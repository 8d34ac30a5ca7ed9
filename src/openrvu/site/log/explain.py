"""The page at the log's address on a site that keeps nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openrvu.site.answers import Head, as_json, page

WHAT = (
    "The log keeps what you did each day and counts its work RVUs, CMS's own and those your plan "
    "credits. It needs a place to keep them, and this site keeps nothing."
)
HOW = "Install OpenRVU and run “rvu serve”: the log is then a file on your own machine."


@require_safe
def explain(request: HttpRequest) -> HttpResponse:
    """Say what the log is, and how to have one."""
    head = Head("Log", WHAT, "/log/", "/log.json")
    return page(request, "log/explain.html", head, {"what": WHAT, "how": HOW})


@require_safe
def explain_json(_request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    return as_json({"what": WHAT, "how": HOW})
