"""A day's list of services, with the work RVU and the base amount of each."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from openrvu.codes.index import CodeIndex
from openrvu.errors import UnknownCode
from openrvu.exact import add, from_scaled, multiply
from openrvu.schedule.amount import BaseAmount
from openrvu.site.choice import Choice
from openrvu.site.tally.lines import Item

_NONE = from_scaled(0, 2)
_OTHER_MODIFIERS = (
    "Other modifiers change what is paid by rules that are not applied here; list the code "
    "without it to count the whole service."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list.

    Attributes:
        item: as asked for.
        title: what the code is called; empty where it is not known.
        priced: its work RVU and base amount, or None where the release has no such row.
        problem: why there is none, in a sentence.
    """

    item: Item
    title: str
    priced: BaseAmount | None
    problem: str

    @property
    def work(self) -> Decimal | None:
        """Work RVU of one unit."""
        return self.priced.row.work if self.priced else None

    @property
    def work_total(self) -> Decimal | None:
        """Work RVU of all units."""
        return None if self.work is None else multiply(self.work, Decimal(self.item.units))

    @property
    def amount(self) -> Decimal | None:
        """Base amount of one unit; None where the line is not priced."""
        return self.priced.amount if self.priced else None

    @property
    def amount_total(self) -> Decimal | None:
        """Base amount times units."""
        return None if self.amount is None else multiply(self.amount, Decimal(self.item.units))

    @property
    def outcome(self) -> str:
        """``priced``, or why not."""
        return self.priced.outcome.value if self.priced else "not counted"

    @property
    def reason(self) -> str:
        """Why the line is not priced, in a sentence; empty where it is."""
        return self.priced.reason if self.priced else self.problem


@dataclass(frozen=True, slots=True)
class Tally:
    """A day's list and its sums."""

    lines: tuple[Line, ...]

    @property
    def work(self) -> Decimal:
        """Work RVU of every line the release has, priced or not."""
        return add(_NONE, *(line.work_total for line in self.lines if line.work_total is not None))

    @property
    def work_unpriced(self) -> Decimal:
        """How much of it stands in lines that Medicare does not price by RVUs."""
        return add(
            _NONE,
            *(
                line.work_total
                for line in self.lines
                if line.work_total is not None and line.amount is None
            ),
        )

    @property
    def amount(self) -> Decimal:
        """Sum of the base amounts of the priced lines."""
        totals = (line.amount_total for line in self.lines)
        return add(_NONE, *(total for total in totals if total is not None))

    @property
    def units(self) -> int:
        """Units of the lines that are counted."""
        return sum(line.item.units for line in self.lines if line.priced)

    @property
    def unpriced(self) -> int:
        """Lines without an amount."""
        return sum(line.amount is None for line in self.lines)


def tally_of(items: tuple[Item, ...], choice: Choice, index: CodeIndex) -> Tally:
    """Price a list with one release, setting, locality and factor."""
    return Tally(tuple(_line(item, choice, index) for item in items))


def _line(item: Item, choice: Choice, index: CodeIndex) -> Line:
    if item.problem:
        return Line(item, "", None, item.problem)
    try:
        priced = choice.schedule.amount(
            item.code,
            item.modifier,
            setting=choice.setting,
            locality=choice.locality,
            qp=choice.qp,
        )
    except UnknownCode as error:
        rule = f" {_OTHER_MODIFIERS}" if item.modifier else ""
        return Line(item, "", None, f"{error}.{rule}")
    return Line(item, index.title(item.code), priced, "")
