"""What came of recomputing a file of amounts: what agrees, what differs, what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of amounts that CMS's files print, as they are named in a report."""

    FEE = "fee"
    PRICE = "price"
    THERAPY = "therapy amount"
    OPPS = "OPPS-based amount"

    @property
    def plural(self) -> str:
        """``therapy amounts``."""
        return f"{self}s"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A published amount that ours does not equal.

    Attributes:
        row: line in the file.
        code: five characters.
        modifier: empty, 26, TC or 53.
        carrier: contractor, five digits.
        locality: two digits.
        which: the amount, such as ``facility fee``.
        ours: dollars and cents, or None where the release has no RVUs for the row.
        theirs: dollars and cents, as published.
    """

    row: int
    code: str
    modifier: str
    carrier: str
    locality: str
    which: str
    ours: Decimal | None
    theirs: Decimal


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An indicator printed otherwise than the release has it.

    Attributes:
        row: line in the file.
        code: five characters.
        modifier: empty, 26, TC or 53.
        carrier: contractor, five digits.
        locality: two digits.
        which: the indicator: ``status`` or ``multiple-surgery indicator``.
        ours: the release's.
        theirs: the file's.
    """

    row: int
    code: str
    modifier: str
    carrier: str
    locality: str
    which: str
    ours: str
    theirs: str

    @property
    def text(self) -> str:
        """``status printed C, the release has A``."""
        return f"{self.which} printed {self.theirs}, the release has {self.ours}"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many amounts of a kind were compared, and how many of them agree to the cent."""

    compared: int
    agree: int


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of every row of a file.

    Attributes:
        release: label of the release the amounts were computed from.
        rows: how many rows the file has.
        matched: rows of which every printed amount equals ours to the cent.
        mismatched: rows of which at least one does not.
        mismatches: every amount that differs, in file order.
        unknown: how many rows could not be known, by reason.
        kinds: how many amounts of each kind were compared and agree.
        disagreements: every indicator printed otherwise than the release has it, in file order.
        other_years: rows that print another year than the release's, by that year.
        apart: how many amounts of rows that are known were not compared, by reason.
    """

    release: str
    rows: int
    matched: int
    mismatched: int
    mismatches: tuple[Mismatch, ...]
    unknown: Mapping[str, int]
    kinds: Mapping[Kind, Tally]
    disagreements: tuple[Disagreement, ...] = ()
    other_years: Mapping[int, int] = field(default_factory=dict)
    apart: Mapping[str, int] = field(default_factory=dict)

    @property
    def amounts(self) -> int:
        """How many printed amounts were compared."""
        return sum(tally.compared for tally in self.kinds.values())

    @property
    def checkable(self) -> int:
        """Rows that could be recomputed."""
        return self.matched + self.mismatched

    @property
    def fit(self) -> tuple[int, int]:
        """What one release is preferred to another by: more rows that match, fewer that do not."""
        return self.matched, -self.mismatched

    @property
    def summary(self) -> str:
        """``109 of 109 match``."""
        return f"{self.matched} of {self.checkable} match"
