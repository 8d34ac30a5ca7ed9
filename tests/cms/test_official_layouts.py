"""Payment files as they come: CMS's sixteen cells, and copies with headings of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import AMOUNTS, csv_bytes, payment_csv, xlsx_bytes
from makers.members import member
from makers.published import COPY_HEADINGS, OHIO_2020, copied
from makers.refusals import Refusal, refusal_of
from openrvu.cms.official import read_official
from openrvu.schedule.official import OfficialAmount

Read = Callable[..., tuple[OfficialAmount, ...]]

_NAMED = [replace(amount, row=amount.row + 1) for amount in OHIO_2020]
#: CMS's cells, split for tests that put them another way.
_CELLS = [
    [cell.strip('"') for cell in line.split(",")]
    for line in payment_csv().decode().splitlines()[: len(AMOUNTS)]
]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read bytes as a file of a name; a .csv named as CMS names none, unless said otherwise."""

    def reading(data: bytes | str, name: str = "ohio.csv") -> tuple[OfficialAmount, ...]:
        return read_official(member(tmp_path, name, data if isinstance(data, bytes) else _b(data)))

    return reading


def _b(text: str) -> bytes:
    return text.encode()


def _lines(*rows: list[str], between: str = ",") -> str:
    return "".join(between.join(row) + "\r\n" for row in rows)


@pytest.mark.parametrize("suffix", [".txt", ".csv"])
def test_cms_file_without_a_heading_comes_back_row_by_row(read: Read, suffix: str) -> None:
    assert read(payment_csv(OHIO_2020), f"PFALL20{suffix}") == OHIO_2020


def test_a_workbook_without_a_heading_is_read_by_position(read: Read) -> None:
    grid = [
        [cell.strip('"') for cell in line.split(",")]
        for line in payment_csv(OHIO_2020).decode().splitlines()
    ]
    assert read(xlsx_bytes(grid), "PFALL20.xlsx") == OHIO_2020


@pytest.mark.parametrize("suffix", [".txt", ".csv", ".xlsx"])
def test_columns_in_another_order_are_found_by_their_headings(read: Read, suffix: str) -> None:
    data = xlsx_bytes(copied()) if suffix == ".xlsx" else csv_bytes(copied())
    assert list(read(data, f"ohio{suffix}")) == _NAMED


@given(order=st.permutations(range(len(COPY_HEADINGS))))
def test_any_order_of_columns_gives_the_same_amounts(scratch: Path, order: list[int]) -> None:
    shuffled = [[row[at] for at in order] for row in copied(OHIO_2020[:3])]
    found = read_official(member(scratch, "ohio.csv", csv_bytes(shuffled)))
    assert list(found) == _NAMED[:3]


def test_columns_that_say_nothing_of_amounts_may_stand_between(read: Read) -> None:
    grid = [["", "State", *row, "Remark"] for row in copied()[:1]]
    grid += [[str(at), "OH", *row, "-"] for at, row in enumerate(copied()[1:], 1)]
    assert list(read(csv_bytes(grid))) == _NAMED


@pytest.mark.parametrize(
    ("nonfacility", "facility"),
    [
        ("Non-Facility Price", "Facility Price"),
        ("NON FAC FEE", "FAC FEE"),
        ("nonfacility_amount", "facility_amount"),
        ("Non-Facility Fee Schedule Amount", "Facility Fee Schedule Amount"),
        ("2020 Payment Non-Facility", "2020 Payment Facility"),
        ("Non Facility", "Faclility"),
    ],
)
def test_fees_are_found_under_the_words_that_headings_use(
    read: Read, nonfacility: str, facility: str
) -> None:
    head = ["CPT/HCPCS", "MAC", "Loc", facility, "Facility Limiting Charge", nonfacility]
    (found,) = read(_lines(head, ["99213", "15202", "0", "51.20", "55.94", "93.01"]))
    assert (found.nonfacility, found.facility) == (Decimal("93.01"), Decimal("51.20"))
    assert (found.code, found.carrier, found.locality) == ("99213", "15202", "00")
    assert (found.year, found.modifier, found.opps_facility) == (None, "", None)


def test_two_columns_of_therapy_amounts_of_one_name_are_offices_and_institutions(
    read: Read,
) -> None:
    head = ["HCPCS Code", "Carrier", "Locality", "Non-Facility Fee", "Facility Fee"]
    same = "50% Therapy Reduction Amount"
    (found,) = read(
        _lines([*head, same, same], ["97110", "15202", "00", "30.21", "30.21", "23.60", "23.61"])
    )
    assert (found.therapy_nonfacility, found.therapy_facility) == (
        Decimal("23.60"),
        Decimal("23.61"),
    )


def test_the_filler_may_be_left_out_without_a_heading(read: Read) -> None:
    without = [[*cells[:7], *cells[8:]] for cells in _CELLS]
    assert read(_lines(*without), "PFALL25.txt") == AMOUNTS


@pytest.mark.parametrize("separator", ["\t", ";", "|"])
@pytest.mark.parametrize("suffix", [".txt", ".csv"])
def test_another_separator_than_a_comma_is_told_by_the_file(
    read: Read, separator: str, suffix: str
) -> None:
    assert read(_lines(*_CELLS, between=separator), f"PFALL25{suffix}") == AMOUNTS


def test_spaces_after_the_commas_are_no_part_of_the_cells(read: Read) -> None:
    assert read(payment_csv().replace(b'","', b'", "')) == AMOUNTS


