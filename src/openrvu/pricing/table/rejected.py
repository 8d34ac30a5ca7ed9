"""Rows that are not priced: those that cannot be understood, or say a line twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from openrvu.pricing.table.arrow import range_from
from openrvu.pricing.table.checks import rejects_sql
from openrvu.pricing.table.claims import Gathered
from openrvu.pricing.table.files import Input, Output
from openrvu.pricing.table.lines import Claims

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: The table of rejected rows: ``rn`` and ``reason``.
REJECT = "reject"
_TWICE = "line: a row before says the same line of the same claim; expected each line once"


def find_rejects(db: DuckDBPyConnection, claims: Claims, by: Gathered, *, is_suspect: bool) -> int:
    """Make the table of rejected rows, after the claims are found; how many there are.

    Args:
        db: where.
        claims: the table.
        by: how a row tells its claim; in a run of lines none is said twice.
        is_suspect: whether any row may not be understood.
    """
    db.execute(f"CREATE OR REPLACE TABLE {REJECT} (rn BIGINT, reason VARCHAR)")
    if is_suspect:
        db.execute(f"INSERT INTO {REJECT} {rejects_sql(claims)}")
    if not by.in_runs:
        db.execute(
            f"INSERT INTO {REJECT} SELECT rn, '{_TWICE}' FROM together "
            f"WHERE repeats AND rn NOT IN (SELECT rn FROM {REJECT})"
        )
    (count,) = db.execute(f"SELECT count(*) FROM {REJECT}").fetchall()[0]
    return int(count)


def without_rejects(db: DuckDBPyConnection, claims: Claims, folder: Path) -> Claims:
    """The table without its rejected rows, in the same order, as a file of a folder."""
    import pyarrow.compute as pc
    from pyarrow.parquet import ParquetFile, ParquetWriter

    kept = folder / "understood.parquet"
    rejected = db.sql(f"SELECT rn FROM {REJECT} ORDER BY rn").to_arrow_table()["rn"]
    start = 0
    # Row group by row group: a join of DuckDB's may change the order.
    with ParquetFile(claims.path) as file, ParquetWriter(kept, file.schema_arrow) as writer:
        for group in range(file.metadata.num_row_groups):
            table = file.read_row_group(group)
            stop = start + table.num_rows
            here = pc.and_(pc.greater_equal(rejected, start), pc.less(rejected, stop))
            gone = rejected.filter(here)
            if len(gone):
                rows = range_from(start, table.num_rows)
                table = table.filter(pc.invert(pc.is_in(rows, gone)))
            if table.num_rows:
                writer.write_table(table, table.num_rows)
            start = stop
    return replace(claims, path=kept)


def write_rejects(db: DuckDBPyConnection, read: Input, file: Path) -> int:
    """Write the rejected rows with their line and reason, where there are any; how many."""
    select = (
        f"SELECT l.line, r.reason, NULL::VARCHAR AS text FROM {REJECT} AS r "
        f"JOIN {read.lines} AS l ON l.row_number = r.rn "
        f"UNION ALL SELECT line, reason, text FROM {read.unreadable} ORDER BY line"
    )
    both = f"SELECT rn FROM {REJECT} UNION ALL SELECT line FROM {read.unreadable}"
    (count,) = db.execute(f"SELECT count(*) FROM ({both})").fetchall()[0]
    if count:
        with Output(file) as written:
            written.write(db, select)
    return int(count)
