"""What changed between two releases, as HTML and as JSON."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from markupsafe import Markup

from openrvu.book.book import open_book
from openrvu.codes.index import open_index
from openrvu.errors import ReleaseNotHeld
from openrvu.schedule.releases import Release
from openrvu.site import charts
from openrvu.site.answers import Head, as_json, json_error, page
from openrvu.site.changes.data import comparison_data
from openrvu.site.changes.efficiency import YEAR
from openrvu.site.changes.measures import AMOUNT, MEASURES, TOP, Moves
from openrvu.site.changes.summary import (
    EVERY,
    Comparison,
    TooManyAtOnce,
    compare,
    in_order,
    newest_pair,
)
from openrvu.site.home.missing import not_found_page
from openrvu.site.templating import percent

#: Seconds after which a comparison that had to wait is asked for again.
_WAIT = "3"


def newest(request: HttpRequest) -> HttpResponse:
    """The newest release against the last of the year before; or on to the two asked for."""
    asked = [request.GET.get(name, "").strip() for name in ("before", "after")]
    if any(asked):
        try:
            return HttpResponseRedirect(_address(*in_order(open_book(), *asked)))
        except ReleaseNotHeld as error:
            return not_found_page(request, str(error), "")
    try:
        pair = newest_pair(open_book())
    except ReleaseNotHeld as error:
        return not_found_page(request, str(error), "")
    return _compared(request, *pair)


def newest_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    try:
        return _json(request, *newest_pair(open_book()))
    except ReleaseNotHeld as error:
        return json_error(404, str(error))


def between(request: HttpRequest, before: str, after: str) -> HttpResponse:
    """Two releases by their labels."""
    try:
        pair = in_order(open_book(), before, after)
    except ReleaseNotHeld as error:
        return not_found_page(request, str(error), "")
    if pair != (before, after):
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return HttpResponseRedirect(_address(*pair) + query)
    return _compared(request, *pair)


def between_json(request: HttpRequest, before: str, after: str) -> HttpResponse:
    """The same as JSON."""
    try:
        return _json(request, *in_order(open_book(), before, after))
    except ReleaseNotHeld as error:
        return json_error(404, str(error))


def _address(before: str, after: str) -> str:
    return f"/changes/{before}-to-{after}/"


def _compared(request: HttpRequest, before: str, after: str) -> HttpResponse:
    try:
        made = compare(before, after)
    except TooManyAtOnce as error:
        return _later(HttpResponse(f"{error}.\n", status=503, content_type="text/plain"))
    return _page(request, made)


def _later(response: HttpResponse) -> HttpResponse:
    """Ask to come again; a browser does so by itself."""
    for name, value in (("Retry-After", _WAIT), ("Refresh", _WAIT), ("Cache-Control", "no-store")):
        response.headers[name] = value
    return response


def _page(request: HttpRequest, made: Comparison) -> HttpResponse:
    category, measure, problems = _asked(request, made)
    shown = made.moves[category, measure]
    context = {
        "c": made,
        "line": next(x for x in made.lines if x.slug == category),
        "category": category,
        "measure": measure,
        "measure_name": MEASURES[measure],
        "moves": shown,
        "chart": _chart(made, shown, measure),
        "problems": problems,
        "releases": open_book().releases(),
        "address": _address(made.before.label, made.after.label),
        "title": open_index().title,
        "names": {c.slug: c.name for c in open_index().categories()},
        "code_address": _code_addresses(made),
        "EFFICIENCY_YEAR": YEAR,
        "TOP": TOP,
    }
    head = _head(made, request)
    return page(request, "changes/changes.html", head, context, status=400 if problems else 200)


def _json(request: HttpRequest, before: str, after: str) -> HttpResponse:
    try:
        made = compare(before, after)
    except TooManyAtOnce as error:
        return _later(json_error(503, str(error)))
    category, measure, problems = _asked(request, made)
    if problems:
        name, message = next(iter(problems.items()))
        return json_error(400, message, parameter=name)
    return as_json(comparison_data(made, category, measure))


def _asked(request: HttpRequest, made: Comparison) -> tuple[str, str, dict[str, str]]:
    """Category and measure of the address; what cannot be understood is a problem."""
    problems: dict[str, str] = {}
    category = request.GET.get("category", "").strip() or EVERY
    if category not in {line.slug for line in made.lines}:
        held = ", ".join(line.slug for line in made.categories)
        problems["category"] = f"{category!r} has no codes to compare; expected one of {held}"
        category = EVERY
    measure = request.GET.get("measure", "").strip() or AMOUNT
    if measure not in MEASURES:
        problems["measure"] = f"{measure!r} is not a measure; expected amount or work"
        measure = AMOUNT
    return category, measure, problems


def _chart(made: Comparison, shown: Moves, measure: str) -> Markup:
    rows = [
        charts.Ranked(b.label, Decimal(b.count * (b.direction or 1)), f"{b.count:,}")
        for b in shown.bins
    ]
    return charts.ranked(
        rows,
        f"{MEASURES[measure]}: codes by change in percent, {made.before.label} to "
        f"{made.after.label}",
        f"{shown.up} rose, {shown.down} fell, of {shown.compared}",
    )


def _code_addresses(made: Comparison) -> Callable[[str], str]:
    """The page of a code in the release that has it; the newest release needs no naming."""
    newest_label = open_book().newest().label
    gone = {code for codes in made.gone.values() for code in codes}

    def address(code: str) -> str:
        release: Release = made.before if code in gone else made.after
        plain = release.label == newest_label
        return f"/codes/{code}/" if plain else f"/codes/{code}/?release={release.label}"

    return address


def _head(made: Comparison, request: HttpRequest) -> Head:
    before, after, everything = made.before.label, made.after.label, made.lines[0]
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    path = request.path
    return Head(
        title=f"What changed from {before} to {after}",
        description=(
            f"{everything.codes} Medicare codes compared: {everything.up} amounts rose, "
            f"{everything.down} fell; conversion factor {percent(made.factor)}. Largest gains "
            "and losses, by code and category."
        ),
        path=path,
        json_path=f"{path.rstrip('/')}.json{query}",
    )
