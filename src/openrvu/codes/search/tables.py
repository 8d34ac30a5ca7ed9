"""Writes the tables of search into the compiled index."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from openrvu.codes.search.documents import CONTEXT, Document, as_json, document
from openrvu.codes.search.lexicon import Lexicon
from openrvu.codes.search.siblings import sibling_pairs
from openrvu.codes.search.words import index_words, sound, stem, stems

if TYPE_CHECKING:
    from openrvu.codes.entries import Entry

DDL = """
CREATE TABLE document (id INTEGER PRIMARY KEY, code TEXT UNIQUE, body TEXT);
CREATE TABLE sibling (code TEXT, other TEXT, what TEXT, PRIMARY KEY (code, other)) WITHOUT ROWID;
CREATE TABLE term (stem TEXT PRIMARY KEY, codes INTEGER) WITHOUT ROWID;
CREATE TABLE spelling (word TEXT PRIMARY KEY, stem TEXT, sound TEXT) WITHOUT ROWID;
CREATE TABLE sense (said TEXT, meant TEXT, weight REAL, PRIMARY KEY (said, meant)) WITHOUT ROWID;
CREATE TABLE idle (stem TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE stems USING fts5 (names, body, content = '', tokenize = "unicode61");
CREATE VIRTUAL TABLE family_stems USING fts5 (name, section, content = '', tokenize = "unicode61");
"""


def write_search(
    db: sqlite3.Connection,
    entries: Iterable[Entry],
    families: Mapping[str, tuple[int, str]],
    lexicon: Lexicon,
) -> None:
    """Write documents, terms, spellings and the lexicon.

    Args:
        db: the index being compiled, with `DDL` executed.
        entries: what is written of codes.
        families: number and name of each code's family.
        lexicon: what people say, and what is meant by it.
    """
    terms: Counter[str] = Counter()
    spellings: dict[str, str] = {}
    titles: dict[int, dict[str, str]] = defaultdict(dict)
    for number, entry in enumerate(entries, start=1):
        family, name = families.get(entry.code, (0, ""))
        titles[family][entry.code] = entry.title
        kept = document(entry, name, lexicon.usual.get(entry.code, 0))
        _write_document(db, number, kept)
        terms.update(s for s, weight in kept.words.items() if weight > CONTEXT)
        called = (entry.title, *entry.also_known_as, entry.plain, entry.description)
        spellings |= {word: stem(word) for text in called for word in index_words(text)}
    pairs = (pair for family in titles.values() for pair in sibling_pairs(family))
    db.executemany("INSERT INTO sibling VALUES (?, ?, ?)", pairs)
    for said in _write_families(db):
        terms.setdefault(said, 0)
    db.executemany("INSERT INTO term VALUES (?, ?)", sorted(terms.items()))
    spellings |= {word: word for said in lexicon.senses for word in said.split()}
    rows = [(word, said, sound(word)) for word, said in sorted(spellings.items())]
    db.executemany("INSERT INTO spelling VALUES (?, ?, ?)", rows)
    db.executemany(
        "INSERT INTO sense VALUES (?, ?, ?)",
        [(said, to, weight) for said, meant in lexicon.senses.items() for to, weight in meant],
    )
    idle = sorted({stem(word) for word in lexicon.idle})
    db.executemany("INSERT INTO idle VALUES (?)", [(word,) for word in idle])


def _write_families(db: sqlite3.Connection) -> Iterator[str]:
    """Write the stems of every family's name and section, and tell them."""
    found = db.execute("SELECT id, name, section FROM family").fetchall()
    for number, *named in found:
        row = [stems(text) for text in named]
        into = "INSERT INTO family_stems (rowid, name, section) VALUES (?, ?, ?)"
        db.execute(into, (number, *(" ".join(said) for said in row)))
        yield from row[0] + row[1]


def _write_document(db: sqlite3.Connection, number: int, kept: Document) -> None:
    db.execute("INSERT INTO document VALUES (?, ?, ?)", (number, kept.code, as_json(kept)))
    names = [s for name in kept.names for s in name]
    known = set(names)
    body = [s for s, weight in kept.words.items() if s not in known and weight > CONTEXT]
    into = "INSERT INTO stems (rowid, names, body) VALUES (?, ?, ?)"
    db.execute(into, (number, " ".join(names), " ".join(body)))
