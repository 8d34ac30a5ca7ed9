"""What changed between two releases, by code and by category."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from openrvu.book.book import Book
from openrvu.codes.index import Category, open_index
from openrvu.exact import add, subtract
from openrvu.schedule.amount import Outcome, outcome_of, pay
from openrvu.schedule.localities import NATIONAL
from openrvu.schedule.releases import Release, normalise_label
from openrvu.schedule.rows import ServiceRow, Setting, alike
from openrvu.schedule.statistics import percent_change


@dataclass(frozen=True, slots=True)
class RowChange:
    """One code and modifier in two releases; a side is None where the release lacks the row.

    Attributes:
        code: five characters.
        modifier: empty, 26, TC or 53.
        before: its row in the earlier release.
        after: its row in the later one.
        amount_before: national non-facility dollars, or None where not priced by RVUs.
        amount_after: the same in the later release.
    """

    code: str
    modifier: str
    before: ServiceRow | None
    after: ServiceRow | None
    amount_before: Decimal | None
    amount_after: Decimal | None

    @property
    def work_before(self) -> Decimal | None:
        """Work RVU in the earlier release."""
        return self.before.work if self.before else None

    @property
    def work_after(self) -> Decimal | None:
        """Work RVU in the later release."""
        return self.after.work if self.after else None

    @property
    def total_before(self) -> Decimal | None:
        """Total non-facility RVU in the earlier release."""
        return self.before.total(Setting.NONFACILITY) if self.before else None

    @property
    def total_after(self) -> Decimal | None:
        """Total non-facility RVU in the later release."""
        return self.after.total(Setting.NONFACILITY) if self.after else None

    @property
    def work_percent(self) -> Decimal | None:
        """Change of the work RVU in percent, one digit; None where it cannot be said."""
        return _percent(self.work_before, self.work_after)

    @property
    def percent(self) -> Decimal | None:
        """Change of the amount in percent, one digit; None where it cannot be said."""
        return _percent(self.amount_before, self.amount_after)

    @property
    def na_changed(self) -> bool:
        """Whether CMS marked the non-facility figure NA in one of the releases alone.

        A figure marked NA repeats the facility's, so the two do not compare.
        """
        if self.before is None or self.after is None:
            return False
        return self.before.policy.na_nonfacility != self.after.policy.na_nonfacility

    @property
    def kind(self) -> str:
        """``new``, ``gone``, ``changed`` (an RVU or indicator) or ``same``."""
        if self.before is None:
            return "new"
        if self.after is None:
            return "gone"
        return "same" if alike(self.before, self.after) else "changed"


@dataclass(frozen=True, slots=True)
class CategoryChange:
    """A category's unmodified rows that both releases price by RVUs, unweighted.

    Attributes:
        category: which.
        codes: how many are compared.
        new: codes that only the later release has.
        gone: codes that only the earlier release has.
        up: how many amounts rose.
        down: how many fell.
        work_percent: change of the summed work RVU, or None where there is none.
        amount_percent: change of the summed national amount, or None.
    """

    category: Category
    codes: int
    new: int
    gone: int
    up: int
    down: int
    work_percent: Decimal | None
    amount_percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Two releases compared.

    Attributes:
        before: the earlier release.
        after: the later one.
        rows: every code and modifier that either has, in order.
        by_category: the same summed by category, those without any code left out.
    """

    before: Release
    after: Release
    rows: tuple[RowChange, ...]
    by_category: tuple[CategoryChange, ...]


def changes(book: Book, before: str, after: str) -> Changes:
    """Compare every row of two releases, given by their labels.

    Raises:
        ReleaseNotHeld: one of them is not in the book.
    """
    old, new = book.release(normalise_label(before)), book.release(normalise_label(after))
    rows = tuple(_row_changes(book, old, new))
    return Changes(old, new, rows, tuple(_by_category(rows)))


def _row_changes(book: Book, old: Release, new: Release) -> Iterable[RowChange]:
    was = {(r.code, r.modifier): r for r in book.all_rows(old.label)}
    now = {(r.code, r.modifier): r for r in book.all_rows(new.label)}
    for key in sorted(was.keys() | now.keys()):
        one, two = was.get(key), now.get(key)
        yield RowChange(*key, one, two, _amount(old, one), _amount(new, two))


def _amount(release: Release, row: ServiceRow | None) -> Decimal | None:
    if row is None or outcome_of(row, Setting.NONFACILITY)[0] is not Outcome.PRICED:
        return None
    return pay(row.work, row.pe_nonfacility, row.mp, NATIONAL, release.conversion_factor)


def _percent(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    return None if before is None or after is None else percent_change(before, after)


def _by_category(rows: Iterable[RowChange]) -> Iterable[CategoryChange]:
    index = open_index()
    groups: dict[str, list[RowChange]] = {c.slug: [] for c in index.categories()}
    for row in rows:
        if not row.modifier:
            groups[index.place(row.code).category.slug].append(row)
    for category in index.categories():
        if groups[category.slug]:
            yield _category_change(category, groups[category.slug])


def _category_change(category: Category, rows: list[RowChange]) -> CategoryChange:
    both = [r for r in rows if r.amount_before is not None and r.amount_after is not None]
    moves = [subtract(r.amount_after or Decimal(0), r.amount_before or Decimal(0)) for r in both]
    return CategoryChange(
        category=category,
        codes=len(both),
        new=sum(r.before is None for r in rows),
        gone=sum(r.after is None for r in rows),
        up=sum(move > 0 for move in moves),
        down=sum(move < 0 for move in moves),
        work_percent=_percent(
            add(*(r.work_before or Decimal(0) for r in both)),
            add(*(r.work_after or Decimal(0) for r in both)),
        ),
        amount_percent=_percent(
            add(*(r.amount_before or Decimal(0) for r in both)),
            add(*(r.amount_after or Decimal(0) for r in both)),
        ),
    )
