"""Workbooks (.xlsx) that are damaged or hostile."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import (
    SERVICES,
    pprrvu_xlsx,
    zip_bytes,
)
from makers.members import member
from makers.refusals import Refusal, refusal_of
from openrvu.cms.pprrvu import read_pprrvu
from openrvu.errors import ReadError

#: Made once: a workbook says when it was made, so that its length can change with the second.
GOOD = pprrvu_xlsx()


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_workbook_with_one_byte_changed_is_refused_or_makes_no_difference(
    scratch: Path, at: int, flipped: int
) -> None:
    spoilt = bytearray(GOOD)
    spoilt[at] ^= flipped
    try:
        rows = read_pprrvu(member(scratch, "PPRRVU2025_Oct.xlsx", bytes(spoilt))).rows
    except ReadError:
        return
    assert rows == SERVICES


@pytest.mark.parametrize("data", [b"", b"made up", b"PK\x03\x04", zip_bytes({"a.txt": b"a"})])
def test_workbook_that_does_not_open_is_refused(tmp_path: Path, data: bytes) -> None:
    refusal = refusal_of(lambda: read_pprrvu(member(tmp_path, "PPRRVU2025_Oct.xlsx", data)))
    assert refusal.found.startswith("a workbook that does not open")
    assert (refusal.file, refusal.remedy) == ("PPRRVU2025_Oct.xlsx", "Give CMS's own file")


def test_workbook_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO(pprrvu_xlsx())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet2.xml", bytes(4 << 20))
    data = out.getvalue()
    refusal = refusal_of(lambda: read_pprrvu(member(tmp_path, "PPRRVU2025_Oct.xlsx", data)))
    assert refusal.file == "PPRRVU2025_Oct.xlsx/xl/worksheets/sheet2.xml"
    assert refusal.expected == "at most 200 to 1, as in CMS's archives"


SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


HOSTILE_WORKBOOKS = {
    "far column": (SHEET, b'r="A10"', b'r="XFD10"', "a cell beyond column CZ or row 99,999"),
    "far row": (SHEET, b'r="A10"', b'r="A1048576"', "a cell beyond column CZ or row 99,999"),
    "far row of its own": (
        SHEET,
        b'<row r="10"',
        b"<row r = '4294967295'",
        "a cell beyond column CZ or row 99,999",
    ),
    "wide row": (SHEET, b"<sheetData>", b"<sheetData><row>" + b"<c/>" * 105, "a row of 105 cells"),
    "many rows": (SHEET, b"<sheetData>", b"<sheetData>" + b"<row/>" * 10**5, "100,024 rows"),
    "many strings": (
        STRINGS,
        b'uniqueCount="',
        b'uniqueCount="99999999999',
        "a claim of 99999999999",
    ),
}


@pytest.mark.parametrize(
    ("part", "old", "new", "found"), HOSTILE_WORKBOOKS.values(), ids=HOSTILE_WORKBOOKS
)
def test_workbook_that_claims_too_much_is_refused_before_room_is_made(
    tmp_path: Path, part: str, old: bytes, new: bytes, found: str
) -> None:
    # Given some of these, the reader of workbooks would end the process for want of memory.
    with zipfile.ZipFile(io.BytesIO(pprrvu_xlsx())) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    data = zip_bytes(parts)
    refusal = refusal_of(lambda: read_pprrvu(member(tmp_path, "PPRRVU2025_Oct.xlsx", data)))
    assert refusal.found.startswith(found)
    assert refusal == Refusal(
        "PPRRVU2025_Oct.xlsx",
        None,
        None,
        refusal.found,
        "at most 104 columns and 99,999 rows",
        "Give CMS's own file, or save the table alone as CSV (comma delimited)",
    )


def test_number_that_excel_stores_beside_what_it_shows_is_read_as_shown(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(pprrvu_xlsx())) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts[SHEET] = parts[SHEET].replace(b"<v>0.97</v>", b"<v>0.96999999999999997</v>")
    data = zip_bytes(parts)
    assert read_pprrvu(member(tmp_path, "PPRRVU2025_Oct.xlsx", data)).rows == SERVICES
