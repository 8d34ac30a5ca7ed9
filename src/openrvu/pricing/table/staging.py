"""Rows of text on their way into a Parquet file, and where each stood in the file it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from openrvu.errors import ReadError
from openrvu.pricing.table.arrow import fill

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: What the readers beneath call the place of a row in a file.
_KEPT = "file_row_number"
_BATCH = 50_000


def check_names(names: Iterable[str], path: Path) -> None:
    """Refuse a column that is there twice, or has the one name that is kept.

    Raises:
        ReadError: one is.
    """
    seen = {_KEPT}
    for name in names:
        if name.lower() in seen:
            raise ReadError(
                str(path),
                found="a name that is kept" if name.lower() == _KEPT else "it twice",
                expected="columns of different names",
                remedy="Rename it",
                column=name,
            )
        seen.add(name.lower())


def number_lines(
    db: DuckDBPyConnection, lines: str, rows: int, ahead: Iterable[tuple[int, int]]
) -> None:
    """Make the view of the line at which each row stands: ``row_number`` from 0, and ``line``.

    Args:
        db: where.
        lines: its name.
        rows: how many rows there are.
        ahead: by how much the line is more than the number of the row; each from a row on.
    """
    fill(db, f"{lines}_ahead", {"first": "BIGINT", "ahead": "BIGINT"}, ahead)
    db.execute(
        f"CREATE OR REPLACE TEMP VIEW {lines} AS "
        f"SELECT range AS row_number, range + ahead AS line FROM range({rows}) "
        f"ASOF JOIN {lines}_ahead ON range >= first"
    )


def stage(
    db: DuckDBPyConnection,
    names: Sequence[str],
    rows: Iterable[tuple[int, Sequence[str]]],
    target: Path,
    lines: str,
) -> int:
    """Write rows of text as Parquet, a few of them in memory; an empty cell is null.

    Args:
        db: where the view of their places is made.
        names: the columns.
        rows: line of each row, and its cells.
        target: the file to write.
        lines: name of that view; see :func:`number_lines`.

    Returns:
        How many rows there were.
    """
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    schema = pa.schema([(name, pa.string()) for name in names])
    ahead: list[tuple[int, int]] = []
    count = 0
    given = iter(rows)
    with ParquetWriter(target, schema) as writer:
        while batch := list(islice(given, _BATCH)):
            at, cells = zip(*batch, strict=True)
            columns = zip(*cells, strict=True)
            arrays = [pa.array([c or None for c in column], pa.string()) for column in columns]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            for number, line in enumerate(at, count):
                if not ahead or line - number != ahead[-1][1]:
                    ahead.append((number, line - number))
            count += len(batch)
    number_lines(db, lines, count, ahead)
    return count
