"""The encoding of text files, and a last line that may have been cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import (
    FIRST_ROW,
    SERVICES,
    Sheet,
    csv_bytes,
    gpci_grid,
    locco_grid,
    pprrvu_csv,
    pprrvu_grid,
    zip_file,
)
from makers.members import member
from makers.refusals import Refusal, refusal_of
from openrvu.cms.gpci import read_gpci
from openrvu.cms.locco import read_locco
from openrvu.cms.package import open_package
from openrvu.cms.pprrvu import read_pprrvu
from openrvu.cms.text import decode
from openrvu.errors import ReadError

PLAIN = "plain text in UTF-8 or Windows-1252"
RESAVE = "Give CMS's own file, or save it again as CSV (comma delimited)"
OTHER = "bytes of another encoding (UTF-16, or a binary file)"
NAME = "PPRRVU2025_Oct.csv"


def wide(encoding: str) -> bytes:
    return pprrvu_csv().decode().encode(encoding)


BAD_BYTES = {
    "nothing": (b"", None, "an empty file"),
    "blanks": (b" \r\n\x1a", None, "an empty file"),
    "UTF-16 with a mark": (wide("utf-16"), None, OTHER),
    "UTF-16 without": (wide("utf-16-le"), None, OTHER),
    "UTF-16, other way round": (wide("utf-16-be"), None, OTHER),
    "UTF-32": (wide("utf-32"), None, OTHER),
    "a NUL late in the file": (pprrvu_csv() + b"\0", None, OTHER),
    "a workbook": (b"PK\x03\x04" + b"x" * 99, None, OTHER),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + b"x" * 99, None, OTHER),
    "a PDF": (b"%PDF-1.7\r\n", None, OTHER),
    "a web page": (b"\r\n<!DOCTYPE html><html>", None, "a web page"),
    "a control character": (pprrvu_csv().replace(b"Y0001", b"Y00\x07\x01", 1), 12, "the byte 0x07"),
    "a byte of no set": (pprrvu_csv().replace(b"Made up", b"Mad\x81\xe9", 1), 2, "the byte 0x81"),
}


@pytest.mark.parametrize(("data", "row", "found"), BAD_BYTES.values(), ids=BAD_BYTES)
def test_bytes_that_are_not_plain_text_are_refused(
    tmp_path: Path, data: bytes, row: int | None, found: str
) -> None:
    refusal = refusal_of(lambda: decode(member(tmp_path, NAME, data)))
    assert refusal == Refusal(NAME, row, None, found, PLAIN, RESAVE)


def test_byte_order_mark_is_left_out(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + pprrvu_csv()
    assert read_pprrvu(member(tmp_path, NAME, data)).rows == SERVICES


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lines_may_end_as_any_system_ends_them(tmp_path: Path, end: bytes) -> None:
    data = pprrvu_csv().replace(b"\r\n", end)
    assert read_pprrvu(member(tmp_path, NAME, data)).rows == SERVICES


def test_quote_left_open_is_refused_where_it_opens(tmp_path: Path) -> None:
    data = pprrvu_csv().replace(b"Made up service Y0001", b'"Made up', 1)
    refusal = refusal_of(lambda: read_pprrvu(member(tmp_path, NAME, data)))
    assert refusal == Refusal(
        NAME,
        FIRST_ROW + 2,
        None,
        "text that is not comma-separated values (unexpected end of data)",
        "cells separated by commas",
        "Give CMS's own file; do not edit it by hand",
    )


@given(st.data())
def test_csv_cut_anywhere_is_refused_or_ends_at_the_end_of_a_row(
    scratch: Path, data: st.DataObject
) -> None:
    whole = pprrvu_csv()
    cut = data.draw(st.integers(0, len(whole) - 1))
    try:
        rows = read_pprrvu(member(scratch, NAME, whole[:cut])).rows
    except ReadError:
        return
    assert rows == SERVICES[: len(rows)]


CUT = "The file was probably cut short; download it again from CMS"


def test_number_cut_in_the_last_cell_is_refused(tmp_path: Path) -> None:
    grid = pprrvu_grid(Sheet(rows=SERVICES[:5]))
    data = csv_bytes(grid)[: -len(b"2\r\n")]  # 0.12 has become 0.1
    refusal = refusal_of(lambda: read_pprrvu(member(tmp_path, NAME, data)))
    assert refusal == Refusal(
        NAME,
        FIRST_ROW + 5,
        None,
        "a last row that breaks off without a line end",
        "a whole file, as CMS publishes it",
        CUT,
    )


def test_last_row_without_a_line_end_is_taken_where_no_digit_can_be_missing(
    tmp_path: Path,
) -> None:
    assert read_pprrvu(member(tmp_path, NAME, pprrvu_csv().rstrip())).rows == SERVICES


def test_index_cut_in_the_last_cell_is_refused(tmp_path: Path) -> None:
    data = csv_bytes(gpci_grid()[:-2])[: -len(b"1\r\n")]  # 0.331 has become 0.33
    refusal = refusal_of(lambda: read_gpci(member(tmp_path, "GPCI2025.csv", data)))
    assert (refusal.row, refusal.remedy) == (8, CUT)


def test_words_cut_in_the_last_cell_are_refused_in_a_file_without_a_checksum(
    tmp_path: Path,
) -> None:
    data = csv_bytes(locco_grid()[:-1]).rstrip()
    refusal = refusal_of(lambda: read_locco(member(tmp_path, "25LOCCO.csv", data)))
    assert refusal.remedy == CUT
    packed = open_package(zip_file(tmp_path / "rvu25d.zip", {"25LOCCO.csv": data}))
    assert read_locco(packed.need("LOCCO")).rows[-1].counties == "ALL COUNTIES"


@pytest.mark.parametrize("name", ["PPRRVU2025_Oct.csv", "GPCI2025.csv"])
def test_web_page_under_the_name_of_a_table_is_called_one(tmp_path: Path, name: str) -> None:
    refusal = refusal_of(lambda: decode(member(tmp_path, name, b"<html><body>Accept</body>")))
    assert (refusal.file, refusal.found) == (name, "a web page")
