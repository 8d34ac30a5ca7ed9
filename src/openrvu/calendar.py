"""Days and ranges of dates of service."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_DAY = timedelta(days=1)
_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


@dataclass(frozen=True, slots=True)
class DateRange:
    """A stretch of days.

    Attributes:
        first: its first day.
        last: its last day, included; None where it is open-ended.
    """

    first: date
    last: date | None = None

    def __post_init__(self) -> None:
        """Refuse a range that ends before it begins.

        Raises:
            ValueError: ``last`` lies before ``first``.
        """
        if self.last is not None and self.last < self.first:
            raise ValueError(f"{self.first} to {self.last} ends before it begins")

    def __contains__(self, day: date) -> bool:
        """Whether ``day`` falls in the range."""
        day = as_day(day)
        return self.first <= day and (self.last is None or day <= self.last)

    def __str__(self) -> str:
        """For example ``2024-03-09 to 2024-03-31``."""
        return f"{self.first} to {self.last}" if self.last else f"from {self.first}"


def as_day(moment: date) -> date:
    """The day of a date, or of a date with a time, which Python counts as a date too."""
    return moment.date() if isinstance(moment, datetime) else moment


def day_before(day: date) -> date:
    """The last day before ``day``."""
    return day - _DAY


def quarter_start(year: int, quarter: int) -> date:
    """The first day of quarter 1 to 4."""
    return date(year, 3 * quarter - 2, 1)


def parse_day(text: str) -> date:
    """Read ``2026-11-23``.

    Raises:
        ValueError: the text is not a day of the calendar, written year-month-day.
    """
    written = text.strip()
    if _WRITTEN.match(written):  # fromisoformat alone would take 2026-W48-1 as well
        with suppress(ValueError):
            return date.fromisoformat(written)
    raise ValueError(f"{text!r} is not a date; write it year-month-day, such as 2026-11-23")
