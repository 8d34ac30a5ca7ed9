"""Between exact fractions and decimals: a share of a year has no end of digits."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from openrvu.exact import CENT_PLACES, RVU_PLACES, from_scaled, shorten

#: Digits after the point of a figure in a step; it is shown so, and not used.
SHOWN_PLACES = 6


def rounded(value: Fraction, places: int) -> Decimal:
    """The fraction in ``places`` digits after the point, halves away from zero."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return from_scaled(whole if value >= 0 else -whole, places)


def rounded_up(value: Fraction, places: int) -> Decimal:
    """The least figure of ``places`` digits after the point that is not below ``value``."""
    scaled = value * 10**places
    return from_scaled(-(-scaled.numerator // scaled.denominator), places)


def cents(value: Fraction) -> Decimal:
    """An amount as it is paid: half up to the cent. Money is rounded here and nowhere else."""
    return rounded(value, CENT_PLACES)


def shown(value: Fraction | Decimal | int) -> Decimal:
    """A figure to be read: at least 2 digits after the point, at most 6."""
    return shorten(rounded(Fraction(value), SHOWN_PLACES), RVU_PLACES)
