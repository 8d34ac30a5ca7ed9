"""Tables that people bring: told by their contents, bounded, nothing of them lost."""

from __future__ import annotations

import csv
import io
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openrvu.errors import ReadError
from openrvu.productivity.tabular.read import read_table, read_tables
from openrvu.productivity.tabular.table import Kind, Limits, Row
from productivity.tabular.books import old_workbook, workbook

_PLAIN = b"date,code,units\n2026-03-02,99213,1\n2026-03-03,99214,2\n"


def test_a_csv_is_read_with_the_line_of_each_row() -> None:
    table = read_table(_PLAIN, "log.csv")
    assert (table.header, table.header_rows) == (("date", "code", "units"), (1,))
    assert table.rows == (
        Row(2, ("2026-03-02", "99213", "1")),
        Row(3, ("2026-03-03", "99214", "2")),
    )
    assert (table.kind, table.encoding, table.delimiter) == (Kind.CSV, "utf-8", ",")
    assert (table.banner, table.problems) == ((), ())


def test_a_file_is_read_from_its_path_as_from_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(_PLAIN)
    assert read_table(tmp_path / "log", "log") == read_table(_PLAIN, "log")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_delimiter_and_encoding_are_told_from_the_contents(delimiter: str, encoding: str) -> None:
    text = "specialty|région|p50\nCardiology|Île|100\nNeurology|Sud|200\n".replace("|", delimiter)
    table = read_table(text.encode(encoding), "x")
    assert table.header == ("specialty", "région", "p50")
    assert [row.cells for row in table.rows] == [
        ("Cardiology", "Île", "100"),
        ("Neurology", "Sud", "200"),
    ]
    assert table.delimiter == delimiter


def test_commas_in_cells_do_not_hide_the_delimiter() -> None:
    data = b"Provider\tCode\tUnits\nDoe, Ann\t99213\t1\nRoe, Bea\t99214\t1\n"
    assert read_table(data, "x").rows[0].cells == ("Doe, Ann", "99213", "1")


def test_the_line_by_which_excel_says_the_delimiter_is_no_row() -> None:
    table = read_table(b"sep=;\ncode;units\n99213;1\n", "x")
    assert (table.header, table.rows) == (("code", "units"), (Row(3, ("99213", "1")),))


def test_a_cell_of_several_lines_keeps_the_line_at_which_its_row_begins() -> None:
    table = read_table(b'code,note\n99213,"a\nb"\n99214,c\n', "x")
    assert table.rows == (Row(2, ("99213", "a\nb")), Row(4, ("99214", "c")))


def test_a_line_with_an_open_quote_is_a_problem_and_the_others_are_rows() -> None:
    table = read_table(b'code,note\n99213,"open\n99214,fine\n', "x")
    assert table.rows == (Row(3, ("99214", "fine")),)
    (problem,) = table.problems
    assert problem.row == 2
    assert '99213,"open' in problem.found


def test_a_row_wider_than_the_headings_is_a_problem_with_its_text() -> None:
    table = read_table(b"code,units\n99213,1\n99214,1,surplus\n99215,1,,\n", "x")
    assert [row.number for row in table.rows] == [2, 4]
    (problem,) = table.problems
    assert problem.row == 3
    assert "99214 | 1 | surplus" in problem.found


def test_a_row_narrower_than_the_headings_is_filled_with_empty_cells() -> None:
    assert read_table(b"code,units,note\n99213\n", "x").rows == (Row(2, ("99213", "", "")),)


def test_every_sheet_of_a_workbook_with_headings_is_a_table() -> None:
    data = workbook(
        {
            "About": [["A licence"]],
            "Empty": [],
            "A": [["code", "units"], ["99213", 1]],
            "B": [["code", "units"], ["99213", 1], ["99214", 2]],
        }
    )
    assert [table.sheet for table in read_tables(data, "x.csv")] == ["About", "A", "B"]
    assert read_table(data, "x.csv").sheet == "B"
    assert read_table(data, "x.csv", sheet="A").rows == (Row(2, ("99213", "1")),)
    with pytest.raises(ReadError, match="no sheet 'C'"):
        read_table(data, "x.csv", sheet="C")


def test_days_of_a_workbook_stay_days_and_numbers_are_exact_text() -> None:
    rows: list[list[object]] = [
        ["day", "wrvu", "big", "flag"],
        [date(2026, 3, 2), 0.1 + 0.2, 1234567.0, True],
    ]
    table = read_table(workbook({"A": rows}), "x")
    assert table.rows[0].cells == (date(2026, 3, 2), "0.3", "1234567", "TRUE")
    assert table.kind is Kind.XLSX


