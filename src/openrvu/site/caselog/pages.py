"""The case log: minimums, procedures by family and role, rotations; and the log in its order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openrvu.calendar import parse_day
from openrvu.productivity.log.caselog import (
    FamilyCount,
    Progress,
    case_log_csv,
    family_counts,
    progress,
)
from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.role import Role
from openrvu.site.answers import Head, json_error
from openrvu.site.caselog import scope
from openrvu.site.caselog.models import Rotation
from openrvu.site.caselog.setting import Refused, add_minimum, add_rotation, family_slugs
from openrvu.site.caselog.workbook import case_log_excel
from openrvu.site.log.scope import profile
from openrvu.site.log.today import today_of
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json, private_page, see_other

HEAD = Head(
    "Case log",
    "A resident's procedures by family and role, against the minimums you set.",
    "/log/caselog/",
    "/log/caselog.json",
)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Span:
    """The days asked about; either may be open.

    Attributes:
        first: the first day.
        last: the last day.
        problem: what is wrong with what was asked; the whole log is shown then.
    """

    first: date | None = None
    last: date | None = None
    problem: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def case_log(request: HttpRequest) -> HttpResponse:
    """The page; posted, a rotation or a minimum is kept."""
    if request.method != "POST":
        return _page(request, {}, "")
    user, form = person(request), request.POST.dict()
    try:
        if form.get("do") == "rotation":
            add_rotation(user, form)
        else:
            families, roles = (request.POST.getlist(name) for name in ("families", "roles"))
            add_minimum(user, form, families, roles, today_of(profile(user)))
    except Refused as refused:
        return _page(request, form, str(refused))
    return see_other("/log/caselog/")


@require_safe
def case_log_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    user, span = person(request), _span(request)
    if span.problem:
        return json_error(400, span.problem)
    lines = scope.lines(user, span.first, span.last)
    return private_json(
        {
            "first": span.first and str(span.first),
            "last": span.last and str(span.last),
            "minimums": [_progress_data(each) for each in _progress(user, lines)],
            "families": [_count_data(each) for each in family_counts(lines)],
            "rotations": [
                {"name": r.name, "first": str(r.first), "last": str(r.last)}
                for r in scope.rotations(user)
            ],
        }
    )


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """The log in the order of a case log, as CSV."""
    return _file(request, _written(request), "text/csv; charset=utf-8", "csv")


@require_safe
def as_excel(request: HttpRequest) -> HttpResponse:
    """The same for Excel."""
    return _file(request, case_log_excel(_written(request)), EXCEL, "xlsx")


@require_POST
def remove_rotation(request: HttpRequest, key: int) -> HttpResponse:
    """Remove a rotation; entries stay."""
    scope.rotation(person(request), key).delete()
    return see_other("/log/caselog/")


@require_POST
def remove_minimum(request: HttpRequest, key: int) -> HttpResponse:
    """Remove a minimum; entries stay."""
    scope.minimum(person(request), key).delete()
    return see_other("/log/caselog/")


def _page(request: HttpRequest, form: Mapping[str, str], problem: str) -> HttpResponse:
    user, span = person(request), _span(request)
    lines = scope.lines(user, span.first, span.last)
    counts = family_counts(lines)
    roles = [role for role in Role if any(role in each.by_role for each in counts)]
    rows = list(scope.minimums(user))
    context = {
        "problem": problem or span.problem,
        "form": form,
        "span": span,
        "query": request.GET.urlencode() if span.first or span.last else "",
        "lines": len(lines),
        "done": sum(each.total for each in counts),
        "counts": counts,
        "roles": roles,
        "needs": list(zip(rows, _progress(user, lines), strict=True)),
        "rotations": _by_rotation(user, lines),
        "FAMILIES": family_slugs(),
        "ROLES": list(Role),
    }
    status = 422 if problem else 200
    return private_page(request, "caselog/caselog.html", HEAD, context, status=status)


def _progress(user: User, lines: Sequence[LogLine]) -> tuple[Progress, ...]:
    return progress(lines, [row.told() for row in scope.minimums(user)])


def _by_rotation(user: User, lines: Sequence[LogLine]) -> list[tuple[Rotation, int]]:
    """Every rotation with how many procedures were logged in it."""
    by_day: Counter[date] = Counter()
    for line in lines:
        by_day[line.date] += line.units
    rows = [(row, row.told()) for row in scope.rotations(user)]
    return [(row, sum(n for day, n in by_day.items() if day in told)) for row, told in rows]


def _span(request: HttpRequest) -> Span:
    try:
        first, last = (
            parse_day(text) if (text := request.GET.get(name, "").strip()) else None
            for name in ("from", "to")
        )
    except ValueError as error:
        return Span(problem=str(error))
    if first and last and last < first:
        return Span(problem=f"{first} to {last} ends before it begins")
    return Span(first, last)


def _written(request: HttpRequest) -> bytes:
    user, span = person(request), _span(request)
    lines = scope.lines(user, span.first, span.last)
    return case_log_csv(lines, [row.told() for row in scope.rotations(user)])


def _file(request: HttpRequest, body: bytes, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    name = f"openrvu-case-log-{today_of(profile(person(request)))}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _progress_data(each: Progress) -> dict[str, Any]:
    told = each.minimum
    return {
        "name": told.name,
        "count": told.count,
        "done": each.done,
        "left": each.left,
        "by_role": {role.value: count for role, count in each.by_role.items()},
        "families": sorted(told.families),
        "codes": sorted(told.codes),
        "roles": [role.value for role in Role if role in told.roles],
    }


def _count_data(each: FamilyCount) -> dict[str, Any]:
    return {
        "category": each.category,
        "family": each.family or None,
        "name": each.name,
        "total": each.total,
        "by_role": {role.value: count for role, count in each.by_role.items()},
    }
