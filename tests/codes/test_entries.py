from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from openrvu.codes.entries import Entry, Problem, Tip, check_codes, load_entries

FLUOROSCOPY = """\
[[code]]
code = "76000"
title = "Fluoroscopy, up to one hour"
also_known_as = ["fluoro", "live x-ray"]
description = "Moving x-ray images watched live."
plain = "A live x-ray movie."
context = "Used when fluoroscopy is the service itself."
specialties = ["Radiology"]
related = ["77001"]
tips = [{text = "A fact.", source = "Where it stands"}]
written = 2026-11-23
checked_against = "RVU26C"
checked_by = "second reader"
"""


def load(folder: Path, text: str | bytes) -> tuple[list[Entry], list[str]]:
    """The entries of one file, and its problems as a person reads them."""
    file = folder / "made.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    entries, problems = load_entries(folder)
    return entries, [str(problem) for problem in problems]


def test_an_entry_is_read_whole(tmp_path: Path) -> None:
    entries, problems = load(tmp_path, FLUOROSCOPY)
    assert problems == []
    assert entries == [
        Entry(
            code="76000",
            title="Fluoroscopy, up to one hour",
            also_known_as=("fluoro", "live x-ray"),
            description="Moving x-ray images watched live.",
            plain="A live x-ray movie.",
            context="Used when fluoroscopy is the service itself.",
            specialties=("Radiology",),
            related=("77001",),
            tips=(Tip("A fact.", "Where it stands"),),
            written=date(2026, 11, 23),
            checked_against="RVU26C",
            checked_by="second reader",
        )
    ]


def test_tips_may_be_left_out(tmp_path: Path) -> None:
    text = "\n".join(line for line in FLUOROSCOPY.split("\n") if not line.startswith("tips"))
    (entry,), problems = load(tmp_path, text)
    assert problems == []
    assert entry.tips == ()


@pytest.mark.parametrize(
    ("was", "became", "said"),
    [
        ('code = "76000"', 'code = "7600"', "7600: code is not five characters"),
        ('code = "76000"', "code = 76000", "code is not five characters"),
        ('code = "76000"', 'code = "g010!"', "code is not five characters"),
        ("title =", "titel =", "titel is no field of an entry"),
        ('title = "Fluoroscopy, up to one hour"', 'title = "Fluoroscopy"',
         "title has 1 words; 3 to 9 are wanted"),
        ('"Fluoroscopy, up to one hour"', f'"{"word " * 10}"', "title has 10 words"),
        ('"A live x-ray movie."', f'"{"word " * 26}"', "plain has 26 words; at most 25"),
        ('"A live x-ray movie."', '" "', "plain is missing or empty"),
        ('"second reader"', '""', "checked_by is missing or empty"),
        ('["fluoro", "live x-ray"]', '["fluoro"]', "also_known_as has 1 names; 2 to 8"),
        ('["fluoro", "live x-ray"]', '"fluoro"', "also_known_as is not a list of texts"),
        ('["fluoro", "live x-ray"]', '["fluoro", "Fluoro"]', "also_known_as says something twice"),
        ('["Radiology"]', '["Radiology", " "]', "specialties is not a list of texts"),
        ('["77001"]', "[77001]", "related is not a list of texts"),
        ("2026-11-23", '"2026-11-23"', "written is not a date"),
        ("2026-11-23", "2026-11-23T10:00:00", "written is not a date"),
        (', source = "Where it stands"', "", "a tip lacks its text or source"),
        ('source = "Where it stands"', 'source = " "', "a tip lacks its text or source"),
        ('[{text = "A fact.", source = "Where it stands"}]', '["A fact."]',
         "tips is not a list of texts with sources"),
        ('[{text = "A fact.", source = "Where it stands"}]', '"A fact."',
         "tips is not a list of texts with sources"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_entry_is_said_with_its_place(
    tmp_path: Path, was: str, became: str, said: str
) -> None:
    assert FLUOROSCOPY.count(was) == 1
    entries, problems = load(tmp_path, FLUOROSCOPY.replace(was, became))
    assert entries == []
    assert any(problem.startswith("made.toml, ") and said in problem for problem in problems)


@pytest.mark.parametrize(
    "text",
    [
        "[[code]\ncode = 1",
        b"\xff\xfe\x00",
        "[[codes]]\ncode = '76000'",
        "code = '76000'",
        "",
        FLUOROSCOPY + "\n[[entry]]\ncode = '76001'",
    ],
)
def test_a_file_that_holds_no_entries_is_a_problem_not_silence(
    tmp_path: Path, text: str | bytes
) -> None:
    entries, problems = load(tmp_path, text)
    assert entries == []
    assert len(problems) == 1
    assert problems[0].startswith("made.toml, ?: ")


def test_a_code_written_twice_is_a_problem(tmp_path: Path) -> None:
    entries, problems = load(tmp_path, FLUOROSCOPY + FLUOROSCOPY)
    assert len(entries) == 1
    assert problems == ["made.toml, 76000: written twice"]


def test_entries_come_in_order_of_code_whatever_their_file(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(FLUOROSCOPY.replace("76000", "99213"), "utf-8")
    (tmp_path / "b.toml").write_text(FLUOROSCOPY, "utf-8")
    entries, problems = load_entries(tmp_path)
    assert [entry.code for entry in entries] == ["76000", "99213"]
    assert problems == []


def test_codes_that_no_release_holds_are_problems(tmp_path: Path) -> None:
    entries, _ = load(tmp_path, FLUOROSCOPY)
    assert check_codes(entries, frozenset({"76000", "77001"})) == []
    assert check_codes(entries, frozenset({"76000"})) == [
        Problem("content", "76000", "77001 is in no release of the book", "code")
    ]
