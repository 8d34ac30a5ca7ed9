"""One column of a comparison: a code with everything it is compared by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from openrvu.book.book import Book
from openrvu.codes.answer import split_code
from openrvu.codes.comparison import HistoryPoint, history, rank_in_category
from openrvu.codes.index import CodeIndex, Place
from openrvu.errors import UnknownCode
from openrvu.exact import ratio
from openrvu.schedule.amount import BaseAmount
from openrvu.schedule.indicator_values import STATUS
from openrvu.schedule.indicators import Indicator, Meaning, describe
from openrvu.schedule.rows import ServiceRow, Setting
from openrvu.schedule.statistics import Rank
from openrvu.site.choice import Choice

#: More columns than this no screen shows side by side.
MOST = 6
#: The indicators worth comparing, in the order of the table.
COMPARED = (
    "global_days",
    "pctc",
    "multiple_procedure",
    "bilateral",
    "assistant",
    "co_surgeon",
    "team",
    "supervision",
)


@dataclass(frozen=True, slots=True)
class Column:
    """A code in a comparison.

    Attributes:
        title: what we call it.
        place: where it belongs.
        nonfacility: its answer outside a facility.
        facility: its answer in a facility.
        chosen: the one of the two that was asked for.
        rank: where its work RVU stands in its category, or None.
        history: its row and amount over the releases, in the setting and place asked for.
        to_first: its work RVU as a multiple of the first column's, or None.
    """

    title: str
    place: Place
    nonfacility: BaseAmount
    facility: BaseAmount
    chosen: BaseAmount
    rank: Rank | None
    history: tuple[HistoryPoint, ...]
    to_first: Decimal | None

    @property
    def row(self) -> ServiceRow:
        """Its service row."""
        return self.chosen.row

    @property
    def label(self) -> str:
        """``76000`` or ``76000-26``."""
        return self.row.label

    @property
    def total_nonfacility(self) -> Decimal:
        """Total RVU outside a facility."""
        return self.row.total(Setting.NONFACILITY)

    @property
    def total_facility(self) -> Decimal:
        """Total RVU in a facility."""
        return self.row.total(Setting.FACILITY)

    @property
    def status(self) -> str:
        """Its status in words."""
        return STATUS[self.row.policy.status].short


@dataclass(frozen=True, slots=True)
class Asked:
    """The codes of an address, understood.

    Attributes:
        labels: codes and modifiers to compare, each once, at most :data:`MOST`.
        left: those beyond that.
        faults: why others are not shown, in sentences.
    """

    labels: tuple[str, ...]
    left: tuple[str, ...]
    faults: tuple[str, ...]


def read_codes(texts: Sequence[str], choice: Choice) -> Asked:
    """Codes from an address: separated by commas or spaces, unknown ones said."""
    wanted = list(dict.fromkeys(re.findall(r"[^\s,;]+", " ".join(texts).upper())))
    good, faults = [], []
    for text in wanted[: 4 * MOST]:
        try:
            good.append(choice.schedule.row(*split_code(text)).label)
        except UnknownCode as error:
            faults.append(str(error))
    return Asked(tuple(good[:MOST]), tuple(good[MOST:]), tuple(faults))


def columns(labels: Sequence[str], choice: Choice, book: Book, index: CodeIndex) -> list[Column]:
    """A column for each code."""
    first: Decimal | None = None
    made = []
    for label in labels:
        row = choice.schedule.row(*split_code(label))
        made.append(_column(row, first, choice, book, index))
        first = row.work if first is None else first
    return made


def _column(
    row: ServiceRow, first: Decimal | None, choice: Choice, book: Book, index: CodeIndex
) -> Column:
    outside, inside = (
        choice.schedule.price_row(row, setting, choice.locality, qp=choice.qp)
        for setting in (Setting.NONFACILITY, Setting.FACILITY)
    )
    points = history(book, row.code, row.modifier, setting=choice.setting, locality=choice.locality)
    return Column(
        title=index.title(row.code),
        place=index.place(row.code),
        nonfacility=outside,
        facility=inside,
        chosen=inside if choice.setting is Setting.FACILITY else outside,
        rank=None if row.modifier else rank_in_category(book, outside.release, row.code),
        history=tuple(points),
        to_first=ratio(row.work, first, 2) if first else None,
    )


def indicator_lines(made: Sequence[Column]) -> list[tuple[Indicator, list[Meaning]]]:
    """The compared indicators with each column's meaning; those that say nothing are left out."""
    tables = [dict(_by_field(column)) for column in made]
    lines = []
    for name in COMPARED:
        indicator = tables[0][name][0]
        meanings = [table[name][1] for table in tables]
        if name == "global_days" or any(m.value not in {"", "9", "09"} for m in meanings):
            lines.append((indicator, meanings))
    return lines


def _by_field(column: Column) -> list[tuple[str, tuple[Indicator, Meaning]]]:
    return [(i.field, (i, m)) for i, m in describe(column.row.policy)]
