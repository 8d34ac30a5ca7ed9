"""`rvu backup`, `restore`, `migrate` and `user`, as processes on real databases."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from databases import postgresql

Rvu = Callable[..., subprocess.CompletedProcess[str]]
_OURS = ("OPENRVU_MODE", "DATABASE_URL", "OPENRVU_SECRET_KEY", "OPENRVU_LISTEN")
KEY = "for these tests alone, and of no use anywhere else"
#: Records three lines for everybody there is.
RECORD = """
import django; django.setup()
from datetime import date
from decimal import Decimal
from openrvu.site.log.models import Entry, EntryTag
from openrvu.site.people.models import User
from openrvu.site.people.solo import solo_user
from django.conf import settings
from openrvu.site.modes import Mode
if settings.MODE is Mode.SOLO: solo_user()
for user in User.objects.all():
    for at in range(3):
        one = Entry(owner=user, date=date(2026, 3, at + 1), code="99214", note="naïve “quotes”\\n",
            full=Decimal("1.92"), credited=Decimal("0.0001"), amount=None, position=at)
        one.save(force_insert=True)
        EntryTag(owner=user, entry=one, tag="clinic").save(force_insert=True)
"""
READ = """
import django, json; django.setup()
from openrvu.site.log.models import Entry, EntryTag
from openrvu.site.people.models import User
found = {}
for user in User.objects.order_by("pk"):
    rows = Entry.objects.of(user).order_by("date").values()
    tags = EntryTag.objects.of(user).count()
    found[user.email] = [[{k: str(v) for k, v in row.items()} for row in rows], tags]
