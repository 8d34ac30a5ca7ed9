"""What we wrote: it is ours, it reads easily, and it holds together."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from openrvu.book.book import Book
from openrvu.codes.entries import Entry, load_entries
from openrvu.codes.record import load_errata, load_readings

#: Codes whose text may share four words in a row with CMS's descriptor of the code, and why.
#: There is none: whoever adds one says what else the thing could be called.
MAY_SHARE: Mapping[str, str] = {}

#: What a page spun from an abbreviation says, a promise, or a word of CMS's shorthand.
BANNED = re.compile(
    r"""
    cutting[- ]edge | state[- ]of[- ]the[- ]art | important\ to\ note | it\ should\ be\ noted
    | \b(?:delve|leverage|seamless|utiliz\w+|plays\ a\ (?:vital|crucial|key)\ role)
    | \b(?:painless|pain[- ]free|risk[- ]free|guarantee\w*|cures?\b|cured\b|completely\ safe)
    | \b(?:consult\ your|rest\ assured|in\ conclusion|overall,)
    | \b(?:used\ to\ report|this\ code\ (?:describes|represents|refers)|procedure\ in\ which)
    | \b(?:phys/qhp|qhp|estab|dx|tx|hx|w/wo|w/o)\b
    | \band/or\b | \bTODO\b | \bXXX\b | \?\? | \blorem\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
#: Money and relative values change every year, and never stand in a text.
MONEY = re.compile(r"\$|\bUSD\b|\bdollars?\b|\bcents\b|RVU", re.IGNORECASE)

_WORD = re.compile(r"[a-z0-9]+")


@pytest.fixture(scope="module")
def entries(content: Path) -> list[Entry]:
    found, problems = load_entries(content)
    assert problems == []
    return found


@pytest.fixture(scope="module")
def descriptors(cms_dir: Path) -> dict[str, set[str]]:
    """Every short descriptor that CMS's archives give a code."""
    found: dict[str, set[str]] = defaultdict(set)
    for archive in sorted(cms_dir.glob("rvu*.zip")):
        for code, text in descriptors_in(archive):
            found[code].add(text)
    return found


def texts(entry: Entry) -> Iterator[tuple[str, str]]:
    """Every text of an entry with the name of its field."""
    for field in ("title", "description", "plain", "context"):
        yield field, getattr(entry, field)
    for field in ("also_known_as", "specialties"):
        yield from ((field, text) for text in getattr(entry, field))
    yield from (("tips", tip.text) for tip in entry.tips)


class TestOurOwnWords:
    """Against the descriptors in CMS's own archives, which are not ours and are not kept here."""

    pytestmark = pytest.mark.cms

    def test_no_text_has_five_words_in_a_row_of_any_descriptor(
        self, entries: list[Entry], descriptors: dict[str, set[str]]
    ) -> None:
        assert len(descriptors) > 17_000
        every = (text for held in descriptors.values() for text in held)
        theirs = {run for text in every for run in runs(text, 5)}
        assert [
            (entry.code, field)
            for entry in entries
            for field, text in texts(entry)
            if runs(text, 5) & theirs
        ] == []

    def test_no_text_has_four_words_in_a_row_of_its_own_descriptor(
        self, entries: list[Entry], descriptors: dict[str, set[str]]
    ) -> None:
        shared = set()
        for entry in entries:
            theirs = {run for text in descriptors[entry.code] for run in runs(text, 4)}
            if any(runs(text, 4) & theirs for _, text in texts(entry)):
                shared.add(entry.code)
        assert shared == MAY_SHARE.keys()

    def test_no_title_or_name_is_the_descriptor_itself(
        self, entries: list[Entry], descriptors: dict[str, set[str]]
    ) -> None:
        for entry in entries:
            theirs = {tuple(words(text)) for text in descriptors[entry.code]}
            longer = {name for name in theirs if len(name) > 2}
            assert tuple(words(entry.title)) not in theirs, entry.code
            assert not {tuple(words(n)) for n in entry.also_known_as} & longer, entry.code


class TestReading:
    def test_plain_text_is_short_and_easy_to_read(self, entries: list[Entry]) -> None:
        for entry in entries:
            assert len(entry.plain.split()) <= 25, entry.code
            assert grade(entry.plain) <= 8.5, (entry.code, grade(entry.plain))

    @pytest.mark.parametrize(
        ("word", "count"),
        [
            ("knee", 1), ("needle", 2), ("scope", 1), ("placed", 1), ("treated", 2),
            ("samples", 2), ("doctor", 2), ("examination", 5), ("catheterization", 6),
            ("vein", 1), ("tube", 1), ("little", 2), ("14", 1), ("x", 1), ("passes", 2),
        ],
    )  # fmt: skip
    def test_syllables_are_counted_as_spoken(self, word: str, count: int) -> None:
        assert syllables(word) == count

    def test_grades_rise_with_long_words_and_long_sentences(self) -> None:
        assert grade("The cat sat. The dog ran.") < 2
        assert grade("A comprehensive ophthalmological examination necessitates dilatation.") > 18

    def test_no_text_has_a_banned_phrase(self, entries: list[Entry]) -> None:
        assert [
            (entry.code, field, found[0])
            for entry in entries
            for field, text in texts(entry)
            # A biller types "w/o contrast": as a name to be found by, not as a text to be read.
            if field != "also_known_as" and (found := BANNED.search(text))
        ] == []

    def test_no_text_has_money_or_relative_values(self, entries: list[Entry]) -> None:
        assert [
            (entry.code, field, found[0])
            for entry in entries
            for field, text in texts(entry)
            if (found := MONEY.search(text))
        ] == []

    def test_sentences_begin_with_a_capital_and_end(self, entries: list[Entry]) -> None:
        for entry in entries:
            for text in (entry.description, entry.plain, entry.context):
                assert text[0].isupper() or text[0].isdigit(), (entry.code, text)
                assert text.endswith("."), (entry.code, text)
                assert "  " not in text, (entry.code, text)
            assert entry.title[0].isupper() or entry.title[0].isdigit(), entry.title
            assert not entry.title.endswith("."), entry.title


