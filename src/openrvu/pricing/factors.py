"""The conversion factor of a day: the release's, or that of the table since 1992."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from openrvu.cms.known import factor_on
from openrvu.schedule.fee_schedule import FeeSchedule

#: Factors of 1993 to 1997 were separate for these.
CATEGORIES = ("all", "surgical", "primary care", "nonsurgical")

_OTHERWISE = {"primary care": ("nonsurgical",)}


def factor_for(
    day: date, schedule: FeeSchedule | None, *, qp: bool = False, category: str = "all"
) -> Decimal | None:
    """Dollars per total RVU on a date of service, or None where none is known.

    Args:
        day: the date of service.
        schedule: that of the day where a release is held; its own factor answers.
        qp: the factor for qualifying APM participants, from 2026; others have none.
        category: surgical, primary care or nonsurgical in 1993 to 1997.

    Raises:
        ReleaseNotHeld: ``qp`` in a year that has no separate factor.
        ValueError: an unknown category.
    """
    if category not in CATEGORIES:
        raise ValueError(f"{category!r} is not a category; expected one of {', '.join(CATEGORIES)}")
    if schedule is not None:
        return schedule.conversion_factor(qp=qp)
    # Primary care had no factor of its own in 1993, nor any of these since 1998.
    kinds = ("qp",) if qp else (category, *_OTHERWISE.get(category, ()), "all")
    return next((found for kind in kinds if (found := factor_on(day, kind)) is not None), None)
