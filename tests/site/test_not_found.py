"""The pages for what is not there, and for what went wrong."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from openrvu import open_book
from openrvu.site.home.missing import help_for
from openrvu.site.home.views import server_error
from visiting import data, html, links_of, words_of

NEWEST = open_book().newest().label


def test_a_code_of_an_older_release_is_said_to_be_gone_and_when(client: Client) -> None:
    page = html(client, "/codes/99201/", 404)
    assert "99201 was last in RVU20D, in force to December 31, 2020" in words_of(page)
    assert "/codes/99201/?release=RVU20D" in links_of(page)
    assert "is not in" not in words_of(page)


def test_the_figures_of_a_gone_code_are_where_its_link_says(client: Client) -> None:
    assert "99201" in words_of(html(client, "/codes/99201/?release=RVU20D"))


def test_a_code_that_never_was_is_said_so_beside_its_neighbours(client: Client) -> None:
    page = html(client, "/codes/7600A/", 404)
    assert "No release from 2020 on has a code 7600A" in words_of(page)
    assert "/codes/76000/" in links_of(page)


def test_a_modifier_without_a_row_leads_back_to_the_code(client: Client) -> None:
    page = html(client, "/codes/99213/?modifier=26", 404)
    assert f"99213 is in {NEWEST}" in words_of(page)
    assert "/codes/99213/" in links_of(page)


def test_what_was_typed_stands_in_the_search_box(client: Client) -> None:
    page = html(client, "/codes/99999/", 404)
    assert 'id="q-again"' in page
    assert 'value="99999"' in page


def test_words_in_a_wrong_address_are_searched_for(client: Client) -> None:
    page = html(client, "/topics/knee-arthroscopy/", 404)
    assert "There is no page at /topics/knee-arthroscopy/." in words_of(page)
    assert "/codes/29881/" in links_of(page)
    assert "/browse/surgery/knee-scopes/" in links_of(page)


def test_markup_in_an_address_stays_text(client: Client) -> None:
    page = html(client, "/%3Cscript%3Ealert(1)%3C/script%3E/", 404)
    assert "<script>alert" not in page


@pytest.mark.parametrize("path", ["/nothing.json", "/codes/99999.json", "/browse/nothing.json"])
def test_json_has_the_one_shape_of_an_error(client: Client, path: str) -> None:
    answer = data(client, path, 404)
    assert answer["error"]["status"] == 404
    assert answer["error"]["message"]


def test_an_export_s_404_has_no_form_and_no_link_with_a_question(
    client: Client, settings: Settings
) -> None:
    settings.STATIC_EXPORT = True
    page = html(client, "/codes/99201/", 404)
    assert "<form" not in page
    assert not any("?" in link for link in links_of(page))


def test_help_for_nothing_is_nothing() -> None:
    assert help_for("") == help_for("  ")
    assert not help_for("").hits


def test_a_fault_of_ours_is_said_plainly(rf: RequestFactory) -> None:
    response = server_error(rf.get("/codes/76000/"))
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()


def test_a_fault_of_ours_in_json_has_the_shape_of_an_error(rf: RequestFactory) -> None:
    response = server_error(rf.get("/codes/76000.json"))
    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/json"
