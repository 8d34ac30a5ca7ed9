"""The page of one code, as HTML and as JSON."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from markupsafe import Markup

from openrvu.book.book import open_book
from openrvu.codes.comparison import category_population
from openrvu.codes.index import Category, open_index
from openrvu.errors import UnknownCode
from openrvu.pricing.figures import money
from openrvu.schedule.localities import display_name
from openrvu.schedule.statistics import histogram
from openrvu.site import charts
from openrvu.site.answers import Head, as_json, json_error, page
from openrvu.site.choice import read_choice
from openrvu.site.code_page.data import code_data
from openrvu.site.code_page.faq import Question, questions
from openrvu.site.code_page.page import CodePage, build
from openrvu.site.code_page.structured import structured_data
from openrvu.site.code_page.timeline import timelines
from openrvu.site.home.views import not_found_page


def code(request: HttpRequest, code: str) -> HttpResponse:
    """The page of one code for the choice in the address."""
    if code != code.upper():
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return HttpResponsePermanentRedirect(f"/codes/{code.upper()}/{query}")
    choice = read_choice(request.GET, open_book())
    try:
        made = build(code, choice, open_book(), open_index())
    except UnknownCode as error:
        return not_found_page(request, str(error), code)
    asked = () if choice.unpriced_place else questions(made, open_book())
    chosen = "" if choice.said("zip") else choice.locality.key
    options = _locality_options(choice.schedule.release.label, chosen)
    status = 400 if choice.problems else 200
    context = {
        "p": made,
        "questions": asked,
        "choice": choice,
        "locality_options": options,
        "zip_edition": open_book().zip_edition,
        **_charts(made),
    }
    return page(request, "code_page/code.html", _head(made, asked), context, status=status)


def code_json(request: HttpRequest, code: str) -> HttpResponse:
    """The same as JSON: the object that `rvu code --json` prints, and what the page adds."""
    choice = read_choice(request.GET, open_book())
    if choice.problems:
        name, message = next(iter(choice.problems.items()))
        return json_error(400, message, parameter=name)
    try:
        made = build(code.upper(), choice, open_book(), open_index())
    except UnknownCode as error:
        return json_error(404, str(error))
    content = code_data(made, choice, open_book())
    if not settings.SHOW_DESCRIPTORS:
        content.pop("descriptor", None)
    return as_json(content)


def _charts(made: CodePage) -> dict[str, Any]:
    drawn = {"spread_chart": None, "spread_bars": (), "timelines": timelines(made)}
    if made.rank is None:
        return drawn
    label, category = made.choice.schedule.release.label, made.place.category
    bars = charts.bins(_counted(label, category), made.rank.value)
    chart = charts.distribution(
        bars,
        f"Work RVUs of {category.name} codes",
        f"{made.code} stands at {made.rank.value}, above {made.rank.below} of {made.rank.spread.n}",
    )
    return {**drawn, "spread_chart": chart, "spread_bars": bars}


@lru_cache(maxsize=256)
def _counted(label: str, category: Category) -> tuple[tuple[Decimal, Decimal, int], ...]:
    """A category's codes counted by work RVU."""
    population = category_population(open_book(), label, category)
    return histogram(population.ordered, charts.WORK_EDGES)


@lru_cache(maxsize=512)
def _locality_options(label: str, chosen: str) -> Markup:
    """The options of the locality list, which is long and seldom changes."""
    areas = open_book().localities(label)
    return Markup("").join(
        Markup('<option value="{}"{}>{} {}</option>').format(
            area.key,
            Markup(" selected") if area.key == chosen else "",
            area.state,
            display_name(area.name),
        )
        for area in areas
    )


def _head(made: CodePage, asked: tuple[Question, ...]) -> Head:
    release = made.choice.schedule.release.label
    # A code that has left the schedule has no page without the release that had it.
    newest = open_book().newest().label
    gone = "" if open_book().rows(newest, made.code) else f"?release={release}"
    return Head(
        title=f"{made.code} {made.title}: RVUs and Medicare amount, {release}",
        description=_description(made),
        path=f"/codes/{made.code}/{gone}",
        json_path=f"/codes/{made.code}.json{made.choice.query()}",
        data=structured_data(made, asked, settings.SITE_ADDRESS),
    )


def _description(made: CodePage) -> str:
    """One sentence for a search result, true for the place and setting chosen."""
    answer, parts = made.answer, []
    if made.row.has_rvus:
        parts.append(f"work RVU {made.row.work}, total {made.row.total(answer.setting)}")
    if answer.amount is None or made.choice.unpriced_place:
        parts.append("no index held" if made.choice.unpriced_place else answer.outcome.value)
    else:
        where = "national" if answer.locality.is_national else answer.locality.label
        parts.append(f"{money(answer.after_cap)} {answer.setting.label.lower()}, {where}")
    plain = f" {made.entry.plain}" if made.entry else ""
    return f"{made.label} {made.title}: {', '.join(parts)}.{plain}"
