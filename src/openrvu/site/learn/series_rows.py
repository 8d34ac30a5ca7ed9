"""The rows of prepared series: what a text reads in a table, and a chart draws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openrvu.site.changes.efficiency import Efficiency


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code with its figures; ``value`` is the work RVU."""

    code: str
    title: str
    work: Decimal
    pe: Decimal
    mp: Decimal
    total: Decimal
    amount: Decimal
    value: Decimal
    address: str

    @property
    def name(self) -> str:
        """``99213 Office visit …``."""
        return f"{self.code} {self.title}"


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category compared between two releases; ``value`` is the change asked for, in percent."""

    name: str
    codes: int
    up: int
    down: int
    work: Decimal | None
    total: Decimal | None
    total_facility: Decimal | None
    amount: Decimal | None
    value: Decimal
    address: str


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A code's figure in two releases; ``value`` is its change, in percent or in size."""

    code: str
    title: str
    before: Decimal
    after: Decimal
    difference: Decimal
    percent: Decimal | None
    value: Decimal
    address: str

    @property
    def name(self) -> str:
        """``99213 Office visit …``."""
        return f"{self.code} {self.title}"


@dataclass(frozen=True, slots=True)
class FactorRow:
    """A conversion factor and the days it serves."""

    name: str
    since: date
    until: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class WorthRow:
    """A code in the last release held of a year; ``value`` is its amount."""

    name: str
    release: str
    since: date
    until: date
    work: Decimal
    total: Decimal
    factor: Decimal
    amount: Decimal
    value: Decimal


@dataclass(frozen=True, slots=True)
class MedianRow:
    """The work RVUs of a category; ``value`` is the median."""

    name: str
    codes: int
    lower_quartile: Decimal
    upper_quartile: Decimal
    highest: Decimal
    value: Decimal
    address: str


@dataclass(frozen=True, slots=True)
class ShareRow:
    """Some of a category's codes; ``value`` is their share in percent."""

    name: str
    codes: int
    fell: int
    same: int
    rose: int
    value: Decimal
    address: str


@dataclass(frozen=True, slots=True)
class EfficiencyOf:
    """What the efficiency adjustment of 2026 did to the work RVUs above 0."""

    before: str
    after: str
    all: Efficiency
    by_category: tuple[ShareRow, ...]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A locality; ``value`` is the index or amount asked for."""

    name: str
    value: Decimal
    address: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """So many codes have a value of an indicator."""

    name: str
    value: Decimal
    meaning: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a release holds."""

    codes: int
    priced: int
    written: int
    localities: int
    releases: int
