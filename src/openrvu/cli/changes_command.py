"""``rvu changes``: what changed between two releases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

import click

from openrvu.book.book import open_book
from openrvu.cli.asked import json_option
from openrvu.cli.output import dollars, print_json, print_table
from openrvu.codes.changes import CategoryChange, Changes, RowChange, changes
from openrvu.codes.index import Category, open_index
from openrvu.errors import OpenRVUError
from openrvu.exact import plain_or_none
from openrvu.schedule.releases import normalise_label
from openrvu.schedule.rows import ServiceRow

_CATEGORY_HEADINGS = ("Category", "Slug", "Codes", "New", "Gone", "Up", "Down", "Work", "Amount")
_ROW_HEADINGS = ("Service", "Title", "Work RVU", "→", "Amount", "→", "Change")


@click.command(
    "changes",
    epilog="""
\b
Examples:
  rvu changes RVU25D RVU26C
  rvu changes RVU25D RVU26C --category radiology --limit 5
  rvu changes 24A 24AR --json

Amounts are national and non-facility, in each release's own conversion
factor. Gains and losses are ranked by the exact ratio of the amounts.

\b
Exit codes:
  0  compared
  1  a release is not held, or no category has that name
  2  the command was not understood
""",
)
@click.argument("before")
@click.argument("after")
@click.option("--category", "slug", metavar="SLUG", help="Only this category, e.g. radiology.")
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="Rows in each list; 0 for all.",
)
@json_option
def compare(before: str, after: str, slug: str | None, limit: int, *, as_json: bool) -> None:
    """What changed from release BEFORE to release AFTER, by category and code."""
    category = _category(slug) if slug else None
    found = changes(open_book(), normalise_label(before), normalise_label(after))
    lists = _Lists(found, category, limit)
    if as_json:
        print_json(_data(found, lists))
    else:
        _print(found, lists)


def _category(slug: str) -> Category:
    index = open_index()
    found = index.category(slug.strip().lower())
    if found is None:
        known = ", ".join(each.slug for each in index.categories())
        raise OpenRVUError(f"no category is called {slug!r}; expected one of: {known}")
    return found


class _Lists:
    """What is shown of a comparison: categories, and rows by what became of them."""

    def __init__(self, found: Changes, category: Category | None, limit: int) -> None:
        self._limit = limit or None
        self._category = category
        self.categories = [each for each in found.by_category if category in {None, each.category}]
        rows = [row for row in found.rows if self._belongs(row)]
        ranked = [(ratio, row) for row in rows if (ratio := _ratio(row)) is not None]
        ranked.sort(key=lambda pair: pair[0])
        self.losses = [row for ratio, row in ranked if ratio < 1]
        ranked.sort(key=lambda pair: -pair[0])
        self.gains = [row for ratio, row in ranked if ratio > 1]
        self.new = [row for row in rows if row.kind == "new"]
        self.gone = [row for row in rows if row.kind == "gone"]
        self.changed = sum(_other_rvus(row) for row in rows)

    def _belongs(self, row: RowChange) -> bool:
        return self._category is None or open_index().place(row.code).category == self._category

    def cut(self, rows: Sequence[RowChange]) -> Sequence[RowChange]:
        """As many as were asked for, without those whose two amounts do not compare (NA)."""
        return [row for row in rows if not row.na_changed][: self._limit]

    @property
    def left_out(self) -> int:
        """Amounts that moved because CMS marked them NA in one release alone."""
        return sum(row.na_changed for row in (*self.gains, *self.losses))


def _ratio(row: RowChange) -> Fraction | None:
    """By how much the amount moved, exactly; None where it cannot be said."""
    if row.amount_after is None or not row.amount_before:
        return None
    return Fraction(row.amount_after) / Fraction(row.amount_before)


def _other_rvus(row: RowChange) -> bool:
    old, new = row.before, row.after
    return old is not None and new is not None and _rvus(old) != _rvus(new)


def _rvus(row: ServiceRow) -> tuple[Decimal, ...]:
    return row.work, row.pe_nonfacility, row.pe_facility, row.mp


def _data(found: Changes, lists: _Lists) -> dict[str, object]:
    return {
        "before": found.before.label,
        "after": found.after.label,
        "notices": list(_notices(found)),
        "conversion_factor_before": str(found.before.conversion_factor),
        "conversion_factor_after": str(found.after.conversion_factor),
        "changed": str(lists.changed),
        "gained": str(len(lists.gains)),
        "lost": str(len(lists.losses)),
        "new": str(len(lists.new)),
        "gone": str(len(lists.gone)),
        "categories": [_category_data(each) for each in lists.categories],
        "gains": [_row_data(row) for row in lists.cut(lists.gains)],
        "losses": [_row_data(row) for row in lists.cut(lists.losses)],
        "new_rows": [_row_data(row) for row in lists.cut(lists.new)],
        "gone_rows": [_row_data(row) for row in lists.cut(lists.gone)],
    }


def _category_data(each: CategoryChange) -> dict[str, str | None]:
    return {
        "slug": each.category.slug,
        "name": each.category.name,
        "codes": str(each.codes),
        "new": str(each.new),
        "gone": str(each.gone),
        "up": str(each.up),
        "down": str(each.down),
        "work_percent": plain_or_none(each.work_percent),
        "amount_percent": plain_or_none(each.amount_percent),
    }


def _row_data(row: RowChange) -> dict[str, str | None]:
    return {
        "code": row.code,
        "modifier": row.modifier,
        "title": open_index().title(row.code),
        "kind": row.kind,
        "work_before": plain_or_none(row.work_before),
        "work_after": plain_or_none(row.work_after),
        "total_before": plain_or_none(row.total_before),
        "total_after": plain_or_none(row.total_after),
        "amount_before": plain_or_none(row.amount_before),
        "amount_after": plain_or_none(row.amount_after),
        "percent": plain_or_none(row.percent),
    }


def _print(found: Changes, lists: _Lists) -> None:
    click.echo("\n".join(_heading(found, lists)) + "\n")
    print_table(_CATEGORY_HEADINGS, [_category_row(c) for c in lists.categories], texts=2)
    _print_rows("Largest gains", lists.cut(lists.gains))
    _print_rows("Largest losses", lists.cut(lists.losses))
    _print_rows("New", lists.cut(lists.new))
    _print_rows("Gone", lists.cut(lists.gone))
    click.echo("\n" + "\n".join(_sources(found)))


def _heading(found: Changes, lists: _Lists) -> Iterator[str]:
    old, new = found.before, found.after
    yield (
        f"{old.label} to {new.label}; conversion factor ${old.conversion_factor} to "
        f"${new.conversion_factor}"
    )
    yield from (f"Note: {notice}" for notice in _notices(found))
    yield (
        f"{lists.changed:,} rows with other RVUs, {len(lists.new):,} new, "
        f"{len(lists.gone):,} gone; {len(lists.gains):,} amounts rose, {len(lists.losses):,} fell"
    )
    if lists.left_out:
        yield (
            f"{lists.left_out} of these are left out of the lists below: CMS marks the "
            "non-facility figure NA in one release alone, so the two do not compare"
        )


def _notices(found: Changes) -> Iterator[str]:
    old, new = found.before, found.after
    if old.label == new.label:
        yield f"{old.label} is compared with itself."
    elif (old.in_force.first, old.label) > (new.in_force.first, new.label):
        yield (
            f"backwards in time: {old.label} came into force after {new.label}, so what is called "
            f"new, gone, risen or fallen is from {old.label} back to {new.label}."
        )


def _category_row(each: CategoryChange) -> tuple[str, ...]:
    counts = (each.codes, each.new, each.gone, each.up, each.down)
    moves = (_percent(each.work_percent), _percent(each.amount_percent))
    return each.category.name, each.category.slug, *(f"{n:,}" for n in counts), *moves


def _print_rows(heading: str, rows: Sequence[RowChange]) -> None:
    if rows:
        click.echo(f"\n{heading}")
        print_table(_ROW_HEADINGS, [_row(row) for row in rows], texts=2)


def _row(row: RowChange) -> tuple[str, ...]:
    label = f"{row.code}-{row.modifier}" if row.modifier else row.code
    works = (_work(row.before), _work(row.after))
    amounts = [dollars(plain_or_none(amount)) for amount in (row.amount_before, row.amount_after)]
    return label, open_index().title(row.code), *works, *amounts, _percent(row.percent)


def _work(row: ServiceRow | None) -> str:
    return str(row.work) if row and row.has_rvus else "—"


def _percent(value: Decimal | None) -> str:
    return "—" if value is None else f"{value:+}%"


def _sources(found: Changes) -> Iterator[str]:
    for release in (found.before, found.after):
        yield f"Source: CMS {release.label}, {release.archive}, sha256 {release.sha256}"
