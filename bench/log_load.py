"""``make load``: the log with many people and with a long log, on this machine alone.

``python -m bench.log_load [people] [entries each] [entries of one]``. Ends with a table and how
many promises were kept.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.figures import Figure
from bench.visits import PAUSES, PROMISED, Kept, Person, described, one_by_one, sign_in, together
from databases import postgresql
from faults.places import SESSION, clinic_settings, own_database
from faults.server import RVU, Server

PEOPLE, ENTRIES, ENTRIES_OF_ONE = 200, 5_000, 100_000
#: People at once, on so many workers, for so many seconds.
AT_ONCE, WORKERS, SECONDS = 50, 2, 60
#: Seconds in which all ask without a pause: no promise but that none is refused.
RUSH = 15
_TIMES = 200


@dataclass(frozen=True, slots=True)
class Place:
    """A running server with its people."""

    name: str
    port: int
    people: list[Person]


def main(arguments: list[str]) -> int:
    """0 where every promise was kept."""
    asked = [int(text) for text in arguments]
    people, entries, one = [*asked, *(PEOPLE, ENTRIES, ENTRIES_OF_ONE)[len(asked) :]]
    _say(_machine())
    figures: list[Figure] = []
    with _solo(one) as place:
        figures += _alone(place)
    with _clinic(people, entries) as place:
        figures += _alone(place)
        figures += _at_once(place)
    for figure in figures:
        _say(str(figure))
    kept = sum(figure.kept for figure in figures)
    _say(f"{kept} of {len(figures)} promises kept; load average {os.getloadavg()[0]:.1f}")
    return 0 if kept == len(figures) else 1


def _alone(place: Place) -> Iterator[Figure]:
    """One request at a time, each by another person."""
    one_by_one(place.port, place.people[:20], tuple(PROMISED), 20)
    kept = one_by_one(place.port, place.people, tuple(PROMISED), _TIMES)
    yield from _figures(f"{place.name}, one at a time", kept)


def _at_once(place: Place) -> Iterator[Figure]:
    """Many people at once, who pause as people do; then without a pause."""
    some = place.people[:AT_ONCE]
    kept = together(place.port, some, SECONDS, PAUSES)
    yield from _figures(f"{place.name}, {len(some)} people on {WORKERS} workers", kept)
    rush = together(place.port, some, RUSH, (0.0, 0.0))
    name = f"{place.name}, {len(some)} people without a pause"
    _table(name, rush)
    yield Figure(f"{name}: errors", rush.errors.total(), "", 0)


def _figures(name: str, kept: Kept) -> Iterator[Figure]:
    _table(name, kept)
    for kind, bound in PROMISED.items():
        yield Figure(f"{name}: {kind}, p95", kept.load(kind).at(0.95), "ms", bound)
    yield Figure(f"{name}: errors", kept.errors.total(), "", 0)


def _table(name: str, kept: Kept) -> None:
    _say(f"\n{name}: {kept.rate:.0f} requests/s, {kept.errors.total()} errors")
    _say(f"  {'':<12}{'requests':>9}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}")
    for kind in sorted(kept.taken):
        load = kept.load(kind)
        shares = "".join(f"{load.at(share):>9.1f}" for share in (0.5, 0.95, 0.99))
        _say(f"  {kind:<12}{len(load.milliseconds):>9,}{shares}")
    if kept.errors:
        _say(f"  {described(kept)}")


@contextmanager
def _solo(entries: int) -> Iterator[Place]:
    """One person with a long log, SQLite, one worker."""
    with tempfile.TemporaryDirectory(prefix="openrvu-load-") as scratch:
        env = {"OPENRVU_DATA_DIR": scratch, "OPENRVU_MODE": "solo", "DATABASE_URL": ""}
        server = Server(env, Path(scratch), workers=1)
        # The first start makes the tables.
        server.start()
        server.kill()
        sessions = _made(env, 1, entries)
        yield from _served(f"SQLite, 1 × {entries:,}", server, sessions)


@contextmanager
def _clinic(people: int, entries: int) -> Iterator[Place]:
    """Many people, PostgreSQL with its own settings for what is durable."""
    with (
        tempfile.TemporaryDirectory(prefix="openrvu-load-") as scratch,
        postgresql(durable=True) as database,
        own_database(database) as address,
    ):
        env = clinic_settings(address, scratch)
        subprocess.run([RVU, "migrate"], env={**os.environ, **env}, check=True, capture_output=True)
        sessions = _made(env, people, entries)
        server = Server(env, Path(scratch), workers=WORKERS)
        yield from _served(f"PostgreSQL, {people} × {entries:,}", server, sessions)


def _served(name: str, server: Server, sessions: list[str]) -> Iterator[Place]:
    try:
        server.start()
        yield Place(name, server.port, sign_in(server.port, sessions, SESSION))
    finally:
        server.kill()


def _made(env: Mapping[str, str], people: int, entries: int) -> list[str]:
    """Make people with their logs; a session of each."""
    _say(f"making {people} × {entries:,} entries")
    done = subprocess.run(
        [sys.executable, "-m", "bench.load_people", str(people), str(entries)],
        env={**os.environ, **env, "DJANGO_SETTINGS_MODULE": "openrvu.site.settings"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    sessions: list[str] = json.loads(done.stdout)
    return sessions


def _machine() -> str:
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{psutil.cpu_count()} cores, {memory:.0f} GiB, load average {os.getloadavg()[0]:.1f}"
    )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
