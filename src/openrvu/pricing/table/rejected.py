"""Rows that are not priced: those that cannot be understood, or say a line twice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from openrvu.pricing.table.checks import rejects_sql
from openrvu.pricing.table.files import Input, Output
from openrvu.pricing.table.lines import Claims

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: The table of rejected rows: ``rn`` and ``reason``.
REJECT = "reject"
_TWICE = "line: a row before says the same line of the same claim; expected each line once"


def find_rejects(db: DuckDBPyConnection, claims: Claims, bad: int) -> int:
    """Make the table of rejected rows, after the claims are found; how many there are.

    Args:
        db: where.
        claims: the table.
        bad: how many rows cannot be understood.
    """
    db.execute(f"CREATE OR REPLACE TABLE {REJECT} (rn BIGINT, reason VARCHAR)")
    if bad:
        db.execute(f"INSERT INTO {REJECT} {rejects_sql(claims)}")
    db.execute(
        f"INSERT INTO {REJECT} SELECT rn, '{_TWICE}' FROM together "
        f"WHERE repeats AND rn NOT IN (SELECT rn FROM {REJECT})"
    )
    (count,) = db.execute(f"SELECT count(*) FROM {REJECT}").fetchone() or (0,)
    return int(count)


def write_rejects(db: DuckDBPyConnection, read: Input, file: Path) -> int:
    """Write the rejected rows with their line and reason, where there are any; how many."""
    select = (
        f"SELECT l.line, r.reason, NULL::VARCHAR AS text FROM {REJECT} AS r "
        f"JOIN {read.lines} AS l ON l.row_number = r.rn "
        f"UNION ALL SELECT line, reason, text FROM {read.unreadable} ORDER BY line"
    )
    (count,) = db.execute(f"SELECT count(*) FROM ({select})").fetchone() or (0,)
    if count:
        with Output(file) as written:
            written.write(db, select)
    return int(count)
