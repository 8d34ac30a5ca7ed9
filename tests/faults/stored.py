"""What a log's database holds, read without the site's own code."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

_ENTRIES = 'SELECT id, "case", position, code, units, version, "full" FROM log_entry'
_TAGS = "SELECT entry_id, tag FROM log_entrytag ORDER BY tag"
_TRAIL = 'SELECT kind, SUM("count") FROM log_change GROUP BY kind'
_APPLIED = "SELECT operation FROM log_applied"
_QUERIES = (_ENTRIES, _TAGS, _TRAIL, _APPLIED)


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it stands, or should.

    Attributes:
        case: the entry's case.
        position: its place there, from 0.
        version: 1 and one more for each change.
    """

    case: UUID
    position: int
    code: str
    units: int
    version: int
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """All of it at one instant.

    Attributes:
        rows: by id.
        unvalued: ids of entries without a work RVU. None of what the writers send should be.
        trail: how many lines the audit trail says were added, changed and deleted.
        operations: the devices' operations that are remembered as carried out.
    """

    rows: Mapping[UUID, Row]
    unvalued: frozenset[UUID]
    trail: Mapping[str, int]
    operations: Mapping[UUID, int]


def of_sqlite(path: str) -> Stored:
    """Read a solo log."""
    connection = sqlite3.connect(path, timeout=20, isolation_level=None)
    try:
        connection.execute("BEGIN")
        return _stored([connection.execute(query).fetchall() for query in _QUERIES])
    finally:
        connection.close()


def of_postgresql(address: str) -> Stored:
    """Read a clinic's log."""
    with psycopg.connect(address) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        return _stored([connection.execute(query.encode()).fetchall() for query in _QUERIES])


def faults_of_sqlite(path: str) -> str:
    """What SQLite finds wrong with the file; empty where nothing is."""
    connection = sqlite3.connect(path, timeout=20)
    try:
        told = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        loose = connection.execute("PRAGMA foreign_key_check").fetchall()
        return "; ".join([*(one for one in told if one != "ok"), *map(str, loose)])
    finally:
        connection.close()


def _stored(answers: Iterable[list[tuple[Any, ...]]]) -> Stored:
    entries, tagged, trail, operations = answers
    tags: dict[UUID, tuple[str, ...]] = {}
    for key, tag in tagged:
        tags[_uuid(key)] = (*tags.get(_uuid(key), ()), tag)
    rows, unvalued = {}, set()
    for key, case, position, code, units, version, full in entries:
        pk = _uuid(key)
        rows[pk] = Row(_uuid(case), position, code, units, version, tags.get(pk, ()))
        if full is None:
            unvalued.add(pk)
    counts = {kind: int(count) for kind, count in trail}
    done = Counter(_uuid(row[0]) for row in operations)
    return Stored(rows, frozenset(unvalued), counts, done)


def _uuid(value: str | UUID) -> UUID:
    """An id; SQLite keeps it as text."""
    return value if isinstance(value, UUID) else UUID(value)
