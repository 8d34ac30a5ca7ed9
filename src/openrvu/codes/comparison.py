"""How a code compares: its rank within its category, and its figures over the releases."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from openrvu.book.book import Book
from openrvu.codes.index import Category, open_index
from openrvu.schedule.amount import Outcome, outcome_of, pay
from openrvu.schedule.localities import NATIONAL, Locality
from openrvu.schedule.releases import Release
from openrvu.schedule.rows import ServiceRow, Setting
from openrvu.schedule.statistics import Population, Rank


@lru_cache(maxsize=256)
def category_works(book: Book, label: str, category: Category) -> dict[str, Decimal]:
    """Work RVU by code, of a category's unmodified rows with work above 0, in a release."""
    return {
        code: work
        for first, last in category.ranges
        for code, work in book.work_rvus(label, first, last)
        if _same_shape(code, first)
    }


@lru_cache(maxsize=256)
def category_population(book: Book, label: str, category: Category) -> Population:
    """The work RVUs of a category in a release, ordered."""
    works = category_works(book, label, category)
    return Population(works.values(), population_words(category, label))


def _same_shape(code: str, model: str) -> bool:
    """0075T lies between 00740 and 00770 as text, and is no anesthesia code."""
    return code[-1].isdigit() == model[-1].isdigit() and (
        model[-1].isdigit() or code[-1] == model[-1]
    )


def rank_in_category(book: Book, label: str, code: str) -> Rank | None:
    """Where a code's work RVU stands in its category; None where it has no work RVU."""
    category = open_index().place(code).category
    own = category_works(book, label, category).get(code)
    return None if own is None else category_population(book, label, category).rank(own)


def population_words(category: Category, label: str) -> str:
    """What the rank counts, in words."""
    ranges = ", ".join(f"{first}-{last}" for first, last in category.ranges)
    return (
        f"codes of {category.name} ({ranges}) with a work RVU above 0 in {label}, "
        "unmodified row, whatever their status"
    )


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """One code and modifier in one release.

    Attributes:
        release: the release.
        row: its service row.
        amount: dollars at the locality given, or None where Medicare does not price it by RVUs.
    """

    release: Release
    row: ServiceRow
    amount: Decimal | None


def history(
    book: Book,
    code: str,
    modifier: str = "",
    *,
    setting: Setting = Setting.NONFACILITY,
    locality: Locality = NATIONAL,
) -> list[HistoryPoint]:
    """A code's row and amount in every release held, in order of force.

    Where a locality is given, its indices of each release are used; a release that has none for
    it gives no amount.
    """
    points = []
    for release, rows in book.history(code):
        row = next((r for r in rows if r.modifier == modifier), None)
        if row is not None:
            area = _area_in(book, release.label, locality)
            points.append(HistoryPoint(release, row, _amount(release, row, setting, area)))
    return points


def _area_in(book: Book, label: str, locality: Locality) -> Locality | None:
    if locality.is_national:
        return locality
    return next((a for a in book.localities(label) if a.key == locality.key), None)


def _amount(
    release: Release, row: ServiceRow, setting: Setting, area: Locality | None
) -> Decimal | None:
    if area is None or outcome_of(row, setting)[0] is not Outcome.PRICED:
        return None
    return pay(row.work, row.pe(setting), row.mp, area, release.conversion_factor)
