"""Dates as people say them: ``yesterday``, ``mon``, ``3/2``, ``mar 2``, ``2 days ago``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?P<month{n}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_NTH = r"(?:st|nd|rd|th)?"
_WEEKDAY = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?"
)
#: No date is this long ago.
_LONGEST_AGO = 3_660

Reading = Callable[[re.Match[str], date], date | None]


def _iso(match: re.Match[str], _: date) -> date | None:
    return _day(int(match["y1"]), int(match["m1"]), int(match["d1"]))


def _american(match: re.Match[str], today: date) -> date | None:
    return _with_year(match["y2"], int(match["m2"]), int(match["d2"]), today)


def _dotted(match: re.Match[str], today: date) -> date | None:
    return _with_year(match["y5"], int(match["m5"]), int(match["d5"]), today)


def _month_first(match: re.Match[str], today: date) -> date | None:
    return _with_year(match["y3"], _month(match["month3"]), int(match["d3"]), today)


def _day_first(match: re.Match[str], today: date) -> date | None:
    return _with_year(match["y4"], _month(match["month4"]), int(match["d4"]), today)


def _ago(match: re.Match[str], today: date) -> date | None:
    said = match["many"].lower()
    many = 1 if said in ("a", "one") else int(said)
    days = many * (7 if match["unit"].lower().startswith("week") else 1)
    return today - timedelta(days=days) if days <= _LONGEST_AGO else None


def _weekday(match: re.Match[str], today: date) -> date | None:
    wanted = _DAYS.index(match["weekday"][:3].lower())
    back = (today.weekday() - wanted) % 7
    if not back and match["last"]:
        back = 7
    return today - timedelta(days=back)


def _named(match: re.Match[str], today: date) -> date | None:
    days = {"today": 0, "yesterday": 1, "tomorrow": -1}.get(match["named"].lower(), 2)
    return today - timedelta(days=days)


def _part_of_day(match: re.Match[str], today: date) -> date | None:
    return today - timedelta(days=match[0].lower().startswith("last"))


def _day_of_month(match: re.Match[str], today: date) -> date | None:
    """The last such day until today, in this month or one before it."""
    month = today.replace(day=1)
    for _ in range(3):
        found = _day(month.year, month.month, int(match["nth"]))
        if found is not None and found <= today:
            return found
        month = (month - timedelta(days=1)).replace(day=1)
    return None


def _no_day(_: re.Match[str], __: date) -> date | None:
    """More than one day."""
    return None


_READINGS: tuple[tuple[str, Reading], ...] = (
    (
        r"(?P<named>day before yesterday|today|yesterday|tomorrow)"
        r"(?: (?:early )?(?:morning|afternoon|evening|night))?",
        _named,
    ),
    (r"this (?:morning|afternoon|evening)|tonight|last night", _part_of_day),
    (r"(?:this|last|past) (?:week(?:end)?|month|year)", _no_day),
    (
        # Not the 4th toe.
        r"(?:(?<=on )(?:the )?|the )(?P<nth>\d\d?)(?:st|nd|rd|th)(?=\s*(?:[,;:\d]|\Z))",
        _day_of_month,
    ),
    (r"(?P<m5>\d\d?)\.(?P<d5>\d\d?)\.(?P<y5>\d{4}|\d\d)", _dotted),
    (r"(?P<many>\d{1,4}|a|one) (?P<unit>days?|weeks?) ago", _ago),
    (r"(?P<last>last )?(?P<weekday>" + _WEEKDAY + r")", _weekday),
    (r"(?P<y1>(?:19|20)\d\d)(?P<gap>[-/.]?)(?P<m1>\d\d?)(?P=gap)(?P<d1>\d\d?)", _iso),
    (r"(?P<m2>\d\d?)(?P<slash>[/-])(?P<d2>\d\d?)(?:(?P=slash)(?P<y2>\d{4}|\d\d))?", _american),
    (
        _MONTH.format(n=3) + r" ?(?P<d3>\d\d?)" + _NTH + r"(?:,? (?P<y3>20\d\d))?",
        _month_first,
    ),
    (
        r"(?P<d4>\d\d?)" + _NTH + r"[ -](?:of )?" + _MONTH.format(n=4) + r"(?:[ -](?P<y4>20\d\d))?",
        _day_first,
    ),
)
_PATTERNS = tuple(
    (re.compile(rf"(?:(?:on|dos|date):? )?(?:{body})(?![\w/]|-\d)", re.IGNORECASE), read)
    for body, read in _READINGS
)
#: What a text begins with where a day is written out, as against a bare ``3-2``.
_BARE = re.compile(r"\d\d?-\d\d?\Z")


def said_date(text: str, at: int, today: date) -> tuple[int, date | None] | None:
    """The date that begins at a place of a text, and where it ends.

    Args:
        text: any.
        at: the place.
        today: of the person. A day without a year is the last such day until today; a weekday
            is the last one until today, with ``last`` before today.

    Returns:
        None where none begins there; a date of None where there is no such day, as 2/30.
    """
    for pattern, read in _PATTERNS:
        match = pattern.match(text, at)
        if match and not _BARE.match(match[0]):
            return match.end(), _read(read, match, today)
    return None


def _read(read: Reading, match: re.Match[str], today: date) -> date | None:
    try:
        return read(match, today)
    except OverflowError:
        return None


def _with_year(year: str | None, month: int, day: int, today: date) -> date | None:
    if year is not None:
        short = len(year) == 2
        return _day(today.year // 100 * 100 + int(year) if short else int(year), month, day)
    for back in range(8):  # 29 February may be eight years ago
        found = _day(today.year - back, month, day)
        if found is not None and found <= today:
            return found
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(said: str) -> int:
    return _MONTHS.index(said[:3].lower()) + 1
