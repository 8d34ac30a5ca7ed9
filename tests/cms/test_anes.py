"""The file of anesthesia factors (ANES): three formats, one table; and what is refused in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import (
    AREAS,
    anes_grid,
    anes_txt,
    csv_bytes,
    xlsx_bytes,
)
from makers.members import member
from makers.refusals import OWN_FILE, Refusal, refusal_of
from makers.spoiling import Spoil, grid_bytes, line_of, put
from makers.strategies import areas
from openrvu.cms.anes import AnesthesiaFactors, read_anes
from openrvu.schedule.localities import Locality

SUFFIXES = (".csv", ".txt", ".xlsx")


def anes(folder: Path, data: bytes, suffix: str = ".csv") -> AnesthesiaFactors:
    return read_anes(member(folder, f"ANES2025{suffix}", data))


@given(held=areas(), suffix=st.sampled_from(SUFFIXES))
def test_anesthesia_factors_come_back_identical_from_every_format(
    scratch: Path, held: list[Locality], suffix: str
) -> None:
    data = anes_txt(held) if suffix == ".txt" else grid_bytes(anes_grid(held), suffix)
    read = anes(scratch, data, suffix)
    assert read.factors == {(a.carrier, a.number): a.anesthesia_factor for a in held}


def test_of_two_anesthesia_factors_the_non_qualifying_one_is_read(tmp_path: Path) -> None:
    read = anes(tmp_path, csv_bytes(anes_grid(year=2026, two=True)))
    assert read.factors == {(a.carrier, a.number): a.anesthesia_factor for a in AREAS}


def test_anesthesia_file_with_the_qualifying_factor_alone_is_refused(tmp_path: Path) -> None:
    grid = [cells[:4] for cells in anes_grid(two=True)]
    refusal = refusal_of(lambda: anes(tmp_path, csv_bytes(grid)))
    assert refusal == Refusal(
        "ANES2025.csv", 1, "FACTOR", "no such column heading", "the headings of CMS's file"
    )


def test_year_of_the_anesthesia_file_is_read_where_its_heading_has_one(tmp_path: Path) -> None:
    assert anes(tmp_path, csv_bytes(anes_grid(year=2024))).year == 2024
    assert anes(tmp_path, csv_bytes(anes_grid(two=True))).year is None


def test_leading_zeros_lost_in_a_spreadsheet_are_put_back_and_counted(tmp_path: Path) -> None:
    grid = anes_grid()
    for cells in grid[1:-1]:
        cells[0], cells[1] = (cell.strip().lstrip("0") or "0" for cell in cells[:2])
    read = anes(tmp_path, xlsx_bytes(grid), ".xlsx")
    assert set(read.factors) == {(a.carrier, a.number) for a in AREAS}
    assert {(r.column, r.count) for r in read.repairs} == {("CONTRACTOR", 4), ("LOCALITY", 4)}


def test_file_that_ends_in_zeros_and_an_end_of_file_mark_is_read(tmp_path: Path) -> None:
    data = csv_bytes(anes_grid()[:-1]) + b"0000\x1a,,,\r\n"
    assert len(anes(tmp_path, data).factors) == len(AREAS)


def test_row_of_zeros_is_a_row_and_not_an_end(tmp_path: Path) -> None:
    data = csv_bytes(anes_grid()[:-1]) + b"0,0,,0\r\n"
    refusal = refusal_of(lambda: anes(tmp_path, data))
    assert (refusal.row, refusal.column) == (len(AREAS) + 2, "FACTOR")


MONEY = "a number with at most 2 digits after the point"


BAD_ANES: dict[str, tuple[Spoil, int | None, str | None, str, str]] = {
    "letters in a factor": (put(3, 3, "2O.22"), 3, "FACTOR", "'2O.22'", MONEY),
    "factor of nothing": (put(3, 3, "0.00"), 3, "FACTOR", "0", "dollars per unit, above 0"),
    "letter in a carrier": (put(3, 0, "x1912"), 3, "CONTRACTOR", "'x1912'", "5 digits"),
    "locality twice": (
        lambda grid: grid.insert(3, list(grid[2])),
        4,
        "LOCALITY",
        "locality 01912-05 a second time",
        "each locality once",
    ),
    "unknown heading": (
        put(1, 2, "Parish"),
        1,
        "3",
        "an unknown heading 'PARISH'",
        "a column of CMS's layout",
    ),
    "no rows": (
        lambda grid: grid.__delitem__(slice(1, None)),
        None,
        None,
        "no localities",
        "CMS's anesthesia factor file",
    ),
}


@pytest.mark.parametrize(
    ("spoil", "row", "column", "found", "expected"), BAD_ANES.values(), ids=BAD_ANES
)
def test_bad_anesthesia_file_is_refused_by_place(
    tmp_path: Path, spoil: Spoil, row: int | None, column: str | None, found: str, expected: str
) -> None:
    grid = anes_grid()
    spoil(grid)
    refusal = refusal_of(lambda: anes(tmp_path, csv_bytes(grid)))
    assert refusal == Refusal("ANES2025.csv", row, column, found, expected, OWN_FILE)


def test_anesthesia_text_line_with_a_second_factor_is_refused(tmp_path: Path) -> None:
    data = line_of(anes_txt(), 1, lambda line: line[:60] + b"   2829" + line[67:])
    refusal = refusal_of(lambda: anes(tmp_path, data, ".txt"))
    assert (refusal.row, refusal.column) == (1, "LOCALITY NAME")
    assert refusal.expected == "a name without figures"


def test_text_line_of_another_length_is_refused(tmp_path: Path) -> None:
    data = line_of(anes_txt(), 1, lambda line: line[:-1])
    refusal = refusal_of(lambda: anes(tmp_path, data, ".txt"))
    assert refusal == Refusal("ANES2025.txt", 1, None, "76 characters", "77 in every record")
