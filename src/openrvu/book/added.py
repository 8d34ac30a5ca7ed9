"""What adding a release did, to be shown to the person: what came, what changed, what to check."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from openrvu.book.area_change import AreaChange, area_change
from openrvu.book.book import Book
from openrvu.cms.cells import Repair
from openrvu.cms.qpp import rows_by_key
from openrvu.cms.release import ReleaseContents
from openrvu.schedule.releases import Release

#: A release with fewer rows than this share of the one before it is probably not whole.
_FEW = Decimal("0.9")


@dataclass(frozen=True, slots=True)
class Change:
    """How a release differs from another, in rows (a code and modifier each) and localities.

    Attributes:
        against: label of the other release.
        new: rows that only this one has.
        gone: rows that only the other has.
        changed: rows with other RVUs or indicators.
        factor_before: the other's conversion factor, dollars per total RVU.
        areas: in localities, indices and anesthesia factors.
    """

    against: str
    new: int
    gone: int
    changed: int
    factor_before: Decimal
    areas: AreaChange = field(default_factory=AreaChange)

    @property
    def rows_same(self) -> bool:
        """Whether every row is the same."""
        return not (self.new or self.gone or self.changed)

    @property
    def none(self) -> bool:
        """Whether every row, every index and every anesthesia factor that both have is the same."""
        return self.rows_same and self.areas.none


@dataclass(frozen=True, slots=True)
class Added:
    """What adding an archive did.

    Attributes:
        release: as it is held now; None where only a ZIP file came.
        rows: service rows read.
        localities: localities with indices read.
        zip_edition: year and quarter of the ZIP file taken, such as ``20254``; or empty.
        already: True where the same bytes were held before, so nothing was written.
        replaced: the release that answered for the label before, if any.
        change: against the release replaced, else the one before it in force; or None.
        repairs: damage that was mended.
        warnings: what the person should look at, in sentences.
    """

    release: Release | None
    rows: int = 0
    localities: int = 0
    zip_edition: str = ""
    already: bool = False
    replaced: Release | None = None
    change: Change | None = None
    repairs: tuple[Repair, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A release in the book: whose it is stands in ``release.owned``.

    Attributes:
        release: the release.
        codes: how many codes it has.
        answers: False for a bundled release that the person's own stands in front of.
    """

    release: Release
    codes: int
    answers: bool


def preceding(book: Book, release: Release) -> Release | None:
    """The release held that came into force before another, or None."""
    earlier = [r for r in book.releases() if r.in_force.first < release.in_force.first]
    return earlier[-1] if earlier else None


def change_of(book: Book, contents: ReleaseContents, other: Release | None) -> Change | None:
    """How a release as read differs from one that is held, if there is one."""
    if other is None:
        return None
    there, here = rows_by_key(book.all_rows(other.label)), rows_by_key(contents.rows)
    shared = here.keys() & there.keys()
    return Change(
        against=other.label,
        new=len(here) - len(shared),
        gone=len(there) - len(shared),
        changed=sum(here[key] != there[key] for key in shared),
        factor_before=other.conversion_factor,
        areas=area_change(book.localities(other.label), contents.localities),
    )


def warnings_of(contents: ReleaseContents, change: Change | None) -> tuple[str, ...]:
    """What a person should look at before relying on a release as read, in sentences."""
    if change is None:
        return ()
    rows, before = len(contents.rows), len(contents.rows) - change.new + change.gone
    if rows >= before * _FEW:
        return ()
    warning = (
        f"It has {rows:,} rows where {change.against} has {before:,}: if the file was cut short, "
        "codes that should be there will be called unknown."
    )
    return (warning,)
