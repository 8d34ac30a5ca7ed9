"""The file of counties (LOCCO): three formats, one table; and what is refused in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import (
    AREAS,
    csv_bytes,
    locco_grid,
    locco_txt,
)
from makers.members import member
from makers.refusals import OWN_FILE, Refusal, refusal_of
from makers.spoiling import Spoil, grid_bytes, line_of, put
from makers.strategies import areas
from openrvu.cms.locco import Counties, CountyRow, read_locco
from openrvu.schedule.localities import Locality

SUFFIXES = (".csv", ".txt", ".xlsx")


def locco(folder: Path, data: bytes, suffix: str = ".csv") -> Counties:
    return read_locco(member(folder, f"25LOCCO{suffix}", data))


@given(held=areas(), suffix=st.sampled_from(SUFFIXES))
def test_counties_come_back_identical_from_every_format(
    scratch: Path, held: list[Locality], suffix: str
) -> None:
    data = locco_txt(held) if suffix == ".txt" else grid_bytes(locco_grid(held), suffix)
    assert locco(scratch, data, suffix).rows == tuple(
        CountyRow(a.carrier, a.number, a.state, a.name, a.counties) for a in held
    )


def test_county_list_that_the_text_file_has_cut_is_marked(tmp_path: Path) -> None:
    long = replace(AREAS[1], counties=", ".join(["MADE UP COUNTY"] * 6))
    (row,) = locco(tmp_path, locco_txt([long]), ".txt").rows
    assert row.cut
    assert long.counties.startswith(row.counties)
    (whole,) = locco(tmp_path, csv_bytes(locco_grid([long]))).rows
    assert (whole.counties, whole.cut) == (long.counties, False)


BAD_LOCCO: dict[str, tuple[Spoil, int | None, str | None, str, str]] = {
    "unknown heading": (
        put(3, 4, "Parishes"),
        3,
        "COUNTIES",
        "no such column heading",
        "the headings of CMS's file",
    ),
    "unknown state": (
        put(7, 2, "CALIFORNYA"),
        7,
        "STATE",
        "'CALIFORNYA'",
        "a state or territory",
    ),
    "letter in a number": (put(7, 1, "O5"), 7, "LOCALITY NUMBER", "'O5'", "2 digits"),
    "letter in a carrier": (put(7, 0, "O1912"), 7, "CONTRACTOR", "'O1912'", "5 digits"),
    "short row": (lambda grid: grid[6].pop(), 7, None, "4 cells", "5 in every row"),
    "counties that spill over": (
        lambda grid: grid[6].append("AND WEST"),
        7,
        "6",
        "'AND WEST' outside the table",
        "5 cells, as the heading has",
    ),
    "no counties": (
        put(7, 4, ""),
        7,
        "COUNTIES",
        "an empty cell",
        "the counties, or ALL COUNTIES",
    ),
    "locality twice with other counties": (
        lambda grid: grid.insert(7, [*grid[6][:4], "OTHER"]),
        8,
        "LOCALITY NUMBER",
        "locality 01912-05 again with other contents",
        "each locality once",
    ),
    "no rows": (
        lambda grid: grid.__delitem__(slice(3, None)),
        None,
        None,
        "no localities",
        "CMS's locality and county file",
    ),
}


@pytest.mark.parametrize(
    ("spoil", "row", "column", "found", "expected"), BAD_LOCCO.values(), ids=BAD_LOCCO
)
def test_bad_county_file_is_refused_by_place(
    tmp_path: Path, spoil: Spoil, row: int | None, column: str | None, found: str, expected: str
) -> None:
    grid = locco_grid()
    spoil(grid)
    refusal = refusal_of(lambda: locco(tmp_path, csv_bytes(grid)))
    assert refusal == Refusal("25LOCCO.csv", row, column, found, expected, OWN_FILE)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_state_left_out_after_a_blank_line_is_unknown_and_not_the_one_above(
    tmp_path: Path, suffix: str
) -> None:
    # As 25LOCCO.txt leaves out CALIFORNIA, in the block that follows Arkansas.
    grid = locco_grid()
    grid[6][2] = ""
    text = locco_txt().replace(b"CALIFORNIA", b" " * 10)
    data = text if suffix == ".txt" else grid_bytes(grid, suffix)
    states = [row.state for row in locco(tmp_path, data, suffix).rows]
    assert states == ["AK", "", "", "NY", "WI"]


def test_locality_listed_twice_in_the_same_words_is_taken_once(tmp_path: Path) -> None:
    grid = locco_grid()
    grid.insert(7, [cell + " " for cell in grid[6]])
    assert len(locco(tmp_path, csv_bytes(grid)).rows) == len(AREAS)


def test_county_text_line_that_has_shifted_is_refused(tmp_path: Path) -> None:
    data = line_of(locco_txt(), 5, lambda line: line[:100] + b"  " + line[100:])
    refusal = refusal_of(lambda: locco(tmp_path, data, ".txt"))
    assert (refusal.row, refusal.column) == (5, "COUNTIES")
    assert refusal.found == "'ALL COUNTIES' further right"


def test_county_text_file_cut_in_its_last_list_is_refused(tmp_path: Path) -> None:
    data = locco_txt().partition(b"*  Payment")[0][:-5]
    refusal = refusal_of(lambda: locco(tmp_path, data, ".txt"))
    assert refusal.found == "a last row that breaks off without a line end"


def test_county_text_line_with_a_spoilt_carrier_is_not_taken_for_a_note(tmp_path: Path) -> None:
    data = line_of(locco_txt(), 5, lambda line: line.replace(b"02902", b"O2902"))
    refusal = refusal_of(lambda: locco(tmp_path, data, ".txt"))
    assert refusal == Refusal("25LOCCO.txt", 5, "CONTRACTOR", "'O2902'", "5 digits")
