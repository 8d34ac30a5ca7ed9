"""Cells as figures and days: what a person wrote, read exactly or not at all."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from openrvu.productivity.tabular.table import Cell

_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})?(?:\.\d{0,15})?\Z")
_DAYS = (
    "%Y-%m-%d", "%Y/%m/%d", "%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y", "%d-%b-%Y", "%b %d, %Y",
    "%B %d, %Y", "%b %d %Y", "%B %d %Y", "%d %b %Y", "%d %B %Y",
)  # fmt: skip
_IN_DIGITS = "%Y%m%d"
#: With fewer digits it is not known which are the month's.
_EIGHT = re.compile(r"\d{8}\Z", re.ASCII)
_SHORT_DAYS = ("%m/%d/%y", "%m-%d-%y", "%m.%d.%y", "%d-%b-%y")
#: A date of service with a year of two digits is of this century.
_CENTURY = 2000
_FIRST_YEAR = 1900
_SPACES = re.compile(r"\s+")
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]? ", re.IGNORECASE)
#: Excel's day 0, and the days that a bare number in a column of dates may stand for.
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_DAYS = range(36_526, 73_051)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?\Z", re.ASCII)
_CLOCK = re.compile(r"[ T]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AaPp][Mm])?Z?\Z")


def number_of(cell: Cell) -> Decimal | None:
    """The figure in a cell such as ``1,234.50``, ``$60``, ``(12.5)`` or ``-3``; None without.

    Commas are taken only between groups of three digits, so that ``1,5`` is no figure.
    """
    if not isinstance(cell, str):
        return None
    text = cell.strip().replace("−", "-")
    negative = text.startswith("(") and text.endswith(")")
    text = text[1:-1] if negative else text
    if text[:1] in {"-", "+"}:
        negative, text = text[0] == "-", text[1:]
    text = text.strip().removeprefix("$").strip()
    if not any(map(str.isdigit, text)) or not text.isascii() or not _NUMBER.match(text):
        return None
    figure = Decimal(text.replace(",", ""))
    return -figure if negative and figure else figure


def day_of(cell: Cell) -> date | None:
    """The day in a cell: of a workbook, or written as 2026-03-09, 3/9/2026, Mar 9, 2026, 46090.

    Months stand before days, as in the United States. A time of day and the name of a weekday are
    left out. A number is Excel's of a day.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _WEEKDAY.sub("", _SPACES.sub(" ", _CLOCK.sub("", cell.strip())))
    if (serial := _SERIAL.match(text)) and int(serial[1]) in _EXCEL_DAYS:
        return _EXCEL_EPOCH + timedelta(days=int(serial[1]))
    for form in (_IN_DIGITS,) if _EIGHT.match(text) else (*_DAYS, *_SHORT_DAYS):
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if form in _SHORT_DAYS and day.year < _CENTURY:
            return day.replace(year=day.year + 100)
        return day if day.year >= _FIRST_YEAR else None
    return None
