"""Building the book from a folder of archives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from makers import ZIPS, release_zip, zip5_txt, zip_file
from openrvu.book.rebuild import rebuild
from openrvu.book.shelf import Shelf
from openrvu.errors import ReadError, ReleaseConflict


def zip5(folder: Path, name: str = "zip5_oct2025.zip", edition: str = "20254") -> Path:
    areas = zip5_txt(ZIPS).replace(b"20254", edition.encode())
    return zip_file(folder / name, {"ZIP5_OCT2025.txt": areas})


def build(folder: Path, out: Path) -> tuple[bytes, bytes]:
    book, manifest = out / "book.sqlite", out / "manifest.json"
    rebuild(folder, book, manifest)
    return book.read_bytes(), manifest.read_bytes()


@pytest.fixture
def archives(tmp_path: Path) -> Path:
    folder = tmp_path / "cms"
    folder.mkdir()
    for label in ("RVU26D", "RVU24AR", "RVU25D"):
        release_zip(folder, label)
    release_zip(folder, "RVU24A", factor="32.7442")
    zip5(folder)
    return folder


def test_the_same_archives_give_the_same_bytes_twice(archives: Path, tmp_path: Path) -> None:
    assert build(archives, tmp_path / "one") == build(archives, tmp_path / "two")


def test_releases_are_read_in_order_of_force_whatever_their_names(
    archives: Path, tmp_path: Path
) -> None:
    build(archives, tmp_path / "out")
    labels = [release.label for release in Shelf(tmp_path / "out" / "book.sqlite").releases]
    assert labels == ["RVU24A", "RVU24AR", "RVU25D", "RVU26D"]


def test_the_manifest_names_every_source_with_size_hash_and_counts(
    archives: Path, tmp_path: Path
) -> None:
    release_zip(archives, "RVU24B", without=("ANES", "OPPSCAP"))
    _, manifest = build(archives, tmp_path / "out")
    sources = {source["release"]: source for source in json.loads(manifest)["sources"]}
    assert next(iter(sources)) == "ZIP5 20254"
    partial = sources["RVU24B"]
    assert partial["bytes"] == (archives / "rvu24b.zip").stat().st_size
    assert (len(partial["sha256"]), partial["localities"]) == (64, 5)
    assert partial["lacks"] == ["ANES", "OPPSCAP"]
    assert sources["RVU24A"]["rows"] > 0


def test_the_newest_zip_file_counts(archives: Path, tmp_path: Path) -> None:
    zip5(archives, "zip5_a.zip", "20261")
    build(archives, tmp_path / "out")
    assert Shelf(tmp_path / "out" / "book.sqlite").zip_edition == "20261"


def test_progress_is_told_before_each_archive(archives: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    rebuild(
        archives,
        tmp_path / "book.sqlite",
        tmp_path / "manifest.json",
        lambda done, count, name: told.append((done, count, name)),
    )
    assert [name for _, _, name in told] == [
        "zip5_oct2025.zip",
        "rvu24a.zip",
        "rvu24ar.zip",
        "rvu25d.zip",
        "rvu26d.zip",
    ]
    assert [(done, count) for done, count, _ in told] == [(at, 5) for at in range(5)]


def test_one_refused_archive_leaves_the_old_book_as_it_was(archives: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    before = build(archives, out)
    (archives / "rvu25d.zip").write_bytes(b"PK\x03\x04 cut short")
    with pytest.raises(ReadError, match=r"rvu25d\.zip"):
        build(archives, out)
    assert ((out / "book.sqlite").read_bytes(), (out / "manifest.json").read_bytes()) == before
    assert sorted(path.name for path in out.iterdir()) == ["book.sqlite", "manifest.json"]


def test_two_archives_of_one_release_are_refused(archives: Path, tmp_path: Path) -> None:
    (archives / "rvu25d-updated.zip").write_bytes((archives / "rvu25d.zip").read_bytes())
    with pytest.raises(ReleaseConflict, match="RVU25D twice"):
        build(archives, tmp_path / "out")


@pytest.mark.parametrize("name", ["empty", "nowhere"])
def test_a_folder_without_archives_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError, match=r"no (such folder|archive of a release)"):
        build(tmp_path / name, tmp_path / "out")


@pytest.mark.cms
def test_the_bundled_book_is_what_the_archives_give(cms_dir: Path, tmp_path: Path) -> None:
    from openrvu.book.manifest import content_digest
    from openrvu.book.places import bundled_path

    build(cms_dir, tmp_path)
    assert content_digest(tmp_path / "book.sqlite") == content_digest(bundled_path())
