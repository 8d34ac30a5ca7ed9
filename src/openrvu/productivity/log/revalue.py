"""The same log under other terms: what a release, a plan or a place does to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from openrvu.exact import add, subtract
from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.value import LineValue, Terms, value
from openrvu.schedule.source import Source


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of lines.

    Attributes:
        full: CMS's work RVUs.
        credited: what the plan credits, to 4 digits.
        amount: what Medicare allows, dollars and cents.
    """

    full: Decimal
    credited: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a code, or of the whole log.

    Only lines known under both terms are in a sum: of each figure by itself.

    Attributes:
        code: five characters; empty for the whole log.
        lines: how many.
        units: how many.
        before: sums under the one.
        after: sums under the other.
        unknown: lines whose credit is not known under one of them or both; in no credited sum.
    """

    code: str
    lines: int
    units: int
    before: Totals
    after: Totals
    unknown: int

    @property
    def credited(self) -> Decimal:
        """What more is credited; below 0 where it is less."""
        return subtract(self.after.credited, self.before.credited)

    @property
    def full(self) -> Decimal:
        """How many more work RVUs CMS lists."""
        return subtract(self.after.full, self.before.full)

    @property
    def amount(self) -> Decimal:
        """How much more Medicare allows, in dollars."""
        return subtract(self.after.amount, self.before.amount)


@dataclass(frozen=True, slots=True)
class Revaluation:
    """A log under two terms.

    Attributes:
        whole: the log.
        codes: each code, those with the largest change of credit first.
        before: the value of each line under the one.
        after: and under the other.
    """

    whole: Change
    codes: tuple[Change, ...]
    before: tuple[LineValue, ...]
    after: tuple[LineValue, ...]


def revalue(
    lines: Sequence[LogLine], before: Terms, after: Terms, *, source: Source | None = None
) -> Revaluation:
    """Value a log under two terms and hold them against each other.

    Args:
        lines: any number, each case whole.
        before: a plan, release and locality.
        after: another.
        source: where releases are read; the bundled book by default.

    Raises:
        ReleaseNotHeld: a release is named that is not held.
    """
    was, becomes = value(lines, before, source=source), value(lines, after, source=source)
    codes: dict[str, _Sums] = {}
    for line, one, other in zip(lines, was, becomes, strict=True):
        codes.setdefault(line.code, _Sums()).put(line, one, other)
    changes = [sums.change(code) for code, sums in codes.items()]
    changes.sort(key=lambda change: (-abs(change.credited), -abs(change.full), change.code))
    return Revaluation(_whole(changes), tuple(changes), was, becomes)


@dataclass(slots=True)
class _Sums:
    """The figures of a code on both sides, each kept where both sides know it."""

    lines: int = 0
    units: int = 0
    unknown: int = 0
    kept: dict[str, tuple[list[Decimal], list[Decimal]]] = field(
        default_factory=lambda: {name: ([], []) for name in ("full", "credited", "amount")}
    )

    def put(self, line: LogLine, one: LineValue, other: LineValue) -> None:
        self.lines += 1
        self.units += line.units
        self.unknown += one.credited is None or other.credited is None
        pairs = (
            ("full", one.full, other.full),
            ("credited", one.credited, other.credited),
            ("amount", one.amount, other.amount),
        )
        for name, first, second in pairs:
            if first is not None and second is not None:
                self.kept[name][0].append(first)
                self.kept[name][1].append(second)

    def change(self, code: str) -> Change:
        before, after = (
            Totals(**{name: add(*sides[at]) for name, sides in self.kept.items()}) for at in (0, 1)
        )
        return Change(code, self.lines, self.units, before, after, self.unknown)


def _whole(changes: Sequence[Change]) -> Change:
    return Change(
        "",
        sum(change.lines for change in changes),
        sum(change.units for change in changes),
        _sum(change.before for change in changes),
        _sum(change.after for change in changes),
        sum(change.unknown for change in changes),
    )


def _sum(totals: Iterable[Totals]) -> Totals:
    held = list(totals)
    return Totals(
        add(*(total.full for total in held)),
        add(*(total.credited for total in held)),
        add(*(total.amount for total in held)),
    )
