"""Builds the bundled book again from a folder of CMS's archives. Same archives, same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from openrvu.book.build import build_book
from openrvu.book.manifest import SourceFile, write_manifest
from openrvu.cms.package import open_package, sha256_of
from openrvu.cms.release import ReleaseContents, read_release
from openrvu.cms.zip5 import read_zip5
from openrvu.errors import ReadError, ReleaseConflict
from openrvu.schedule.localities import ZipArea
from openrvu.schedule.releases import normalise_label, start_of

#: Called before each archive is read: how many are done, of how many, and the archive's name.
Progress = Callable[[int, int, str], None]

_RELEASE = re.compile(r"(rvu\d\d[a-d]r?)(?![a-z0-9]).*\.zip\Z", re.IGNORECASE)
_ZIP5 = re.compile(r"zip5.*\.zip\Z", re.IGNORECASE)


def rebuild(
    folder: Path, out: Path, manifest: Path, progress: Progress | None = None
) -> tuple[SourceFile, ...]:
    """Read every ``rvu….zip`` and ``zip5….zip`` of a folder into one book, and list the sources.

    Args:
        folder: holds CMS's archives.
        out: the book file to write; replaced only when the new one is whole.
        manifest: the list of sources to write beside it.
        progress: told of each archive before it is read.

    Returns:
        What went in, in order of force, ZIP files first.

    Raises:
        ReadError: no archive of a release there, or one that cannot be trusted.
        ReleaseConflict: two archives of the same release.
    """
    intake = _Intake(release_archives(folder), zip_archives(folder), progress)
    areas = intake.areas()
    build_book(out, intake.releases(), areas)
    write_manifest(manifest, out, intake.sources)
    return tuple(intake.sources)


def release_archives(folder: Path) -> list[tuple[str, Path]]:
    """Label and path of every release archive in a folder, in order of force.

    Raises:
        ReadError: none is there.
        ReleaseConflict: two of the same release.
    """
    if not folder.is_dir():
        raise _no_archives(folder, "no such folder")
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        if match := _RELEASE.match(path.name):
            label = normalise_label(match[1])
            other = found.setdefault(label, path)
            if other != path:
                raise ReleaseConflict(
                    f"{folder} holds {label} twice, {other.name} and {path.name}; keep one"
                )
    if not found:
        raise _no_archives(folder, "no archive of a release")
    return sorted(found.items(), key=lambda item: (start_of(item[0]), item[0]))


def _no_archives(folder: Path, found: str) -> ReadError:
    return ReadError(
        str(folder),
        found=found,
        expected="CMS's archives, named rvu26c.zip and the like",
        remedy="Give the folder that holds them",
    )


def zip_archives(folder: Path) -> list[Path]:
    """Every archive of a five-digit ZIP file in a folder, in order of name."""
    return sorted(path for path in folder.iterdir() if _ZIP5.match(path.name))


class _Intake:
    """Reads archives one at a time and keeps a record of each."""

    def __init__(
        self, archives: Sequence[tuple[str, Path]], zips: Sequence[Path], progress: Progress | None
    ) -> None:
        self.sources: list[SourceFile] = []
        self._archives, self._zips, self._progress = archives, zips, progress

    def areas(self) -> tuple[ZipArea, ...]:
        """The newest ZIP file's areas; none where the folder has no ZIP file."""
        newest: tuple[ZipArea, ...] = ()
        for path in self._zips:
            self._report(path)
            areas = read_zip5(open_package(path).need("ZIP5"))
            self._record(path, f"ZIP5 {areas[0].edition}", rows=len(areas))
            if not newest or areas[0].edition > newest[0].edition:
                newest = areas
        return newest

    def releases(self) -> Iterator[ReleaseContents]:
        """Every release, in order of force, each read when it is asked for."""
        for label, path in self._archives:
            self._report(path)
            contents = read_release(path, label)
            self._record(
                path,
                label,
                rows=len(contents.rows),
                localities=len(contents.localities),
                lacks=contents.release.lacks,
                repairs=tuple(str(repair) for repair in contents.repairs),
            )
            yield contents

    def _report(self, path: Path) -> None:
        if self._progress:
            count = len(self._archives) + len(self._zips)
            self._progress(len(self.sources), count, path.name)

    def _record(
        self,
        path: Path,
        release: str,
        *,
        rows: int,
        localities: int = 0,
        lacks: tuple[str, ...] = (),
        repairs: tuple[str, ...] = (),
    ) -> None:
        size, digest = path.stat().st_size, sha256_of(path)
        self.sources.append(
            SourceFile(path.name, size, digest, release, rows, localities, lacks, repairs)
        )
