"""The releases a person adds: over the bundled book, one file each, whole or not at all.

Whatever goes wrong, the folder holds afterwards what it held before. A release of the person's
own answers before the bundled one of the same label, and keeps CMS's short descriptors, which
may be used on that person's machine and go nowhere else.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace as with_changes
from pathlib import Path

from openrvu.book.added import Added, Change, Held, change_of, preceding, warnings_of
from openrvu.book.book import Book, open_book
from openrvu.book.build import build_book
from openrvu.book.places import bundled_path, releases_dir
from openrvu.book.shelf import Shelf
from openrvu.cms.package import open_package
from openrvu.cms.release import ReleaseContents, read_release
from openrvu.cms.zip5 import read_zip5
from openrvu.errors import OpenRVUError, ReleaseConflict, ReleaseNotHeld
from openrvu.schedule.localities import ZipArea
from openrvu.schedule.releases import Release, normalise_label

_ZIP = "ZIP5-"


class Collection:
    """The person's own releases, beside the bundled book."""

    def __init__(self, folder: Path | None = None, bundled: Path | None = None) -> None:
        """Look in ``folder`` (the data folder by default), over ``bundled`` (that which ships)."""
        self.folder = folder or releases_dir()
        self.bundled = bundled or bundled_path()

    def add(self, path: Path, label: str | None = None, *, replace: bool = False) -> Added:
        """Add a CMS archive, a folder of its files, a relative value file, or a ZIP5 file.

        Args:
            path: what the person has.
            label: the release it is; taken from its name and heading by default.
            replace: let it answer in place of one held with other bytes.

        Raises:
            ReadError: it cannot be trusted.
            ReleaseConflict: the release is held with other bytes, and ``replace`` is not set.
            OpenRVUError: it could not be written.
        """
        package = open_package(path)
        member = package.find("ZIP5")
        zips = read_zip5(member) if member else ()
        if zips and not (package.find("PPRRVU") or package.find("QPP")):
            return self._add_zips(zips, replace=replace)
        contents = read_release(path, label)
        with self._book() as book:
            return self._add_release(book, contents, zips, replace=replace)

    def _add_release(
        self, book: Book, contents: ReleaseContents, zips: Sequence[ZipArea], *, replace: bool
    ) -> Added:
        release = contents.release
        before = next((r for r in book.releases() if r.label == release.label), None)
        same = before is not None and before.sha256 == release.sha256
        if before and same and before.owned:
            return Added(before, len(contents.rows), already=True)
        change = change_of(book, contents, before or preceding(book, release))
        if before and not same and not replace:
            raise _conflict(before, release, change)
        _refuse_other_zips(book, zips, replace=replace)
        self._write(release.label, [contents], zips)
        return Added(
            release=with_changes(release, owned=True),
            rows=len(contents.rows),
            localities=len(contents.localities),
            zip_edition=zips[0].edition if zips else "",
            replaced=before,
            change=change,
            repairs=contents.repairs,
            warnings=warnings_of(contents, change),
        )

    def _add_zips(self, zips: Sequence[ZipArea], *, replace: bool) -> Added:
        edition = zips[0].edition
        with self._book() as book:
            held = any(shelf.zip_edition == edition for shelf in book.shelves)
            if held and not _differing(book, zips):
                return Added(None, zip_edition=edition, already=True)
            _refuse_other_zips(book, zips, replace=replace)
        self._write(f"{_ZIP}{edition}", [], zips)
        return Added(None, zip_edition=edition)

    def remove(self, label: str) -> Release | None:
        """Remove a release of the person's own, or a ZIP file by a name such as ``ZIP5-20254``.

        Returns:
            The bundled release that answers for the label from now on, if there is one.

        Raises:
            OpenRVUError: the release ships with OpenRVU, or the file could not be removed.
            ReleaseNotHeld: nothing of that name was added.
        """
        name = label.strip().upper()
        name = name if name.startswith(_ZIP) else normalise_label(name)
        path = self.folder / f"{name}.sqlite"
        with closing(Shelf(self.bundled)) as shelf:
            shipped = next((r for r in shelf.releases if r.label == name), None)
        if path in self._files():
            _unlink(path)
            open_book.cache_clear()
            return shipped
        if shipped:
            raise OpenRVUError(
                f"{name} ships with OpenRVU and cannot be removed; only releases you added can"
            )
        added = ", ".join(p.stem for p in self._files()) or "none"
        raise ReleaseNotHeld(f"{name} is not among the releases you added ({added})")

    def held(self) -> tuple[Held, ...]:
        """Every release, bundled and own, in order of force; own before bundled."""
        with self._book() as book:
            listed = [
                Held(
                    release, len(shelf.codes(release.label)), book.release(release.label) == release
                )
                for shelf in book.shelves
                for release in shelf.releases
            ]
        return tuple(
            sorted(
                listed,
                key=lambda h: (h.release.in_force.first, h.release.label, not h.release.owned),
            )
        )

    def zip_files(self) -> tuple[tuple[str, bool], ...]:
        """Edition of each ZIP file held and whether it is the person's own, newest first."""
        with self._book() as book:
            listed = {(s.zip_edition, s.owned) for s in book.shelves if s.zip_edition}
        return tuple(sorted(listed, reverse=True))

    def unreadable(self) -> tuple[Path, ...]:
        """Files in the folder that no longer open, such as those of an older format."""
        return tuple(path for path in self._files() if _open(path) is None)

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("*.sqlite")) if self.folder.is_dir() else []

    @contextmanager
    def _book(self) -> Iterator[Book]:
        own = [shelf for path in self._files() if (shelf := _open(path))]
        with closing(Book([Shelf(self.bundled), *own])) as book:
            yield book

    def _write(
        self, name: str, contents: Iterable[ReleaseContents], zips: Sequence[ZipArea]
    ) -> None:
        """Build the file aside, and move it into place when it is whole and on the disk."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.folder, prefix=".adding-") as aside:
                staged = Path(aside) / f"{name}.sqlite"
                build_book(staged, contents, zips, descriptors=True)
                with staged.open("rb+") as file:
                    os.fsync(file.fileno())
                staged.replace(self.folder / staged.name)
        except (OSError, sqlite3.Error) as error:
            raise OpenRVUError(
                f"{self.folder}: {name} could not be written ({error}); nothing was added. "
                "Free some space, or choose another folder with OPENRVU_DATA_DIR"
            ) from error
        open_book.cache_clear()


def add(path: Path, label: str | None = None, *, replace: bool = False) -> Added:
    """Add an archive to the person's own releases; see :meth:`Collection.add`."""
    return Collection().add(path, label, replace=replace)


