"""The lines of a tally as they stand in its address: ``76000-26,99214x3,45385``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

MAX_UNITS = 999
MAX_LINES = 200
#: More than any list of that many lines needs; white space counts once.
MAX_TEXT = 8_000

_ITEM = re.compile(r"([0-9A-Z]{5})(?:-([0-9A-Z]{2}))?(?:X([0-9]+))?\Z", re.ASCII | re.IGNORECASE)
# Of text whose white space is single spaces: more of it would make this quadratic.
_TIMES = re.compile(r" ?[x*\u00d7] ?(?=[0-9]+\b)", re.IGNORECASE)
_BETWEEN = re.compile(r"[ ,;]+")
_LONGEST = 40
_UNITS = re.compile(r"[0-9]{1,3}\Z")
_NAMED = 10


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


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as understood.

    Attributes:
        items: its lines, those with a problem of their own among them.
        problems: what of the text is in no line, in sentences; empty where nothing is left out.
    """

    items: tuple[Item, ...]
    problems: tuple[str, ...] = ()


def parse(text: str) -> Listing:
    """Understand a list; the same code and modifier twice is one line with the units added."""
    text = " ".join(text.split())
    if len(text) > MAX_TEXT:
        return Listing(
            (),
            (
                f"A list of {len(text):,} characters was not read; the most is {MAX_TEXT:,}. "
                "Make several tallies of it.",
            ),
        )
    found: list[Item] = []
    places: dict[str, int] = {}
    for part in _BETWEEN.split(_TIMES.sub("x", text)):
        if not part:
            continue
        item = _item(part[:_LONGEST])
        place = None if item.problem else places.setdefault(item.label, len(found))
        if place is None or place == len(found):
            found.append(item)
        elif (units := found[place].units + item.units) <= MAX_UNITS:
            found[place] = replace(found[place], units=units)
        else:
            found.append(replace(item, problem=_too_many(found[place], item)))
    return Listing(tuple(found[:MAX_LINES]), _left_out(found[MAX_LINES:]))


def read_units(text: str) -> int | None:
    """A number of units, 0 to 999; None where the text is not one."""
    return int(text) if _UNITS.match(text) else None


def _too_many(held: Item, more: Item) -> str:
    return (
        f"{held.units} and {more.units} units of {held.label} are more than the "
        f"{MAX_UNITS} that a line holds."
    )


def _left_out(items: list[Item]) -> tuple[str, ...]:
    if not items:
        return ()
    named = ", ".join(item.written for item in items[:_NAMED])
    more = f" and {len(items) - _NAMED:,} more" if len(items) > _NAMED else ""
    return (f"A tally holds {MAX_LINES} lines. Not counted, being beyond them: {named}{more}.",)


def _item(part: str) -> Item:
    match = _ITEM.match(part)
    if match is None:
        return Item(
            part,
            problem="Not a code. Expected a code such as 99214, with a modifier such as 76000-26, "
            "and units such as 99214x3.",
        )
    units = read_units(match[3] or "1")
    if not units:
        return Item(part, problem=f"{match[3]} units; expected 1 to {MAX_UNITS}.")
    return Item(part, match[1].upper(), (match[2] or "").upper(), units)


def write(items: Iterable[Item]) -> str:
    """A list as it stands in an address."""
    return ",".join(item.written for item in items)


def with_units(items: Iterable[Item], label: str, units: int) -> tuple[Item, ...]:
    """The list with a line's units set, as read by :func:`read_units`; 0 takes the line out."""
    return tuple(
        replace(item, units=units) if item.label == label else item
        for item in items
        if item.label != label or units > 0
    )
