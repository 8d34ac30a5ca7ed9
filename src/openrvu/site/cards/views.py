"""Flash cards: the decks, and each deck's cards, as HTML and as JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from openrvu.book.book import open_book
from openrvu.codes.index import open_index
from openrvu.schedule.releases import Release
from openrvu.site.answers import Head, as_json, json_error, page
from openrvu.site.cards.decks import Card, Deck, cards, deck_of, of_deck
from openrvu.site.cards.decks import decks as all_decks
from openrvu.site.home.missing import not_found_page

_ABOUT = (
    "Flash cards of the Medicare fee schedule: what a service is on the front; its code, work RVU, "
    "total RVU and amount on the back."
)


def decks(request: HttpRequest) -> HttpResponse:
    """The decks."""
    context = {"decks": [(deck, len(_cards(deck))) for deck in all_decks()], "release": _release()}
    head = Head("Flash cards", _ABOUT, "/learn/cards/", "/learn/cards.json")
    return page(request, "cards/decks.html", head, context)


def decks_json(_request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    return as_json(
        {
            "release": _release().label,
            "decks": [
                {"name": d.name, "cards": len(_cards(d)), "page": f"/learn/cards/{d.slug}/"}
                for d in all_decks()
            ],
        }
    )


def deck(request: HttpRequest, deck: str) -> HttpResponse:
    """The cards of a deck."""
    found = deck_of(deck)
    if found is None:
        return not_found_page(request, f"There is no deck {deck}.", deck.replace("-", " "))
    held = all_decks()
    after = held[(held.index(found) + 1) % len(held)]
    context = {"deck": found, "cards": _cards(found), "release": _release(), "after": after}
    return page(request, "cards/deck.html", _head(found), context)


def deck_json(_request: HttpRequest, deck: str) -> HttpResponse:
    """The same as JSON."""
    found = deck_of(deck)
    if found is None:
        return json_error(404, f"There is no deck {deck}.")
    return as_json(
        {
            "name": found.name,
            "release": _release().label,
            "cards": [card_data(card) for card in _cards(found)],
        }
    )


def card_data(card: Card) -> dict[str, Any]:
    """A card's front and back."""
    return {
        "code": card.code,
        "title": card.title,
        "plain": card.plain,
        "setting": card.amount.setting,
        "work_rvu": card.work,
        "pe_rvu": card.row.pe(card.amount.setting),
        "mp_rvu": card.row.mp,
        "total_rvu": card.total,
        "amount": card.amount.amount,
        "global_days": card.row.policy.global_days,
        "page": f"/codes/{card.code}/",
    }


def _release() -> Release:
    return open_book().newest()


def _cards(deck: Deck) -> tuple[Card, ...]:
    return of_deck(cards(open_book(), open_index(), _release().label), deck)


def _head(deck: Deck) -> Head:
    return Head(
        title=f"Flash cards: {deck.name.lower()}",
        description=f"{deck.name}: {len(_cards(deck))} cards with what each service is, and its "
        f"code, work RVU, total RVU and Medicare amount of {_release().label}.",
        path=f"/learn/cards/{deck.slug}/",
        json_path=f"/learn/cards/{deck.slug}.json",
    )
