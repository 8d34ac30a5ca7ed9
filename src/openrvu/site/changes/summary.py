"""Two releases compared, kept small: what the page needs and no row more."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openrvu.book.book import Book, open_book
from openrvu.codes.changes import RowChange, changes
from openrvu.codes.index import CodeIndex, open_index
from openrvu.errors import OpenRVUError, ReleaseNotHeld
from openrvu.exact import add
from openrvu.schedule.releases import Release, normalise_label
from openrvu.schedule.rows import ServiceRow, Setting
from openrvu.schedule.statistics import percent_change
from openrvu.site.changes.efficiency import Efficiency, efficiency
from openrvu.site.changes.measures import AMOUNT, MEASURES, Moves, moves

#: The scope that holds every category.
EVERY = ""
#: Requests that may make or await a comparison at once: one fewer than the server has threads
#: (:mod:`openrvu.site.server`), so that every other page is still answered meanwhile.
AT_ONCE = 2
#: Each weighs up to 2 MB.
_KEPT = 24


class TooManyAtOnce(OpenRVUError):
    """Other comparisons are being made, and this one must be asked for again in a moment."""


@dataclass(frozen=True, slots=True)
class Line:
    """One category, or all of them: the unmodified rows that both releases price, unweighted.

    Attributes:
        slug: of the category; empty for all.
        name: of the category.
        codes: how many are compared.
        up: how many amounts rose.
        down: how many fell.
        new: codes that only the later release has.
        gone: codes that only the earlier release has.
        work: change of the summed work RVU in percent, or None where there is none.
        total: change of the summed total RVU outside a facility, or None.
        total_facility: the same in a facility.
        amount: change of the summed national non-facility amount, or None.
    """

    slug: str
    name: str
    codes: int
    up: int
    down: int
    new: int
    gone: int
    work: Decimal | None
    total: Decimal | None
    total_facility: Decimal | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two releases compared.

    Attributes:
        before: the earlier release.
        after: the later one.
        same: whether not one row differs between them.
        factor: change of the conversion factor in percent.
        lines: all categories together, then each that has anything to say.
        moves: by category slug (:data:`EVERY` for all) and measure.
        new: the codes that only ``after`` has, by category.
        gone: the codes that only ``before`` has, by category.
        priced: how many codes became priced by RVUs.
        unpriced: how many ceased to be.
        efficiency: what the data show of the 2026 efficiency adjustment, or None.
    """

    before: Release
    after: Release
    same: bool
    factor: Decimal | None
    lines: tuple[Line, ...]
    moves: Mapping[tuple[str, str], Moves]
    new: Mapping[str, tuple[str, ...]]
    gone: Mapping[str, tuple[str, ...]]
    priced: int
    unpriced: int
    efficiency: Efficiency | None

    @property
    def categories(self) -> tuple[Line, ...]:
        """The categories of which codes are compared."""
        return tuple(line for line in self.lines[1:] if line.codes)


def newest_pair(book: Book) -> tuple[str, str]:
    """The newest release, and before it the last of the year before.

    Raises:
        ReleaseNotHeld: the book holds one release only.
    """
    releases = book.releases()
    if len(releases) < 2:
        raise ReleaseNotHeld("the book holds one release; two are needed to compare")
    after = book.newest()
    earlier = [r for r in releases if r.year == after.year - 1]
    return (earlier[-1] if earlier else releases[-2]).label, after.label


def in_order(book: Book, one: str, two: str) -> tuple[str, str]:
    """Two labels as CMS writes them, the earlier release first.

    Raises:
        ReleaseNotHeld: one is not a label or not held, or they are the same.
    """
    releases = [book.release(normalise_label(text)) for text in (one, two)]
    first, last = sorted(releases, key=lambda r: (r.in_force.first, r.label))
    if first == last:
        raise ReleaseNotHeld(f"{first.label} and {last.label} are one release; choose two")
    return first.label, last.label


