"""Figures as people read them."""

from __future__ import annotations

from decimal import Decimal


def money(value: Decimal | None) -> str:
    """``$1,175.04``; an em dash where there is no amount."""
    return "—" if value is None else f"${value:,.2f}"


def dollars(value: Decimal) -> str:
    """``$216.365``: every digit, cents at least."""
    text = money(value)
    return text if Decimal(text.replace("$", "").replace(",", "")) == value else f"${value:,f}"


def ordinal(value: int) -> str:
    """``1st``, ``22nd``, ``13th``."""
    if 10 <= value % 100 <= 20:
        return f"{value}th"
    return f"{value}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th') }"
