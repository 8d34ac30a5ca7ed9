"""Prepared rows for tables and charts: what a text calls ``data.…``.

Every row has a ``name`` and a ``value``, which is what a chart draws; most have an ``address``.
Sums and medians are over codes and not weighted by how often each is done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from openrvu.codes.comparison import category_population
from openrvu.codes.index import Category
from openrvu.exact import multiply, ratio
from openrvu.schedule.amount import Outcome, outcome_of
from openrvu.schedule.localities import Locality, display_name
from openrvu.schedule.releases import Release
from openrvu.schedule.rows import ServiceRow
from openrvu.site.browse.census import census
from openrvu.site.learn.figures import NoFigure, setting_of
from openrvu.site.learn.moved import FEWEST, Moved
from openrvu.site.learn.series_rows import (
    CodeRow,
    CountRow,
    Counts,
    FactorRow,
    MedianRow,
    PlaceRow,
    WorthRow,
)

_Row = TypeVar("_Row")


class Data(Moved):
    """Prepared series of a release and of the whole book."""

    def counts(self) -> Counts:
        """How many codes, priced codes, written titles, localities and releases there are."""
        whole = census(self._book, self._index, self._figures.label).whole
        return Counts(
            codes=whole.codes,
            priced=whole.priced,
            written=len(self._index.written_titles()),
            localities=len(self._book.localities(self._figures.label)),
            releases=len(self._book.releases()),
        )

    def codes(
        self, *codes: str, setting: str = "nonfacility", release: str = ""
    ) -> tuple[CodeRow, ...]:
        """Codes with all their figures, in the order named; ``93306-26`` for a component."""
        return tuple(self._code_row(code, setting, release) for code in codes)

    def _code_row(self, code: str, setting: str, release: str) -> CodeRow:
        figures = self._figures
        row = figures.row(code, release=release)
        return CodeRow(
            code=row.label,
            title=self._index.title(row.code),
            work=row.work,
            pe=row.pe(setting_of(setting)),
            mp=row.mp,
            total=row.total(setting_of(setting)),
            amount=figures.amount(code, setting=setting, release=release),
            value=row.work,
            address=f"/codes/{row.code}/",
        )

    def top_work(
        self, category: str = "", n: int = 10, setting: str = "facility"
    ) -> tuple[CodeRow, ...]:
        """The codes of a category, or of all, with the most work, among those we describe."""
        wanted = self._category(category) if category else None
        titles = self._index.written_titles()
        found = [
            row
            for row in self._rows(self._figures.label)
            if row.code in titles and row.total(setting_of(setting))
        ]
        if wanted:
            found = [r for r in found if self._index.place(r.code).category == wanted]
        found.sort(key=lambda row: (-row.work, row.code))
        return tuple(self._code_row(row.code, setting, "") for row in found[:n])

    def _rows(self, label: str) -> list[ServiceRow]:
        """The unmodified rows of a release that Medicare prices by RVUs."""
        return [
            row
            for row in self._book.all_rows(label)
            if not row.modifier and outcome_of(row)[0] is Outcome.PRICED
        ]

    def _category(self, slug: str) -> Category:
        found = self._index.category(slug)
        if found is None:
            known = ", ".join(c.slug for c in self._index.categories())
            raise NoFigure(f"{slug!r} is no category; expected one of {known}")
        return found

    def factor_by_year(self, first: int, last: int, *, qp: bool = False) -> tuple[FactorRow, ...]:
        """The conversion factors of the years, in order; a year with several has several rows."""
        wanted = "qp" if qp else "all"
        rows = [
            FactorRow(_year_or_days(days.first, days.last), days.first, days.last, factor)
            for days, kind, factor, *_ in self._book.factors()
            if kind == wanted and days.last and first <= days.first.year <= last
        ]
        return _some(rows, f"conversion factor from {first} to {last}")

    def worth_of(
        self,
        code: str,
        first: int,
        last: int,
        modifier: str = "",
        *,
        setting: str = "nonfacility",
    ) -> tuple[WorthRow, ...]:
        """A code in the last release held of each year: work, total RVU, factor, amount."""
        code, _, said = code.partition("-")
        rows = []
        for release in self._last_of_years(first, last):
            held = self._book.rows(release.label, code)
            row = next((r for r in held if r.modifier == (modifier or said)), None)
            if row is None or outcome_of(row, setting_of(setting))[0] is not Outcome.PRICED:
                continue
            amount = self._figures.amount(row.label, setting=setting, release=release.label)
            rows.append(
                WorthRow(
                    *(str(release.year), release.label),
                    *(date(release.year, 1, 1), date(release.year, 12, 31)),
                    *(row.work, row.total(setting_of(setting)), release.conversion_factor),
                    *(amount, amount),
                )
            )
        return _some(rows, f"amount of {code} from {first} to {last}")

    def _last_of_years(self, first: int, last: int) -> list[Release]:
        by_year = {r.year: r for r in self._book.releases() if first <= r.year <= last}
        return [by_year[year] for year in sorted(by_year)]

    def median_work_by_category(self, release: str = "") -> tuple[MedianRow, ...]:
        """The median work RVU of each category with at least 20 codes, the largest first."""
        rows = []
        for category in self._index.categories():
            found = category_population(self._book, release or self._figures.label, category)
            spread = found.spread
            if spread is None or spread.n < FEWEST:
                continue
            rows.append(
                MedianRow(
                    *(category.name, spread.n, spread.lower_quartile, spread.upper_quartile),
                    *(spread.highest, spread.median, f"/browse/{category.slug}/"),
                )
            )
        return tuple(sorted(rows, key=lambda row: (-row.value, row.name)))

    def localities(
        self, part: str = "work", n: int = 5, *, highest: bool = True
    ) -> tuple[PlaceRow, ...]:
        """The localities with the highest or lowest index: ``work``, ``pe`` or ``mp``."""
        return self._places(n, highest, lambda area: self._figures.index(area, part))

    def amounts_by_locality(
        self,
        code: str,
        n: int = 5,
        *,
        highest: bool = True,
        setting: str = "nonfacility",
    ) -> tuple[PlaceRow, ...]:
        """The localities where a code's amount is the highest or lowest."""
        schedule, row, where = (
            self._figures.schedule(),
            self._figures.row(code),
            setting_of(setting),
        )

        def amount(area: Locality) -> Decimal:
            found = schedule.price_row(row, where, area).amount
            if found is None:
                raise NoFigure(f"{row.label} has no amount in {area.key}")
            return found

        return self._places(n, highest, amount)

    def _places(
        self, n: int, highest: bool, figure: Callable[[Locality], Decimal]
    ) -> tuple[PlaceRow, ...]:
        found = [
            PlaceRow(
                f"{display_name(area.name)}, {area.state}",
                figure(area),
                f"/localities/{area.key}/",
            )
            for area in self._book.localities(self._figures.label)
        ]
        sign = -1 if highest else 1
        return tuple(sorted(found, key=lambda row: (sign * row.value, row.name))[:n])

    def indicator(self, field: str) -> tuple[CountRow, ...]:
        """How many codes that Medicare prices have each value of an indicator."""
        rows = self._rows(self._figures.label)
        # Asked of one code first, so that a name that is none is refused with those there are.
        self._figures.meaning(rows[0].code, field)
        counted = Counter(getattr(row.policy, field) for row in rows)
        examples = {getattr(row.policy, field): row.code for row in rows}
        return tuple(
            CountRow(value, Decimal(count), self._figures.meaning(examples[value], field))
            for value, count in sorted(counted.items())
        )

    def share(self, part: Decimal | int, whole: Decimal | int) -> Decimal:
        """A part in percent of a whole, one digit."""
        if not whole:
            raise NoFigure("a share of 0 has no value")
        return ratio(multiply(Decimal(100), Decimal(part)), Decimal(whole), 1)


def _some(rows: Sequence[_Row], what: str) -> tuple[_Row, ...]:
    if not rows:
        raise NoFigure(f"the book holds no {what}")
    return tuple(rows)


def _year_or_days(first: date, last: date) -> str:
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    return str(first.year) if whole else f"{first:%Y} from {first:%b} {first.day}"
