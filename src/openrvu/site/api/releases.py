"""Calls about releases of the fee schedule."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from openrvu.book.book import open_book
from openrvu.errors import ReleaseNotHeld
from openrvu.schedule.releases import Release, normalise_label
from openrvu.site.api import kinds
from openrvu.site.api.paging import Paging, page
from openrvu.site.api.place_shapes import ReleaseFound, ReleaseLines
from openrvu.site.api.problems import problem

router = Router(tags=["Releases"])


@router.get(
    "/releases",
    response=ReleaseLines,
    operation_id="listReleases",
    summary="List releases",
    by_alias=True,
)
def releases(request: HttpRequest, asked: Query[Paging]) -> dict[str, Any]:
    """The releases of the fee schedule held here, in order of force."""
    held = open_book().releases()
    return page(request, asked, held, lambda part: [_data(release) for release in part])


@router.get(
    "/releases/{label}",
    response=ReleaseFound,
    operation_id="getRelease",
    summary="Look up a release",
    by_alias=True,
)
def release(
    request: HttpRequest,  # noqa: ARG001
    label: Path[Annotated[str, kinds.RELEASE]],
) -> dict[str, Any]:
    """One release: when it is in force, its conversion factor, and where it was read."""
    book = open_book()
    try:
        found = book.release(normalise_label(label))
    except ReleaseNotHeld as error:
        raise problem("release_not_held", str(error), "path.label") from None
    counts = {
        "codes": len(book.codes(found.label)),
        "localities": len(book.localities(found.label)),
    }
    return {**_data(found), **counts}


def _data(held: Release) -> dict[str, Any]:
    return {
        "label": held.label,
        "from": held.in_force.first,
        "to": held.in_force.last,
        "published": held.published,
        "conversion_factor": held.conversion_factor,
        "qp_conversion_factor": held.qp_conversion_factor,
        "archive": held.archive,
        "sha256": held.sha256,
        "lacks": list(held.lacks),
        "owned": held.owned,
    }
