"""What services are worth under a plan in any release, each figure worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openrvu.errors import ReleaseNotHeld, UnknownCode
from openrvu.exact import multiply, round_half_up, subtract, to_scaled
from openrvu.pricing.claim import Provider
from openrvu.productivity.credit import credit
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.release import row_for
from openrvu.productivity.service import Service, base_row
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.releases import normalise_label
from openrvu.schedule.rows import ServiceRow
from openrvu.schedule.source import Source, default_source

_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Billed:
    """What makes the worth of a line: code, modifiers, units and who furnished it."""

    code: str
    modifiers: tuple[str, ...]
    units: int
    provider: Provider = Provider.PHYSICIAN

    @property
    def label(self) -> str:
        """``45380-59 ×2`` or ``45385``."""
        name = "-".join((self.code, *self.modifiers))
        return name if self.units == 1 else f"{name} ×{self.units}"


class Worth:
    """Work RVUs by release and plan.

    Attributes:
        plan: whose factors are used.
        pinned: label of the release the plan names; empty where a date finds it.
        labels: of the releases held, in order of force.
    """

    def __init__(self, plan: CreditPlan, source: Source | None = None) -> None:
        """Look figures up in ``source``, the bundled book by default."""
        self.plan = plan
        self.pinned = normalise_label(plan.pinned) if plan.pinned else ""
        self._source = source or default_source()
        self.labels = tuple(release.label for release in self._source.releases())
        self._schedules: dict[str, FeeSchedule] = {}
        self._by_day: dict[date, str] = {}
        self._rows: dict[tuple[str, str, frozenset[str]], ServiceRow | None] = {}
        self._credited: dict[tuple[Billed, str], Decimal | None] = {}

    def label_on(self, day: date) -> str:
        """The label of the release that answers for a day; empty where none is held."""
        if day not in self._by_day:
            try:
                self._by_day[day] = FeeSchedule.on(day, source=self._source).release.label
            except ReleaseNotHeld:
                self._by_day[day] = ""
        return self._by_day[day]

    def work(self, billed: Billed, label: str) -> Decimal | None:
        """CMS's work RVUs times units, without any factor; None without a row."""
        row = self._row(billed, label)
        return None if row is None else multiply(row.work, Decimal(billed.units))

    def credited(self, billed: Billed, label: str) -> Decimal | None:
        """What the plan credits for a line alone on its claim; None where that cannot be told."""
        key = billed, label
        if key not in self._credited:
            self._credited[key] = self._credit(billed, label)
        return self._credited[key]

    def _credit(self, billed: Billed, label: str) -> Decimal | None:
        row = self._row(billed, label)
        if row is None:
            return None
        schedule, base = self._schedule(label), row.policy.endoscopic_base
        service = Service(
            code=billed.code,
            day=schedule.day,
            row=row,
            modifiers=billed.modifiers,
            units=billed.units,
            provider=billed.provider,
            base_row=base_row(schedule, base) if base else None,
        )
        (line,) = credit([service], self.plan).lines
        return line.credited

    def _row(self, billed: Billed, label: str) -> ServiceRow | None:
        key = label, billed.code, frozenset(billed.modifiers)
        if key not in self._rows:
            try:
                found = row_for(self._schedule(label), billed.code, billed.modifiers)
            except (ReleaseNotHeld, UnknownCode):
                found = None
            self._rows[key] = found
        return self._rows[key]

    def _schedule(self, label: str) -> FeeSchedule:
        if label not in self._schedules:
            self._schedules[label] = FeeSchedule.of(label, source=self._source)
        return self._schedules[label]


def near(one: Decimal, given: Decimal, units: int, places: int) -> bool:
    """Whether a figure is given as ``given`` once rounded, as a whole or for each unit.

    Halves may have been rounded either way.
    """
    apart, half = abs(subtract(one, given)), _HALF.scaleb(-places)
    if apart <= half:
        return True
    count = max(1, abs(units))
    rounded = round_half_up(given, places)
    is_of_units = rounded == given and not to_scaled(rounded, places) % count
    return is_of_units and apart <= multiply(half, Decimal(count))
