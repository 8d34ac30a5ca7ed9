"""What a plan credits, beside what CMS lists, with the reason for each difference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from openrvu.exact import add, round_half_up, shorten
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.service import Service


@dataclass(frozen=True, slots=True)
class Reason:
    """One step from CMS's work RVUs to those credited.

    Attributes:
        rule: its name, such as ``wrvu.51``.
        words: a sentence.
        factor: what ``before`` is multiplied by to give ``after``; None where the step is no
            multiplication.
        before: work RVUs so far; None where CMS lists none for the code.
        after: work RVUs after it.
        customary: the plan marks the figure as commonly used, not law.
    """

    rule: str
    words: str
    factor: Decimal | None
    before: Decimal | None
    after: Decimal
    customary: bool = False


@dataclass(frozen=True, slots=True)
class CreditedLine:
    """What became of one service.

    Attributes:
        service: as it was asked.
        full: CMS's work RVUs of the row times units; None without a row.
        credited: what the plan credits, at full precision; None where that cannot be told.
        reasons: from ``full`` to ``credited``, in order; empty where they agree.
        missing: why nothing can be credited, in a sentence; empty where ``credited`` is known.
        position: place among the ranked procedures of the day, from 1; None where not ranked.
        notices: what a reader should check, in sentences.
    """

    service: Service
    full: Decimal | None
    credited: Decimal | None
    reasons: tuple[Reason, ...]
    missing: str
    position: int | None
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Credited:
    """Services credited under a plan.

    Attributes:
        plan: whose factors were used.
        lines: in the order of the services.
    """

    plan: CreditPlan
    lines: tuple[CreditedLine, ...]

    @property
    def full(self) -> Decimal:
        """CMS's work RVUs of the lines whose credit is known, rounded once to 2 digits.

        A line for which CMS lists none adds nothing.
        """
        known = (line.full for line in self.lines if line.credited is not None)
        return _total(value for value in known if value is not None)

    @property
    def credited(self) -> Decimal:
        """Credited work RVUs of the same lines, rounded once to 2 digits, half up."""
        return _total(line.credited for line in self.lines if line.credited is not None)

    @property
    def unanswered(self) -> tuple[CreditedLine, ...]:
        """The lines whose credit cannot be told; they are in neither total."""
        return tuple(line for line in self.lines if line.credited is None)

    @property
    def notices(self) -> tuple[str, ...]:
        """What the services say a reader must know, each sentence once."""
        said = (notice for line in self.lines for notice in line.service.notices)
        return tuple(dict.fromkeys(said))


def percent(factor: Decimal) -> str:
    """``0.625`` as ``62.5%``."""
    return f"{shorten(factor.scaleb(2), 0)}%"


def _total(values: Iterable[Decimal]) -> Decimal:
    return round_half_up(add(*values))
