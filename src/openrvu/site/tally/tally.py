"""A day's list of services, with the work RVU and the base amount of each."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from openrvu.codes.index import CodeIndex
from openrvu.errors import UnknownCode
from openrvu.exact import add, from_scaled, multiply
from openrvu.schedule.amount import PAYABLE, BaseAmount
from openrvu.site.choice import Choice
from openrvu.site.tally.lines import Item

_NONE = from_scaled(0, 2)
_OTHER_MODIFIERS = (
    "Other modifiers change what is paid by rules that are not applied here; list the code "
    "without it to count the whole service."
)
_NO_RVUS = "CMS publishes no RVUs for it, so it counts no work."
NO_INDEX = "no index held"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list.

    Attributes:
        item: as asked for.
        title: what the code is called; empty where it is not known.
        priced: its work RVU and base amount, or None where the release has no such row.
        problem: why there is none, in a sentence.
        unpriced_place: why an amount cannot be given for the place, though the row has one; else
            empty.
    """

    item: Item
    title: str
    priced: BaseAmount | None
    problem: str = ""
    unpriced_place: str = ""

    @property
    def has_rvus(self) -> bool:
        """Whether the release publishes any RVU for the line; a technical part's 0.00 is one."""
        return self.priced is not None and self.priced.row.has_rvus

    @property
    def work(self) -> Decimal | None:
        """Work RVU of one unit; None where no RVUs are published."""
        return self.priced.row.work if self.priced and self.has_rvus else None

    @property
    def work_total(self) -> Decimal | None:
        """Work RVU of all units."""
        return None if self.work is None else multiply(self.work, Decimal(self.item.units))

    @property
    def amount(self) -> Decimal | None:
        """Base amount of one unit, after the OPPS cap; None where the line is not priced."""
        return self.priced.after_cap if self.priced and not self.unpriced_place else None

    @property
    def is_capped(self) -> bool:
        """Whether the OPPS cap lowered the amount."""
        return self.priced is not None and self.amount is not None and self.priced.is_capped

    @property
    def amount_total(self) -> Decimal | None:
        """Base amount times units."""
        return None if self.amount is None else multiply(self.amount, Decimal(self.item.units))

    @property
    def outcome(self) -> str:
        """``priced``, or why not."""
        if self.unpriced_place:
            return NO_INDEX
        return self.priced.outcome.value if self.priced else "not counted"

    @property
    def reason(self) -> str:
        """Why the line is not priced, in sentences; empty where it is."""
        if self.priced is None or self.unpriced_place:
            return self.problem or self.unpriced_place
        if self.has_rvus or self.priced.row.policy.status in PAYABLE:  # the reason then says it
            return self.priced.reason
        return f"{self.priced.reason.rstrip('.')}. {_NO_RVUS}"


@dataclass(frozen=True, slots=True)
class Tally:
    """A day's list and its sums."""

    lines: tuple[Line, ...]

    @property
    def work(self) -> Decimal:
        """Work RVU of every line that has RVUs, priced or not."""
        return add(_NONE, *(line.work_total for line in self.lines if line.work_total is not None))

    @property
    def work_unpriced(self) -> Decimal:
        """How much of it stands in lines that Medicare does not price by RVUs."""
        return add(
            _NONE,
            *(
                line.work_total
                for line in self.lines
                if line.work_total is not None and line.priced and line.priced.amount is None
            ),
        )

    @property
    def amount(self) -> Decimal | None:
        """Sum of the base amounts of the priced lines; None where the place has no index."""
        if any(line.unpriced_place for line in self.lines):
            return None
        totals = (line.amount_total for line in self.lines)
        return add(_NONE, *(total for total in totals if total is not None))

    @property
    def units(self) -> int:
        """Units of the lines whose work is counted."""
        return sum(line.item.units for line in self.lines if line.work is not None)

    @property
    def uncounted(self) -> int:
        """Lines whose work is not counted."""
        return sum(line.work is None for line in self.lines)

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
    unpriced_place = choice.unpriced_place if priced.amount is not None else ""
    return Line(item, index.title(item.code), priced, unpriced_place=unpriced_place)
