"""What machines ask of the site: sitemap, robots, health."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from openrvu import open_book
from openrvu.site.learn.library import open_library
from visiting import ask, data

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def places(client: Client) -> list[str]:
    response = ask(client, "/sitemap.xml")
    assert response.headers["Content-Type"] == "application/xml"
    found = ET.fromstring(response.content).iter(LOC)  # noqa: S314 - our own
    return [str(element.text) for element in found]


def test_the_sitemap_has_every_code_of_the_newest_release_once(client: Client) -> None:
    codes = re.findall(r"/codes/(\w+)/", "\n".join(places(client)))
    assert codes == sorted(open_book().codes(open_book().newest().label))


def test_the_sitemap_is_within_the_limit_of_50_000_addresses(client: Client) -> None:
    found = places(client)
    assert len(found) == len(set(found)) < 50_000


def test_the_sitemap_s_other_pages_answer(client: Client) -> None:
    others = [place for place in places(client) if "/codes/" not in place]
    assert "http://127.0.0.1/browse/radiology/" in others
    for place in others[:12] + others[12::25]:
        assert ask(client, place.removeprefix("http://127.0.0.1")).status_code == 200, place


def test_the_sitemap_names_the_public_address_where_there_is_one(
    client: Client, settings: Settings
) -> None:
    settings.SITE_ADDRESS = "https://rvu.example"
    assert all(place.startswith("https://rvu.example/") for place in places(client))


def test_the_sitemap_has_every_text_and_the_day_it_was_reviewed(client: Client) -> None:
    found = ask(client, "/sitemap.xml").content.decode()
    for text in open_library().all():
        if text.section.slug != "support":
            line = f"<loc>http://127.0.0.1{text.address}</loc><lastmod>{text.reviewed}</lastmod>"
            assert line in found
    assert {"/resources/", "/blog/", "/support/", "/learn/cards/skin/"} <= {
        place.removeprefix("http://127.0.0.1") for place in places(client)
    }


def test_the_sitemap_of_a_server_has_the_pages_that_need_one(client: Client) -> None:
    assert {f"http://127.0.0.1{path}" for path in ("/compare/", "/tally/", "/learn/quiz/")} <= set(
        places(client)
    )


def test_an_export_s_sitemap_leaves_out_what_needs_the_server(
    client: Client, settings: Settings
) -> None:
    settings.STATIC_EXPORT = True
    assert not any(place.endswith(("/compare/", "/tally/", "/quiz/")) for place in places(client))


def test_robots_may_read_pages_but_not_answers_to_one_reader_s_question(client: Client) -> None:
    response = ask(client, "/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert {"Disallow: /search/", "Disallow: /learn/quiz/?"} <= set(lines)
    assert "Disallow: /" not in lines
    assert "Sitemap: http://127.0.0.1/sitemap.xml" in lines


@pytest.mark.django_db
def test_health_names_the_release_counts_its_codes_and_asks_the_database(client: Client) -> None:
    newest = open_book().newest().label
    answer = data(client, "/health/")
    codes = len(open_book().codes(newest))
    assert answer == {"status": "ok", "release": newest, "codes": codes, "database": "ok"}


@pytest.mark.django_db
def test_health_fails_where_the_database_does(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OperationalError("connection to 10.0.0.1 refused: password of rvu")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json()["database"] == "does not answer"
    assert b"password" not in response.content


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/sitemap.xml", "/robots.txt", "/health/"])
def test_only_reading_is_allowed(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200
