"""Bringing a report, and the reconciliations made so far."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from openrvu.productivity.reconcile.columns import ALIASES
from openrvu.site.answers import Head
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json, private_page, see_other
from openrvu.site.reconcile import scope
from openrvu.site.reconcile.bridge import drawing, steps
from openrvu.site.reconcile.bringing import bring as keep
from openrvu.site.reconcile.example import example
from openrvu.site.reconcile.models import Comparison
from openrvu.site.reconcile.reading import CHOICES, MOST_LINES, Brought, brought, chosen
from openrvu.site.reconcile.words import WORDS

HEAD = Head(
    "Reconcile",
    "Hold the employer's work RVU report against your own log, line by line.",
    "/log/reconcile/",
    "/log/reconcile.json",
)
#: What to ask the billing office for: the column, and what it is good for.
WANTED = (
    ("Date of service", "matched with the day in your log"),
    ("Posting date", "decides the month that pays"),
    ("CPT/HCPCS code", "one line for each charge, not monthly totals"),
    ("Modifiers", "they change what is credited"),
    ("Units", "a line of three that is credited as one shows here"),
    ("Work RVUs credited", "as the payment counts them"),
    ("Rendering or performing provider", "whose line it is"),
    ("Voids and corrections", "as lines of their own, with their charge's number"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def reconcile(request: HttpRequest) -> HttpResponse:
    """The form and the history; posted, the report is read and shown to be confirmed."""
    if request.method != "POST":
        return _page(request, Brought())
    made = brought(request)
    if made.report is None:
        return _page(request, made)
    comparison = keep(person(request), made.report)
    return see_other(f"/log/reconcile/{comparison.pk}/setup/")


@require_safe
def reconcile_json(request: HttpRequest) -> HttpResponse:
    """The reconciliations made so far as JSON, and what may be brought."""
    rows = scope.comparisons(person(request))
    return private_json(
        {
            "reconciliations": [listed(each) for each in rows],
            "fields": {field: list(names) for field, names in ALIASES.items()},
            "most_lines": MOST_LINES,
        }
    )


def listed(each: Comparison) -> dict[str, Any]:
    """A reconciliation in a list."""
    told = each.result
    return {
        "id": str(each.pk),
        "address": f"/log/reconcile/{each.pk}.json",
        "name": each.name,
        "made": each.made.isoformat(),
        "compared": each.compared.isoformat(),
        "first": told["first"],
        "last": told["last"],
        "log": told["log"],
        "report": told["report_wrvu"],
        "wrvu": told["wrvu"],
        "money": told["money"],
    }


def choosing(request: HttpRequest, header: tuple[str, ...]) -> dict[str, Any]:
    """What the form that chooses columns needs."""
    return {"CHOICES": CHOICES, "header": header, "chosen": chosen(request)}


def _page(request: HttpRequest, made: Brought) -> HttpResponse:
    shown = example()
    context = {
        **choosing(request, made.header),
        **WORDS,
        "problem": made.problem,
        "text": request.POST.get("text", ""),
        "history": list(scope.comparisons(person(request))),
        "WANTED": WANTED,
        "example": shown,
        "bridge": drawing(steps(shown.data)),
    }
    status = 422 if made.problem else 200
    return private_page(request, "reconcile/index.html", HEAD, context, status=status)
