"""How much was written: codes by section with text, read a second time, and coverage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from openrvu.codes.entries import Entry
from openrvu.codes.taxonomy import Taxonomy, UnplacedCode
from openrvu.schedule.amount import PAYABLE
from openrvu.schedule.rows import ServiceRow


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of codes.

    Attributes:
        written: with a text of ours.
        read: of these, with a second reader named.
        payable: that Medicare pays by their RVUs (status A, R or T).
        payable_written: of these, with a text.
        working: payable, with a work RVU above 0.
        working_written: of these, with a text.
    """

    written: int = 0
    read: int = 0
    payable: int = 0
    payable_written: int = 0
    working: int = 0
    working_written: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        names = (field.name for field in fields(self))
        return Tally(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True)
class SectionTally:
    """The counts of one section; a category without sections is one."""

    category: str
    section: str
    tally: Tally


def tally_by_section(
    rows: Iterable[ServiceRow], entries: Sequence[Entry], tree: Taxonomy
) -> list[SectionTally]:
    """Count the codes of a release and the entries, in the order of the taxonomy.

    Sections that hold neither a payable code nor an entry are left out.
    """
    tallies: dict[tuple[str, str], Tally] = {home: Tally() for home in _homes(tree)}
    for code, tally in _by_code(rows, {entry.code: entry for entry in entries}).items():
        home = _home(code, tree)
        tallies[home] = tallies.get(home, Tally()) + tally
    return [SectionTally(*home, tally) for home, tally in tallies.items() if tally != Tally()]


def whole(tallies: Iterable[SectionTally]) -> Tally:
    """All sections together."""
    return sum((each.tally for each in tallies), Tally())


def _by_code(rows: Iterable[ServiceRow], entries: Mapping[str, Entry]) -> dict[str, Tally]:
    whole_rows = (row for row in rows if not row.modifier)
    paid = {row.code: row.work > 0 for row in whole_rows if row.policy.status in PAYABLE}
    codes = sorted(paid.keys() | entries.keys())
    return {code: _tally(entries.get(code), paid.get(code)) for code in codes}


def _tally(entry: Entry | None, works: bool | None) -> Tally:
    """The counts of one code; ``works`` is None where Medicare does not pay it by RVUs."""
    payable, written = works is not None, entry is not None
    return Tally(
        written=written,
        read=bool(entry and entry.checked_by),
        payable=payable,
        payable_written=payable and written,
        working=bool(works),
        working_written=bool(works) and written,
    )


def _homes(tree: Taxonomy) -> Iterable[tuple[str, str]]:
    for category in tree:
        yield from ((category.name, section.name) for section in category.sections)
        if not category.sections:
            yield category.name, ""


def _home(code: str, tree: Taxonomy) -> tuple[str, str]:
    try:
        place = tree.place(code)
    except UnplacedCode:
        return "Not placed", ""
    return place.category.name, place.section.name if place.section else ""
