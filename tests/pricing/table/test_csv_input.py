"""CSV as people send it: every line is a row, a reject or blank, and none is lost."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from openrvu.errors import ReadError
from openrvu.pricing.table.files import Input, literal, read_into

HEADING = b"claim_id,code,units\n"
Rows = list[tuple[Any, ...]]


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as made:
        yield made


def read(
    db: duckdb.DuckDBPyConnection, folder: Path, data: bytes, name: str = "claims.csv"
) -> tuple[Rows, Rows, Input]:
    """Rows with their lines, lines that are none with their reasons, and what was opened."""
    path = folder / name
    path.write_bytes(data)
    found = read_into(db, path, folder)
    rows = db.execute(
        f"SELECT line, x.* EXCLUDE file_row_number FROM {found.lines} JOIN "  # noqa: S608
        f"read_parquet({literal(str(found.path))}, file_row_number = true) AS x "
        "ON x.file_row_number = row_number ORDER BY row_number"
    ).fetchall()
    broken = db.execute(f"FROM {found.unreadable}").fetchall()
    assert len(rows) == found.rows
    return rows, broken, found


def test_cells_are_text_so_that_zeros_in_front_stay(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    rows, broken, found = read(db, tmp_path, HEADING + b"0012,00100,1\n,0213T,\n")
    assert rows == [(2, "0012", "00100", "1"), (3, None, "0213T", None)]
    assert (broken, set(found.columns.values())) == ([], {"VARCHAR"})


def test_each_broken_line_is_set_apart_with_its_line_and_reason(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    data = b'1,99213,1\n2,99213\n3,99213,1,9\n\n4,\xff\xfe213,1\n5,"99213" x,1\n6,99214,2\n'
    rows, broken, _ = read(db, tmp_path, HEADING + data)
    assert rows == [(2, "1", "99213", "1"), (8, "6", "99214", "2")]
    assert broken == [
        (3, "2 cells, where the heading has 3", "2,99213"),
        (4, "4 cells, where the heading has 3", "3,99213,1,9"),
        (6, "bytes that are not UTF-8", "4,\\xff\\xfe213,1"),
        (7, "a quote that is not closed, or text after a closing quote", '5,"99213" x,1'),
    ]


def test_a_quote_that_is_not_closed_costs_its_own_line_only(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    lines = [b"%d,99213,1" % n for n in range(200_000)]
    lines[1000] = b'x,"99213,1'
    lines[150_000] = b'y,"99213,1'
    rows, broken, _ = read(db, tmp_path, HEADING + b"\n".join(lines))
    assert len(rows) == 199_998
    assert rows[-1] == (200_001, "199999", "99213", "1")
    assert [line for line, *_ in broken] == [1002, 150_002]


def test_a_cell_of_several_lines_is_one_row_and_later_lines_keep_their_numbers(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    rows, broken, _ = read(db, tmp_path, HEADING + b'1,"99\n\n213",1\n2,"a ""b"", c",1\n3,x,1\n')
    assert rows == [(2, "1", "99\n\n213", "1"), (5, "2", 'a "b", c', "1"), (6, "3", "x", "1")]
    assert broken == []


@pytest.mark.parametrize("ends", [b"\r\n", b"\n"])
def test_the_last_line_need_not_be_ended_and_windows_line_ends_are_understood(
    db: duckdb.DuckDBPyConnection, tmp_path: Path, ends: bytes
) -> None:
    data = ends.join([HEADING.strip(), b"1,99213,1", b"2,99214,1"])
    assert read(db, tmp_path, data)[0] == [(2, "1", "99213", "1"), (3, "2", "99214", "1")]


def test_line_ends_of_two_kinds_in_one_file_are_understood(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    rows, broken, _ = read(db, tmp_path, HEADING + b"1,99213,1\r\n2,99214,1\n3,99215,1\r\n")
    assert ([line for line, *_ in rows], broken) == ([2, 3, 4], [])


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_the_heading_shows_the_delimiter(
    db: duckdb.DuckDBPyConnection, tmp_path: Path, delimiter: str
) -> None:
    data = f"code{delimiter}units\n99213{delimiter}1,5\n".encode("utf-8-sig")
    rows, _, found = read(db, tmp_path, data)
    assert (rows, list(found.columns)) == ([(2, "99213", "1,5")], ["code", "units"])


def test_a_packed_file_is_read_like_a_plain_one(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    data = gzip.compress(HEADING + b"1,99213,1\n2,99213\n")
    rows, broken, _ = read(db, tmp_path, data, "claims.csv.gz")
    assert (rows, [line for line, *_ in broken]) == ([(2, "1", "99213", "1")], [3])


def test_a_heading_alone_is_a_table_without_rows(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    assert read(db, tmp_path, HEADING)[:2] == ([], [])


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "found none"),
        (b"\n\n", "found none"),
        ("code,units\n".encode("utf-16"), "not UTF-8"),
        (b"code,units,Code\n1,2,3\n", "found it twice"),
        (b"code,file_row_number\n1,2\n", "a name that is kept"),
    ],
)
def test_a_file_without_a_usable_heading_is_refused(
    db: duckdb.DuckDBPyConnection, tmp_path: Path, data: bytes, found: str
) -> None:
    with pytest.raises(ReadError, match=found):
        read(db, tmp_path, data)


def test_a_packed_file_that_is_cut_off_is_refused(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    packed = gzip.compress(HEADING + b"".join(b"%d,99213,%d\n" % (n * n, n) for n in range(9999)))
    with pytest.raises(ReadError, match="do not open"):
        read(db, tmp_path, packed[: len(packed) // 2], "claims.csv.gz")


CELLS = st.text(st.sampled_from('ab1 ,;"\n\r\té=\x00'), max_size=5)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELLS, CELLS), max_size=8))
def test_what_a_csv_writer_wrote_is_read_back(
    db: duckdb.DuckDBPyConnection, tmp_path: Path, table: list[tuple[str, str]]
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([("a", "b"), *table])
    rows, broken, _ = read(db, tmp_path, text.getvalue().encode())
    if not any("\r" in cell for row in table for cell in row):
        assert broken == []
        assert [row[1:] for row in rows] == [(a or None, b or None) for a, b in table]


LINES = st.lists(
    st.one_of(
        st.binary(max_size=8),
        st.lists(st.sampled_from([b"1", b'"', b",", b"\n", b"\xff", b'"x"', b"\r"])).map(b"".join),
        st.just(b"1,2"),
    ),
    max_size=8,
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES)
@example([b"\0\r,"])  # the last line, which nothing ends
def test_whatever_bytes_there_are_each_line_is_in_a_row_or_set_apart_or_blank(
    db: duckdb.DuckDBPyConnection, tmp_path: Path, lines: list[bytes]
) -> None:
    data = b"\n".join([b"a,b", *lines])
    rows, broken, _ = read(db, tmp_path, data)
    spans = {line: 1 + sum(str(cell).count("\n") for cell in cells) for line, *cells in rows} | {
        line: 1 for line, *_ in broken
    }
    assert len(spans) == len(rows) + len(broken)
    covered = {line + n for line, span in spans.items() for n in range(span)}
    written = dict(enumerate(data.split(b"\n"), 1))
    needed = {n for n, line in written.items() if n > 1 and line.strip(b"\r")}
    assert needed <= covered
