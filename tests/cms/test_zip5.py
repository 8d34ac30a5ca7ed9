"""The ZIP5 file: what comes back, and what is refused in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from makers import ZIPS, zip5_txt
from makers.members import member
from makers.refusals import Refusal, refusal_of
from makers.strategies import zip_areas
from openrvu.cms.zip5 import read_zip5
from openrvu.schedule.localities import ZipArea

NAME = "ZIP5_OCT2025.txt"


def read(folder: Path, data: bytes) -> tuple[ZipArea, ...]:
    return read_zip5(member(folder, NAME, data))


@given(areas=zip_areas())
def test_areas_come_back_identical(scratch: Path, areas: list[ZipArea]) -> None:
    assert read(scratch, zip5_txt(areas)) == tuple(areas)


def test_last_record_without_a_line_end_is_whole_by_its_length(tmp_path: Path) -> None:
    assert read(tmp_path, zip5_txt().rstrip()) == ZIPS


def spoilt(first: int, text: str) -> bytes:
    """A ZIP5 file whose second record has a text put in at a position, counted from 1."""
    lines = zip5_txt().decode().split("\r\n")
    line = lines[1]
    lines[1] = line[: first - 1] + text + line[first - 1 + len(text) :]
    return "\r\n".join(lines).encode()


BAD = {
    "letter in the ZIP": (3, "94O00", "ZIP CODE", "'94O00'", "5 digits"),
    "blank in the ZIP": (3, " 4000", "ZIP CODE", "' 4000'", "5 digits"),
    "raised digit": (3, "9400²", "ZIP CODE", "'9400²'", "5 digits"),
    "letter in the carrier": (8, "O1912", "CARRIER", "'O1912'", "5 digits"),
    "blank locality": (13, "  ", "PRICING LOCALITY", "'  '", "2 digits"),
    "small letters": (1, "ca", "STATE", "'ca'", "two capital letters"),
    "other flag": (21, "2", "PLUS FOUR FLAG", "'2'", "one of 0, 1"),
    "fifth quarter": (76, "20255", "YEAR/QUARTER", "'20255'", "a year and a quarter, 1 to 4"),
    "other edition": (76, "20261", "YEAR/QUARTER", "20261", "20254, as in row 1"),
    "ZIP twice": (3, "00501", "ZIP CODE", "00501 again", "each ZIP once"),
}


@pytest.mark.parametrize(("first", "text", "column", "found", "expected"), BAD.values(), ids=BAD)
def test_bad_record_is_refused_by_place(
    tmp_path: Path, first: int, text: str, column: str, found: str, expected: str
) -> None:
    refusal = refusal_of(lambda: read(tmp_path, spoilt(first, text)))
    assert refusal == Refusal(NAME, 2, column, found, expected)


def test_short_record_is_refused(tmp_path: Path) -> None:
    refusal = refusal_of(lambda: read(tmp_path, zip5_txt()[:158]))
    assert refusal == Refusal(NAME, 2, None, "76 characters", "80 in every record")


def test_file_of_blank_lines_is_refused(tmp_path: Path) -> None:
    refusal = refusal_of(lambda: read(tmp_path, b"\r\n\r\n"))
    assert refusal.found == "an empty file"
