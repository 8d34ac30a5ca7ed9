"""How the localities of a release differ from those of another, index by index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from openrvu.schedule.localities import Locality

_INDICES = (("work", "work_gpci"), ("PE", "pe_gpci"), ("MP", "mp_gpci"))


@dataclass(frozen=True, slots=True)
class IndexChange:
    """One index of one locality that another release has otherwise."""

    area: Locality
    name: str
    before: Decimal
    after: Decimal

    def __str__(self) -> str:
        """For example ``AL 10112-00 PE 0.875 → 0.785``."""
        return f"{self.area.state} {self.area.key} {self.name} {self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class AreaChange:
    """How localities differ.

    Attributes:
        new: localities that only the release at hand has.
        gone: localities that only the other has.
        indices: indices that differ, of the localities both have.
        anesthesia: how many anesthesia factors differ, of those both have.
        factors_gone: how many localities have an anesthesia factor in the other alone.
    """

    new: int = 0
    gone: int = 0
    indices: tuple[IndexChange, ...] = ()
    anesthesia: int = 0
    factors_gone: int = 0

    @property
    def none(self) -> bool:
        """Whether no figure differs; one that is not there is no other figure."""
        return not (self.new or self.gone or self.indices or self.anesthesia)


def area_change(before: Iterable[Locality], after: Iterable[Locality]) -> AreaChange:
    """How the localities of one release differ from those of another."""
    there, here = {a.key: a for a in before}, {a.key: a for a in after}
    shared = [(there[key], area) for key, area in here.items() if key in there]
    factors = [(was.anesthesia_factor, area.anesthesia_factor) for was, area in shared]
    return AreaChange(
        new=len(here) - len(shared),
        gone=len(there) - len(shared),
        indices=tuple(
            IndexChange(area, name, getattr(was, field), getattr(area, field))
            for was, area in shared
            for name, field in _INDICES
            if getattr(was, field) != getattr(area, field)
        ),
        anesthesia=sum(a != b for a, b in factors if a is not None and b is not None),
        factors_gone=sum(b is None for a, b in factors if a is not None),
    )
