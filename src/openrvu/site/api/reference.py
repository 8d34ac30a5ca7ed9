"""The page that describes the API, made from the OpenAPI document."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openrvu.site.answers import Head, page
from openrvu.site.api import ROOT, V1


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Every call with its parameters, errors and examples."""
    from openrvu.site.api.guide import guide  # here: other pages need not load the API

    return page(request, "api/reference.html", _HEAD, {"guide": guide()})


_HEAD = Head(
    title="API: RVUs, amounts and priced claims for programs",
    description="Look up codes, localities and releases, price a claim and credit work RVUs from a "
    "program: every call, its parameters, errors and examples.",
    path=ROOT,
    json_path=f"{V1}/openapi.json",
)
