"""The reference book: the bundled releases, and over them those the user has added."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from openrvu.book.places import bundled_path, releases_dir
from openrvu.book.shelf import Shelf, Span
from openrvu.calendar import DateRange
from openrvu.errors import OpenRVUError, ReleaseNotHeld
from openrvu.schedule.localities import Locality, ZipArea
from openrvu.schedule.releases import Release
from openrvu.schedule.rows import ServiceRow, in_order


class Book:
    """Several book files read as one. A later shelf's release hides an earlier one's."""

    def __init__(self, shelves: Iterable[Shelf], skipped: Iterable[str] = ()) -> None:
        """Put shelves in order, the bundled one first.

        Args:
            shelves: the book files.
            skipped: what was left out because it could not be read, in sentences.
        """
        self.shelves, self.skipped = tuple(shelves), tuple(skipped)
        self._by_label: dict[str, tuple[Release, Shelf]] = {}
        for shelf in self.shelves:
            self._by_label.update((r.label, (r, shelf)) for r in shelf.releases)
        self._localities: dict[str, tuple[Locality, ...]] = {}
        self._endoscopies: dict[str, dict[str, tuple[str, ...]]] = {}
        held = (release for release, _ in self._by_label.values())
        self._releases = tuple(sorted(held, key=lambda r: (r.in_force.first, r.label)))

    def releases(self) -> tuple[Release, ...]:
        """Every release held, in order of force."""
        return self._releases

    def newest(self) -> Release:
        """The release that came into force last."""
        return self._releases[-1]

    def release(self, label: str) -> Release:
        """The release of a label.

        Raises:
            ReleaseNotHeld: the book does not hold it.
        """
        self._shelf(label)
        return self._by_label[label][0]

    def _shelf(self, label: str) -> Shelf:
        if label not in self._by_label:
            held = ", ".join(r.label for r in self._releases)
            raise ReleaseNotHeld(f"{label} is not in the book; it holds {held}")
        return self._by_label[label][1]

    def answering(self) -> list[tuple[Shelf, dict[int, Release]]]:
        """Each book file, and the releases it answers for by their number in its tables."""
        return [
            (
                shelf,
                {n: r for n, r in enumerate(shelf.releases, 1) if self._shelf(r.label) is shelf},
            )
            for shelf in self.shelves
        ]

    def rows(self, label: str, code: str) -> tuple[ServiceRow, ...]:
        """The rows of one code in one release: global first, then 26, TC, 53."""
        return self._shelf(label).rows(label, code)

    def all_rows(self, label: str) -> Iterator[ServiceRow]:
        """Every row of a release, in order of code and modifier."""
        return self._shelf(label).all_rows(label)

    def codes(self, label: str) -> list[str]:
        """Every code of a release, in order."""
        return self._shelf(label).codes(label)

    def work_rvus(self, label: str, first: str, last: str) -> list[tuple[str, Decimal]]:
        """Code and work RVU of the unmodified rows between two codes that have work."""
        return self._shelf(label).work_rvus(label, first, last)

    def history(self, code: str) -> list[tuple[Release, tuple[ServiceRow, ...]]]:
        """The rows of a code in every release that has it, in order of force."""
        by_label: dict[str, list[ServiceRow]] = {}
        for shelf in self.shelves:
            order = [r.label for r in shelf.releases]
            for span in shelf.spans(code):
                for label in _between(order, span):
                    if self._by_label[label][1] is shelf:
                        by_label.setdefault(label, []).append(span.row)
        return [(r, in_order(by_label[r.label])) for r in self._releases if r.label in by_label]

    def localities(self, label: str) -> tuple[Locality, ...]:
        """The localities of a release, by state and number."""
        held = self._localities.get(label)
        if held is None:
            held = self._localities[label] = self._shelf(label).localities(label)
        return held

    def endoscopic_bases(self, label: str) -> dict[str, tuple[str, ...]]:
        """The codes of each endoscopic family of a release, by its base code."""
        held = self._endoscopies.get(label)
        if held is None:
            held = self._endoscopies[label] = self._shelf(label).endoscopic_families(label)
        return held

    def zip_area(self, zip_code: str) -> ZipArea | None:
        """What the newest ZIP file held says of a ZIP code."""
        # Of two files of one edition the person's own, which stands later, answers first.
        own_first = reversed(self.shelves)
        for shelf in sorted(own_first, key=lambda s: s.zip_edition, reverse=True):
            if area := shelf.zip_area(zip_code):
                return area
        return None

    @property
    def zip_edition(self) -> str:
        """Year and quarter of the newest ZIP file held, such as ``20254``."""
        return max(shelf.zip_edition for shelf in self.shelves)

    def factors(self) -> list[tuple[DateRange, str, Decimal, str, str]]:
        """Days, kind, conversion factor, source and note since 1992, in order of date.

        A release that the user added of a year the bundled list does not reach speaks for itself.
        """
        known = self.shelves[0].factors()
        newest = max(days.first.year for days, *_ in known)
        later: dict[tuple[int, str, Decimal], DateRange] = {}
        for release in self._releases:
            for kind, factor in _factors_of(release) if release.year > newest else ():
                key = (release.year, kind, factor)
                since = later.get(key, release.in_force).first
                later[key] = DateRange(since, release.in_force.last)
        source = "CMS relative value files of the user's own"
        return [*known, *((days, kind, cf, source, "") for (_, kind, cf), days in later.items())]

    def descriptor(self, code: str) -> str | None:
        """CMS's short descriptor from the newest archive the user brought, or None."""
        for shelf in reversed(self.shelves):
            if text := shelf.descriptor(code):
                return text
        return None

    def descriptors(self) -> dict[str, str]:
        """CMS's short descriptor of every code in the archives the user brought."""
        held: dict[str, str] = {}
        for shelf in self.shelves:
            held |= shelf.descriptors()
        return held

    def close(self) -> None:
        """Close this thread's connections."""
        for shelf in self.shelves:
            shelf.close()


def _factors_of(release: Release) -> Iterator[tuple[str, Decimal]]:
    yield "all", release.conversion_factor
    if release.qp_conversion_factor is not None:
        yield "qp", release.qp_conversion_factor


def _between(order: list[str], span: Span) -> list[str]:
    return order[order.index(span.first) : order.index(span.last) + 1]


def load_book(bundled: Path | None = None, added: Path | None = None) -> Book:
    """Open the bundled book and the user's releases over it.

    A file of the user's that cannot be read stands in :attr:`Book.skipped`, and the rest answers.

    Args:
        bundled: another book file in place of the one that ships.
        added: another folder of added releases.
    """
    shelves, skipped = [Shelf(bundled or bundled_path())], []
    folder = added or releases_dir()
    for path in sorted(folder.glob("*.sqlite")) if folder.is_dir() else ():
        try:
            shelves.append(Shelf(path, owned=True))
        except (OpenRVUError, OSError, sqlite3.Error, ValueError, TypeError):
            skipped.append(f"{path} does not open; add its release again")
    return Book(shelves, skipped)


@cache
def open_book() -> Book:
    """The book of this process, opened once."""
    return load_book()
