"""The bundled book's manifest: what it was built from, in figures anyone can check."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from openrvu.book.shelf import Shelf


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One archive that went into the book."""

    name: str
    bytes: int
    sha256: str
    release: str
    rows: int
    localities: int
    lacks: tuple[str, ...]
    repairs: tuple[str, ...]


def write_manifest(path: Path, book: Path, sources: Sequence[SourceFile]) -> None:
    """Write the manifest beside a book; the same book gives the same text."""
    content = {
        "book": {
            "file": book.name,
            "bytes": book.stat().st_size,
            "content_sha256": content_digest(book),
        },
        "sources": [asdict(source) for source in sources],
    }
    path.write_text(json.dumps(content, indent=1) + "\n", "utf-8")


def read_manifest(path: Path) -> list[SourceFile]:
    """The sources named in a manifest."""
    content = json.loads(path.read_text("utf-8"))
    return [
        SourceFile(**{**s, "lacks": tuple(s["lacks"]), "repairs": tuple(s["repairs"])})
        for s in content["sources"]
    ]


def content_digest(book: Path) -> str:
    """SHA-256 of everything the book says, independent of the SQLite that wrote it."""
    shelf = Shelf(book)
    try:
        digest = hashlib.sha256()
        for line in shelf.dump():
            digest.update(line.encode())
        return digest.hexdigest()
    finally:
        shelf.close()
