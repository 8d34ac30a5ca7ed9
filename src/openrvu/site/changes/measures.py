"""How far figures moved between two releases: the largest moves, and their distribution."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from openrvu.codes.changes import RowChange
from openrvu.exact import multiply, subtract
from openrvu.schedule.statistics import percent_change

#: How many codes each list of gains and losses holds.
TOP = 25
#: Percentages at which the bins of the distribution begin, on either side of no change.
EDGES = tuple(Decimal(edge) for edge in (0, 1, 2, 3, 5, 10, 20))

AMOUNT, WORK = "amount", "work"
#: What may be measured, with what it is called.
MEASURES = {AMOUNT: "Amount", WORK: "Work RVU"}


@dataclass(frozen=True, slots=True)
class Mover:
    """A code's figure in both releases.

    Attributes:
        code: five characters.
        before: the figure in the earlier release.
        after: the figure in the later one.
        difference: after less before.
        percent: the difference in percent; None where there was nothing before.
        na: CMS marks the non-facility amount NA: it repeats the facility's.
    """

    code: str
    before: Decimal
    after: Decimal
    difference: Decimal
    percent: Decimal | None
    na: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """How many codes moved so far; ``direction`` is -1, 0 or 1."""

    label: str
    count: int
    direction: int


@dataclass(frozen=True, slots=True)
class Moves:
    """The moves of one figure among some codes.

    Attributes:
        compared: how many codes have the figure in both releases.
        up: how many rose.
        down: how many fell.
        gains: the largest by percent.
        losses: the largest by percent.
        gains_by_size: the largest by dollars or RVUs.
        losses_by_size: the largest by dollars or RVUs.
        bins: the distribution of the changes in percent.
        left_out: codes kept out of the lists of gains and losses because their NA mark changed.
    """

    compared: int
    up: int
    down: int
    gains: tuple[Mover, ...]
    losses: tuple[Mover, ...]
    gains_by_size: tuple[Mover, ...]
    losses_by_size: tuple[Mover, ...]
    bins: tuple[Bin, ...]
    left_out: int


def moves(rows: Iterable[RowChange], measure: str) -> Moves:
    """The moves of a measure among rows; rows without the figure in both releases are left out."""
    held = [(row, m) for row in rows if (m := _mover(row, measure))]
    movers = [m for _, m in held]
    # Where one figure is the facility's, borrowed (NA), the two do not compare.
    listed = [m for row, m in held if measure == WORK or not row.na_changed]
    by_percent = [m for m in listed if m.percent is not None]
    return Moves(
        compared=len(movers),
        up=sum(m.difference > 0 for m in movers),
        down=sum(m.difference < 0 for m in movers),
        gains=_largest(by_percent, lambda m: m.percent or Decimal(0), 1),
        losses=_largest(by_percent, lambda m: m.percent or Decimal(0), -1),
        gains_by_size=_largest(listed, lambda m: m.difference, 1),
        losses_by_size=_largest(listed, lambda m: m.difference, -1),
        bins=_bins(movers),
        left_out=len(movers) - len(listed),
    )


def _mover(row: RowChange, measure: str) -> Mover | None:
    pair = (row.amount_before, row.amount_after)
    if measure == WORK:
        pair = (row.work_before, row.work_after)
        if not any(pair):
            return None
    before, after = pair
    if before is None or after is None:
        return None
    difference = subtract(after, before)
    na = measure == AMOUNT and row.after is not None and row.after.policy.na_nonfacility
    return Mover(row.code, before, after, difference, percent_change(before, after), na)


def _largest(
    movers: Sequence[Mover], key: Callable[[Mover], Decimal], sign: int
) -> tuple[Mover, ...]:
    """The largest moves in one direction; ties in order of the other figure, then of code."""
    fitting = [m for m in movers if m.difference * sign > 0]
    fitting.sort(key=lambda m: (-key(m) * sign, -abs(m.difference), m.code))
    return tuple(fitting[:TOP])


def _bins(movers: Sequence[Mover]) -> tuple[Bin, ...]:
    fell = [m for m in movers if m.difference < 0]
    rose = [m for m in movers if m.difference > 0 and m.before]
    from_none = sum(m.difference > 0 and not m.before for m in movers)
    same = len(movers) - len(fell) - len(rose) - from_none
    down = [Bin(label, count, -1) for label, count in _side(fell, "fell")]
    up = [Bin(label, count, 1) for label, count in _side(rose, "rose")]
    last = (Bin("rose from 0", from_none, 1),) if from_none else ()
    return (*reversed(down), Bin("unchanged", same, 0), *up, *last)


def _side(movers: Sequence[Mover], verb: str) -> list[tuple[str, int]]:
    """The bins of one direction, the smallest change first."""
    made = []
    for low, high in pairwise((*EDGES, None)):
        if high is None:
            label = f"{verb} {low} % or more"
        elif not low:
            label = f"{verb} less than {high} %"
        else:
            label = f"{verb} {low} to {high} %"
        made.append((label, sum(_moved(m, low or Decimal(0), high) for m in movers)))
    return made


def _moved(mover: Mover, low: Decimal, high: Decimal | None) -> bool:
    """Whether the exact change is at least ``low`` and less than ``high`` percent."""
    hundredfold = multiply(abs(mover.difference), Decimal(100))
    return multiply(low, mover.before) <= hundredfold and (
        high is None or hundredfold < multiply(high, mover.before)
    )
