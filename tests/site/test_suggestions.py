"""Options for the list box under the search field."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from openrvu.site.finding.views import SUGGESTED
from visiting import ask

OPTION = re.compile(r'<li role="option" data-href="([^"]*)" aria-selected="false">(.*?)</li>')


def options(client: Client, query: str) -> list[tuple[str, str]]:
    response = ask(client, f"/search/suggestions/?q={query}")
    assert response.headers["Content-Type"].startswith("text/html")
    return OPTION.findall(response.content.decode())


def test_the_first_option_is_the_best_code(client: Client) -> None:
    address, text = options(client, "fluoro")[0]
    assert address == "/codes/76000/"
    assert text.startswith("<b>76000</b> Fluoroscopy")
    assert "<small>called fluoro</small>" in text


def test_a_code_with_modifier_leads_to_its_row(client: Client) -> None:
    assert options(client, "76000-26")[0][0] == "/codes/76000/?modifier=26"


@pytest.mark.parametrize("query", ["fluoro", "99", "J", "knee", "99281-99285", "zzzz"])
def test_the_last_option_is_the_search_page(client: Client, query: str) -> None:
    found = options(client, query)
    assert len(found) <= SUGGESTED + 1
    assert found[-1] == (f"/search/?q={query}", f"All results for “{query}”")


def test_families_come_after_codes(client: Client) -> None:
    found = options(client, "knee arthroscopy")
    assert any(address.startswith("/browse/") for address, _ in found)
    assert len(found) <= SUGGESTED + 1


def test_nothing_typed_gives_no_options(client: Client) -> None:
    assert options(client, "") == []


def test_every_option_leads_to_a_page(client: Client) -> None:
    for address, _ in options(client, "knee"):
        assert ask(client, address).status_code in {200, 302}


def test_markup_stays_text(client: Client) -> None:
    response = ask(client, "/search/suggestions/?q=%3Cb%3Ex")
    assert b"<b>x" not in response.content
