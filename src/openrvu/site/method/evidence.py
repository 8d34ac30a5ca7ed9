"""What the method page shows of the book and the text: sources, gaps, outcomes and coverage."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from openrvu.book.book import Book
from openrvu.book.manifest import read_manifest
from openrvu.book.places import manifest_path
from openrvu.codes.index import CodeIndex
from openrvu.schedule.amount import PAYABLE, outcome_of
from openrvu.schedule.indicator_values import STATUS
from openrvu.schedule.releases import Release


@dataclass(frozen=True, slots=True)
class Source:
    """An archive that the figures were read from.

    Attributes:
        release: label of the release, or ``ZIP5`` and the edition.
        archive: its name.
        sha256: of the archive as read.
        rows: rows read, or None where the book does not record it.
        localities: localities read, or None.
        lacks: kinds of file it did not hold.
        repairs: what a spreadsheet had damaged and the reader put right.
        owned: whether the reader of this page added it.
    """

    release: str
    archive: str
    sha256: str
    rows: int | None
    localities: int | None
    lacks: tuple[str, ...]
    repairs: tuple[str, ...]
    owned: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """Rows of a status in the newest release, and what becomes of them."""

    status: str
    meaning: str
    outcome: str
    rows: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Codes of the newest release, those Medicare pays by RVUs, and those with text of ours."""

    codes: int
    payable: int
    payable_written: int
    written: int


def sources(book: Book) -> tuple[Source, ...]:
    """Every archive: those of the bundled book's manifest, then those the user added."""
    path = manifest_path()
    if not path.is_file():
        return tuple(_from_release(release) for release in book.releases())
    bundled = [
        Source(s.release, s.name, s.sha256, s.rows, s.localities or None, s.lacks, s.repairs)
        for s in read_manifest(path)
    ]
    return (*bundled, *(_from_release(r) for r in book.releases() if r.owned))


def _from_release(r: Release) -> Source:
    return Source(r.label, r.archive, r.sha256, None, None, r.lacks, (), r.owned)


def missing_releases(book: Book) -> tuple[str, ...]:
    """The quarters' releases between the oldest held and the end of the newest's year, not held."""
    held = {release.label for release in book.releases()}
    years = range(book.releases()[0].year, book.newest().year + 1)
    quarters = (f"RVU{year % 100:02d}{letter}" for year in years for letter in "ABCD")
    return tuple(label for label in quarters if label not in held)


@lru_cache(maxsize=2)
def outcomes(book: Book) -> tuple[OutcomeLine, ...]:
    """What becomes of the rows of each status in the newest release."""
    counted: Counter[tuple[str, str]] = Counter()
    for row in book.all_rows(book.newest().label):
        counted[row.policy.status, outcome_of(row)[0].value] += 1
    return tuple(
        OutcomeLine(status, STATUS[status].short, outcome, rows)
        for (status, outcome), rows in sorted(counted.items())
    )


@lru_cache(maxsize=2)
def coverage(book: Book, index: CodeIndex) -> Coverage:
    """How many codes there are, and how many of them we have written about."""
    label = book.newest().label
    codes = book.codes(label)
    payable = {
        row.code
        for row in book.all_rows(label)
        if not row.modifier and row.policy.status in PAYABLE
    }
    written = set(index.written_titles())
    return Coverage(len(codes), len(payable), len(payable & written), len(written & set(codes)))
