"""Bringing a survey or an open benchmark, and confirming a survey's columns."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from openrvu.errors import OpenRVUError
from openrvu.productivity.benchmark.headings import ALIASES, layout_of
from openrvu.productivity.benchmark.measures import MEASURES
from openrvu.productivity.benchmark.open_file import as_data
from openrvu.productivity.benchmark.survey import Imported, Survey
from openrvu.productivity.benchmark.survey_data import survey_to_json
from openrvu.productivity.tabular.table import Table
from openrvu.site.answers import Head
from openrvu.site.benchmarks import bring, scope
from openrvu.site.benchmarks.list_page import PATH, list_page
from openrvu.site.benchmarks.models import Benchmark
from openrvu.site.log import scope as log
from openrvu.site.log.today import today_of
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.private_answers import private_page, see_other

#: What a page shows of problems; the rest is counted.
MOST_SHOWN = 30
_LONGEST_NAME = 160
_JSON = "/log/benchmarks.json"


@require_POST
def bring_survey(request: HttpRequest) -> HttpResponse:
    """Take a survey file; its columns are confirmed on the next page."""
    user = person(request)
    today = _today(user)
    given = {name: text for name, text in request.POST.items() if isinstance(text, str)}
    origin, problems = bring.origin_of(given, today)
    problems |= _full(user)
    file = request.FILES.get("file")
    if not problems:
        try:
            data, name = bring.bytes_of(file), _name(file)
            bring.tables_of(data, name)
            return see_other(f"{PATH}waiting/{scope.wait(user, name, data, origin).pk}/")
        except OpenRVUError as error:
            problems["file"] = str(error)
    return list_page(request, problems, given, status=422)


@require_POST
def bring_open(request: HttpRequest) -> HttpResponse:
    """Take a file that ``rvu benchmark build`` wrote."""
    user = person(request)
    problems = _full(user)
    file = request.FILES.get("open")
    if not problems:
        try:
            found = bring.open_benchmark(bring.bytes_of(file), _name(file))
        except bring.Refused as error:
            problems["open"] = str(error)
    if problems:
        return list_page(request, {"open": next(iter(problems.values()))}, {}, status=422)
    made = Benchmark(
        owner=user,
        kind=Benchmark.Kind.OPEN,
        name=f"Medicare fee-for-service {found.year}",
        year=found.year,
        content=bring.as_text(as_data(found)),
    )
    made.save(force_insert=True)
    return see_other(f"{PATH}{made.pk}/")


@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was understood of a survey file; posted, it is kept so."""
    user = person(request)
    held = scope.waiting(user, key)
    given = request.POST if request.method == "POST" else request.GET
    said = {name: text for name, text in given.items() if isinstance(text, str)}
    chosen = bring.chosen_of(said, given.getlist("raw"), given.getlist("key"))
    tables = bring.tables_of(bytes(held.data), held.name)
    origin = bring.provenance(held.origin, _today(user))
    table, found = bring.look(tables, origin, chosen)
    if request.method == "POST" and found.survey.rows:
        made = _keep(user, found.survey)
        held.delete()
        return see_other(f"{PATH}{made.pk}/")
    context = {
        "held": held,
        "origin": origin,
        "sheets": [one.sheet for one in tables],
        "chosen": chosen,
        **_understood(table, chosen, found),
    }
    head = Head("Confirm a survey", "What was understood of a file.", request.path, _JSON)
    status = 422 if request.method == "POST" else 200
    return private_page(request, "benchmarks/waiting.html", head, context, status=status)


@require_POST
def drop(request: HttpRequest, key: UUID) -> HttpResponse:
    """Drop a file that waits."""
    scope.waiting(person(request), key).delete()
    return see_other(PATH)


def _understood(table: Table, chosen: bring.Chosen, found: Imported) -> dict[str, Any]:
    """What the page tells of a table and what came of it."""
    said = {"problems": found.problems, "warnings": found.warnings}
    return {
        "table": table,
        "found": found,
        "columns": _columns(table, chosen),
        "measures": _measures(found),
        "MEASURES": list(MEASURES.values()),
        **{name: [str(one) for one in listed[:MOST_SHOWN]] for name, listed in said.items()},
        "more": sum(max(0, len(listed) - MOST_SHOWN) for listed in said.values()),
    }


def _columns(table: Table, chosen: bring.Chosen) -> list[dict[str, Any]]:
    """Each field with the column that is read for it."""
    columns = {name: at for name, at in chosen.columns.items() if at < len(table.header)}
    layout = layout_of(table.header, len(table.header_rows), columns)
    read = layout.fields.columns
    return [
        {"field": name, "label": name.replace("_", " ").capitalize(), "at": read.get(name)}
        for name in ALIASES
    ]


def _measures(found: Imported) -> list[tuple[str, str, int]]:
    """The file's names of what is measured, what each is taken for, and how many rows have it."""
    counts: dict[tuple[str, str], int] = {}
    for row in found.survey.rows:
        key = row.measure.key if row.measure.is_known else ""
        counts[row.raw_measure, key] = counts.get((row.raw_measure, key), 0) + 1
    return [(raw, key, count) for (raw, key), count in counts.items()]


def _keep(user: User, survey: Survey) -> Benchmark:
    origin = survey.provenance
    name = f"{origin.vendor} {origin.survey_year}{f', {origin.cut}' if origin.cut else ''}"
    made = Benchmark(
        owner=user,
        kind=Benchmark.Kind.SURVEY,
        name=name[:_LONGEST_NAME],
        year=origin.survey_year,
        content=survey_to_json(survey),
    )
    made.save(force_insert=True)
    return made


def _name(file: Any) -> str:
    return str(file.name if file else "")[:_LONGEST_NAME]


def _full(user: User) -> dict[str, str]:
    if scope.benchmarks(user).count() < scope.MOST:
        return {}
    return {"file": f"{scope.MOST} benchmarks are kept; delete one that you no longer use."}


def _today(user: User) -> date:
    return today_of(log.profile(user))
