"""Price a table of claims, a file to a file."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from openrvu.book.book import Book, open_book
from openrvu.pricing.table.claims import find_claims
from openrvu.pricing.table.columns import find_columns
from openrvu.pricing.table.files import (
    Format,
    Input,
    Output,
    check_room,
    literal,
    read_into,
    rejects_beside,
)
from openrvu.pricing.table.lines import Claims, Defaults
from openrvu.pricing.table.options import Options, Progress, Summary
from openrvu.pricing.table.parts import Slice, load_lines, price_parts
from openrvu.pricing.table.programs import Programs
from openrvu.pricing.table.rejected import REJECT, find_rejects, write_rejects
from openrvu.pricing.table.spark import SparkEngine, spark_session
from openrvu.pricing.table.survey import Terms, prepare, survey
from openrvu.pricing.table.whole import whole_sql
from openrvu.schedule.fee_schedule import FeeSchedule

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pyspark.sql import SparkSession

#: Lines of claims of several are priced so many rows at a time, so that they fit in memory.
SLICE_ROWS = 20_000_000


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
    options = options or Options()
    with Output(out) as written, _scratch(out) as folder, _engine(options, folder) as db:
        read = read_into(db, source, folder)
        check_room(out, read.rows)
        claims = _claims(read, options, book or open_book(), source)
        step = _Step(progress, read.rows)
        with _spark(options, folder) as session:
            select = _priced(db, claims, options, book or open_book(), (step, session, folder))
        outcomes = _write(db, written, select, folder)
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


def _priced(
    db: DuckDBPyConnection,
    claims: Claims,
    options: Options,
    book: Book,
    run: tuple[_Step, SparkSession | None, Path],
) -> str:
    """Find the rejects and price the lines that are not plain; SQL of the whole table."""
    step, session, folder = run
    terms = Terms(options.participating, options.qp, options.release)
    prepare(db, claims, book, terms)
    told = survey(db, claims, terms)
    step(1)
    programs = Programs(told.known)
    in_runs = find_claims(db, claims)
    rejects = find_rejects(db, claims, told.bad)
    step(2)
    slices = _slices(told.rows, in_runs=in_runs, rejects=bool(rejects))
    engine = SparkEngine(session, Programs(told.known, "spark"), folder) if session else None
    for some in slices:
        load_lines(db, claims, some, plain=engine is None)
        price_parts(db, programs, engine)
    step(3)
    return whole_sql(db, claims, programs, rejects=bool(rejects), loaded=len(slices) == 1)


def _slices(rows: int, *, in_runs: bool, rejects: bool) -> list[Slice]:
    """The table in parts that cut no claim."""
    kept = f"x.rn NOT IN (SELECT rn FROM {REJECT})" if rejects else "TRUE"
    count = -(-rows // SLICE_ROWS)
    if count <= 1:
        return [Slice(None, kept)]
    begins = "coalesce(t.claim, x.rn)"
    if not in_runs:
        return [Slice(None, f"{kept} AND hash({begins}) % {count} = {n}") for n in range(count)]
    edges = [(n * SLICE_ROWS, (n + 1) * SLICE_ROWS) for n in range(count)]
    return [Slice(None, f"{kept} AND {begins} >= {a} AND {begins} < {b}") for a, b in edges]


def _write(db: DuckDBPyConnection, out: Output, select: str, folder: Path) -> Mapping[str, int]:
    """Write the table; how many rows had each outcome."""
    if out.format is Format.PARQUET:
        out.write(db, select)
        whole = out.part
    else:
        whole = folder / "output.parquet"
        db.execute(f"COPY ({select}) TO {literal(str(whole))} (FORMAT parquet)")
        out.write(db, f"FROM read_parquet({literal(str(whole), pattern=True)})")
    query = (
        f"SELECT outcome, count(*) FROM read_parquet({literal(str(whole), pattern=True)}) "
        "GROUP BY outcome ORDER BY count(*) DESC"
    )
    return dict(db.execute(query).fetchall())


#: How much of the work is done at each step, in hundredths.
_SHARES = (0, 15, 30, 60, 100)


class _Step:
    """Tells how far repricing is, by the steps that are done."""

    def __init__(self, progress: Progress | None, rows: int) -> None:
        self._progress, self._rows = progress, rows

    def __call__(self, done: int) -> None:
        if self._progress is not None:
            self._progress(self._rows * _SHARES[done] // 100, self._rows)
