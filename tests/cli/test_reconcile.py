"""``rvu reconcile``: a log and a report as files, in; the bridge, worksheet and letter, out.

CMS's work RVUs of RVU26C: 45385 4.46, 99213 1.30, 29881 6.85.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
Ask = Callable[..., dict[str, Any]]

LOG = """\
date,code,modifiers,units,pos
2026-03-02,45385,,1,22
2026-03-03,99213,,3,11
2026-03-04,29881,,1,24
soon,99214,,1,11
"""
REPORT = """\
Patient Name,Service Date,CPT,Mod,Units,wRVU
Doe,3/2/2026,45385,,1,4.46
Doe,3/3/2026,99213,,2,2.60
Doe,13/45/2026,99214,,1,1.92
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    log, report = tmp_path / "log.csv", tmp_path / "report.csv"
    log.write_text(LOG)
    report.write_text(REPORT)
    return str(log), str(report)


def test_people_see_the_bridge_the_differences_and_what_was_found_out(
    run: Run, files: tuple[str, str]
) -> None:
    result = run("reconcile", *files, "--rate", "$45", "--from", "2026-01-01", "--to", "2026-03-31")
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    # 4.46 + 3.90 + 6.85 = 15.21; × 45 = 684.45; 4.46 + 2.60 = 7.06; × 45 = 317.70
    assert ["Log,", "credited", "3", "15.21", "$684.45"] in lines
    assert ["not", "billed", "1", "-6.85", "-$308.25"] in lines
    assert ["units", "1", "-1.30", "-$58.50"] in lines
    assert ["Report", "2", "7.06", "$317.70"] in lines
    assert "units: Log line 3: 99213 ×3 on 2026-03-03, credited 3.90." in result.stdout
    assert "patient columns: Not read, as about patients: Patient Name." in result.stdout
    assert "line 5" not in result.stdout
    assert "log.csv: row 5, column date: found text of 4 characters" in result.stderr
    assert "report.csv: row 4, column Service Date: found '13/45/2026'" in result.stderr
    assert "Doe" not in result.output


def test_an_entry_that_cannot_be_credited_is_said(run: Run, files: tuple[str, str]) -> None:
    Path(files[0]).write_text("date,code\n2026-03-02,99999\n")
    result = run("reconcile", *files)
    assert "not credited: line 2: '99999' is not in RVU26C" in result.stdout


def test_programs_get_one_object(ask: Ask, tmp_path: Path) -> None:
    log, report = tmp_path / "log.csv", tmp_path / "report.csv"
    log.write_text(LOG.replace("soon,99214,,1,11\n", ""))
    report.write_text(REPORT.replace("Doe,13/45/2026,99214,,1,1.92\n", ""))
    found = ask("reconcile", str(log), str(report), "--rate", "45", "--plan", "full-cms")
    assert (found["log"], found["report_wrvu"], found["wrvu"]) == ("15.21", "7.06", "8.15")
    assert (found["money"], found["plan"], found["first"]) == ("366.75", "full-cms", None)
    assert [(each["kind"], each["wrvu"]) for each in found["differences"]] == [
        ("agrees", "0.00"),
        ("units", "1.30"),
        ("not billed", "6.85"),
    ]
    assert found["differences"][1]["lines"][0]["row"] == 3
    assert found["release"]["name"] == "date of service"


def test_worksheet_and_letter_are_written(run: Run, files: tuple[str, str], tmp_path: Path) -> None:
    out, letter = tmp_path / "differences.xlsx", tmp_path / "letter.md"
    result = run("reconcile", *files, "--out", str(out), "--letter", str(letter))
    assert result.exit_code == 0
    assert out.read_bytes().startswith(b"PK")
    assert letter.read_text("utf-8").startswith("# Work RVU report: request for review")
    plain = tmp_path / "letter.txt"
    run("reconcile", *files, "--out", str(tmp_path / "d.csv"), "--letter", str(plain))
    assert plain.read_text("utf-8").startswith("Subject: ")
    assert (tmp_path / "d.csv").read_text("utf-8-sig").startswith("Class,Log entry")


def test_a_column_may_be_chosen_by_its_heading(run: Run, files: tuple[str, str]) -> None:
    Path(files[1]).write_text("When,CPT,Units,Weight\n3/2/2026,45385,1,4.46\n")
    assert run("reconcile", *files).exit_code == 1
    chosen = ("--column", "service date=When", "--column", "work RVU=Weight")
    result = run("reconcile", *files, *chosen)
    assert result.exit_code == 0
    assert "work RVU from 'Weight'" in result.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--rate", "much"), "expected dollars, such as 45"),
        (("--rate", "-1"), "a rate lies above 0"),
        (("--column", "code"), "expected FIELD=HEADING"),
        (("--from", "2026-04-01", "--to", "2026-01-01"), "ends before it begins"),
        (("--tolerance", "-1"), "-1"),
        (("--out", "d.pdf"), "expected a name ending in .xlsx or .csv"),
        (("--letter", "l.doc"), "expected a name ending in .md or .txt"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    run: Run, files: tuple[str, str], options: tuple[str, ...], said: str
) -> None:
    result = run("reconcile", *files, *options)
    assert result.exit_code == 2
    assert said in result.stderr


def test_what_is_read_is_never_written_over(run: Run, files: tuple[str, str]) -> None:
    result = run("reconcile", *files, "--out", files[1])
    assert result.exit_code == 2
    assert Path(files[1]).read_text() == REPORT


@pytest.mark.parametrize(
    ("options", "said"),
    [(("--provider", "Jane Roe"), "the report has no line of Jane Roe"),
     (("--column", "code=Nope"), "column 'Nope' for code is not there"),
     (("--plan", "none"), "no plan of the package")],
)  # fmt: skip
def test_what_is_not_there_is_said_in_one_line(
    run: Run, files: tuple[str, str], options: tuple[str, ...], said: str
) -> None:
    result = run("reconcile", *files, *options)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
