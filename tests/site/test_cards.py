"""Flash cards: decks by field of work, figures of the newest release, and no script needed."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.test import Client
from pytest_django import Settings

from openrvu import FeeSchedule, open_book
from openrvu.codes.index import open_index
from openrvu.site.cards.decks import Deck, cards, deck_of, decks, of_deck
from visiting import ask, data, html, links_of, main_of, words_of

BOOK, INDEX = open_book(), open_index()
NEWEST = BOOK.newest().label


@pytest.mark.parametrize("deck", decks(), ids=lambda deck: deck.slug)
def test_every_code_of_a_deck_is_described_and_priced_and_has_work(deck: Deck) -> None:
    held = of_deck(cards(BOOK, INDEX, NEWEST), deck)
    assert [card.code for card in held] == list(deck.codes)
    assert len(held) >= 15


def test_no_code_is_in_two_decks() -> None:
    counted = Counter(code for deck in decks() for code in deck.codes)
    assert [code for code, times in counted.items() if times > 1] == []


def test_a_card_s_amount_is_of_the_setting_where_the_service_is_furnished() -> None:
    held = {card.code: card for card in cards(BOOK, INDEX, NEWEST)}
    assert held["99213"].amount.setting == "nonfacility"
    assert held["47562"].amount.setting == "facility"
    assert held["47562"].total == FeeSchedule.of(NEWEST).row("47562").total(
        held["47562"].amount.setting
    )


def test_a_release_that_lacks_a_code_leaves_its_card_out() -> None:
    codes = {card.code for card in cards(BOOK, INDEX, "RVU20D")}
    assert "99213" in codes
    assert "49591" not in codes  # hernia repair as counted from 2023 on


def test_decks_are_listed_with_how_many_cards(client: Client) -> None:
    page = html(client, "/learn/cards/")
    listed = data(client, "/learn/cards.json")["decks"]
    assert [deck["page"] for deck in listed] == [f"/learn/cards/{d.slug}/" for d in decks()]
    for deck in listed:
        assert f'{deck["page"]}">{deck["name"]}</a><p>{deck["cards"]} cards' in page.replace(
            "&#39;", "'"
        )


def test_a_card_has_words_in_front_and_figures_behind(client: Client) -> None:
    page = html(client, "/learn/cards/office-visits/")
    card = page[page.index('id="card-99213"') : page.index('id="card-99214"')]
    front, _, back = card.partition("</summary>")
    entry = INDEX.entry("99213")
    assert entry
    assert entry.title in front
    assert entry.plain in front.replace("&#39;", "'")
    assert "99213" not in front.partition("<summary>")[2]
    assert re.findall(r"<dd>([^<]+)", back) == ["1.30", "2.85", "$95.19"]
    assert '<a href="/codes/99213/">' in back


def test_without_scripts_every_card_is_there_and_leads_to_the_next(client: Client) -> None:
    page = main_of(html(client, "/learn/cards/office-visits/"))
    codes = re.findall(r'<li id="card-(\w+)"', page)
    deck = deck_of("office-visits")
    assert deck
    assert codes == list(deck.codes)
    assert re.findall(r'href="#card-(\w+)">Next', page) == codes[1:]
    assert re.findall(r'href="#card-(\w+)">Previous', page) == codes[:-1]


def test_what_only_a_script_can_do_is_hidden_without_one(client: Client) -> None:
    page = html(client, "/learn/cards/office-visits/")
    for button in re.findall(r"<button[^>]*data-known[^>]*>", page):
        assert " hidden" in button
    assert "data-dealer hidden" in page
    assert "data-kept hidden" in page


def test_the_last_deck_leads_to_the_first(client: Client) -> None:
    assert f"/learn/cards/{decks()[0].slug}/" in links_of(
        html(client, f"/learn/cards/{decks()[-1].slug}/")
    )


def test_a_deck_as_json_has_decimal_strings(client: Client) -> None:
    answer = data(client, "/learn/cards/office-visits.json")
    card = next(card for card in answer["cards"] if card["code"] == "99213")
    assert (answer["release"], card["work_rvu"], card["amount"]) == (NEWEST, "1.30", "95.19")


def test_a_deck_that_there_is_not_is_not_found(client: Client) -> None:
    assert "There is no deck poker" in words_of(html(client, "/learn/cards/poker/", status=404))
    assert data(client, "/learn/cards/poker.json", status=404)["error"]["status"] == 404


def test_an_export_has_the_cards_and_no_quiz(client: Client, settings: Settings) -> None:
    settings.STATIC_EXPORT = True
    for path in ("/learn/cards/", "/learn/cards/office-visits/"):
        page = ask(client, path)
        assert page.status_code == 200
        assert b"/learn/quiz/" not in page.content