_made: OrderedDict[tuple[Book, str, str], Comparison] = OrderedDict()
_places = threading.BoundedSemaphore(AT_ONCE)
# One is made at a time: side by side each would take as much longer.
_making = threading.Lock()


def compare(before: str, after: str) -> Comparison:
    """Compare two releases of the process's book; the comparisons last asked for are kept.

    Raises:
        ReleaseNotHeld: one of them is not in the book.
        TooManyAtOnce: it is not kept, and others are being made.
    """
    key = (open_book(), before, after)
    if (kept := _made.get(key)) is not None:
        return kept
    if not _places.acquire(blocking=False):
        raise TooManyAtOnce(
            "Other releases are being compared at this moment; ask again in a few seconds"
        )
    try:
        with _making:
            if (kept := _made.get(key)) is None:
                kept = _made[key] = _compare(before, after)
                if len(_made) > _KEPT:
                    _made.popitem(last=False)
            return kept
    finally:
        _places.release()


def _compare(before: str, after: str) -> Comparison:
    index = open_index()
    found = changes(open_book(), before, after)
    rows = [row for row in found.rows if not row.modifier]
    groups = _by_category(rows, index)
    names = {c.slug: c.name for c in index.categories()}
    scopes = {EVERY: rows, **groups}
    moved = {(slug, m): moves(r, m) for slug, r in scopes.items() for m in MEASURES}
    lines = (
        _line(slug, names.get(slug, "All categories"), r, moved[slug, AMOUNT])
        for slug, r in scopes.items()
    )
    both = [r for r in rows if r.before and r.after]
    return Comparison(
        before=found.before,
        after=found.after,
        same=all(row.kind == "same" for row in found.rows),
        factor=percent_change(found.before.conversion_factor, found.after.conversion_factor),
        lines=tuple(line for line in lines if line.codes or line.new or line.gone),
        moves=moved,
        new=_codes(groups, "new"),
        gone=_codes(groups, "gone"),
        priced=sum(r.amount_before is None and r.amount_after is not None for r in both),
        unpriced=sum(r.amount_before is not None and r.amount_after is None for r in both),
        efficiency=efficiency(found.before, found.after, rows),
    )


def _by_category(rows: Iterable[RowChange], index: CodeIndex) -> dict[str, list[RowChange]]:
    groups: dict[str, list[RowChange]] = {c.slug: [] for c in index.categories()}
    for row in rows:
        groups[index.place(row.code).category.slug].append(row)
    return {slug: held for slug, held in groups.items() if held}


def _codes(groups: Mapping[str, Sequence[RowChange]], kind: str) -> dict[str, tuple[str, ...]]:
    listed = {slug: tuple(r.code for r in rows if r.kind == kind) for slug, rows in groups.items()}
    return {slug: codes for slug, codes in listed.items() if codes}


def _line(slug: str, name: str, rows: Sequence[RowChange], amounts: Moves) -> Line:
    pairs = [
        (row, row.before, row.after)
        for row in rows
        if row.before
        and row.after
        and row.amount_before is not None
        and row.amount_after is not None
    ]
    before, after = [p[1] for p in pairs], [p[2] for p in pairs]
    return Line(
        slug=slug,
        name=name,
        codes=len(pairs),
        up=amounts.up,
        down=amounts.down,
        new=sum(row.before is None for row in rows),
        gone=sum(row.after is None for row in rows),
        work=percent_change(add(*(r.work for r in before)), add(*(r.work for r in after))),
        total=_total(before, after, Setting.NONFACILITY),
        total_facility=_total(before, after, Setting.FACILITY),
        amount=percent_change(
            add(*(p[0].amount_before or Decimal(0) for p in pairs)),
            add(*(p[0].amount_after or Decimal(0) for p in pairs)),
        ),
    )


def _total(
    before: Sequence[ServiceRow], after: Sequence[ServiceRow], setting: Setting
) -> Decimal | None:
    return percent_change(
        add(*(row.total(setting) for row in before)), add(*(row.total(setting) for row in after))
    )
