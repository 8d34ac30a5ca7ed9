"""Figures as the pages of reconciliations say them; what is kept is text of decimals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from openrvu.exact import round_half_up
from openrvu.site.templating import work


def signed(value: Decimal | str) -> str:
    """``+4.05`` or ``−0.04``; further digits where there are any."""
    value = Decimal(value)
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{work(abs(value))}"


def told(value: Decimal | str) -> str:
    """``1,204.50``."""
    return work(Decimal(value))


def dollars(value: Decimal | str | None) -> str:
    """``$1,175.04`` or ``−$2.00``, to the cent; an em dash where there is none."""
    if value is None:
        return "—"
    cents = round_half_up(Decimal(value))
    return f"−${-cents:,}" if cents < 0 else f"${cents:,}"


def rate(value: Decimal | str) -> str:
    """``$52.50``; further digits where there are any."""
    return f"${work(Decimal(value))}"


def period(first: str | None, last: str | None) -> str:
    """``March 2026`` or ``January to March 2026`` for whole months, else its days."""
    if first is None:
        return "All of the report"
    begins = date.fromisoformat(first)
    if last is None:
        return f"From {begins}"
    ends = date.fromisoformat(last)
    if begins.day != 1 or (ends + timedelta(days=1)).day != 1:
        return f"{begins} to {ends}"
    if begins.replace(day=1) == ends.replace(day=1):
        return f"{begins:%B %Y}"
    same = begins.year == ends.year
    return f"{begins:%B}{'' if same else f' {begins.year}'} to {ends:%B %Y}"


#: For the contexts of templates.
WORDS: Mapping[str, Callable[..., str]] = {
    "signed": signed,
    "told": told,
    "dollars": dollars,
    "rate": rate,
    "period": period,
}
