"""Reading dates, money and whole terms from the tables of a contract's file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from openrvu.calendar import parse_day
from openrvu.productivity.contract.terms import TermFault
from openrvu.productivity.plan_table import PlanTable

_Term = TypeVar("_Term")

#: No yearly sum of one contract lies above this, in dollars.
MOST_MONEY = Decimal(99_999_999)
#: No rate lies above this, in dollars a work RVU.
MOST_RATE = Decimal(9_999)
#: No year's work lies above this, in work RVUs; a group's may.
MOST_VOLUME = Decimal(9_999_999)
HUNDRED = Decimal(100)

_DAY = 'a day in quotes, such as "2026-01-01"'
_NOTHING = Decimal(0)


def need(table: PlanTable, *keys: str) -> None:
    """Note each key that must be there and is not."""
    for key in keys:
        if not table.has(key):
            table.fault(key, "it, which must be told")


def day(table: PlanTable, key: str) -> date | None:
    """A day in quotes; None where it is not there or is none, which is noted."""
    if not table.has(key):
        return None
    said = table.text(key, r"\S+", _DAY)
    try:
        return parse_day(said) if said else None
    except ValueError:
        table.fault(key, _DAY)
        return None


def needed_day(table: PlanTable, key: str) -> date:
    """A day that must be there; some day where it is not, which is noted."""
    need(table, key)
    return day(table, key) or date.min


def money(table: PlanTable, key: str, default: Decimal = _NOTHING) -> Decimal:
    """Dollars."""
    return table.figure(key, default, MOST_MONEY)


def rate(table: PlanTable, key: str = "rate") -> Decimal:
    """Dollars a work RVU, which must be told."""
    need(table, key)
    return table.figure(key, _NOTHING, MOST_RATE)


def volume(table: PlanTable, key: str) -> Decimal:
    """Work RVUs."""
    return table.figure(key, _NOTHING, MOST_VOLUME)


def percent(table: PlanTable, key: str, default: Decimal = _NOTHING) -> Decimal:
    """0 to 100."""
    return table.figure(key, default, HUNDRED)


def optional(table: PlanTable, key: str, most: Decimal) -> Decimal | None:
    """A figure, or None where it is not there."""
    return table.figure(key, _NOTHING, most) if table.has(key) else None


def built(table: PlanTable, make: Callable[[], _Term]) -> _Term | None:
    """The term that a table tells, once every key of it was asked for; None if it is faulty."""
    if not table.close():
        return None
    try:
        return make()
    except TermFault as fault:
        table.fault(fault.key, fault.expected)
        return None


def each(tables: list[PlanTable], read: Callable[[PlanTable], _Term | None]) -> tuple[_Term, ...]:
    """The terms of a list of tables; a faulty one is noted and left out."""
    return tuple(term for table in tables if (term := read(table)) is not None)
