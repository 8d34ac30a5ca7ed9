"""What the data show of the efficiency adjustment of 2026, measured rather than asserted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from openrvu.codes.changes import RowChange
from openrvu.exact import multiply, ratio, subtract
from openrvu.schedule.releases import Release

#: CMS lowered most work RVUs that do not rest on time by 2.5 percent: CY 2026 final rule,
#: CMS-1832-F.
YEAR = 2026
LEFT = Decimal("0.975")
#: A fall within these percentages counts as one of 2.5 percent.
AROUND = (Decimal("2.4"), Decimal("2.6"))
#: Half of the last digit that CMS prints of a work RVU.
ROUNDING = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class Efficiency:
    """Codes with a work RVU above 0 in both releases, unmodified row.

    Attributes:
        codes: how many.
        around: how many fell by 2.4 to 2.6 percent.
        fell: how many fell at all.
        rounded: how many fell to 97.5 % of the earlier figure, to within rounding.
        same: how many did not change.
        rose: how many rose.
    """

    codes: int
    around: int
    fell: int
    rounded: int
    same: int
    rose: int

    def share(self, count: int) -> Decimal:
        """A count in percent of the codes, one digit."""
        return ratio(Decimal(100 * count), Decimal(self.codes), 1) if self.codes else Decimal(0)


def efficiency(before: Release, after: Release, rows: Iterable[RowChange]) -> Efficiency | None:
    """Measure the adjustment between a release of 2025 and one of 2026; None for other years."""
    if (before.year, after.year) != (YEAR - 1, YEAR):
        return None
    pairs = [(r.work_before, r.work_after) for r in rows if r.work_before and r.work_after]
    works = [(one, two) for one, two in pairs if one and two]
    return Efficiency(
        codes=len(works),
        around=sum(_around(one, two) for one, two in works),
        fell=sum(two < one for one, two in works),
        rounded=sum(two < one and _rounded(one, two) for one, two in works),
        same=sum(two == one for one, two in works),
        rose=sum(two > one for one, two in works),
    )


def _around(before: Decimal, after: Decimal) -> bool:
    fall = multiply(subtract(before, after), Decimal(100))
    return multiply(AROUND[0], before) <= fall <= multiply(AROUND[1], before)


def _rounded(before: Decimal, after: Decimal) -> bool:
    return abs(subtract(after, multiply(before, LEFT))) <= ROUNDING
