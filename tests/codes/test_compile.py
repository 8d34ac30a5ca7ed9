from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from openrvu.book.book import Book
from openrvu.book.places import bundled_path
from openrvu.codes.compile import compile_index
from openrvu.codes.index import CodeIndex
from openrvu.errors import OpenRVUError


@pytest.fixture
def own_content(tmp_path: Path, content: Path) -> Path:
    """One file of the real content, with its record, to change."""
    folder = tmp_path / "content" / "codes"
    folder.mkdir(parents=True)
    shutil.copy(content / "radiology-chest.toml", folder)
    for record in content.parent.glob("*.toml"):
        shutil.copy(record, folder.parent)
    return folder


def test_the_same_content_gives_the_same_bytes(tmp_path: Path, content: Path) -> None:
    one, two = tmp_path / "one.sqlite", tmp_path / "two.sqlite"
    assert compile_index(content, bundled_path(), one) >= 150
    compile_index(content, bundled_path(), two)
    assert one.read_bytes() == two.read_bytes()


def test_every_code_of_every_release_is_placed(book: Book, index: CodeIndex) -> None:
    placed = {row[0] for row in index.db.execute("SELECT code FROM place")}
    assert placed == {code for r in book.releases() for code in book.codes(r.label)}


def test_nothing_of_cms_but_codes_is_in_the_compiled_file(index: CodeIndex) -> None:
    found = index.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = {name for (name,) in found if not name.startswith(("stems", "family_", "sqlite_"))}
    ours = {"category", "family", "place", "entry", "alias", "reading", "erratum"}
    assert tables == ours | {"document", "term", "spelling", "sense", "sibling", "idle"}


@pytest.mark.parametrize(
    ("was", "became", "said"),
    [
        ('code = "71046"', 'code = "99998"', "99998 is in no release of the book"),
        ('title = "', 'titel = "', "titel is no field of an entry"),
    ],
)
def test_faulty_content_is_refused_and_the_old_file_stays(
    tmp_path: Path, own_content: Path, was: str, became: str, said: str
) -> None:
    out = tmp_path / "codes.sqlite"
    out.write_bytes(b"as it was")
    file = own_content / "radiology-chest.toml"
    file.write_text(file.read_text("utf-8").replace(was, became), "utf-8")
    with pytest.raises(OpenRVUError, match=said):
        compile_index(own_content, bundled_path(), out)
    assert out.read_bytes() == b"as it was"
    assert list(tmp_path.glob("*.part")) == []


def test_a_folder_without_entries_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OpenRVUError, match="no written entries"):
        compile_index(tmp_path / "nowhere", bundled_path(), tmp_path / "codes.sqlite")
    assert not (tmp_path / "codes.sqlite").exists()


def test_readings_that_do_not_add_up_are_refused(tmp_path: Path, own_content: Path) -> None:
    reading = "area = 'Made up'\nread = 3\nright = 1\nmended = 1\ndropped = 0\non = 2026-11-23\n"
    (own_content.parent / "second-reading.toml").write_text(f"[[reading]]\n{reading}", "utf-8")
    with pytest.raises(OpenRVUError, match="do not add up"):
        compile_index(own_content, bundled_path(), tmp_path / "codes.sqlite")