print(json.dumps(found))
"""


def env(**named: str) -> dict[str, str]:
    base = {name: value for name, value in os.environ.items() if name not in _OURS}
    return {**base, "DJANGO_SETTINGS_MODULE": "openrvu.site.settings", **named}


def run(given: dict[str, str], *args: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *args]
    return subprocess.run(
        command, env=given, input=typed, capture_output=True, text=True, check=False
    )


@pytest.fixture
def solo(tmp_path: Path) -> dict[str, str]:
    """The environment of a solo log that holds three entries."""
    given = env(OPENRVU_DATA_DIR=str(tmp_path / "data"))
    assert run(given, "-m", "openrvu.cli", "migrate").stdout == "The log is up to date.\n"
    assert run(given, "-c", RECORD).returncode == 0
    return given


def kept(given: dict[str, str]) -> dict[str, list[object]]:
    read = run(given, "-c", READ)
    assert read.returncode == 0, read.stderr
    found: dict[str, list[object]] = json.loads(read.stdout)
    return found


def test_a_solo_log_is_copied_while_it_is_written_and_comes_back_whole(
    solo: dict[str, str], tmp_path: Path
) -> None:
    before, copy = kept(solo), tmp_path / "copy.sqlite"
    log = Path(solo["OPENRVU_DATA_DIR"]) / "log.sqlite"
    with closing(sqlite3.connect(log)) as busy:
        busy.execute("BEGIN IMMEDIATE")
        busy.execute("UPDATE log_entry SET note = 'half done'")
        done = run(solo, "-m", "openrvu.cli", "backup", str(copy))
        busy.rollback()
    assert done.stdout.startswith(f"{copy}: 3 entries, ")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["data", "copy.sqlite"] or {
        path.name for path in tmp_path.iterdir()
    } == {"data", "copy.sqlite"}
    with closing(sqlite3.connect(log)) as database:
        database.execute("DELETE FROM log_entrytag")
        database.execute("DELETE FROM log_entry")
        database.commit()
    back = run(solo, "-m", "openrvu.cli", "restore", "--yes", str(copy))
    assert back.returncode == 0, back.stderr
    assert "3 entries are back" in back.stdout
    assert kept(solo) == before
    (aside,) = log.parent.glob("log-before-*.sqlite")
    with closing(sqlite3.connect(aside)) as database:
        assert database.execute("SELECT count(*) FROM log_entry").fetchone() == (0,)


def test_to_restore_is_asked_for_first(solo: dict[str, str], tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.sqlite")
    run(solo, "-m", "openrvu.cli", "backup", copy)
    asked = run(solo, "-m", "openrvu.cli", "restore", copy, typed="n\n")
    assert asked.returncode == 1
    assert "Replace the log at" in asked.stdout
    assert not list(Path(solo["OPENRVU_DATA_DIR"]).glob("log-before-*"))


def test_a_file_in_the_way_is_kept_unless_told_otherwise(
    solo: dict[str, str], tmp_path: Path
) -> None:
    there = tmp_path / "there"
    there.write_text("mine")
    refused = run(solo, "-m", "openrvu.cli", "backup", str(there))
    assert (refused.returncode, there.read_text()) == (1, "mine")
    assert "--replace" in refused.stderr
    assert run(solo, "-m", "openrvu.cli", "backup", "--replace", str(there)).returncode == 0
    assert there.read_bytes().startswith(b"SQLite format 3")


def test_what_is_no_sound_copy_is_refused_and_the_log_untouched(
    solo: dict[str, str], tmp_path: Path
) -> None:
    before, copy = kept(solo), tmp_path / "copy.sqlite"
    run(solo, "-m", "openrvu.cli", "backup", str(copy))
    cut, text, newer = tmp_path / "cut", tmp_path / "text", tmp_path / "newer"
    cut.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    text.write_text("date,code\n2026-03-01,99214\n")
    newer.write_bytes(copy.read_bytes())
    with closing(sqlite3.connect(newer)) as database:
        database.execute("INSERT INTO django_migrations VALUES (99, 'log', '9999_later', '2030')")
        database.commit()
    for file, said in (
        (cut, "cut"),
        (text, "is no copy of a solo log"),
        (newer, "was written by a newer OpenRVU (log 9999_later)"),
    ):
        refused = run(solo, "-m", "openrvu.cli", "restore", "--yes", str(file))
        assert refused.returncode == 1, file
        assert said in refused.stderr
        assert "Traceback" not in refused.stderr
    assert kept(solo) == before


def test_without_a_log_there_is_nothing_to_copy(tmp_path: Path) -> None:
    given = env(OPENRVU_DATA_DIR=str(tmp_path))
    done = run(given, "-m", "openrvu.cli", "backup", str(tmp_path / "copy"))
    assert (done.returncode, list(tmp_path.iterdir())) == (1, [])
    assert "there is no log at" in done.stderr
    public = run(env(OPENRVU_MODE="public"), "-m", "openrvu.cli", "backup", str(tmp_path / "copy"))
    assert "a public site keeps nothing" in public.stderr


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql() as address:
        yield address


@pytest.fixture
def clinic(server: str, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Rvu]:
    """Runs commands on a new database of a name; each test has its own."""
    made: list[str] = []

    def database(name: str) -> Rvu:
        own = f"{name}_{abs(hash(request.node.name))}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{own}"')
        made.append(own)
        given = env(
            OPENRVU_MODE="clinic",
            OPENRVU_SECRET_KEY=KEY,
            DATABASE_URL=f"{server.rsplit('/', 1)[0]}/{own}",
            OPENRVU_DATA_DIR=str(tmp_path),
        )

        def rvu(*args: str, typed: str = "") -> subprocess.CompletedProcess[str]:
            if args[0] == "-c":
                return run(given, *args)
            return run(given, "-m", "openrvu.cli", *args, typed=typed)

        return rvu

    return database


def ready(rvu: Rvu) -> Rvu:
    assert rvu("migrate").returncode == 0
    for name in ("ann", "bob"):
        done = rvu(
            "user", "add", f"{name}@clinic.example", "--name", name, typed="a long sentence 7"
        )
        assert done.returncode == 0, done.stderr
    assert rvu("-c", RECORD).returncode == 0
    return rvu


def test_a_clinic_s_rows_come_back_in_another_database_exactly(
    clinic: Callable[[str], Rvu], tmp_path: Path
) -> None:
    first, second = ready(clinic("first")), clinic("second")
    file = tmp_path / "all.jsonl.gz"
    done = first("backup", str(file))
    assert done.returncode == 0, done.stderr
    assert "16 rows" in done.stdout  # 2 people and addresses, 6 entries, 6 tags
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    early = second("restore", str(file))
    assert (early.returncode, "rvu migrate" in early.stderr) == (1, True)
    assert second("migrate").returncode == 0
    back = second("restore", str(file))
    assert back.returncode == 0, back.stderr
    assert json.loads(second("-c", READ).stdout) == json.loads(first("-c", READ).stdout)
    # Keys go on after those that came back.
    assert (
        second("user", "add", "new@clinic.example", "--name", "New", "--no-password").returncode
        == 0
    )
    assert second("-c", RECORD).returncode == 0


def test_a_backup_goes_into_an_empty_database_alone(
    clinic: Callable[[str], Rvu], tmp_path: Path
) -> None:
    rvu = ready(clinic("used"))
    file = tmp_path / "all.jsonl.gz"
    rvu("backup", str(file))
    refused = rvu("restore", str(file))
    assert refused.returncode == 1
    assert "there are people in this database already" in refused.stderr


def test_a_backup_that_is_not_whole_puts_nothing_back(
    clinic: Callable[[str], Rvu], tmp_path: Path
) -> None:
    first, second = ready(clinic("whole")), clinic("cut")
    assert second("migrate").returncode == 0
    file = tmp_path / "all.jsonl.gz"
    first("backup", str(file))
    lines = gzip.decompress(file.read_bytes()).decode().splitlines(keepends=True)
    broken = {
        "cut.gz": file.read_bytes()[:-20],
        "short.gz": gzip.compress("".join(lines[:-1]).encode()),
        "missing.gz": gzip.compress("".join(lines[:3] + lines[4:]).encode()),
        "text.gz": b"not compressed",
        "other.gz": gzip.compress(b'{"a": 1}\n'),
        "words.gz": gzip.compress(b"words\n"),
    }
    for name, content in broken.items():
        path = tmp_path / name
        path.write_bytes(content)
        refused = second("restore", str(path))
        assert refused.returncode == 1, name
        assert "no " in refused.stderr, name
        assert "Traceback" not in refused.stderr, refused.stderr
    assert json.loads(second("-c", READ).stdout) == {}


def test_tables_that_are_behind_are_said_and_brought_up(clinic: Callable[[str], Rvu]) -> None:
    rvu = clinic("new")
    behind = rvu("migrate", "--check")
    assert behind.returncode == 1
    assert "the database is not up to date" in behind.stderr
    assert "people 0001_first" in rvu("migrate").stdout
    assert rvu("migrate", "--check").stdout == "The database is up to date.\n"
    again = rvu("migrate")
    assert again.stdout == "The database is up to date; 0 steps were made.\n"


def test_people_are_added_listed_closed_and_opened(clinic: Callable[[str], Rvu]) -> None:
    rvu = ready(clinic("people"))
    listed = json.loads(rvu("user", "list", "--json").stdout)["people"]
    assert listed[0] == {
        "email": "ann@clinic.example",
        "name": "ann",
        "open": True,
        "second_step": False,
        "groups": [],
    }
    assert rvu("user", "close", "Ann@clinic.example").returncode == 0
    assert "closed" in rvu("user", "list").stdout
    assert rvu("user", "open", "ann@clinic.example").returncode == 0
    for args, typed, said in (
        (("add", "ann@clinic.example", "--name", "x"), "a long sentence 7", "has an account"),
        (("add", "no address", "--name", "x"), "a long sentence 7", "is no address"),
        (("add", "c@clinic.example", "--name", "x"), "short", "at least 12 characters"),
        (("password", "ann@clinic.example"), "ann@clinic.example", "too similar"),
        (("password", "nobody@clinic.example"), "a long sentence 7", "has no account"),
        (("reset-second-step", "nobody@clinic.example"), "", "has no account"),
    ):
        refused = rvu("user", *args, typed=typed)
        assert refused.returncode == 1, args
        assert said in refused.stderr


def test_a_database_that_cannot_be_reached_is_said_in_one_line(tmp_path: Path) -> None:
    given = env(
        OPENRVU_MODE="clinic",
        OPENRVU_SECRET_KEY=KEY,
        DATABASE_URL="postgresql://rvu:secret@127.0.0.1:1/log",
        OPENRVU_DATA_DIR=str(tmp_path),
    )
    for args in (("migrate",), ("user", "list"), ("backup", str(tmp_path / "x")), ("serve",)):
        done = run(given, "-m", "openrvu.cli", *args)
        assert done.returncode == 1, args
        (line,) = done.stderr.strip().splitlines()
        assert line.startswith("rvu: the database of DATABASE_URL cannot be used: ")
        assert "secret" not in line


def test_where_there_are_no_accounts_the_command_says_so(tmp_path: Path) -> None:
    done = run(env(OPENRVU_DATA_DIR=str(tmp_path)), "-m", "openrvu.cli", "user", "list")
    assert done.returncode == 1
    assert "the mode is solo, which has no accounts" in done.stderr
