"""Which contract is in force on a day, and so which plan credits the log on it.

A person's own contracts follow each other: one ends on the day before the next begins, if it has
not ended sooner. Offers credit nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from openrvu.errors import OpenRVUError
from openrvu.productivity.contract.contract import Contract
from openrvu.productivity.contract.contract_file import contract_from_toml
from openrvu.productivity.plan import CreditPlan
from openrvu.site.contracts.models import Version
from openrvu.site.people.models import User

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class InForce:
    """A version of a contract and the days on which it holds, both included.

    Attributes:
        version: as it is kept.
        last: its last day; ``date.max`` where it has none.
    """

    version: Version
    last: date

    @property
    def first(self) -> date:
        """Its first day."""
        return self.version.starts

    @property
    def contract(self) -> Contract:
        """The contract, ended on the day before the next one begins."""
        told = contract_of(self.version)
        return told if self.last == date.max else replace(told, ends=self.last)

    @property
    def plan(self) -> CreditPlan:
        """By which the log is credited while it holds."""
        return _plan(self.version.text)


def contract_of(version: Version) -> Contract:
    """The contract that a version's text says.

    Raises:
        OpenRVUError: the text is not understood by this release of OpenRVU any more.
    """
    return _read(version.text)


def in_force(versions: Iterable[Version]) -> tuple[InForce, ...]:
    """Versions that follow each other, by first day; one that never holds is left out."""
    ordered = sorted(versions, key=lambda one: (one.starts, one.made))
    ends = [later.starts - _DAY for later in ordered[1:]]
    told = (
        InForce(one, min(end, one.ends or date.max))
        for one, end in zip(ordered, [*ends, date.max], strict=False)
    )
    return tuple(one for one in told if one.first <= one.last)


def own_in_force(user: User) -> tuple[InForce, ...]:
    """The person's own contracts, by first day."""
    return in_force(Version.objects.of(user).filter(is_offer=False))


@lru_cache(maxsize=256)
def _read(text: str) -> Contract:
    found, problems = contract_from_toml(text)
    if found is None:
        raise OpenRVUError(f"a contract that was kept: {'; '.join(map(str, problems))}")
    return found


@lru_cache(maxsize=256)
def _plan(text: str) -> CreditPlan:
    return _read(text).credit_plan()
