"""Files in and out: formats by suffix, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from openrvu.errors import ReadError
from openrvu.pricing.table.files import (
    MAX_SHEET_ROWS,
    Output,
    check_room,
    format_of,
    literal,
    read_into,
    rejects_beside,
)

ROW = "SELECT '99213' AS code, 44.09::DECIMAL(18, 2) AS amount, DATE '2026-03-02' AS date"


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as made:
        yield made


@pytest.mark.parametrize("name", ["a.parquet", "A.CSV", "a.b.csv.gz", "claims.2026.xlsx"])
def test_the_format_follows_from_the_suffix(name: str) -> None:
    assert name.lower().endswith(format_of(Path(name)))


@pytest.mark.parametrize("name", ["claims", "claims.txt", "claims.xls", "claims.parquet.gz"])
def test_another_suffix_is_refused_with_those_that_are_understood(name: str) -> None:
    with pytest.raises(ReadError, match=r"\.parquet, \.csv, \.csv\.gz, \.xlsx"):
        format_of(Path(name))


@pytest.mark.parametrize("name", ["a.parquet", "a[1]*?.parquet", "it's.csv", "a[1].csv.gz"])
def test_what_is_written_is_read_back_from_a_file_of_any_name(
    db: duckdb.DuckDBPyConnection, tmp_path: Path, name: str
) -> None:
    with Output(tmp_path / name) as out:
        out.write(db, f"{ROW} UNION ALL SELECT '99214', NULL, NULL")
    found = read_into(db, tmp_path / name, tmp_path)
    read = literal(str(found.path), pattern=True)
    rows = db.execute(f"FROM read_parquet({read})").fetchall()
    assert [tuple(None if each is None else str(each) for each in row) for row in rows] == [
        ("99213", "44.09", "2026-03-02"),
        ("99214", None, None),
    ]
    assert (found.rows, list(found.columns)) == (2, ["code", "amount", "date"])


def test_parquet_keeps_its_types_and_is_read_where_it_lies(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    with Output(tmp_path / "a.parquet") as out:
        out.write(db, ROW)
    found = read_into(db, tmp_path / "a.parquet", tmp_path)
    assert found.path == tmp_path / "a.parquet"
    assert list(found.columns.values()) == ["VARCHAR", "DECIMAL(18,2)", "DATE"]
    assert db.execute(f"FROM {found.lines}").fetchall() == [(0, 1)]


def test_what_is_no_parquet_is_refused(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_text("code\n99213\n" * 9)
    with pytest.raises(ReadError, match="do not open"):
        read_into(db, tmp_path / "a.parquet", tmp_path)


def test_a_file_that_is_not_there_is_said_to_be_so(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError):
        read_into(db, tmp_path / "a.csv", tmp_path)


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".xlsx"])
def test_an_output_that_fails_leaves_the_older_file_and_nothing_else(
    db: duckdb.DuckDBPyConnection, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"out{suffix}"
    path.write_text("older")
    bad = "SELECT CASE WHEN range < 300000 THEN '1' ELSE 'x' END::INTEGER AS n FROM range(300001)"
    with pytest.raises(duckdb.ConversionException), Output(path) as out:
        out.write(db, bad)
    assert (path.read_text(), list(tmp_path.iterdir())) == ("older", [path])


def test_an_interrupted_output_leaves_nothing(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    def interrupted() -> None:
        with Output(tmp_path / "out.parquet") as out:
            out.write(db, ROW)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_sheet_has_are_refused_for_excel_alone() -> None:
    check_room(Path("a.xlsx"), MAX_SHEET_ROWS)
    check_room(Path("a.csv"), MAX_SHEET_ROWS + 1)
    with pytest.raises(ReadError, match=r"1,048,576 rows to write"):
        check_room(Path("a.xlsx"), MAX_SHEET_ROWS + 1)


def test_rejects_lie_beside_the_output() -> None:
    assert rejects_beside(Path("folder/a.parquet")) == Path("folder/a.parquet.rejects.csv")
