"""What was recognised in a report, to be confirmed or set right before it is relied on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from openrvu.productivity.reconcile.kept import ReportData, report_of
from openrvu.productivity.reconcile.report import Report
from openrvu.site.answers import Head
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_page, see_other
from openrvu.site.reconcile import scope
from openrvu.site.reconcile.asking import FIELDS, fill, providers_of, said
from openrvu.site.reconcile.compare import compare
from openrvu.site.reconcile.index_page import choosing
from openrvu.site.reconcile.models import Comparison
from openrvu.site.reconcile.terms import terms

#: Rows that could not be read, as many as are shown.
SHOWN = 50
#: Findings in the order of the page: what they are called there.
_TOPICS = (
    ("layout", "Layout"),
    ("work RVUs", "Work RVU column"),
    ("dates", "Dates"),
    ("provider", "Your lines"),
    ("release", "Release it uses"),
    ("voids", "Voids"),
    ("rows", "Rows passed over"),
    ("period", "Period"),
    ("releases of the log", "Releases of your log"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """What was found out about one thing."""

    name: str
    words: tuple[str, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def setup(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was recognised; posted, it is confirmed and held against the log again."""
    user = person(request)
    comparison = scope.comparison(user, key)
    if request.method != "POST":
        return _page(request, comparison, said(comparison), {})
    form = {name: request.POST.get(name, "").strip()[:60] for name in FIELDS}
    return _posted(request, user, comparison, form)


def _posted(
    request: HttpRequest, user: User, comparison: Comparison, form: Mapping[str, str]
) -> HttpResponse:
    problems = fill(user, comparison, form, request.POST.getlist("providers"))
    if problems:
        return _page(request, comparison, form, problems)
    is_look = request.POST.get("do") == "look"
    comparison.confirmed = comparison.confirmed or not is_look
    compare(user, comparison)
    address = f"/log/reconcile/{comparison.pk}/"
    return see_other(f"{address}setup/" if is_look else address)


def findings_of(result: Mapping[str, Any]) -> list[Said]:
    """What was found out, by topic, in the order of the page."""
    told: dict[str, list[str]] = {}
    for each in result["findings"]:
        told.setdefault(each["topic"], []).append(each["words"])
    return [Said(name, tuple(told[topic])) for topic, name in _TOPICS if topic in told]


def _page(
    request: HttpRequest,
    comparison: Comparison,
    form: Mapping[str, str],
    problems: Mapping[str, str],
) -> HttpResponse:
    report = report_of(cast(ReportData, comparison.report))
    head = Head(
        "What was recognised",
        "What the report was understood to be, to be confirmed.",
        f"/log/reconcile/{comparison.pk}/setup/",
        f"/log/reconcile/{comparison.pk}.json",
    )
    context = {
        **choosing(request, report.header),
        **_of_report(report),
        "comparison": comparison,
        "result": comparison.result,
        "findings": findings_of(comparison.result),
        "form": form,
        "problems": problems,
        "TERMS": terms(person(request)),
    }
    status = 422 if problems else 200
    return private_page(request, "reconcile/setup.html", head, context, status=status)


def _of_report(report: Report) -> dict[str, Any]:
    return {
        "report": report,
        "providers": providers_of(report.lines),
        "rows_lost": report.problems[:SHOWN],
        "voids": sum(line.units < 0 for line in report.lines),
    }
