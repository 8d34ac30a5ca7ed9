"""A case, whose whole state stands in its address, as page, JSON and CSV."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from openrvu.book.book import open_book
from openrvu.codes.index import open_index
from openrvu.codes.search import Hit
from openrvu.pricing.figures import dollars, money
from openrvu.pricing.trail import entered
from openrvu.pricing.written import LONGEST_ECHO, parse_line
from openrvu.productivity.plan_file import NAMES as PLANS
from openrvu.rules.places_of_service import place, places
from openrvu.site.answers import Head, as_json, json_error, page
from openrvu.site.finding.results import find, tidy
from openrvu.site.pricer.answer import Answer, answer, unanswered
from openrvu.site.pricer.case import Case, read_case, with_lines
from openrvu.site.pricer.data import case_data, notices
from openrvu.site.pricer.edits import Edited, edited, is_edit
from openrvu.site.pricer.examples import EXAMPLES
from openrvu.site.pricer.sheet import as_csv
from openrvu.site.pricer.tries import (
    MOST_TRIED,
    elsewhere,
    reversed_order,
    tries_of_case,
    tries_of_line,
)
from openrvu.site.pricer.words import PROVIDERS

_HITS = 12
_NAMED = 6


@require_safe
def price(request: HttpRequest) -> HttpResponse:
    """The case of an address; an edit leads on to the address of the case as edited.

    Where an edit leaves something to be said, the page says it and shows the case as far as it
    was edited.
    """
    case = read_case(request.GET, open_book())
    edit = Edited(case.lines, {})
    if is_edit(request.GET):
        edit = edited(case.lines, request.GET)
        case = with_lines(case, edit.lines)
        if edit.whole and "line" not in case.problems:
            return HttpResponseRedirect(case.address())
    made = answer(case, open_index()) if case.readable and not case.problems else None
    offered = _offered(case, edit.words)
    unfit = _nothing_fits(edit.words) if edit.words and not offered else {}
    context = {
        **_about(case, made),
        **_tried(case, made, request.GET.get("ask", "")),
        "hits": offered,
        "words": tidy(edit.words),
        "typed": edit.typed,
        "faults": {**edit.faults, **unfit},
        "notices": (*notices(case, made), *_unused(edit)),
    }
    status = 400 if case.problems or edit.faults else 200
    return page(request, "pricer/price.html", _head(case), context, status=status)


@require_safe
def price_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    case = read_case(request.GET, open_book())
    if case.problems:
        name, message = next(iter(case.problems.items()))
        return json_error(400, message, parameter=name)
    return as_json(case_data(case, answer(case, open_index())))


@require_safe
def price_csv(request: HttpRequest) -> HttpResponse:
    """The lines as a table for a spreadsheet."""
    case = read_case(request.GET, open_book())
    if case.problems:
        message = "; ".join(case.problems.values())
        return HttpResponse(f"{message}\n", status=400, content_type="text/plain; charset=utf-8")
    body = as_csv(case, answer(case, open_index()))
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    day = f"-{case.choice.schedule.day}" if case.said("date") else ""
    response.headers["Content-Disposition"] = f'attachment; filename="case{day}.csv"'
    return response


def _about(case: Case, made: Answer | None) -> dict[str, Any]:
    """The case, its answer and what can be chosen."""
    lines = made.lines if made else unanswered(case)
    without = [[*case.lines[:at], *case.lines[at + 1 :]] for at in range(len(case.lines))]
    return {
        "case": case,
        "a": made,
        "lines": lines,
        "said": _said(made),
        "removed": [case.address(left) for left in without],
        "asking": [f"{case.address()}&ask={line.number}" for line in lines],
        "setting_said": _place_said(case),
        "places": places(),
        "providers": PROVIDERS,
        "plans": PLANS,
        "plan_name": case.plan.name,
        "examples": EXAMPLES,
        "entered": entered,
        "dollars": dollars,
    }


def _offered(case: Case, words: str) -> tuple[tuple[Hit, str], ...]:
    """Codes for the words typed, each with the address of the case with it added."""
    found = find(open_book(), open_index(), tidy(words)).hits[:_HITS] if words else ()
    labels = ("-".join(filter(None, (hit.code, hit.modifier))) for hit in found)
    added = (case.address((*case.lines, parse_line(label))) for label in labels)
    return tuple(zip(found, added, strict=True))


def _nothing_fits(words: str) -> dict[str, str]:
    said = (
        f"Nothing fits “{words[:LONGEST_ECHO]}”. Expected codes such as 45385 or 45380-59, or "
        "words of a procedure such as colonoscopy."
    )
    return {"add": said}


def _unused(edit: Edited) -> tuple[str, ...]:
    if not edit.unused:
        return ()
    return (f"Not used from what was typed: {', '.join(edit.unused[:_HITS])}.",)


def _tried(case: Case, made: Answer | None, asked: str) -> dict[str, Any]:
    """What would change: by line, for the whole case, by order and by place."""
    is_short = len(case.readable) <= MOST_TRIED
    if made is None:
        nothing: dict[str, Any] = {"tries": {}, "case_tries": (), "turned": None}
        return nothing | {"places_compared": (), "tried_line": 0, "is_short": is_short}
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 3 else 0
    numbers = [line.number for line in made.lines if line.priced]
    tries = {
        number: tries_of_line(case, made.priced, at)
        for at, number in enumerate(numbers)
        if is_short or number == wanted
    }
    return {
        "tries": {number: made for number, made in tries.items() if made},
        "case_tries": tries_of_case(case, made.priced),
        "turned": reversed_order(case, made.priced),
        "places_compared": elsewhere(case, made.priced) if is_short else (),
        "tried_line": wanted,
        "is_short": is_short,
    }


def _place_said(case: Case) -> str:
    """``Office (11)``, or the setting."""
    found = place(case.place_of_service) if case.place_of_service else None
    where = f"{found.name} ({found.code})" if found else case.choice.setting.label
    return f"{where}, hospital patient" if case.hospital_patient else where


def _said(made: Answer | None) -> str:
    """The sums in a sentence, for who cannot see them change."""
    if made is None:
        return ""
    work = f"{made.credited.credited} of {made.credited.full} work RVUs are credited."
    if not made.has_amount:
        return f"No line has an amount. {work}"
    return f"Medicare allows {money(made.amount)}. {work} The patient pays {money(made.patient)}."


def _head(case: Case) -> Head:
    query = case.query()
    labels = ", ".join(line.label for line in case.lines[:_NAMED])
    return Head(
        title=f"{labels} priced as one case" if labels else "Price a case by Medicare's own rules",
        description=(
            "Price a day's codes by Medicare's rules: ranking, endoscopic families, both sides, "
            "imaging and therapy reductions, assistants; each step with its source."
        ),
        path="/price/",
        json_path=f"/price.json?{query}" if query else "/price.json",
    )
