"""Every list is paged through in one way."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from calling import V1, got
from openrvu import open_book

LISTS = (
    "/codes?prefix=760",
    "/codes?category=anesthesia&release=RVU26C",
    "/search?q=mri",
    "/localities",
    "/releases",
    "/rules",
)


def walked(client: Client, path: str, limit: int) -> list[Any]:
    """Every item of a list, by way of each answer's `next`."""
    joined = "&" if "?" in path else "?"
    found: list[Any] = []
    address: str | None = f"{path}{joined}limit={limit}"
    while address is not None:
        part = got(client, address)
        assert list(part)[:5] == ["items", "total", "limit", "offset", "next"]
        assert (part["limit"], part["offset"]) == (limit, len(found))
        assert len(part["items"]) == min(limit, part["total"] - len(found))
        found += part["items"]
        assert (part["next"] is None) == (len(found) == part["total"])
        address = part["next"] and part["next"].removeprefix(V1)
    return found


@pytest.mark.parametrize("path", LISTS)
def test_following_next_leads_through_every_item_once(client: Client, path: str) -> None:
    found = walked(client, path, 7)
    assert found == walked(client, path, 200)
    assert len({str(item) for item in found}) == len(found) > 7


@pytest.mark.parametrize("path", LISTS)
def test_fifty_items_are_answered_where_no_limit_is_given(client: Client, path: str) -> None:
    part = got(client, path)
    assert (part["limit"], part["offset"]) == (50, 0)
    assert len(part["items"]) == min(50, part["total"])


def test_beyond_the_end_there_are_no_items(client: Client) -> None:
    part = got(client, "/releases?offset=1000000")
    assert (part["items"], part["next"]) == ([], None)
    assert part["total"] == len(open_book().releases())


def test_next_keeps_the_question(client: Client) -> None:
    part = got(client, "/search?q=knee+mri&limit=1&offset=2")
    assert part["next"] == f"{V1}/search?q=knee+mri&limit=1&offset=3"


def test_next_names_the_public_address_where_there_is_one(
    client: Client, settings: Settings
) -> None:
    settings.SITE_ADDRESS = "https://rvu.example"
    assert got(client, "/releases?limit=1")["next"] == (
        f"https://rvu.example{V1}/releases?limit=1&offset=1"
    )
