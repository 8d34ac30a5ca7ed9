"""Figures as a text shows them: the filters of shortcodes.

Each takes a figure and refuses anything else; a float never becomes a figure.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from openrvu.exact import RVU_PLACES, round_half_up, shorten
from openrvu.site.learn.figures import NoFigure

_NARROW = "\u00a0"  # keeps a figure and its sign on one line


def _figure(value: object, called: str) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    raise NoFigure(f"{called} takes a figure; found {value!r}")


def rvu(value: object) -> str:
    """``1.30``."""
    return f"{_signed(round_half_up(_figure(value, 'rvu'), RVU_PLACES), ',.2f')}"


def money(value: object) -> str:
    """``$1,234.56``."""
    return _signed(round_half_up(_figure(value, "money")), ",.2f", "$")


def dollars(value: object) -> str:
    """``$240,000``: whole dollars."""
    return _signed(round_half_up(_figure(value, "dollars"), 0), ",.0f", "$")


def factor(value: object) -> str:
    """``$33.4009``: a conversion factor, four digits as CMS prints it."""
    return _signed(round_half_up(_figure(value, "factor"), 4), ",.4f", "$")


def index(value: object) -> str:
    """``1.023``: a GPCI."""
    return _signed(round_half_up(_figure(value, "index"), 3), ",.3f")


def percent(value: object, places: int = 1) -> str:
    """``2.5 %`` of the figure 2.5, with no more digits than it needs."""
    return f"{_needed(value, 'percent', places)}{_NARROW}%"


def change(value: object, places: int = 1) -> str:
    """``+2.5 %`` or ``−2.5 %``."""
    text = percent(value, places)
    return f"+{text}" if _figure(value, "change") > 0 else text


def count(value: object) -> str:
    """``17,096``: a whole number."""
    return _signed(round_half_up(_figure(value, "count"), 0), ",.0f")


def number(value: object, places: int = 2) -> str:
    """``1.25``: any other figure, with no more digits than it needs."""
    return _needed(value, "number", places)


def _needed(value: object, called: str, places: int) -> str:
    rounded = shorten(round_half_up(_figure(value, called), places), 0)
    return _signed(rounded, ",f")


def _signed(value: Decimal, form: str, unit: str = "") -> str:
    """With a true minus sign, which stands before the unit."""
    sign = "−" if value < 0 else ""
    return f"{sign}{unit}{format(abs(value), form)}"


Format = Callable[[object], str]
#: By the name that a filter, or the unit of a chart, has.
FORMATS: dict[str, Format] = {
    each.__name__: each
    for each in (rvu, money, dollars, factor, index, percent, change, count, number)
}


def format_of(unit: str) -> Format:
    """The format of a chart's unit.

    Raises:
        NoFigure: there is none of that name.
    """
    if unit not in FORMATS:
        raise NoFigure(f"{unit!r} is no unit; expected one of {', '.join(FORMATS)}")
    return FORMATS[unit]
