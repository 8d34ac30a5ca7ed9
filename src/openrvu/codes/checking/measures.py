"""Sizes, counts, times and ages: what a descriptor measures must stand in the text.

Each end of a range and each limit is looked for in title and description, in any unit of its
dimension. A limit must point the same way: ``5 cm or more`` does not answer ``< 5 cm``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from openrvu.codes.checking.bounds import Bound, bound_of
from openrvu.codes.checking.subject import Subject


@dataclass(frozen=True, slots=True)
class Measure:
    """One number with its unit and bound.

    Attributes:
        number: as it is written.
        value: in the base unit of its dimension.
        dimension: such as ``length``; empty where no unit stands by it.
        bound: which way it points.
        shown: as it was written.
        low: whether it is the lower end of a range.
    """

    number: Decimal
    value: Decimal
    dimension: str
    bound: Bound
    shown: str
    low: bool = False

    def of(self, other: Measure) -> Decimal:
        """The value, or the bare number where either stands without a unit."""
        return self.value if self.dimension and other.dimension else self.number


#: Unit: its dimension and how many of the base unit it is.
UNITS = {
    "mm": ("length", Decimal("0.1")),
    "cm": ("length", Decimal(1)),
    "sqcm": ("area", Decimal(1)),
    "inch": ("inches", Decimal(1)),
    "cc": ("volume", Decimal(1)),
    "g": ("weight", Decimal(1)),
    "min": ("time", Decimal(1)),
    "hour": ("time", Decimal(60)),
    "day": ("time", Decimal(1440)),
    "week": ("time", Decimal(10080)),
    "month": ("age", Decimal(1)),
    "year": ("age", Decimal(12)),
    "view": ("", Decimal(1)),
}
_N = r"[0-9]+(?:\.[0-9]+)?"
_UNIT = "|".join(UNITS)
_THEIRS = re.compile(rf"(?<!\S)(?:(>=|<=|>|<) )?({_N})(?: to ({_N}))?(?: ({_UNIT}))?(?!\S)")
#: A number here is a name, not a count.
_NAMES_BEFORE = re.compile(
    r"\b(?:lefort|level|lvl|lev|type|grade|phase|c|t|l|s|ca|hiv|class|cd) \Z"
)
_ORDINAL = r"(?:st|nd|rd|th)?"
_TO = r" (?:to|or|and|through|up to|but) (?:less than |under |over )?"
_OF = r"(?: (?:additional|further|more|full|calendar|extra|whole|consecutive|completed?))?"
_OURS = re.compile(
    rf"(?<![\w.])({_N}){_ORDINAL}(?:{_TO}({_N}){_ORDINAL})?{_OF}(?: ({_UNIT}))?(?!\w)"
)
_BOUNDS = {">=": Bound.LOWER, ">": Bound.LOWER, "<=": Bound.UPPER, "<": Bound.UPPER}
_TWO = re.compile(r"\b(?:both|pair|dual|double|bi\w+|multiple|several|many|combined)\b")


def theirs(descriptor: str) -> list[Measure]:
    """What a parted descriptor measures."""
    found: list[Measure] = []
    for match in _THEIRS.finditer(descriptor):
        sign, first, last, unit = match.groups()
        if not unit and _NAMES_BEFORE.search(descriptor[: match.start()]):
            continue
        unit = unit or _later_unit(descriptor[match.end() :]) or ""
        bound = _BOUNDS.get(sign, Bound.UPPER if first == "0" else Bound.NONE)
        shown = match[0]
        if first != "0":
            found.append(_measure(first, unit, bound, shown, low=last is not None))
        if last is not None:
            found.append(_measure(last, unit, bound, shown))
    return [each for each in found if not _is_empty(each)]


def ours(text: str) -> list[Measure]:
    """What a text in one spelling measures, by every number it has."""
    found = []
    for match in _OURS.finditer(text):
        first, last, unit = match.groups()
        bound = bound_of(text[: match.start()], text[match.end() :])
        ends = (Bound.LOWER, Bound.UPPER) if last and " to " in match[0] else (bound, bound)
        found.append(_measure(first, unit or "", ends[0], match[0], low=last is not None))
        if last is not None:
            found.append(_measure(last, unit or "", ends[1], match[0]))
    return found


def measure_faults(subject: Subject) -> Iterator[str]:
    """What the descriptor measures and the text does not, or the other way about."""
    if subject.is_laboratory:
        return
    said = ours(subject.core)
    for wanted in theirs(subject.descriptor):
        near = [each for each in said if _is_of(wanted, each)]
        if any(_answers(wanted, each) for each in near):
            continue
        same = [each for each in near if each.of(wanted) == wanted.of(each)]
        if same and wanted.bound is Bound.UPPER and subject.is_additional:
            continue  # "each additional 5 cm" has its "or part of it" by itself
        if same and wanted.bound is not Bound.NONE:
            yield (f"{same[0].shown!r} is not said as {wanted.bound.value} (CMS's limit points so)")
        elif not same and not _said_as_word(wanted, subject.core):
            yield f"{_shown(wanted)} of CMS's descriptor is not in title or description"


def _later_unit(rest: str) -> str | None:
    """The unit after the second limit of ``> 36 < 60 hour``."""
    match = re.match(rf" [<>]=? {_N} ({_UNIT})\b", rest)
    return match[1] if match else None


def _measure(number: str, unit: str, bound: Bound, shown: str, *, low: bool = False) -> Measure:
    dimension, factor = UNITS.get(unit, ("", Decimal(1)))
    value = Decimal(number)
    return Measure(value, value * factor, dimension, bound, shown.strip(), low)


def _is_empty(measure: Measure) -> bool:
    """Whether it limits nothing: one of something, or at least one."""
    return not measure.dimension and measure.value <= 1 and "view" not in measure.shown


def _is_of(wanted: Measure, said: Measure) -> bool:
    """Whether the two can be of one kind. CMS at times drops the ``sq`` of square centimeters."""
    dimensions = {wanted.dimension, said.dimension}
    return len(dimensions) == 1 or "" in dimensions or dimensions == {"length", "area"}


def _answers(wanted: Measure, said: Measure) -> bool:
    apart = wanted.of(said) - said.of(wanted)
    if wanted.bound is Bound.NONE:
        return apart in {Decimal(0), _below(wanted)}
    if said.bound is not wanted.bound:
        return False
    return abs(apart) <= _step(wanted)


def _below(wanted: Measure) -> Decimal:
    """How far below the lower end of a range it may be said: ``over 0.5`` is from 0.6."""
    if not wanted.low:
        return Decimal(0)
    return Decimal(1) if wanted.number == int(wanted.number) else Decimal("0.1")


def _step(wanted: Measure) -> Decimal:
    """How far a limit may be restated: more than 3 views is 4 or more."""
    return Decimal(1) if wanted.dimension in {"", "time", "age"} else Decimal(0)


def _said_as_word(wanted: Measure, text: str) -> bool:
    if wanted.dimension:
        return False
    if wanted.value <= 1:
        return "single" in text or re.search(r"\b(?:an?|each)\b", text) is not None
    return wanted.value <= 3 and _TWO.search(text) is not None


def _shown(measure: Measure) -> str:
    return f"{measure.shown!r}"
