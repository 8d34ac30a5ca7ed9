"""A search answered: the codes found with their figures, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from urllib.parse import urlencode

from django.conf import settings

from openrvu.book.book import Book
from openrvu.codes.index import CodeIndex, Place
from openrvu.codes.search import Found, Hit, searcher
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.localities import NATIONAL
from openrvu.schedule.releases import Release
from openrvu.schedule.rows import ServiceRow, Setting
from openrvu.site.finding.nearby import Seen, code_like, neighbours, seen

PAGE = 50
#: Longer questions are cut: no code, range or name is as long.
MAX_QUERY = 100
_ALL = 100_000


@dataclass(frozen=True, slots=True)
class Result:
    """A code found, with its national non-facility figures in the newest release."""

    hit: Hit
    row: ServiceRow
    amount: Decimal | None
    outcome: str

    @property
    def label(self) -> str:
        """``76000`` or ``76000-26``."""
        return f"{self.hit.code}-{self.hit.modifier}" if self.hit.modifier else self.hit.code

    @property
    def url(self) -> str:
        """The page of the row found."""
        return address(self.hit)

    @property
    def total(self) -> Decimal:
        """Total non-facility RVU."""
        return self.row.total(Setting.NONFACILITY)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search page shows.

    Attributes:
        query: as asked, spaces tidied.
        results: this page's codes.
        total: how many there are on all pages.
        page: this page, from 1.
        pages: how many pages.
        families: families of codes that fit.
        siblings: codes that differ from the first in one thing only.
        message: what to say where nothing fits.
        past: a code of this name in releases held, where the newest lacks it.
        near: codes near the one asked for, where it does not exist.
        release: the release searched.
    """

    query: str
    results: tuple[Result, ...]
    total: int
    page: int
    pages: int
    families: tuple[Place, ...]
    siblings: tuple[Hit, ...]
    message: str
    past: Seen | None
    near: tuple[Hit, ...]
    release: Release

    def link(self, page: int) -> str:
        """The address of a page of this answer."""
        pairs = {"q": self.query} | ({"page": str(page)} if page > 1 else {})
        return f"/search/?{urlencode(pairs)}"

    @property
    def only(self) -> Result | None:
        """The one code meant, where the query is a code and has a row of its own."""
        if self.total != 1 or self.families or (asked := code_like(self.query)) is None:
            return None
        result = self.results[0]
        return result if asked == (result.hit.code, result.hit.modifier) else None


def tidy(query: str) -> str:
    """A query without idle spaces, cut to a sensible length."""
    return " ".join(query.split())[:MAX_QUERY].strip()


def address(hit: Hit) -> str:
    """The page of a code found, at the row asked for."""
    return f"/codes/{hit.code}/" + (f"?modifier={hit.modifier}" if hit.modifier else "")


@lru_cache(maxsize=8)
def find(book: Book, index: CodeIndex, query: str) -> Found:
    """Everything that fits a query; the last few are kept, so that paging does not search anew."""
    if not query:
        return Found((), (), "")
    found = searcher(book, index, descriptors=settings.SHOW_DESCRIPTORS)
    return found(query, _ALL)


def lookup(book: Book, index: CodeIndex, query: str, page: int = 1) -> Answer:
    """One page of the answer to a query; a page beyond the last shows the last."""
    query = tidy(query)
    found = find(book, index, query)
    pages = max(-(-len(found.hits) // PAGE), 1)
    page = min(max(page, 1), pages)
    shown = found.hits[(page - 1) * PAGE : page * PAGE]
    asked = code_like(query) if not found.hits else None
    past = seen(book, asked[0]) if asked else None
    return Answer(
        query=query,
        results=with_figures(book, shown),
        total=len(found.hits),
        page=page,
        pages=pages,
        families=found.families,
        siblings=found.siblings,
        message=found.message,
        past=past,
        near=near(book, index, asked[0]) if asked else (),
        release=book.newest(),
    )


def near(book: Book, index: CodeIndex, code: str) -> tuple[Hit, ...]:
    """Codes of the newest release near one that it lacks."""
    codes = book.codes(book.newest().label)
    return tuple(
        Hit(other, "", index.title(other), "near", 0.0) for other in neighbours(codes, code)
    )


def with_figures(book: Book, hits: tuple[Hit, ...]) -> tuple[Result, ...]:
    """Hits with their rows and national non-facility amounts."""
    schedule = FeeSchedule.newest(source=book)
    made = []
    for hit in hits:
        rows = schedule.rows(hit.code)
        row = next((r for r in rows if r.modifier == hit.modifier), rows[0])
        priced = schedule.price_row(row, Setting.NONFACILITY, NATIONAL)
        made.append(Result(hit, row, priced.amount, priced.outcome.value))
    return tuple(made)
