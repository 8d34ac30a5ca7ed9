"""One pass over a release, counted by category and family."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from openrvu.book.book import Book, open_book
from openrvu.codes.index import CodeIndex, open_index
from openrvu.schedule.amount import Outcome, outcome_of
from openrvu.schedule.releases import Release
from openrvu.schedule.rows import ServiceRow
from openrvu.schedule.statistics import Spread, spread_of


@dataclass(frozen=True, slots=True)
class Group:
    """Codes counted together.

    Attributes:
        rows: one row a code, the unmodified one where there is one, in order of code.
        priced: how many Medicare pays by RVUs.
        spread: work RVUs above 0 of the unmodified rows, or None where there is none.
    """

    rows: tuple[ServiceRow, ...] = ()
    priced: int = 0
    spread: Spread | None = None

    @property
    def codes(self) -> int:
        """How many codes."""
        return len(self.rows)

    @property
    def with_work(self) -> int:
        """How many have a work RVU above 0."""
        return self.spread.n if self.spread else 0


@dataclass(frozen=True, slots=True)
class Census:
    """A release counted.

    Attributes:
        release: which.
        whole: all its codes, those included that no category holds.
        categories: by slug.
        families: by number.
        loose: codes in no family, by slug of their category.
    """

    release: Release
    whole: Group
    categories: Mapping[str, Group]
    families: Mapping[int, Group]
    loose: Mapping[str, Group]

    def category(self, slug: str) -> Group:
        """A category's codes; none where the release has none."""
        return self.categories.get(slug, Group())

    def family(self, number: int) -> Group:
        """A family's codes; none where the release has none."""
        return self.families.get(number, Group())


@lru_cache(maxsize=2)
def census(book: Book, index: CodeIndex, label: str) -> Census:
    """Count a release.

    Raises:
        ReleaseNotHeld: the book does not hold it.
    """
    categories: dict[str, list[ServiceRow]] = {}
    families: dict[int, list[ServiceRow]] = {}
    loose: dict[str, list[ServiceRow]] = {}
    rows = first_rows(book.all_rows(label))
    for row in rows:
        place = index.place(row.code)
        categories.setdefault(place.category.slug, []).append(row)
        if place.family is None:
            loose.setdefault(place.category.slug, []).append(row)
        else:
            families.setdefault(place.family.id, []).append(row)
    return Census(
        release=book.release(label),
        whole=_group(rows),
        categories={slug: _group(held) for slug, held in categories.items()},
        families={number: _group(held) for number, held in families.items()},
        loose={slug: _group(held) for slug, held in loose.items()},
    )


def counted() -> Census:
    """The newest release, counted once."""
    book = open_book()
    return census(book, open_index(), book.newest().label)


def first_rows(rows: Iterable[ServiceRow]) -> list[ServiceRow]:
    """One row a code: the unmodified one, which sorts first, else the first there is."""
    found: dict[str, ServiceRow] = {}
    for row in rows:
        held = found.setdefault(row.code, row)
        if held.modifier and not row.modifier:
            found[row.code] = row
    return [found[code] for code in sorted(found)]


def _group(rows: list[ServiceRow]) -> Group:
    works = [row.work for row in rows if row.work and not row.modifier]
    priced = sum(outcome_of(row)[0] is Outcome.PRICED for row in rows)
    return Group(tuple(rows), priced, spread_of(works))
