"""The lines of a tally as they stand in its address: ``76000-26,99214x3,45385``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

MAX_UNITS = 999
MAX_LINES = 200

_ITEM = re.compile(r"([0-9A-Z]{5})(?:-([0-9A-Z]{2}))?(?:X(\d+))?\Z")
_TIMES = re.compile(r"\s*[x*\u00d7]\s*(?=\d+\b)", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;]+")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Item:
    """One line asked for.

    Attributes:
        text: as it stands in the address.
        code: five characters; empty where the text could not be understood.
        modifier: two characters, or empty.
        units: how often.
        problem: what is wrong with the text, in a sentence; empty where nothing is.
    """

    text: str
    code: str = ""
    modifier: str = ""
    units: int = 1
    problem: str = ""

    @property
    def label(self) -> str:
        """``76000-26``; the text where it could not be understood."""
        if self.problem:
            return self.text
        return f"{self.code}-{self.modifier}" if self.modifier else self.code

    @property
    def written(self) -> str:
        """As it is written into an address: ``76000-26`` or ``99214x3``."""
        return f"{self.label}x{self.units}" if self.units > 1 and not self.problem else self.label


def parse(text: str) -> tuple[Item, ...]:
    """Understand a list; the same code and modifier twice is one line with the units added."""
    items: dict[str, Item] = {}
    for part in _BETWEEN.split(_TIMES.sub("x", text)):
        if part:
            item = _item(part[:_LONGEST])
            held = items.get(item.label)
            if held and not item.problem:
                item = replace(held, units=min(held.units + item.units, MAX_UNITS))
            items[item.label] = item
    return tuple(items.values())[:MAX_LINES]


def _item(part: str) -> Item:
    match = _ITEM.match(part.upper())
    if match is None:
        return Item(
            part,
            problem="Not a code. Expected a code such as 99214, with a modifier such as 76000-26, "
            "and units such as 99214x3.",
        )
    code, modifier, units = match[1], match[2] or "", int(match[3] or 1)
    if not 1 <= units <= MAX_UNITS:
        return Item(part, problem=f"{units} units; expected 1 to {MAX_UNITS}.")
    return Item(part, code, modifier, units)


def write(items: Iterable[Item]) -> str:
    """A list as it stands in an address."""
    return ",".join(item.written for item in items)


def with_units(items: Iterable[Item], label: str, units: int) -> tuple[Item, ...]:
    """The list with a line's units set; 0 takes the line out."""
    return tuple(
        replace(item, units=min(units, MAX_UNITS)) if item.label == label else item
        for item in items
        if item.label != label or units > 0
    )
