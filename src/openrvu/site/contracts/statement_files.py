"""The statement of a contract's year to take along: PDF, Excel, CSV."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openrvu.productivity.contract.statement import Statement
from openrvu.site.contracts import scope
from openrvu.site.contracts.ran import Ran
from openrvu.site.contracts.run_page import run_of, year_asked
from openrvu.site.contracts.statement_table import (
    facts,
    figure,
    named,
    numbers,
    tables,
    to_csv,
    to_excel,
)
from openrvu.site.log import scope as log
from openrvu.site.log.today import today_of
from openrvu.site.paper import Column, NoPaper, Paper
from openrvu.site.people.models import User
from openrvu.site.people.scope import person
from openrvu.site.people.solo import called
from openrvu.site.templating import day, work

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def pdf(request: HttpRequest, key: UUID) -> HttpResponse:
    """As PDF."""
    user, told, statement = _asked(request, key)
    try:
        body = paper(told, statement, called(user), today_of(log.profile(user)))
    except NoPaper as error:
        return HttpResponse(f"{error}.\n", status=501, content_type="text/plain; charset=utf-8")
    return _file(body, "application/pdf", statement, "pdf")


@require_safe
def excel(request: HttpRequest, key: UUID) -> HttpResponse:
    """For Excel."""
    _, _, statement = _asked(request, key)
    return _file(to_excel(statement), EXCEL, statement, "xlsx")


@require_safe
def table(request: HttpRequest, key: UUID) -> HttpResponse:
    """As CSV."""
    _, _, statement = _asked(request, key)
    return _file(to_csv(statement), "text/csv; charset=utf-8", statement, "csv")


def paper(told: Ran, statement: Statement, whose: str, today: date) -> bytes:
    """The statement as PDF.

    Raises:
        NoPaper: reportlab is not installed.
    """
    name = statement.contract.name
    days = f"{day(statement.first)} to {day(statement.last)}"
    made = Paper(f"Statement: {name}", f"OpenRVU, {day(today)}. {name}, {days}.")
    made.words(f"{_of(whose)}{days}. {_basis(told)}", after=10)
    made.figures([(fact.label, fact.words) for fact in facts(statement)])
    if told.projected:
        made.words(_projection(told), after=4)
    _parts(made, statement)
    _periods(made, statement)
    for notice in statement.notices:
        made.words(notice, after=3)
    _steps(made, statement)
    return made.bytes()


def _of(whose: str) -> str:
    return f"{whose}. " if whose else ""


def _basis(told: Ran) -> str:
    words = f"{told.work.lines:,} lines of the log."
    if told.work.unknown:
        words += f" {told.work.unknown:,} of them have no credited work RVU and count for nothing."
    return words


def _projection(told: Ran) -> str:
    low, high = told.projected[0], told.projected[-1]
    whole = told.whole
    middle = f"{figure_of(whole)}" if whole else ""
    if low is high:
        return f"At this pace the whole year pays {middle}."
    return (
        f"At this pace the whole year pays {middle}; four years in five between "
        f"{figure_of(low)} and {figure_of(high)}."
    )


def figure_of(told: Statement) -> str:
    """The pay of a statement with its work RVUs."""
    return f"${told.amount:,.2f} for {work(told.wrvu)} work RVUs"


def _parts(made: Paper, statement: Statement) -> None:
    name, headings, rows = tables(statement)[0]
    made.heading(name)
    columns = [Column(headings[0], 0.7), Column(headings[1], 0.3, is_figure=True)]
    made.table(columns, [(str(part), _cents(amount)) for part, amount in rows], size=9)


def _periods(made: Paper, statement: Statement) -> None:
    name, _, rows = tables(statement)[1]
    made.heading(name)
    columns = [
        Column("Period", 0.1),
        Column("Days", 0.3),
        Column("wRVU", 0.18, is_figure=True),
        Column("Paid", 0.21, is_figure=True),
        Column("Year to date", 0.21, is_figure=True),
    ]
    lines = [
        (str(number), f"{first} to {last}", _plain(wrvu), _cents(paid), _cents(to_date))
        for number, first, last, _, wrvu, paid, to_date in rows
    ]
    made.table(columns, lines, size=9)


def _steps(made: Paper, statement: Statement) -> None:
    made.heading("How it came about")
    columns = [
        Column("Part", 0.16),
        Column("What is done", 0.36),
        Column("With", 0.3),
        Column("Result", 0.18, is_figure=True),
    ]
    rows = [
        (named(part), step.words, numbers(step), figure(step.result.value, step.result.unit))
        for part in statement.parts
        for step in part.steps
    ]
    made.table(columns, rows, size=7.5)


def _asked(request: HttpRequest, key: UUID) -> tuple[User, Ran, Statement]:
    """What the address asks for.

    Raises:
        Http404: there is no such contract, or no statement of that year.
    """
    user = person(request)
    year, problem = year_asked(request)
    if problem:
        raise Http404(problem)
    told = run_of(user, scope.version(user, key), year)
    if told.statement is None:
        raise Http404(told.problem)
    return user, told, told.statement


def _cents(value: object) -> str:
    sign = "-" if str(value).startswith("-") else ""
    return f"{sign}${str(value).lstrip('-')}" if sign else f"${value:,}"


def _plain(value: object) -> str:
    return f"{value:,}"


def _file(body: bytes, kind: str, statement: Statement, ending: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    name = f"statement-{statement.first}-to-{statement.last}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
