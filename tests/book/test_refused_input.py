"""Every bad input that a person may bring: one clear message, and the book is left as it was."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from makers import (
    COLUMN_AT_2026,
    FIRST_ROW,
    SERVICES,
    Grid,
    Sheet,
    csv_bytes,
    gpci_grid,
    pprrvu_csv,
    pprrvu_grid,
    priced,
    release_files,
    zip_bytes,
    zip_file,
)
from makers.refusals import GET_AGAIN, OWN_FILE, Refusal, refusal_of
from makers.snapshots import snapshot
from openrvu.book.collection import Collection

NAME = "rvu26d.zip"
TABLE, QPP = "PPRRVU2026_Oct_nonQPP.csv", "PPRRVU2026_Oct_QPP.csv"
ROW = FIRST_ROW + 2
SHEET = Sheet(rows=priced(SERVICES), factor="33.4009", year=2026, columns=32)
NUMBER = "a number with at most 2 digits after the point"
PLAIN = "plain text in UTF-8 or Windows-1252"
RESAVE = "Give CMS's own file, or save it again as CSV (comma delimited)"

Make = Callable[[Path], Path]


def raw(data: bytes) -> Make:
    """These bytes under the name of the archive."""

    def make(folder: Path) -> Path:
        (folder / NAME).write_bytes(data)
        return folder / NAME

    return make


def packed(**changes: bytes | None) -> Make:
    """The files of RVU26D with some replaced, added or (None) left out, in a zip."""

    def make(folder: Path) -> Path:
        files = {**release_files(qpp=QPP_KEY in changes), **_by_name(changes)}
        return zip_file(folder / NAME, {n: data for n, data in files.items() if data is not None})

    return make


QPP_KEY = "qpp"
_NAMES = {"table": TABLE, QPP_KEY: QPP, "gpci": "GPCI2026.csv"}


def _by_name(changes: dict[str, bytes | None]) -> dict[str, bytes | None]:
    return {_NAMES[key]: data for key, data in changes.items()}


def spoilt(change: Callable[[Grid], object]) -> Make:
    """An archive whose relative value file has something changed in its cells."""
    grid = pprrvu_grid(SHEET)
    change(grid)
    return packed(table=csv_bytes(grid))


def cell(column: str, text: str) -> Make:
    """An archive with one cell changed, in the row of Y0001."""
    return spoilt(lambda grid: grid[ROW - 1].__setitem__(COLUMN_AT_2026[column], text))


def member(name: str) -> Make:
    """An archive with one more member of a name."""
    return lambda folder: zip_file(folder / NAME, {**release_files(), name: b"made up"})


def encrypted(folder: Path) -> Path:
    data = bytearray(zip_bytes(release_files()))
    data[data.rindex(TABLE.encode()) - 46 + 8] |= 1
    return raw(bytes(data))(folder)


def bomb(folder: Path) -> Path:
    return zip_file(folder / NAME, {TABLE: bytes(4 << 20)})


def crowd(folder: Path) -> Path:
    return zip_file(folder / NAME, {f"{at}.txt": b"" for at in range(401)})


def liar(folder: Path) -> Path:
    data = zip_bytes(release_files())
    at = data.rindex(TABLE.encode()) - 46 + 24
    stated = int.from_bytes(data[at : at + 4], "little") + 7
    return raw(data[:at] + stated.to_bytes(4, "little") + data[at + 4 :])(folder)


def misnamed(folder: Path) -> Path:
    return zip_file(folder / NAME, release_files("RVU26A"))


WHOLE = zip_bytes(release_files())
CSV = pprrvu_csv(SHEET)
STATED = f"{len(release_files()[TABLE]) + 7:,}"
OUTSIDE = "Do not open this archive; download it again from CMS"


def outside(name: str) -> Refusal:
    found = f"a member that points outside the archive, {name!r}"
    return Refusal(NAME, None, None, found, "plain file names", OUTSIDE)


def at(column: str, found: str, expected: str = NUMBER) -> Refusal:
    """The refusal of a cell in the row of Y0001."""
    return Refusal(TABLE, ROW, column, found, expected, OWN_FILE)


STATUSES = "one of A, B, C, D, E, F, G, H, I, J, M, N, P, R, T, X"
BAD: dict[str, tuple[Make, Refusal]] = {
    "truncated zip": (
        raw(WHOLE[:-30]),
        Refusal(
            NAME,
            None,
            None,
            "a zip that is damaged or breaks off before its end",
            "a whole zip archive",
            f"The download was probably cut short. {GET_AGAIN}",
        ),
    ),
    "HTML saved as a zip": (
        raw(b"<!DOCTYPE html>\n<html><title>License</title></html>"),
        Refusal(
            NAME,
            None,
            None,
            "a web page saved under the name of a zip",
            "a whole zip archive",
            "Open the address in a browser, accept CMS's notice, and save the zip itself",
        ),
    ),
    "empty file": (
        raw(b""),
        Refusal(NAME, None, None, "an empty file", "a whole zip archive", GET_AGAIN),
    ),
    "missing member": (
        packed(table=None),
        Refusal(
            NAME,
            None,
            None,
            "no PPRRVU file (it holds 26LOCCO.csv, ANES2026.csv, GPCI2026.csv, OPPSCAP_Oct.csv)",
            "a file named PPRRVU….csv, .txt or .xlsx",
            GET_AGAIN,
        ),
    ),
    "empty member": (
        packed(table=b""),
        Refusal(TABLE, None, None, "an empty file", PLAIN, RESAVE),
    ),
    "unknown header": (
        spoilt(lambda grid: grid[FIRST_ROW - 1].__setitem__(5, "RVUS")),
        Refusal(
            TABLE,
            FIRST_ROW,
            "6",
            "an unknown heading 'WORK RVUS'",
            "a column of CMS's layout",
            OWN_FILE,
        ),
    ),
    "short row": (
        spoilt(lambda grid: grid[ROW - 1].pop()),
        Refusal(TABLE, ROW, None, "31 cells", "32 in every row", OWN_FILE),
    ),
    "cut in the middle of a row": (
        packed(table=CSV[:-40]),
        Refusal(TABLE, FIRST_ROW + len(SERVICES), None, "21 cells", "32 in every row", OWN_FILE),
    ),
    "duplicated key": (
        spoilt(lambda grid: grid.append(list(grid[ROW - 1]))),
        Refusal(
            TABLE,
            FIRST_ROW + len(SERVICES) + 1,
            "HCPCS",
            f"Y0001 without modifier again (first in row {ROW})",
            "each code and modifier once",
            OWN_FILE,
        ),
    ),
    "two conversion factors": (
        cell("CONV FACTOR", "33.5675"),
        at(
            "CONV FACTOR",
            "a second conversion factor, 33.5675 after 33.4009",
            "one for the whole file (is a QPP file mixed in?)",
        ),
    ),
    "letters in a number": (cell("WORK RVU", "O.97"), at("WORK RVU", "'O.97'")),
    "negative number": (cell("MP RVU", "-0.08"), at("MP RVU", "'-0.08'")),
    "too many digits": (cell("MP RVU", "0.081"), at("MP RVU", "'0.081'")),
    "NaN": (cell("WORK RVU", "NaN"), at("WORK RVU", "'NaN'")),
    "Infinity": (cell("WORK RVU", "Infinity"), at("WORK RVU", "'Infinity'")),
    "exponent": (cell("WORK RVU", "1e3"), at("WORK RVU", "'1e3'")),
    "junk in a number": (cell("WORK RVU", "0.9é"), at("WORK RVU", "'0.9é'")),
    "junk in a code": (
        cell("HCPCS", "Y00é1"),
        at("HCPCS", "'Y00é1'", "a code of five characters"),
    ),
    "unknown indicator": (cell("STATUS CODE", "Z"), at("STATUS CODE", "'Z'", STATUSES)),
    "total that does not add up": (
        cell("FACILITY TOTAL", "1.47"),
        at(
            "FACILITY TOTAL",
            "1.47",
            "1.46, the sum of work, practice expense and malpractice",
        ),
    ),
    "share above 1": (cell("PRE OP", "1.01"), at("PRE OP", "1.01", "a share from 0 to 1")),
    "lost zeros that cannot be told": (
        cell("HCPCS", "2100"),
        at(
            "HCPCS",
            "'2100'",
            "a code of five characters (zeros are lost, and which cannot be told)",
        ),
    ),
    "UTF-16": (
        packed(table=CSV.decode().encode("utf-16")),
        Refusal(
            TABLE,
            None,
            None,
            "bytes of another encoding (UTF-16, or a binary file)",
            PLAIN,
            RESAVE,
        ),
    ),
    "bytes of no encoding": (
        packed(table=CSV.replace(b"Made up service Y0001", b"Made \xe9\x81", 1)),
        Refusal(TABLE, ROW, None, "the byte 0x81", PLAIN, RESAVE),
    ),
    "path above": (member("../x.csv"), outside("../x.csv")),
    "absolute path": (member("/x.csv"), outside("/x.csv")),
    "backslashes": (member("..\\x.csv"), outside("..\\x.csv")),
    "drive letter": (member("C:\\x.csv"), outside("C:\\x.csv")),
    "bomb by count": (
        crowd,
        Refusal(
            NAME,
            None,
            None,
            "401 members",
            "at most 400",
            "This is not an archive of CMS's; do not open it",
        ),
    ),
    "member that lies about its size": (
        liar,
        Refusal(
            f"{NAME}/{TABLE}",
            None,
            None,
            f"another number of bytes than the {STATED} it states",
            "as many bytes as the archive states",
            f"The archive lies about its contents. {GET_AGAIN}",
        ),
    ),
    "encrypted member": (
        encrypted,
        Refusal(
            f"{NAME}/{TABLE}",
            None,
            None,
            "an encrypted member",
            "a file that opens without a password",
            GET_AGAIN,
        ),
    ),
    "QPP file alone": (
        packed(table=None, qpp=release_files(qpp=True)[QPP]),
        Refusal(
            NAME,
            None,
            None,
            f"only the file for qualifying APM participants, {QPP}",
            "the nonQPP relative value file (it may hold both)",
            "Give CMS's whole archive, or the file with nonQPP in its name",
        ),
    ),
    "QPP bytes under the other name": (
        packed(table=release_files(qpp=True)[QPP]),
        Refusal(TABLE, FIRST_ROW + 1, "PRIC IND", "'1'", "one of 9, blank", OWN_FILE),
    ),
    "both files, and they differ": (
        packed(
            qpp=release_files(qpp=True)[QPP].replace(
                b"0.97,1.51,,0.41,,0.08,2.56,1.46", b"0.98,1.51,,0.41,,0.08,2.57,1.47"
            )
        ),
        Refusal(
            QPP,
            None,
            None,
            "Y0001 with other values than the nonQPP file's",
            "the same values with another conversion factor",
            "Download the archive again from CMS; the two files are of different releases",
        ),
    ),
    "GPCI of another year": (
        packed(gpci=csv_bytes(gpci_grid(year=2025))),
        Refusal(
            "GPCI2026.csv",
            None,
            None,
            "figures of 2025",
            "those of 2026, as RVU26D needs",
            "Give the GPCI file of the same year",
        ),
    ),
    "heading of another release than the name": (
        misnamed,
        Refusal(
            NAME,
            None,
            None,
            "the heading of RVU26A",
            "that of RVU26D",
            "The archive holds another release than its name says; check which you mean",
        ),
    ),
}


@pytest.mark.parametrize(("make", "expected"), BAD.values(), ids=BAD)
def test_bad_input_is_refused_and_the_book_is_left_as_it_was(
    tmp_path: Path, collection: Collection, make: Make, expected: Refusal
) -> None:
    path = make(tmp_path)
    before, held = snapshot(tmp_path), collection.held()
    assert refusal_of(lambda: collection.add(path)) == expected
    assert snapshot(tmp_path) == before
    assert collection.held() == held


def test_bomb_by_ratio_is_refused_and_the_book_is_left_as_it_was(
    tmp_path: Path, collection: Collection
) -> None:
    path = bomb(tmp_path)
    before = snapshot(tmp_path)
    size = zipfile.ZipFile(path).infolist()[0].compress_size
    assert refusal_of(lambda: collection.add(path)) == Refusal(
        f"{NAME}/{TABLE}",
        None,
        None,
        f"4,194,304 bytes packed into {size:,}",
        "at most 200 to 1, as in CMS's archives",
        "This looks like a zip bomb; download the archive again from CMS",
    )
    assert snapshot(tmp_path) == before


def test_every_bad_input_is_bad_for_the_reason_tested(
    tmp_path: Path, collection: Collection
) -> None:
    added = collection.add(packed()(tmp_path))
    assert added.release is not None
    assert added.release.label == "RVU26D"
