"""What tells siblings apart: views, sizes, times, ages, contrast, side, first or additional.

Read the same way from a question and from what we wrote of a code, and then compared. What is
looked for stands in `attributes.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openrvu.codes.search.words import normal

_FAR = 1e9
_JUST = 1e-3


def _load() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("attributes.toml").read_text(encoding="utf-8"))


_SAID = _load()
_N = r"(\d+(?:\.\d+)?)"
_UNIT = rf"({'|'.join((*_SAID['units'], *_SAID['same']))})s?(?:es)?\b"
_GAP = r"(?: of age| old)? ?(?:[a-z]+ )?"
_MORE = "more|over|older|larger|longer|up|above|greater"
_LESS = "less|fewer|under|smaller|younger"
_OVER = "over|more than|greater than|above|older than|longer than|larger than|beyond"
_UNDER = "under|less than|fewer than|below|smaller than|younger than"
#: How ranges are said, with what their figures bound.
_RANGES = tuple(
    (re.compile(pattern), bound)
    for pattern, bound in (
        (rf"(?:{_OVER}) {_N}(?: [a-z]+)? (?:and |but )?(?:up )?to {_N} {_UNIT}", "above"),
        (rf"{_N}(?: [a-z]+)? ?(?:to|-|through|and|or) ?{_N} {_GAP}{_UNIT}", "both"),
        (rf"(?:up to|at most|no more than|not over|within) {_N} {_GAP}{_UNIT}", "most"),
        (rf"{_N} {_GAP}{_UNIT} (?:or|and) (?:{_LESS})", "most"),
        (rf"{_N} or (?:{_LESS}) {_GAP}{_UNIT}", "most"),
        (rf"(?:{_UNDER}) {_N} {_GAP}{_UNIT}", "under"),
        (rf"{_N} {_GAP}{_UNIT} (?:or|and) (?:{_MORE})", "least"),
        (rf"{_N} or (?:{_MORE}) {_GAP}{_UNIT}", "least"),
        (rf"(?:at least|minimum of) {_N} {_GAP}{_UNIT}", "least"),
        (rf"(?:{_OVER}) {_N} {_GAP}{_UNIT}", "over"),
        (rf"{_N} {_GAP}{_UNIT}", "one"),
    )
)
#: Ages said without a unit.
_AGES = tuple(
    (re.compile(pattern), bound)
    for pattern, bound in (
        (rf"\bage[sd]? {_N} (?:to|through|-) {_N}\b", "both"),
        (rf"\bage[sd]? {_N} (?:or|and) (?:{_MORE})\b", "least"),
        (rf"\b(?:under|younger than|less than|before) age {_N}\b", "under"),
        (rf"\b(?:over|older than) age {_N}\b", "over"),
        (rf"\bage[sd]? (?:under|younger than|less than) {_N}\b", "under"),
        (rf"\bage[sd]? {_N}\b", "one"),
    )
)
_HOUR = re.compile(rf"{_N} hour\b")
_CHOICES: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    name: {value: re.compile(rf"\b(?:{said})\b") for value, said in values.items()}
    for name, values in _SAID["choice"].items()
}


@dataclass(frozen=True, slots=True)
class Attributes:
    """What a text says of the things that tell siblings apart.

    Attributes:
        figures: for each unit the lowest and highest figure meant.
        choices: for each choice the values said.
    """

    figures: Mapping[str, tuple[float, float]]
    choices: Mapping[str, frozenset[str]]

    def counts(self, figure: int) -> bool:
        """Whether a figure is one of these, so that it need not be looked for as a word."""
        return any(figure in bounds for bounds in self.figures.values())

    def filled(self, other: Attributes) -> Attributes:
        """These, and what the other says where these say nothing."""
        figures = {**other.figures, **self.figures}
        return Attributes(figures, {**other.choices, **self.choices})


def attributes(text: str) -> Attributes:
    """Read what a text says."""
    spoken = _HOUR.sub(_minutes, normal(text).replace("aged ", "age "))
    return Attributes(dict(_figures(spoken)), dict(_choices(spoken)))


def _minutes(hours: re.Match[str]) -> str:
    return f"{float(hours[1]) * 60:g} minute"


def _figures(spoken: str) -> Iterator[tuple[str, tuple[float, float]]]:
    seen: set[str] = set()
    for pattern, bound in _AGES:
        if "year" not in seen and (match := pattern.search(spoken)):
            seen.add("year")
            yield "year", _bounds(bound, [float(n) for n in match.groups()])
    for pattern, bound in _RANGES:
        for match in pattern.finditer(spoken):
            *numbers, unit = match.groups()
            unit = _SAID["same"].get(unit, unit)
            if unit not in seen:
                seen.add(unit)
                yield unit, _bounds(bound, [float(n) for n in numbers])


def _bounds(bound: str, numbers: list[float]) -> tuple[float, float]:
    first, last = numbers[0], numbers[-1]
    return {
        "above": (first + _JUST, last),
        "both": (first, last),
        "most": (0.0, last),
        "under": (0.0, first - _JUST),
        "least": (first, _FAR),
        "over": (first + _JUST, _FAR),
        "one": (first, first),
    }[bound]


def _choices(spoken: str) -> Iterator[tuple[str, frozenset[str]]]:
    for name, values in _CHOICES.items():
        if found := [value for value, pattern in values.items() if pattern.search(spoken)]:
            # What is said of contrast both ways, or of none, says "contrast" too.
            yield name, frozenset(found[:1] if name == "contrast" else found)


def agreement(asked: Attributes, has: Attributes) -> float:
    """How well a code's attributes fit a question: +1 for each that agrees, -1 for each against."""
    total = 0.0
    for unit, (low, high) in asked.figures.items():
        if unit in has.figures:
            first, last = has.figures[unit]
            inside = first <= low and high <= last
            total += 1.0 if inside else 0.3 if low <= last and first <= high else -1.0
    for name, values in asked.choices.items():
        if held := has.choices.get(name):
            total += 1.0 if held & values else -1.0
    return total


def in_words(unit: str, bounds: tuple[float, float]) -> str:
    """A figure in words: ``3 views or more``."""
    low, high = bounds
    if high >= _FAR:
        over = round(low, 2) != low
        return f"over {_counted(round(low, 2), unit)}" if over else f"{_counted(low, unit)} or more"
    if low == high:
        return _counted(low, unit)
    return f"up to {_counted(high, unit)}" if low <= _JUST else f"{low:g} to {_counted(high, unit)}"


def _counted(figure: float, unit: str) -> str:
    return f"{figure:g} {unit}{'' if figure == 1 or unit in _SAID['measures'] else 's'}"


def choice_in_words(name: str, values: Iterable[str]) -> str:
    """A choice in words: ``without and with contrast``."""
    return " or ".join(_SAID["spoken"].get(name, {}).get(value, value) for value in sorted(values))
