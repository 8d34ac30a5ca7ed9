"""Which entry of the log is which line of the report: one to one, the best agreement first.

Nothing names a patient, so like is matched with like: first by day, code, modifiers and units,
then by fewer of them. Of equal pairs the nearer days decide, then the order of the log and of the
report. Units of one entry may be spread over several lines, and the other way round.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile
from typing import TypeVar

from openrvu.productivity.reconcile.lines import LogEntry, ReportLine

#: Days from a service to its posting, where the report says the posting alone.
POSTING_LAG = 45
#: A posting that is known by its month may begin so many days before the service.
_MONTH = 31
#: Codes that begin with as many of the same characters are of one family.
FAMILY = 3

_Item = TypeVar("_Item", LogEntry, ReportLine)


@dataclass(frozen=True, slots=True)
class Match:
    """Entries and lines that stand for the same work, by their places; one of either is single."""

    entries: tuple[int, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Pass:
    """What must be the same; within the tolerance of days, or on the very day."""

    fields: tuple[str, ...]
    is_near: bool = False
    is_split: bool = False


_EXACT = (
    _Pass(("code", "modifiers", "units")),
    _Pass(("code", "modifiers"), is_split=True),
    _Pass(("code", "modifiers", "units"), is_near=True),
    _Pass(("code", "modifiers"), is_near=True, is_split=True),
)
_RELAXED = tuple(
    _Pass(fields, is_near=is_near)
    for is_near in (False, True)
    for fields in (("code", "units"), ("code", "modifiers"), ("code",))
)
#: With the lines of another provider no more than this is risked.
ELSEWHERE = (*_EXACT, _Pass(("code",)))
PASSES = (*_EXACT, *_RELAXED)


class Matcher:
    """Entries and lines, and what has been matched so far.

    Attributes:
        matches: in the order they were found.
        entries: places of entries still without a match.
        lines: places of lines still without a match.
    """

    def __init__(
        self, entries: Sequence[LogEntry], lines: Sequence[ReportLine], tolerance: int
    ) -> None:
        """Take all of ``entries`` and ``lines``; days may differ by ``tolerance``."""
        self._log, self._report, self._tolerance = entries, lines, tolerance
        self._lag = max(tolerance, POSTING_LAG)
        self.matches: list[Match] = []
        self.entries = set(range(len(entries)))
        self.lines = {at for at, line in enumerate(lines) if line.units > 0}

    def run(self, passes: Sequence[_Pass], only: Collection[int] | None = None) -> None:
        """Match by each pass in turn, with the lines at the places ``only``, or with all."""
        for each in passes:
            lines = self.lines if only is None else self.lines & set(only)
            if not lines or not self.entries:
                return
            groups = _grouped(self._log, self.entries, each.fields)
            others = _grouped(self._report, lines, each.fields)
            for key in sorted(groups.keys() & others.keys(), key=repr):
                self._pair(groups[key], others[key], each)

    def _pair(self, entries: list[int], lines: list[int], by: _Pass) -> None:
        if by.is_split:
            self._spread(entries, lines, by)
            self._gather(entries, lines, by)
            return
        for _, entry, line in sorted(self._pairs(entries, lines, by)):
            if entry in self.entries and line in self.lines:
                self._take((entry,), (line,))

    def _take(self, entries: tuple[int, ...], lines: tuple[int, ...]) -> None:
        self.matches.append(Match(entries, lines))
        self.entries -= set(entries)
        self.lines -= set(lines)

    def _pairs(
        self, entries: list[int], lines: list[int], by: _Pass
    ) -> Iterator[tuple[int, int, int]]:
        """Days apart, entry and line of every pair that may be matched."""
        served = [at for at in lines if self._report[at].day is not None]
        posted = [at for at in lines if self._report[at].day is None]
        days = self._tolerance if by.is_near else 0
        for within, ahead, behind in ((served, days, days), (posted, self._lag, days + _MONTH)):
            dated = sorted((self._anchor(at), at) for at in within)
            anchors = [day for day, _ in dated]
            for entry in entries:
                day = self._log[entry].day
                first = bisect_left(anchors, day - timedelta(days=behind))
                last = bisect_right(anchors, day + timedelta(days=ahead))
                for _, line in dated[first:last]:
                    apart = self.apart(entry, line)
                    if apart is not None and (by.is_near or not apart):
                        yield apart, entry, line

    def _anchor(self, line: int) -> date:
        """A day by which lines are sorted: of service, else the first of posting."""
        told = self._report[line]
        if told.day is not None:
            return told.day
        return told.posted.first if told.posted else date.min

    def apart(self, entry: int, line: int) -> int | None:
        """Days between an entry and a line; None where they are too many, or not known."""
        return days_apart(self._log[entry], self._report[line], self._tolerance, self._lag)

    def _spread(self, entries: list[int], lines: list[int], by: _Pass) -> None:
        """Match an entry with several lines whose units are its units together."""
        for entry in sorted(entries):
            if entry not in self.entries or self._log[entry].units < 2:
                continue
            near = [at for at in self._near(entry, lines, by) if at in self.lines]
            parts = _filling(near, self._log[entry].units, lambda at: self._report[at].units)
            if len(parts) > 1:
                self._take((entry,), parts)

    def _gather(self, entries: list[int], lines: list[int], by: _Pass) -> None:
        """Match several entries with a line whose units are theirs together."""
        for line in sorted(lines):
            if line not in self.lines or self._report[line].units < 2:
                continue
            found = ((self._reach(at, line, by), at) for at in entries if at in self.entries)
            near = [at for apart, at in sorted(found) if apart >= 0]
            parts = _filling(near, self._report[line].units, lambda at: self._log[at].units)
            if len(parts) > 1:
                self._take(parts, (line,))

    def _near(self, entry: int, lines: list[int], by: _Pass) -> list[int]:
        found = sorted((self._reach(entry, at, by), at) for at in lines)
        return [at for apart, at in found if apart >= 0]

    def _reach(self, entry: int, line: int, by: _Pass) -> int:
        """Days apart, or -1 where a pass does not reach so far."""
        apart = self.apart(entry, line)
        return -1 if apart is None or (apart and not by.is_near) else apart

    def other_codes(self, only: Collection[int]) -> None:
        """Match what is left of a day by codes of one family, the nearest codes first."""
        by_day: dict[date, list[int]] = defaultdict(list)
        for at in sorted(self.lines & set(only)):
            day = self._report[at].day
            if day is not None:
                by_day[day].append(at)
        pairs = [
            (*self._likeness(entry, line), entry, line)
            for entry in self.entries
            for line in by_day.get(self._log[entry].day, ())
        ]
        for unlike, *_, entry, line in sorted(pairs):
            if unlike <= -FAMILY and entry in self.entries and line in self.lines:
                self._take((entry,), (line,))

    def _likeness(self, entry: int, line: int) -> tuple[int, bool, bool]:
        """Least where the codes share most, then where modifiers and units are the same."""
        logged, told = self._log[entry], self._report[line]
        other = set(logged.modifiers) != set(told.modifiers)
        return -shared(logged.code, told.code), other, logged.units != told.units


def shared(one: str, other: str) -> int:
    """How many characters two codes share from the first."""
    pairs = zip(one, other, strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))


def days_apart(entry: LogEntry, line: ReportLine, tolerance: int, lag: int) -> int | None:
    """Days between an entry and a line; None where they are too many, or not known.

    Where the report says the posting alone, that may lie ``lag`` days after the service.
    """
    if line.day is not None:
        apart = abs((line.day - entry.day).days)
        return apart if apart <= tolerance else None
    if line.posted is None:
        return None
    after = (line.posted.first - entry.day).days
    if after > 0:
        return after if after <= lag else None
    last = line.posted.last or line.posted.first
    before = (entry.day - last).days
    return max(0, before) if before <= tolerance else None


def _grouped(
    items: Sequence[_Item], places: Collection[int], fields: tuple[str, ...]
) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for at in sorted(places):
        groups[_key(items[at], fields)].append(at)
    return groups


def _key(item: LogEntry | ReportLine, fields: tuple[str, ...]) -> Hashable:
    known: dict[str, Hashable] = {
        "code": item.code,
        "modifiers": tuple(sorted(item.modifiers)),
        "units": item.units,
    }
    return tuple(known[field] for field in fields)


def _filling(places: Sequence[int], units: int, units_of: Callable[[int], int]) -> tuple[int, ...]:
    """The first places whose units make up exactly so many together; none where they do not."""
    parts: list[int] = []
    left = units
    for at in places:
        if 0 < units_of(at) <= left:
            parts.append(at)
            left -= units_of(at)
    return () if left else tuple(parts)
