"""The search page and its JSON."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openrvu import FeeSchedule, open_book
from openrvu.site.finding.results import MAX_QUERY, PAGE
from visiting import ask, data, html, links_of, words_of

NEWEST = open_book().newest().label
CODES = open_book().codes(NEWEST)


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("76000", "/codes/76000/"),
        ("76000-26", "/codes/76000/?modifier=26"),
        ("76000 tc", "/codes/76000/?modifier=TC"),
        ("  g0105 ", "/codes/G0105/"),
    ],
)
def test_one_exact_code_goes_straight_to_its_page(client: Client, query: str, page: str) -> None:
    response = ask(client, f"/search/?q={quote(query)}")
    assert response.status_code == 302
    assert response.headers["Location"] == page


def test_a_modifier_without_a_row_is_explained_in_place_of_a_redirect(client: Client) -> None:
    page = html(client, "/search/?q=99213-25")
    assert "modifier 25 has no row of its own" in words_of(page)
    assert "/codes/99213/" in links_of(page)


def test_a_plain_word_finds_the_code_with_its_figures_and_why(client: Client) -> None:
    page = html(client, "/search/?q=fluoro")
    first = words_of(page)[: words_of(page).index("77002")]
    for part in ("76000", "Fluoroscopy, up to one hour", "called fluoro", "0.30", "1.32", "$44.09"):
        assert part in first
    assert "/browse/radiology/fluoroscopy/" in links_of(page)


def test_the_query_stays_in_the_box(client: Client) -> None:
    assert 'value="knee &amp; hip"' in html(client, "/search/?q=knee+%26+hip")


def test_a_range_lists_every_code_of_it(client: Client) -> None:
    answer = data(client, "/search.json?q=99281-99285")
    assert [hit["code"] for hit in answer["hits"]] == ["99281", "99282", "99283", "99284", "99285"]


def test_a_prefix_lists_every_code_a_page_at_a_time(client: Client) -> None:
    wanted = [code for code in CODES if code.startswith("99")]
    found: list[str] = []
    pages = data(client, "/search.json?q=99")["pages"]
    for number in range(1, pages + 1):
        answer = data(client, f"/search.json?q=99&page={number}")
        assert len(answer["hits"]) <= PAGE
        found += [hit["code"] for hit in answer["hits"]]
    assert pages == -(-len(wanted) // PAGE) > 1
    assert sorted(found) == wanted


def test_pages_link_to_their_neighbours(client: Client) -> None:
    first, second = html(client, "/search/?q=99"), html(client, "/search/?q=99&page=2")
    assert "/search/?q=99&page=2" in links_of(first)
    assert 'rel="prev"' not in first
    assert "/search/?q=99" in links_of(second)
    assert f"{PAGE + 1} to " in words_of(second)


@pytest.mark.parametrize("page", ["0", "-1", "999999999999", "two", "", "²"])
def test_a_page_that_is_none_shows_one_that_is(client: Client, page: str) -> None:
    assert data(client, f"/search.json?q=99&page={quote(page)}")["hits"]


def test_an_empty_search_teaches_what_the_box_understands(client: Client) -> None:
    page = html(client, "/search/")
    for example in ("lap%20chole", "76000-26", "99281-99285"):
        assert f"/search/?q={example}" in links_of(page)
    assert "Nothing found" not in page


def test_nothing_found_says_so_and_what_to_try(client: Client) -> None:
    page = html(client, "/search/?q=zzzz")
    assert "Nothing found for “zzzz”" in words_of(page)
    assert "/search/?q=99281-99285" in links_of(page)
    assert "/codes/" in links_of(page)
    assert data(client, "/search.json?q=zzzz")["message"].startswith("Nothing fits")


def test_a_code_of_an_older_release_is_found_as_gone(client: Client) -> None:
    page = html(client, "/search/?q=99201")
    assert f"99201 is not in {NEWEST}. It was last in RVU20D" in words_of(page)
    assert {"/codes/99201/?release=RVU20D", "/codes/99202/"} <= links_of(page)
    answer = data(client, "/search.json?q=99201")
    assert answer["last_release"] == "RVU20D"
    assert "99202" in [near["code"] for near in answer["near"]]


def test_a_code_without_an_amount_shows_its_outcome_and_never_zero(client: Client) -> None:
    hit = next(
        hit for hit in data(client, "/search.json?q=R00")["hits"] if hit["outcome"] != "priced"
    )
    assert hit["amount"] is None
    assert "contractor-priced" in words_of(html(client, "/search/?q=R00"))


def test_figures_are_the_library_s(client: Client) -> None:
    schedule = FeeSchedule.newest()
    for hit in data(client, "/search.json?q=7600")["hits"]:
        amount = schedule.amount(hit["code"], hit["modifier"])
        assert Decimal(hit["work_rvu"]) == amount.row.work
        assert hit["amount"] == (None if amount.amount is None else f"{amount.amount}")


def test_a_long_query_is_cut(client: Client) -> None:
    assert len(data(client, f"/search.json?q={'knee+' * 200}")["query"]) <= MAX_QUERY


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_no_query_fails(client: Client, query: str) -> None:
    path = f"?q={quote(query, errors='replace')}"
    assert ask(client, f"/search/{path}").status_code in {200, 302}
    assert ask(client, f"/search.json{path}").status_code == 200
    assert ask(client, f"/search/suggestions/{path}").status_code == 200


@pytest.mark.parametrize("path", ["/search/", "/search.json", "/search/suggestions/"])
def test_only_reading_is_allowed(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
