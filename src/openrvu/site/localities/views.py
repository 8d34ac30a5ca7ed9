"""Payment localities: the table of a release, and a page for each, as HTML and as JSON."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from markupsafe import Markup

from openrvu.book.book import open_book
from openrvu.codes.index import open_index
from openrvu.errors import UnknownLocality
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.zip_notices import zip_notice
from openrvu.site import charts
from openrvu.site.answers import Head, as_json, json_error, page
from openrvu.site.choice import Choice, read_choice
from openrvu.site.localities.data import ZipAnswer, absent_data, line_data, place_data, zip_data
from openrvu.site.localities.names import full_name, short_name
from openrvu.site.localities.place import Place, build
from openrvu.site.localities.table import BASKET, ENDS, SORTS, Line, Listing, listing
from openrvu.site.templating import percent


def localities(request: HttpRequest) -> HttpResponse:
    """The table of a release, and the locality of a ZIP code."""
    choice = _release_choice(request)
    problems = dict(choice.problems)
    sort = _sort(request, problems)
    found = _zip(request, choice.schedule, problems)
    return _list_page(request, choice, sort, found, problems, status=400 if problems else 200)


def localities_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    choice = _release_choice(request)
    problems = dict(choice.problems)
    made = listing(open_book(), choice.schedule.release, _sort(request, problems))
    found = _zip(request, choice.schedule, problems)
    if problems:
        name, message = next(iter(problems.items()))
        return json_error(400, message, parameter=name)
    return as_json(
        {
            "release": made.release.label,
            "lacks": made.release.lacks,
            "overall_index": f"amount of {BASKET}, non-facility, as a multiple of the national one",
            "national_amount": made.national,
            "zip": zip_data(found) if found else None,
            "localities": [line_data(line) for line in made.lines],
            "absent": [absent_data(a) for a in made.absent],
        }
    )


def locality(request: HttpRequest, key: str) -> HttpResponse:
    """The page of one locality; a name or state and number leads to it."""
    choice = _release_choice(request)
    try:
        made = build(open_book(), open_index(), key, choice.schedule.release)
    except UnknownLocality:
        return _by_name(request, key, choice)
    context = {"p": made, "choice": choice, "charts": _index_charts(made), "full_name": full_name}
    status = 400 if choice.problems else 200
    return page(request, "localities/locality.html", _head(made, choice), context, status=status)


def locality_json(request: HttpRequest, key: str) -> HttpResponse:
    """The same as JSON."""
    choice = _release_choice(request)
    if choice.problems:
        name, message = next(iter(choice.problems.items()))
        return json_error(400, message, parameter=name)
    try:
        made = build(open_book(), open_index(), key, choice.schedule.release)
    except UnknownLocality as error:
        return json_error(404, str(error))
    return as_json(place_data(made))


def _list_page(
    request: HttpRequest,
    choice: Choice,
    sort: str,
    found: ZipAnswer | None,
    problems: dict[str, str],
    *,
    status: int,
) -> HttpResponse:
    made = listing(open_book(), choice.schedule.release, sort)
    context = {
        "l": made,
        "choice": choice,
        "zip": found,
        "zip_text": request.GET.get("zip", "").strip(),
        "zip_edition": open_book().zip_edition,
        "problems": problems,
        "releases": open_book().releases(),
        "chart": _chart(made),
        "full_name": full_name,
        "BASKET": BASKET,
        "ENDS": ENDS,
    }
    return page(
        request, "localities/localities.html", _list_head(request, made), context, status=status
    )


def _release_choice(request: HttpRequest) -> Choice:
    asked = {n: v for n in ("release", "date") if (v := request.GET.get(n, ""))}
    return read_choice(asked, open_book())


def _sort(request: HttpRequest, problems: dict[str, str]) -> str:
    sort = request.GET.get("sort", "").strip() or "place"
    if sort.removeprefix("-") in SORTS:
        return sort
    problems["sort"] = f"{sort!r} is not a column; expected {', '.join(SORTS)}"
    return "place"


def _zip(request: HttpRequest, schedule: FeeSchedule, problems: dict[str, str]) -> ZipAnswer | None:
    text = request.GET.get("zip", "").strip()
    if not text:
        return None
    try:
        area = schedule.zip_area(text)
    except UnknownLocality as error:
        problems["zip"] = str(error)
        return None
    key = f"{area.carrier}-{area.number}"
    found = next((a for a in schedule.localities() if a.key == key), None)
    return ZipAnswer(area, found, zip_notice(area, schedule) if found else "")


def _by_name(request: HttpRequest, key: str, choice: Choice) -> HttpResponse:
    """On to the locality of a name; else the table of all, saying what was not found."""
    words = key.replace("-", " ")
    if words.lower() == "national":
        return HttpResponseRedirect("/localities/#national")
    message = ""
    for text in (key, words):
        try:
            found = choice.schedule.locality(text)
        except UnknownLocality as error:
            message = str(error)
        else:
            return HttpResponseRedirect(f"/localities/{found.key}/{choice.query()}")
    return _list_page(request, choice, "place", None, {"locality": message}, status=404)


def _chart(made: Listing) -> Markup | None:
    """The highest and lowest by the overall index, as percent away from the national amount."""
    ranked = made.ranked
    if not ranked:
        return None
    shown = ranked if len(ranked) <= 2 * ENDS else (*ranked[:ENDS], *ranked[-ENDS:])
    rows = [_bar(line, _end_of(line, ranked)) for line in shown]
    first, last = ranked[0], ranked[-1]
    return charts.ranked(
        rows,
        f"Amount of {BASKET} against the national one, {made.release.label}",
        f"Highest {short_name(first.area)} {percent(first.away)}, "
        f"lowest {short_name(last.area)} {percent(last.away)}",
    )


def _end_of(line: Line, ranked: tuple[Line, ...]) -> str:
    ends = {ranked[0].area.key: ", highest", ranked[-1].area.key: ", lowest"}
    return ends.get(line.area.key, "")


def _bar(line: Line, end: str) -> charts.Ranked:
    return charts.Ranked(
        name=short_name(line.area),
        value=line.away or Decimal(0),
        text=f"{percent(line.away)}{end}",
        address=f"/localities/{line.area.key}/",
    )


def _index_charts(made: Place) -> list[tuple[str, Markup]]:
    drawn = []
    for name, field in (("Work", "work_gpci"), ("PE", "pe_gpci"), ("MP", "mp_gpci")):
        points = []
        for held in made.history:
            days, value = held.release.in_force, getattr(held.area, field)
            label = f"{held.release.label}: {name} GPCI {value}"
            points.append(charts.Point(days.first, days.last or days.first, value, label))
        title = f"{name} GPCI of {short_name(made.area)}"
        description = f"From {points[0].value} in {points[0].since.year} to {points[-1].value}"
        drawn.append((name, charts.steps(points, title, description)))
    return drawn


def _list_head(request: HttpRequest, made: Listing) -> Head:
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return Head(
        title=f"Medicare payment localities and GPCIs, {made.release.label}",
        description=(
            f"Work, practice expense and malpractice indices of {len(made.lines)} Medicare "
            f"localities in {made.release.label}, ranked, with the locality of any ZIP code."
        ),
        path="/localities/",
        json_path=f"/localities.json{query}",
    )


def _head(made: Place, choice: Choice) -> Head:
    area, label = made.area, made.shown.release.label
    return Head(
        title=f"{short_name(area)} ({area.key}): GPCIs and Medicare amounts, {label}",
        description=(
            f"{full_name(area)}: work GPCI {area.work_gpci}, practice "
            f"expense {area.pe_gpci}, malpractice {area.mp_gpci} in {label}, and since 2020."
        ),
        path=f"/localities/{area.key}/",
        json_path=f"/localities/{area.key}.json{choice.query()}",
    )
