"""The relative value file: three formats, one table; and what is refused in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import (
    COLUMN_AT,
    COLUMN_AT_2026,
    FIRST_ROW,
    SERVICES,
    Sheet,
    csv_bytes,
    pprrvu_csv,
    pprrvu_grid,
    pprrvu_txt,
    pprrvu_xlsx,
    priced,
    xlsx_bytes,
)
from makers.members import member
from makers.refusals import OWN_FILE, Refusal, refusal_of
from makers.strategies import schedules
from openrvu.cms.pprrvu import RelativeValues, read_pprrvu
from openrvu.errors import ReadError
from openrvu.schedule.rows import ServiceRow

NAME = "PPRRVU2025_Oct"
MAKERS: dict[str, Callable[[Sheet], bytes]] = {
    ".csv": pprrvu_csv,
    ".txt": pprrvu_txt,
    ".xlsx": pprrvu_xlsx,
}
SUPERVISION = "PHYSICIAN SUPERVISION OF DIAGNOSTIC PROCEDURES"
#: The row, in the file, of the second service (Y0001).
ROW = FIRST_ROW + 2


def read_bytes(folder: Path, data: bytes, suffix: str = ".csv") -> RelativeValues:
    return read_pprrvu(member(folder, f"{NAME}{suffix}", data))


@given(rows=schedules(), factor=st.sampled_from(["32.3465", "36.0896", "0.0001"]))
def test_rows_come_back_identical_from_every_format(
    scratch: Path, rows: list[ServiceRow], factor: str
) -> None:
    sheet = Sheet(rows=rows, factor=factor)
    for suffix, make in MAKERS.items():
        values = read_bytes(scratch, make(sheet), suffix)
        assert values.rows == tuple(rows), suffix
        assert values.conversion_factor == Decimal(factor), suffix
        assert values.repairs == (), suffix


@given(rows=schedules())
def test_the_32_columns_of_2026_carry_a_pricing_indicator(
    scratch: Path, rows: list[ServiceRow]
) -> None:
    sheet = Sheet(rows=priced(rows), year=2026, columns=32)
    for suffix in (".csv", ".xlsx"):
        assert read_bytes(scratch, MAKERS[suffix](sheet), suffix).rows == priced(rows)


@given(rows=schedules(), as_text=st.booleans())
def test_a_workbook_reads_the_same_whether_figures_are_numbers_or_text(
    scratch: Path, rows: list[ServiceRow], *, as_text: bool
) -> None:
    data = xlsx_bytes(pprrvu_grid(Sheet(rows=rows)), as_text=as_text)
    assert read_bytes(scratch, data, ".xlsx").rows == tuple(rows)


@given(rows=schedules(), data=st.data())
def test_any_cell_replaced_by_junk_is_refused_or_changes_nothing_else(
    scratch: Path, rows: list[ServiceRow], data: st.DataObject
) -> None:
    grid = pprrvu_grid(Sheet(rows=rows))
    row = data.draw(st.integers(FIRST_ROW, len(grid) - 1))
    column = data.draw(st.integers(0, 30).filter(lambda c: c != COLUMN_AT["DESCRIPTION"]))
    grid[row][column] = data.draw(st.text(max_size=8))
    try:
        values = read_bytes(scratch, csv_bytes(grid))
    except ReadError:
        return
    others = [r for at, r in enumerate(values.rows) if at != row - FIRST_ROW]
    assert others == [r for at, r in enumerate(rows) if at != row - FIRST_ROW]


def test_heading_gives_year_quarter_and_the_day_it_was_released(tmp_path: Path) -> None:
    heading = read_bytes(tmp_path, pprrvu_csv()).heading
    assert (heading.year, heading.letter, heading.published) == (2025, "D", date(2025, 9, 11))


def test_text_file_has_no_heading_and_says_so(tmp_path: Path) -> None:
    heading = read_bytes(tmp_path, pprrvu_txt(), ".txt").heading
    assert (heading.year, heading.letter, heading.published) == (None, None, None)


def test_an_impossible_release_day_is_unknown_rather_than_guessed(tmp_path: Path) -> None:
    data = pprrvu_csv(Sheet(released="13/45/2025"))
    assert read_bytes(tmp_path, data).heading.published is None


def test_descriptions_come_apart_from_the_rows(tmp_path: Path) -> None:
    values = read_bytes(tmp_path, pprrvu_csv())
    assert values.descriptions["Y0004"] == "Made up service Y0004"
    assert "Made up" not in repr(values)


def test_description_in_the_windows_character_set_is_read(tmp_path: Path) -> None:
    grid = pprrvu_grid()
    grid[FIRST_ROW][2] = "Café “made up”"
    values = read_bytes(tmp_path, csv_bytes(grid, encoding="cp1252"))
    assert values.descriptions["00101"] == "Café “made up”"


def cell(column: str, text: str) -> Callable[[list[list[str]]], None]:
    """Put a text into a column of the row of Y0001."""

    def spoil(grid: list[list[str]]) -> None:
        grid[ROW - 1][COLUMN_AT[column]] = text

    return spoil


def number(places: int) -> str:
    return f"a number with at most {places} digits after the point"


CODE = "a code of five characters"
BAD_CELLS = {
    "letters in a number": ("WORK RVU", "abc", "'abc'", number(2)),
    "a letter O for a zero": ("WORK RVU", "0.9O", "'0.9O'", number(2)),
    "nothing in a number": ("MP RVU", "", "an empty cell", number(2)),
    "a negative number": ("WORK RVU", "-0.97", "'-0.97'", number(2)),
    "a negative zero": ("WORK RVU", "-0.00", "'-0.00'", number(2)),
    "a plus sign": ("WORK RVU", "+0.97", "'+0.97'", number(2)),
    "too many digits after the point": ("WORK RVU", "0.975", "'0.975'", number(2)),
    "too many digits before the point": ("WORK RVU", "9" * 70, f"'{'9' * 40}…'", number(2)),
    "a point and nothing after it": ("WORK RVU", "1.", "'1.'", number(2)),
    "NaN": ("WORK RVU", "NaN", "'NaN'", number(2)),
    "Infinity": ("WORK RVU", "Infinity", "'Infinity'", number(2)),
    "an exponent": ("WORK RVU", "1e3", "'1e3'", number(2)),
    "an underscore": ("WORK RVU", "1_0.00", "'1_0.00'", number(2)),
    "thousands set apart": ("WORK RVU", "1,000.00", "'1,000.00'", number(2)),
    "digits of another script": ("WORK RVU", "\u0660.\u0669", "'\u0660.\u0669'", number(2)),
    "a raised digit": ("WORK RVU", "0.9²", "'0.9²'", number(2)),
    "a spreadsheet error": ("WORK RVU", "#N/A", "'#N/A'", number(2)),
    "too many digits in a factor": ("CONV FACTOR", "32.34651", "'32.34651'", number(4)),
    "a factor of nothing": ("CONV FACTOR", "0.0000", "0", "dollars per RVU, above 0"),
    "a short code": ("HCPCS", "Y01", "'Y01'", CODE),
    "a code with a space": ("HCPCS", "Y0 01", "'Y0 01'", CODE),
    "a code with junk": ("HCPCS", "Y00é1", "'Y00é1'", CODE),
    "no code": ("HCPCS", "", "an empty cell", CODE),
    "an unknown modifier": ("MOD", "99", "'99'", "one of blank, 26, TC, 53"),
    "a flag that is not CMS's": ("FACILITY NA INDICATOR", "Y", "'Y'", "one of blank, NA"),
    "an unknown status": (
        "STATUS CODE",
        "Z",
        "'Z'",
        "one of A, B, C, D, E, F, G, H, I, J, M, N, P, R, T, X",
    ),
    "a share above 1": ("PRE OP", "1.10", "1.10", "a share from 0 to 1"),
    "a base that is no code": ("ENDO BASE", "4320", "'4320'", CODE),
    "an unknown global period": (
        "GLOB DAYS",
        "9",
        "'9'",
        "one of 000, 010, 090, MMM, XXX, YYY, ZZZ",
    ),
}


@pytest.mark.parametrize(("column", "text", "found", "expected"), BAD_CELLS.values(), ids=BAD_CELLS)
def test_bad_cell_is_refused_by_row_and_column(
    tmp_path: Path, column: str, text: str, found: str, expected: str
) -> None:
    grid = pprrvu_grid()
    cell(column, text)(grid)
    refusal = refusal_of(lambda: read_bytes(tmp_path, csv_bytes(grid)))
    assert refusal == Refusal(f"{NAME}.csv", ROW, column, found, expected, OWN_FILE)


@pytest.mark.parametrize("column", sorted(set(COLUMN_AT) - {"DESCRIPTION", "HCPCS", "MOD"}))
def test_no_column_takes_an_unknown_value(tmp_path: Path, column: str) -> None:
    grid = pprrvu_grid()
    cell(column, "??")(grid)
    refusal = refusal_of(lambda: read_bytes(tmp_path, csv_bytes(grid)))
    assert (refusal.row, refusal.column, refusal.found) == (ROW, column, "'??'")


def test_shares_that_make_more_than_the_whole_are_refused(tmp_path: Path) -> None:
    grid = pprrvu_grid()
    for column in ("PRE OP", "INTRA OP", "POST OP"):
        cell(column, "0.40")(grid)
    assert refusal_of(lambda: read_bytes(tmp_path, csv_bytes(grid))) == Refusal(
        f"{NAME}.csv",
        ROW,
        "PRE OP, INTRA OP, POST OP",
        "shares of 0.40, 0.40 and 0.40",
        "together at most 1",
    )


@pytest.mark.parametrize("column", ["NON-FACILITY TOTAL", "FACILITY TOTAL"])
def test_total_that_does_not_add_up_is_refused(tmp_path: Path, column: str) -> None:
    grid = pprrvu_grid()
    right = grid[ROW - 1][COLUMN_AT[column]]
    cell(column, "9.99")(grid)
    assert refusal_of(lambda: read_bytes(tmp_path, csv_bytes(grid))) == Refusal(
        f"{NAME}.csv",
        ROW,
        column,
        "9.99",
        f"{right}, the sum of work, practice expense and malpractice",
    )


def test_second_conversion_factor_is_refused_where_it_begins(tmp_path: Path) -> None:
    grid = pprrvu_grid()
    cell("CONV FACTOR", "33.2875")(grid)
    assert refusal_of(lambda: read_bytes(tmp_path, csv_bytes(grid))) == Refusal(
        f"{NAME}.csv",
        ROW,
        "CONV FACTOR",
        "a second conversion factor, 33.2875 after 32.3465",
        "one for the whole file (is a QPP file mixed in?)",
    )


def test_code_and_modifier_a_second_time_are_refused_with_the_first_place(tmp_path: Path) -> None:
    rows = (*SERVICES, replace(SERVICES[5]))
    refusal = refusal_of(lambda: read_bytes(tmp_path, pprrvu_csv(Sheet(rows=rows))))
    assert refusal == Refusal(
        f"{NAME}.csv",
        FIRST_ROW + len(rows),
        "HCPCS",
        "Y0004 26 again (first in row 16)",
        "each code and modifier once",
    )


def test_short_row_is_refused(tmp_path: Path) -> None:
    grid = pprrvu_grid()
    del grid[ROW - 1][25:]
    refusal = refusal_of(lambda: read_bytes(tmp_path, csv_bytes(grid)))
    assert refusal == Refusal(f"{NAME}.csv", ROW, None, "25 cells", "31 in every row")


def test_row_that_a_comma_has_made_longer_is_refused(tmp_path: Path) -> None:
    grid = pprrvu_grid()
    grid[ROW - 1].append("0.00")
    refusal = refusal_of(lambda: read_bytes(tmp_path, csv_bytes(grid)))
    assert refusal == Refusal(f"{NAME}.csv", ROW, None, "32 cells", "31 in every row")


def test_empty_columns_at_the_right_do_no_harm(tmp_path: Path) -> None:
    grid = [[*cells, "", ""] for cells in pprrvu_grid()]
    assert read_bytes(tmp_path, csv_bytes(grid)).rows == SERVICES


def test_unknown_heading_is_refused(tmp_path: Path) -> None:
    grid = pprrvu_grid()
    grid[FIRST_ROW - 1][COLUMN_AT["WORK RVU"]] = "RVUS"
    assert refusal_of(lambda: read_bytes(tmp_path, csv_bytes(grid))) == Refusal(
        f"{NAME}.csv", FIRST_ROW, "6", "an unknown heading 'WORK RVUS'", "a column of CMS's layout"
    )


def test_heading_a_second_time_is_refused(tmp_path: Path) -> None:
    grid = pprrvu_grid()
    for cells in grid[5:]:
        cells[COLUMN_AT["MP RVU"]] = cells[COLUMN_AT["WORK RVU"]]
    assert refusal_of(lambda: read_bytes(tmp_path, csv_bytes(grid))) == Refusal(
        f"{NAME}.csv", FIRST_ROW, "11", "'WORK RVU' a second time", "it once"
    )


def test_column_left_out_is_refused_by_name(tmp_path: Path) -> None:
    grid = pprrvu_grid()
    for cells in grid:
        del cells[COLUMN_AT["MP RVU"]]
    refusal = refusal_of(lambda: read_bytes(tmp_path, csv_bytes(grid)))
    assert (refusal.row, refusal.column) == (FIRST_ROW, "MP RVU")
    assert refusal.found == "no such column heading"


def test_columns_in_another_order_are_read_by_their_names(tmp_path: Path) -> None:
    grid = [[*cells[:5], *reversed(cells[5:])] for cells in pprrvu_grid()]
    assert read_bytes(tmp_path, csv_bytes(grid)).rows == SERVICES


def test_file_without_headings_is_refused(tmp_path: Path) -> None:
    data = csv_bytes(pprrvu_grid()[FIRST_ROW:])
    assert refusal_of(lambda: read_bytes(tmp_path, data)) == Refusal(
        f"{NAME}.csv",
        None,
        None,
        "no heading row that begins HCPCS, MOD",
        "CMS's relative value file",
    )


def test_headings_without_rows_are_refused(tmp_path: Path) -> None:
    data = csv_bytes(pprrvu_grid()[:FIRST_ROW])
    assert refusal_of(lambda: read_bytes(tmp_path, data)) == Refusal(
        f"{NAME}.csv", None, None, "no rows under the heading", "CMS's relative value file"
    )


def test_text_record_cut_short_is_refused(tmp_path: Path) -> None:
    lines = pprrvu_txt().split(b"\r\n")
    lines[4] = lines[4][:168]
    refusal = refusal_of(lambda: read_bytes(tmp_path, b"\r\n".join(lines), ".txt"))
    assert refusal == Refusal(
        f"{NAME}.txt", 5, None, "168 characters", "171 in every record of CMS's .txt"
    )


def test_text_record_that_has_shifted_is_refused(tmp_path: Path) -> None:
    lines = pprrvu_txt().split(b"\r\n")
    lines[4] = lines[4][:30] + lines[4][31:] + b" "
    refusal = refusal_of(lambda: read_bytes(tmp_path, b"\r\n".join(lines), ".txt"))
    assert (refusal.file, refusal.row) == (f"{NAME}.txt", 5)


def test_text_record_with_something_in_the_filler_is_refused(tmp_path: Path) -> None:
    lines = pprrvu_txt().split(b"\r\n")
    lines[4] = lines[4][:120] + b"9" + lines[4][121:]
    refusal = refusal_of(lambda: read_bytes(tmp_path, b"\r\n".join(lines), ".txt"))
    assert refusal == Refusal(f"{NAME}.txt", 5, "positions 121-127", "'9'", "blanks")


def test_text_file_of_headers_alone_is_refused(tmp_path: Path) -> None:
    refusal = refusal_of(lambda: read_bytes(tmp_path, b"HDR MADE UP\r\n", ".txt"))
    assert refusal == Refusal(f"{NAME}.txt", None, None, "no records", "CMS's relative value file")


def test_spreadsheet_damage_of_one_reading_is_mended_and_counted(tmp_path: Path) -> None:
    grid = pprrvu_grid()
    for cells in grid[FIRST_ROW:]:
        for column in ("HCPCS", "GLOB DAYS", SUPERVISION):
            cells[COLUMN_AT[column]] = cells[COLUMN_AT[column]].lstrip("0") or "0"
    values = read_bytes(tmp_path, csv_bytes(grid))
    assert values.rows == SERVICES
    assert {(r.column, r.count) for r in values.repairs} == {
        ("HCPCS", 1),
        ("GLOB DAYS", 2),
        (SUPERVISION, len(SERVICES)),
    }
    assert str(values.repairs[0]) == (
        "PPRRVU2025_Oct.csv, HCPCS: leading zeros put back in anesthesia codes (1 row)"
    )


@pytest.mark.parametrize("text", ["26", "99", "099", "2000", "9921"])
def test_code_whose_lost_zeros_cannot_be_told_is_refused(tmp_path: Path, text: str) -> None:
    grid = pprrvu_grid()
    cell("HCPCS", text)(grid)
    refusal = refusal_of(lambda: read_bytes(tmp_path, csv_bytes(grid)))
    assert (refusal.row, refusal.column, refusal.found) == (ROW, "HCPCS", f"'{text}'")
    assert refusal.expected.startswith(CODE)


def test_mended_code_that_stands_elsewhere_too_is_refused(tmp_path: Path) -> None:
    grid = pprrvu_grid()
    grid.append(["101", *grid[FIRST_ROW][1:]])
    refusal = refusal_of(lambda: read_bytes(tmp_path, csv_bytes(grid)))
    assert refusal.found == "00101 without modifier again (first in row 11)"


def test_pricing_indicator_of_the_qpp_file_is_refused_in_the_other(tmp_path: Path) -> None:
    sheet = Sheet(rows=priced(SERVICES, "1"), year=2026, columns=32)
    refusal = refusal_of(lambda: read_bytes(tmp_path, pprrvu_csv(sheet)))
    assert refusal == Refusal(f"{NAME}.csv", FIRST_ROW + 1, "PRIC IND", "'1'", "one of 9, blank")
    assert COLUMN_AT_2026["PRIC IND"] == 23


def test_text_between_the_quotes_may_hold_commas_and_line_ends(tmp_path: Path) -> None:
    grid = pprrvu_grid()
    grid[FIRST_ROW][2] = "Made up,\r\nservice"
    cell("WORK RVU", "abc")(grid)
    refusal = refusal_of(lambda: read_bytes(tmp_path, csv_bytes(grid)))
    assert refusal.row == ROW + 1  # as an editor counts lines
