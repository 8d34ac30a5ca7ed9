"""Entries excused from a check, each with a reason: `content/excused.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from openrvu.codes.entries import Problem
from openrvu.errors import OpenRVUError


@dataclass(frozen=True, slots=True)
class Excuse:
    """One entry that one check may not hold against.

    Attributes:
        code: the entry.
        check: the name of the check, as `rvu content check` prints it.
        reason: why the check is wrong here, in a sentence.
    """

    code: str
    check: str
    reason: str


def load_excuses(file: Path) -> tuple[Excuse, ...]:
    """The excuses of a file; none where there is no such file.

    Raises:
        OpenRVUError: an excuse lacks its code, check or reason.
    """
    if not file.is_file():
        return ()
    found = []
    for at, raw in enumerate(tomllib.loads(file.read_text("utf-8")).get("excused", []), 1):
        parts = [str(raw.get(name, "")).strip() for name in ("code", "check", "reason")]
        if not all(parts) or set(raw) - {"code", "check", "reason"}:
            raise OpenRVUError(f"{file}, excused {at}: an excuse has code, check and reason")
        found.append(Excuse(*parts))
    return tuple(found)


def after_excuses(
    problems: Sequence[Problem],
    excuses: Sequence[Excuse],
    checked: frozenset[str],
    checks: frozenset[str],
) -> Iterator[Problem]:
    """The problems without those excused, and the excuses that excuse nothing.

    Args:
        problems: what the checks found.
        excuses: what is excused.
        checked: the codes that were checked.
        checks: the names of the checks that were done; an excuse of another is left alone.
    """
    found = {(problem.code, problem.check) for problem in problems}
    excused = {(each.code, each.check) for each in excuses}
    yield from (each for each in problems if (each.code, each.check) not in excused)
    for each in excuses:
        if each.code in checked and each.check in checks and (each.code, each.check) not in found:
            what = f"excused from {each.check}, which finds nothing: take the excuse out"
            yield Problem("excused.toml", each.code, what, "excuse")
