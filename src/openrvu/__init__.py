"""OpenRVU: the Medicare Physician Fee Schedule, exact to the cent, on your own machine.

Example::

    from datetime import date
    from openrvu import FeeSchedule, Setting

    schedule = FeeSchedule.on(date(2026, 7, 1))
    answer = schedule.amount("76000", "26", setting=Setting.FACILITY)
    answer.amount      # Decimal('15.36'), dollars
    answer.steps       # the arithmetic, line by line

    from openrvu import ClaimLine

    lines = [ClaimLine("45385"), ClaimLine("45380", ("59",))]
    priced = schedule.price(lines, steps=True)
    priced.amount             # Decimal('601.88'), dollars
    priced.lines[1].outcome   # LineOutcome.PRICED; or what else, with its reason
    priced.lines[1].steps     # the rules at work, each with its source

    from openrvu import search

    search("lap chole")[0].code   # '47562'; each hit says why, and the answer what is near

RVUs, indices, factors and dollars are :class:`decimal.Decimal`; none is ever a float.
Errors are subclasses of :class:`OpenRVUError`. Figures are CMS's, from the archives that
``rvu release list`` names.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from openrvu.schedule.pricer import use_pricer
from openrvu.schedule.source import use_default

if TYPE_CHECKING:
    from openrvu.book.book import Book, load_book, open_book
    from openrvu.calendar import DateRange
    from openrvu.codes.changes import Changes, RowChange, changes
    from openrvu.codes.comparison import HistoryPoint, history, rank_in_category
    from openrvu.codes.search import Found, Hit, search
    from openrvu.errors import (
        DownloadFailed,
        OpenRVUError,
        ReadError,
        ReleaseConflict,
        ReleaseNotHeld,
        UnknownCode,
        UnknownLocality,
    )
    from openrvu.pricing.claim import (
        Claim,
        ClaimLine,
        Figure,
        Given,
        LineOutcome,
        PatientShare,
        PricedClaim,
        PricedLine,
        Provider,
        RuleStep,
    )
    from openrvu.pricing.evaluate import price
    from openrvu.pricing.table.frame import reprice
    from openrvu.productivity.credit import credit
    from openrvu.productivity.credit_claim import credit_claim
    from openrvu.productivity.credited import Credited, CreditedLine
    from openrvu.productivity.plan import CreditPlan
    from openrvu.productivity.plan_file import UnknownPlan, load_plan, plan
    from openrvu.productivity.service import Service
    from openrvu.schedule.amount import BaseAmount, Outcome, Step
    from openrvu.schedule.fee_schedule import FeeSchedule
    from openrvu.schedule.localities import NATIONAL, Locality, ZipArea
    from openrvu.schedule.pricer import Pricer
    from openrvu.schedule.releases import Release
    from openrvu.schedule.rows import Policy, ServiceRow, Setting
    from openrvu.schedule.source import Source
    from openrvu.schedule.statistics import Rank, Spread

__version__ = "0.1.0"

__all__ = [
    "NATIONAL",
    "BaseAmount",
    "Book",
    "Changes",
    "Claim",
    "ClaimLine",
    "CreditPlan",
    "Credited",
    "CreditedLine",
    "DateRange",
    "DownloadFailed",
    "FeeSchedule",
    "Figure",
    "Found",
    "Given",
    "HistoryPoint",
    "Hit",
    "LineOutcome",
    "Locality",
    "OpenRVUError",
    "Outcome",
    "PatientShare",
    "Policy",
    "PricedClaim",
    "PricedLine",
    "Provider",
    "Rank",
    "ReadError",
    "Release",
    "ReleaseConflict",
    "ReleaseNotHeld",
    "RowChange",
    "RuleStep",
    "Service",
    "ServiceRow",
    "Setting",
    "Source",
    "Spread",
    "Step",
    "UnknownCode",
    "UnknownLocality",
    "UnknownPlan",
    "ZipArea",
    "changes",
    "credit",
    "credit_claim",
    "history",
    "load_book",
    "load_plan",
    "open_book",
    "plan",
    "price",
    "rank_in_category",
    "reprice",
    "search",
]

#: Where each name lives. It is imported when it is first asked for: the command `rvu` starts in
#: a third of the time, and whoever needs one module pays for one.
_HOMES = {
    "openrvu.book.book": ("Book", "load_book", "open_book"),
    "openrvu.calendar": ("DateRange",),
    "openrvu.codes.changes": ("Changes", "RowChange", "changes"),
    "openrvu.codes.comparison": ("HistoryPoint", "history", "rank_in_category"),
    "openrvu.codes.search": ("Found", "Hit", "search"),
    "openrvu.errors": (
        "DownloadFailed",
        "OpenRVUError",
        "ReadError",
        "ReleaseConflict",
        "ReleaseNotHeld",
        "UnknownCode",
        "UnknownLocality",
    ),
    "openrvu.pricing.claim": (
        "Claim",
        "ClaimLine",
        "Figure",
        "Given",
        "LineOutcome",
        "PatientShare",
        "PricedClaim",
        "PricedLine",
        "Provider",
        "RuleStep",
    ),
    "openrvu.pricing.evaluate": ("price",),
    "openrvu.productivity.credit": ("credit",),
    "openrvu.productivity.credit_claim": ("credit_claim",),
    "openrvu.productivity.credited": ("Credited", "CreditedLine"),
    "openrvu.productivity.plan": ("CreditPlan",),
    "openrvu.productivity.plan_file": ("UnknownPlan", "load_plan", "plan"),
    "openrvu.productivity.service": ("Service",),
    "openrvu.pricing.table.frame": ("reprice",),
    "openrvu.schedule.amount": ("BaseAmount", "Outcome", "Step"),
    "openrvu.schedule.fee_schedule": ("FeeSchedule",),
    "openrvu.schedule.localities": ("NATIONAL", "Locality", "ZipArea"),
    "openrvu.schedule.releases": ("Release",),
    "openrvu.schedule.rows": ("Policy", "ServiceRow", "Setting"),
    "openrvu.schedule.source": ("Source",),
    "openrvu.schedule.statistics": ("Rank", "Spread"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

if not TYPE_CHECKING:  # so that a misspelt name is still an error to a type checker

    def __getattr__(name: str) -> object:
        """Import a public name on first use."""
        if name not in _HOME_OF:
            raise AttributeError(f"module 'openrvu' has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(_HOME_OF[name]), name)
        return value


def __dir__() -> list[str]:
    """The public names, imported or not."""
    return sorted({*globals(), *__all__})


def _bundled_book() -> Source:
    from openrvu.book.book import open_book

    return open_book()


def _pricer() -> Pricer:
    from openrvu.pricing.by_schedule import price_by

    return price_by


# The floor does not know the book and the prices above it; the package wires them together.
use_default(_bundled_book)
use_pricer(_pricer)
