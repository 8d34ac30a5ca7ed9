"""Everything the page of one locality shows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from openrvu.book.book import Book
from openrvu.codes.index import CodeIndex
from openrvu.errors import UnknownLocality
from openrvu.schedule.amount import Outcome, fee, outcome_of
from openrvu.schedule.localities import NATIONAL, Locality
from openrvu.schedule.releases import Release
from openrvu.schedule.rows import Setting
from openrvu.schedule.statistics import percent_change
from openrvu.site.localities.absence import Absent, absence

#: Services whose amounts are shown as examples: an office visit, a reading, an operation.
EXAMPLES = (
    ("99213", "", Setting.NONFACILITY),
    ("76000", "26", Setting.FACILITY),
    ("27447", "", Setting.FACILITY),
)
INDICES = (
    ("Work", "work_gpci"),
    ("Practice expense", "pe_gpci"),
    ("Malpractice", "mp_gpci"),
)


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One index and its place among the localities of the release.

    Attributes:
        name: which index.
        value: three digits.
        rank: 1 is the highest.
        equal: how many others have the same.
        n: how many localities.
        lowest: the lowest index of the release.
        highest: the highest.
    """

    name: str
    value: Decimal
    rank: int
    equal: int
    n: int
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class Example:
    """A service's amount here and at indices of 1, and the difference in percent."""

    label: str
    code: str
    modifier: str
    title: str
    setting: Setting
    here: Decimal
    national: Decimal
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Held:
    """A locality as one release has it."""

    release: Release
    area: Locality


@dataclass(frozen=True, slots=True)
class Place:
    """Everything the page of one locality shows.

    Attributes:
        shown: the locality and the release whose figures are shown.
        asked: the release asked for; the newest where none was.
        absent: why ``asked`` is not shown, or None where it is.
        indices: the three indices and their ranks.
        examples: amounts here and nationally.
        history: the locality in every release that has it.
        counties: the release shown, or the nearest one that names its counties, or None.
        anesthesia: the release shown, or the nearest one with its anesthesia factor, or None.
        state: the other localities of its state in the release shown.
    """

    shown: Held
    asked: Release
    absent: Absent | None
    indices: tuple[IndexLine, ...]
    examples: tuple[Example, ...]
    history: tuple[Held, ...]
    counties: Held | None
    anesthesia: Held | None
    state: tuple[Locality, ...]

    @property
    def area(self) -> Locality:
        """The locality shown."""
        return self.shown.area

    @property
    def names(self) -> tuple[str, ...]:
        """CMS's names for it over the releases, oldest first."""
        return tuple(dict.fromkeys(held.area.name for held in self.history))


def build(book: Book, index: CodeIndex, key: str, asked: Release) -> Place:
    """The page of a locality.

    Args:
        book: where to read.
        index: what codes are called.
        key: carrier and number, such as ``01112-05``.
        asked: the release wanted; where it has no index, the last that has one is shown.

    Raises:
        UnknownLocality: no release in the book has it.
    """
    history = _history(book, key)
    if not history:
        raise UnknownLocality(f"no release in the book has a locality {key}")
    shown = next((h for h in history if h.release == asked), None) or _nearest(history, asked)
    areas = book.localities(shown.release.label)
    nearest_first = _nearest_first(history, shown)
    return Place(
        shown=shown,
        asked=asked,
        absent=None if shown.release == asked else absence(book, shown.area, shown.release),
        indices=tuple(_index_line(name, field, shown.area, areas) for name, field in INDICES),
        examples=_examples(book, index, shown),
        history=history,
        counties=next((h for h in nearest_first if h.area.counties), None),
        anesthesia=next((h for h in nearest_first if h.area.anesthesia_factor is not None), None),
        state=tuple(a for a in areas if a.state == shown.area.state and a.key != key),
    )


def _history(book: Book, key: str) -> tuple[Held, ...]:
    return tuple(
        Held(release, area)
        for release in book.releases()
        for area in book.localities(release.label)
        if area.key == key
    )


def _nearest(history: tuple[Held, ...], asked: Release) -> Held:
    """The last release before the one asked for that has the locality; else the first after."""
    before = [h for h in history if h.release.in_force.first <= asked.in_force.first]
    return before[-1] if before else history[0]


def _nearest_first(history: tuple[Held, ...], shown: Held) -> list[Held]:
    """The release shown, then the others by the days between their beginnings and its own."""
    here = shown.release.in_force.first
    return sorted(history, key=lambda h: abs(h.release.in_force.first - here))


def _index_line(name: str, field: str, area: Locality, areas: tuple[Locality, ...]) -> IndexLine:
    values = [getattr(a, field) for a in areas]
    own = getattr(area, field)
    above = sum(value > own for value in values)
    equal = sum(value == own for value in values) - 1
    return IndexLine(name, own, above + 1, equal, len(values), min(values), max(values))


def _examples(book: Book, index: CodeIndex, shown: Held) -> tuple[Example, ...]:
    made = []
    for code, modifier, setting in EXAMPLES:
        rows = book.rows(shown.release.label, code)
        row = next((r for r in rows if r.modifier == modifier), None)
        if row is None or outcome_of(row)[0] is not Outcome.PRICED:
            continue
        factor = shown.release.conversion_factor
        here = fee(row, setting, shown.area, factor)
        national = fee(row, setting, NATIONAL, factor)
        change = percent_change(national, here)
        title = index.title(code)
        made.append(Example(row.label, code, modifier, title, setting, here, national, change))
    return tuple(made)
