"""Search in the short descriptors of an archive that the user brought. The words here are ours."""

from __future__ import annotations

import pytest

from openrvu.book.book import Book, open_book
from openrvu.codes.index import CodeIndex, open_index
from openrvu.codes.search import Search
from openrvu.codes.search.brought import Brought

#: Of codes that are in the release and not described; the words are invented.
TEXTS = {"T4521": "Zebra pouch w/straps sm", "T4522": "Zebra pouch arthrp lg"}


@pytest.fixture(scope="module")
def search() -> Search:
    """A search whose user brought two descriptors."""
    return Search(_Bringing(), open_index())


class _Bringing(Book):
    """The bundled book, with descriptors as if an archive had been added."""

    def __init__(self) -> None:
        held = open_book()
        super().__init__(held.shelves)

    def descriptors(self) -> dict[str, str]:
        return {**TEXTS, "76000": "Quagga"}


def found(search: Search, query: str) -> list[str]:
    return [hit.code for hit in search(query, 10)]


def test_a_code_that_we_have_not_described_is_found_by_its_descriptor(search: Search) -> None:
    assert found(search, "zebra pouch with straps")[:2] == ["T4521", "T4522"]


def test_shorthand_is_understood_in_full(search: Search) -> None:
    assert found(search, "zebra arthroplasty")[0] == "T4522"


def test_the_beginning_of_a_word_of_a_descriptor_finds_it(search: Search) -> None:
    assert set(found(search, "zebr")) == set(TEXTS)


def test_it_says_that_the_descriptor_is_the_reason(search: Search) -> None:
    whys = {hit.code: hit.why for hit in search("zebra pouch with straps")}
    assert whys["T4521"] == "also called Zebra pouch w/straps sm"


def test_the_title_stays_ours(search: Search, index: CodeIndex) -> None:
    titles = {hit.code: hit.title for hit in search("zebra pouch")}
    assert titles["T4521"] == index.generated_title("T4521")


def test_what_we_have_described_is_found_by_our_words_alone(search: Search) -> None:
    assert "76000" not in found(search, "quagga")


def test_descriptors_can_be_left_out() -> None:
    quiet = Search(_Bringing(), open_index(), descriptors=False)
    assert "T4521" not in found(quiet, "zebra pouch")


def test_words_that_are_no_words_bring_nothing() -> None:
    assert Brought(TEXTS).codes(['"', "*", "-", ""], 10) == []
