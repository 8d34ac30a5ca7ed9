"""What entries are worth under the person's plan and place, put into the entries.

The plan of a day is that of the contract in force on it; where there is none, the one of the
person's settings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from openrvu.codes.index import open_index
from openrvu.errors import ReleaseNotHeld
from openrvu.productivity.log.line import LogLine
from openrvu.productivity.log.value import LineValue, Terms, plan_key, value
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_file import NAMES, plan
from openrvu.productivity.plan_parts import ReleaseBy
from openrvu.site.contracts.crediting import own_in_force
from openrvu.site.log.models import Entry, Profile
from openrvu.site.log.rows import line_of

#: What valuing sets.
FIGURES = (
    "release",
    "full",
    "credited",
    "amount",
    "missing",
    "plan_key",
    "category",
    "family",
)
_LONGEST_WHY = 300
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days, both ends included, on which one plan credits the log; its name says whose it is."""

    first: date
    last: date
    plan: CreditPlan

    @property
    def key(self) -> str:
        """What entries of these days carry as ``plan_key``."""
        return _key(self.plan)


class Crediting:
    """Which plan credits which day of a person's log."""

    def __init__(self, profile: Profile) -> None:
        """Look at the person's contracts and settings."""
        # A plan or place that is gone gives way to the default.
        self.usual = plan(profile.plan if profile.plan in NAMES else NAMES[0])
        self.locality = profile.locality or None
        self.stretches = tuple(self._stretches(profile))

    def _stretches(self, profile: Profile) -> Iterator[Stretch]:
        """All days there are, in order, without a gap."""
        first = date.min
        for told in own_in_force(profile.owner):
            if first < told.first:
                yield Stretch(first, told.first - _DAY, self.usual)
            yield Stretch(told.first, told.last, told.plan)
            if told.last == date.max:
                return
            first = told.last + _DAY
        yield Stretch(first, date.max, self.usual)

    def on(self, day: date) -> Stretch:
        """The stretch that a day lies in."""
        return next(one for one in self.stretches if one.first <= day <= one.last)

    def values(self, lines: Sequence[LogLine]) -> tuple[LineValue, ...]:
        """What each line is worth, in order; whole cases must be given."""
        places: dict[str, list[int]] = {}
        plans: dict[str, CreditPlan] = {}
        for at, line in enumerate(lines):
            told = self.on(line.date)
            plans[told.key] = told.plan
            places.setdefault(told.key, []).append(at)
        found: dict[int, LineValue] = {}
        for key, some in places.items():
            terms = Terms(plans[key], self.locality)
            found.update(zip(some, _values([lines[at] for at in some], terms), strict=True))
        return tuple(found[at] for at in range(len(lines)))


def valued(entries: Sequence[Entry], profile: Profile) -> tuple[LineValue, ...]:
    """What each entry is worth; whole cases must be given."""
    return Crediting(profile).values([line_of(entry) for entry in entries])


def put_values(entries: Sequence[Entry], profile: Profile) -> list[Entry]:
    """Value whole cases, and put it into their entries; those whose figures changed."""
    crediting = Crediting(profile)
    values = crediting.values([line_of(entry) for entry in entries])
    changed = []
    for entry, worth in zip(entries, values, strict=True):
        before = [getattr(entry, name) for name in FIGURES]
        _put(entry, worth, crediting.on(entry.date).key)
        if before != [getattr(entry, name) for name in FIGURES]:
            changed.append(entry)
    return changed


def _values(lines: Sequence[LogLine], terms: Terms) -> tuple[LineValue, ...]:
    """Values; with no credit where the plan names a release that was taken away since."""
    try:
        return value(lines, terms)
    except ReleaseNotHeld as error:
        usual = replace(terms, plan=replace(terms.plan, release=ReleaseBy.SERVICE))
        missing = f"{error}."
        return tuple(
            replace(worth, credited=None, reasons=(), missing=missing)
            for worth in value(lines, usual)
        )


@lru_cache(maxsize=256)
def _key(told: CreditPlan) -> str:
    return plan_key(told)


def _put(entry: Entry, worth: LineValue, key: str) -> None:
    entry.release = worth.release
    entry.full, entry.credited, entry.amount = worth.full, worth.credited, worth.amount
    entry.missing = worth.missing[:_LONGEST_WHY]
    entry.plan_key = key
    place = open_index().place(entry.code)
    entry.category = place.category.slug
    entry.family = place.family.slug if place.family else ""
