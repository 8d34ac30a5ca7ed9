"""One way to page through every list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.conf import settings
from django.http import HttpRequest
from pydantic import BaseModel, ConfigDict, Field

from openrvu.site.api.kinds import count

MOST = 200
USUAL = 50
_FARTHEST = 1_000_000

Item = TypeVar("Item")
_Found = TypeVar("_Found")


class Shape(BaseModel):
    """Base of all that is answered or asked: a name that is not documented is refused."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Paging(BaseModel):
    """Which part of a list is wanted."""

    limit: Annotated[int, count(1, MOST)] = Field(
        USUAL, description=f"How many items to answer with, at most {MOST}."
    )
    offset: Annotated[int, count(0, _FARTHEST)] = Field(
        0, description="How many items to pass over first."
    )


class Page(Shape, Generic[Item]):
    """One part of a list."""

    items: list[Item] = Field(description="The items of this part, in order.")
    total: int = Field(description="How many items the whole list has.")
    limit: int = Field(description="How many were asked for.")
    offset: int = Field(description="How many were passed over.")
    next: str | None = Field(description="The address of the next part; null on the last.")


def page(
    request: HttpRequest,
    paging: Paging,
    found: Sequence[_Found],
    make: Callable[[Sequence[_Found]], Iterable[Any]],
) -> dict[str, Any]:
    """One part of a list as plain data.

    Args:
        request: whose address the next part's is made from.
        paging: which part.
        found: the whole list.
        make: the data of the part's items.
    """
    end = paging.offset + paging.limit
    return {
        "items": list(make(found[paging.offset : end])),
        "total": len(found),
        "limit": paging.limit,
        "offset": paging.offset,
        "next": _address(request, paging.limit, end) if end < len(found) else None,
    }


def _address(request: HttpRequest, limit: int, offset: int) -> str:
    query = request.GET.copy()
    query["limit"], query["offset"] = str(limit), str(offset)
    return f"{settings.SITE_ADDRESS}{request.path}?{query.urlencode()}"
