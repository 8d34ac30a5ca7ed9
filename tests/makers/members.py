"""Single files, as the readers take them."""

from __future__ import annotations

from pathlib import Path

from openrvu.cms.package import Member, open_package


def member(folder: Path, name: str, data: bytes) -> Member:
    """A file of a name in a folder, ready for its reader; an older one of the name is replaced."""
    path = folder / name
    path.write_bytes(data)
    return open_package(path).members[0]
