"""Bringing a table or an export of ours: looked at first, recorded when the person says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from openrvu.codes.index import open_index
from openrvu.errors import OpenRVUError
from openrvu.productivity.log.columns import FIELDS
from openrvu.productivity.log.json_in import import_json
from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.role import Role
from openrvu.productivity.log.table_in import import_table, preview
from openrvu.productivity.log.table_types import Imported, Preview
from openrvu.productivity.tabular.read import read_table
from openrvu.productivity.tabular.table import Table
from openrvu.productivity.tabular.values import day_of
from openrvu.site.answers import Head
from openrvu.site.log import record, scope
from openrvu.site.log.models import Change, Pending
from openrvu.site.log.rows import line_of
from openrvu.site.log.today import today_of
from openrvu.site.log.undo import forget_old
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_json, private_page, see_other

HEAD = Head(
    "Import and export",
    "Bring a list of what you did, or take your log with you.",
    "/log/import/",
    "/log/import.json",
)
#: Rows of each kind that the page shows; their number is told whole.
_SHOWN = 200
_BEGINNING, _END = date(1900, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as far as it could be read.

    Attributes:
        imported: its rows, sorted out; None where a column has to be chosen first.
        columns: what its columns are taken for; None of a JSON file, whose fields have names.
        header: its headings.
    """

    imported: Imported | None
    columns: Preview | None = None
    header: tuple[str, ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """The form; posted, the file is looked at and nothing of it recorded yet."""
    if request.method != "POST":
        return _page(request)
    user = person(request)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return _page(request, problem="Choose a file: CSV, Excel, or a JSON export of this log.")
    name = (file.name or "file")[:120]
    try:
        brought = _read(user, file.read(), name, _chosen(request))
    except (OpenRVUError, ValueError) as error:
        return _page(request, problem=str(error))
    if brought.imported is None:
        return _page(request, brought=brought)
    pending = _keep(user, name, brought.imported)
    return _page(request, brought=brought, pending=pending)


@require_safe
def bring_json(request: HttpRequest) -> HttpResponse:
    """What an import understands, as JSON."""
    person(request)
    return private_json({"fields": FIELDS, "needed": ["date", "code"], "kinds": _KINDS})


_KINDS = ("CSV", "Excel (xlsx, xls, ods)", "JSON export of this log")


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    """What waits to be recorded; posted, it is."""
    user = person(request)
    pending = scope.pending(user, key)
    if request.method != "POST":
        return _page(request, pending=pending)
    lines = [_line(data) for data in pending.lines]
    made = record.add(user, lines, pending.pk, kind=Change.Kind.IMPORTED)
    if made.problems:
        words = "; ".join(dict.fromkeys(p.words for _, p in made.problems))
        return _page(request, pending=pending, problem=f"Nothing was recorded. {words}")
    pending.delete()
    days = sorted({line.date for line in lines})
    return see_other(f"/log/days/?from={days[0]}&to={days[-1]}" if days else "/log/days/")


def _read(user: User, data: bytes, name: str, chosen: Mapping[str, int]) -> Brought:
    """The file's rows, sorted out against the log.

    Raises:
        OpenRVUError: it cannot be read at all; the message says why and what to do.
    """
    today = today_of(scope.profile(user))
    if name.lower().endswith(".json"):
        existing = _existing(user, _BEGINNING, _END)
        return Brought(import_json(data, today, name=name, existing=existing))
    table = read_table(data, name)
    columns = preview(table, chosen)
    if columns.problems:
        return Brought(None, columns, table.header)
    existing = _existing(user, *_span(table, columns))
    imported = import_table(table, today, chosen=chosen, existing=existing)
    return Brought(imported, columns, table.header)


def _span(table: Table, columns: Preview) -> tuple[date, date]:
    """The first and last day that the table speaks of."""
    at = table.header.index(columns.columns["date"])
    days = [day for row in table.rows if (day := day_of(row.cells[at]))]
    return (min(days), max(days)) if days else (_END, _END)


def _existing(user: User, first: date, last: date) -> Iterator[LogLine]:
    rows = scope.entries(user).filter(date__gte=first, date__lte=last)
    return (line_of(entry) for entry in rows.iterator(chunk_size=2000))


def _chosen(request: HttpRequest) -> dict[str, int]:
    """The columns that the person chose, by field."""
    given = {f: request.POST.get(f"column-{f}", "") for f in FIELDS}
    return {
        field: int(said)
        for field, said in given.items()
        if said and len(said) < 6 and said.removeprefix("-").isdigit()
    }


def _keep(user: User, name: str, imported: Imported) -> Pending:
    """Keep the sound lines until they are confirmed; the file and its other rows are not kept."""
    forget_old(user)
    pending = Pending(
        owner=user,
        name=name,
        lines=[_line_data(line) for line in imported.lines],
        report={
            "rows": imported.rows,
            "accepted": len(imported.accepted),
            "duplicates": len(imported.duplicates),
            "rejected": len(imported.rejected),
        },
    )
    pending.save(force_insert=True)
    return pending


def _line_data(line: LogLine) -> dict[str, Any]:
    return {**asdict(line), "date": line.date.isoformat(), "role": line.role.value}


def _line(data: Mapping[str, Any]) -> LogLine:
    return LogLine(
        **{
            **data,
            "date": date.fromisoformat(data["date"]),
            "role": Role(data["role"]),
            "modifiers": tuple(data["modifiers"]),
            "tags": tuple(data["tags"]),
        }
    )


def _page(
    request: HttpRequest,
    *,
    brought: Brought | None = None,
    pending: Pending | None = None,
    problem: str = "",
) -> HttpResponse:
    imported = brought.imported if brought else None
    lines = [_line(data) for data in pending.lines[:_SHOWN]] if pending else []
    context = {
        "problem": problem,
        "brought": brought,
        "imported": imported,
        "pending": pending,
        "lines": lines,
        "titles": {line.code: open_index().title(line.code) for line in lines},
        "SHOWN": _SHOWN,
        "FIELDS": FIELDS,
        "needs_columns": brought is not None and imported is None,
        "count": scope.entries(person(request)).count(),
    }
    return private_page(request, "log/import.html", HEAD, context, status=422 if problem else 200)
