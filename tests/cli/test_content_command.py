"""``rvu content``: check, report and sample."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from makers import release_zip, service

Ask = Callable[..., dict[str, Any]]
Run = Callable[..., Result]

ENTRY = """\
[[code]]
code = "76000"
title = "Fluoroscopy, up to one hour"
also_known_as = ["fluoro", "live x-ray"]
description = "Moving x-ray images watched live for up to one hour."
plain = "A live x-ray movie."
context = "Used when fluoroscopy is the service itself."
specialties = ["Radiology"]
related = ["77001"]
"""
READ = 'written = 2026-11-23\nchecked_against = "RVU26C"\nchecked_by = "second reader"\n'


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of its own, and no archive."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OPENRVU_CMS_DIR", raising=False)


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """A folder with one draft."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "a.toml").write_text(ENTRY, "utf-8")
    return folder


def test_a_draft_passes_as_a_draft_and_what_was_not_compared_is_said(
    run: Run, drafts: Path
) -> None:
    result = run("content", "check", str(drafts), "--draft")
    assert result.exit_code == 0
    assert "1 entries, 0 problems" in result.stdout
    assert "Nothing was compared with CMS's descriptors" in result.stdout


def test_without_draft_the_second_reading_is_missing(run: Run, drafts: Path) -> None:
    result = run("content", "check", str(drafts))
    assert result.exit_code == 1
    assert "a.toml, 76000 [entry]: checked_by is missing or empty" in result.stdout


def test_the_texts_of_the_project_are_checked_where_no_path_is_given(
    run: Run, tmp_path: Path
) -> None:
    assert "content/codes" in run("content", "check").stderr
    folder = tmp_path / "content" / "codes"
    folder.mkdir(parents=True)
    (folder / "a.toml").write_text(ENTRY + READ, "utf-8")
    assert run("content", "check").exit_code == 0


def test_problems_are_given_as_data_with_file_code_and_check(run: Run, drafts: Path) -> None:
    (drafts / "a.toml").write_text(ENTRY.replace("A live x-ray movie.", "A cure."), "utf-8")
    (drafts / "b.toml").write_text(ENTRY.replace("76000", "7600Z"), "utf-8")
    result = run("content", "check", str(drafts / "b.toml"), "--draft", "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["descriptors"] is None
    assert found["counts"] == {"code": 1}
    assert [(p["file"], p["code"], p["check"]) for p in found["problems"]] == [
        ("b.toml", "7600Z", "code")
    ]


def test_names_beside_are_taken(run: Run, drafts: Path) -> None:
    other = drafts.parent / "other.toml"
    other.write_text(ENTRY.replace("76000", "99213"), "utf-8")
    result = run("content", "check", str(drafts), "--draft", "--beside", str(other))
    assert result.exit_code == 1
    assert "[title]" in result.stdout


def test_an_excuse_answers_a_check(run: Run, drafts: Path, tmp_path: Path) -> None:
    (drafts / "a.toml").write_text(ENTRY.replace("A live x-ray movie.", "A live movie"), "utf-8")
    excused = tmp_path / "excused.toml"
    excused.write_text('[[excused]]\ncode = "76000"\ncheck = "sentence"\nreason = "r"\n', "utf-8")
    args = ("content", "check", str(drafts), "--draft")
    assert run(*args).exit_code == 1
    assert run(*args, "--excused", str(excused)).exit_code == 0


def test_an_archive_of_ones_own_is_compared_with_and_never_printed(
    run: Run, drafts: Path, tmp_path: Path
) -> None:
    archive = release_zip(tmp_path, "RVU26D", rows=(service("Y0001"),))
    result = run("content", "check", str(drafts), "--draft", "--cms", str(archive))
    assert result.exit_code == 0
    assert "Checked against the descriptors of rvu26d.zip." in result.stdout
    assert "Made up service" not in result.stdout


def test_the_report_counts_sections_readings_and_excuses(run: Run, drafts: Path) -> None:
    result = run("content", "report", str(drafts), "--record", str(drafts))
    assert result.exit_code == 0
    line = next(each for each in result.stdout.splitlines() if "Diagnostic imaging" in each)
    assert line.split()[-7:-5] == ["1", "0"]


def test_the_report_is_the_same_as_data(ask: Ask, drafts: Path) -> None:
    (drafts / "second-reading.toml").write_text(
        '[[reading]]\narea = "All"\nread = 3\nright = 1\nmended = 2\ndropped = 0\n'
        "on = 2026-11-23\n",
        "utf-8",
    )
    found = ask("content", "report", str(drafts / "a.toml"), "--record", str(drafts))
    assert found["total"]["written"] == 1
    assert found["total"]["working_written"] == 1
    assert found["mended"] == 2
    assert [reading["area"] for reading in found["readings"]] == ["All"]


def test_a_sample_stands_beside_descriptors_and_comes_again_by_its_seed(
    run: Run, drafts: Path, tmp_path: Path
) -> None:
    archive = str(release_zip(tmp_path, "RVU26D", rows=(service("76000"),)))
    args = ("content", "sample", "5", str(drafts), "--cms", archive)
    first, again = run(*args, "--seed", "7"), run(*args, "--seed", "7")
    assert first.exit_code == 0
    assert first.stdout == again.stdout
    assert "76000  Fluoroscopy, up to one hour" in first.stdout
    assert "Made up service 76000" in first.stdout
    assert "1 of 1 entries, seed 7" in first.stdout


def test_a_sample_needs_descriptors(run: Run, drafts: Path) -> None:
    result = run("content", "sample", "5", str(drafts))
    assert result.exit_code == 1
    assert "rvu: Nothing was compared" in result.stderr
