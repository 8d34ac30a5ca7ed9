"""What must stand before a solo site starts: its folder, its key and its tables."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import django
from django.conf import settings
from django.db import DatabaseError, connections

from openrvu.errors import OpenRVUError
from openrvu.site import migrating
from openrvu.site.modes import key_path, log_path
from openrvu.site.sqlite_planner import tell_planner


def make_ready() -> None:
    """Make the solo log ready; a log that is up to date is only looked at.

    Raises:
        OpenRVUError: it cannot be written, or a newer OpenRVU wrote it.
    """
    try:
        log_path().parent.mkdir(parents=True, exist_ok=True)
        settings.SECRET_KEY = _key(key_path())
        django.setup(set_prefix=False)
        _migrate()
        tell_planner()
        log_path().chmod(0o600)
    except (OSError, DatabaseError) as error:
        raise OpenRVUError(
            f"the log at {log_path()} cannot be used: {error}. Make the folder writable and free "
            "some room, or choose another with OPENRVU_DATA_DIR"
        ) from error
    finally:
        connections.close_all()


def _key(path: Path) -> str:
    """The key kept in a file that only its owner may read, made where there is none."""
    try:
        with open(path, "x", opener=_for_owner) as new:
            new.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text().strip()


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _migrate() -> None:
    if steps := migrating.newer():
        raise OpenRVUError(
            f"{log_path()} was written by a newer OpenRVU ({', '.join(steps)}). Install that "
            "version again, or choose another folder with OPENRVU_DATA_DIR"
        )
    migrating.migrate()
