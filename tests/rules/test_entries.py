"""Entries of TOML files: every key is checked, and a refusal says where and what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from openrvu.errors import ReadError
from openrvu.rules.entries import Entry, read_entries

TEXT = """
[[tool]]
id = "saw"
parts = ["blade", "handle"]
sharp = true
since = 1992-01-01
"""


def saw() -> Entry:
    (entry,) = read_entries(TEXT, "tools.toml", "tool", "id")
    return entry


def test_each_kind_of_value_is_read_as_it_stands() -> None:
    entry = saw()
    assert entry.text("id") == "saw"
    assert entry.texts("parts") == ("blade", "handle")
    assert entry.flag("sharp")
    assert entry.day("since") == date(1992, 1, 1)


def test_what_is_absent_has_its_default() -> None:
    entry = saw()
    assert entry.text("note", "") == ""
    assert entry.day("until", date(2000, 1, 1)) == date(2000, 1, 1)
    assert not entry.flag("heavy")
    assert entry.one_of("size", ("", "small"), "") == ""


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda entry: entry.text("note"), "found note = None; expected note as text in quotes"),
        (lambda entry: entry.text("sharp", ""), "found sharp = True; expected sharp as text"),
        (lambda entry: entry.day("id"), "found id = 'saw'; expected id as a day"),
        (lambda entry: entry.flag("id"), "found id = 'saw'; expected id as true or false"),
        (lambda entry: entry.texts("id"), "found id = 'saw'; expected id as a list of texts"),
        (lambda entry: entry.one_of("id", ("", "axe")), "found id = 'saw'; expected one of axe"),
        (lambda entry: entry.allow("id", "since"), "found the key parts, sharp; expected only id"),
    ],
)
def test_what_is_not_as_it_should_be_is_refused_with_its_place(
    ask: Callable[[Entry], object], said: str
) -> None:
    with pytest.raises(ReadError) as refused:
        ask(saw())
    assert str(refused.value).startswith("tools.toml, tool saw: ")
    assert said in str(refused.value)


def test_the_same_entry_twice_is_refused() -> None:
    with pytest.raises(ReadError, match=r"tools\.toml, tool saw: found a second entry"):
        list(read_entries(TEXT + TEXT, "tools.toml", "tool", "id"))
