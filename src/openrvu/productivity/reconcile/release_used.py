"""Which release's work RVUs a report uses, told by how many of its lines agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from itertools import groupby

from openrvu.productivity.plan_parts import ReleaseBy
from openrvu.productivity.reconcile.lines import ReportLine
from openrvu.productivity.reconcile.worth import Billed, Worth, near

#: The release of a line by some way of choosing it; empty where that says none.
Chooser = Callable[[ReportLine], str]


@dataclass(frozen=True, slots=True)
class Way:
    """A way of choosing the release, and how it fares.

    Attributes:
        name: ``date of service``, ``posting date`` or a label; the words of a plan.
        agree: lines that are worth what the report says, in the release it chooses.
    """

    name: str
    agree: int


@dataclass(frozen=True, slots=True)
class ReleaseUsed:
    """The release whose work RVUs a report uses.

    Attributes:
        name: as in :class:`Way`.
        agree: lines that agree with it.
        lines: lines that could be compared.
        ways: every way, the best first.
        label_of: the release it chooses for a line.
    """

    name: str
    agree: int
    lines: int
    ways: tuple[Way, ...]
    label_of: Chooser

    @property
    def summary(self) -> str:
        """A sentence with the count."""
        if not self.lines:
            return "No line of the report could be compared with a release."
        verb = "agrees" if self.agree == 1 else "agree"
        return (
            f"The report's work RVUs are best explained by {_called(self.name)}: "
            f"{self.agree:,} of {self.lines:,} lines {verb}."
        )

    @property
    def words(self) -> str:
        """The summary, and how many lines agree with other ways."""
        if not self.lines:
            return self.summary
        best = "; ".join(_counted(names, agree) for names, agree in _runs(self.ways)[:4])
        return f"{self.summary} Lines that agree by each way: {best}."


def release_used(lines: Sequence[ReportLine], worth: Worth, places: int) -> ReleaseUsed:
    """The way of choosing releases that most lines agree with; the plan's own where tied.

    Args:
        lines: of the report, with their work RVUs understood.
        worth: where work RVUs are looked up; its plan's factors count.
        places: to how many digits the report gives work RVUs.
    """
    telling = [line for line in lines if line.units > 0 and line.worth > 0 and _held(line, worth)]
    ways = dict(_ways(worth))
    agrees = cache(partial(_agrees, worth, places))
    counts = {
        name: sum(agrees(_billed(line), line.worth, chooser(line)) for line in telling)
        for name, chooser in ways.items()
    }
    name = max(counts, key=lambda each: counts[each])  # of equals the first
    ranked = sorted(counts.items(), key=lambda each: -each[1])
    return ReleaseUsed(
        name=name,
        agree=counts[name],
        lines=len(telling),
        ways=tuple(Way(*each) for each in ranked),
        label_of=ways[name],
    )


def _ways(worth: Worth) -> Iterator[tuple[str, Chooser]]:
    """Every way, the plan's own first; of releases the newest first."""
    known: dict[str, Chooser] = {
        ReleaseBy.SERVICE.value: lambda line: worth.label_on(line.day) if line.day else "",
        ReleaseBy.POSTING.value: lambda line: (
            worth.label_on(line.posted.first) if line.posted else ""
        ),
    }
    known |= {label: _always(label) for label in reversed(worth.labels)}
    own = worth.pinned or str(worth.plan.release)
    yield from ((name, known[name]) for name in (own,) if name in known)
    yield from ((name, chooser) for name, chooser in known.items() if name != own)


def _always(label: str) -> Chooser:
    return lambda _line: label


def _billed(line: ReportLine) -> Billed:
    return Billed(line.code, line.modifiers, line.units)


def _held(line: ReportLine, worth: Worth) -> bool:
    billed = _billed(line)
    return any(worth.work(billed, label) for label in reversed(worth.labels))


def _agrees(worth: Worth, places: int, billed: Billed, given: Decimal, label: str) -> bool:
    if not label:
        return False
    made = (worth.credited(billed, label), worth.work(billed, label))
    return any(value is not None and near(value, given, billed.units, places) for value in made)


def _runs(ways: Sequence[Way]) -> list[tuple[list[str], int]]:
    """The ways with as many lines each, together."""
    grouped = groupby(ways, key=lambda way: way.agree)
    return [([way.name for way in run], agree) for agree, run in grouped]


def _counted(names: Sequence[str], agree: int) -> str:
    by_date = [name for name in names if name in set(ReleaseBy)]
    labels = sorted(name for name in names if name not in set(ReleaseBy))
    many = f"{len(labels)} releases from {labels[0]} to {labels[-1]}" if len(labels) > 2 else ""
    spread = [many] if many else labels
    return f"{', '.join((*by_date, *spread))} {agree:,}"


def _called(name: str) -> str:
    return f"the release of the {name}" if name in set(ReleaseBy) else name
