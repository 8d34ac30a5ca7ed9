"""Which file of a zip or folder has the amounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from makers import csv_bytes, oppscap_grid, payment_csv, zip_file
from makers.published import copied
from openrvu.cms.official_member import official_member
from openrvu.cms.package import open_package
from openrvu.errors import ReadError

_PAYMENTS = payment_csv()
_NOTES = b"PF26PA: made up\r\n"


def chosen(folder: Path, files: dict[str, bytes]) -> str:
    return official_member(open_package(zip_file(folder / "given.zip", files))).name


def test_a_payment_file_comes_before_an_oppscap_file(tmp_path: Path) -> None:
    files = {"OPPSCAP_Oct.csv": csv_bytes(oppscap_grid()), "PFALL25.txt": _PAYMENTS}
    assert chosen(tmp_path, files) == "PFALL25.txt"


def test_of_two_payment_files_the_one_with_amounts_is_taken(tmp_path: Path) -> None:
    assert chosen(tmp_path, {"PF25PA.txt": _NOTES, "PFALL25.txt": _PAYMENTS}) == "PFALL25.txt"


def test_a_file_of_any_name_is_told_by_its_contents(tmp_path: Path) -> None:
    files = {"a.txt": _NOTES, "ohio.csv": csv_bytes(copied()), "page.csv": b"a,b\r\n1,2\r\n"}
    assert chosen(tmp_path, files) == "ohio.csv"


def test_a_file_alone_is_taken_whatever_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "any.txt"
    path.write_bytes(_NOTES)
    assert official_member(open_package(path)).name == "any.txt"


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"a.csv": _PAYMENTS, "b.csv": _PAYMENTS}, "more than one file of amounts, a.csv and b"),
        ({"PF25A.txt": _PAYMENTS, "PF25B.txt": _PAYMENTS}, "two PAYMENT files, PF25A.txt and PF"),
        ({"GPCI2025.csv": b"", "25LOCCO.csv": b""}, "no file of amounts"),
    ],
)
def test_where_it_cannot_be_told_which_it_is_refused(
    tmp_path: Path, files: dict[str, bytes], found: str
) -> None:
    with pytest.raises(ReadError, match=found):
        chosen(tmp_path, files)
