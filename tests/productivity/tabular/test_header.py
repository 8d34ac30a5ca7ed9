"""Headings: below banners, in one row or two, never a row of data."""

from __future__ import annotations

from openrvu.productivity.tabular.header import find_header
from openrvu.productivity.tabular.read import read_table
from openrvu.productivity.tabular.table import Row
from productivity.tabular.books import workbook


def _rows(*rows: str) -> list[Row]:
    """Rows written with ``|`` between cells; an empty line counts and is no row."""
    return [Row(n, tuple(row.split("|"))) for n, row in enumerate(rows, 1) if row.strip("|")]


def test_headings_are_found_below_a_title_and_a_licence() -> None:
    found = find_header(
        _rows("Invented Survey 2031", "Licensed to|A Clinic", "", "Specialty|P25|P50", "A|10|20")
    )
    assert found is not None
    assert (found.names, found.rows) == (("Specialty", "P25", "P50"), (4,))
    assert found.banner == ("Invented Survey 2031", "Licensed to A Clinic")


def test_names_above_percentiles_are_joined_with_them() -> None:
    found = find_header(
        _rows(
            "Specialty|Total Compensation|||Work RVUs||",
            "|25th|50th|75th|25th|50th|75th",
            "A|1,000|2,000|3,000|100|200|300",
        )
    )
    assert found is not None
    assert found.rows == (1, 2)
    assert found.names == (
        "Specialty",
        "Total Compensation 25th",
        "Total Compensation 50th",
        "Total Compensation 75th",
        "Work RVUs 25th",
        "Work RVUs 50th",
        "Work RVUs 75th",
    )


def test_bare_numbers_of_percentiles_are_headings_too() -> None:
    found = find_header(_rows("Specialty|Region|wRVU||", "||10|50|90", "A|South|1000|2000|3000"))
    assert found is not None
    assert found.names == ("Specialty", "Region", "wRVU 10", "wRVU 50", "wRVU 90")


def test_names_over_few_columns_do_not_make_the_upper_row_the_headings_alone() -> None:
    found = find_header(_rows("A|B|C|Pay|", "|||p50|p90", "x|y|z|100|200"))
    assert found is not None
    assert found.names == ("A", "B", "C", "Pay p50", "Pay p90")


def test_a_row_of_data_below_a_column_without_a_name_is_no_heading() -> None:
    found = find_header(_rows("Name||Note", "Ann|12|fine", "Bea|13|fine"))
    assert found is not None
    assert (found.names, found.rows) == (("Name", "", "Note"), (1,))


def test_a_table_without_headings_has_none() -> None:
    assert find_header(_rows("2026-03-02|99213|1", "2026-03-03|99214|1")) is None


def test_headings_beyond_the_first_twenty_rows_are_not_found() -> None:
    banner = ["a title"] * 20
    assert find_header(_rows(*banner[:-1], "a|b|c", "1.5|2.5|3.5")) is not None
    assert find_header(_rows(*banner, "a|b|c", "1.5|2.5|3.5")) is None


def test_one_column_is_a_table() -> None:
    assert read_table(b"code\n99213\n99214\n", "x").header == ("code",)


def test_merged_headings_of_a_workbook_are_joined() -> None:
    data = workbook(
        {
            "Data": [
                ["Invented figures, for a test"],
                ["Specialty", "Total Compensation", None, "Work RVUs", None],
                [None, "25th", "Median", "25th", "Median"],
                ["Cardiology", 1000, 2000, 100, 200],
            ]
        }
    )
    table = read_table(data, "x")
    assert table.header_rows == (2, 3)
    assert table.header[1:3] == ("Total Compensation 25th", "Total Compensation Median")
    assert table.rows[0].cells == ("Cardiology", "1000", "2000", "100", "200")
