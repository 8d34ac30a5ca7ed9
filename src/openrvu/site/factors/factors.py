"""The conversion factors as the page tells them: each with its change, and the few that matter."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from openrvu.book.book import Book
from openrvu.calendar import DateRange
from openrvu.schedule.statistics import percent_change

#: The kind of a factor that serves all services and physicians.
ALL = "all"
#: What each kind is called on the page.
KINDS = {
    ALL: "All services",
    "qp": "Qualifying APM participants (QP)",
    "surgical": "Surgical",
    "nonsurgical": "Other than surgical and primary care",
    "primary care": "Primary care",
}


@dataclass(frozen=True, slots=True)
class Factor:
    """A conversion factor and the dates of service it serves.

    Attributes:
        days: first and last date of service.
        kind: ``all``, ``qp`` or a category of 1993 to 1997.
        factor: dollars per total RVU.
        source: where it was read; an address or a citation.
        note: what else a reader should know; may be empty.
        change: percent from the factor of the same kind just before, or None.
        beside_qp: whether qualifying APM participants have another on the same days.
    """

    days: DateRange
    kind: str
    factor: Decimal
    source: str
    note: str
    change: Decimal | None
    beside_qp: bool

    @property
    def name(self) -> str:
        """The kind in words."""
        if self.kind == "nonsurgical" and self.days.first.year == 1993:
            return "Other than surgical"
        if self.beside_qp:
            return "All others (non-QP)"
        return KINDS[self.kind]

    @property
    def when(self) -> str:
        """The year, or the days where the factor did not serve whole years."""
        first, last = self.days.first, self.days.last
        whole = (first.month, first.day) == (1, 1) and last is not None
        if whole and last is not None and (last.month, last.day) == (12, 31):
            return str(first.year)
        return str(self.days)

    @property
    def is_address(self) -> bool:
        """Whether the source is an address."""
        return self.source.startswith("http")

    @property
    def host(self) -> str:
        """The site of the source's address."""
        return self.source.split("/")[2].removeprefix("www.") if self.is_address else ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The factors a reader asks for first.

    Attributes:
        first: the oldest for all services.
        before: that of the year before the newest.
        now: the newest.
        qp: the newest for qualifying APM participants, or None.
        highest: the highest there was.
    """

    first: Factor
    before: Factor
    now: Factor
    qp: Factor | None
    highest: Factor

    @property
    def since_highest(self) -> Decimal | None:
        """Percent from the highest to the newest."""
        return percent_change(self.highest.factor, self.now.factor)


def factors_of(book: Book) -> tuple[Factor, ...]:
    """Every factor of a book, in order of date."""
    listed = book.factors()
    with_qp = {days.first for days, kind, *_ in listed if kind == "qp"}
    latest: dict[str, Decimal] = {}
    made = []
    for days, kind, factor, source, note in listed:
        before = latest.get(kind)
        change = percent_change(before, factor) if before is not None else None
        made.append(
            Factor(days, kind, factor, source, note, change, kind == ALL and days.first in with_qp)
        )
        if kind not in {ALL, "qp"}:
            latest.pop(ALL, None)  # categories of their own: the next single factor follows none
        latest[kind] = factor
    return tuple(made)


def summary(listed: tuple[Factor, ...]) -> Summary:
    """The factors a reader asks for first."""
    single = [f for f in listed if f.kind == ALL]
    now = single[-1]
    qp = [f for f in listed if f.kind == "qp" and f.days.first.year == now.days.first.year]
    return Summary(
        first=single[0],
        before=next(f for f in reversed(single) if f.days.first.year < now.days.first.year),
        now=now,
        qp=qp[-1] if qp else None,
        highest=max(single, key=lambda f: f.factor),
    )
