"""Compiles taxonomy and written entries into the file that search and the pages read.

The result is derived: it is built with the package and never committed. Parsing the sources at
every start would cost a second; opening the compiled file costs a millisecond.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from openrvu.book.shelf import Shelf
from openrvu.codes.entries import Entry, check_codes, load_entries
from openrvu.codes.index import FORMAT, alias_key
from openrvu.codes.record import Erratum, Reading, load_errata, load_readings
from openrvu.codes.search.lexicon import lexicon_folder, load_lexicon
from openrvu.codes.search.tables import DDL as SEARCH_DDL
from openrvu.codes.search.tables import write_search
from openrvu.codes.taxonomy import Family, Section, Taxonomy, taxonomy
from openrvu.errors import OpenRVUError

DDL = """
CREATE TABLE category (id INTEGER PRIMARY KEY, slug TEXT UNIQUE, name TEXT, about TEXT,
    ranges TEXT);
CREATE TABLE family (id INTEGER PRIMARY KEY, category INTEGER, section TEXT, section_slug TEXT,
    slug TEXT, name TEXT, UNIQUE (category, slug));
CREATE TABLE place (code TEXT PRIMARY KEY, category INTEGER, family INTEGER) WITHOUT ROWID;
CREATE INDEX place_by_family ON place (family, code);
CREATE TABLE entry (code TEXT PRIMARY KEY, title TEXT, body TEXT) WITHOUT ROWID;
CREATE TABLE alias (name TEXT, code TEXT, PRIMARY KEY (name, code)) WITHOUT ROWID;
CREATE TABLE reading (area TEXT, read INTEGER, "right" INTEGER, mended INTEGER, dropped INTEGER,
    "on" TEXT);
CREATE TABLE erratum (found TEXT, mended TEXT, "where" TEXT, what TEXT, since TEXT);
"""


def compile_index(content: Path, book: Path, out: Path) -> int:
    """Write the compiled file, whole or not at all, and say how many entries went in.

    Args:
        content: the folder `content/codes`; the record of its checking lies one folder above.
        book: the book file whose codes are to be placed.
        out: the file to write.

    Raises:
        OpenRVUError: there is no entry, or one is malformed or names a code that no release holds;
            or the record of readings and errata is malformed.
    """
    with closing(Shelf(book)) as shelf:
        codes = sorted({code for release in shelf.releases for code in shelf.codes(release.label)})
    entries, problems = load_entries(content)
    problems += check_codes(entries, frozenset(codes))
    if problems:
        listed = "\n".join(f"  {problem}" for problem in problems)
        raise OpenRVUError(f"{len(problems)} problems in {content}:\n{listed}")
    if not entries:
        raise OpenRVUError(f"{content}: no written entries; expected the folder content/codes")
    readings, errata = load_readings(content.parent), load_errata(content.parent)
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(out.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as db:
            db.executescript(f"PRAGMA user_version = {FORMAT};{DDL}{SEARCH_DDL}")
            db.execute("BEGIN")
            _write_places(db, taxonomy(), codes)
            _write_entries(db, entries)
            write_search(db, entries, _families(db), load_lexicon(lexicon_folder()))
            _write_record(db, readings, errata)
            db.execute("COMMIT")
            db.execute("VACUUM")
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return len(entries)


def _write_places(db: sqlite3.Connection, tree: Taxonomy, codes: Iterable[str]) -> None:
    categories: dict[str, int] = {}
    families: dict[tuple[str, str], int] = {}
    for category in tree:
        categories[category.slug] = at = len(categories) + 1
        ranges = json.dumps([list(pair) for pair in category.ranges])
        row = (at, category.slug, category.name, category.about, ranges)
        db.execute("INSERT INTO category VALUES (?, ?, ?, ?, ?)", row)
        for section in category.sections:
            for family in section.families:
                families[category.slug, family.slug] = number = len(families) + 1
                _write_family(db, number, at, section, family)
    for code in codes:
        place = tree.place(code)
        family_id = families[place.category.slug, place.family.slug] if place.family else None
        placed = (code, categories[place.category.slug], family_id)
        db.execute("INSERT INTO place VALUES (?, ?, ?)", placed)


def _write_family(
    db: sqlite3.Connection, number: int, category: int, section: Section, family: Family
) -> None:
    values = (number, category, section.name, section.slug, family.slug, family.name)
    db.execute("INSERT INTO family VALUES (?, ?, ?, ?, ?, ?)", values)


def _write_entries(db: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    for entry in entries:
        body = json.dumps(asdict(entry), default=str, ensure_ascii=False)
        db.execute("INSERT INTO entry VALUES (?, ?, ?)", (entry.code, entry.title, body))
        called = {alias_key(name) for name in (entry.title, *entry.also_known_as)}
        db.executemany("INSERT INTO alias VALUES (?, ?)", [(n, entry.code) for n in sorted(called)])


def _families(db: sqlite3.Connection) -> dict[str, tuple[int, str]]:
    """Number and name of each code's family."""
    found = db.execute(
        "SELECT code, family.id, family.name FROM place JOIN family ON family.id = place.family"
    )
    return {code: (number, name) for code, number, name in found}


def _write_record(
    db: sqlite3.Connection, readings: Sequence[Reading], errata: Sequence[Erratum]
) -> None:
    for r in readings:
        row = (r.area, r.read, r.right, r.mended, r.dropped, r.on.isoformat())
        db.execute("INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?)", row)
    for e in errata:
        days = (e.found.isoformat(), e.mended.isoformat())
        db.execute("INSERT INTO erratum VALUES (?, ?, ?, ?, ?)", (*days, e.where, e.what, e.since))
