"""CMS's short descriptors, read from the person's own archive for as long as a check runs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from openrvu.book.book import Book
from openrvu.cms.package import open_package
from openrvu.cms.pprrvu import read_pprrvu
from openrvu.errors import OpenRVUError

_ARCHIVE = re.compile(r"rvu(\d\d)([a-d]r?)\b.*\.zip\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Descriptors:
    """Descriptors by code, and where they come from."""

    source: str
    texts: Mapping[str, str] = field(repr=False)


def find_descriptors(path: Path | None, book: Book, codes: Iterable[str]) -> Descriptors | None:
    """The descriptors of an archive, or of the releases the person added; None where neither is.

    Args:
        path: a CMS archive, its relative value file, or a folder of archives of which the newest
            is read; else the folder that OPENRVU_CMS_DIR names.
        book: holds the descriptors of releases the person added.
        codes: which codes to ask the book for.

    Raises:
        OpenRVUError: the path holds no relative value file, or it cannot be trusted.
    """
    named = path or Path(os.environ.get("OPENRVU_CMS_DIR") or "")
    if path is not None or (named.name and named.is_dir()):
        return _from_archive(_newest(named))
    held = {code: text for code in codes if (text := book.descriptor(code))}
    return Descriptors("the releases you added", held) if held else None


def _from_archive(path: Path) -> Descriptors:
    values = read_pprrvu(open_package(path).need("PPRRVU"))
    return Descriptors(path.name, values.descriptions)


def _newest(path: Path) -> Path:
    """The newest archive of a folder of archives; anything else is taken as it is."""
    if not path.is_dir():
        return path
    held = [(match, file) for file in path.iterdir() if (match := _ARCHIVE.match(file.name))]
    if held:
        return max(held, key=lambda pair: (pair[0][1], pair[0][2].lower()))[1]
    if not any("PPRRVU" in file.name.upper() for file in path.iterdir()):
        raise OpenRVUError(f"{path}: no CMS archive such as rvu26d.zip in this folder")
    return path
