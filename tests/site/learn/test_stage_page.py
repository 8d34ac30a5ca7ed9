"""A stage's page: its question, what to read, where to practice, and pages of real figures."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from openrvu.site.home.stages import STAGES as DOORS
from openrvu.site.learn.library import open_library
from openrvu.site.learn.sections import STAGES, Section
from visiting import ask, data, html, links_of, words_of


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.slug)
def test_a_stage_lists_its_texts_its_practice_and_its_doors(client: Client, stage: Section) -> None:
    page = html(client, stage.address)
    links = links_of(page)
    doors = next(each for each in DOORS if each.slug == stage.slug)
    assert doors.question in words_of(page).replace("&#39;", "'")
    assert {text.address for text in open_library().texts(stage)} <= links
    assert {door.address for door in doors.doors} <= links
    assert {f"/learn/quiz/?level={stage.slug}", "/learn/cards/"} <= links


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.slug)
def test_each_text_is_listed_with_what_it_says_and_how_long_it_takes(
    client: Client, stage: Section
) -> None:
    for text in data(client, f"{stage.address.rstrip('/')}.json")["texts"]:
        assert text["description"]
        assert text["minutes"] > 0
        assert ask(client, text["page"]).status_code == 200


def test_the_navigation_marks_where_the_reader_is(client: Client) -> None:
    page = html(client, "/learn/residents/")
    assert '<a href="/learn/residents/" aria-current="page">Residents</a>' in page
    text = open_library().texts("residents")[0]
    assert '<a href="/learn/residents/" aria-current="true">' in html(client, text.address)


@pytest.mark.parametrize("path", ["/learn/professors/", "/learn/guides/", "/learn/blog/"])
def test_what_is_no_stage_of_a_career_is_not_found(client: Client, path: str) -> None:
    html(client, path, status=404)
    answer = data(client, f"{path.rstrip('/')}.json", status=404)
    assert "students, residents and attendings" in answer["error"]["message"]


def test_an_export_has_no_door_that_needs_the_server(client: Client, settings: Settings) -> None:
    settings.STATIC_EXPORT = True
    for stage in STAGES:
        assert not any("?" in link for link in links_of(html(client, stage.address)))
