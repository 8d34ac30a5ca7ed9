"""Localities that a release has no index for, and what became of them where that can be seen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openrvu.book.book import Book
from openrvu.schedule.localities import Locality
from openrvu.schedule.releases import Release

_BETWEEN = re.compile(r"/|,|&|\bAND\b")


@dataclass(frozen=True, slots=True)
class Absent:
    """A locality of an earlier release that has no index in a later one.

    Attributes:
        area: the locality as last held.
        last: the last release that has it.
        successor: the locality that lists its counties from the next release on, or None: then
            nothing says that CMS ended it, and its index is only not held.
        since: the release of the successor, or None.
    """

    area: Locality
    last: Release
    successor: Locality | None
    since: Release | None


def absent_since(book: Book, release: Release) -> tuple[Absent, ...]:
    """The localities of the release before this one that this one has no index for."""
    releases = book.releases()
    at = releases.index(release)
    if not at:
        return ()
    held = {area.key for area in book.localities(release.label)}
    before = releases[at - 1]
    return tuple(
        absence(book, area, before)
        for area in book.localities(before.label)
        if area.key not in held
    )


def absence(book: Book, area: Locality, last: Release) -> Absent:
    """What became of a locality after the last release that has it."""
    following = [r for r in book.releases() if r.in_force.first > last.in_force.first]
    if following:
        for other in book.localities(following[0].label):
            if other.key != area.key and _covers(other, area):
                return Absent(area, last, other, following[0])
    return Absent(area, last, None, None)


def _covers(other: Locality, area: Locality) -> bool:
    """Whether another locality of the state names every county of this one."""
    counties = [c.strip() for c in _BETWEEN.split(area.counties) if c.strip()]
    if other.state != area.state or not counties or "ALL COUNTIES" in counties:
        return False
    said = f"{other.name} {other.counties}"
    return all(re.search(rf"\b{re.escape(county)}\b", said) for county in counties)
