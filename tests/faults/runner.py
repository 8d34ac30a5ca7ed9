"""Kills the server again and again, and compares what it acknowledged with what is stored."""

from __future__ import annotations

import os
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from faults.places import Place
from faults.stored import Row, Stored
from faults.writer import Write, Writer

WRITERS = 6
#: A server lives until it has acknowledged so many writes, and for some of a second more.
_WRITES, _MORE = (1, 15), (0.0, 0.08)
#: Seconds in which it must acknowledge them.
_PATIENCE = 60.0
#: Writes of each writer that are sent again at the end, and how often.
_AGAIN, _TIMES = 20, 5


@dataclass
class Outcome:
    """What came of it.

    Attributes:
        name: of the database.
        kills: how many.
        amid: those at which writes were under way.
        cut: writes under way at a kill: those found done whole, and those of which nothing was.
        done: writes acknowledged, by kind.
        entries: that stood at the end.
        wrong: whatever was not as it must be, in words.
        starts: seconds from a start of the server to its first answer.
    """

    name: str
    kills: int = 0
    amid: int = 0
    cut: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    entries: int = 0
    wrong: list[str] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)

    @property
    def is_kept(self) -> bool:
        """Whether all is as it must be."""
        return not self.wrong

    def __str__(self) -> str:
        """The counts, on a few lines."""
        done = ", ".join(f"{count:,} {kind}" for kind, count in sorted(self.done.items()))
        found = f"{self.cut['whole']} were stored whole, {self.cut['absent']} not at all"
        lines = [
            f"{self.name}: {self.kills} kills, {self.amid} of them amid writes",
            f"  acknowledged: {self.done.total():,} writes ({done})",
            f"  under way at a kill: {self.cut.total()} writes; {found}; all were sent again",
            f"  stored at the end: {self.entries:,} entries, every acknowledged one once",
            f"  start to first answer: median {statistics.median(self.starts):.2f} s, "
            f"longest {max(self.starts):.2f} s (load average {os.getloadavg()[0]:.1f})",
        ]
        if self.wrong:
            lines[3] = f"  WRONG: {len(self.wrong)} times; the first: {self.wrong[:5]}"
        return "\n".join(lines)


def run(place: Place, kills: int, *, seed: int = 5, say: Callable[[str], Any] = len) -> Outcome:
    """Kill the place's server so many times amid writes.

    Args:
        place: where.
        kills: how many times.
        seed: of the moments and of what is written.
        say: takes a line now and then.
    """
    outcome = Outcome(place.name, starts=place.server.starts)
    moment = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
    writers = [
        Writer(place.server.address, place.cookies[at % len(place.cookies)], seed + at)
        for at in range(WRITERS)
    ]
    place.server.start()
    for at in range(kills):
        _kill_amid(place, writers, moment.randint(*_WRITES), moment.uniform(*_MORE))
        place.server.start()
        _look(outcome, place.read(), writers)
        if (at + 1) % 20 == 0:
            say(f"{place.name}: {at + 1} kills, {len(outcome.wrong)} wrong")
    _finish(outcome, place, writers)
    return outcome


def _kill_amid(place: Place, writers: Sequence[Writer], writes: int, more: float) -> None:
    wanted = _done(writers) + writes
    end = time.monotonic() + _PATIENCE
    with ThreadPoolExecutor(len(writers)) as pool:
        running = [pool.submit(writer.write) for writer in writers]
        while _done(writers) < wanted and time.monotonic() < end:
            time.sleep(0.002)
        time.sleep(more)
        place.server.kill()
        for one in running:
            one.result()


def _look(outcome: Outcome, stored: Stored, writers: Sequence[Writer]) -> None:
    """After a kill: what was acknowledged is there, and what was cut is whole or absent."""
    outcome.kills += 1
    cut = [writer.cut for writer in writers if writer.cut is not None]
    outcome.amid += bool(cut)
    expected = _expected(writers)
    for write in cut:
        state = _state(write, expected, stored)
        outcome.cut[state] += 1
        if state == "half":
            outcome.wrong.append(f"half of a {write.kind} is stored: {write.after}")
        if state == "whole":
            expected |= write.after
    _compare(outcome, expected, stored)


def _state(write: Write, expected: Mapping[UUID, Row | None], stored: Stored) -> str:
    """``whole``, ``absent`` or ``half``: what is stored of a write, its operations among it."""
    kept = {key: stored.rows.get(key) for key in write.after}
    before = {key: expected.get(key) for key in write.after}
    marks = {stored.operations.get(key, 0) for key in write.operations}
    if kept == dict(write.after) and marks <= {1}:
        return "whole"
    return "absent" if kept == before and marks <= {0} else "half"


def _compare(outcome: Outcome, expected: Mapping[UUID, Row | None], stored: Stored) -> None:
    for key, row in expected.items():
        if stored.rows.get(key) != row:
            found = stored.rows.get(key)
            outcome.wrong.append(f"entry {key}: stored {found}, acknowledged {row}")
    outcome.wrong += [f"nobody sent entry {key}" for key in stored.rows.keys() - expected.keys()]
    outcome.wrong += [f"entry {key} has no value" for key in stored.unvalued]


def _finish(outcome: Outcome, place: Place, writers: Sequence[Writer]) -> None:
    """Let all that was cut be sent again, and the last writes several times more."""
    _each(writers, lambda writer: writer.write(most=1))
    outcome.done = Counter(write.kind for writer in writers for write in writer.done)
    stored = place.read()
    outcome.entries = len(stored.rows)
    _compare(outcome, _expected(writers), stored)
    _compare_trail(outcome, stored, writers)
    for _ in range(_TIMES):
        _each(writers, lambda writer: writer.repeat(_AGAIN))
    if place.read() != stored:
        outcome.wrong.append("writes that were sent again changed something")
    if faults := place.faults():
        outcome.wrong.append(faults)


def _compare_trail(outcome: Outcome, stored: Stored, writers: Iterable[Writer]) -> None:
    """Each write stands in the audit trail once, and each operation is remembered once."""
    trail: Counter[str] = Counter()
    operations: Counter[UUID] = Counter()
    for writer in writers:
        for write in writer.done:
            trail.update(write.trail)
            operations.update(write.operations)
    if dict(stored.trail) != dict(trail):
        outcome.wrong.append(f"audit trail: {stored.trail}, acknowledged {dict(trail)}")
    if dict(stored.operations) != dict(operations):
        outcome.wrong.append("the operations remembered are not those acknowledged")


def _done(writers: Iterable[Writer]) -> int:
    return sum(len(writer.done) for writer in writers)


def _expected(writers: Iterable[Writer]) -> dict[UUID, Row | None]:
    return {key: row for writer in writers for key, row in writer.expected.items()}


def _each(writers: Sequence[Writer], do: Callable[[Writer], None]) -> None:
    with ThreadPoolExecutor(len(writers)) as pool:
        list(pool.map(do, writers))
