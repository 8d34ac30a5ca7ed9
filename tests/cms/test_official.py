"""Files of official amounts: payment files and OPPSCAP, and what is refused in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import (
    AMOUNTS,
    CAPS,
    Grid,
    csv_bytes,
    oppscap_grid,
    oppscap_txt,
    payment_csv,
    xlsx_bytes,
)
from makers.members import member
from makers.refusals import Refusal, refusal_of
from makers.strategies import numbered, official_amounts
from openrvu.cms.official import OfficialFile, read_official
from openrvu.schedule.official import OfficialAmount

MONEY = "a number with at most 2 digits after the point"


def oppscap(folder: Path, data: bytes, suffix: str = ".csv") -> tuple[OfficialAmount, ...]:
    return read_official(member(folder, f"OPPSCAP_Oct{suffix}", data))


def payments(folder: Path, data: bytes, suffix: str = ".txt") -> tuple[OfficialAmount, ...]:
    return read_official(member(folder, f"PFREV25D{suffix}", data))


@given(amounts=official_amounts(capped=True))
def test_capped_amounts_come_back_identical_from_every_format(
    scratch: Path, amounts: list[OfficialAmount]
) -> None:
    grid = oppscap_grid(amounts)
    assert oppscap(scratch, csv_bytes(grid)) == numbered(amounts, 2)
    assert oppscap(scratch, xlsx_bytes(grid), ".xlsx") == numbered(amounts, 2)
    assert oppscap(scratch, oppscap_txt(amounts), ".txt") == numbered(amounts, 1)


@given(amounts=official_amounts(capped=False), suffix=st.sampled_from([".txt", ".csv"]))
def test_payment_amounts_come_back_identical(
    scratch: Path, amounts: list[OfficialAmount], suffix: str
) -> None:
    assert payments(scratch, payment_csv(amounts), suffix) == numbered(amounts, 1)


def test_therapy_and_opps_amounts_are_read_where_their_indicators_say_so(tmp_path: Path) -> None:
    amount = replace(
        AMOUNTS[0],
        therapy_nonfacility=Decimal("80.01"),
        therapy_facility=Decimal("40.20"),
        opps_nonfacility=Decimal("70.01"),
        opps_facility=Decimal("0.00"),
    )
    assert payments(tmp_path, payment_csv([amount])) == (amount,)


def test_payment_file_with_a_line_of_headings_is_read(tmp_path: Path) -> None:
    heading = b"Year,Carrier Number,Locality,HCPCS Code,Modifier,Non-Facility,Facility\r\n"
    rows = payment_csv(AMOUNTS).split(b"\r\n")
    short = b"".join(b",".join(row.split(b",")[:7]) + b"\r\n" for row in rows[:2])
    read = payments(tmp_path, heading + short, ".csv")
    assert [a.nonfacility for a in read] == [a.nonfacility for a in AMOUNTS]
    assert {a.status for a in read} == {""}
    assert {a.therapy_facility for a in read} == {None}


@pytest.mark.parametrize(
    "above",
    [
        b"Year,Carrier,Locality,HCPCS,Mod,NON-FACILITY 2024,FACILITY 2024\r\n",
        b"2024 Physician Fee Schedule,,,\r\n",
        b"2024,,,\r\n\r\nYear,Carrier,Locality,HCPCS\r\n",
        b"HDR made up\r\nPhysician Fee Schedule\r\nCY 2024\r\n",
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".csv"])
def test_titles_and_headings_above_the_first_row_of_data_are_skipped(
    tmp_path: Path, above: bytes, suffix: str
) -> None:
    read = payments(tmp_path, above + payment_csv(), suffix)
    assert read == tuple(replace(a, row=a.row + above.count(b"\n")) for a in AMOUNTS)


def test_a_title_below_the_first_row_of_data_is_refused(tmp_path: Path) -> None:
    first, rest = payment_csv().split(b"\r\n", 1)
    data = first + b"\r\n2024 Physician Fee Schedule,,,\r\n" + rest
    refusal = refusal_of(lambda: payments(tmp_path, data))
    assert refusal == Refusal("PFREV25D.txt", 2, None, "4 cells", "16 as in the first row")


def test_a_first_row_with_a_spoilt_carrier_is_refused_and_not_skipped(tmp_path: Path) -> None:
    data = payment_csv().replace(b'"01912"', b'"O1912"', 1)
    refusal = refusal_of(lambda: payments(tmp_path, data))
    assert (refusal.row, refusal.column, refusal.found) == (1, "CARRIER", "'O1912'")


def test_a_file_of_headings_alone_has_no_rows(tmp_path: Path) -> None:
    refusal = refusal_of(lambda: payments(tmp_path, b'"Year","Carrier","Locality"\r\n'))
    assert refusal.found == "no rows"


def test_the_same_rows_come_back_each_time_they_are_asked_for(tmp_path: Path) -> None:
    file = OfficialFile(member(tmp_path, "PFREV25D.txt", payment_csv()))
    assert tuple(file.rows()) == tuple(file.rows()) == AMOUNTS


@pytest.mark.parametrize("most", [1, 7, 50, 99, 100, 1000])
def test_a_sample_is_spread_over_the_file_and_no_larger_than_asked_for(
    tmp_path: Path, most: int
) -> None:
    amounts = [replace(AMOUNTS[0], code=f"Y{n:04}") for n in range(100)]
    for name, data in (
        ("PFREV25D.txt", payment_csv(amounts)),
        ("OPPSCAP.csv", csv_bytes(oppscap_grid(amounts))),
    ):
        codes = [a.code for a in OfficialFile(member(tmp_path, name, data)).sample(most)]
        assert 1 <= len(codes) <= most
        assert len(codes) == 1 or codes[-1] > "Y0049"
        assert codes == sorted(set(codes))


def test_a_row_that_may_have_been_cut_short_is_refused(tmp_path: Path) -> None:
    lines = payment_csv().replace(b'"', b"").split(b"\r\n")[:2]
    whole = b"\r\n".join(lines)
    assert len(payments(tmp_path, whole)) == 2
    refusal = refusal_of(lambda: payments(tmp_path, whole[:-1]))
    assert refusal.found == "a last row that breaks off without a line end"


def test_first_row_with_a_spoilt_year_is_not_taken_for_headings(tmp_path: Path) -> None:
    data = payment_csv().replace(b'"2025"', b'"2O25"', 1)
    refusal = refusal_of(lambda: payments(tmp_path, data))
    assert refusal == Refusal("PFREV25D.txt", 1, "YEAR", "'2O25'", "a year of 4 digits or 2")


def spoil(row: int, column: int, text: str) -> Callable[[Grid], object]:
    """Put a text into a cell; rows count from 1."""
    return lambda grid: grid[row - 1].__setitem__(column, text)


BAD_CAPS: dict[str, tuple[Callable[[Grid], object], int | None, str | None, str, str]] = {
    "letters in a price": (spoil(3, 5, "l50.69"), 3, "FACILITY PRICE", "'l50.69'", MONEY),
    "negative price": (spoil(3, 6, "-1.00"), 3, "NON-FACILITY PRICE", "'-1.00'", MONEY),
    "no price": (spoil(3, 6, ""), 3, "NON-FACILITY PRICE", "an empty cell", MONEY),
    "short code": (spoil(3, 0, "Y04"), 3, "HCPCS", "'Y04'", "a code of five characters"),
    "unknown modifier": (spoil(3, 1, "XX"), 3, "MOD", "'XX'", "one of blank, 26, TC, 53"),
    "unknown status": (
        spoil(3, 2, "Q"),
        3,
        "PROCSTAT",
        "'Q'",
        "one of A, B, C, D, E, F, G, H, I, J, M, N, P, R, T, X",
    ),
    "letter in a carrier": (spoil(3, 3, "O1912"), 3, "CARRIER", "'O1912'", "5 digits"),
    "short row": (lambda grid: grid[2].pop(), 3, None, "6 cells", "7 in every row"),
    "row twice": (
        lambda grid: grid.insert(3, list(grid[2])),
        4,
        None,
        "Y0004 TC of 01912-05 again (first in row 3)",
        "each row once",
    ),
    "unknown heading": (
        spoil(1, 5, "FACILITY PRIZE"),
        1,
        "FACILITY PRICE",
        "no such column heading",
        "the headings of CMS's file",
    ),
    "no rows": (
        lambda grid: grid.__delitem__(slice(1, None)),
        None,
        None,
        "no rows",
        "a CMS payment-amount or OPPSCAP file",
    ),
}


@pytest.mark.parametrize(
    ("change", "row", "column", "found", "expected"), BAD_CAPS.values(), ids=BAD_CAPS
)
def test_bad_capped_amount_is_refused_by_place(
    tmp_path: Path,
    change: Callable[[Grid], object],
    row: int | None,
    column: str | None,
    found: str,
    expected: str,
) -> None:
    grid = oppscap_grid()
    change(grid)
    refusal = refusal_of(lambda: oppscap(tmp_path, csv_bytes(grid)))
    assert refusal == Refusal("OPPSCAP_Oct.csv", row, column, found, expected)


BAD_PAYMENTS = {
    "letters in a fee": (b'"0000093.01"', b'"00000g3.01"', 1, "NON-FACILITY FEE", "'00000g3.01'"),
    "negative fee": (b'"0000093.01"', b'"-000093.01"', 1, "NON-FACILITY FEE", "'-000093.01'"),
    "exponent": (b'"0000051.20"', b'"5.12e1"', 1, "FACILITY FEE", "'5.12e1'"),
    "short code": (b'"Y0001"', b'"Y001"', 1, "HCPCS CODE", "'Y001'"),
    "odd modifier": (b'"26"', b'"2!"', 2, "MODIFIER", "'2!'"),
    "letter in a locality": (b'"05"', b'"O5"', 1, "LOCALITY", "'O5'"),
    "unknown status": (b'"A"', b'"?"', 1, "STATUS CODE", "'?'"),
    "unknown OPPS indicator": (b'"9","00', b'"x","00', 1, "OPPS INDICATOR", "'x'"),
    "unknown surgery rule": (b'"A","0"', b'"A","8"', 1, "MULTIPLE SURGERY INDICATOR", "'8'"),
}


@pytest.mark.parametrize(
    ("old", "new", "row", "column", "found"), BAD_PAYMENTS.values(), ids=BAD_PAYMENTS
)
def test_bad_payment_row_is_refused_by_place(
    tmp_path: Path, old: bytes, new: bytes, row: int, column: str, found: str
) -> None:
    data = payment_csv().replace(old, new, 1)
    refusal = refusal_of(lambda: payments(tmp_path, data))
    assert (refusal.file, refusal.row, refusal.column) == ("PFREV25D.txt", row, column)
    assert refusal.found == found


def test_payment_row_with_fewer_cells_than_the_first_is_refused(tmp_path: Path) -> None:
    first, second, *rest = payment_csv().split(b"\r\n")
    cut = b",".join(second.split(b",")[:9])
    refusal = refusal_of(lambda: payments(tmp_path, b"\r\n".join([first, cut, *rest])))
    assert refusal == Refusal("PFREV25D.txt", 2, None, "9 cells", "16 as in the first row")


def test_payment_file_cut_inside_a_quote_is_refused(tmp_path: Path) -> None:
    refusal = refusal_of(lambda: payments(tmp_path, payment_csv()[:150]))
    assert (refusal.row, refusal.expected) == (2, "cells separated by commas")


def test_payment_row_of_another_layout_is_refused(tmp_path: Path) -> None:
    refusal = refusal_of(lambda: payments(tmp_path, b'"2025","01912"\r\n'))
    assert refusal == Refusal("PFREV25D.txt", 1, None, "2 cells", "16, CMS's layout")


def test_payment_row_twice_is_refused(tmp_path: Path) -> None:
    data = payment_csv([*AMOUNTS, AMOUNTS[1]])
    refusal = refusal_of(lambda: payments(tmp_path, data))
    assert (refusal.row, refusal.found) == (3, "Y0004 26 of 01912-05 again (first in row 2)")


@pytest.mark.parametrize(
    ("old", "new", "length"), [(b"Y0004 ", b" Y0004 ", 39), (b"    150.69", b"", 28)]
)
def test_capped_text_line_of_another_length_is_refused(
    tmp_path: Path, old: bytes, new: bytes, length: int
) -> None:
    data = oppscap_txt(CAPS).replace(old, new, 1)
    refusal = refusal_of(lambda: oppscap(tmp_path, data, ".txt"))
    assert refusal == Refusal(
        "OPPSCAP_Oct.txt", 1, None, f"{length} characters", "38 in every record"
    )


def test_capped_text_line_that_has_shifted_is_refused(tmp_path: Path) -> None:
    data = oppscap_txt(CAPS).replace(b"Y0004   A ", b"Y0004  A  ", 1)
    refusal = refusal_of(lambda: oppscap(tmp_path, data, ".txt"))
    assert refusal == Refusal("OPPSCAP_Oct.txt", 1, "positions 8-8", "'A'", "blanks")


def test_capped_text_file_cut_in_its_last_price_is_refused(tmp_path: Path) -> None:
    refusal = refusal_of(lambda: oppscap(tmp_path, oppscap_txt(CAPS)[:-3], ".txt"))
    assert (refusal.row, refusal.found) == (2, "37 characters")
