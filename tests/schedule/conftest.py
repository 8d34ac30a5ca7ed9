from __future__ import annotations

import pytest

from openrvu.book.book import Book, open_book


@pytest.fixture(scope="session")
def book() -> Book:
    """The bundled book."""
    return open_book()
