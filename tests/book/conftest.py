"""A small bundled book, and a collection over it that holds a release already."""

from __future__ import annotations

from pathlib import Path

import pytest

from makers import ZIPS, release_zip
from openrvu.book.build import build_book
from openrvu.book.collection import Collection
from openrvu.cms.release import read_release


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundled book of RVU26B, RVU26C (which lacks LOCCO) and a ZIP file."""
    folder = tmp_path_factory.mktemp("bundled")
    releases = [
        read_release(release_zip(folder, "RVU26B")),
        read_release(release_zip(folder, "RVU26C", without=("LOCCO",))),
    ]
    build_book(folder / "book.sqlite", releases, ZIPS)
    return folder / "book.sqlite"


@pytest.fixture
def collection(tmp_path: Path, bundled: Path) -> Collection:
    """A collection to which RVU25D was added."""
    made = Collection(tmp_path / "releases", bundled)
    made.add(release_zip(tmp_path, "RVU25D"))
    return made
