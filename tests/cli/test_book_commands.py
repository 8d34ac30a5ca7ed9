"""``rvu book``: what the book holds, and building it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from makers import release_zip, zip5_txt, zip_file
from openrvu.book.shelf import Shelf

Ask = Callable[..., dict[str, Any]]
Run = Callable[..., Result]


@pytest.fixture
def archives(tmp_path: Path) -> Path:
    folder = tmp_path / "cms"
    folder.mkdir()
    release_zip(folder, "RVU25D")
    release_zip(folder, "RVU26D")
    zip_file(folder / "zip5_oct2025.zip", {"ZIP5_OCT2025.txt": zip5_txt()})
    return folder


def test_info_lists_every_release_with_days_factors_and_hash(ask: Ask) -> None:
    found = ask("book", "info")
    newest = found["releases"][-1]
    assert (newest["label"], newest["first"], newest["last"]) == (
        "RVU26C",
        "2026-07-01",
        "2026-09-30",
    )
    assert (newest["conversion_factor"], newest["qp_conversion_factor"]) == ("33.4009", "33.5675")
    assert len(newest["sha256"]) == 64
    assert len(found["releases"]) >= 22


def test_info_is_a_plain_table_when_piped(run: Run) -> None:
    out = run("book", "info").stdout
    assert "RVU24AR  2024-03-09  2024-03-31  rvu24ar.zip" in out
    assert "\x1b" not in out


def test_build_writes_book_and_manifest_and_reports_each_archive(
    run: Run, archives: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    result = run("book", "build", "--from", str(archives), "--out", str(out))
    assert result.exit_code == 0, result.output
    assert [r.label for r in Shelf(out / "book.sqlite").releases] == ["RVU25D", "RVU26D"]
    listed = json.loads((out / "manifest.json").read_text("utf-8"))["sources"]
    assert [source["name"] for source in listed] == [
        "zip5_oct2025.zip",
        "rvu25d.zip",
        "rvu26d.zip",
    ]
    assert "[2/3] rvu25d.zip" in result.stderr


def test_the_folder_of_archives_may_come_from_the_environment(
    run: Run, archives: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENRVU_CMS_DIR", str(archives))
    assert run("book", "build", "--out", str(tmp_path / "out")).exit_code == 0


def test_a_refused_archive_leaves_the_old_book_as_it_was(
    run: Run, archives: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run("book", "build", "--from", str(archives), "--out", str(out))
    before = (out / "book.sqlite").read_bytes(), (out / "manifest.json").read_bytes()
    (archives / "rvu26d.zip").write_bytes(b"<html></html>")
    result = run("book", "build", "--from", str(archives), "--out", str(out))
    assert result.exit_code == 1
    assert "rvu: rvu26d.zip: found a web page" in result.stderr
    assert ((out / "book.sqlite").read_bytes(), (out / "manifest.json").read_bytes()) == before


def test_a_folder_without_archives_is_refused(run: Run, tmp_path: Path) -> None:
    result = run("book", "build", "--from", str(tmp_path), "--out", str(tmp_path))
    assert result.exit_code == 1
    assert "no archive of a release" in result.stderr


def test_text_compiles_the_written_entries(run: Run, tmp_path: Path) -> None:
    content = Path(__file__).parents[2] / "content"
    out = tmp_path / "codes.sqlite"
    result = run("book", "text", "--from", str(content), "--out", str(out))
    assert result.exit_code == 0, result.output
    assert out.stat().st_size > 100_000


def test_text_without_a_folder_of_entries_is_refused(run: Run, tmp_path: Path) -> None:
    result = run("book", "text", "--from", str(tmp_path))
    assert result.exit_code == 1
    assert "no folder codes in it" in result.stderr
