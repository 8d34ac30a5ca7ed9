"""Cells of reports: days, months, figures, codes and modifiers in their many forms.

A cell in the wrong column may hold what names a patient, so what is echoed is cut to its kind.
"""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal

from openrvu.calendar import DateRange
from openrvu.productivity.tabular.table import Cell, shown
from openrvu.productivity.tabular.values import day_of, number_of

_CODE = re.compile(r"\d{4}[0-9A-Z]|[A-Z]\d{4}")
_NO_MODIFIERS = frozenset({"", "NONE", "NULL", "NA", "NAN"})
_MONTHS = ("%b %Y", "%B %Y", "%b-%y", "%b-%Y", "%Y-%m", "%Y/%m", "%m/%Y", "%m-%Y", "%Y%m", "%b %y")
_SPACES = re.compile(r"\s+")
_WHOLE = re.compile(r"(\d+)\.0*\Z")
_BEHIND = re.compile(r"(.*\d)\s*(?:-|CR)\Z", re.IGNORECASE)
_HARMLESS = re.compile(r"[-+$()\d/.,: ]{1,20}\Z")
_LONG_NUMBER = re.compile(r"\d{6,}")


def posting_span(cell: Cell) -> DateRange | None:
    """The day or the month in a cell; None without either."""
    day = day_of(cell)
    if day is not None:
        return DateRange(day, day)
    first = _read(_SPACES.sub(" ", shown(cell).strip()), _MONTHS)
    if first is None:
        return None
    return DateRange(first, first.replace(day=monthrange(first.year, first.month)[1]))


def _read(text: str, forms: tuple[str, ...]) -> date | None:
    for form in forms:
        with suppress(ValueError):
            day = datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
            return day if date(1990, 1, 1) <= day < date(2100, 1, 1) else None
    return None


def figure(cell: Cell) -> Decimal | None:
    """The figure in a cell; also negative by a minus or CR behind it; None without one."""
    text = shown(cell).strip()
    behind = _BEHIND.match(text)
    found = number_of(behind[1] if behind else cell)
    return -found if behind and found else found


def whole(cell: Cell) -> int | None:
    """The whole number in a cell such as ``2``, ``2.0`` or ``-1``; None without one."""
    found = figure(cell)
    if found is None or found != found.to_integral_value():
        return None
    return int(found)


def coded(cell: Cell) -> tuple[str, tuple[str, ...]] | None:
    """The code in a cell, with the modifiers behind it; None where there is no code.

    A code of digits alone that lacks leading zeros, as spreadsheets drop them, gets them back.
    """
    text = shown(cell).strip().upper()
    text = _WHOLE.sub(r"\1", text)
    first, *rest = re.split(r"[\s,;:/-]+", text, maxsplit=1)
    code = first.zfill(5) if first.isdigit() and 3 <= len(first) < 5 else first
    told = modifiers_in(rest[0]) if rest else ()
    if told is None or not _CODE.fullmatch(code):
        return None
    return code, told


def modifiers_in(cell: Cell) -> tuple[str, ...] | None:
    """The modifiers in a cell, each once; None where something in it is none.

    ``59, LT``, ``59 LT`` and ``59LT`` all hold two.
    """
    text = _WHOLE.sub(r"\1", shown(cell).strip().upper())
    found: list[str] = []
    for word in re.split(r"[^A-Z0-9]+", text):
        if word in _NO_MODIFIERS:
            continue
        if len(word) % 2 or len(word) > 8 or not word.isascii():
            return None
        found += (word[at : at + 2] for at in range(0, len(word), 2))
    return tuple(dict.fromkeys(found))


def echo(cell: Cell) -> str:
    """A cell as it may be repeated: a short figure or day as it stands, else its kind alone."""
    text = shown(cell).strip()
    if not text:
        return "nothing"
    if _HARMLESS.match(text) and not _LONG_NUMBER.search(text):
        return repr(text)
    if text.isdigit():
        return f"{len(text)} digits"
    return f"text of {len(text)} characters"
