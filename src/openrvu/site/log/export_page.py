"""Taking the log along: everything, as CSV, Excel or JSON."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.table_out import to_csv, to_excel, to_json
from openrvu.productivity.log.value import LineValue
from openrvu.site.log import scope
from openrvu.site.log.models import Change, Entry
from openrvu.site.log.rows import line_of
from openrvu.site.log.today import today_of
from openrvu.site.people.models import User
from openrvu.site.people.scope import person

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHUNK = 2000


@require_safe
def export(_request: HttpRequest) -> HttpResponse:
    """Import and export stand on one page."""
    return HttpResponseRedirect("/log/import/#export")


@require_safe
def export_csv(request: HttpRequest) -> HttpResponse:
    """Every line as a table, with what it counts for."""
    lines, values = _all(person(request))
    return _file(request, to_csv(lines, values), "text/csv; charset=utf-8", "csv")


@require_safe
def export_excel(request: HttpRequest) -> HttpResponse:
    """The same for Excel."""
    lines, values = _all(person(request))
    return _file(request, to_excel(lines, values), EXCEL, "xlsx")


@require_safe
def export_json(request: HttpRequest) -> HttpResponse:
    """What was written of every line, to be imported again."""
    lines, _ = _all(person(request))
    return _file(request, to_json(lines), "application/json", "json")


def _all(user: User) -> tuple[list[LogLine], list[LineValue]]:
    entries = list(scope.entries(user).order_by("date", "created", "case", "position"))
    keys = [entry.pk for entry in entries]
    tags = {
        key: found
        for first in range(0, len(keys), _CHUNK)
        for key, found in scope.tags_of(user, keys[first : first + _CHUNK]).items()
    }
    lines = [line_of(entry, tags.get(entry.pk, ())) for entry in entries]
    return lines, [_value(entry) for entry in entries]


def _value(entry: Entry) -> LineValue:
    """What is kept of an entry's worth."""
    return LineValue(
        release=entry.release,
        full=entry.full,
        credited=entry.credited,
        amount=entry.amount,
        missing=entry.missing,
        amount_missing="",
        reasons=(),
        notices=(),
        position=None,
    )


def _file(request: HttpRequest, body: bytes, kind: str, ending: str) -> HttpResponse:
    user = person(request)
    count = scope.entries(user).count()
    Change(owner=user, by=user, kind=Change.Kind.EXPORTED, count=count).save(force_insert=True)
    response = HttpResponse(body, content_type=kind)
    name = f"openrvu-log-{today_of(scope.profile(user))}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