def remove(label: str) -> Release | None:
    """Remove a release of the person's own; see :meth:`Collection.remove`."""
    return Collection().remove(label)


def held() -> tuple[Held, ...]:
    """Every release in the book; see :meth:`Collection.held`."""
    return Collection().held()


def _open(path: Path) -> Shelf | None:
    """A file the person added; None where it does not open, so that it can be added again."""
    try:
        return Shelf(path, owned=True)
    except (OpenRVUError, OSError, sqlite3.Error, ValueError, TypeError):
        return None


def _unlink(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise OpenRVUError(f"{path} could not be removed ({error.strerror})") from error


def _conflict(before: Release, offered: Release, change: Change | None) -> ReleaseConflict:
    owner = "you added it" if before.owned else "it ships with OpenRVU"
    return ReleaseConflict(
        f"{before.label} is in the book already ({owner}, read from {before.archive}, SHA-256 "
        f"{before.sha256}), and {offered.archive} has other bytes (SHA-256 {offered.sha256}). "
        f"{_alike(change)}. To let yours answer on this machine, add it with --replace; "
        f"rvu release remove {before.label} takes a release of your own away again"
    )


def _alike(change: Change | None) -> str:
    """Whether a release has the values of the one held, and what it has otherwise or not at all."""
    if change is None:
        return "Rows differ"
    areas = change.areas
    differ = [
        word
        for word, yes in (
            ("rows", not change.rows_same),
            ("localities", areas.new or areas.gone),
            ("indices", areas.indices),
            ("anesthesia factors", areas.anesthesia),
        )
        if yes
    ]
    if differ:
        first = f", first {areas.indices[0]}" if areas.indices else ""
        return f"{', '.join(differ).capitalize()} differ{first}"
    if areas.factors_gone:
        return (
            "The values of every row and index are the same; yours has no anesthesia factor for "
            f"{areas.factors_gone} localities that have one"
        )
    return "The values of every row, index and anesthesia factor are the same"


def _differing(book: Book, zips: Sequence[ZipArea]) -> list[ZipArea]:
    """Areas that an edition already held gives otherwise, or not at all."""
    return [area for area in zips if book.zip_area(area.zip_code) != area]


def _refuse_other_zips(book: Book, zips: Sequence[ZipArea], *, replace: bool) -> None:
    if not zips or replace or all(s.zip_edition != zips[0].edition for s in book.shelves):
        return
    if differing := _differing(book, zips):
        area = differing[0]
        raise ReleaseConflict(
            f"the ZIP file of {area.edition} is in the book already, and this one gives "
            f"{len(differing):,} ZIP codes otherwise, first {area.zip_code} as "
            f"{area.carrier}-{area.number}. To let yours answer on this machine, add it with "
            "--replace"
        )
