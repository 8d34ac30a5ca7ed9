"""Why a whole file may differ: CMS has made some with another conversion factor.

The OPPSCAP files of RVU21A, RVU21D and RVU24C are examples: not the factor of their release.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from openrvu.pricing.verify import verify
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.official import OfficialAmount


def fitting_factor(
    sample: Sequence[OfficialAmount],
    rows: Callable[[], Iterable[OfficialAmount]],
    schedule: FeeSchedule,
    factors: Iterable[Decimal],
) -> Decimal | None:
    """The conversion factor, of those given, with which every row that can be known matches.

    Args:
        sample: some of the file's rows, which sift the factors.
        rows: gives all of them, as often as it is called.
        schedule: the release whose own factor did not do.
        factors: dollars per RVU, to be tried in turn.
    """
    for factor in dict.fromkeys(factors):
        if _all_match(sample, schedule, factor) and _all_match(rows(), schedule, factor):
            return factor
    return None


def _all_match(amounts: Iterable[OfficialAmount], schedule: FeeSchedule, factor: Decimal) -> bool:
    found = verify(amounts, schedule, factor=factor)
    return bool(found.matched) and not found.mismatched
