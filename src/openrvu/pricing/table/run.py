"""Price a table of claims, a file to a file."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from openrvu.book.book import Book, open_book
from openrvu.pricing.table.columns import find_columns
from openrvu.pricing.table.files import (
    Input,
    Output,
    check_room,
    literal,
    read_into,
    rejects_beside,
)
from openrvu.pricing.table.lines import Claims, Defaults
from openrvu.pricing.table.options import Options, Progress, Summary
from openrvu.pricing.table.priced import Pricing
from openrvu.pricing.table.rejected import write_rejects
from openrvu.pricing.table.spark import spark_session
from openrvu.pricing.table.survey import Terms
from openrvu.pricing.table.understood import understand
from openrvu.schedule.fee_schedule import FeeSchedule

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pyspark.sql import SparkSession


def reprice(
    source: Path,
    out: Path,
    *,
    options: Options | None = None,
    progress: Progress | None = None,
    book: Book | None = None,
) -> Summary:
    """Price every row of a table and write the table with what became of each.

    Args:
        source: Parquet, CSV or Excel.
        out: the same, by its suffix; it appears whole or not at all.
        options: what holds for every row.
        progress: is told how far it is.
        book: the releases; those of this process by default.

    Raises:
        ReadError: the input or a format is not understood.
        UnreadableTable: its columns are not.
        UnknownLocality: the place of the options is not known.
    """
    start = time.perf_counter()
    options, book = options or Options(), book or open_book()
    with Output(out) as written, _scratch(out) as folder, _engine(options, folder) as db:
        read = read_into(db, source, folder)
        check_room(out, read.rows)
        claims = _claims(read, options, book, source)
        terms = Terms(options.participating, options.qp, options.release)
        with _spark(options, folder) as session:
            table = understand(db, claims, terms, book, folder)
            outcomes = Pricing(db, table, folder, session).write(written, progress)
        file = options.rejects or rejects_beside(out)
        rejects = write_rejects(db, read, file)
    rows_out = sum(outcomes.values())
    return Summary(
        rows_in=rows_out + rejects,
        rows_out=rows_out,
        rejects=rejects,
        outcomes=outcomes,
        seconds=time.perf_counter() - start,
        rejects_file=file if rejects else None,
    )


@contextmanager
def _scratch(out: Path) -> Iterator[Path]:
    """A folder beside the output, where there must be room."""
    with tempfile.TemporaryDirectory(prefix=".openrvu-", dir=out.parent) as folder:
        yield Path(folder)


@contextmanager
def _engine(options: Options, folder: Path) -> Iterator[DuckDBPyConnection]:
    import duckdb

    with duckdb.connect() as db:
        db.execute(f"SET temp_directory = {literal(str(folder / 'spill'))}")
        if options.memory is not None:
            db.execute(f"SET memory_limit = {literal(options.memory)}")
        if options.threads is not None:
            db.execute(f"SET threads = {options.threads}")
        yield db


@contextmanager
def _spark(options: Options, folder: Path) -> Iterator[SparkSession | None]:
    """The Spark session where Spark is the engine."""
    if options.engine != "spark":
        yield None
        return
    with spark_session(options, folder) as session:
        yield session


def _claims(read: Input, options: Options, book: Book, source: Path) -> Claims:
    """The columns of the table, and what is said of rows that say nothing."""
    given = {
        "date": options.day,
        "pos": options.place_of_service,
        "locality": options.locality or options.zip_code,
    }
    named = [name for name, value in given.items() if value]
    columns = find_columns(tuple(read.columns), str(source), given=named)
    defaults = Defaults(options.day, options.place_of_service, _place(options, book))
    return Claims(read.path, columns, read.columns, defaults)


def _place(options: Options, book: Book) -> tuple[str, str] | None:
    """Carrier and number of the place of the options; both empty for the nation."""
    schedule = FeeSchedule.newest(source=book)
    if options.zip_code is not None:
        area = schedule.zip_area(options.zip_code)
        return area.carrier, area.number
    if options.locality is None:
        return None
    if options.locality.strip().lower() == "national":
        return "", ""
    found = schedule.locality(options.locality)
    return found.carrier, found.number
