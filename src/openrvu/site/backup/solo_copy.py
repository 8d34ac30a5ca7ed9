"""The solo log copied by SQLite's own online backup, so that it may be in use meanwhile."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from openrvu.errors import OpenRVUError
from openrvu.site.modes import log_path

_MAGIC = b"SQLite format 3\0"


def save(target: Path) -> str:
    """Write the log's copy; one that fails leaves what was at its place.

    Raises:
        OpenRVUError: there is no log, or the copy is not sound.
    """
    if not log_path().is_file():
        raise OpenRVUError(f"there is no log at {log_path()}; “rvu serve” makes one")
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with _opened(log_path()) as log, _opened(part) as copy:
            log.backup(copy)
            # One file, without the journal that a log in use has beside it.
            copy.execute("PRAGMA journal_mode=DELETE")
            count = _entries(copy, target)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return f"{count:,} entries, {target.stat().st_size:,} bytes"


def restore(source: Path) -> str:
    """Make the log what the copy is; what it was before is kept beside it.

    Raises:
        OpenRVUError: the file is no whole copy of a log, or of a newer version.
    """
    from openrvu.site.ready import make_ready

    if not _is_sqlite(source):
        raise OpenRVUError(f"{source} is no copy of a solo log: it is not an SQLite file")
    with _opened(source) as copy:
        count = _entries(copy, source)
        _known(copy, source)
        kept = _kept() if log_path().is_file() else None
        log_path().parent.mkdir(parents=True, exist_ok=True)
        with _opened(log_path()) as log:
            copy.backup(log)
            log.execute("PRAGMA journal_mode=WAL")
    make_ready()
    before = f"; the log before it is kept as {kept}" if kept else ""
    return f"{count:,} entries are back in {log_path()}{before}"


def _kept() -> Path:
    """A copy of the log as it is, so that a mistaken restore can be taken back."""
    kept = log_path().with_name(f"log-before-{datetime.now():%Y%m%d-%H%M%S}.sqlite")  # noqa: DTZ005
    save(kept)
    return kept


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(path, timeout=20)) as database:
            yield database
            database.commit()
    except sqlite3.Error as error:
        raise OpenRVUError(f"{path} cannot be used: {error}") from error


def _is_sqlite(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _entries(database: sqlite3.Connection, path: Path) -> int:
    """How many entries there are, after every page was looked at."""
    (verdict,) = database.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise OpenRVUError(f"{path} is damaged: {verdict}. Take an earlier copy")
    return int(database.execute("SELECT count(*) FROM log_entry").fetchone()[0])


def _known(copy: sqlite3.Connection, path: Path) -> None:
    """That this version knows every step of the copy's tables."""
    import django

    django.setup(set_prefix=False)
    from django.db.migrations.loader import MigrationLoader

    steps = set(copy.execute("SELECT app, name FROM django_migrations"))
    unknown = sorted(steps - set(MigrationLoader(None).disk_migrations))
    if unknown:
        named = ", ".join(" ".join(step) for step in unknown)
        raise OpenRVUError(f"{path} was written by a newer OpenRVU ({named}); install that version")
