"""The site: start, one page, a page under load, memory, and the export of all pages."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from bench.figures import Figure, median_seconds
from bench.load import Load, run_load

_CONNECTIONS = 20
_REQUESTS = 4000
#: The least the server can be asked for: a small file that no view renders.
_BARE = "/static/openrvu/icon.svg"


def measure() -> Iterator[Figure]:
    """Everything about the server, one worker."""
    paths = _code_paths(600)
    with _server() as (port, started, process):
        yield Figure("server answers its first page after start", started, "s", 2)
        bare = run_load(port, [_BARE], 1, 400)
        alone = run_load(port, paths, 1, len(paths))
        yield Figure(
            "code page, one connection, all different (median)",
            alone.at(0.5),
            "ms",
            10,
            False,
            "a static file",
            alone.at(0.5) / bare.at(0.5),
        )
        yield from _under_load(port, paths)
        yield Figure("memory of the worker after the load", _memory(process), "MB", 200)
    yield _export()


def _under_load(port: int, paths: list[str]) -> Iterator[Figure]:
    bare = run_load(port, [_BARE], _CONNECTIONS, _REQUESTS)
    one = run_load(port, ["/codes/76000/"], _CONNECTIONS, _REQUESTS)
    warm = run_load(port, paths, _CONNECTIONS, _REQUESTS)
    cold = run_load(port, _code_paths(1500, seed=7), _CONNECTIONS, 1500)
    for name, load, bound in (
        ("/codes/76000/, 20 connections, p99", one, 25.0),
        ("600 code pages, asked before, 20 connections, p99", warm, 25.0),
        ("1,500 code pages, most never asked before, p99", cold, 25.0),
    ):
        ratio = load.at(0.99) / bare.at(0.99)
        yield Figure(name, load.at(0.99), "ms", bound, False, "a static file", ratio)
        sys.stdout.write(f"    {_words(load)}\n")


def _words(load: Load) -> str:
    return f"median {load.at(0.5):.1f} ms, p99 {load.at(0.99):.1f} ms, {load.rate:.0f} requests/s"


def _code_paths(count: int, seed: int = 1) -> list[str]:
    from openrvu.book.book import open_book

    book = open_book()
    codes = book.codes(book.newest().label)
    return [f"/codes/{code}/" for code in random.Random(seed).sample(codes, count)]  # noqa: S311


@contextmanager
def _server() -> Iterator[tuple[int, float, psutil.Process]]:
    port = _free_port()
    rvu = str(Path(sys.executable).with_name("rvu"))
    start = time.perf_counter()
    server = subprocess.Popen(
        [rvu, "serve", "--port", str(port)],
        env={**os.environ, "OPENRVU_DATA_DIR": tempfile.mkdtemp()},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        yield port, time.perf_counter() - start, psutil.Process(server.pid)
    finally:
        server.terminate()
        server.wait(timeout=15)


def _wait(port: int) -> None:
    for _ in range(400):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/codes/76000/", timeout=5).read()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError("the server did not answer within 8 s")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _memory(process: psutil.Process) -> float:
    """Resident memory of the worker: the largest child of the server's main process."""
    workers = process.children(recursive=True) or [process]
    return max(float(w.memory_info().rss) for w in workers) / 1e6


def _export() -> Figure:
    rvu = str(Path(sys.executable).with_name("rvu"))
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / "site"
        run = [rvu, "site", "export", str(target)]
        start = time.perf_counter()
        subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
        taken = time.perf_counter() - start
        pages = sum(1 for _ in target.rglob("index.html"))
        files = sum(1 for p in target.rglob("*") if p.is_file())
        bare = median_seconds(lambda: _write(Path(scratch) / "bare", files), times=1, warm=0)
    sys.stdout.write(f"    {pages:,} pages, {files:,} files in {taken:.1f} s\n")
    rate, beside = pages / taken, "writing empty files"
    return Figure("export of all pages", rate, "pages/s", 300, True, beside, taken / bare)


def _write(folder: Path, files: int) -> None:
    folder.mkdir()
    for i in range(files):
        (folder / str(i)).write_bytes(b"")
