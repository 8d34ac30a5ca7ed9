"""Repricing tables of claims, Parquet to Parquet, beside the base amount alone by hand.

With ``OPENRVU_BENCH_LARGE=1`` also 100 million lines in little memory; it takes minutes and about
10 GB of disk in the folder for temporary files.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import duckdb

from bench.base_amount import Yardstick
from bench.claims import write_claims
from bench.figures import Figure
from openrvu.pricing.table.options import Engine, Options
from openrvu.pricing.table.run import reprice

_LINES = 10_000_000
_LINES_FOR_SPARK = 1_000_000
_COPIES = 10
_TIMES = 3
#: What a run is told to keep to, and what the process may have at its peak.
_MEMORY_GIVEN, _MEMORY_GB = "4GB", 6
_YARDSTICK = "base amount alone"
#: Reported, not promised.
_NO_BOUND = float("inf")


def measure() -> Iterator[Figure]:
    """Mixed claims, lines that stand alone, Spark, and where asked for a hundred million."""
    with tempfile.TemporaryDirectory(prefix="openrvu-bench-") as scratch:
        folder = Path(scratch)
        claims = folder / "claims.parquet"
        write_claims(claims, _LINES)
        yield from _beside_yardstick(claims, "mixed", 3)
        if os.environ.get("OPENRVU_BENCH_LARGE") == "1":
            yield from _large(claims)
        write_claims(claims, _LINES, alone=True)
        yield from _beside_yardstick(claims, "single", 1.5)
        write_claims(claims, _LINES_FOR_SPARK)
        yield from _spark(claims)


def _beside_yardstick(claims: Path, kind: str, most: float) -> Iterator[Figure]:
    """The medians of runs by turns."""
    priced, base = claims.with_name("priced.parquet"), claims.with_name("base.parquet")
    yardstick = Yardstick()
    ours, theirs = [], []
    for _ in range(_TIMES):
        ours.append(_seconds(lambda: reprice(claims, priced)))
        theirs.append(_seconds(lambda: yardstick.run(claims, base)))
    priced.unlink()
    base.unlink()
    seconds, reference = statistics.median(ours), statistics.median(theirs)
    name = f"reprice, {_LINES // 1_000_000} million {kind} lines"
    if kind == "mixed":
        yield Figure(name, _LINES / seconds, "lines/s", 1_500_000, True)
    yield Figure(f"{name}, over {_YARDSTICK}", seconds / reference, "×", most)


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _large(claims: Path) -> Iterator[Figure]:
    """Ten times the claims, each time of other numbers, in a process of its own."""
    many, priced = claims.with_name("many.parquet"), claims.with_name("many-priced.parquet")
    copies = " UNION ALL ".join(
        f"SELECT * REPLACE ('{copy}' || claim_id AS claim_id) FROM '{claims}'"  # noqa: S608
        for copy in range(_COPIES)
    )
    with duckdb.connect() as db:
        db.execute(f"COPY ({copies}) TO '{many}' (FORMAT parquet)")
    command = [sys.executable, "-m", "openrvu.cli", "reprice", str(many), str(priced)]
    start = time.perf_counter()
    peak = _peak([*command, "--memory", _MEMORY_GIVEN])
    seconds = time.perf_counter() - start
    rows = duckdb.execute(f"SELECT count(*) FROM '{priced}'").fetchall()[0][0]  # noqa: S608
    many.unlink()
    priced.unlink()
    if rows != _COPIES * _LINES:
        raise RuntimeError(f"{rows:,} rows came back of {_COPIES * _LINES:,}")
    name = f"reprice, {_COPIES * _LINES // 1_000_000} million mixed lines"
    yield Figure(f"{name}, peak memory", peak, "GB", _MEMORY_GB)
    yield Figure(name, _COPIES * _LINES / seconds, "lines/s", 0, True)


#: Runs a command and prints the most memory that it had. Linux hands a process' own peak on to what
#: it starts, so a small process stands between this one and the command.
_MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def _peak(command: Sequence[str]) -> float:
    """Run a command to its end; the most memory that it had, in GB."""
    measure = [sys.executable, "-c", _MEASURE, *command]
    done = subprocess.run(measure, check=True, stdout=subprocess.PIPE, text=True)
    return int(done.stdout) / 1024**2  # Linux counts in KiB


def _spark(claims: Path) -> Iterator[Figure]:
    """The same lines by both engines: seconds, and rows that differ in anything."""
    taken: dict[Engine, float] = {}
    priced: dict[Engine, Path] = {}
    engines: tuple[Engine, ...] = ("duckdb", "spark")
    for engine in engines:
        priced[engine] = claims.with_name(f"{engine}.parquet")
        options = Options(engine=engine, threads=2)
        start = time.perf_counter()
        reprice(claims, priced[engine], options=options)
        taken[engine] = time.perf_counter() - start
    differ = duckdb.execute(
        f"SELECT count(*) FROM read_parquet('{priced['duckdb']}', file_row_number = true) AS a "  # noqa: S608
        f"FULL JOIN read_parquet('{priced['spark']}', file_row_number = true) AS b "
        "USING (file_row_number) WHERE a::VARCHAR IS DISTINCT FROM b::VARCHAR"
    ).fetchall()[0][0]
    name = f"Spark local[2], {_LINES_FOR_SPARK // 1_000_000} million mixed lines"
    ratio = taken["spark"] / taken["duckdb"]
    yield Figure(name, taken["spark"], "s", _NO_BOUND, False, "DuckDB", ratio)
    yield Figure(f"{name}, unlike DuckDB's", differ, "rows", 0)
