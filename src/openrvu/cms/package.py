"""Opens what a person has: CMS's zip, a folder of its files, or one file. Trusts none of it."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from openrvu.cms.archive import GET_AGAIN, file_names, open_file, read_file, read_member
from openrvu.errors import ReadError

#: Which kind of CMS file a name announces. The first that fits counts.
KINDS = (
    ("QPP", re.compile(r"PPRRVU.*(?<!non)(?<!non[-_ ])QPP", re.IGNORECASE)),
    ("PPRRVU", re.compile(r"PPRRVU", re.IGNORECASE)),
    ("GPCI", re.compile(r"GPCI", re.IGNORECASE)),
    ("LOCCO", re.compile(r"LOCCO", re.IGNORECASE)),
    ("ANES", re.compile(r"(?<![A-Z])ANES(?![A-Z])", re.IGNORECASE)),
    ("OPPSCAP", re.compile(r"OPPSCAP", re.IGNORECASE)),
    ("ZIP5", re.compile(r"ZIP5(?!.*ly)", re.IGNORECASE)),
    ("PAYMENT", re.compile(r"\APF(?:REV|ALL|\d|[A-Z]{2}\b)", re.IGNORECASE)),
)
#: Formats in order of preference where an archive holds a table more than once. The text files
#: come last: they cut lists of counties, and have no place for the pricing indicator of 2026.
FORMATS = (".csv", ".xlsx", ".txt")


@dataclass(frozen=True, slots=True)
class Member:
    """One file: its name, kind (see :data:`KINDS`), format and where to read it."""

    name: str
    kind: str
    suffix: str
    container: Path
    inner: str | None

    def read(self) -> bytes:
        """The bytes, bounded in size and checked against the archive's checksum.

        Raises:
            ReadError: the member is damaged or larger than it claimed.
        """
        if self.inner is None:
            return read_file(self.container)
        return read_member(self.container, self.inner)


@dataclass(frozen=True, slots=True)
class Package:
    """The files found in a zip, a folder or a single file."""

    path: Path
    members: tuple[Member, ...]

    @property
    def name(self) -> str:
        """The name of the zip, folder or file, even where it was given as ``.``."""
        return self.path.resolve().name

    def find(self, kind: str) -> Member | None:
        """The member of a kind, in the preferred format; None where there is none.

        Raises:
            ReadError: two files of the same kind and format, so that neither can be chosen.
        """
        fitting = sorted(
            (m for m in self.members if m.kind == kind), key=lambda m: FORMATS.index(m.suffix)
        )
        if len(fitting) > 1 and fitting[0].suffix == fitting[1].suffix:
            raise ReadError(
                self.name,
                found=f"two {kind} files, {fitting[0].name} and {fitting[1].name}",
                expected=f"one {kind} file of each format",
                remedy="Keep the file of the release you mean and remove the other",
            )
        return fitting[0] if fitting else None

    def need(self, kind: str) -> Member:
        """The member of a kind.

        Raises:
            ReadError: there is none.
        """
        member = self.find(kind)
        if member is None:
            names = ", ".join(m.name for m in self.members) or "nothing readable"
            one = self.path.is_file() and len(self.members) == 1 and self.members[0].inner is None
            raise ReadError(
                self.name,
                found=f"no {kind} file (it holds {names})",
                expected=f"a file named {kind}….csv, .txt or .xlsx",
                remedy="Give CMS's whole archive, such as rvu26d.zip" if one else GET_AGAIN,
            )
        return member


def open_package(path: Path) -> Package:
    """List the CMS files in a zip, a folder or one file; nothing is unpacked to disk.

    Raises:
        ReadError: missing, not what its name says, or unsafe to open.
    """
    if path.is_dir():
        return Package(path, tuple(_from_folder(path)))
    if not path.is_file():
        raise ReadError(
            str(path),
            found="no such file or folder",
            expected="a CMS zip, a folder of its files, or one of them",
            remedy="Check the path",
        )
    if _is_archive(path):
        return Package(path, tuple(_from_zip(path)))
    member = _member(path.name, path, None)
    return Package(path, (member,) if member else ())


def sha256_of(path: Path) -> str:
    """SHA-256 of a zip or file; of a folder, of the names and bytes of its CMS files.

    Raises:
        ReadError: a file cannot be read.
    """
    digest = hashlib.sha256()
    if not path.is_dir():
        _feed(path, digest.update)
        return digest.hexdigest()
    for member in _from_folder(path):
        if member.kind:
            size = member.container.stat().st_size
            digest.update(f"{member.name}\0{size}\0".encode())
            _feed(member.container, digest.update)
    return digest.hexdigest()


def _feed(path: Path, take: Callable[[bytes], None]) -> None:
    with open_file(path) as stream:
        while block := stream.read(1 << 20):
            take(block)


def _is_archive(path: Path) -> bool:
    if path.suffix.lower() == ".zip":
        return True
    with open_file(path) as stream:
        # A workbook is a zip too, and is read as the one file it is.
        return path.suffix.lower() != ".xlsx" and zipfile.is_zipfile(stream)


def _kind(name: str) -> str:
    return next((kind for kind, pattern in KINDS if pattern.search(name)), "")


def _member(name: str, container: Path, inner: str | None) -> Member | None:
    suffix = PurePosixPath(name).suffix.lower()
    # Office and macOS leave such files beside the real ones.
    if suffix not in FORMATS or name.startswith(("~$", ".")):
        return None
    return Member(name, _kind(name), suffix, container, inner)


def _from_folder(path: Path) -> Iterator[Member]:
    for file in sorted(path.iterdir()):
        if file.is_file() and (member := _member(file.name, file, None)):
            yield member


def _from_zip(path: Path) -> Iterator[Member]:
    for inner in file_names(path):
        name = re.split(r"[\\/]", inner)[-1]
        if member := _member(name, path, inner):
            yield member
