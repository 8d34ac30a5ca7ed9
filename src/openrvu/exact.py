"""Exact arithmetic: decimals from file to page, and one way to round.

Figures are :class:`~decimal.Decimal` in Python and scaled integers in SQLite. Nothing here,
or anywhere above it, passes through a float. All operations run in a context of their own, so
a caller who has changed the thread's decimal context cannot change an amount.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact, InvalidOperation

#: Digits after the point in which each kind of figure is published and stored.
RVU_PLACES = 2
GPCI_PLACES = 3
FACTOR_PLACES = 4
CENT_PLACES = 2

_ROUNDING = Context(prec=60, rounding=ROUND_HALF_UP)
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP, traps=[Inexact, InvalidOperation])
#: A step of the rules may have more digits than any figure that is stored.
_UNITS = tuple(Decimal((0, (1,), -places)) for places in range(41))
_PLAIN = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\Z")
#: SQLite, DuckDB and Spark keep scaled figures in 64 bits.
_MOST = 2**63 - 1
#: More digits than any figure that fits; beyond, Python's own limit on digits would speak.
_LONGEST = 40


def parse_scaled(text: str, places: int) -> int:
    """Read a plain decimal such as ``"1.32"`` as an integer of ``10**-places`` units.

    Raises:
        ValueError: the text is not a plain decimal number, has digits beyond ``places``, or is
            too large for 64 bits.
    """
    if len(text) > _LONGEST or not _PLAIN.match(text):
        raise ValueError(f"{text[:_LONGEST]!r} is not a plain decimal number")
    negative = text.startswith("-")
    whole, _, fraction = text.lstrip("-").partition(".")
    fraction = fraction.rstrip("0")
    if len(fraction) > places:
        raise ValueError(f"{text!r} has more than {places} digits after the point")
    scaled = int((whole + fraction.ljust(places, "0")) or "0")
    if scaled > _MOST:
        raise ValueError(f"{text!r} is too large")
    return -scaled if negative else scaled


def parse_decimal(text: str, places: int) -> Decimal:
    """Read a plain decimal exactly, carried to ``places`` digits: ``"1.5"`` becomes 1.500.

    Raises:
        ValueError: as :func:`parse_scaled`.
    """
    return from_scaled(parse_scaled(text, places), places)


def from_scaled(value: int, places: int) -> Decimal:
    """Turn an integer of ``10**-places`` units into the decimal it stands for."""
    return Decimal(value).scaleb(-places, _EXACT)


def to_scaled(value: Decimal, places: int) -> int:
    """Turn a decimal into an integer of ``10**-places`` units.

    Raises:
        ValueError: the value has digits beyond ``places`` (it is never rounded here), or is no
            number that fits 64 bits.
    """
    if not value.is_finite() or value.adjusted() > _LONGEST:
        raise ValueError(f"{value} is not a figure that can be stored")
    try:
        whole = int(value.scaleb(places, _EXACT).to_integral_exact(context=_EXACT))
    except (Inexact, InvalidOperation):
        raise ValueError(f"{value} has more than {places} digits after the point") from None
    if abs(whole) > _MOST:
        raise ValueError(f"{value} is too large")
    return whole


def multiply(left: Decimal, right: Decimal) -> Decimal:
    """The exact product."""
    return _EXACT.multiply(left, right)


def add(*values: Decimal) -> Decimal:
    """The exact sum."""
    total = Decimal(0)
    for value in values:
        total = _EXACT.add(total, value)
    return total


def subtract(left: Decimal, right: Decimal) -> Decimal:
    """The exact difference."""
    return _EXACT.subtract(left, right)


def round_half_up(value: Decimal, places: int = CENT_PLACES) -> Decimal:
    """Round to ``places`` digits, halves away from zero, as the Medicare manual rounds."""
    return value.quantize(_UNITS[places], context=_ROUNDING)


def ratio(part: Decimal, whole: Decimal, places: int) -> Decimal:
    """``part / whole`` rounded half up to ``places`` digits, for display and statistics only.

    Raises:
        ZeroDivisionError: ``whole`` is zero.
    """
    if not whole:
        raise ZeroDivisionError("a ratio to zero has no value")
    return round_half_up(_ROUNDING.divide(part, whole), places)


def shorten(value: Decimal, places: int) -> Decimal:
    """The same figure without needless zeros beyond ``places`` digits: 3.6200 becomes 3.62."""
    digits = format(value.normalize(_EXACT), "f").partition(".")[2]
    return value.quantize(_UNITS[max(len(digits), places)], context=_EXACT)


def plain(value: Decimal) -> str:
    """A figure in plain digits, never with an exponent."""
    return format(value, "f")


def plain_or_none(value: Decimal | None) -> str | None:
    """A figure in plain digits, or None."""
    return None if value is None else plain(value)
