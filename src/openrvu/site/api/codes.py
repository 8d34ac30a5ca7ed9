"""Calls about codes: the list, one code, and search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from openrvu.book.book import open_book
from openrvu.codes.index import CodeIndex, open_index
from openrvu.errors import UnknownCode
from openrvu.schedule.rows import ServiceRow
from openrvu.site.api import kinds
from openrvu.site.api.asking import When, Where, choice_of, schedule_of
from openrvu.site.api.code_shapes import CodeFound, CodeLines, Hits
from openrvu.site.api.paging import Paging, page
from openrvu.site.api.problems import problem
from openrvu.site.browse import as_data
from openrvu.site.browse.census import Group, census, first_rows
from openrvu.site.browse.listing import code_lines
from openrvu.site.code_page.data import code_data
from openrvu.site.code_page.page import build
from openrvu.site.finding.results import find, tidy, with_figures
from openrvu.site.finding.views import near_data, result_data

router = Router(tags=["Codes"])
_SLUG = 80


class CodesAsked(When, Paging):
    """Which codes to list."""

    category: Annotated[str | None, kinds.words(_SLUG, "a category", "radiology")] = Field(
        None, description="Only codes of a category, by the name in its address: `radiology`."
    )
    family: Annotated[str | None, kinds.words(_SLUG, "a family", "fluoroscopy")] = Field(
        None, description="Only codes of a family, by the name in its address: `fluoroscopy`."
    )
    prefix: Annotated[
        str | None,
        kinds.text("[0-9A-Za-z]{1,5}", "the beginning of a code", "7600", str.upper),
    ] = Field(None, description="Only codes that begin so.")


class SearchAsked(Paging):
    """What to search for."""

    q: Annotated[str, kinds.words(100, "what to search for", "fluoroscopy")] = Field(
        description="A code, the beginning of one, a range (`99281-99285`), or plain words."
    )


@router.get(
    "/codes",
    response=CodeLines,
    operation_id="listCodes",
    summary="List codes",
    by_alias=True,
)
def codes(request: HttpRequest, asked: Query[CodesAsked]) -> dict[str, Any]:
    """The codes of a release in their order, with national figures."""
    book, index = open_book(), open_index()
    label = schedule_of(asked, book).release.label
    held = book.codes(label)
    if asked.category or asked.family:
        held = [row.code for row in _placed(index, label, asked)]
    if asked.prefix:
        held = [code for code in held if code.startswith(asked.prefix)]

    def make(part: Sequence[str]) -> list[dict[str, Any]]:
        rows = first_rows(row for code in part for row in book.rows(label, code))
        lines = code_lines(book, index, label, Group(tuple(rows)), descriptors=False)
        return [{**as_data.code(line), "release": label} for line in lines]

    return page(request, asked, held, make)


def _placed(index: CodeIndex, label: str, asked: CodesAsked) -> list[ServiceRow]:
    """The rows of a category, or of its families of a name."""
    counted = census(open_book(), index, label)
    category = index.category(asked.category) if asked.category else None
    if asked.category and category is None:
        message = f"there is no category {asked.category!r}"
        known = ", ".join(c.slug for c in index.categories())
        raise problem("unknown_category", message, "query.category", f"one of {known}")
    if asked.family is None:
        return list(counted.category(category.slug).rows) if category else []
    among = [category] if category else index.categories()
    families = [f for c in among for f in index.families(c) if f.slug == asked.family]
    if not families:
        where = f" in {category.slug}" if category else ""
        message = f"there is no family {asked.family!r}{where}"
        raise problem("unknown_category", message, "query.family", "a family of /browse/")
    rows = [row for family in families for row in counted.family(family.id).rows]
    return sorted(rows, key=lambda row: row.code)


@router.get(
    "/codes/{code}",
    response=CodeFound,
    operation_id="getCode",
    summary="Look up a code",
    by_alias=True,
)
def code(
    request: HttpRequest,  # noqa: ARG001
    code: Path[Annotated[str, kinds.CODE]],
    asked: Query[Where],
) -> dict[str, Any]:
    """RVUs, amount, rank, indicators, history and source of a code: the data of its page.

    The amount is that of one unit before the OPPS cap and before every other payment rule; to
    apply those, price a claim.
    """
    book = open_book()
    choice = choice_of(asked, book)
    try:
        made = build(code, choice, book, open_index())
    except UnknownCode as error:
        raise problem("unknown_code", str(error), "path.code") from None
    content = code_data(made, choice, book)
    # A descriptor of the AMA's that the user brought is for the user's own screen.
    return {
        name: value for name, value in content.items() if name not in {"descriptor", "problems"}
    }


@router.get(
    "/search",
    response=Hits,
    operation_id="searchCodes",
    summary="Search codes",
    by_alias=True,
)
def search(request: HttpRequest, asked: Query[SearchAsked]) -> dict[str, Any]:
    """Codes of the newest release that fit a query, best first."""
    book = open_book()
    found = find(book, open_index(), tidy(asked.q))
    answer = page(
        request,
        asked,
        found.hits,
        lambda part: [result_data(result) for result in with_figures(book, tuple(part))],
    )
    near = [near_data(hit) for hit in found.siblings]
    return {**answer, "siblings": near, "message": found.message}