class TestWhole:
    def test_there_are_at_least_150_entries(self, entries: list[Entry]) -> None:
        assert len(entries) >= 150

    def test_every_entry_was_read_a_second_time_against_a_release_held(
        self, book: Book, entries: list[Entry]
    ) -> None:
        for entry in entries:
            assert entry.checked_by.strip(), entry.code
            assert entry.checked_against in {release.label for release in book.releases()}

    def test_entries_and_related_codes_are_in_the_release_they_were_checked_against(
        self, book: Book, entries: list[Entry]
    ) -> None:
        codes = {label: set(book.codes(label)) for label in {e.checked_against for e in entries}}
        for entry in entries:
            held = codes[entry.checked_against]
            assert entry.code in held
            assert [code for code in entry.related if code not in held] == [], entry.code
            assert entry.related
            assert entry.code not in entry.related
            assert entry.specialties

    def test_codes_named_in_a_text_exist(self, book: Book, entries: list[Entry]) -> None:
        every = {code for release in book.releases() for code in book.codes(release.label)}
        for entry in entries:
            for field, text in texts(entry):
                named = re.findall(r"\b(?:[0-9]{5}|[A-Z][0-9]{4}|[0-9]{4}[A-Z])\b", text)
                assert set(named) <= every, (entry.code, field)

    def test_no_two_entries_go_by_one_name(self, entries: list[Entry]) -> None:
        taken: dict[str, str] = {}
        for entry in entries:
            for name in {" ".join(words(n)) for n in (entry.title, *entry.also_known_as)}:
                assert taken.setdefault(name, entry.code) == entry.code, name

    def test_every_tip_has_a_source_that_names_a_document(self, entries: list[Entry]) -> None:
        known = re.compile(
            r"CFR|USC|FR \d|Manual|Coverage Determination|MLN|RVU\d\d[A-D]|final rule"
        )
        for entry in entries:
            for tip in entry.tips:
                assert known.search(tip.source), (entry.code, tip.source)

    def test_the_readings_count_every_entry_once_and_add_up(
        self, content: Path, entries: list[Entry]
    ) -> None:
        readings = load_readings(content.parent)
        for reading in readings:
            assert reading.read == reading.right + reading.mended + reading.dropped
        assert sum(r.read - r.dropped for r in readings) == len(entries)
        load_errata(content.parent)


def descriptors_in(archive: Path) -> Iterator[tuple[str, str]]:
    """Code and short descriptor of every row of the relative value file of an archive."""
    with zipfile.ZipFile(archive) as package:
        for name in package.namelist():
            if re.search(r"PPRRVU.*\.csv\Z", name, re.IGNORECASE):
                text = io.StringIO(package.read(name).decode("latin-1"), newline="")
                for cells in csv.reader(text):
                    if len(cells) > 3 and re.fullmatch(r"[A-Z0-9]{5}", cells[0].strip()):
                        yield cells[0].strip(), cells[2]


def words(text: str) -> list[str]:
    """Words and numbers in small letters."""
    return _WORD.findall(text.lower())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of so many words in a row."""
    spoken = words(text)
    return {tuple(spoken[at : at + length]) for at in range(len(spoken) - length + 1)}


def grade(text: str) -> float:
    """The reading grade of Flesch and Kincaid (1975)."""
    spoken = re.findall(r"[A-Za-z0-9']+", text)
    sentences = max(len(re.findall(r"[.!?](?:\s|\Z)", text)), 1)
    spread = sum(map(syllables, spoken)) / len(spoken)
    return 0.39 * len(spoken) / sentences + 11.8 * spread - 15.59


def syllables(word: str) -> int:
    """Syllables of an English word, by its vowels and silent endings; a number counts as one."""
    spoken = word.lower()
    count = len(re.findall(r"[aeiouy]+", spoken))
    silent = (
        re.search(r"[^aeioul]e\Z|[aeiouy]le\Z", spoken)
        or re.search(r"[^aeioutd]ed\Z", spoken)
        or re.search(r"[^aeiouscxzghl]es\Z", spoken)
    )
    return max(count - bool(silent), 1)
