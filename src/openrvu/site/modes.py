"""The three ways the site runs, and the database of each.

* solo: one person on one machine; SQLite in the user's data folder; no account.
* clinic: many people; PostgreSQL; accounts.
* public: the pages that are the same for all, and no database at all.
"""

from __future__ import annotations

import secrets
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from openrvu.book.places import data_dir
from openrvu.site.environment import env

#: Seconds a writer waits for another to end.
_WAIT = 20
#: WAL lets readers read while one writes; FULL keeps what was acknowledged if the power fails.
_SQLITE_START = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL"
_SCHEMES = ("postgresql", "postgres")
_EXAMPLE = "postgresql://name:password@127.0.0.1/openrvu"


class Mode(StrEnum):
    """How the site runs."""

    SOLO = "solo"
    CLINIC = "clinic"
    PUBLIC = "public"

    @property
    def has_log(self) -> bool:
        """Whether there is a database, and so a log."""
        return self is not Mode.PUBLIC


def read_mode(*, alone: bool) -> Mode:
    """The mode that ``OPENRVU_MODE`` names; unset, solo where only this machine can ask.

    Args:
        alone: the site has no public address, listens on loopback and answers to no other name.

    Raises:
        ImproperlyConfigured: no such mode, or one that cannot be had here.
    """
    said = env("OPENRVU_MODE").strip().lower()
    if said and said not in set(Mode):
        raise ImproperlyConfigured(
            f"OPENRVU_MODE={said}: there is no such mode; expected solo, clinic or public"
        )
    mode = Mode(said) if said else Mode.SOLO if alone else Mode.PUBLIC
    if mode is Mode.SOLO and not alone:
        raise ImproperlyConfigured(
            "OPENRVU_MODE=solo has no accounts, so it answers this machine alone. Take away "
            "--host, OPENRVU_ALLOWED_HOSTS and OPENRVU_SITE_ADDRESS, or run OPENRVU_MODE=clinic"
        )
    if mode is not Mode.CLINIC and env("DATABASE_URL"):
        raise ImproperlyConfigured(
            f"DATABASE_URL is set, but the mode is {mode}, which does not use it. Set "
            "OPENRVU_MODE=clinic to use that database, or unset DATABASE_URL"
        )
    return mode


def databases(mode: Mode) -> dict[str, dict[str, Any]]:
    """Django's ``DATABASES``; empty in public mode.

    Raises:
        ImproperlyConfigured: clinic mode without a PostgreSQL address.
    """
    if mode is Mode.PUBLIC:
        return {}
    return {"default": _sqlite() if mode is Mode.SOLO else postgresql(env("DATABASE_URL"))}


def secret_key(mode: Mode) -> str:
    """The key that signs cookies and forms.

    Raises:
        ImproperlyConfigured: clinic mode without one, where each process would make its own.
    """
    said = env("OPENRVU_SECRET_KEY")
    if mode is Mode.CLINIC and len(said) < 32:
        raise ImproperlyConfigured(
            "OPENRVU_MODE=clinic needs OPENRVU_SECRET_KEY: 32 or more random characters, kept "
            "secret and the same for every process, such as those of `openssl rand -base64 48`"
        )
    kept = key_path() if mode is Mode.SOLO else None
    if not said and kept is not None and kept.is_file():
        said = kept.read_text().strip()
    return said or secrets.token_urlsafe(48)


def log_path() -> Path:
    """The solo log's file."""
    return data_dir() / "log.sqlite"


def key_path() -> Path:
    """Where the solo site keeps its key, so that an open form outlives a restart."""
    return data_dir() / "secret-key"


def _sqlite() -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": log_path(),
        "CONN_MAX_AGE": None,  # one connection for each thread, kept
        "OPTIONS": {
            "timeout": _WAIT,
            # A transaction that reads before it writes would otherwise fail when another wrote.
            "transaction_mode": "IMMEDIATE",
            "init_command": _SQLITE_START,
        },
    }


def postgresql(address: str) -> dict[str, Any]:
    """One of Django's ``DATABASES``, from an address; its query gives libpq's options.

    Raises:
        ImproperlyConfigured: it is not an address of a PostgreSQL database.
    """
    parts = urlsplit(address)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in _SCHEMES or not name:
        # Not shown: it may hold a password.
        raise ImproperlyConfigured(
            "OPENRVU_MODE=clinic needs DATABASE_URL: the address of a PostgreSQL database, "
            f"such as {_EXAMPLE}"
        )
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        # A thread holds at most one connection, and a worker has few threads.
        "OPTIONS": {**options, "pool": {"min_size": 1, "max_size": 16, "timeout": 10}},
    }
