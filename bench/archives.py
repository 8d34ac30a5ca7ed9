"""Reading CMS's archives and building the book, where the archives are at hand."""

from __future__ import annotations

import csv
import io
import os
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, median_seconds


def measure() -> Iterator[Figure]:
    """One archive, and the book from all of them."""
    from openrvu.book.rebuild import rebuild
    from openrvu.cms.release import read_release

    folder = Path(os.environ.get("OPENRVU_CMS_DIR", "../shared/cms"))
    archives = sorted(folder.glob("rvu*.zip"))
    if not archives:
        sys.stdout.write(f"no CMS archives in {folder}: reading and building not measured\n")
        return
    newest = archives[-1]
    bare = median_seconds(lambda: _bare_csv(newest), times=5)
    read = median_seconds(lambda: read_release(newest), times=5)
    yield Figure(
        f"{newest.name} read and checked", read, "s", 2, False, "csv.reader alone", read / bare
    )
    every = median_seconds(lambda: [_bare_csv(path) for path in archives], times=1, warm=0)
    with tempfile.TemporaryDirectory() as scratch:
        start = time.perf_counter()
        rebuild(folder, Path(scratch) / "book.sqlite", Path(scratch) / "manifest.json")
        built = time.perf_counter() - start
    name = f"book built from {len(archives)} archives"
    yield Figure(name, built, "s", 90, False, "csv.reader alone", built / every)


def _bare_csv(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        name = next(n for n in archive.namelist() if "PPRRVU" in n and n.endswith(".csv"))
        text = archive.read(name).decode("latin-1")
    return sum(1 for _ in csv.reader(io.StringIO(text)))
