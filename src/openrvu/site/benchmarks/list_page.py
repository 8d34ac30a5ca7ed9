"""The list of a person's benchmarks, and the forms that bring one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openrvu.site.answers import Head
from openrvu.site.benchmarks import scope
from openrvu.site.benchmarks.bring import ATTESTATION, MOST_BYTES
from openrvu.site.benchmarks.models import Benchmark
from openrvu.site.log import scope as log
from openrvu.site.log.today import today_of
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json, private_page

PATH = "/log/benchmarks/"


@require_safe
def benchmarks(request: HttpRequest) -> HttpResponse:
    """The list."""
    return list_page(request, {}, {})


@require_safe
def benchmarks_json(request: HttpRequest) -> HttpResponse:
    """The list as JSON, without what the benchmarks say."""
    rows = scope.benchmarks(person(request))
    return private_json({"benchmarks": [benchmark_data(one) for one in rows]})


def list_page(
    request: HttpRequest,
    problems: Mapping[str, str],
    given: Mapping[str, str],
    *,
    status: int = 200,
) -> HttpResponse:
    """The list and its forms, with what was typed and what is wrong with it."""
    user = person(request)
    context = {
        "benchmarks": list(scope.benchmarks(user)),
        "problems": problems,
        "given": given,
        "year": today_of(log.profile(user)).year,
        "ATTESTATION": ATTESTATION,
        "most": MOST_BYTES // 2**20,
    }
    head = Head("Benchmarks", "Where your work stands among others'.", PATH, "/log/benchmarks.json")
    return private_page(request, "benchmarks/list.html", head, context, status=status)


def benchmark_data(one: Benchmark) -> dict[str, Any]:
    """A benchmark for JSON: what it is, not what it says."""
    return {
        "id": str(one.pk),
        "kind": one.kind,
        "name": one.name,
        "year": one.year,
        "specialty": one.specialty or None,
        "page": f"{PATH}{one.pk}/",
    }
