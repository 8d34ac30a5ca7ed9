"""Calls about payment localities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from openrvu.book.book import open_book
from openrvu.codes.index import open_index
from openrvu.errors import UnknownLocality
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.site.api import kinds
from openrvu.site.api.asking import When, not_held, schedule_of
from openrvu.site.api.paging import Paging, page
from openrvu.site.api.place_shapes import AreaFound, AreaLines
from openrvu.site.api.problems import problem
from openrvu.site.localities.data import line_data, place_data
from openrvu.site.localities.place import build
from openrvu.site.localities.table import Line, listing

router = Router(tags=["Localities"])
KEY = kinds.text("[0-9]{5}-[0-9]{2}", "the key of a locality, such as 01112-05", "01112-05")


class LocalitiesAsked(When, Paging):
    """Which localities to list."""

    state: Annotated[
        str | None,
        kinds.text("[A-Za-z]{2}", "two letters of a state or territory", "CA", str.upper),
    ] = Field(None, description="Only those of a state or territory.")
    q: Annotated[str | None, kinds.words(80, "a name", "manhattan")] = Field(
        None, description="Only those that answer to a name, county, key, or state and number."
    )
    zip: Annotated[str | None, kinds.ZIP] = Field(
        None, description="Only the one that a ZIP code lies in."
    )


@router.get(
    "/localities",
    response=AreaLines,
    operation_id="listLocalities",
    summary="List localities",
    by_alias=True,
)
def localities(request: HttpRequest, asked: Query[LocalitiesAsked]) -> dict[str, Any]:
    """The payment localities of a release, by state and number."""
    schedule = schedule_of(asked, open_book())
    keys = _keys(asked, schedule)
    lines = [
        line
        for line in listing(open_book(), schedule.release).lines
        if (keys is None or line.area.key in keys)
        and (asked.state is None or line.area.state == asked.state)
    ]

    def make(part: Sequence[Line]) -> list[dict[str, Any]]:
        return [{**line_data(line), "release": schedule.release.label} for line in part]

    return page(request, asked, lines, make)


def _keys(asked: LocalitiesAsked, schedule: FeeSchedule) -> set[str] | None:
    """The keys that a name and a ZIP code leave; None where neither was given."""
    if asked.q is None and asked.zip is None:
        return None
    kept: list[set[str]] = []
    if asked.q is not None:
        kept.append({area.key for area in schedule.localities_matching(asked.q)})
    if asked.zip is not None:
        try:
            kept.append({schedule.locality_for_zip(asked.zip).key})
        except UnknownLocality as error:
            raise not_held("zip", str(error)) from None
    return set.intersection(*kept)


@router.get(
    "/localities/{key}",
    response=AreaFound,
    operation_id="getLocality",
    summary="Look up a locality",
    by_alias=True,
)
def locality(
    request: HttpRequest,  # noqa: ARG001
    key: Path[Annotated[str, KEY]],
    asked: Query[When],
) -> dict[str, Any]:
    """Indices, ranks, example amounts and history of a locality: the data of its page."""
    book = open_book()
    release = schedule_of(asked, book).release
    try:
        return place_data(build(book, open_index(), key, release))
    except UnknownLocality as error:
        raise problem("unknown_locality", str(error), "path.key") from None
