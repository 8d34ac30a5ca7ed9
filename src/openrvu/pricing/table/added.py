"""Columns on their way to a file, and the Parquet file they are put beside others in."""

from __future__ import annotations

import shutil
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from openrvu.pricing.table.beside import put_beside
from openrvu.pricing.table.columns import ADDED
from openrvu.pricing.table.files import literal

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


class Together:
    """A Parquet file on its way from its copy to the copy with more columns.

    It is copied beside the work that makes the columns.
    """

    def __init__(self, source: Path, target: Path) -> None:
        """Take a Parquet file and the file to write, and begin to copy."""
        self._source, self._target = source, target
        self._thread = ThreadPoolExecutor(1)
        self._copied = self._thread.submit(shutil.copyfile, source, target)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def finish(self, db: DuckDBPyConnection, added: Path) -> None:
        """Put columns beside those of the table, which have its row groups.

        Where a file is not as most are, both are decoded and written anew.

        Args:
            db: what writes the file in that case.
            added: the added columns, as Parquet.
        """
        self._copied.result()
        try:
            put_beside(self._target, added)
        except ValueError:
            both = both_sql(self._source, added)
            db.execute(f"COPY ({both}) TO {literal(str(self._target))} (FORMAT parquet)")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait for the copy, so that nobody writes the file any more."""
        self._thread.shutdown(wait=True)


def both_sql(source: Path, added: Path) -> str:
    """A SELECT of the columns of two Parquet files, row by row."""
    one, other = (f"read_parquet({literal(str(path), pattern=True)})" for path in (source, added))
    return f"SELECT i.*, a.* FROM {one} AS i POSITIONAL JOIN {other} AS a"
