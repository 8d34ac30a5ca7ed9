"""Price a table in memory, or a file: ``openrvu.reprice``."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from openrvu.pricing.table.options import Options, Summary, needing_extras

if TYPE_CHECKING:
    import pyarrow as pa


@overload
def reprice(table: object, out: Path | str, *, options: Options | None = None) -> Summary: ...
@overload
def reprice(table: object, out: None = None, *, options: Options | None = None) -> pa.Table: ...
def reprice(
    table: object, out: Path | str | None = None, *, options: Options | None = None
) -> Summary | Any:
    """Price every row of a table of claims by Medicare's rules.

    Columns are found by name: ``claim_id, line, provider, code, modifiers, units, pos, carrier,
    locality, zip, date, charge``; without ``claim_id`` each row is a claim of its own. The answer
    is the input with ``amount`` (dollars), ``outcome``, ``reason``, ``work_rvu``, ``total_rvu`` and
    ``release``.

    Args:
        table: a path (Parquet, CSV, Excel), a pyarrow Table, or a pandas or polars frame.
        out: a file to write, by its suffix; without it the answer is a pyarrow Table.
        options: what holds for every row.

    Returns:
        What became of the rows where ``out`` is given, else the priced table.

    Raises:
        OpenRVUError: the table, a format or the place of the options is not understood.
        ValueError: rows cannot be understood and there is no ``out`` to write rejects beside; the
            message names the first.
    """
    with needing_extras(), tempfile.TemporaryDirectory(prefix="openrvu-") as folder:
        source = _as_file(table, Path(folder))
        from openrvu.pricing.table.run import reprice as to_file

        if out is not None:
            return to_file(source, Path(out), options=options)
        return _in_memory(source, Path(folder), options)


def _as_file(table: object, folder: Path) -> Path:
    """The table as a file: itself, or a copy in Parquet."""
    if isinstance(table, str | Path):
        return Path(table)
    import duckdb

    source = folder / "table.parquet"
    with duckdb.connect() as db:
        db.register("given", table)
        db.table("given").write_parquet(str(source))
    return source


def _in_memory(source: Path, folder: Path, options: Options | None) -> Any:
    from pyarrow import csv, parquet

    from openrvu.pricing.table.run import reprice as to_file

    target = folder / "priced.parquet"
    done = to_file(source, target, options=options)
    if done.rejects_file is not None:
        first = csv.read_csv(done.rejects_file).slice(0, 1).to_pylist()[0]
        raise ValueError(
            f"{done.rejects:,} of {done.rows_in:,} rows cannot be understood; the first is row "
            f"{first['line']}: {first['reason']}. Correct them, or give out= to have them apart"
        )
    return parquet.read_table(target)
