"""Learn: the three stages of a career, each with its texts, and where to practice."""

from __future__ import annotations

from django.test import Client
from pytest_django import Settings

from openrvu.site.learn.library import open_library
from openrvu.site.learn.sections import STAGES
from visiting import data, html, links_of


def test_each_stage_lists_its_texts(client: Client) -> None:
    links = links_of(html(client, "/learn/"))
    for stage in STAGES:
        assert stage.address in links
        assert {text.address for text in open_library().texts(stage)} <= links


def test_quiz_and_cards_are_offered(client: Client) -> None:
    assert {"/learn/quiz/", "/learn/cards/", "/resources/"} <= links_of(html(client, "/learn/"))


def test_an_export_leaves_out_the_quiz(client: Client, settings: Settings) -> None:
    settings.STATIC_EXPORT = True
    page = html(client, "/learn/")
    assert "/learn/quiz/" not in page
    assert "/learn/cards/" in page


def test_the_same_as_json(client: Client) -> None:
    sections = data(client, "/learn.json")["sections"]
    assert [section["section"] for section in sections] == [stage.slug for stage in STAGES]
    for section in sections:
        texts = open_library().texts(section["section"])
        assert [text["page"] for text in section["texts"]] == [text.address for text in texts]
