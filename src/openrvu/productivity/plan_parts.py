"""What an employer's plan is made of: choices, factors, conditions, codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from openrvu.exact import FACTOR_PLACES, to_scaled
from openrvu.pricing.claim import Provider
from openrvu.schedule.rows import ServiceRow

#: No factor lies above this: 500 percent.
MOST_FACTOR = Decimal(5)
#: No code has more work RVUs than this.
MOST_WORK = Decimal(9_999)
#: Modifiers whose factor may be the percentages of the global package in CMS's file.
SPLIT_CARE = ("54", "55", "56", "78")
#: The modifier of multiple procedures, which has a place of its own in a plan.
MULTIPLE_MODIFIER = "51"

_MODIFIER = re.compile(r"[A-Z0-9]{2}\Z")
_CODE = re.compile(r"[A-Z0-9]{5}\Z")


class Combine(StrEnum):
    """What becomes of several factors on one line."""

    PRODUCT = "product of factors"
    LOWEST = "lowest factor alone"


class MultipleMode(StrEnum):
    """How multiple procedures of one day are cut."""

    NONE = "none"
    AS_BILLED = "modifier 51 as billed"
    RANKED = "ranked"


class Basis(StrEnum):
    """By what procedures are ranked."""

    WORK = "work RVU"
    TOTAL = "total RVU"
    AMOUNT = "Medicare amount"
    ORDER = "line order"


class Endoscopy(StrEnum):
    """How several endoscopies of one family are credited where procedures are ranked."""

    AS_MULTIPLE = "as multiple procedures"
    DIFFERENCE = "difference from base work"
    NONE = "none"


class AnesthesiaMode(StrEnum):
    """How anesthesia is credited; CMS lists no work RVUs for it."""

    NONE = "none"
    UNITS = "units x rate"


class ReleaseBy(StrEnum):
    """Which day finds the release whose work RVUs count, where no release is named."""

    SERVICE = "date of service"
    POSTING = "posting date"


def check_factor(value: Decimal, most: Decimal = MOST_FACTOR) -> Decimal:
    """The value, if it lies from 0 to ``most`` and has at most four digits after the point.

    Raises:
        ValueError: it does not.
    """
    to_scaled(value, FACTOR_PLACES)
    if not 0 <= value <= most:
        raise ValueError(f"{value} is outside 0 to {most}")
    return value


@dataclass(frozen=True, slots=True)
class Condition:
    """An indicator of CMS's file and the values for which a factor is meant.

    Attributes:
        indicator: a field of :class:`~openrvu.schedule.rows.Policy`, such as ``bilateral``.
        values: such as ``("1",)``.
    """

    indicator: str
    values: tuple[str, ...]

    def holds(self, row: ServiceRow | None) -> bool:
        """Whether the row's indicator has one of the values; never without a row."""
        return row is not None and getattr(row.policy, self.indicator) in self.values


@dataclass(frozen=True, slots=True)
class ModifierFactor:
    """What a modifier does to the credit of a line.

    Attributes:
        modifier: two characters.
        factor: 0 to 5; None takes the percentages of CMS's file (54, 55, 56 and 78 alone).
        why: what the modifier stands for, in a few words.
        only_when: all must hold, else the factor is not meant.
        unless_own_row: no factor where CMS's file has a row of its own for the modifier.
        customary: commonly used by plans; not law.
        source: where the factor is from.
    """

    modifier: str
    factor: Decimal | None
    why: str = ""
    only_when: tuple[Condition, ...] = ()
    unless_own_row: bool = False
    customary: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse what no plan can mean.

        Raises:
            ValueError: no modifier, a factor out of range, or one that belongs elsewhere.
        """
        if not _MODIFIER.match(self.modifier):
            raise ValueError(f"{self.modifier!r} is not a modifier of two characters")
        if self.modifier == MULTIPLE_MODIFIER:
            raise ValueError("modifier 51 is set by multiple_procedure.modifier_51")
        if self.factor is not None:
            check_factor(self.factor)
        elif self.modifier not in SPLIT_CARE:
            raise ValueError(f"CMS's file has no percentage for modifier {self.modifier}")

    def meant_for(self, row: ServiceRow | None) -> bool:
        """Whether the factor is meant for a row of CMS's file."""
        if self.unless_own_row and row is not None and row.modifier == self.modifier:
            return False
        return all(condition.holds(row) for condition in self.only_when)


