"""Tables of claims as files: Parquet, CSV and Excel, in and out.

Input is never changed in meaning: the cells of a CSV file are text, a row of it that does not
parse is kept apart with its line and reason. Output appears whole or not at all.
"""

from __future__ import annotations

import errno
import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from gzip import BadGzipFile
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from openrvu.errors import ReadError
from openrvu.pricing.table.arrow import fill
from openrvu.pricing.table.staging import check_names, number_lines

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: The rows of a CSV file that do not parse: ``line`` from 1, ``reason``, and the ``text`` itself.
UNREADABLE = "unreadable"
#: Where each row stands in its file: ``row_number`` from 0, and ``line`` (or sheet row) from 1.
LINES = "input_lines"
#: A sheet has 1,048,576 rows, one of which is the heading.
MAX_SHEET_ROWS = 1_048_575


class Format(StrEnum):
    """A kind of file, by its suffix."""

    PARQUET = ".parquet"
    CSV = ".csv"
    CSV_GZ = ".csv.gz"
    EXCEL = ".xlsx"


@dataclass(frozen=True, slots=True)
class Input:
    """A table that was opened.

    Attributes:
        path: it as Parquet: the file itself, or a copy of one in another format.
        columns: its columns and their types in DuckDB, in order.
        rows: how many rows were read.
        lines: name of a view with the ``line`` of every ``row_number`` (from 0).
        unreadable: name of the table of rows that do not parse: ``line``, ``reason``, ``text``.
            They are not among ``rows``.
    """

    path: Path
    columns: Mapping[str, str]
    rows: int
    lines: str = LINES
    unreadable: str = UNREADABLE


def format_of(path: Path) -> Format:
    """The format of a file, by its suffix.

    Raises:
        ReadError: it is none of those understood.
    """
    name = path.name.lower()
    for kind in Format:
        if name.endswith(kind):
            return kind
    suffix = "".join(path.suffixes[-2:]) or "no suffix"
    raise ReadError(
        str(path),
        found=suffix,
        expected=f"one of {', '.join(Format)}",
        remedy="Name the file by what it is",
    )


def read_into(db: DuckDBPyConnection, path: Path, folder: Path) -> Input:
    """Open a table.

    Parquet is read where it lies; CSV and Excel are copied to Parquet first, with text cells.

    Args:
        db: where the tables :data:`LINES` and :data:`UNREADABLE` are made.
        path: a file in one of the formats of :class:`Format`.
        folder: where the copy is put; it is the caller's to remove.

    Raises:
        ReadError: the format is not understood, the file does not open, or its columns have no
            names, or the same name twice.
        FileNotFoundError: there is none.
    """
    import duckdb

    kind = format_of(path)
    path.stat()
    fill(db, UNREADABLE, {"line": "BIGINT", "reason": "VARCHAR", "text": "VARCHAR"}, ())
    source = path if kind is Format.PARQUET else folder / "input.parquet"
    try:
        rows = _read(db, path, source)
        described = db.execute(f"DESCRIBE FROM {_scan(source)}").fetchall()
        columns = {name: kind for name, kind, *_ in described}
    except (duckdb.Error, BadGzipFile, EOFError, zlib.error) as error:
        raise _not_opened(path, error) from error
    check_names(columns, path)
    return Input(source, columns, rows)


def _read(db: DuckDBPyConnection, path: Path, target: Path) -> int:
    """Copy CSV or Excel to Parquet and say where its rows stand; how many there are."""
    match format_of(path):
        case Format.EXCEL:
            from openrvu.pricing.table.excel import read_sheet

            return read_sheet(db, path, target, LINES)
        case Format.CSV | Format.CSV_GZ:
            from openrvu.pricing.table.csv_input import read_csv

            return read_csv(db, path, target, LINES, UNREADABLE)
        case Format.PARQUET:
            ((rows,),) = db.execute(f"SELECT count(*) FROM {_scan(path)}").fetchall()
            number_lines(db, LINES, rows, [(0, 1)])
            return int(rows)


def _scan(path: Path) -> str:
    return f"read_parquet({literal(str(path), pattern=True)})"


def _not_opened(path: Path, error: Exception) -> ReadError:
    said = str(error).strip().splitlines() or [type(error).__name__]
    return ReadError(
        str(path),
        found=f"contents that do not open ({said[0]})",
        expected=f"a {format_of(path)} file",
        remedy="Check that it is whole and named by what it is",
    )


def literal(text: str, *, pattern: bool = False) -> str:
    """A text as SQL writes it; with ``pattern`` a path in which no character is a wildcard."""
    if pattern:
        text = "".join(f"[{each}]" if each in "*?[" else each for each in text)
    return "'" + text.replace("'", "''") + "'"


def check_room(path: Path, rows: int) -> None:
    """Refuse more rows than the format of an output file holds, before any work.

    Raises:
        ReadError: it is Excel, and they are more than :data:`MAX_SHEET_ROWS`.
    """
    if format_of(path) is Format.EXCEL and rows > MAX_SHEET_ROWS:
        raise ReadError(
            str(path),
            found=f"{rows:,} rows to write",
            expected=f"at most {MAX_SHEET_ROWS:,} for Excel",
            remedy="Write .parquet or .csv",
        )


def rejects_beside(path: Path) -> Path:
    """Where the rejects of an output go unless another file is named."""
    return path.with_name(f"{path.name}.rejects.csv")


class Output:
    """A file that appears whole under its name, or not at all.

    Attributes:
        path: its name in the end.
        format: by its suffix.
        part: where it is written until then.

    >>> with Output(Path("out.parquet")) as out:  # doctest: +SKIP
    ...     out.write(db, "SELECT 1 AS amount")
    """

    def __init__(self, path: Path) -> None:
        """Take the path; its suffix says the format.

        Raises:
            ReadError: no format is understood by it.
            FileNotFoundError: its folder is not there.
        """
        if not path.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path.parent))
        self.path = path
        self.format = format_of(path)
        # In the same folder, so that it can be renamed.
        self.part = path.with_name(f".{path.name}.{os.getpid()}.part")

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def write(self, db: DuckDBPyConnection, select: str) -> None:
        """Write what a query gives, in its order.

        Args:
            db: where the query is run.
            select: SQL without a semicolon.
        """
        target = literal(str(self.part))
        if self.format is Format.EXCEL:
            from openrvu.pricing.table.excel import write_sheet

            write_sheet(db, select, self.part)
        elif self.format is Format.PARQUET:
            db.execute(f"COPY ({select}) TO {target} (FORMAT parquet)")
        else:
            packed = "gzip" if self.format is Format.CSV_GZ else "none"
            db.execute(f"COPY ({select}) TO {target} (FORMAT csv, HEADER, COMPRESSION {packed})")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the file its name, or remove what there is of it."""
        if kind is None:
            self.part.replace(self.path)
        else:
            with suppress(FileNotFoundError):
                self.part.unlink()