def test_a_year_of_two_digits_is_of_this_century(read: Read) -> None:
    short = [["25", *cells[1:]] for cells in _CELLS]
    assert read(_lines(*short), "PFALL25.txt") == AMOUNTS


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("$1,339.81", "1339.81"),
        ("$ 93.01", "93.01"),
        ("1339.81", "1339.81"),
        ("0001339.81", "1339.81"),
        ("134.5", "134.50"),
        ("NA", "0.00"),
        ("9999999.99", "0.00"),
        ("9999999", "0.00"),
    ],
)
def test_an_amount_is_read_as_it_is_written(read: Read, cell: str, amount: str) -> None:
    cells = [*_CELLS[0]]
    cells[5] = f'"{cell}"'
    (found,) = read(_lines(cells))
    assert found.nonfacility == Decimal(amount)


@pytest.mark.parametrize("cell", ["1,33.81", "$", "€5.00", "(5.00)", "5.0.0"])
def test_an_amount_written_in_no_known_way_is_refused(read: Read, cell: str) -> None:
    cells = [*_CELLS[0]]
    cells[5] = f'"{cell}"'
    refusal = refusal_of(lambda: read(_lines(cells)))
    assert (refusal.row, refusal.column, refusal.found) == (1, "NON-FACILITY FEE", repr(cell))


@pytest.mark.parametrize(
    ("cell", "modifier"),
    [("none", ""), ("NA", ""), ("00", ""), ("tc", "TC"), ("26", "26"), ("", "")],
)
def test_a_modifier_may_be_written_in_the_ways_of_copies(
    read: Read, cell: str, modifier: str
) -> None:
    cells = [*_CELLS[0]]
    cells[4] = cell
    assert [found.modifier for found in read(_lines(cells))] == [modifier]


def test_a_code_of_digits_gets_its_leading_zeros_back(read: Read) -> None:
    cells = [*_CELLS[0]]
    cells[3] = "100"
    assert [found.code for found in read(_lines(cells))] == ["00100"]


def test_carrier_and_locality_may_stand_in_one_column(read: Read) -> None:
    head = ["HCPCS Code", "Modifier", "MAC Locality", "Non-Facility Price", "Facility Price"]
    (found,) = read(_lines(head, ["99213", "", "0441299", "114.05", "72.10"]))
    assert (found.carrier, found.locality) == ("04412", "99")
    refusal = refusal_of(lambda: read(_lines(head, ["99213", "", "99", "114.05", "72.10"])))
    expected = "7 digits, carrier and locality (there is no column of carriers)"
    assert refusal == Refusal("ohio.csv", 2, "LOCALITY", "'99'", expected)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_notes_after_the_amounts_are_left_out(read: Read, suffix: str) -> None:
    notes = [["TRL- MADE UP FOR TESTS."], [""], ["Made up, all of it"], ["* no figure is real"]]
    grid = [*copied(), *notes]
    data = xlsx_bytes(grid) if suffix == ".xlsx" else csv_bytes(grid)
    assert list(read(data, f"ohio{suffix}")) == _NAMED


def test_headings_of_unknown_words_in_cms_order_are_no_hindrance(read: Read) -> None:
    head = ["Year", "Carrier Number", "LOCALITY", "CPT", "MOD1", "RATE A", "RATE B", "Filler"]
    head += [""] * 8
    assert [a.nonfacility for a in read(_lines(head, *_CELLS))] == [a.nonfacility for a in AMOUNTS]


@pytest.mark.parametrize(
    ("head", "row", "column", "found", "expected"),
    [
        (
            "Locality,HCPCS,Carrier,Facility Fee",
            1,
            "NON-FACILITY FEE",
            "no such column heading",
            "the headings of CMS's file",
        ),
        (
            "Locality,HCPCS,Facility Fee,Non-Facility Fee,Facility Price",
            1,
            "FACILITY FEE",
            "a second such column",
            "each column once",
        ),
        (
            "Locality,HCPCS,Carrier,Facility Fee,Non-Facility Fee",
            2,
            None,
            "4 cells",
            "5 as in the heading",
        ),
    ],
)
def test_a_heading_that_does_not_fit_is_refused(
    read: Read, head: str, row: int, column: str | None, found: str, expected: str
) -> None:
    width = 4 if row == 2 else head.count(",") + 1
    cells = ["00", "99213", "15202", "51.20", "93.01"][:width]
    refusal = refusal_of(lambda: read(_lines(head.split(","), cells)))
    assert refusal == Refusal("ohio.csv", row, column, found, expected)


def test_an_oppscap_file_with_a_space_or_a_dollar_more_is_read(read: Read) -> None:
    head = "HCPCS,MOD,PROC STAT,CARRIER,LOCALITY,FACILITY PRICE,NON-FACILITY PRICE"
    (found,) = read(f"{head}\r\n71550,TC,A,1112,64,$281.29,$281.29\r\n", "OPPSCAP_Oct.csv")
    assert (found.capped, found.carrier, found.facility) == (True, "01112", Decimal("281.29"))


def test_a_payment_file_whose_heading_begins_like_an_oppscap_files_is_no_such_file(
    read: Read,
) -> None:
    head = ["HCPCS", "Carrier", "Locality", "Facility Price", "Non-Facility Price", "Year"]
    (found,) = read(_lines(head, ["99213", "15202", "00", "51.20", "93.01", "2020"]))
    assert (found.capped, found.year) == (False, 2020)
