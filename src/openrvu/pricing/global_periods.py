"""Procedures of other days, in whose global period the lines of a day may lie."""

from __future__ import annotations

from datetime import date

from openrvu.errors import OpenRVUError
from openrvu.pricing.claim import Claim, Surgery
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.source import Source

#: Days before and after a procedure that belong to its package.
_PERIODS = {"000": (0, 0), "010": (0, 10), "090": (1, 90)}

NOTICE = (
    "The claim has services of several days: visits in the global period of a procedure of another "
    "day are found only where that procedure is named."
)


def nearest(claim: Claim, day: date, source: Source) -> dict[str, int | str | bool]:
    """The fields of the procedure in whose period a day lies; nothing where there is none."""
    for surgery in claim.surgeries:
        period = surgery.global_days or _global_days(surgery, source)
        before, after = _PERIODS.get(period, (0, -1))
        since = (day - surgery.day).days
        if since and -before <= since <= after:
            return {"surgery_global": period, "days_after": since}
    return {}


def _global_days(surgery: Surgery, source: Source) -> str:
    """What the release of its day says; empty where the code or the release is not held."""
    try:
        row = FeeSchedule.on(surgery.day, source=source).row(surgery.code)
    except OpenRVUError:
        return ""
    return row.policy.global_days
