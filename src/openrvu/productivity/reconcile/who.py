"""Whose lines of a report are the physician's own, where it holds those of several."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from openrvu.errors import OpenRVUError
from openrvu.productivity.reconcile.lines import Finding, LogEntry, ReportLine

#: Degrees and titles that stand beside a name, not in it.
_CREDENTIALS = frozenset((
    "md", "do", "np", "pa", "pac", "phd", "dnp", "crna", "rn", "facs", "facp", "mbbs", "aprn",
    "fnp", "cnm", "dpm", "dc", "od", "dds", "dr",
))  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_TOPIC = "provider"


class NoSuchProvider(OpenRVUError, LookupError):
    """The report has no lines of the provider asked for."""


def key_of(name: str) -> tuple[str, ...]:
    """A name as names are compared: ``LEE, JONATHAN`` is ``Jonathan A. Lee, MD``."""
    words = _WORD.findall(name.casefold().replace(".", ""))
    told = sorted(word for word in words if word not in _CREDENTIALS and len(word) > 1)
    return tuple(told or sorted(words))


def own_lines(
    lines: Sequence[ReportLine], entries: Sequence[LogEntry], names: Sequence[str]
) -> tuple[frozenset[int], Finding]:
    """The rows that are the physician's own, and why.

    Lines without a provider are.

    Args:
        lines: of the report.
        entries: of the log.
        names: of the physician, as the report may write them; none lets the log decide.

    Raises:
        NoSuchProvider: the report has none of ``names``.
    """
    labels = {line.provider: key_of(line.provider) for line in lines if line.provider}
    if names:
        wanted = _asked(labels, names)
        said = f"Lines of {' and '.join(names)} are yours, as you said."
    elif len(set(labels.values())) <= 1:
        return frozenset(line.row for line in lines), Finding(_TOPIC, _alone(labels))
    else:
        wanted, said = _most_alike(lines, entries, labels)
    own = {line.row for line in lines if labels.get(line.provider, ()) in {(), *wanted}}
    others = len(lines) - len(own)
    words = f"{said} {others:,} of {len(lines):,} lines are those of other providers."
    return frozenset(own), Finding(_TOPIC, words)


def _asked(labels: dict[str, tuple[str, ...]], names: Sequence[str]) -> set[tuple[str, ...]]:
    wanted = {key_of(name) for name in names}
    if not wanted & set(labels.values()):
        held = "; ".join(sorted(labels)) or "none"
        raise NoSuchProvider(
            f"the report has no line of {' or '.join(names)}; its providers are: {held}"
        )
    return wanted


def _alone(labels: dict[str, tuple[str, ...]]) -> str:
    if not labels:
        return "The report names no provider; all of its lines are taken as yours."
    return f"All lines of the report are those of {min(labels)}."


def _most_alike(
    lines: Sequence[ReportLine], entries: Sequence[LogEntry], labels: dict[str, tuple[str, ...]]
) -> tuple[set[tuple[str, ...]], str]:
    """The provider whose lines have most of the codes of the log on their days."""
    logged = Counter((entry.day, entry.code) for entry in entries)
    told: dict[tuple[str, ...], Counter[tuple[date, str]]] = {}
    for line in lines:
        at = line.day or (line.posted.first if line.posted else None)
        if line.provider and line.units > 0 and at is not None:
            told.setdefault(labels[line.provider], Counter())[at, line.code] += 1
    if not told:
        return set(), "The report has no charges of a named provider."
    alike = {key: (logged & counted).total() for key, counted in told.items()}
    best = max(sorted(alike), key=lambda key: alike[key])
    name = min(label for label, key in labels.items() if key == best)
    return {best}, (
        f"Lines of {name} are taken as yours: {alike[best]:,} of them have the day and code of an "
        "entry of the log, more than those of any other provider. If they are not, give your name "
        "as the report writes it."
    )
