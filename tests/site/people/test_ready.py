"""A solo log is made ready in a process of its own, as `rvu serve` does."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

READY = "from openrvu.site.server import prepare; prepare()"
NAMES = ("OPENRVU_MODE", "DATABASE_URL", "OPENRVU_SECRET_KEY")


def prepared(folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    base = {name: value for name, value in os.environ.items() if name not in NAMES}
    base |= {"DJANGO_SETTINGS_MODULE": "openrvu.site.settings", "OPENRVU_DATA_DIR": str(folder)}
    command = [sys.executable, "-c", READY]
    return subprocess.run(command, env={**base, **env}, capture_output=True, text=True, check=False)


def test_the_log_and_its_key_are_made_once_and_are_the_owner_s_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert prepared(folder).returncode == 0
    key, log = folder / "secret-key", folder / "log.sqlite"
    first = key.read_text()
    assert len(first) == 64
    assert prepared(folder).returncode == 0
    assert key.read_text() == first
    for file in (key, log):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with sqlite3.connect(log) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("SELECT count(*) FROM log_entry").fetchone() == (0,)


def test_a_log_of_a_newer_version_is_refused_and_not_touched(tmp_path: Path) -> None:
    assert prepared(tmp_path).returncode == 0
    with sqlite3.connect(tmp_path / "log.sqlite") as db:
        db.execute("INSERT INTO django_migrations VALUES (99, 'log', '9999_later', '2030-01-01')")
    refused = prepared(tmp_path)
    assert refused.returncode != 0
    assert "was written by a newer OpenRVU (log 9999_later)" in refused.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a file stands in the way on POSIX")
def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused = prepared(tmp_path / "file" / "folder")
    assert "cannot be used" in refused.stderr
    assert "OPENRVU_DATA_DIR" in refused.stderr


def test_public_mode_makes_nothing(tmp_path: Path) -> None:
    assert prepared(tmp_path / "new", OPENRVU_MODE="public").returncode == 0
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("id IN ('a', 'b', 'c')", "sqlite_autoindex_log_entry_1"),
        ("date = '2026-03-09'", "entry_by_day"),
        ("\"case\" = 'a'", "entry_by_case"),
        ("1 ORDER BY created DESC LIMIT 9", "entry_by_creation"),
    ],
)
def test_an_empty_log_is_planned_like_a_full_one(tmp_path: Path, query: str, index: str) -> None:
    assert prepared(tmp_path).returncode == 0
    with sqlite3.connect(tmp_path / "log.sqlite") as db:
        asked = f"EXPLAIN QUERY PLAN SELECT * FROM log_entry WHERE owner_id = 1 AND {query}"  # noqa: S608
        assert index in str(db.execute(asked).fetchall())
