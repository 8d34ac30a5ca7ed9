"""The clinic's database as a file of lines: JSON, compressed, readable without PostgreSQL.

The first line says what wrote it, the last how many rows each table has, so that a file that was
cut short is seen. Sessions are left out: whoever was signed in signs in again.
"""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby, islice
from pathlib import Path
from typing import IO, Any

from openrvu import __version__
from openrvu.errors import OpenRVUError

FORMAT = 1
_ROWS = 1000
#: Apps whose rows are made anew: sessions, and what Django lists of its own models.
_LEFT_OUT = frozenset(("sessions", "usersessions", "contenttypes", "auth"))


def save(target: Path) -> str:
    """Write every row, as they all were at one moment.

    Raises:
        OpenRVUError: the database cannot be reached.
    """
    from openrvu.site.clinic_ready import reached

    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        with reached(), _compressed(part) as file:
            rows = _write(file)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return f"{sum(rows.values()):,} rows, {target.stat().st_size:,} bytes"


def restore(source: Path) -> str:
    """Put every row into a database that is up to date and has nobody in it.

    Raises:
        OpenRVUError: the file is no whole backup, is of other tables, or the database is in use.
    """
    from openrvu.site.clinic_ready import reached

    try:
        with reached(), gzip.open(source, "rt", encoding="utf-8") as file:
            rows = _read(file, source)
    except (gzip.BadGzipFile, EOFError, UnicodeDecodeError) as error:
        raise OpenRVUError(f"{source} is no whole backup: {error}. Take an earlier one") from error
    return f"{sum(rows.values()):,} rows are back"


def _compressed(path: Path) -> IO[str]:
    def for_owner(name: str, flags: int) -> int:
        return os.open(name, flags, 0o600)

    return gzip.open(open(path, "xb", opener=for_owner), "wt", encoding="utf-8")


def _write(file: IO[str]) -> Counter[str]:
    from django.core.serializers import serialize
    from django.db import connection, transaction

    from openrvu.site import migrating

    rows: Counter[str] = Counter()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        _line(
            file,
            openrvu_backup=FORMAT,
            version=__version__,
            made=datetime.now(UTC).isoformat(timespec="seconds"),
            tables=migrating.state(),
        )
        for model in _models():
            found = model._base_manager.order_by("pk")  # noqa: SLF001 - every row, whoever's it is
            counted = _counted(found.iterator(_ROWS), rows)
            serialize("jsonl", counted, stream=file, cls=_encoder())
        _line(file, end=True, rows=dict(rows))
    return rows


def _read(file: IO[str], source: Path) -> Counter[str]:
    from django.core.management.color import no_style
    from django.db import connection, transaction

    _fits(_parsed(file.readline(), source), source)
    rows: Counter[str] = Counter()
    end: dict[str, Any] = {}
    with transaction.atomic():
        for lines in _chunks(file):
            parsed = [_parsed(line, source) for line in lines]
            if "end" in parsed[-1]:
                end = parsed.pop()
            _put(parsed, rows)
        if end.get("rows") != dict(rows):
            raise OpenRVUError(
                f"{source} is no whole backup: it was cut short. Nothing was put back"
            )
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
                cursor.execute(statement)
    return rows


def _encoder() -> type[json.JSONEncoder]:
    from django.core.serializers.json import DjangoJSONEncoder

    class Exact(DjangoJSONEncoder):
        """Times to the microsecond, as they are kept; Django's own stops at milliseconds."""

        def default(self, o: Any) -> Any:
            """A value that JSON has no word for."""
            return o.isoformat() if isinstance(o, datetime) else super().default(o)

    return Exact


def _models() -> list[Any]:
    """Every table of ours and of accounts."""
    from django.apps import apps

    return [model for model in apps.get_models() if _label(model) not in _LEFT_OUT]


def _fits(head: dict[str, Any], source: Path) -> None:
    from openrvu.site import migrating
    from openrvu.site.people.models import User

    if head.get("openrvu_backup") != FORMAT:
        raise OpenRVUError(f"{source} is no backup that this OpenRVU understands")
    if migrating.pending():
        raise OpenRVUError("the database has no tables of this version; run “rvu migrate” first")
    if head["tables"] != migrating.state():
        raise OpenRVUError(
            f"{source} was written by OpenRVU {head['version']}, whose tables are not those of "
            f"{__version__}. Install that version, restore, then come back and run “rvu migrate”"
        )
    if User.objects.exists():
        raise OpenRVUError(
            "there are people in this database already. A backup is put into an empty one only: "
            "make a new database, point DATABASE_URL to it, and run “rvu migrate”"
        )


def _put(parsed: list[dict[str, Any]], rows: Counter[str]) -> None:
    from django.core.serializers import deserialize

    for name, group in groupby(parsed, key=lambda row: str(row["model"])):
        made = [row.object for row in deserialize("python", list(group))]
        type(made[0])._base_manager.bulk_create(made)  # noqa: SLF001 - as they were
        rows[name] += len(made)


def _label(model: Any) -> str:
    return str(model._meta.app_label)  # noqa: SLF001 - Django's public name for it


def _counted(found: Iterator[Any], rows: Counter[str]) -> Iterator[Any]:
    for row in found:
        rows[row._meta.label_lower] += 1  # noqa: SLF001 - as above
        yield row


def _chunks(file: IO[str]) -> Iterator[list[str]]:
    while lines := list(islice(file, _ROWS)):
        yield lines


def _line(file: IO[str], **content: Any) -> None:
    file.write(json.dumps(content, ensure_ascii=False) + "\n")


def _parsed(line: str, source: Path) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise OpenRVUError(f"{source} is no whole backup: a line is no JSON object")
    return found
