"""What came of it: differences, each of one class, and the bridge from the log to the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from openrvu.calendar import DateRange
from openrvu.exact import add, multiply, subtract
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.reconcile.lines import Finding, LogEntry, ReportLine
from openrvu.productivity.reconcile.release_used import ReleaseUsed
from openrvu.productivity.reconcile.shapes import Column
from openrvu.productivity.tabular.table import Problem


class Kind(StrEnum):
    """The class of a difference."""

    NOT_BILLED = "not billed"
    OTHER_CODE = "other code"
    UNITS = "units"
    MODIFIER = "modifier factor"
    RELEASE = "other release"
    EXCLUDED = "excluded code"
    PROVIDER = "other provider"
    PERIOD = "other period"
    NOT_LOGGED = "billed but not logged"
    UNEXPLAINED = "unexplained"
    AGREES = "agrees"

    @property
    def meaning(self) -> str:
        """A sentence for the person."""
        return _MEANINGS[self]


_MEANINGS = {
    Kind.NOT_BILLED: "The log has the service, and the report has no line for it.",
    Kind.OTHER_CODE: "The report has another code of the same family on that day.",
    Kind.UNITS: "The report counts other units.",
    Kind.MODIFIER: "The report credits another share of the work, as modifiers or plans do.",
    Kind.RELEASE: "The report takes the work RVUs of another release of CMS's file.",
    Kind.EXCLUDED: "The report lists the code and credits nothing for it.",
    Kind.PROVIDER: "The service seems to stand under another provider.",
    Kind.PERIOD: "The service is counted in another period.",
    Kind.NOT_LOGGED: "The report has the service, and the log does not.",
    Kind.UNEXPLAINED: "The amounts differ, and nothing that is known explains it.",
    Kind.AGREES: "Log and report agree, but for rounding.",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference, or an agreement, between the log and the report.

    A match may hold several differences, such as other units and another release; each has the
    part of the amount that is its own.

    Attributes:
        kind: its class.
        entries: of the log; empty where the log has nothing.
        lines: of the report; empty where the report has nothing.
        before: work RVUs as the log has it.
        after: the same as the report has it.
        evidence: what either has, and the arithmetic.
    """

    kind: Kind
    entries: tuple[LogEntry, ...]
    lines: tuple[ReportLine, ...]
    before: Decimal
    after: Decimal
    evidence: str

    @property
    def wrvu(self) -> Decimal:
        """Work RVUs at stake: what the log has above the report; may be negative."""
        return subtract(self.before, self.after)

    def money(self, rate: Decimal | None) -> Decimal | None:
        """Dollars at stake at a rate per work RVU, not rounded; None without a rate."""
        return None if rate is None else multiply(self.wrvu, rate)


@dataclass(frozen=True, slots=True)
class Sum:
    """All differences of a class.

    Attributes:
        kind: the class.
        count: how many there are.
        wrvu: work RVUs at stake.
        money: dollars at stake, not rounded; None without a rate.
    """

    kind: Kind
    count: int
    wrvu: Decimal
    money: Decimal | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks of a reconciliation.

    Attributes:
        period: entries count in it by date of service, lines by date of posting where the report
            has one; None for everything.
        tolerance: days by which dates of service may differ.
        rate: the employer's dollars per work RVU; None where not given.
        providers: names of the physician, where the report holds lines of several; none lets the
            log decide.
        column: what the report's column of work RVUs holds; None lets its lines tell.
    """

    period: DateRange | None = None
    tolerance: int = 3
    rate: Decimal | None = None
    providers: tuple[str, ...] = ()
    column: Column | None = None

    def __post_init__(self) -> None:
        """Refuse days and dollars below nothing.

        Raises:
            ValueError: either.
        """
        if self.tolerance < 0:
            raise ValueError(f"a tolerance of {self.tolerance} days; expected 0 or more")
        if self.rate is not None and self.rate < 0:
            raise ValueError(f"a rate of {self.rate} dollars; expected 0 or more")


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A log held against a report.

    Attributes:
        report: name of the report's file.
        plan: by which the log was credited.
        asked: for what.
        log: work RVUs credited to the log's entries of the period.
        credited: work RVUs of the report's lines of the period, voids set off.
        entries: how many entries of the log are of the period.
        lines: how many lines of the report are, voids set off.
        releases: labels of those by which the log was credited, in order of force.
        differences: in order of the log, then of the report; agreements are among them.
        unvalued: entries whose credit cannot be told, each with why; they add nothing to ``log``.
        release: whose work RVUs the report uses.
        findings: what was found out about the report.
        problems: what could not be read.
    """

    report: str
    plan: CreditPlan
    asked: Asked
    log: Decimal
    credited: Decimal
    entries: int
    lines: int
    releases: tuple[str, ...]
    differences: tuple[Difference, ...]
    unvalued: tuple[tuple[LogEntry, str], ...]
    release: ReleaseUsed
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]

    @property
    def wrvu(self) -> Decimal:
        """Work RVUs of all differences: those of the log less those of the report."""
        return add(*(each.wrvu for each in self.differences))

    @property
    def money(self) -> Decimal | None:
        """Dollars of all differences, not rounded; None without a rate."""
        return self._dollars(self.wrvu)

    def _dollars(self, wrvu: Decimal) -> Decimal | None:
        return None if self.asked.rate is None else multiply(wrvu, self.asked.rate)

    def of(self, kind: Kind) -> tuple[Difference, ...]:
        """The differences of a class."""
        return tuple(each for each in self.differences if each.kind is kind)

    @property
    def sums(self) -> tuple[Sum, ...]:
        """Every class that occurs, in the order of :class:`Kind`, agreements last."""
        return sums_of(self.differences, self.asked.rate)


def sums_of(differences: Sequence[Difference], rate: Decimal | None) -> tuple[Sum, ...]:
    """Every class that occurs, in the order of :class:`Kind`; dollars where there is a rate."""
    by_kind: dict[Kind, list[Decimal]] = {}
    for each in differences:
        by_kind.setdefault(each.kind, []).append(each.wrvu)
    return tuple(_sum(kind, by_kind[kind], rate) for kind in Kind if kind in by_kind)


def _sum(kind: Kind, stakes: Sequence[Decimal], rate: Decimal | None) -> Sum:
    wrvu = add(*stakes)
    return Sum(kind, len(stakes), wrvu, None if rate is None else multiply(wrvu, rate))
