"""Data and method, and about, as HTML and as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse

from openrvu import __version__
from openrvu.book.book import Book, open_book
from openrvu.codes.comparison import rank_in_category
from openrvu.codes.index import open_index
from openrvu.codes.record import Reading
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.rows import Setting
from openrvu.site.answers import Head, as_json, page
from openrvu.site.localities.absence import absent_since
from openrvu.site.localities.names import full_name
from openrvu.site.localities.table import BASKET
from openrvu.site.method.evidence import coverage, missing_releases, outcomes, sources
from openrvu.site.method.measured import MEASURED, MEASURED_ON

#: The code and modifier of the worked example.
_EXAMPLE = ("76000", "26")
LICENCES = {
    "figures": "CMS relative value files: works of the US Government, not subject to copyright",
    "codes": "CPT codes copyright American Medical Association; D codes copyright American "
    "Dental Association; their descriptions are not shown or shipped",
    "text": "OpenRVU, CC BY 4.0",
    "code": "OpenRVU, Apache-2.0",
}


def method(request: HttpRequest) -> HttpResponse:
    """Every formula, source, hash, check and limitation."""
    book = open_book()
    context = {
        **_evidence(book),
        "BASKET": BASKET,
        "example": FeeSchedule.newest(source=book).amount(*_EXAMPLE, setting=Setting.FACILITY),
        "rank": rank_in_category(book, book.newest().label, _EXAMPLE[0]),
    }
    return page(request, "method/method.html", _METHOD, context)


def method_json(_request: HttpRequest) -> HttpResponse:
    """The evidence as JSON."""
    found = _evidence(open_book())
    return as_json(
        {
            "version": __version__,
            "newest_release": found["newest"].label,
            "sources": [asdict(source) for source in found["sources"]],
            "zip_edition": found["zip_edition"],
            "releases_not_held": found["missing"],
            "localities_without_index": [a.area.key for a in found["absent"]],
            "outcomes": [asdict(line) for line in found["outcomes"]],
            "verified_on": MEASURED_ON,
            "verified": [asdict(measured) for measured in MEASURED],
            "readings": [asdict(reading) for reading in found["readings"]],
            "coverage": asdict(found["coverage"]),
            "licences": LICENCES,
        }
    )


def about(request: HttpRequest) -> HttpResponse:
    """What this is, for whom, and on whose authority."""
    return page(request, "method/about.html", _ABOUT, _cited())


def about_json(_request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    return as_json(
        {
            "name": "OpenRVU",
            "version": __version__,
            "about": _ABOUT.description,
            "newest_release": open_book().newest().label,
            "independent_of": ["CMS", "AMA", "ADA"],
            "licences": LICENCES,
        }
    )


def _cited() -> dict[str, Any]:
    return {"version": __version__, "newest": open_book().newest()}


def _evidence(book: Book) -> dict[str, Any]:
    readings = open_index().readings()
    return {
        "newest": book.newest(),
        "oldest": book.releases()[0],
        "sources": sources(book),
        "zip_edition": book.zip_edition,
        "missing": missing_releases(book),
        "absent": absent_since(book, book.newest()),
        "outcomes": outcomes(book),
        "measured": MEASURED,
        "measured_on": MEASURED_ON,
        "readings": readings,
        "sum": _sum_of(readings),
        "coverage": coverage(book, open_index()),
        "full_name": full_name,
    }


def _sum_of(readings: tuple[Reading, ...]) -> dict[str, int]:
    parts = ("read", "right", "mended", "dropped")
    return {part: sum(getattr(reading, part) for reading in readings) for part in parts}


_METHOD = Head(
    title="Data and method",
    description=(
        "Every formula, rounding, source archive with its SHA-256, check against CMS's own "
        "amounts, and known limitation behind OpenRVU's figures."
    ),
    path="/method/",
    json_path="/method.json",
)
_ABOUT = Head(
    title="About OpenRVU",
    description=(
        "OpenRVU is the open, exact, local-first Medicare Physician Fee Schedule: every code, "
        "RVU and amount with its source, for physicians and those who work with them."
    ),
    path="/about/",
    json_path="/about.json",
)
