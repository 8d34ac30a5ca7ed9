"""Codes, localities and releases: the data of their pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from calling import got
from openrvu import FeeSchedule, open_book
from openrvu.book.book import Book
from openrvu.codes.index import open_index
from openrvu.site.localities.absence import absent_since
from visiting import data

NEWEST = open_book().newest().label


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?modifier=26",
        "?setting=facility&zip=60611",
        "?locality=CA-05&date=2024-03-01",
        "?release=RVU20A",
        "?qp=true",
        "?zip=10001&locality=AL",
    ],
)
def test_a_code_is_answered_with_the_data_of_its_page(client: Client, query: str) -> None:
    page = data(client, f"/codes/76000.json{query.replace('qp=true', 'qp=1')}")
    found = got(client, f"/codes/76000{query}")
    assert page.pop("problems") == {}
    if "qp" in query:
        assert page.pop("page") == found.pop("page")
    assert found == page


def test_small_letters_are_the_same_code(client: Client) -> None:
    assert got(client, "/codes/g0105?modifier=53") == got(client, "/codes/G0105?modifier=53")
    assert got(client, "/codes/76000?modifier=tc") == got(client, "/codes/76000?modifier=TC")


def test_a_place_without_an_index_has_no_amount(client: Client) -> None:
    book = open_book()
    release, gone = next((r, a) for r in book.releases() for a in absent_since(book, r))
    path = f"?locality={gone.area.key}&release={release.label}"
    found = got(client, f"/codes/99213{path}")
    assert (found["amount"], found["locality"], found["locality_detail"]) == (None, None, None)
    assert (found["outcome"], found["steps"]) == ("no index held", [])
    assert got(client, f"/localities/{gone.area.key}?release={release.label}")["absent"]


def test_no_descriptor_of_others_is_answered(
    client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SHOW_DESCRIPTORS = True
    monkeypatch.setattr(Book, "descriptor", lambda _book, _code: "Words of others")
    for path in ("/codes/76000", "/codes?prefix=7600", "/search?q=76000"):
        assert "Words of others" not in str(got(client, path))


def test_codes_are_listed_by_release_category_family_and_beginning(client: Client) -> None:
    book = open_book()
    assert got(client, "/codes")["total"] == len(book.codes(NEWEST))
    assert got(client, "/codes?release=RVU20A")["total"] == len(book.codes("RVU20A"))
    assert got(client, "/codes?date=2020-02-01")["total"] == len(book.codes("RVU20A"))
    found = got(client, "/codes?category=radiology&limit=200")
    codes = [item["code"] for item in found["items"]]
    assert codes == sorted(codes)
    assert all("70010" <= code <= "79999" for code in codes)
    family = got(client, "/codes?family=fluoroscopy")["items"]
    assert {open_index().place(item["code"]).family.slug for item in family} == {"fluoroscopy"}  # type: ignore[union-attr]
    both = got(client, "/codes?category=radiology&family=fluoroscopy&prefix=760")["items"]
    assert [item["code"] for item in both] == [
        item["code"] for item in family if item["code"].startswith("760")
    ]


def test_a_listed_code_has_the_figures_of_the_library(client: Client) -> None:
    schedule = FeeSchedule.of("RVU24A")
    item = got(client, "/codes?prefix=99213&release=RVU24A")["items"][0]
    row = schedule.row("99213")
    assert item["work_rvu"] == str(row.work)
    assert item["amount_nonfacility"] == str(schedule.amount("99213").amount)
    assert item["release"] == "RVU24A"


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("q=CA-05", ["01112-05"]),
        ("zip=10001", ["13202-01"]),
        ("q=manhattan", ["13202-01"]),
        ("state=ny&zip=60611", []),
        ("q=manhattan&zip=60611", []),
        ("q=%00", []),
    ],
)
def test_localities_are_found_by_name_and_zip(client: Client, query: str, keys: Any) -> None:
    found = got(client, f"/localities?{query}&release=RVU26C")
    assert [item["key"] for item in found["items"]] == keys


def test_a_locality_is_answered_with_the_data_of_its_page(client: Client) -> None:
    for query in ("", "?release=RVU20A", "?date=2024-02-01"):
        page = data(client, f"/localities/13202-01.json{query}")
        assert got(client, f"/localities/13202-01{query}") == page


def test_a_release_is_found_by_any_way_to_write_its_label(client: Client) -> None:
    found = got(client, "/releases/RVU26C")
    assert found == got(client, "/releases/26c") == got(client, "/releases/rvu26c")
    assert found["conversion_factor"] == "33.4009"
    assert found["codes"] == len(open_book().codes("RVU26C"))
    assert found["localities"] == len(open_book().localities("RVU26C"))


def test_every_release_held_is_listed_in_order_of_force(client: Client) -> None:
    items = got(client, "/releases?limit=200")["items"]
    assert [item["label"] for item in items] == [r.label for r in open_book().releases()]
    assert [item["from"] for item in items] == sorted(item["from"] for item in items)
