"""The home page: what this is, how to look up a code, what is new."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import Settings

from openrvu import FeeSchedule, open_book
from openrvu.codes.index import open_index
from openrvu.site.browse.census import counted
from openrvu.site.home.movers import movers
from openrvu.site.home.stages import STAGES
from openrvu.site.learn.library import open_library
from visiting import ask, data, html, links_of

NEWEST = open_book().newest()


def test_the_first_thing_is_a_search_box_and_what_it_is_for(client: Client) -> None:
    page = html(client, "/")
    hero = page[page.index('class="hero"') : page.index('id="figures"')]
    assert 'action="/search/"' in hero
    assert 'id="q-home"' in hero
    assert "CPT or HCPCS code" in hero


def test_the_figures_are_those_of_the_book(client: Client) -> None:
    page = html(client, "/")
    codes = len(open_book().codes(NEWEST.label))
    assert NEWEST.label in page
    assert f"${NEWEST.conversion_factor}" in page
    assert f"<dd>{codes:,}<small>" in page
    assert f"<dd>{len(open_book().localities(NEWEST.label))}<small>" in page


def test_json_gives_the_same_figures_as_decimal_strings(client: Client) -> None:
    answer = data(client, "/index.json")
    assert answer["release"] == NEWEST.label
    assert answer["conversion_factor"] == f"{NEWEST.conversion_factor}"
    assert answer["codes"] == counted().whole.codes
    assert answer["paid_by_rvus"] == counted().whole.priced
    assert [len(answer["up"]), len(answer["down"])] == [3, 3]


def test_every_link_leads_to_a_page(client: Client) -> None:
    links = links_of(html(client, "/"))
    assert len(links) > 15
    for link in links:
        assert ask(client, link).status_code in {200, 302}, link


def test_each_stage_leads_to_its_section_and_to_its_first_texts(client: Client) -> None:
    page = html(client, "/")
    for stage in STAGES:
        assert f'<a href="/learn/{stage.slug}/">{stage.name}</a>' in page
        for text in open_library().texts(stage.slug)[:2]:
            assert f'<a href="{text.address}">' in page


def test_the_navigation_leads_to_stages_figures_and_texts_and_so_does_the_menu(
    client: Client,
) -> None:
    page = html(client, "/")
    for start in ('<nav aria-label="Menu">', '<nav class="main" aria-label="Main">'):
        nav = page[page.index(start) : page.index("</nav>", page.index(start))]
        for address in (
            *("/learn/students/", "/learn/residents/", "/learn/attendings/", "/codes/", "/price/"),
            *("/tally/", "/resources/", "/blog/", "/support/"),
        ):
            assert f'<a href="{address}">' in nav


def test_each_stage_of_a_career_has_two_to_four_pages_to_begin_with() -> None:
    assert [stage.slug for stage in STAGES] == ["students", "residents", "attendings"]
    assert all(2 <= len(stage.doors) <= 4 for stage in STAGES)


def test_an_export_has_neither_form_nor_link_that_needs_the_server(
    client: Client, settings: Settings
) -> None:
    settings.STATIC_EXPORT = True
    page = html(client, "/")
    assert "<form" not in page
    for address in ("/search/", "/tally/", "/compare/", "/learn/quiz/"):
        assert f'href="{address}' not in page
    assert all(
        len([door for door in stage.doors if not door.needs_server]) >= 2 for stage in STAGES
    )


def test_only_a_site_on_one_s_own_machine_says_that_nothing_leaves_it(
    client: Client, settings: Settings
) -> None:
    assert "leaves this machine" in html(Client(headers={"host": "127.0.0.1"}), "/")
    settings.SITE_ADDRESS = "https://rvu.example"
    page = html(client, "/")
    assert "leaves this machine" not in page
    assert '<link rel="canonical" href="https://rvu.example/">' in page


def test_the_moves_are_those_of_the_published_amounts() -> None:
    moved = movers(open_book(), open_index())
    assert moved is not None
    assert moved.before.year < moved.after.year == NEWEST.year
    old = FeeSchedule.of(moved.before.label)
    new = FeeSchedule.of(moved.after.label)
    for mover in (*moved.up, *moved.down):
        before, after = old.amount(mover.code), new.amount(mover.code)
        assert (mover.before, mover.after) == (before.amount, after.amount)
        assert before.is_na == after.is_na


def test_the_largest_moves_come_first() -> None:
    moved = movers(open_book(), open_index())
    assert moved is not None
    ups = [mover.change for mover in moved.up]
    downs = [mover.change for mover in moved.down]
    assert ups == sorted(ups, reverse=True)
    assert downs == sorted(downs)
    assert min(ups) > Decimal(0) > max(downs)


@pytest.mark.parametrize("path", ["/", "/index.json"])
def test_only_reading_is_allowed(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
