"""A measured figure, its reference and its bound."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report.

    Attributes:
        name: what was measured.
        value: the median, in ``unit``.
        unit: ms, s, MB or pages/s.
        bound: the promise, in the same unit.
        at_least: True where more is better.
        reference: what it is compared with, in words.
        ratio: value over the reference's median, or None.
    """

    name: str
    value: float
    unit: str
    bound: float
    at_least: bool = False
    reference: str = ""
    ratio: float | None = None

    @property
    def kept(self) -> bool:
        """Whether the promise was kept."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    def __str__(self) -> str:
        """One line of the report."""
        sign = "≥" if self.at_least else "≤"
        beside = f"{self.ratio:.1f} × {self.reference}" if self.ratio is not None else ""
        verdict = "" if self.kept else "   NOT KEPT"
        promise = f"{sign} {self.bound:g} {self.unit}"
        return f"{self.name:<52} {self.value:>9.2f} {self.unit:<8} {promise:<14} {beside}{verdict}"


def median_seconds(run: Callable[[], object], times: int, warm: int = 1) -> float:
    """The median duration of several runs, after some that are not counted."""
    for _ in range(warm):
        run()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
