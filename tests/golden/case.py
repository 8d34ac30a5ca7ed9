"""One worked case, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from golden.told import NotApplicable, Told

CENT = Decimal("0.01")
#: Kinds of case that are reported and never count as failed: see the README of the cases.
UNSCORED = {"third_party_unverified": "another project's unverified output"}
#: For a case without a date: every dated rule is in force, and a release of that time is held.
RECENT = date(2025, 12, 1)
_DATES = ("date_of_service", "date", "dos", "service_date")
_AMBIGUOUS = re.compile(r"\bambiguous\b", re.IGNORECASE)
#: What stands among the expectations and is none.
_REMARKS = frozenset(("note", "notes", "comment", "source"))


@dataclass(frozen=True, slots=True)
class Case:
    """One case as its file gives it.

    Attributes:
        rounding: how amounts with parts of a cent are rounded, as the product takes cents.
    """

    family: str
    id: str
    rule: str
    kind: str
    context: Told
    inputs: Told
    expected: Mapping[str, Any]
    notes: str
    tolerance: Decimal
    alternative: Mapping[str, Any] | None
    rounding: str = ROUND_HALF_UP

    @property
    def is_ambiguous(self) -> bool:
        """Whether its own notes say that no authority decides it."""
        return self.alternative is not None or bool(_AMBIGUOUS.search(self.notes))

    @property
    def setting(self) -> Any:
        """Where the services were furnished, or who bills them, in the words of the case."""
        return self.inputs.get("setting") or self.context.get("setting")

    @property
    def is_dated(self) -> bool:
        """Whether the case says when."""
        return self._date is not None or self._year is not None

    @property
    def day(self) -> date:
        """The date of service: the case's own, else the middle of its year, else a recent day."""
        if self._date is not None:
            return self._date
        return date(self._year, 6, 1) if self._year else RECENT

    @property
    def _date(self) -> date | None:
        told = (place.first(*_DATES) for place in (self.inputs, self.context))
        return next((date.fromisoformat(str(text)) for text in told if text), None)

    @property
    def _year(self) -> int | None:
        year = self.inputs.get("year") or self.context.get("year")
        return int(str(year)[:4]) if year else None

    def cents(self, value: object) -> Decimal:
        """An amount of the case in dollars and whole cents."""
        return money(value).quantize(CENT, rounding=self.rounding)


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure or word that a case expects, and what the rules say.

    Attributes:
        name: what it is, such as ``lines[1]``.
        expected: as the case says.
        got: as the rules say.
    """

    name: str
    expected: object
    got: object

    def agrees(self, tolerance: Decimal) -> bool:
        """Whether both are the same; figures may differ by the tolerance."""
        one, other = figure(self.expected), figure(self.got)
        if one is not None and other is not None:
            return abs(one - other) <= tolerance
        return type(self.expected) is type(self.got) and self.expected == self.got


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Something that a case expects and no rule answers; why, in a few words."""

    why: str


Result = Answer | Unanswered
Results = Iterator[Result]


def unknown(name: str) -> Unanswered:
    """That no answer goes by the name of an expectation."""
    return Unanswered(f"it expects {name!r}, which no answer is called")


def figure(value: object) -> Decimal | None:
    """A plain number, however it is written; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    try:
        return money(value)
    except ValueError:
        return None


def money(value: object) -> Decimal:
    """A number of the case, exactly; ``$1,285.88`` is one.

    Raises:
        ValueError: it is none.
    """
    try:
        made = Decimal(str(value).strip().replace("$", "").replace(",", ""))
    except ArithmeticError:
        raise ValueError(f"{value!r} is no number") from None
    if not made.is_finite():
        raise ValueError(f"{value!r} is no number")
    return made


def read_case(family: str, told: Mapping[str, Any]) -> Case:
    """A case of a file."""
    expected = told.get("expected") or {}
    if not isinstance(expected, Mapping):
        raise NotApplicable(f"its expectations are {expected!r}, without names")
    return Case(
        family=family,
        id=str(told.get("id", "without id")),
        rule=str(told.get("rule", "")),
        kind=str(told.get("kind", "")),
        context=Told(told.get("context") or {}),
        inputs=Told(told.get("inputs") or {}),
        expected={k: v for k, v in expected.items() if k not in _REMARKS},
        notes=str(told.get("notes", "")),
        tolerance=money(told.get("tolerance") or 0),
        alternative=told.get("expected_alternative"),
    )