def test_a_formula_is_its_saved_value_and_never_run() -> None:
    table = read_table(workbook({"A": [["code", "units"], ["99213", "=1+1"]]}), "x")
    assert table.rows[0].cells == ("99213", "7")


def test_text_that_looks_like_a_formula_stays_text_in_csv() -> None:
    assert read_table(b"code,note\n99213,=1+1\n", "x").rows[0].cells[1] == "=1+1"


def test_a_workbook_keeps_the_row_of_its_sheet() -> None:
    data = workbook({"A": [[], ["code", "units"], [], ["99213", 1]]})
    table = read_table(data, "x")
    assert (table.header_rows, table.rows) == ((2,), (Row(4, ("99213", "1")),))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "an empty file"),
        (b" \r\n", "an empty file"),
        (b"<!DOCTYPE html><html></html>", "a web page"),
        (b"\x00\x01\x02\xff" * 50, "no text"),
        (b"PK\x03\x04 and no more", "does not open"),
        (b"\xd0\xcf\x11\xe0 and no more", "does not open"),
        (b"99213,1.5\n99214,2.5\n", "no row of headings"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(data: bytes, found: str) -> None:
    with pytest.raises(ReadError, match=found):
        read_table(data, "mine.csv")


@pytest.mark.parametrize(
    "limits",
    [Limits(total_bytes=20), Limits(rows=2), Limits(columns=2), Limits(cells=5)],
)
def test_more_than_the_limits_is_refused(limits: Limits) -> None:
    sheet = workbook({"A": [["date", "code", "units"], ["a", "b", "c"], ["a", "b", "c"]]})
    for data in (_PLAIN, sheet):
        with pytest.raises(ReadError, match="at most"):
            read_table(data, "x", limits=limits)


def test_more_sheets_than_the_limit_are_refused() -> None:
    data = workbook({"A": [["a", "b"]], "B": [["a", "b"]]})
    with pytest.raises(ReadError, match="2 sheets, where 1 are the most"):
        read_table(data, "x", limits=Limits(sheets=1))


def _changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A workbook with some bytes of one part changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for info in source.infolist():
            held = source.read(info)
            if info.filename == part:
                assert old in held
                held = held.replace(old, new)
            target.writestr(info.filename, held, zipfile.ZIP_DEFLATED)
    return made.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", b'r="B2"', b'r="XFD1048576"'),
        ("xl/worksheets/sheet1.xml", b'r="B2"', b'r="XFD2"'),
        ("xl/sharedStrings.xml", b'uniqueCount="3"', b'uniqueCount="4000000000000"'),
    ],
)
def test_a_workbook_that_claims_more_than_may_be_is_refused(
    part: str, old: bytes, new: bytes
) -> None:
    data = workbook({"A": [["code", "units"], ["99213", 1]]})
    with pytest.raises(ReadError, match=r"cells as far as|gave up|does not open"):
        read_table(_changed(data, part, old, new), "x")


def test_an_old_workbook_is_read_as_a_new_one() -> None:
    table = read_table(old_workbook(), "x")
    assert (table.kind, table.sheet) == (Kind.XLS, "Log")
    assert table.rows == (Row(2, (date(2026, 3, 2), "99213", "0.3")),)


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(ReadError, match="bytes unpacked"):
        read_table(workbook({"A": [["a", "b"]]}), "x", limits=Limits(unpacked_bytes=100))


@settings(max_examples=20, deadline=None)
@given(st.booleans(), st.integers(0, 6000), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(
    old: bool, at: int, junk: bytes
) -> None:
    data = old_workbook() if old else workbook({"A": [["code", "units"], ["99213", 1]]})
    at %= len(data)
    with suppress(ReadError):
        assert read_tables(data[:at] + junk + data[at + len(junk) :], "x")


def test_a_workbook_over_which_the_reader_ends_itself_is_refused() -> None:
    """The sector size of an .xls is 2 to the power of a number at byte 30."""
    data = bytearray(old_workbook())
    data[30] = 63
    with pytest.raises(ReadError, match=r"gave up|does not open"):
        read_table(bytes(data), "x")


_WORD = st.text("abc é,;|\t\"'\n=", max_size=6).map(str.strip)


@given(st.lists(st.tuples(_WORD, _WORD, _WORD), max_size=6), st.sampled_from(",;\t|"))
def test_what_a_csv_writer_writes_is_read_back(
    rows: list[tuple[str, str, str]], delimiter: str
) -> None:
    """Enough plain rows stand around them for the delimiter to be told."""
    made = io.StringIO(newline="")
    plain = [("x", "y", "z")] * 60
    writer = csv.writer(made, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("one", "two", "three"), *plain, *rows])
    table = read_table(made.getvalue().encode(), "x")
    assert [row.cells for row in table.rows] == [*plain, *(row for row in rows if any(row))]
    assert table.problems == ()
