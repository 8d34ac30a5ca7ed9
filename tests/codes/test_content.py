"""What we wrote: it is whole, it was read twice, and the strict check finds nothing in it."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from openrvu.book.book import Book
from openrvu.codes.checking.check import check, ground
from openrvu.codes.checking.descriptors import find_descriptors
from openrvu.codes.checking.excused import after_excuses, load_excuses
from openrvu.codes.entries import Entry, load_entries, load_placed
from openrvu.codes.record import load_errata, load_readings
from openrvu.codes.taxonomy import taxonomy

_SOURCES = re.compile(r"CFR|USC|FR \d|Manual|Coverage Determination|MLN|RVU\d\d[A-D]|final rule")


@pytest.fixture(scope="module")
def entries(content: Path) -> list[Entry]:
    found, problems = load_entries(content)
    assert problems == []
    return found


@pytest.mark.cms
def test_the_strict_check_finds_nothing(content: Path, book: Book, cms_dir: Path) -> None:
    """Facts, names, reading grade and likeness, against the descriptors in CMS's own archive."""
    placed, problems = load_placed(content)
    codes = frozenset(entry.code for _, entry in placed)
    found = ground(book, find_descriptors(cms_dir, book, codes))
    problems += check(placed, found)
    excuses = load_excuses(content.parent / "excused.toml")
    assert list(after_excuses(problems, excuses, codes, found.checks)) == []


def test_at_least_2500_codes_are_described(entries: list[Entry]) -> None:
    assert len(entries) >= 2500


@pytest.mark.parametrize("section", ["evaluation-and-management", "radiology"])
def test_every_code_with_work_of_a_section_is_described(
    book: Book, entries: list[Entry], section: str
) -> None:
    written = {entry.code for entry in entries}
    newest = book.all_rows(book.newest().label)
    lost = {
        row.code
        for row in newest
        if row.work > Decimal(0)
        and taxonomy().place(row.code).category.slug == section
        and row.code not in written
    }
    assert lost == set()


def test_every_entry_was_read_a_second_time_against_a_release_held(
    book: Book, entries: list[Entry]
) -> None:
    held = {release.label: set(book.codes(release.label)) for release in book.releases()}
    for entry in entries:
        assert entry.checked_by.strip(), entry.code
        assert entry.code in held[entry.checked_against]
        assert held[entry.checked_against].issuperset(entry.related), entry.code


def test_every_tip_has_a_source_that_names_a_document(entries: list[Entry]) -> None:
    for entry in entries:
        for tip in entry.tips:
            assert _SOURCES.search(tip.source), (entry.code, tip.source)


def test_the_readings_count_every_entry_once_and_add_up(
    content: Path, entries: list[Entry]
) -> None:
    readings = load_readings(content.parent)
    for reading in readings:
        assert reading.read == reading.right + reading.mended + reading.dropped
    assert sum(r.read - r.dropped for r in readings) == len(entries)
    load_errata(content.parent)
