"""Excel in and out: what a cell shows is what is read, and text is never a formula."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from openrvu.errors import ReadError
from openrvu.pricing.table.files import Output, literal, read_into


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as made:
        yield made


def write(path: Path, *rows: tuple[object, ...]) -> None:
    with Workbook(path) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "mm/dd/yyyy"})
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(at, column, cell, day)
                elif cell is not None:
                    sheet.write(at, column, cell)


def read(db: duckdb.DuckDBPyConnection, path: Path) -> list[tuple[object, ...]]:
    found = read_into(db, path, path.parent)
    return db.execute(
        f"SELECT line, x.* EXCLUDE file_row_number FROM {found.lines} JOIN "  # noqa: S608
        f"read_parquet({literal(str(found.path))}, file_row_number = true) AS x "
        "ON x.file_row_number = row_number ORDER BY row_number"
    ).fetchall()


def test_numbers_days_and_text_are_read_as_they_are_shown(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / "claims.xlsx"
    write(path, ("code", "charge", "date"), (99213, 44.09, date(2026, 3, 2)), ("0213T", 0.1 + 0.2))
    assert read(db, path) == [(2, "99213", "44.09", "2026-03-02"), (3, "0213T", "0.3", None)]


def test_empty_rows_are_none_and_the_others_keep_their_rows(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / "claims.xlsx"
    write(path, (), ("code", None, "units"), (), ("99213",), (), ("99214", "x", 2))
    assert read(db, path) == [(4, "99213", None, None), (6, "99214", "x", "2")]


@pytest.mark.parametrize(
    ("rows", "found"), [((), "empty sheet"), ((("code", "CODE"),), "found it twice")]
)
def test_a_sheet_without_a_usable_heading_is_refused(
    db: duckdb.DuckDBPyConnection, tmp_path: Path, rows: tuple[tuple[object, ...]], found: str
) -> None:
    write(tmp_path / "claims.xlsx", *rows)
    with pytest.raises(ReadError, match=found):
        read(db, tmp_path / "claims.xlsx")


def test_what_is_no_workbook_is_refused(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    (tmp_path / "claims.xlsx").write_text("code\n99213\n")
    with pytest.raises(ReadError, match="does not open"):
        read(db, tmp_path / "claims.xlsx")


def test_text_like_a_formula_or_a_link_is_written_as_text(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path, texts = tmp_path / "priced.xlsx", ("=1+1", "+1", "-1", "@A1", "https://a.example", "007")
    with Output(path) as out:
        out.write(db, "SELECT " + ", ".join(f"{literal(t)} AS c{n}" for n, t in enumerate(texts)))
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert rows == [["c0", "c1", "c2", "c3", "c4", "c5"], list(texts)]
    with zipfile.ZipFile(path) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert not re.search("<f>|hyperlink", sheet)


def test_amounts_and_days_are_numbers_and_a_number_too_long_for_excel_is_text(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / "priced.xlsx"
    with Output(path) as out:
        out.write(
            db,
            "SELECT 44.10::DECIMAL(18, 2) AS amount, DATE '2026-03-02' AS date, 3 AS units, "
            "TIMESTAMP '2026-03-02 10:30:00' AS seen, 1234567890123456789 AS id, NULL AS none",
        )
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    seen = datetime(2026, 3, 2, 10, 30)  # noqa: DTZ001 - Excel has no time zones
    assert rows[1] == [44.1, date(2026, 3, 2), 3.0, seen, "1234567890123456789", ""]
    with zipfile.ZipFile(path) as parts:
        assert "<v>44.10</v>" in parts.read("xl/worksheets/sheet1.xml").decode()
