"""One family of codes, as a page and as JSON."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import Settings

from openrvu import FeeSchedule, Setting, open_book
from openrvu.codes.index import open_index
from visiting import data, html, links_of, main_of, words_of

FLUOROSCOPY = "/browse/radiology/fluoroscopy/"
NEWEST = open_book().newest().label


def codes_in_order(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a class="num" href="/codes/(\w+)/', page)


def test_it_lists_every_code_of_the_family_in_the_newest_release(client: Client) -> None:
    index = open_index()
    radiology = index.category("radiology")
    assert radiology is not None
    family = next(f for f in index.families(radiology) if f.slug == "fluoroscopy")
    held = set(open_book().codes(NEWEST))
    wanted = [code for code in index.family_codes(family) if code in held]
    assert codes_in_order(html(client, FLUOROSCOPY)) == wanted


def test_figures_are_the_library_s(client: Client) -> None:
    schedule = FeeSchedule.newest()
    for line in data(client, FLUOROSCOPY.rstrip("/") + ".json")["lines"]:
        amounts = [schedule.amount(line["code"], setting=s).amount for s in Setting]
        said = [line["amount_nonfacility"], line["amount_facility"]]
        assert said == [None if a is None else f"{a}" for a in amounts]
        assert Decimal(line["work_rvu"]) == schedule.row(line["code"]).work


def test_a_missing_amount_is_a_dash_and_its_status_is_said(client: Client) -> None:
    page = html(client, FLUOROSCOPY)
    row = page[page.index("/codes/76140/") :]
    row = row[: row.index("</tr>")]
    assert row.count("—") == 5
    assert "Not valid for Medicare" in row


def test_the_na_settings_are_marked(client: Client) -> None:
    page = html(client, FLUOROSCOPY)
    row = page[page.index("/codes/76000/") :]
    row = row[: row.index("</tr>")]
    assert row.count("<abbr") == 1
    assert "no figure of its own" in " ".join(words_of(page).split())


@pytest.mark.parametrize(
    ("sort", "field"), [("work", "work_rvu"), ("amount", "amount_nonfacility")]
)
def test_it_can_be_put_in_order_without_scripts(client: Client, sort: str, field: str) -> None:
    address = "/browse/evaluation-and-management/office-established"
    assert f'href="?sort={sort}"' in html(client, f"{address}/")
    page = html(client, f"{address}/?sort={sort}")
    assert page.count('aria-sort="descending"') == 1
    lines = data(client, f"{address}.json?sort={sort}")["lines"]
    figures = [Decimal(line[field]) for line in lines]
    assert figures == sorted(figures, reverse=True)
    assert codes_in_order(page) == [line["code"] for line in lines]


def test_an_unknown_order_is_that_of_the_codes(client: Client) -> None:
    page = html(client, f"{FLUOROSCOPY}?sort=beauty")
    assert codes_in_order(page) == sorted(codes_in_order(page))
    assert page.count('aria-sort="ascending"') == 1


def test_codes_without_a_title_are_said_once(client: Client) -> None:
    text = words_of(html(client, "/browse/hcpcs-t/t-incontinence/"))
    assert len(re.findall("We have not written", text)) == 1


def test_codes_that_are_gone_are_listed_with_their_last_release(client: Client) -> None:
    page = html(client, FLUOROSCOPY)
    assert "/codes/76101/?release=RVU21D" in links_of(page)
    assert "last in RVU21D" in words_of(page)


def test_a_family_without_codes_today_says_so(client: Client) -> None:
    index, held = open_index(), set(open_book().codes(NEWEST))
    hollow = [
        (category, family)
        for category in index.categories()
        for family in index.families(category)
        if not held.intersection(index.family_codes(family))
    ]
    for category, family in hollow:
        text = words_of(html(client, f"/browse/{category.slug}/{family.slug}/"))
        assert f"No code of this family is in {NEWEST}" in text


@pytest.mark.parametrize(
    "path",
    ["/browse/radiology/nothing", "/browse/nothing/fluoroscopy", "/browse/surgery/fluoroscopy"],
)
def test_an_unknown_family_is_not_found(client: Client, path: str) -> None:
    assert "There is no family" in words_of(html(client, f"{path}/", 404))
    assert data(client, f"{path}.json", 404)["error"]["status"] == 404


def test_an_export_has_no_link_that_needs_the_server(client: Client, settings: Settings) -> None:
    settings.STATIC_EXPORT = True
    settings.SHOW_DESCRIPTORS = False
    page = main_of(html(client, FLUOROSCOPY))
    assert "?" not in "".join(re.findall(r'href="([^"]*)"', page))


def test_every_family_answers(client: Client) -> None:
    index = open_index()
    for category in index.categories():
        for family in index.families(category):
            page = html(client, f"/browse/{category.slug}/{family.slug}/")
            assert page.count("<h1") == 1


@pytest.mark.parametrize("path", [FLUOROSCOPY, "/browse/radiology/", "/codes/", "/codes.json"])
def test_only_reading_is_allowed(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
