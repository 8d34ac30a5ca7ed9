"""A day's tally, whose whole state stands in its address, as page, JSON and CSV."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from openrvu.book.book import open_book
from openrvu.codes.index import open_index
from openrvu.site.answers import Head, as_json, json_error, page
from openrvu.site.choice import Choice, read_choice
from openrvu.site.tally.lines import (
    MAX_TEXT,
    MAX_UNITS,
    Item,
    Listing,
    parse,
    read_units,
    with_units,
    write,
)
from openrvu.site.tally.sheet import as_csv
from openrvu.site.tally.tally import Line, Tally, tally_of

#: The choices that a tally keeps in its address, beside its lines.
STATE = ("setting", "zip", "locality", "date", "qp", "release")
EXAMPLE = "99214x3,99213x8,76000-26,45385"
BASIS = "base amounts after the OPPS cap; no multiple-procedure or other reduction applied"
_SHOWN = 20


def tally(request: HttpRequest) -> HttpResponse:
    """The list of an address; an edit leads on to the address of the list as edited.

    An edit that cannot be made as asked changes nothing, and the page says why.
    """
    listing, choice = _listing(request), _choice(request)
    edit = _edited(request, listing)
    if edit and not edit.problems:
        return HttpResponseRedirect(address(edit.items, choice))
    items, refused = listing.items, edit.problems if edit else ()
    added = request.GET.get("add", "").strip()
    context = {
        "t": tally_of(items, choice, open_index()),
        "choice": choice,
        "notices": notices(choice),
        "faults": (*listing.problems, *refused),
        "added": added if len(added) <= MAX_TEXT else "",
        "lines": write(items),
        "state": _state(choice),
        "kept": _query(items, choice),
        "as_case": as_case(items, choice),
        "cleared": "lines" in request.GET and not items and not listing.problems,
        "removed": lambda item: address(with_units(items, item.label, 0), choice),
        "zip_edition": open_book().zip_edition,
        "EXAMPLE": EXAMPLE,
    }
    status = 400 if choice.problems or refused else 200
    return page(request, "tally/tally.html", _head(items, choice), context, status=status)


def tally_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    listing, choice = _listing(request), _choice(request)
    if choice.problems:
        name, message = next(iter(choice.problems.items()))
        return json_error(400, message, parameter=name)
    made = tally_of(listing.items, choice, open_index())
    return as_json(
        {
            "lines": [_line_data(line) for line in made.lines],
            "work_rvu": made.work,
            "work_rvu_unpriced": made.work_unpriced,
            "base_amount": made.amount,
            "unpriced_lines": made.unpriced,
            "uncounted_lines": made.uncounted,
            "basis": BASIS,
            "release": choice.schedule.release.label,
            "date": choice.schedule.day if choice.said("date") else None,
            "setting": choice.setting.value,
            "locality": None if choice.unpriced_place else choice.locality.key,
            "conversion_factor": choice.schedule.conversion_factor(qp=choice.qp),
            "problems": listing.problems,
            "notices": notices(choice),
        }
    )


def tally_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table for a spreadsheet."""
    listing, choice = _listing(request), _choice(request)
    if choice.problems:
        message = "; ".join(choice.problems.values())
        return HttpResponse(f"{message}\n", status=400, content_type="text/plain; charset=utf-8")
    made = tally_of(listing.items, choice, open_index())
    day = f"-{choice.schedule.day}" if choice.said("date") else ""
    response = HttpResponse(
        as_csv(made, choice, listing.problems), content_type="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="tally{day}.csv"'
    return response


def notices(choice: Choice) -> tuple[str, ...]:
    """What the reader of any form of a tally must know of the choice."""
    return (*choice.notices, *((choice.unpriced_place,) if choice.unpriced_place else ()))


def address(items: tuple[Item, ...], choice: Choice) -> str:
    """The address of a list with the choices of the page."""
    return f"/tally/?{_query(items, choice)}"


def as_case(items: tuple[Item, ...], choice: Choice) -> str:
    """The address of the list as one case, every reduction between its lines applied."""
    lines = [("line", item.written) for item in items if not item.problem]
    return f"/price/?{urlencode([*lines, *_state(choice)], safe=',')}"


def _query(items: tuple[Item, ...], choice: Choice) -> str:
    return urlencode([("lines", write(items)), *_state(choice)], safe=",")


def _state(choice: Choice) -> list[tuple[str, str]]:
    return [(name, choice.said(name)) for name in STATE if choice.said(name)]


def _choice(request: HttpRequest) -> Choice:
    asked = {name: value for name in STATE if (value := request.GET.get(name, "").strip())}
    return read_choice(asked, open_book())


def _listing(request: HttpRequest) -> Listing:
    return parse(request.GET.get("lines", ""))


def _edited(request: HttpRequest, listing: Listing) -> Listing | None:
    """The list after the edit in the address, or why it is not made; None where there is none."""
    added = request.GET.get("add", "").strip()
    label = request.GET.get("set", "").strip()
    if not added and not label:
        return None
    if listing.problems:
        return Listing(listing.items, ("The list was not edited, since not all of it was read.",))
    if added:
        return _with_added(listing.items, added)
    return _with_set(listing.items, label, request.GET.get("units", "").strip())


def _with_added(items: tuple[Item, ...], added: str) -> Listing:
    more = parse(added)
    together = more if more.problems else parse(f"{write(items)},{write(more.items)}")
    known = {item.text for item in (*items, *more.items) if item.problem}
    new = (item.problem for item in together.items if item.problem and item.text not in known)
    problems = tuple(f"Nothing was added. {said}" for said in (*together.problems, *new))
    return Listing(items if problems else together.items, problems)


def _with_set(items: tuple[Item, ...], label: str, text: str) -> Listing:
    if all(item.label != label for item in items):
        return Listing(items, (f"{_short(label)} is not in the list, so no units were set.",))
    units = read_units(text)
    if units is None:
        return Listing(
            items,
            (
                f"“{_short(text)}” is not a number of units of {_short(label)}; expected 0 to "
                f"{MAX_UNITS}, where 0 takes the line out. Nothing was changed.",
            ),
        )
    return Listing(with_units(items, label, units))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _line_data(line: Line) -> dict[str, Any]:
    return {
        "text": line.item.text,
        "code": line.item.code or None,
        "modifier": line.item.modifier,
        "title": line.title or None,
        "units": line.item.units,
        "work_rvu_each": line.work,
        "work_rvu": line.work_total,
        "base_amount_each": line.amount,
        "base_amount": line.amount_total,
        "outcome": line.outcome,
        "reason": line.reason,
    }


def _head(items: tuple[Item, ...], choice: Choice) -> Head:
    query = f"?{_query(items, choice)}" if items or choice.given else ""
    return Head(
        title="Tally: work RVUs of a day",
        description=(
            "List the codes of a day and see the work RVU and Medicare base amount of each and "
            "of all. The list stands in the address; no patient data, no account."
        ),
        path="/tally/",
        json_path=f"/tally.json{query}",
    )


__all__ = ["Tally", "address", "tally", "tally_csv", "tally_json"]
