"""The codes whose amount moved most since the year before, among those we describe."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from openrvu.book.book import Book
from openrvu.codes.index import CodeIndex
from openrvu.errors import UnknownCode
from openrvu.exact import subtract
from openrvu.schedule.amount import BaseAmount
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.releases import Release
from openrvu.schedule.statistics import percent_change

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Mover:
    """One code's national non-facility amount, then and now, in dollars."""

    code: str
    title: str
    before: Decimal
    after: Decimal

    @property
    def change(self) -> Decimal:
        """Dollars gained or, below 0, lost."""
        return subtract(self.after, self.before)

    @property
    def percent(self) -> Decimal | None:
        """The change in percent, one digit."""
        return percent_change(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Movers:
    """The largest gains and losses between two releases.

    Attributes:
        before: the last release of the year before.
        after: the newest release.
        up: largest gains in dollars first.
        down: largest losses first.
        compared: how many codes were compared.
    """

    before: Release
    after: Release
    up: tuple[Mover, ...]
    down: tuple[Mover, ...]
    compared: int

    @property
    def address(self) -> str:
        """The page that compares the two releases."""
        return f"/changes/{self.before.label}-to-{self.after.label}/"


@lru_cache(maxsize=2)
def movers(book: Book, index: CodeIndex) -> Movers | None:
    """The largest moves of the newest release; None where the book holds no earlier year.

    A code whose non-facility figure CMS began or ceased to mark NA is left out: there a price
    came or went, and none moved.
    """
    after = book.newest()
    earlier = [r for r in book.releases() if r.year < after.year]
    if not earlier:
        return None
    before = earlier[-1]
    old, new = (FeeSchedule.of(r.label, source=book) for r in (before, after))
    found = []
    for code, title in sorted(index.written_titles().items()):
        if mover := _mover(code, title, _amount(old, code), _amount(new, code)):
            found.append(mover)
    up = sorted((m for m in found if m.change > 0), key=lambda m: -m.change)
    down = sorted((m for m in found if m.change < 0), key=lambda m: m.change)
    return Movers(before, after, tuple(up[:_SHOWN]), tuple(down[:_SHOWN]), len(found))


def _amount(schedule: FeeSchedule, code: str) -> BaseAmount | None:
    try:
        return schedule.amount(code)
    except UnknownCode:
        return None


def _mover(code: str, title: str, old: BaseAmount | None, new: BaseAmount | None) -> Mover | None:
    if old is None or new is None or old.is_na != new.is_na:
        return None
    if old.amount is None or new.amount is None:
        return None
    return Mover(code, title, old.amount, new.amount)
