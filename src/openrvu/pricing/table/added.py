"""The added columns on their way to a file, and the file they are put together in."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from openrvu.pricing.table.beside import put_beside
from openrvu.pricing.table.columns import ADDED
from openrvu.pricing.table.files import Format, Output, literal

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

#: Columns of few different values. Amounts are nearly all different.
_REPEATED = [name for name in ADDED if name != "amount"]
#: How many tables may wait to be written.
_WAITING = 64


class AddedFile:
    """A Parquet file of the added columns, written beside the work that makes them.

    Each table becomes a row group.
    """

    def __init__(self, path: Path) -> None:
        """Take the path."""
        self.path = path
        self._writer: Any = None
        self._thread = ThreadPoolExecutor(1)
        self._waiting: list[Future[None]] = []

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def write(self, table: pa.Table) -> None:
        """Add a row group."""
        if self._writer is None:
            from pyarrow import parquet

            self._writer = parquet.ParquetWriter(
                self.path, table.schema, use_dictionary=_REPEATED, store_decimal_as_integer=True
            )
        if len(self._waiting) >= _WAITING:
            self._waiting.pop(0).result()
        if rows := table.num_rows:
            self._waiting.append(self._thread.submit(self._writer.write_table, table, rows))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait for what is left to be written; after an error, leave it."""
        self._thread.shutdown(wait=True, cancel_futures=kind is not None)
        if kind is None:
            for each in self._waiting:
                each.result()
        if self._writer is not None:
            self._writer.close()


def put_together(db: DuckDBPyConnection, source: Path, added: Path, out: Output) -> None:
    """Write the columns of a table and those added to it, which have its row groups.

    Args:
        db: what writes formats other than Parquet.
        source: the table, as Parquet.
        added: the added columns, as Parquet.
        out: the file to write.
    """
    if out.format is Format.PARQUET:
        beside_or_anew(db, source, added, out.part)
    else:
        out.write(db, _both(source, added))


def beside_or_anew(db: DuckDBPyConnection, source: Path, added: Path, target: Path) -> None:
    """Write a Parquet file with the columns of two that have the same row groups.

    Where a file is not as most are, both are decoded and written anew.
    """
    try:
        put_beside(source, added, target)
    except ValueError:
        db.execute(
            f"COPY ({_both(source, added)}) TO {literal(str(target))} (FORMAT parquet)"
        )


def _both(source: Path, added: Path) -> str:
    one, other = (f"read_parquet({literal(str(path), pattern=True)})" for path in (source, added))
    return f"SELECT i.*, a.* FROM {one} AS i POSITIONAL JOIN {other} AS a"
