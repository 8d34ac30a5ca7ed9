"""A day's tally, whose whole state stands in its address, as page, JSON and CSV."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from openrvu.book.book import open_book
from openrvu.codes.index import open_index
from openrvu.site.answers import Head, as_json, json_error, page
from openrvu.site.choice import Choice, read_choice
from openrvu.site.tally.lines import Item, parse, with_units, write
from openrvu.site.tally.sheet import as_csv
from openrvu.site.tally.tally import Line, Tally, tally_of

#: The choices that a tally keeps in its address, beside its lines.
STATE = ("setting", "zip", "locality", "date", "qp", "release")
EXAMPLE = "99214x3,99213x8,76000-26,45385"


def tally(request: HttpRequest) -> HttpResponse:
    """The list of an address; an edit leads on to the address of the list as edited."""
    items = parse(request.GET.get("lines", ""))
    choice = _choice(request)
    if (edited := _edited(request, items)) is not None:
        return HttpResponseRedirect(address(edited, choice))
    context = {
        "t": tally_of(items, choice, open_index()),
        "choice": choice,
        "lines": write(items),
        "state": _state(choice),
        "kept": _query(items, choice),
        "cleared": "lines" in request.GET and not items,
        "removed": lambda item: address(with_units(items, item.label, 0), choice),
        "zip_edition": open_book().zip_edition,
        "EXAMPLE": EXAMPLE,
    }
    status = 400 if choice.problems else 200
    return page(request, "tally/tally.html", _head(items, choice), context, status=status)


def tally_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    items, choice = parse(request.GET.get("lines", "")), _choice(request)
    if choice.problems:
        name, message = next(iter(choice.problems.items()))
        return json_error(400, message, parameter=name)
    made = tally_of(items, choice, open_index())
    return as_json(
        {
            "lines": [_line_data(line) for line in made.lines],
            "work_rvu": made.work,
            "work_rvu_unpriced": made.work_unpriced,
            "base_amount": made.amount,
            "unpriced_lines": made.unpriced,
            "basis": "base amounts; no multiple-procedure or other reduction applied",
            "release": choice.schedule.release.label,
            "date": choice.schedule.day if choice.said("date") else None,
            "setting": choice.setting.value,
            "locality": choice.locality.key,
            "conversion_factor": choice.schedule.conversion_factor(qp=choice.qp),
            "notices": choice.notices,
        }
    )


def tally_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table for a spreadsheet."""
    items, choice = parse(request.GET.get("lines", "")), _choice(request)
    if choice.problems:
        message = "; ".join(choice.problems.values())
        return HttpResponse(f"{message}\n", status=400, content_type="text/plain; charset=utf-8")
    made = tally_of(items, choice, open_index())
    day = f"-{choice.schedule.day}" if choice.said("date") else ""
    response = HttpResponse(as_csv(made, choice), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="tally{day}.csv"'
    return response


def address(items: tuple[Item, ...], choice: Choice) -> str:
    """The address of a list with the choices of the page."""
    return f"/tally/?{_query(items, choice)}"


def _query(items: tuple[Item, ...], choice: Choice) -> str:
    return urlencode([("lines", write(items)), *_state(choice)], safe=",")


def _state(choice: Choice) -> list[tuple[str, str]]:
    return [(name, choice.said(name)) for name in STATE if choice.said(name)]


def _choice(request: HttpRequest) -> Choice:
    asked = {name: value for name in STATE if (value := request.GET.get(name, "").strip())}
    return read_choice(asked, open_book())


def _edited(request: HttpRequest, items: tuple[Item, ...]) -> tuple[Item, ...] | None:
    """The list after the edit in the address; None where there is none."""
    if added := request.GET.get("add", "").strip():
        return parse(f"{write(items)},{added}")
    if label := request.GET.get("set", "").strip():
        units = request.GET.get("units", "").strip()
        return with_units(items, label, int(units) if units.isdecimal() else 1)
    return None


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
