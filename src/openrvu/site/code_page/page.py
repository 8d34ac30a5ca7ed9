"""Gathers what the page of one code shows. Figures come from the library; none is made here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from openrvu.book.book import Book
from openrvu.codes.billing import Note, billing_notes
from openrvu.codes.comparison import HistoryPoint, history, rank_in_category
from openrvu.codes.entries import Entry
from openrvu.codes.index import CodeIndex, Place
from openrvu.schedule.amount import BaseAmount, Outcome, capped_fee
from openrvu.schedule.indicators import Indicator, Meaning, describe
from openrvu.schedule.localities import NATIONAL, Locality
from openrvu.schedule.rows import ServiceRow, Setting
from openrvu.schedule.statistics import Rank
from openrvu.site.choice import Choice

_NEIGHBOURS = 8


@dataclass(frozen=True, slots=True)
class Component:
    """One row of the code in both settings."""

    row: ServiceRow
    name: str
    nonfacility: BaseAmount
    facility: BaseAmount


@dataclass(frozen=True, slots=True)
class Extremes:
    """Where the chosen figure is lowest and highest in the country."""

    lowest: Locality
    lowest_amount: Decimal
    highest: Locality
    highest_amount: Decimal
    national: Decimal


@dataclass(frozen=True, slots=True)
class Related:
    """A code to look at next, and why."""

    code: str
    title: str
    why: str
    work: Decimal | None


@dataclass(frozen=True, slots=True)
class Era:
    """Consecutive releases in which a row's figures and factor stayed the same."""

    first: HistoryPoint
    last: HistoryPoint


@dataclass(frozen=True, slots=True)
class CodePage:
    """Everything the page of one code shows."""

    code: str
    title: str
    has_text: bool
    descriptor: str | None
    entry: Entry | None
    place: Place
    choice: Choice
    answer: BaseAmount
    components: tuple[Component, ...]
    extremes: Extremes | None
    rank: Rank | None
    history: tuple[HistoryPoint, ...]
    eras: tuple[Era, ...]
    indicators: tuple[tuple[Indicator, Meaning], ...]
    notes: tuple[Note, ...]
    related: tuple[Related, ...]
    endoscopic_members: tuple[str, ...]

    @property
    def row(self) -> ServiceRow:
        """The service row the answer is for."""
        return self.answer.row

    @property
    def label(self) -> str:
        """``76000`` or ``76000-26``."""
        return self.row.label


_COMPONENT_NAMES = {
    "": "Whole service",
    "26": "Professional (26)",
    "TC": "Technical (TC)",
    "53": "Discontinued (53)",
}


def component_name(row: ServiceRow, rows: Sequence[ServiceRow]) -> str:
    """What a row's modifier stands for; a code with one row needs no name for it."""
    if not row.modifier and any(r.modifier == "26" for r in rows):
        return "Global"
    return _COMPONENT_NAMES[row.modifier]


def build(code: str, choice: Choice, book: Book, index: CodeIndex) -> CodePage:
    """The page of a code for a reader's choice.

    Raises:
        UnknownCode: the release has no such code, or no row for the modifier.
    """
    schedule = choice.schedule
    rows = schedule.rows(code)
    row = schedule.row(code, choice.modifier)
    entry = index.entry(code)
    answer = schedule.price_row(row, choice.setting, choice.locality, qp=choice.qp)
    label = schedule.release.label
    points = tuple(
        history(book, code, row.modifier, setting=choice.setting, locality=choice.locality)
    )
    return CodePage(
        code=code,
        title=entry.title if entry else index.generated_title(code),
        has_text=entry is not None,
        descriptor=book.descriptor(code),
        entry=entry,
        place=index.place(code),
        choice=choice,
        answer=answer,
        components=tuple(_component(r, rows, choice) for r in rows),
        extremes=_extremes(answer, choice),
        rank=rank_in_category(book, label, code),
        history=points,
        eras=tuple(_eras(points)),
        indicators=describe(row.policy),
        notes=billing_notes(rows, label, endoscopic_bases=book.endoscopic_bases(label)),
        related=tuple(_related(code, row, entry, choice, book, index)),
        endoscopic_members=book.endoscopic_bases(label).get(code, ()),
    )


def _eras(points: Sequence[HistoryPoint]) -> list[Era]:
    eras: list[Era] = []
    for point in points:
        held = eras[-1].last if eras else None
        if held and _figures(held) == _figures(point):
            eras[-1] = Era(eras[-1].first, point)
        else:
            eras.append(Era(point, point))
    return eras


def _figures(point: HistoryPoint) -> tuple[object, ...]:
    row = point.row
    rvus = (row.work, row.pe_nonfacility, row.pe_facility, row.mp)
    return (*rvus, point.release.conversion_factor, point.amount)


def _component(row: ServiceRow, rows: Sequence[ServiceRow], choice: Choice) -> Component:
    both = (
        choice.schedule.price_row(row, setting, choice.locality, qp=choice.qp)
        for setting in (Setting.NONFACILITY, Setting.FACILITY)
    )
    return Component(row, component_name(row, rows), *both)


def _extremes(answer: BaseAmount, choice: Choice) -> Extremes | None:
    areas = choice.schedule.localities()
    if answer.outcome is not Outcome.PRICED or not areas:
        return None
    row, pe, factor = answer.row, answer.row.pe(answer.setting), answer.conversion_factor

    def weighed(area: Locality) -> Decimal:
        return row.work * area.work_gpci + pe * area.pe_gpci + row.mp * area.mp_gpci

    def amount(area: Locality) -> Decimal:
        return capped_fee(row, answer.setting, area, factor)

    # Which is lowest and highest needs no rounding, unless the cap binds in some places alone.
    measure = amount if answer.opps_cap else weighed
    low, high = min(areas, key=measure), max(areas, key=measure)
    return Extremes(low, amount(low), high, amount(high), amount(NATIONAL))


def _related(
    code: str, row: ServiceRow, entry: Entry | None, choice: Choice, book: Book, index: CodeIndex
) -> list[Related]:
    wanted: dict[str, str] = {}
    for other in entry.related if entry else ():
        wanted[other] = "related"
    if row.policy.endoscopic_base and row.policy.endoscopic_base != code:
        wanted.setdefault(row.policy.endoscopic_base, "base of its endoscopic family")
    place = index.place(code)
    if place.family:
        for other in _neighbours(code, index.family_codes(place.family)):
            wanted.setdefault(other, f"same family: {place.family.name}")
    label = choice.schedule.release.label
    made = []
    for other, why in wanted.items():
        rows = book.rows(label, other)
        if rows and (rows[0].has_rvus or (entry and other in entry.related)):
            made.append(Related(other, index.title(other), why, _work_of(rows[0])))
    return made[:12]


def _work_of(row: ServiceRow) -> Decimal | None:
    """Work RVU; None where CMS prints 0.00 because it publishes no RVUs."""
    return row.work if row.has_rvus else None


def _neighbours(code: str, family: Sequence[str]) -> list[str]:
    at = family.index(code) if code in family else 0
    near = sorted((abs(i - at), other) for i, other in enumerate(family) if other != code)
    return [other for _, other in near[:_NEIGHBOURS]]
