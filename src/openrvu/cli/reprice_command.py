"""``rvu reprice``: a table of claims by Medicare's rules, from a file into a file."""

from __future__ import annotations

import atexit
import gc
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from openrvu.cli.asked import schedule_options
from openrvu.cli.case_options import read_pos
from openrvu.cli.output import plain_lines
from openrvu.errors import OpenRVUError
from openrvu.pricing.table.options import Options, Progress, Summary, needing_extras

_MEMORY = re.compile(r"[1-9][0-9]*(\.[0-9]+)?(MB|GB|TB|MiB|GiB|TiB)\Z", re.IGNORECASE)


def _memory(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not _MEMORY.match(value):
        raise click.BadParameter("expected a number and a unit, such as 6GB or 800MB")
    return value


@click.command(
    "reprice",
    epilog="""
\b
Examples:
  rvu reprice claims.parquet priced.parquet
  rvu reprice claims.csv priced.xlsx --zip 60611 --date 2026-03-02
  rvu reprice claims.parquet priced.parquet --memory 6GB --where-to bad.csv

IN and OUT are Parquet (.parquet), CSV (.csv, .csv.gz) or Excel (.xlsx). OUT has
the columns and the rows of IN, in their order, and after them

\b
  amount     what Medicare allows for the line, dollars and cents
  outcome    priced, by report, contractor priced, not payable, not modelled
  reason     why, where a line is not plainly priced
  work_rvu   CMS's work RVUs times units
  total_rvu  work, practice expense and malpractice RVUs times units
  release    the release it was priced by

Columns of IN are found by name. Only code is needed; the others are claim_id,
line, provider, modifiers (several in one cell, or modifier_1 to modifier_4),
units, pos, carrier, locality, zip, date, charge, minutes. Usual other names
such as hcpcs, dos or billed are understood. Lines of one claim_id and date are
priced together; without claim_id each row is a claim of its own. Options give
what a row does not say.

A row that cannot be read goes to the rejects file with its line and the reason,
and not to OUT. OUT appears when it is whole.

\b
Exit codes:
  0    done, even where rows were rejected
  1    IN was refused, an unknown locality, ZIP or release, or a missing part
  2    the command was not understood
  130  interrupted; no file was written
""",
)
@click.argument("source", metavar="IN", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--zip", "zip_code", metavar="Z", help="ZIP code, for rows that say no place.")
@click.option("--locality", metavar="L", help="The same as 01112-05, CA-05 or a name.")
@schedule_options
@click.option(
    "--pos", "place_of_service", metavar="P", callback=read_pos, help="Place of service, likewise."
)
@click.option("--nonparticipating", is_flag=True, help="Physicians who do not take part.")
@click.option("--qp", is_flag=True, help="Factor for qualifying APM participants (from 2026).")
@click.option(
    "--engine",
    type=click.Choice(["duckdb", "spark"]),
    default="duckdb",
    show_default=True,
    help="What computes it.",
)
@click.option("--memory", metavar="M", callback=_memory, help="The most it takes, such as 6GB.")
@click.option("--threads", metavar="N", type=click.IntRange(min=1), help="Processors to use.")
@click.option(
    "--where-to",
    "rejects",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Rejects, as CSV.  [default: OUT.rejects.csv]",
)
def reprice_table(
    source: Path, out: Path, *, day: date | None, nonparticipating: bool, **asked: Any
) -> None:
    """Price every row of IN, a table of claims, by Medicare's rules, and write OUT."""
    if asked["zip_code"] is not None and asked["locality"] is not None:
        raise click.UsageError("give --zip or --locality, not both")
    options = Options(day=day, participating=not nonparticipating, **asked)
    _refuse_same(source, out, options.rejects)
    # Unlike other commands this one lasts, and DuckDB reports what the end of others leaves over.
    gc.enable()
    atexit.register(gc.unfreeze)
    with needing_extras():
        from openrvu.pricing.table.run import reprice

        with _stopped_well(), _shown() as progress:
            done = reprice(source, out, options=options, progress=progress)
    click.echo("\n".join(_told(done, out)))


def _refuse_same(*paths: Path | None) -> None:
    """Refuse to write over the input, or the rejects over the output."""
    given = [path.resolve() for path in paths if path is not None]
    if len(set(given)) < len(given):
        raise click.UsageError("IN, OUT and --where-to must be different files")


@contextmanager
def _stopped_well() -> Iterator[None]:
    """Tell Ctrl-C and what a database ran out of in our words.

    Raises:
        KeyboardInterrupt: a query was interrupted.
        OpenRVUError: memory or disk did not suffice.
    """
    import duckdb

    try:
        yield
    except (duckdb.OutOfMemoryException, duckdb.IOException) as error:
        raise OpenRVUError(f"repricing stopped, nothing was written: {error}") from error
    except RuntimeError as error:
        if str(error) == "Query interrupted":
            raise KeyboardInterrupt from error
        raise


@contextmanager
def _shown() -> Iterator[Progress | None]:
    """A bar of the rows done, with rate and time left, where a person watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        BarColumn(),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f} rows"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task("", total=1, visible=False, rate="")

        def progress(done: int, total: int) -> None:
            speed = bars.tasks[0].speed
            rate = f"{speed:,.0f} rows/s" if speed else ""
            bars.update(bar, completed=done, total=total, visible=True, rate=rate)

        yield progress


def _told(done: Summary, out: Path) -> Iterator[str]:
    """The summary, a line each."""
    rate = done.rows_in / done.seconds if done.seconds else 0
    yield f"{out}: {done.rows_out:,} rows in {done.seconds:.1f} s ({rate:,.0f} lines/s)"
    rows = sorted(done.outcomes.items(), key=lambda each: (-each[1], each[0]))
    yield from (
        plain_lines([(f"  {outcome}", f"{count:,}") for outcome, count in rows]) if rows else ()
    )
    if done.rejects_file is not None:
        yield f"Rejects, each with its line and reason: {done.rejects_file}"
    yield (f"rows in {done.rows_in:,} = rows out {done.rows_out:,} + rejects {done.rejects:,}")
