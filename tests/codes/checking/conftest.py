from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from openrvu.book.book import Book
from openrvu.codes.checking.subject import Subject
from openrvu.codes.entries import Entry
from openrvu.schedule.rows import Policy

Make = Callable[..., Entry]
Beside = Callable[..., Subject]

_PLAIN = Entry(
    code="76000",
    title="A made title",
    also_known_as=("made name", "other made name"),
    description="Something is done.",
    plain="The doctor looks.",
    context="Used now and then.",
    specialties=("Radiology",),
    related=("77001",),
    tips=(),
    written=date(2026, 11, 23),
    checked_against="RVU26C",
    checked_by="second reader",
)


@pytest.fixture
def make() -> Make:
    """An entry in which nothing is wrong, but for the fields given."""

    def made(**fields: Any) -> Entry:
        return replace(_PLAIN, **fields)

    return made


@pytest.fixture
def beside(make: Make) -> Beside:
    """A made-up descriptor beside an entry of the title and description given."""

    def made(
        cms: str,
        title: str,
        description: str = "Something is done.",
        *,
        code: str = "23999",
        policy: Policy | None = None,
    ) -> Subject:
        return Subject(make(code=code, title=title, description=description), cms, policy)

    return made


@pytest.fixture(scope="session")
def policy(book: Book) -> Policy:
    """The indicators of some row, to be changed at will."""
    (row,) = book.rows("RVU26C", "99213")
    return row.policy
