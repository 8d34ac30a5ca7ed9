"""Holding a log against a report: every difference classed once, and the bridge between both."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from openrvu.calendar import DateRange
from openrvu.exact import add
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.reconcile.classing import Classing, Sides
from openrvu.productivity.reconcile.dates import counted_in, dated
from openrvu.productivity.reconcile.difference import Asked, Reconciliation
from openrvu.productivity.reconcile.explain import Explainer
from openrvu.productivity.reconcile.lines import Finding, LogEntry, ReportLine
from openrvu.productivity.reconcile.log_credit import Credit, credit_log
from openrvu.productivity.reconcile.match import ELSEWHERE, PASSES, Match, Matcher
from openrvu.productivity.reconcile.release_used import ReleaseUsed, release_used
from openrvu.productivity.reconcile.report import Report
from openrvu.productivity.reconcile.voids import Netted, net
from openrvu.productivity.reconcile.who import own_lines
from openrvu.productivity.reconcile.worth import Worth
from openrvu.productivity.reconcile.wrvu_column import places_of, understood
from openrvu.schedule.source import Source

_EVERYTHING = Asked()
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def reconcile(
    entries: Sequence[LogEntry],
    report: Report,
    plan: CreditPlan,
    asked: Asked = _EVERYTHING,
    *,
    source: Source | None = None,
) -> Reconciliation:
    """Hold a log against a report.

    What the log is credited in the period is what the report is, and all differences together:
    ``log == credited + wrvu`` of the answer, exactly.

    Args:
        entries: of the log; those outside the period tell what the report counts elsewhere.
        report: as it was read.
        plan: by which the log is credited.
        asked: period, tolerance, rate and what the report leaves open.
        source: where work RVUs are looked up; the bundled book by default.

    Raises:
        NoSuchProvider: the report has no line of the providers asked for.
    """
    worth = Worth(plan, source)
    lines, sides, said = _read(entries, report, worth, asked)
    matches = _matched(entries, lines, sides, asked.tolerance)
    credited = credit_log(entries, lines, matches, plan, source)
    used, explainer = _known(report, [lines[at] for at in sorted(sides.own)], worth)
    classing = Classing(entries, lines, sides, credited, explainer, used, asked.period)
    said += [*_of_log(sides, credited), Finding("release", used.words)]
    return Reconciliation(
        report=report.name,
        plan=plan,
        asked=asked,
        log=add(*(credited[at].counted for at in sides.entries)),
        credited=add(*(lines[at].worth for at in sides.counted)),
        entries=len(sides.entries),
        lines=len(sides.counted),
        releases=_releases(worth, sides, credited),
        differences=classing.differences(matches),
        unvalued=_unvalued(entries, sides, credited),
        release=used,
        findings=(*report.findings, *said),
        problems=report.problems,
    )


def _known(
    report: Report, mine: Sequence[ReportLine], worth: Worth
) -> tuple[ReleaseUsed, Explainer]:
    """The release the physician's lines go by, and what else explains their amounts."""
    places = places_of(report.lines)
    codes = frozenset(line.code for line in mine if line.worth > 0)
    return release_used(mine, worth, places), Explainer(worth, places, codes)


def _read(
    entries: Sequence[LogEntry], report: Report, worth: Worth, asked: Asked
) -> tuple[tuple[ReportLine, ...], Sides, list[Finding]]:
    """The report's lines understood and voids set off, which of them count, and why."""
    valued, column_said = understood(
        report.lines, worth, report.shape, report.headings, asked.column
    )
    lines, dates_said = dated(valued, entries, report.headings)
    own, who_said = own_lines(lines, entries, asked.providers)
    counts, period_said = counted_in(lines, asked.period)
    netted = net(lines, counts)
    sides = _sides(entries, netted.lines, own, asked.period, counts)
    said = (column_said, dates_said, period_said, who_said, _voids(netted))
    return netted.lines, sides, [each for each in said if each is not None]


def _sides(
    entries: Sequence[LogEntry],
    lines: Sequence[ReportLine],
    own: Collection[int],
    period: DateRange | None,
    counts: Callable[[ReportLine], bool],
) -> Sides:
    mine = frozenset(at for at, line in enumerate(lines) if line.row in own)
    return Sides(
        entries=frozenset(
            at for at, entry in enumerate(entries) if period is None or entry.day in period
        ),
        own=mine,
        counted=frozenset(at for at in mine if counts(lines[at])),
    )


def _matched(
    entries: Sequence[LogEntry], lines: Sequence[ReportLine], sides: Sides, tolerance: int
) -> tuple[Match, ...]:
    """The physician's own lines first; what is left is looked for among those of others."""
    matcher = Matcher(entries, lines, tolerance)
    matcher.run(PASSES, sides.own)
    matcher.other_codes(sides.own)
    matcher.run(ELSEWHERE, set(range(len(lines))) - sides.own)
    return tuple(matcher.matches)


def _voids(netted: Netted) -> Finding | None:
    if not netted.voids:
        return None
    found = netted.voids - len(netted.unmatched)
    words = f"{found:,} of {netted.voids:,} voids were set off against the charges they take back."
    if netted.unmatched:
        rows = ", ".join(str(line.row) for line in netted.unmatched[:10])
        more = " and others" if len(netted.unmatched) > 10 else ""
        words += f" Without a charge are those of rows {rows}{more}."
    return Finding("voids", words)


def _unvalued(
    entries: Sequence[LogEntry], sides: Sides, credited: Sequence[Credit]
) -> tuple[tuple[LogEntry, str], ...]:
    found = (at for at in sorted(sides.entries) if credited[at].value is None)
    return tuple((entries[at], credited[at].missing) for at in found)


def _releases(worth: Worth, sides: Sides, credited: Sequence[Credit]) -> tuple[str, ...]:
    """The releases by which the log was credited, in order of force."""
    found = {credited[at].release for at in sides.entries}
    return tuple(label for label in worth.labels if label in found)


def _of_log(sides: Sides, credited: Sequence[Credit]) -> list[Finding]:
    """What must be known of the releases by which the log was credited, once for all days."""
    said: dict[str, list[str]] = {}
    for at in sorted(sides.entries):
        for notice in credited[at].notices:
            said.setdefault(_DAY.sub("", notice), []).append(notice)
    return [
        Finding("releases of the log", _for_all(list(dict.fromkeys(notices))))
        for notices in said.values()
    ]


def _for_all(notices: Sequence[str]) -> str:
    others = len(notices) - 1
    if not others:
        return notices[0]
    return f"{notices[0]} The same holds for {others} other day{'' if others == 1 else 's'}."
