"""What the pricer answers: every line priced and credited, and the sums."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from openrvu.codes.index import CodeIndex
from openrvu.exact import add
from openrvu.pricing.claim import LineOutcome, PricedClaim, PricedLine
from openrvu.pricing.evaluate import price
from openrvu.pricing.trail import Mark, trail
from openrvu.pricing.written import CaseLine
from openrvu.productivity.credit_claim import credit_claim
from openrvu.productivity.credited import Credited, CreditedLine
from openrvu.site.pricer.case import Case

_CENTS = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class AnsweredLine:
    """One line of the case.

    Attributes:
        number: from 1, in the order of the case.
        asked: as asked.
        title: what the code is called; empty where the line was not understood.
        priced: what Medicare allows, or None where the line was not understood.
        credited: what the plan credits; None where ``priced`` is.
        trail: what rules did to the fee, in order.
        family: base code of the endoscopic family it is priced with; empty where it has none.
    """

    number: int
    asked: CaseLine
    title: str = ""
    priced: PricedLine | None = None
    credited: CreditedLine | None = None
    trail: tuple[Mark, ...] = ()
    family: str = ""

    @property
    def is_priced(self) -> bool:
        """Whether the line has an amount."""
        return self.priced is not None and self.priced.outcome is LineOutcome.PRICED

    @property
    def reason(self) -> str:
        """Why it has none, or a note where it has one; in sentences."""
        return self.priced.reason if self.priced else self.asked.problem

    @property
    def is_anesthesia(self) -> bool:
        """Whether time and base units count."""
        row = self.priced.row if self.priced else None
        return row is not None and row.policy.status == "J"


@dataclass(frozen=True, slots=True)
class Answer:
    """A case answered.

    Attributes:
        lines: in order, those that were not understood too.
        priced: the claim of the lines that were.
        credited: their work RVUs under the plan.
    """

    lines: tuple[AnsweredLine, ...]
    priced: PricedClaim
    credited: Credited

    @property
    def amount(self) -> Decimal:
        """What Medicare allows for all lines that have an amount."""
        return self.priced.amount

    @property
    def has_amount(self) -> bool:
        """Whether any line has an amount; else the sum would be 0, which is no answer."""
        return any(line.is_priced for line in self.lines)

    @property
    def patient(self) -> Decimal:
        """Deductible and coinsurance of all lines."""
        return self.priced.share.patient

    @property
    def deductible(self) -> Decimal:
        """How much of the patient's share is deductible."""
        return self.priced.share.deductible

    @property
    def medicare(self) -> Decimal:
        """What Medicare pays in the end."""
        return self.priced.share.medicare

    @property
    def sequestration(self) -> Decimal:
        """What is kept back from it."""
        return self.priced.share.sequestration

    @property
    def bonus(self) -> Decimal:
        """The bonus of a shortage area, paid apart."""
        return self.priced.share.bonus

    @property
    def limiting_charge(self) -> Decimal:
        """The most a nonparticipating physician may ask for the priced lines."""
        return add(_CENTS, *(c for line in self.priced.lines if (c := line.limiting_charge)))

    @property
    def ranked(self) -> int:
        """How many lines are ranked among the procedures of the day."""
        return sum(line.position is not None for line in self.priced.lines)

    @property
    def unpriced(self) -> int:
        """Lines of the case without an amount."""
        return sum(not line.is_priced for line in self.lines)


def answer(case: Case, index: CodeIndex) -> Answer:
    """Price and credit a case.

    A case without lines that can be understood is answered too: nothing is allowed.
    """
    priced = price(case.claim(), steps=True)
    credited = credit_claim(priced, case.plan)
    found = iter(zip(priced.lines, credited.lines, strict=True))
    families = Counter(base for line in priced.lines if (base := _family(line)))
    lines = []
    for number, asked in enumerate(case.lines, 1):
        if asked.problem:
            lines.append(AnsweredLine(number, asked))
        else:
            line, work = next(found)
            title = index.title(asked.code) if line.row else ""
            family = base if families[base := _family(line)] > 1 else ""
            lines.append(AnsweredLine(number, asked, title, line, work, trail(line), family))
    return Answer(tuple(lines), priced, credited)


def unanswered(case: Case) -> tuple[AnsweredLine, ...]:
    """The lines of a case that is not priced."""
    return tuple(AnsweredLine(number, line) for number, line in enumerate(case.lines, 1))


def _family(line: PricedLine) -> str:
    """The base code of the endoscopic family a ranked line belongs to; empty where to none."""
    return line.row.policy.endoscopic_base if line.row and line.position else ""
