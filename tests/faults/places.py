"""Where the log is kept while the server is killed: solo on SQLite, a clinic on PostgreSQL."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from databases import postgresql
from faults.server import RVU, Server
from faults.stored import Stored, faults_of_sqlite, of_postgresql, of_sqlite

#: The people of the clinic; with six writers, two devices of each write at once.
PEOPLE = 3
SESSION = "openrvu_session"


@dataclass(frozen=True, slots=True)
class Place:
    """A server with its database.

    Attributes:
        name: for people.
        server: not started yet.
        cookies: of each person's browser.
        read: all that the database holds now.
        faults: what the database itself finds wrong, in words.
    """

    name: str
    server: Server
    cookies: tuple[Mapping[str, str], ...]
    read: Callable[[], Stored]
    faults: Callable[[], str]


@contextmanager
def solo() -> Iterator[Place]:
    """One person, SQLite in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="openrvu-faults-") as scratch:
        folder = Path(scratch)
        log = str(folder / "log.sqlite")
        env = {"OPENRVU_DATA_DIR": scratch, "OPENRVU_MODE": "solo", "DATABASE_URL": ""}
        place = Place(
            name="solo, SQLite",
            server=Server(env, folder, workers=1),
            cookies=({},),
            read=lambda: of_sqlite(log),
            faults=lambda: faults_of_sqlite(log),
        )
        yield from _ended(place)


@contextmanager
def clinic() -> Iterator[Place]:
    """Several people, two workers, PostgreSQL with its own settings for what is durable."""
    with (
        tempfile.TemporaryDirectory(prefix="openrvu-faults-") as scratch,
        postgresql(durable=True) as server,
        own_database(server) as address,
    ):
        env = clinic_settings(address, scratch)
        subprocess.run([RVU, "migrate"], env={**os.environ, **env}, check=True, capture_output=True)
        place = Place(
            name="clinic, PostgreSQL",
            server=Server(env, Path(scratch), workers=2),
            cookies=tuple({SESSION: key} for key in sessions(env, PEOPLE)),
            read=lambda: of_postgresql(address),
            faults=lambda: "",
        )
        yield from _ended(place)


def clinic_settings(address: str, folder: str) -> dict[str, str]:
    """The environment of a clinic's server."""
    return {
        "OPENRVU_DATA_DIR": folder,
        "OPENRVU_MODE": "clinic",
        "OPENRVU_SECRET_KEY": "for the tests alone, and the same after every kill",
        "DATABASE_URL": address,
    }


@contextmanager
def own_database(server: str) -> Iterator[str]:
    """A new database of a server, gone afterwards; its address."""
    name = f"openrvu_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            connection.execute(drop)


def sessions(env: Mapping[str, str], count: int) -> list[str]:
    """New people, each signed in: the keys of their sessions."""
    tests = str(Path(__file__).parents[1])
    found = subprocess.run(
        [sys.executable, "-m", "faults.people", str(count)],
        env={
            **os.environ,
            **env,
            "PYTHONPATH": tests,
            "DJANGO_SETTINGS_MODULE": "openrvu.site.settings",
        },
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    keys: list[str] = json.loads(found.stdout)
    return keys


def _ended(place: Place) -> Iterator[Place]:
    try:
        yield place
    finally:
        place.server.kill()