@dataclass(frozen=True, slots=True)
class MultipleProcedures:
    """What happens to several procedures of one claim and day.

    Attributes:
        mode: not at all, by modifier 51 where it was billed, or by rank.
        modifier_51: the factor of a line with modifier 51 (mode "modifier 51 as billed").
        rank_by: what decides the rank (mode "ranked").
        factors: by rank, the first for the highest; the last goes for all that follow.
        indicators: CMS's multiple procedure indicators of lines that are ranked.
        endoscopy: how endoscopies of one family are treated when ranking.
        apart: modifiers whose lines are neither ranked nor counted.
        customary: commonly used by plans; not law.
        source: where the figures are from.
    """

    mode: MultipleMode = MultipleMode.NONE
    modifier_51: Decimal = Decimal(1)
    rank_by: Basis = Basis.WORK
    factors: tuple[Decimal, ...] = (Decimal(1),)
    indicators: tuple[str, ...] = ("2", "3")
    endoscopy: Endoscopy = Endoscopy.AS_MULTIPLE
    apart: tuple[str, ...] = ()
    customary: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse factors out of range, and no factors at all.

        Raises:
            ValueError: either.
        """
        if not self.factors:
            raise ValueError("ranked procedures need at least one factor")
        for factor in (self.modifier_51, *self.factors):
            check_factor(factor)

    def factor_at(self, position: int) -> Decimal:
        """The factor of a rank, from 1."""
        return self.factors[min(position, len(self.factors)) - 1]


@dataclass(frozen=True, slots=True)
class PractitionerFactor:
    """What is credited of the work of one kind of practitioner.

    Attributes:
        provider: the kind.
        factor: 0 to 5.
        customary: commonly used by plans; not law.
        source: where the factor is from.
    """

    provider: Provider
    factor: Decimal
    customary: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse a factor out of range.

        Raises:
            ValueError: it is.
        """
        check_factor(self.factor)


@dataclass(frozen=True, slots=True)
class Anesthesia:
    """How anesthesia is credited: (base units + minutes / minutes_per_unit) x rate, or not.

    Attributes:
        mode: not at all, or by units.
        rate: work RVUs credited for one unit.
        minutes_per_unit: minutes of anesthesia time in one unit.
        customary: commonly used by plans; not law.
        source: where the rate is from.
    """

    mode: AnesthesiaMode = AnesthesiaMode.NONE
    rate: Decimal = Decimal(0)
    minutes_per_unit: int = 15
    customary: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse a rate out of range and units of no minutes.

        Raises:
            ValueError: either.
        """
        check_factor(self.rate)
        if self.minutes_per_unit < 1:
            raise ValueError("an anesthesia unit has at least one minute")


@dataclass(frozen=True, slots=True)
class CodeRange:
    """Codes from ``first`` to ``last``, both included, in alphabetical order."""

    first: str
    last: str

    def __post_init__(self) -> None:
        """Refuse what are no codes, or the wrong way round.

        Raises:
            ValueError: either.
        """
        if not (_CODE.match(self.first) and _CODE.match(self.last)):
            raise ValueError(f"{self} is not a code of five characters, nor two with a dash")
        if self.last < self.first:
            raise ValueError(f"{self} ends before it begins")

    def __contains__(self, code: str) -> bool:
        """Whether a code lies in the range."""
        return self.first <= code <= self.last

    def __str__(self) -> str:
        """``90460`` or ``90471-90474``."""
        return self.first if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class WorkOverride:
    """A plan's own work RVU for one unit of a code, in place of CMS's."""

    code: str
    work_rvu: Decimal
    why: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no code, and work below nothing.

        Raises:
            ValueError: either.
        """
        if not _CODE.match(self.code):
            raise ValueError(f"{self.code!r} is not a code of five characters")
        check_factor(self.work_rvu, MOST_WORK)
