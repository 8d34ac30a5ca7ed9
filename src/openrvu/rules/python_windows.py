"""What a line sees of the other lines, on plain Python values.

Each line of a claim and day is a list with a slot for every value. A window reads some slots of
all lines and fills others; those of lines that do not count keep what they held.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from openrvu.rules.expression import AnyOf, Expression, Gather, Gathered, Group, IsFirst
from openrvu.rules.walk import Window

#: One line's values: numbers, texts and bools, each slot always of one kind.
Slots = list[Any]

_Fill = Callable[[Sequence[Slots], int, int], None]


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the lines of a group, for everything that is asked of them at once.

    Attributes:
        among: the slot that says whether a line counts.
        within: slots that must agree.
        keys: the slots that lines are put in order by, each with 1, or -1 where descending.
        asks: what is asked: how it is filled, the slot it reads, the slot it fills.
    """

    among: int
    within: tuple[int, ...]
    keys: tuple[tuple[int, int], ...]
    asks: tuple[tuple[_Fill, int, int], ...]

    def fill(self, lines: Iterable[Slots]) -> None:
        """Ask the lines of one claim and day, given in their own order."""
        counted = [line for line in lines if line[self.among]]
        for group in self._apart(counted) if counted else ():
            for fill, read, filled in self.asks:
                fill(group, read, filled)

    def _apart(self, lines: list[Slots]) -> Iterable[list[Slots]]:
        """Groups of lines that agree, each in order; the order of the lines breaks ties."""
        if len(lines) == 1:
            return [lines]
        if self.keys:
            keys = self.keys
            lines.sort(key=lambda line: [line[slot] * sign for slot, sign in keys])
        if not self.within:
            return [lines]
        groups: dict[tuple[str, ...], list[Slots]] = defaultdict(list)
        for line in lines:
            groups[tuple([line[slot] for slot in self.within])].append(line)
        return groups.values()


def looks(windows: Iterable[Window], slots: Mapping[Expression, int]) -> list[Look]:
    """The looks that fill some windows, given the slot of each window and of its parts."""
    groups: dict[Group, list[Window]] = defaultdict(list)
    for window in windows:
        groups[window.group].append(window)
    return [
        Look(
            slots[group.among],
            tuple(slots[text] for text in group.within),
            tuple((slots[by.key], -1 if by.descending else 1) for by in group.order),
            tuple(_ask(window, slots) for window in asked),
        )
        for group, asked in groups.items()
    ]


def _ask(window: Window, slots: Mapping[Expression, int]) -> tuple[_Fill, int, int]:
    match window:
        case Gathered(gather, figure):
            return _GATHER[gather], slots[figure], slots[window]
        case AnyOf(condition):
            return _any, slots[condition], slots[window]
        case IsFirst(group):
            return _first, slots[group.among], slots[window]


def _sum(group: Sequence[Slots], read: int, filled: int) -> None:
    total = sum([line[read] for line in group])
    for line in group:
        line[filled] = total


def _most(group: Sequence[Slots], read: int, filled: int) -> None:
    most = max([line[read] for line in group])
    for line in group:
        line[filled] = most


def _running(group: Sequence[Slots], read: int, filled: int) -> None:
    totals = accumulate(line[read] for line in group)
    for line, total in zip(group, totals, strict=True):
        line[filled] = total


def _any(group: Sequence[Slots], read: int, filled: int) -> None:
    holds = any(line[read] for line in group)
    for line in group:
        line[filled] = holds


def _first(group: Sequence[Slots], _: int, filled: int) -> None:
    group[0][filled] = True


_GATHER: dict[Gather, _Fill] = {
    Gather.SUM: _sum,
    Gather.MOST: _most,
    Gather.RUNNING: _running,
}
