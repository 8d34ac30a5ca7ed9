"""What a person may give: a zip, a folder, a file; and which tables are found in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from makers import (
    SERVICES,
    pprrvu_xlsx,
    release_files,
    release_folder,
    release_zip,
    zip_bytes,
    zip_file,
)
from makers.refusals import GET_AGAIN, Refusal, refusal_of
from openrvu.cms import archive
from openrvu.cms.package import open_package, sha256_of
from openrvu.cms.pprrvu import read_pprrvu
from openrvu.cms.release import read_release

NAME = "rvu26d.zip"


TABLE = "PPRRVU2026_Oct_nonQPP.csv"


def written(folder: Path, data: bytes, name: str = NAME) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refused(path: Path) -> Refusal:
    return refusal_of(lambda: read_release(path))


def test_nothing_at_the_path_is_refused(tmp_path: Path) -> None:
    path = tmp_path / NAME
    assert refused(path) == Refusal(
        str(path),
        None,
        None,
        "no such file or folder",
        "a CMS zip, a folder of its files, or one of them",
        "Check the path",
    )


def test_member_in_a_folder_of_the_archive_is_read(tmp_path: Path) -> None:
    files = {f"RVU26D/{name}": data for name, data in release_files().items()}
    contents = read_release(zip_file(tmp_path / NAME, files))
    assert len(contents.rows) == len(SERVICES)


def test_leftovers_of_other_systems_are_passed_over(tmp_path: Path) -> None:
    extra = {f"__MACOSX/._{TABLE}": b"\0", f"~${TABLE}": b"\0", "RVU26D.pdf": b"%PDF", "a/": b""}
    contents = read_release(zip_file(tmp_path / NAME, {**release_files(), **extra}))
    assert len(contents.rows) == len(SERVICES)


def test_missing_member_is_refused_with_what_is_there(tmp_path: Path) -> None:
    path = release_zip(tmp_path, without=("PPRRVU", "LOCCO", "OPPSCAP"))
    assert refused(path) == Refusal(
        NAME,
        None,
        None,
        "no PPRRVU file (it holds ANES2026.csv, GPCI2026.csv)",
        "a file named PPRRVU….csv, .txt or .xlsx",
        GET_AGAIN,
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("PPRRVU2026_Oct_nonQPP.csv", "PPRRVU"),
        ("PPRRVU2026_Oct_QPP.xlsx", "QPP"),
        ("PPRRVU24_JAN.csv", "PPRRVU"),
        ("gpci2026.TXT", "GPCI"),
        ("26LOCCO.xlsx", "LOCCO"),
        ("ANES2026.csv", "ANES"),
        ("japanese.csv", ""),
        ("OPPSCAP_Oct.csv", "OPPSCAP"),
        ("ZIP5_OCT2025.txt", "ZIP5"),
        ("ZIP5lyout.txt", ""),
        ("PFREV25C.txt", "PAYMENT"),
        ("profits.csv", ""),
    ],
)
def test_kind_of_a_file_is_told_by_its_name(tmp_path: Path, name: str, kind: str) -> None:
    (only,) = open_package(written(tmp_path, b"made up", name)).members
    assert only.kind == kind


def test_two_files_of_one_kind_are_refused(tmp_path: Path) -> None:
    files = release_files()
    files["old/PPRRVU2026_Jul_nonQPP.csv"] = files[TABLE]
    assert refused(zip_file(tmp_path / NAME, files)) == Refusal(
        NAME,
        None,
        None,
        f"two PPRRVU files, {TABLE} and PPRRVU2026_Jul_nonQPP.csv",
        "one PPRRVU file of each format",
        "Keep the file of the release you mean and remove the other",
    )


def test_folder_and_zip_read_the_same(tmp_path: Path) -> None:
    files = release_files(qpp=True)
    folder = release_folder(tmp_path / "rvu26d", files)
    from_folder, from_zip = read_release(folder), read_release(zip_file(tmp_path / NAME, files))
    assert from_folder.rows == from_zip.rows
    assert from_folder.localities == from_zip.localities
    assert from_folder.release.archive == "rvu26d"


def test_folder_is_known_by_its_own_name_where_it_is_given_as_a_dot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(release_folder(tmp_path / "rvu26d", release_files()))
    assert read_release(Path()).release.archive == "rvu26d"


def test_hash_of_a_folder_is_of_its_tables_alone(tmp_path: Path) -> None:
    folder = release_folder(tmp_path / "rvu26d", release_files())
    before = sha256_of(folder)
    (folder / "notes.docx").write_bytes(b"mine")
    assert sha256_of(folder) == before
    (folder / TABLE).rename(folder / f"x{TABLE}")
    assert sha256_of(folder) != before


def test_single_file_is_read_and_lacks_the_rest(tmp_path: Path) -> None:
    path = written(tmp_path, release_files()[TABLE], TABLE)
    contents = read_release(path)
    assert contents.release.label == "RVU26D"
    assert contents.release.lacks == ("GPCI", "LOCCO", "ANES", "OPPSCAP")
    assert contents.localities == ()


def test_single_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, release_files()["GPCI2026.csv"], "GPCI2026.csv")
    assert refused(path) == Refusal(
        "GPCI2026.csv",
        None,
        None,
        "no PPRRVU file (it holds GPCI2026.csv)",
        "a file named PPRRVU….csv, .txt or .xlsx",
        "Give CMS's whole archive, such as rvu26d.zip",
    )


@pytest.mark.parametrize("name", ["table.XLSX", "PPRRVU2025_Oct.XLSX"])
def test_workbook_is_one_file_however_its_name_is_written(tmp_path: Path, name: str) -> None:
    (only,) = open_package(written(tmp_path, pprrvu_xlsx(), name)).members
    assert only.suffix == ".xlsx"
    assert read_pprrvu(only).rows == SERVICES


def test_zip_under_another_name_is_opened_as_one(tmp_path: Path) -> None:
    path = written(tmp_path, zip_bytes(release_files()), "rvu26d.download")
    assert len(read_release(path).rows) == len(SERVICES)


def test_file_that_the_system_will_not_open_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / NAME  # a folder is one that not even root can read as a file
    folder.mkdir()
    refusal = refusal_of(lambda: archive.read_file(folder))
    assert refusal == Refusal(
        NAME,
        None,
        None,
        "a file that cannot be opened (Is a directory)",
        "a readable file",
        "Check the path and its permissions",
    )


def test_plain_file_larger_than_any_of_cms_is_refused(tmp_path: Path) -> None:
    path = tmp_path / TABLE
    with path.open("wb") as file:
        file.truncate(archive.MAX_MEMBER_BYTES + 1)
    refusal = refused(path)
    assert refusal.found == f"{archive.MAX_MEMBER_BYTES + 1:,} bytes unpacked"
