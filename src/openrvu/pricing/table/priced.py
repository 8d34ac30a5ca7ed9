"""A table priced slice by slice, each written as soon as nothing of it is left to price."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from openrvu.pricing.table.added import AddedFile, Together, both_sql
from openrvu.pricing.table.files import Format, Output
from openrvu.pricing.table.lines import read_sql
from openrvu.pricing.table.options import Progress
from openrvu.pricing.table.parts import price_parts
from openrvu.pricing.table.programs import Programs
from openrvu.pricing.table.slices import Slice, load_lines
from openrvu.pricing.table.spark import SparkEngine
from openrvu.pricing.table.understood import Understood
from openrvu.pricing.table.whole import Whole, prepare_whole

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pyspark.sql import SparkSession

#: Lines that are not plain are looked for among so many rows at a time, so that they fit in memory.
SLICE_ROWS = 12_000_000


class Pricing:
    """Prices a table and writes it."""

    def __init__(
        self,
        db: DuckDBPyConnection,
        table: Understood,
        folder: Path,
        session: SparkSession | None = None,
    ) -> None:
        """Take a table that is understood.

        Args:
            db: where all that was looked up for it is.
            table: the table.
            folder: where there is room for what is on the way.
            session: what prices it, where that is not DuckDB itself.
        """
        self._db, self._table, self._folder = db, table, folder
        self._programs = Programs(table.known)
        self._engine = (
            SparkEngine(session, Programs(table.known, "spark"), folder) if session else None
        )

    def write(self, out: Output, progress: Progress | None = None) -> Mapping[str, int]:
        """Write the table with what is added; how many rows had each outcome."""
        added, path = self._folder / "added.parquet", self._table.path
        if out.format is Format.PARQUET:
            with Together(path, out.part) as both:
                outcomes = self._write_added(added, progress)
                both.finish(self._db, added)
        else:
            outcomes = self._write_added(added, progress)
            out.write(self._db, both_sql(path, added))
        return outcomes

    def _write_added(self, added: Path, progress: Progress | None) -> Mapping[str, int]:
        """Price the table into a file of the added columns."""
        prepare_whole(self._db, self._programs)
        whole = Whole(self._db, self._table.claims, self._programs)
        groups = _row_groups(self._table.claims.path)
        rows = groups[-1].stop if groups else 0
        with AddedFile(added) as file:
            for some in self._priced(groups, rows):
                for done, table in whole.tables(some):
                    file.write(table)
                    if progress is not None:
                        progress(done, rows)
        return whole.outcomes

    def _priced(self, groups: Sequence[range], rows: int) -> Iterator[Sequence[range]]:
        """Price slice after slice, and give the row groups of which nothing is left to price."""
        waiting = list(groups)
        for some, until in self._slices(rows):
            claims, by = self._table.claims, self._table.gathered
            load_lines(self._db, claims, by, some, plain=self._engine is None)
            price_parts(self._db, self._programs, self._engine)
            ready = [each for each in waiting if each.stop <= until]
            waiting = waiting[len(ready) :]
            if ready or not groups:
                yield ready
            if ready and until < rows:
                left = f"FROM result WHERE rn >= {ready[-1].stop}"
                self._db.execute(f"CREATE OR REPLACE TABLE result AS {left}")

    def _slices(self, rows: int) -> Iterator[tuple[Slice, int]]:
        """The table in slices that cut no claim, each with the row before which all is priced."""
        count = max(1, -(-rows // SLICE_ROWS))
        if count > 1 and not self._table.gathered.in_runs:
            for number in range(count):
                condition = f"hash(coalesce(k.claim, x.rn)) % {count} = {number}"
                yield Slice(None, condition), rows if number == count - 1 else 0
            return
        start = 0
        for number in range(1, count + 1):
            stop = rows if number == count else self._begin(number * SLICE_ROWS)
            yield Slice(range(start, stop) if count > 1 else None), stop
            start = stop

    def _begin(self, row: int) -> int:
        """The row at which the claim of a row begins."""
        claims, by = self._table.claims, self._table.gathered
        read = read_sql(claims, range(row, row + 1), more=by.read)
        ((begins,),) = self._db.execute(f"SELECT {by.claim} FROM ({read}) AS x").fetchall()
        return int(begins)


def _row_groups(path: Path) -> list[range]:
    """The rows of each row group of a Parquet file."""
    from pyarrow import parquet

    about, start, groups = parquet.read_metadata(path), 0, []
    for number in range(about.num_row_groups):
        size = about.row_group(number).num_rows
        groups.append(range(start, start + size))
        start += size
    return groups
