"""What a survey measures: its many names for one thing, and what one name must not be taken for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from openrvu.productivity.tabular.columns import fold


class Unit(StrEnum):
    """What a figure counts."""

    WORK_RVUS = "work RVUs"
    DOLLARS = "dollars"
    DOLLARS_PER_WORK_RVU = "dollars per work RVU"
    PERCENT = "percent"
    COUNT = "count"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that a survey measures.

    Attributes:
        key: its name in data, such as ``wrvu``; that of a measure we do not know is its own name
            in small letters without spaces.
        label: its name for a page.
        unit: what a figure counts.
    """

    key: str
    label: str
    unit: Unit

    @property
    def is_known(self) -> bool:
        """Whether we know what it is."""
        return self.unit is not Unit.UNKNOWN

    @property
    def zero_is_missing(self) -> bool:
        """Whether a 0 can only be a figure left out: nobody surveyed has no work or no pay."""
        return self.unit in {Unit.WORK_RVUS, Unit.DOLLARS, Unit.DOLLARS_PER_WORK_RVU}


_PAY = r"(?:tcc|(?:total)?(?:cash)?comp(?:ensation)?)"
_WORK = r"(?:physician)?(?:wrvu|workrvu|workrelativevalueunit)s?"
_PER = r"(?:per|to|/)"

#: Patterns over folded names, matched whole, in this order: ratios before what they divide.
_KNOWN = (
    (
        rf"{_PAY}{_PER}(?:total)?{_WORK}(?:ratio)?|cfs?|conversionfactors?|(?:\$|dollars){_PER}{_WORK}",
        Measure("comp_per_wrvu", "Compensation per work RVU", Unit.DOLLARS_PER_WORK_RVU),
    ),
    (
        rf"{_PAY}{_PER}(?:net)?collections?(?:ratio)?",
        Measure("comp_to_collections", "Compensation to collections", Unit.PERCENT),
    ),
    (
        rf"{_PAY}{_PER}(?:total)?encounters?(?:ratio)?",
        Measure("comp_per_encounter", "Compensation per encounter", Unit.DOLLARS),
    ),
    (
        rf"{_PAY}{_PER}(?:total)?asaunits?(?:ratio)?",
        Measure("comp_per_asa_unit", "Compensation per ASA unit", Unit.DOLLARS),
    ),
    (
        rf"{_PAY}(?:excl?(?:uding|\.)?|without|less)premium(?:pay)?",
        Measure("tcc_without_premium", "Total compensation without premium pay", Unit.DOLLARS),
    ),
    (_WORK, Measure("wrvu", "Work RVUs", Unit.WORK_RVUS)),
    (
        r"tcc|total(?:cash)?comp(?:ensation)?|cashcomp(?:ensation)?",
        Measure("tcc", "Total compensation", Unit.DOLLARS),
    ),
    (
        r"(?:clinical)?base(?:comp(?:ensation)?|salary|pay)",
        Measure("base", "Base compensation", Unit.DOLLARS),
    ),
    (
        r"(?:base)?(?:pay)?hourlyrate",
        Measure("hourly_rate", "Base pay, hourly rate", Unit.DOLLARS),
    ),
    (
        r"(?:dailyrate)?oncall(?:comp(?:ensation)?|pay|dailyrate)|dailyoncallrate|callpay(?:rate)?",
        Measure("call_pay_rate", "Call pay rate", Unit.DOLLARS),
    ),
    (
        r"moonlighting(?:pay)?(?:rate)?",
        Measure("moonlighting_rate", "Moonlighting rate", Unit.DOLLARS),
    ),
    (r"asaunits?", Measure("asa_units", "ASA units", Unit.COUNT)),
    (r"panelsize", Measure("panel_size", "Panel size", Unit.COUNT)),
    (r"(?:total)?encounters?", Measure("encounters", "Encounters", Unit.COUNT)),
    (r"(?:net|total)?collections?", Measure("collections", "Collections", Unit.DOLLARS)),
)
_PATTERNS = tuple((re.compile(pattern), measure) for pattern, measure in _KNOWN)
#: Every measure we know, by its key.
MEASURES: Mapping[str, Measure] = {measure.key: measure for _, measure in _KNOWN}


def measure_of(name: str, confirmed: Mapping[str, str] | None = None) -> Measure:
    """The measure that a survey calls so; one we do not know keeps its name.

    A name is matched whole: ``Total Compensation to Work RVUs`` is a ratio and neither of both.

    Args:
        name: as the survey has it.
        confirmed: the survey's names to keys of :data:`MEASURES`, as the person has confirmed.

    Raises:
        KeyError: a confirmed key is none of them.
    """
    folded = fold(name)
    for said, key in (confirmed or {}).items():
        if fold(said) == folded:
            return MEASURES[key]
    for pattern, measure in _PATTERNS:
        if pattern.fullmatch(folded):
            return measure
    return Measure(folded, name.strip(), Unit.UNKNOWN)
