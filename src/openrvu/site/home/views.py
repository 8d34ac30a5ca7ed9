"""The home page, and what machines ask of a site: sitemap, robots, health, errors."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.views.decorators.http import require_safe

from openrvu.book.book import open_book
from openrvu.codes.index import open_index
from openrvu.site.answers import Head, as_json, json_error, page, render, wants_json
from openrvu.site.browse.census import counted
from openrvu.site.home.missing import not_found_page
from openrvu.site.home.movers import Mover, movers
from openrvu.site.home.sitemap import sitemap_xml
from openrvu.site.home.stages import STAGES
from openrvu.site.learn.library import open_library

__all__ = [
    "health",
    "home",
    "home_json",
    "not_found",
    "not_found_page",
    "robots",
    "server_error",
    "sitemap",
]

ABOUT = (
    "Look up any CPT or HCPCS code: its work, practice expense and malpractice RVUs, its Medicare "
    "amount for a date, setting, locality or ZIP code, and how both came about."
)
#: Texts of each stage that the home page names.
_READ = 2
_EXAMPLES = ("fluoro", "76000-26", "99281-99285", "knee mri", "colonoscopy")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, how to look up a code, and what is new."""
    context = {
        "about": ABOUT,
        "census": counted(),
        "localities": open_book().localities(open_book().newest().label),
        "releases": open_book().releases(),
        "movers": movers(open_book(), open_index()),
        "stages": [(stage, open_library().texts(stage.slug)[:_READ]) for stage in STAGES],
        "examples": _EXAMPLES,
        "written": len(open_index().written_titles()),
    }
    return page(request, "home/home.html", _head(), context)


@require_safe
def home_json(_request: HttpRequest) -> HttpResponse:
    """The home page's figures as JSON."""
    made = counted()
    release = made.release
    moved = movers(open_book(), open_index())
    return as_json(
        {
            "name": "OpenRVU",
            "about": ABOUT,
            "release": release.label,
            "in_force": [release.in_force.first, release.in_force.last],
            "conversion_factor": release.conversion_factor,
            "qp_conversion_factor": release.qp_conversion_factor,
            "codes": made.whole.codes,
            "paid_by_rvus": made.whole.priced,
            "localities": len(open_book().localities(release.label)),
            "releases": [r.label for r in open_book().releases()],
            "compared_with": moved.before.label if moved else None,
            "up": [_mover_data(m) for m in moved.up] if moved else [],
            "down": [_mover_data(m) for m in moved.down] if moved else [],
        }
    )


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page."""
    return HttpResponse(sitemap_xml(_site(request)), content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: all but pages that are made for one reader's question."""
    lines = (
        "User-agent: *",
        "Disallow: /search/",
        "Disallow: /compare/?",
        "Disallow: /tally/?",
        "Disallow: /learn/quiz/?",
        "Disallow: /api/v1/",
        f"Sitemap: {_site(request)}/sitemap.xml",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """That the site answers, from which release, and whether its database does; 503 if not."""
    release = open_book().newest()
    codes = len(open_book().codes(release.label))
    told = {"status": "ok", "release": release.label, "codes": codes}
    if not settings.MODE.has_log:
        return as_json(told)
    from openrvu.site.database_health import answers

    if answers():
        return as_json({**told, "database": "ok"})
    return as_json({**told, "status": "failing", "database": "does not answer"}, status=503)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Any address that leads nowhere."""
    parts = [part for part in unquote(request.path).split("/") if part]
    wanted = parts[-1].removesuffix(".json").replace("-", " ") if parts else ""
    return not_found_page(request, f"There is no page at {request.path}.", wanted)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours, said plainly, by means that can hardly fail themselves."""
    if wants_json(request):
        return json_error(500, "Something went wrong on our side. The request may be repeated.")
    return HttpResponseServerError(render("home/server_error.html", {}))


def _site(request: HttpRequest) -> str:
    """The site's public address, or the one it was asked under."""
    return str(settings.SITE_ADDRESS) or f"{request.scheme}://{request.get_host()}"


def _mover_data(mover: Mover) -> dict[str, Any]:
    return {
        "code": mover.code,
        "title": mover.title,
        "before": mover.before,
        "after": mover.after,
        "change": mover.change,
        "percent": mover.percent,
        "url": f"/codes/{mover.code}/",
    }


def _head() -> Head:
    site = settings.SITE_ADDRESS
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": "OpenRVU",
        "url": f"{site}/",
        "description": ABOUT,
    }
    if not settings.STATIC_EXPORT:
        data["potentialAction"] = {
            "@type": "SearchAction",
            "target": f"{site}/search/?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        }
    return Head(
        title="Medicare RVUs and amounts, exact to the cent",
        description=ABOUT,
        path="/",
        json_path="/index.json",
        data=data,
    )
