"""The payment localities of one release, with an index over all three that anyone can check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from openrvu.book.book import Book
from openrvu.exact import ratio
from openrvu.schedule.amount import fee
from openrvu.schedule.localities import NATIONAL, Locality
from openrvu.schedule.releases import Release
from openrvu.schedule.rows import ServiceRow, Setting
from openrvu.schedule.statistics import percent_change
from openrvu.site.localities.absence import Absent, absent_since

#: The service whose amount sums the three indices up: the visit everybody knows.
BASKET = "99213"
#: How many of the highest and of the lowest the chart draws.
ENDS = 12
_PLACES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A locality in the table.

    Attributes:
        area: the locality.
        amount: the basket's amount there, or None where the release does not price it.
        overall: that amount as a multiple of the national one, three digits.
        away: the same in percent above or below the national amount, one digit.
    """

    area: Locality
    amount: Decimal | None
    overall: Decimal | None
    away: Decimal | None


@dataclass(frozen=True, slots=True)
class Listing:
    """The table of a release.

    Attributes:
        release: whose indices they are.
        lines: the localities in the order asked for.
        national: the basket's amount at indices of 1.
        absent: localities of the release before that this one has no index for.
        sort: the column and direction, such as ``overall`` or ``-overall`` (lowest first).
    """

    release: Release
    lines: tuple[Line, ...]
    national: Decimal | None
    absent: tuple[Absent, ...]
    sort: str

    @property
    def ranked(self) -> tuple[Line, ...]:
        """The lines that have an overall index, highest first."""
        return tuple(_ordered(self.lines, "overall", lambda line: line.overall is not None))

    @property
    def has_anesthesia(self) -> bool:
        """Whether the release's anesthesia factors are held."""
        return any(line.area.anesthesia_factor is not None for line in self.lines)


_KEYS: dict[str, Callable[[Line], Decimal | None]] = {
    "overall": lambda line: line.overall,
    "work": lambda line: line.area.work_gpci,
    "pe": lambda line: line.area.pe_gpci,
    "mp": lambda line: line.area.mp_gpci,
    "anesthesia": lambda line: line.area.anesthesia_factor,
}
#: What the table may be sorted by; a minus before it turns the order round.
SORTS = ("place", *_KEYS)


def listing(book: Book, release: Release, sort: str = "place") -> Listing:
    """The localities of a release.

    Args:
        book: where to read.
        release: which release.
        sort: one of :data:`SORTS`, highest first, or with a minus, lowest first.
    """
    lines, national = _lines(book, release)
    column = sort.removeprefix("-")
    made: Sequence[Line] = lines
    if column != "place":
        made = _ordered(lines, column, lambda line: _KEYS[column](line) is not None)
        made = [*made, *(line for line in lines if _KEYS[column](line) is None)]
    if sort.startswith("-"):
        made = tuple(reversed(made))
    return Listing(release, tuple(made), national, absent_since(book, release), sort)


def _ordered(lines: Sequence[Line], column: str, keep: Callable[[Line], bool]) -> list[Line]:
    """Highest first; equal ones in order of place."""
    kept = [line for line in lines if keep(line)]
    return sorted(kept, key=lambda line: _KEYS[column](line) or Decimal(0), reverse=True)


@lru_cache(maxsize=32)
def _lines(book: Book, release: Release) -> tuple[tuple[Line, ...], Decimal | None]:
    """Every locality in order of state and number, and the basket's national amount."""
    row = next((r for r in book.rows(release.label, BASKET) if r.has_rvus), None)
    if row is None:
        areas = book.localities(release.label)
        return tuple(Line(area, None, None, None) for area in areas), None
    national = _basket(row, NATIONAL, release)
    return tuple(_line(a, row, national, release) for a in book.localities(release.label)), national


def _line(area: Locality, row: ServiceRow, national: Decimal, release: Release) -> Line:
    amount = _basket(row, area, release)
    away = percent_change(national, amount)
    return Line(area, amount, ratio(amount, national, _PLACES), away)


def _basket(row: ServiceRow, area: Locality, release: Release) -> Decimal:
    return fee(row, Setting.NONFACILITY, area, release.conversion_factor)
