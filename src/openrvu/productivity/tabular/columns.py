"""Matching the headings of a table with the fields wanted of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from openrvu.productivity.tabular.table import Problem

#: A name of a field, or a pattern that the whole of a folded heading must match.
Alias = str | re.Pattern[str]
#: The fields wanted, each with its names, the most telling first.
Aliases = Mapping[str, Sequence[Alias]]

_IGNORED = re.compile(r"[\s_.:\-‐‑–—]+")


@dataclass(frozen=True, slots=True)
class Matched:
    """Which column is which field.

    Attributes:
        header: the headings.
        columns: field to column, from 0.
        ambiguous: fields for which several columns answer to one name; they have no column until
            the person chooses.
        others: further columns that answer to a less telling name of a field that has its column.
        missing: fields to which no heading answers.
        unused: columns of no field.
    """

    header: tuple[str, ...]
    columns: Mapping[str, int]
    ambiguous: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    others: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    unused: tuple[int, ...] = ()

    def problems(self, needed: Collection[str]) -> tuple[Problem, ...]:
        """What stands in the way: a needed field without a column, any field with several."""
        several = (self._several(name, at) for name, at in self.ambiguous.items())
        absent = (self._absent(name) for name in self.missing if name in needed)
        return (*several, *absent)

    def _several(self, name: str, at: tuple[int, ...]) -> Problem:
        said = ", ".join(f"{self.header[each]!r} (column {each + 1})" for each in at)
        return Problem(None, name, said, f"one column for {name}", "Choose which of them it is.")

    def _absent(self, name: str) -> Problem:
        said = ", ".join(repr(each) for each in self.header if each) or "no headings"
        return Problem(None, name, said, f"a column for {name}", "Choose which column it is.")


def match_columns(
    header: Sequence[str], aliases: Aliases, chosen: Mapping[str, int] | None = None
) -> Matched:
    """Match headings with fields by whole names, whatever their case, spaces and underscores.

    Of the names of a field the first that any heading answers to decides. A column is taken by
    one field, by the earlier in ``aliases``.

    Args:
        header: the headings.
        aliases: the fields wanted and their names.
        chosen: columns that the person chose, from 0; they stand before any name.

    Raises:
        ValueError: a chosen column is not there.
    """
    found = dict(chosen or {})
    if any(not 0 <= at < len(header) for at in found.values()):
        raise ValueError(f"columns {sorted(found.values())} chosen of {len(header)}")
    folded = [fold(name) for name in header]
    several: dict[str, tuple[int, ...]] = {}
    others: dict[str, tuple[int, ...]] = {}
    for name, known in aliases.items():
        if name in found:
            continue
        taken = {*found.values(), *(at for each in several.values() for at in each)}
        tiers = _tiers(folded, known, taken)
        if tiers and len(tiers[0]) > 1:
            several[name] = tiers[0]
        elif tiers:
            found[name] = tiers[0][0]
            others[name] = tuple(at for tier in tiers[1:] for at in tier)
    return _matched(tuple(header), aliases, found, several, others)


def _matched(
    header: tuple[str, ...],
    aliases: Aliases,
    found: Mapping[str, int],
    several: Mapping[str, tuple[int, ...]],
    others: Mapping[str, tuple[int, ...]],
) -> Matched:
    taken = {*found.values(), *(at for each in several.values() for at in each)}
    free = {name: tuple(at for at in each if at not in taken) for name, each in others.items()}
    return Matched(
        header=header,
        columns=found,
        ambiguous=several,
        others={name: each for name, each in free.items() if each},
        missing=tuple(name for name in aliases if name not in found and name not in several),
        unused=tuple(at for at in range(len(header)) if at not in taken),
    )


def _tiers(
    folded: Sequence[str], known: Sequence[Alias], taken: Collection[int]
) -> list[tuple[int, ...]]:
    """The columns that answer to each name, in order of the names; each column once."""
    tiers: list[tuple[int, ...]] = []
    seen = set(taken)
    for alias in known:
        tier = tuple(
            at for at, name in enumerate(folded) if name and at not in seen and answers(name, alias)
        )
        seen.update(tier)
        if tier:
            tiers.append(tier)
    return tiers


def answers(folded: str, alias: Alias) -> bool:
    """Whether a folded heading is, as a whole, what a name says."""
    if isinstance(alias, str):
        return folded == fold(alias)
    return alias.fullmatch(folded) is not None


def fold(name: str) -> str:
    """A heading as headings are compared: small letters without spaces, ``_``, ``-``, ``.``."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", name).casefold())
