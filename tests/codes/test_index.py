from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from openrvu.book.book import Book
from openrvu.codes.entries import load_entries
from openrvu.codes.index import FORMAT, CodeIndex
from openrvu.codes.record import load_errata, load_readings
from openrvu.codes.taxonomy import UnplacedCode, taxonomy
from openrvu.errors import OpenRVUError


def test_every_entry_comes_back_as_it_was_written(index: CodeIndex, content: Path) -> None:
    entries, problems = load_entries(content)
    assert problems == []
    for entry in entries:
        assert index.entry(entry.code) == entry
        assert index.written_title(entry.code) == index.title(entry.code) == entry.title
    assert index.written_titles() == {entry.code: entry.title for entry in entries}


def test_a_code_without_text_is_headed_by_category_and_family(index: CodeIndex) -> None:
    assert index.entry("76001") is None
    assert index.written_title("76001") is None
    assert index.title("76001") == "Radiology: Fluoroscopy and special x-ray"


def test_titles_are_those_of_each_code_in_turn(book: Book, index: CodeIndex) -> None:
    titles = index.titles()
    for code in book.codes("RVU26C")[::25]:
        assert titles[code] == index.title(code)


def test_the_place_of_a_code_is_that_of_the_taxonomy(book: Book, index: CodeIndex) -> None:
    tree = taxonomy()
    for code in book.codes("RVU26C")[::10]:
        here, there = index.place(code), tree.place(code)
        assert here.category.slug == there.category.slug
        assert (here.family and here.family.slug) == (there.family and there.family.slug)


def test_a_code_newer_than_the_index_is_placed_by_the_taxonomy(index: CodeIndex) -> None:
    newer = "76009"
    assert index.db.execute("SELECT 1 FROM place WHERE code = ?", (newer,)).fetchone() is None
    assert index.place(newer) == index.place("76000")
    assert index.title(newer) == index.generated_title("76000")


@pytest.mark.parametrize("code", ["0001Z", "Y0001", "99999"])
def test_a_code_nobody_foresaw_is_placed_among_the_others(index: CodeIndex, code: str) -> None:
    place = index.place(code)
    assert place.category.slug == "other"
    assert index.title(code).startswith(place.category.name)


@pytest.mark.parametrize("text", ["", "lower", "7600", "76000-26"])
def test_what_has_not_the_shape_of_a_code_has_no_place(index: CodeIndex, text: str) -> None:
    with pytest.raises(UnplacedCode, match="no category holds the code"):
        index.place(text)


def test_categories_hold_families_and_families_hold_codes(index: CodeIndex) -> None:
    assert len(index.categories()) > 10
    radiology = index.category("radiology")
    assert radiology is not None
    assert index.category("no-such") is None
    family = index.place("76000").family
    assert family in index.families(radiology)
    assert family is not None
    assert "76000" in index.family_codes(family)
    assert index.family_place(family.id) == index.place("76000")


def test_names_are_found_whatever_their_capitals_and_spaces(index: CodeIndex) -> None:
    assert index.called("FLUORO") == index.called("  fluoro ") == ["76000"]
    assert index.called("fluor") == []


def test_the_record_of_readings_and_errata_is_kept(index: CodeIndex, content: Path) -> None:
    assert list(index.readings()) == load_readings(content.parent)
    assert list(index.errata()) == load_errata(content.parent)


def test_a_missing_index_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(OpenRVUError, match="rvu book text"):
        CodeIndex(tmp_path / "codes.sqlite")


def test_an_index_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "codes.sqlite"
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {FORMAT + 1}")
    db.execute("CREATE TABLE category (id)")
    db.commit()
    db.close()
    with pytest.raises(OpenRVUError, match="compiled by another version"):
        CodeIndex(path)


def test_threads_share_an_index(index: CodeIndex) -> None:
    titles: list[str] = []

    def read() -> None:
        titles.append(index.title("76000"))
        index.close()

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert titles == [index.title("76000")] * 8
