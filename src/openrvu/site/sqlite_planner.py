"""Figures by which SQLite plans its queries: in a solo log every row is one person's.

Without figures SQLite takes the rows of an owner for few, and reads them all where an id or a day
would find one. Those it gathers itself are of the moment, and a new log has none; so it is given
those of a full log once, and its plans stay the same as the log grows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction

_ROWS = 100_000
_SHARING = 40
_OWN_TABLES = """
    SELECT name FROM sqlite_schema
    WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'django_*'
"""
_INSERT = "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (%s, %s, %s)"


def tell_planner() -> None:
    """Give SQLite its figures, where it has others or none."""
    wanted = {figures for table in _column(_OWN_TABLES) for figures in _figures(table)}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE sqlite_schema")  # makes the table of figures
        cursor.execute("SELECT tbl, idx, stat FROM sqlite_stat1")
        if set(cursor.fetchall()) == wanted:
            return
        with transaction.atomic():
            cursor.execute("DELETE FROM sqlite_stat1")
            cursor.executemany(_INSERT, sorted(wanted))


def _figures(table: str) -> Iterator[tuple[str, str, str]]:
    """For each index: how many rows there are, and how many share its first columns."""
    for index in _column("SELECT name FROM pragma_index_list(%s)", table):
        columns = _column("SELECT name FROM pragma_index_info(%s)", index)
        first = _ROWS if columns[0] == "owner_id" else _SHARING
        shared = [first, *[_SHARING] * (len(columns) - 1)]
        if _is_unique(table, index):
            shared[-1] = 1
        yield table, index, " ".join(map(str, (_ROWS, *shared)))


def _is_unique(table: str, index: str) -> bool:
    asked = 'SELECT "unique" FROM pragma_index_list(%s) WHERE name = %s'
    return _column(asked, table, index) == [1]


def _column(query: str, *parameters: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return [row[0] for row in cursor.fetchall()]
