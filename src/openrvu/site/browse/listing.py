"""What the pages of a category and of a family list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from markupsafe import Markup

from openrvu.book.book import Book
from openrvu.codes.index import Category, CodeIndex, Family
from openrvu.schedule.amount import Outcome
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.indicator_values import STATUS
from openrvu.schedule.indicator_values_surgery import GLOBAL_DAYS
from openrvu.schedule.localities import NATIONAL
from openrvu.schedule.releases import Release
from openrvu.schedule.rows import ServiceRow, Setting
from openrvu.site.browse import strips
from openrvu.site.browse.census import Census, Group

#: How a family's codes may be put in order, and what that means to a screen reader.
SORTS = {"code": "ascending", "work": "descending", "amount": "descending"}


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """A family in the table of its section."""

    family: Family
    group: Group
    strip: Markup | None


@dataclass(frozen=True, slots=True)
class SectionPart:
    """A section with the families that hold codes in the release."""

    slug: str
    name: str
    lines: tuple[FamilyLine, ...]

    @property
    def codes(self) -> int:
        """How many codes its families hold."""
        return sum(line.group.codes for line in self.lines)


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code in the table of its family.

    Attributes:
        row: its first row.
        title: what we call it; empty where we have not written about it.
        descriptor: CMS's, where the user brought it and it may be shown; else empty.
        status: its status in words.
        global_days: its global period in words.
        nonfacility: national dollars outside a facility, or None.
        facility: national dollars in a facility, or None.
        outcome: priced, or why not.
        bar: its work RVU drawn beside those of its family, or None.
    """

    row: ServiceRow
    title: str
    descriptor: str
    status: str
    global_days: str
    nonfacility: Decimal | None
    facility: Decimal | None
    outcome: Outcome
    bar: Markup | None

    @property
    def total_nonfacility(self) -> Decimal:
        """Total RVU outside a facility."""
        return self.row.total(Setting.NONFACILITY)

    @property
    def total_facility(self) -> Decimal:
        """Total RVU in a facility."""
        return self.row.total(Setting.FACILITY)


@dataclass(frozen=True, slots=True)
class Gone:
    """A code that the release no longer has, and the last one that had it."""

    code: str
    title: str
    last: Release


def sections(
    index: CodeIndex, counted: Census, category: Category, top: Decimal
) -> tuple[SectionPart, ...]:
    """A category's sections; families without a code in the release are left out."""
    made = []
    families = index.families(category)
    for (slug, name), held in groupby(families, key=lambda f: (f.section_slug, f.section)):
        lines = tuple(_family_lines(held, counted, top))
        if lines:
            made.append(SectionPart(slug, name, lines))
    return tuple(made)


def _family_lines(
    families: Iterable[Family], counted: Census, top: Decimal
) -> Iterable[FamilyLine]:
    for family in families:
        group = counted.family(family.id)
        if group.codes:
            drawn = strips.strip(group.spread, top) if group.spread else None
            yield FamilyLine(family, group, drawn)


def code_lines(
    book: Book, index: CodeIndex, label: str, group: Group, *, descriptors: bool
) -> list[CodeLine]:
    """The codes of a group with their national amounts.

    Args:
        book: where the amounts come from.
        index: where the titles come from.
        label: the release.
        group: the codes.
        descriptors: whether descriptors the user brought may be shown.
    """
    schedule = FeeSchedule.of(label, source=book)
    titles = index.written_titles()
    top = group.spread.highest if group.spread else None
    made = []
    for row in group.rows:
        title = titles.get(row.code, "")
        own = book.descriptor(row.code) if descriptors and not title else None
        made.append(_code_line(schedule, row, (title, own or ""), top))
    return made


def _code_line(
    schedule: FeeSchedule, row: ServiceRow, texts: tuple[str, str], top: Decimal | None
) -> CodeLine:
    outside = schedule.price_row(row, Setting.NONFACILITY, NATIONAL)
    inside = schedule.price_row(row, Setting.FACILITY, NATIONAL)
    return CodeLine(
        row=row,
        title=texts[0],
        descriptor=texts[1],
        status=STATUS[row.policy.status].short,
        global_days=GLOBAL_DAYS[row.policy.global_days].short,
        nonfacility=outside.amount,
        facility=inside.amount,
        outcome=outside.outcome,
        bar=strips.bar(row.work, top) if top and row.work else None,
    )


def in_order(lines: Sequence[CodeLine], sort: str) -> list[CodeLine]:
    """By code, or the highest work RVU or amount first; equals stay in order of code."""
    if sort == "work":
        return sorted(lines, key=lambda line: -line.row.work)
    if sort == "amount":
        return sorted(lines, key=lambda line: -_highest(line))
    return list(lines)


def _highest(line: CodeLine) -> Decimal:
    """The higher of the two amounts; below every amount where there is none."""
    return max(line.nonfacility or Decimal(-1), line.facility or Decimal(-1))


def gone(book: Book, index: CodeIndex, family: Family, group: Group) -> list[Gone]:
    """The family's codes of earlier releases that this one no longer has."""
    held = {row.code for row in group.rows}
    titles = index.written_titles()
    return [
        Gone(code, titles.get(code, ""), history[-1][0])
        for code in index.family_codes(family)
        if code not in held and (history := book.history(code))
    ]
