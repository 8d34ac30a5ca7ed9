"""A period of the log as PDF: its totals, its days and its lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openrvu.calendar import parse_day
from openrvu.exact import add
from openrvu.pricing.figures import money
from openrvu.site.contracts.work import entries
from openrvu.site.log import scope as log
from openrvu.site.log.models import Change, Entry
from openrvu.site.log.today import today_of
from openrvu.site.paper import Column, NoPaper, Paper
from openrvu.site.people.scope import person
from openrvu.site.people.solo import called
from openrvu.site.templating import day, work

#: Lines that one document lists; a busy year is half of it.
MOST = 10_000
_NOTHING = Decimal("0.00")


@require_safe
def export_pdf(request: HttpRequest) -> HttpResponse:
    """The days asked for; the month to date without any."""
    user = person(request)
    today = today_of(log.profile(user))
    try:
        first = parse_day(request.GET.get("first") or today.replace(day=1).isoformat())
        last = parse_day(request.GET.get("last") or today.isoformat())
    except ValueError as error:
        return _words(f"Days: {error}.", 422)
    if last < first:
        return _words(f"{first} to {last} ends before it begins.", 422)
    rows = entries(user, first, last).order_by("date", "created", "case", "position")
    if (count := rows.count()) > MOST:
        words = f"{count:,} lines; one document lists {MOST:,}. Ask for fewer days, or take CSV."
        return _words(words, 422)
    try:
        body = paper(list(rows), first, last, called(user), today)
    except NoPaper as error:
        return _words(f"{error}.", 501)
    Change(owner=user, by=user, kind=Change.Kind.EXPORTED, count=count).save(force_insert=True)
    response = HttpResponse(body, content_type="application/pdf")
    name = f"openrvu-log-{first}-to-{last}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def paper(rows: Sequence[Entry], first: date, last: date, whose: str, today: date) -> bytes:
    """Lines of the log, by day and in order, as PDF.

    Raises:
        NoPaper: reportlab is not installed.
    """
    days = f"{day(first)} to {day(last)}"
    named = f"{whose}. {days}." if whose else f"{days}."
    made = Paper("Log of work", f"OpenRVU, {day(today)}. {named}")
    made.words(named, after=10)
    made.figures(
        [
            ("Lines", f"{len(rows):,}"),
            ("Days", f"{len({one.date for one in rows}):,}"),
            ("Credited work RVUs", work(_sum(rows, "credited"))),
            ("CMS work RVUs", work(_sum(rows, "full"))),
            ("Medicare amount", money(_sum(rows, "amount"))),
            ("Lines without work RVU", f"{sum(one.full is None for one in rows):,}"),
        ]
    )
    made.heading("Lines")
    columns = [
        Column("Day", 0.13),
        Column("Code", 0.17),
        Column("Units", 0.08, is_figure=True),
        Column("Place", 0.08),
        Column("Role", 0.12),
        Column("Release", 0.12),
        Column("CMS wRVU", 0.14, is_figure=True),
        Column("Credited", 0.16, is_figure=True),
    ]
    lines = [line for _, some in groupby(rows, lambda one: one.date) for line in _day(list(some))]
    made.table(columns, lines, wraps=False)
    return made.bytes()


def _day(rows: Sequence[Entry]) -> list[tuple[str, ...]]:
    """The lines of a day; its sum after them where there is more than one."""
    lines: list[tuple[str, ...]] = [
        (
            one.date.isoformat(),
            one.label,
            str(one.units),
            one.pos,
            one.role,
            one.release,
            work(one.full),
            work(one.credited),
        )
        for one in rows
    ]
    if len(rows) > 1:
        sums = work(_sum(rows, "full")), work(_sum(rows, "credited"))
        lines.append((rows[0].date.isoformat(), f"{len(rows)} lines", "", "", "", "", *sums))
    return lines


def _sum(rows: Sequence[Entry], name: str) -> Decimal:
    known = (getattr(one, name) for one in rows)
    return add(_NOTHING, *(value for value in known if value is not None))


def _words(text: str, status: int) -> HttpResponse:
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
