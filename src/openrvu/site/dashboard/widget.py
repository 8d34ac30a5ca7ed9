"""A widget: a drawing and its table, from the same rows; the JSON has them too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from openrvu.pricing.figures import money
from openrvu.site.dashboard.sums import Sums
from openrvu.site.templating import percent, work

#: One row of a widget, a value for each of its columns.
Row = Sequence[Any]
Form = Callable[[Any], str]
#: No drawing.
NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in JSON, its heading, and how its values are written."""

    key: str
    name: str
    form: Form = str
    is_figure: bool = True


@dataclass(frozen=True, slots=True)
class Widget:
    """One part of the dashboard.

    Attributes:
        slug: its name in JSON, and of its place on the page.
        title: its heading.
        columns: of its table; the first names the row.
        rows: of its table.
        chart: its drawing; empty where there is nothing to draw.
        basis: what its reader should know, in sentences.
        figures: its main figures: name, value, a word on it.
        is_open: whether the table stands open, as the widget's only part.
        address: the page behind a row, by the row's first value; empty for none.
    """

    slug: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    chart: Markup = NOTHING
    basis: str = ""
    figures: tuple[tuple[str, str, str], ...] = ()
    is_open: bool = False
    address: str = ""

    def cells(self) -> list[list[str]]:
        """The table's rows as a page has them."""
        return [
            [column.form(value) for column, value in zip(self.columns, row, strict=True)]
            for row in self.rows
        ]

    @property
    def data(self) -> dict[str, Any]:
        """For JSON: rows by the names of the columns, values as they are."""
        keys = [column.key for column in self.columns]
        return {
            "title": self.title,
            "rows": [dict(zip(keys, row, strict=True)) for row in self.rows],
            **({"basis": self.basis} if self.basis else {}),
        }


def whole(value: int) -> str:
    """``1,204``."""
    return f"{value:,}"


def dash_or(form: Form) -> Form:
    """An em dash where there is no value."""
    return lambda value: "—" if value is None else form(value)


def portion(value: Decimal | None) -> str:
    """``12.5 %``, of a whole."""
    return "—" if value is None else f"{value:,}\u00a0%"


def signed(value: Decimal) -> str:
    """``+12.50``, with a true minus sign."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{work(abs(value))}"


CREDITED = Column("credited_work_rvu", "Credited wRVU", work)
FULL = Column("work_rvu", "CMS work RVU", work)
LINES = Column("lines", "Lines", whole)
UNITS = Column("units", "Units", whole)
AMOUNT = Column("medicare_amount", "Medicare", money)
SHARE = Column("share_percent", "Share", portion)
CHANGE = Column("change_percent", "Change", percent)
SUMS = (CREDITED, FULL, LINES, AMOUNT)


def figures_of(sums: Sums) -> tuple[Any, ...]:
    """The values of :data:`SUMS`."""
    return (sums.credited, sums.full, sums.lines, sums.amount)
