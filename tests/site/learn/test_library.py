"""The texts of a folder: by section, in order, and what could not be read."""

from __future__ import annotations

import shutil
from pathlib import Path

from openrvu.site.learn.library import library_beside, load_library, open_library, texts_folder
from writing import FRONT, written


def with_texts(folder: Path, section: str, **fronts: str) -> None:
    for slug, front in fronts.items():
        path = written(folder, "Words.\n", front=front, section=section)
        path.rename(path.with_name(f"{slug}.md"))


def test_texts_of_a_section_come_in_their_order(tmp_path: Path) -> None:
    with_texts(tmp_path, "guides", a=FRONT.replace("order = 1", "order = 2"), b=FRONT)
    assert [text.slug for text in load_library(tmp_path).texts("guides")] == ["b", "a"]


def test_posts_come_newest_first_and_those_of_one_day_in_their_order(tmp_path: Path) -> None:
    with_texts(
        tmp_path,
        "blog",
        old=FRONT + "published = 2026-01-01\n",
        second=FRONT.replace("order = 1", "order = 2"),
        first=FRONT,
    )
    assert [t.slug for t in load_library(tmp_path).texts("blog")] == ["first", "second", "old"]


def test_a_text_knows_its_neighbours(tmp_path: Path) -> None:
    with_texts(tmp_path, "guides", a=FRONT, b=FRONT.replace("order = 1", "order = 2"))
    library = load_library(tmp_path)
    a, b = library.texts("guides")
    assert library.around(a) == (None, b)
    assert library.around(b) == (a, None)


def test_a_text_that_cannot_be_read_is_left_out_and_told(tmp_path: Path) -> None:
    with_texts(tmp_path, "guides", a=FRONT, b="title = 1\n")
    library = load_library(tmp_path)
    assert [text.slug for text in library.all()] == ["a"]
    assert {problem.file for problem in library.problems} == {"guides/b.md"}


def test_sections_that_have_no_folder_yet_are_empty(tmp_path: Path) -> None:
    library = load_library(tmp_path)
    assert library.texts("blog") == ()
    assert library.find("blog", "a") is None
    assert library.find("nowhere", "a") is None


def test_a_checkout_reads_the_texts_where_they_are_written() -> None:
    assert texts_folder() == Path(__file__).parents[3] / "content" / "learn"
    assert open_library().find("guides", "gpci")


def test_a_text_written_elsewhere_stands_among_those_that_ship(tmp_path: Path) -> None:
    with_texts(tmp_path, "guides", gpci=FRONT, mine=FRONT)
    library = library_beside(tmp_path)
    mine = library.find("guides", "gpci")
    assert mine
    assert mine.title == "A text"
    assert library.find("guides", "mine")
    assert library.find("guides", "conversion-factor")
    assert library_beside(texts_folder()) is open_library()


def test_other_files_of_a_section_are_no_texts(tmp_path: Path) -> None:
    with_texts(tmp_path, "guides", a=FRONT)
    shutil.copy(tmp_path / "guides" / "a.md", tmp_path / "guides" / "a.md~")
    assert len(load_library(tmp_path).all()) == 1
