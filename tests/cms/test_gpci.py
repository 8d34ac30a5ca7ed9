"""The file of indices (GPCI): three formats, one table; and what is refused in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import (
    AREAS,
    Grid,
    csv_bytes,
    gpci_grid,
    gpci_txt,
)
from makers.members import member
from makers.refusals import OWN_FILE, Refusal, refusal_of
from makers.spoiling import Spoil, grid_bytes, line_of, put
from makers.strategies import areas
from openrvu.cms.gpci import GpciRow, Gpcis, read_gpci
from openrvu.schedule.localities import Locality

SUFFIXES = (".csv", ".txt", ".xlsx")


CONTRACTOR = "Medicare Administrative Contractor (MAC)"


def gpci(folder: Path, data: bytes, suffix: str = ".csv") -> Gpcis:
    return read_gpci(member(folder, f"GPCI2025{suffix}", data))


@given(held=areas(), year=st.integers(2020, 2030), suffix=st.sampled_from(SUFFIXES))
def test_indices_come_back_identical_from_every_format(
    scratch: Path, held: list[Locality], year: int, suffix: str
) -> None:
    grid = gpci_grid(held, year)
    data = gpci_txt(held, year) if suffix == ".txt" else grid_bytes(grid, suffix)
    read = gpci(scratch, data, suffix)
    assert read.year == year
    assert read.rows == tuple(
        GpciRow(a.carrier, a.number, a.state, a.name, a.work_gpci, a.pe_gpci, a.mp_gpci)
        for a in held
    )


def test_file_of_2020_has_no_state_column(tmp_path: Path) -> None:
    read = gpci(tmp_path, csv_bytes(gpci_grid(year=2020, state_column=False)))
    assert [row.state for row in read.rows] == [""] * len(AREAS)


def test_of_two_work_indices_the_one_with_the_floor_is_read(tmp_path: Path) -> None:
    read = gpci(tmp_path, csv_bytes(gpci_grid(year=2026, without_floor=True)))
    assert [row.work for row in read.rows] == [a.work_gpci for a in AREAS]


def add_column(grid: Grid, heading: str) -> None:
    """Add an empty column under a heading."""
    for cells in grid:
        cells.append(heading if cells[0] == CONTRACTOR else "")


BOUNDS = "an index from 0.2 to 3.5"


INDEX = "a number with at most 3 digits after the point"


BAD_GPCI: dict[str, tuple[Spoil, int | None, str | None, str, str]] = {
    "unknown heading": (
        put(3, 5, "2025 PQ GPCI"),
        3,
        "PE GPCI",
        "no such column heading",
        "the headings of CMS's file",
    ),
    "stranger among the headings": (
        lambda grid: add_column(grid, "2025 XX GPCI"),
        3,
        "8",
        "an unknown heading '2025 XX GPCI'",
        "a column of CMS's layout",
    ),
    "heading twice": (
        lambda grid: add_column(grid, "2025 PE GPCI"),
        3,
        "8",
        "'2025 PE GPCI' a second time",
        "each column once",
    ),
    "indices of two years": (
        put(3, 5, "2024 PE GPCI"),
        None,
        "PW, PE and MP GPCI",
        "indices of 2024 and 2025",
        "those of one year",
    ),
    "short row": (lambda grid: grid[4].pop(), 5, None, "6 cells", "7 in every row"),
    "long row": (
        lambda grid: grid[4].append("0.500"),
        5,
        "8",
        "'0.500' outside the table",
        "7 cells, as the heading has",
    ),
    "letters in an index": (put(5, 4, "l.062"), 5, "PW GPCI", "'l.062'", INDEX),
    "too many digits": (put(5, 4, "1.0625"), 5, "PW GPCI", "'1.0625'", INDEX),
    "negative index": (put(5, 4, "-1.062"), 5, "PW GPCI", "'-1.062'", INDEX),
    "index of nothing": (put(5, 4, "0"), 5, "PW GPCI", "0.000", BOUNDS),
    "point forgotten": (put(5, 4, "1062"), 5, "PW GPCI", "1062.000", BOUNDS),
    "point one digit late": (put(5, 5, "8.75"), 5, "PE GPCI", "8.750", BOUNDS),
    "point one digit early": (put(5, 5, "0.136"), 5, "PE GPCI", "0.136", BOUNDS),
    "letter in a carrier": (put(5, 0, "O1912"), 5, "CONTRACTOR", "'O1912'", "5 digits"),
    "carrier too long": (put(5, 0, "019122"), 5, "CONTRACTOR", "'019122'", "5 digits"),
    "no carrier": (put(5, 0, ""), 5, "CONTRACTOR", "an empty cell", "5 digits"),
    "raised digit in a number": (put(5, 2, "0²"), 5, "LOCALITY NUMBER", "'0²'", "2 digits"),
    "unknown state": (put(5, 1, "XX"), 5, "STATE", "'XX'", "two letters of a state or territory"),
    "locality twice": (
        lambda grid: grid.insert(5, list(grid[4])),
        6,
        "LOCALITY NUMBER",
        "locality 01912-05 a second time",
        "each locality once",
    ),
    "no rows": (
        lambda grid: grid.__delitem__(slice(3, None)),
        None,
        None,
        "no localities",
        "CMS's GPCI file",
    ),
}


@pytest.mark.parametrize(
    ("spoil", "row", "column", "found", "expected"), BAD_GPCI.values(), ids=BAD_GPCI
)
def test_bad_index_file_is_refused_by_place(
    tmp_path: Path, spoil: Spoil, row: int | None, column: str | None, found: str, expected: str
) -> None:
    grid = gpci_grid()
    spoil(grid)
    refusal = refusal_of(lambda: gpci(tmp_path, csv_bytes(grid)))
    assert refusal == Refusal("GPCI2025.csv", row, column, found, expected, OWN_FILE)


def test_index_text_file_with_shifted_headings_is_refused(tmp_path: Path) -> None:
    data = line_of(gpci_txt(), 3, lambda line: line[:118] + b"2025 PW GPCI (no floor)" + line[118:])
    refusal = refusal_of(lambda: gpci(tmp_path, data, ".txt"))
    assert (refusal.row, refusal.column) == (3, None)
    assert refusal.expected == "CMS's headings at their positions (or give the .csv or .xlsx)"


def test_index_text_line_that_has_shifted_is_refused(tmp_path: Path) -> None:
    data = line_of(gpci_txt(), 4, lambda line: b" " + line[:60] + line[61:])
    refusal = refusal_of(lambda: gpci(tmp_path, data, ".txt"))
    assert (refusal.row, refusal.column, refusal.found) == (4, "positions 6-16", "'2'")


SPLIT = "a record, or a title or note from the first position on"


@pytest.mark.parametrize(
    ("change", "row", "found", "expected"),
    [
        (lambda x: x[:60] + x[90:], 4, "120 characters", "150 in every record"),
        (lambda x: x[:60], 4, "60 characters", "150 in every record"),
        (lambda x: b"     " + x[60:], 4, "'1.500       1.081       0.592'", SPLIT),
    ],
)
def test_index_text_line_in_pieces_is_not_taken_for_a_note(
    tmp_path: Path, change: Callable[[bytes], bytes], row: int, found: str, expected: str
) -> None:
    data = line_of(gpci_txt(), 4, change)
    refusal = refusal_of(lambda: gpci(tmp_path, data, ".txt"))
    assert refusal == Refusal("GPCI2025.txt", row, None, found, expected)


def test_index_text_line_with_a_spoilt_carrier_is_not_taken_for_a_note(tmp_path: Path) -> None:
    data = line_of(gpci_txt(), 4, lambda line: b"O" + line[1:])
    refusal = refusal_of(lambda: gpci(tmp_path, data, ".txt"))
    assert refusal == Refusal("GPCI2025.txt", 4, "CONTRACTOR", "'O2902'", "5 digits")


def test_text_line_of_another_length_is_refused(tmp_path: Path) -> None:
    data = line_of(gpci_txt(), 4, lambda line: line[:-1])
    refusal = refusal_of(lambda: gpci(tmp_path, data, ".txt"))
    assert refusal == Refusal("GPCI2025.txt", 4, None, "149 characters", "150 in every record")
