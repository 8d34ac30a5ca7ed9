"""The search page, the same as JSON, and suggestions for the search box."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from openrvu.book.book import open_book
from openrvu.codes.index import open_index
from openrvu.codes.search import Hit
from openrvu.site.answers import Head, as_json, page, render
from openrvu.site.finding.results import Answer, Result, address, find, lookup, tidy

SUGGESTED = 8
_FAMILIES = 2

#: Queries that show what the box understands: query, and what it asks for.
EXAMPLES = (
    ("lap chole", "what people say for short"),
    ("camera down the throat", "plain words"),
    ("mri knee without contrast", "what tells a code from its siblings: views, size, minutes, age"),
    ("injectafer", "a drug by its brand"),
    ("colonscopy with polypectomy", "words misspelt, or only begun"),
    ("76000-26", "a code, with or without a modifier that has its own row"),
    ("7600", "the beginning of a code"),
    ("99281-99285", "a range of codes"),
)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What fits a query; the page of the code itself where the query is one."""
    answer = _asked(request)
    if answer.only is not None:
        return HttpResponseRedirect(answer.only.url)
    context = {"a": answer, "searched": answer.query, "examples": EXAMPLES}
    return page(request, "finding/search.html", _head(answer), context)


@require_safe
def search_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    answer = _asked(request)
    return as_json(
        {
            "query": answer.query,
            "release": answer.release.label,
            "total": answer.total,
            "page": answer.page,
            "pages": answer.pages,
            "hits": [result_data(result) for result in answer.results],
            "families": [
                {"name": p.family.name, "category": p.category.name, "url": family_url(p)}
                for p in answer.families
                if p.family
            ],
            "siblings": [near_data(hit) for hit in answer.siblings],
            "near": [near_data(hit) for hit in answer.near],
            "last_release": answer.past.last.label if answer.past else None,
            "message": answer.message,
        }
    )


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Options for a list box: codes, at most two families, then the search page."""
    query = tidy(request.GET.get("q", ""))
    found = find(open_book(), open_index(), query)
    families = found.families[:_FAMILIES]
    hits = found.hits[: SUGGESTED - len(families)]
    context = {
        "query": query,
        "hits": [(hit, address(hit)) for hit in hits],
        "families": [(p, family_url(p)) for p in families],
        "all": f"/search/?{urlencode({'q': query})}",
    }
    return HttpResponse(render("finding/suggestions.html", context))


def family_url(place: Any) -> str:
    """The page of a family."""
    return f"/browse/{place.category.slug}/{place.family.slug}/"


def _asked(request: HttpRequest) -> Answer:
    number = request.GET.get("page", "1")
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    return lookup(open_book(), open_index(), request.GET.get("q", ""), wanted)


def near_data(hit: Hit) -> dict[str, str]:
    """A code near the one found, for JSON."""
    return {"code": hit.code, "title": hit.title, "why": hit.why, "url": address(hit)}


def result_data(result: Result) -> dict[str, Any]:
    """A code found, for JSON."""
    row = result.row
    return {
        "code": result.hit.code,
        "modifier": result.hit.modifier,
        "title": result.hit.title,
        "why": result.hit.why,
        "work_rvu": row.work,
        "total_rvu": result.total,
        "amount": result.amount,
        "outcome": result.outcome,
        "na": row.policy.na_nonfacility,
        "url": result.url,
    }


def _head(answer: Answer) -> Head:
    if not answer.query:
        return Head(
            title="Search codes",
            description="Find a CPT or HCPCS code by number, range, beginning or plain words.",
            path="/search/",
            json_path="/search.json",
        )
    pairs = {"q": answer.query} | ({"page": str(answer.page)} if answer.page > 1 else {})
    return Head(
        title=f"{answer.query}: codes found",
        description=f"{answer.total:,} codes for “{answer.query}” in {answer.release.label}, "
        "with work RVU, total RVU and national Medicare amount.",
        path="/search/",
        json_path=f"/search.json?{urlencode(pairs)}",
    )
