"""The decks: codes that are met often, by field of work, as the newest release has them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib import resources

from openrvu.book.book import Book
from openrvu.codes.index import CodeIndex
from openrvu.errors import UnknownCode
from openrvu.schedule.amount import BaseAmount, Outcome
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.rows import ServiceRow, Setting


@dataclass(frozen=True, slots=True)
class Deck:
    """A field of work and its codes, in order."""

    slug: str
    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A code that is described and has work, in one release.

    Attributes:
        deck: where it stands.
        title: ours.
        plain: what it is, for anybody.
        row: its unmodified row.
        office: its national base amount outside a facility.
        hospital: the same in a facility.
    """

    deck: Deck
    title: str
    plain: str
    row: ServiceRow
    office: BaseAmount
    hospital: BaseAmount

    @property
    def code(self) -> str:
        """Five characters."""
        return self.row.code

    @property
    def work(self) -> Decimal:
        """Work RVU."""
        return self.row.work

    @property
    def amount(self) -> BaseAmount:
        """The amount where the service is usually furnished: outside a facility unless NA."""
        return self.hospital if self.office.is_na else self.office

    @property
    def total(self) -> Decimal:
        """Total RVU of the same setting."""
        return self.row.total(self.amount.setting)


@cache
def decks() -> tuple[Deck, ...]:
    """Every deck, in the order of its file."""
    text = resources.files("openrvu.site.cards").joinpath("decks.toml").read_text("utf-8")
    return tuple(
        Deck(each["slug"], each["name"], tuple(each["codes"]))
        for each in tomllib.loads(text)["deck"]
    )


def deck_of(slug: str) -> Deck | None:
    """The deck of a slug, or None."""
    return next((deck for deck in decks() if deck.slug == slug), None)


@lru_cache(maxsize=8)
def cards(book: Book, index: CodeIndex, label: str) -> tuple[Card, ...]:
    """The cards of all decks; a code that a release lacks or does not price is left out.

    Raises:
        ReleaseNotHeld: the book does not hold the release.
    """
    schedule = FeeSchedule.of(label, source=book)
    made = (_card(deck, code, schedule, index) for deck in decks() for code in deck.codes)
    return tuple(card for card in made if card)


def of_deck(held: Iterable[Card], deck: Deck) -> tuple[Card, ...]:
    """The cards of one deck."""
    return tuple(card for card in held if card.deck == deck)


def _card(deck: Deck, code: str, schedule: FeeSchedule, index: CodeIndex) -> Card | None:
    entry = index.entry(code)
    try:
        row = schedule.row(code)
    except UnknownCode:
        return None
    office, hospital = (
        schedule.amount(code, setting=s) for s in (Setting.NONFACILITY, Setting.FACILITY)
    )
    if entry is None or not row.work or row.modifier or office.outcome is not Outcome.PRICED:
        return None
    return Card(deck, entry.title, entry.plain, row, office, hospital)
