"""Prepared series of what moved between two releases."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from openrvu.book.book import Book
from openrvu.codes.changes import RowChange, changes
from openrvu.codes.index import CodeIndex
from openrvu.site.changes.efficiency import efficiency
from openrvu.site.changes.measures import MEASURES, Mover
from openrvu.site.changes.summary import EVERY, Comparison, compare, in_order
from openrvu.site.learn.figures import Figures, NoFigure
from openrvu.site.learn.series_rows import CategoryRow, EfficiencyOf, MoveRow, ShareRow

#: Fewer codes than this say nothing of a category.
FEWEST = 20


class Moved:
    """What moved between two releases of the book."""

    def __init__(self, figures: Figures, index: CodeIndex) -> None:
        """Prepare from these."""
        self._figures, self._index, self._book = figures, index, figures.book

    def compared(self, before: str, after: str) -> Comparison:
        """Two releases as the page of changes compares them: its ``factor``, ``lines``."""
        return compare(*in_order(self._book, before, after))

    def category_change(
        self, before: str, after: str, measure: str = "amount"
    ) -> tuple[CategoryRow, ...]:
        """Categories by change: ``amount``, ``work``, ``total`` or ``total_facility``, in percent.

        Categories of fewer than 20 codes compared are left out. The largest gain comes first.
        """
        if measure not in ("amount", "work", "total", "total_facility"):
            raise NoFigure(
                f"{measure!r} is no measure; expected amount, work, total or total_facility"
            )
        rows = []
        for line in self.compared(before, after).categories:
            value: Decimal | None = getattr(line, measure)
            if value is None or line.codes < FEWEST:
                continue
            rows.append(
                CategoryRow(
                    *(line.name, line.codes, line.up, line.down, line.work, line.total),
                    *(line.total_facility, line.amount, value, f"/browse/{line.slug}/"),
                )
            )
        return tuple(sorted(rows, key=lambda row: (-row.value, row.name)))

    def biggest_moves(
        self,
        before: str,
        after: str,
        *,
        n: int = 10,
        direction: str = "up",
        measure: str = "amount",
        category: str = "",
        by: str = "percent",
    ) -> tuple[MoveRow, ...]:
        """The largest gains or losses of an ``amount`` or of ``work``, by percent or by size.

        At most 25; codes of which we have not written are among them under their family's name.
        """
        if direction not in ("up", "down") or by not in ("percent", "size"):
            raise NoFigure("expected direction up or down, and by percent or size")
        found = self.compared(before, after).moves
        if (category, measure) not in found:
            known = ", ".join(slug for slug, _ in found if slug != EVERY)
            raise NoFigure(
                f"no moves of {measure!r} in {category!r}; measures: {', '.join(MEASURES)}; "
                f"categories: {known}"
            )
        name = {"up": "gains", "down": "losses"}[direction] + ("_by_size" if by == "size" else "")
        movers: tuple[Mover, ...] = getattr(found[category, measure], name)
        return tuple(self._move(mover, by) for mover in movers[:n])

    def _move(self, mover: Mover, by: str) -> MoveRow:
        value = mover.difference if by == "size" else mover.percent
        return MoveRow(
            *(mover.code, self._index.title(mover.code), mover.before, mover.after),
            *(mover.difference, mover.percent, value or Decimal(0), f"/codes/{mover.code}/"),
        )

    def efficiency(self, before: str = "RVU25D", after: str = "RVU26C") -> EfficiencyOf:
        """Whose work RVU the efficiency adjustment of 2026 lowered, in all and by category.

        ``value`` of a category is the share of its codes whose work RVU fell, in percent.
        """
        return _efficiency(self._book, self._index, before, after)


@lru_cache(maxsize=4)
def _efficiency(book: Book, index: CodeIndex, before: str, after: str) -> EfficiencyOf:
    old, new = (book.release(label) for label in (before, after))
    groups: dict[str, list[RowChange]] = {}
    for row in changes(book, old.label, new.label).rows:
        if not row.modifier:
            groups.setdefault(index.place(row.code).category.slug, []).append(row)
    whole = efficiency(old, new, [row for rows in groups.values() for row in rows])
    if whole is None:
        raise NoFigure("the efficiency adjustment lies between a release of 2025 and of 2026")
    shares = []
    for category in index.categories():
        part = efficiency(old, new, groups.get(category.slug, ()))
        if part and part.codes >= FEWEST:
            shares.append(
                ShareRow(
                    *(category.name, part.codes, part.fell, part.same, part.rose),
                    *(part.share(part.fell), f"/browse/{category.slug}/"),
                )
            )
    shares.sort(key=lambda row: (-row.value, row.name))
    return EfficiencyOf(old.label, new.label, whole, tuple(shares))
