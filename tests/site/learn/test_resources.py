"""Resources: every guide, and the pages of figures they lead to."""

from __future__ import annotations

from django.test import Client
from pytest_django import Settings

from openrvu.site.learn.library import open_library
from openrvu.site.learn.tools import TOOLS
from visiting import ask, data, html, links_of

GUIDES = open_library().texts("guides")


def test_every_guide_is_listed_in_its_order(client: Client) -> None:
    page = html(client, "/resources/")
    places = [page.index(f'href="{guide.address}"') for guide in GUIDES]
    assert len(places) >= 15
    assert places == sorted(places)


def test_tables_and_tools_lead_to_pages(client: Client) -> None:
    page = html(client, "/resources/")
    for tool in TOOLS:
        assert f'<a href="{tool.address}">{tool.name}</a><p>{tool.what}.' in page.replace(
            "&#39;", "'"
        )
        assert ask(client, tool.address).status_code == 200


def test_an_export_leaves_out_tools_that_need_the_server(
    client: Client, settings: Settings
) -> None:
    settings.STATIC_EXPORT = True
    links = links_of(html(client, "/resources/"))
    assert links & {tool.address for tool in TOOLS if tool.needs_server} == set()
    assert {tool.address for tool in TOOLS if not tool.needs_server} <= links


def test_the_same_as_json(client: Client) -> None:
    answer = data(client, "/resources.json")
    assert [text["page"] for text in answer["texts"]] == [guide.address for guide in GUIDES]
    assert answer["texts"][0]["reviewed"] == f"{GUIDES[0].reviewed}"
