"""Matches, and what has no match, as differences of one class each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openrvu.calendar import DateRange
from openrvu.exact import add
from openrvu.productivity.reconcile.difference import Difference, Kind
from openrvu.productivity.reconcile.evidence import arithmetic, logged, reported
from openrvu.productivity.reconcile.explain import Explainer, Pair
from openrvu.productivity.reconcile.lines import LogEntry, ReportLine
from openrvu.productivity.reconcile.log_credit import Credit
from openrvu.productivity.reconcile.match import Match
from openrvu.productivity.reconcile.release_used import ReleaseUsed
from openrvu.productivity.reconcile.worth import Billed

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Sides:
    """Which entries and lines count; by their places.

    Attributes:
        entries: of the log, in the period.
        own: lines that are the physician's.
        counted: those of them in the period.
    """

    entries: frozenset[int]
    own: frozenset[int]
    counted: frozenset[int]


@dataclass(frozen=True, slots=True)
class Classing:
    """All that is needed to class a difference.

    Attributes:
        entries: of the log.
        lines: of the report, voids set off.
        sides: which of both count.
        credits: what each entry is credited.
        explainer: of differences within a match.
        used: the release the report goes by.
        period: asked for.
    """

    entries: Sequence[LogEntry]
    lines: Sequence[ReportLine]
    sides: Sides
    credits: Sequence[Credit]
    explainer: Explainer
    used: ReleaseUsed
    period: DateRange | None

    def differences(self, matches: Sequence[Match]) -> tuple[Difference, ...]:
        """Every difference and agreement: in order of the log, then what it lacks."""
        found = [(match.entries[0], each) for match in matches for each in self._of_match(match)]
        matched = {at for match in matches for at in match.entries}
        found += ((at, self._not_billed(at)) for at in self.sides.entries - matched)
        found.sort(key=lambda each: each[0])
        seen = {at for match in matches for at in match.lines}
        rest = (self._without_entry(at) for at in sorted(self.sides.counted - seen))
        return (*(each for _, each in found), *rest)

    def _of_match(self, match: Match) -> Iterator[Difference]:
        entries = self.sides.entries.intersection(match.entries)
        counted = self.sides.counted.intersection(match.lines)
        if not self.sides.own.issuperset(match.lines):
            if entries:
                yield self._elsewhere(match)
        elif len(entries) == len(match.entries) and len(counted) == len(match.lines):
            yield from self._within(match)
        elif entries or counted:
            yield self._other_period(match, entries, counted)

    def _within(self, match: Match) -> Iterator[Difference]:
        """The differences of a match whose both sides count."""
        entries = tuple(self.entries[at] for at in match.entries)
        lines = tuple(self.lines[at] for at in match.lines)
        told = [self.credits[at] for at in match.entries]
        before = add(*(each.counted for each in told))
        after = add(*(line.worth for line in lines))
        missing = next((each.missing for each in told if each.value is None), "")
        said = f"{logged(entries, None if missing else before, missing)} {reported(lines, after)}"
        if missing:
            words = f"{said} {arithmetic(before, after)}"
            yield Difference(Kind.UNEXPLAINED, entries, lines, before, after, words)
            return
        steps = self.explainer.steps(self._pair(match, before, after))
        for step in steps:
            words = f"{said} {step.words} {arithmetic(step.before, step.after)}"
            yield Difference(step.kind, entries, lines, step.before, step.after, words)
        if not steps:
            yield Difference(Kind.AGREES, entries, lines, before, after, said)

    def _pair(self, match: Match, before: Decimal, after: Decimal) -> Pair:
        entry, line = self.entries[match.entries[0]], self.lines[match.lines[0]]
        logged_units = sum(self.entries[at].units for at in match.entries)
        told_units = sum(self.lines[at].units for at in match.lines)
        return Pair(
            logged=Billed(entry.code, entry.modifiers, logged_units, entry.provider),
            told=Billed(line.code, line.modifiers, told_units, entry.provider),
            credited=before,
            given=after,
            label=self.credits[match.entries[0]].release,
            used=self.used.label_of(line) if self.used.agree else "",
        )

    def _elsewhere(self, match: Match) -> Difference:
        """Entries of the period whose like stands under another provider."""
        places = [at for at in match.entries if at in self.sides.entries]
        entries, before, said = self._logged(places)
        lines = tuple(self.lines[at] for at in match.lines)
        who = lines[0].provider
        words = (
            f"{said} {reported(lines, add(*(line.worth for line in lines)))} That stands under "
            f"{who}, and none of yours is like it; as no patient is named, check that it is the "
            f"same service. {arithmetic(before, _NOTHING)}"
        )
        return Difference(Kind.PROVIDER, entries, lines, before, _NOTHING, words)

    def _other_period(
        self, match: Match, entries: frozenset[int], counted: frozenset[int]
    ) -> Difference:
        """A match of which one side, or a part of it, is of another period."""
        every, _, said = self._logged(match.entries)
        lines = tuple(self.lines[at] for at in match.lines)
        before = add(*(self.credits[at].counted for at in entries))
        after = add(*(self.lines[at].worth for at in counted))
        where = "the log counts it in the period" if entries else "the log has it outside"
        told = "counts it in the period" if counted else "counts it in another"
        words = (
            f"{said} {reported(lines, add(*(line.worth for line in lines)))} By date of service "
            f"{where}; the report {told}. {arithmetic(before, after)}"
        )
        return Difference(Kind.PERIOD, every, lines, before, after, words)

    def _logged(self, places: Sequence[int]) -> tuple[tuple[LogEntry, ...], Decimal, str]:
        """Entries, what they are credited, and the sentence for it."""
        entries = tuple(self.entries[at] for at in places)
        told = [self.credits[at] for at in places]
        value = add(*(each.counted for each in told))
        missing = next((each.missing for each in told if each.value is None), "")
        return entries, value, logged(entries, None if missing else value, missing)

    def _not_billed(self, at: int) -> Difference:
        entries, before, said = self._logged([at])
        words = f"{said} The report has no line for it. {arithmetic(before, _NOTHING)}"
        return Difference(Kind.NOT_BILLED, entries, (), before, _NOTHING, words)

    def _without_entry(self, at: int) -> Difference:
        """A line that counts and that no entry of the log stands for."""
        line = self.lines[at]
        kind, why = self._why_without(line)
        words = f"{reported((line,), line.worth)} {why} {arithmetic(_NOTHING, line.worth)}"
        return Difference(kind, (), (line,), _NOTHING, line.worth, words)

    def _why_without(self, line: ReportLine) -> tuple[Kind, str]:
        if line.units < 0:
            return Kind.PERIOD, (
                "It takes back a charge that the report does not have in the period."
            )
        if not line.units:
            rows = ", ".join(map(str, line.voids))
            return Kind.UNEXPLAINED, (
                f"Its void (row {rows}) takes back other work RVUs than it was credited."
                if rows
                else "It corrects work RVUs, and names no units."
            )
        if self.period is not None and line.day is not None and line.day not in self.period:
            return Kind.PERIOD, "Its service lies outside the period, and the log has none for it."
        return Kind.NOT_LOGGED, "The log has no entry for it."
