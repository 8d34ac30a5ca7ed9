from __future__ import annotations

from pathlib import Path

import pytest

from openrvu.book.book import Book, open_book
from openrvu.codes.index import CodeIndex, open_index
from openrvu.codes.search import Search


@pytest.fixture(scope="session")
def book() -> Book:
    """The bundled book."""
    return open_book()


@pytest.fixture(scope="session")
def index() -> CodeIndex:
    """The compiled index that ships with the package."""
    return open_index()


@pytest.fixture(scope="session")
def search(book: Book, index: CodeIndex) -> Search:
    """The search of both."""
    return Search(book, index)


@pytest.fixture(scope="session")
def content() -> Path:
    """The folder of the written entries; the record of their checking lies one above."""
    return Path(__file__).parents[2] / "content" / "codes"
