"""The conversion factors since 1992, as HTML and as JSON."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from markupsafe import Markup

from openrvu.book.book import open_book
from openrvu.site import charts
from openrvu.site.answers import Head, as_json, page
from openrvu.site.factors.factors import ALL, Factor, Summary, factors_of, summary


def factors(request: HttpRequest) -> HttpResponse:
    """The factors as chart and table, newest first."""
    listed = factors_of(open_book())
    made = summary(listed)
    context = {"factors": listed[::-1], "s": made, "chart": _chart(listed)}
    return page(request, "factors/factors.html", _head(made), context)


def factors_json(_request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    return as_json(
        {
            "unit": "dollars per total RVU",
            "factors": [_data(factor) for factor in factors_of(open_book())],
        }
    )


def _data(factor: Factor) -> dict[str, object]:
    return {
        "from": factor.days.first,
        "to": factor.days.last,
        "kind": factor.kind,
        "factor": factor.factor,
        "change_percent": factor.change,
        "source": factor.source,
        "note": factor.note,
    }


def _chart(listed: tuple[Factor, ...]) -> Markup:
    points = [
        charts.Point(f.days.first, f.days.last or f.days.first, f.factor, f"{f.when}: ${f.factor}")
        for f in listed
        if f.kind == ALL
    ]
    return charts.steps(
        points,
        "Medicare conversion factor",
        f"From ${points[0].value} in {points[0].since.year} to ${points[-1].value} in "
        f"{points[-1].until.year}",
        unit="$",
    )


def _head(made: Summary) -> Head:
    now = made.now
    return Head(
        title=f"Medicare conversion factor {made.first.days.first.year} to {now.days.first.year}",
        description=(
            f"Every Medicare Physician Fee Schedule conversion factor with its dates, kind and "
            f"source; ${now.factor} per total RVU in {now.days.first.year}."
        ),
        path="/factors/",
        json_path="/factors.json",
    )
