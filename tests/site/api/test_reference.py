"""The page about the API."""

from __future__ import annotations

import re

from django.test import Client
from pytest_django import Settings

from openrvu.site.api.guide import guide, marked
from openrvu.site.api.v1 import document
from openrvu.site.paths import SERVED, SINGLE
from visiting import html, links_of, main_of, words_of


def test_it_tells_every_call_with_its_parameters_and_errors(client: Client) -> None:
    page = html(client, "/api/")
    words = words_of(page)
    for path, methods in document()["paths"].items():
        for method, operation in methods.items():
            assert f"{method.upper()} /api/v1{path}" in words
            assert f'id="{operation["operationId"]}"' in page
            for parameter in operation["parameters"]:
                assert "name" not in parameter or f"<code>{parameter['name']}</code>" in page
    for code, _, _ in guide().errors:
        assert f"<code>{code}</code>" in page


def test_every_shape_it_names_is_told_on_it(client: Client) -> None:
    page = main_of(html(client, "/api/"))
    named = set(re.findall(r'href="#([^"]+)"', page))
    assert named
    assert named <= set(re.findall(r'id="([^"]+)"', page))


def test_it_needs_nothing_from_elsewhere(client: Client) -> None:
    page = html(client, "/api/")
    assert not re.search(r"<script(?![^>]*src=)", page)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', main_of(page))
    assert "style=" not in page


def test_it_shows_the_examples_of_the_document(client: Client) -> None:
    page = html(client, "/api/")
    assert "POST /api/v1/price" in page
    assert "&#34;code&#34;: &#34;45385&#34;" in page
    assert "/api/v1/openapi.json" in links_of(page)


def test_its_figures_do_not_depend_on_the_reader(client: Client, settings: Settings) -> None:
    settings.SITE_ADDRESS = "https://rvu.example"
    assert "https://rvu.example/api/v1/codes/76000" in html(client, "/api/")


def test_words_between_backticks_are_code_and_nothing_else_is_markup() -> None:
    assert marked("`a<b` & c") == "<code>a&lt;b</code> &amp; c"


def test_it_is_no_part_of_an_export() -> None:
    assert "/api/" in SERVED
    assert "/api/" not in SINGLE


def test_the_footer_leads_to_it_where_there_is_a_server(client: Client, settings: Settings) -> None:
    assert '<a href="/api/">API</a>' in html(client, "/about/")
    settings.STATIC_EXPORT = True
    assert '<a href="/api/">API</a>' not in html(client, "/support/?x=1")
