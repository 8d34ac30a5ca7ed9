"""What DuckDB and Arrow hand each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

#: A column's name and its type in DuckDB.
Shape = Mapping[str, str]


def fill(
    db: DuckDBPyConnection, table: str, shape: Shape, rows: Iterable[tuple[object, ...]]
) -> None:
    """Make a table of some rows; one that is there is replaced.

    Args:
        db: where.
        table: its name.
        shape: its columns and their types, in order.
        rows: one value a column.
    """
    import pyarrow as pa

    held = list(rows)
    columns = list(zip(*held, strict=True)) or [()] * len(shape)
    # A table of its own name, so that DuckDB does not find another variable of Python's.
    staged = pa.table({name: list(c) for name, c in zip(shape, columns, strict=True)})
    read = ", ".join(f'"{name}"::{kind} AS "{name}"' for name, kind in shape.items())
    db.register("staged_rows", staged)
    try:
        db.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT {read} FROM staged_rows")
    finally:
        db.unregister("staged_rows")


def range_from(first: int, count: int) -> pa.Array:
    """So many whole numbers from a first, as Arrow counts rows."""
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.cumulative_sum(pa.repeat(pa.scalar(1, pa.int64()), count), start=first - 1)
