"""Pricing claims one at a time: microseconds a line, without steps and with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bench.figures import Figure, median_seconds
from openrvu.pricing.claim import Claim, ClaimLine
from openrvu.pricing.evaluate import price

#: Claims of one to four lines as offices and operating rooms bill them.
_CASES = (
    "99213",
    "99214-25",
    "71046-26",
    "45385 45380-59 43239",
    "70553 72148",
    "97110-GP 97140-GP 97530-GP",
    "27447-RT 20680-59 64447-59",
    "66984-RT",
    "93000",
    "92083 92134",
    "99214-25 20610-50",
    "29881-LT 29877-59",
)
_DAYS = tuple(date(year, 10, 2) for year in range(2020, 2026))
_ROUNDS = 40
_MICROSECONDS = 1_000_000


def measure() -> Iterator[Figure]:
    """The mean over a mix of claims, days and places, all of them seen before."""
    claims = [
        Claim(
            tuple(ClaimLine(code, tuple(mods)) for code, *mods in _split(case)),
            _DAYS[(index + turn) % len(_DAYS)],
            locality=("AL", "NY-01", "TX-11")[turn % 3],
        )
        for turn in range(_ROUNDS)
        for index, case in enumerate(_CASES)
    ]
    lines = sum(len(claim.lines) for claim in claims)
    bare = _per_line(claims, lines, steps=False)
    told = _per_line(claims, lines, steps=True)
    name = f"evaluate, {len(claims)} claims of {lines} lines"
    yield Figure(f"{name}, without steps", bare, "µs/line", 100)
    yield Figure(f"{name}, with steps", told, "µs/line", 250, False, "without", told / bare)


def _split(case: str) -> Iterator[list[str]]:
    yield from (line.split("-") for line in case.split())


def _per_line(claims: list[Claim], lines: int, *, steps: bool) -> float:
    seconds = median_seconds(lambda: [price(claim, steps=steps) for claim in claims], times=5)
    return seconds * _MICROSECONDS / lines
