"""``rvu verify``: a CMS file of amounts, recomputed."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import Result

from makers import csv_bytes, oppscap_grid, oppscap_txt, payment_csv, xlsx_bytes, zip_file
from makers.published import OHIO_2020, copied
from openrvu.schedule.official import OfficialAmount

Run = Callable[..., Result]


def _amount(place: str, code: str, fee: str, *, capped: bool = False) -> OfficialAmount:
    carrier, locality = place.split("-")
    return OfficialAmount(
        row=1,
        year=None if capped else 2025,
        carrier=carrier,
        locality=locality,
        code=code,
        modifier="",
        status="A",
        nonfacility=Decimal(fee),
        facility=Decimal(fee),
        capped=capped,
        multiple="" if capped else "0",
    )


# Published by CMS: PFREV25D and OPPSCAP of RVU25D.
_RIGHT = _amount("03302-01", "50688", "73.98")
_WRONG = replace(_RIGHT, code="76814", carrier="04412", locality="15", facility=Decimal("71.48"))
_WRONG = replace(_WRONG, nonfacility=Decimal("71.47"))
_ELSEWHERE = replace(_RIGHT, locality="77")
_CAP = _amount("12402-99", "71550", "338.15", capped=True)
_CAP_C = replace(_CAP, code="0633T", modifier="TC", status="C")


@pytest.fixture
def payments(tmp_path: Path) -> Path:
    path = tmp_path / "PFREV25D.txt"
    path.write_bytes(payment_csv([_RIGHT, _ELSEWHERE]))
    return path


def test_the_last_line_says_how_many_rows_match_and_the_exit_code_is_0(
    run: Run, payments: Path
) -> None:
    result = run("verify", str(payments))
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "1 of 1 match"


def test_rows_that_cannot_be_known_are_counted_apart_with_the_reason(
    run: Run, payments: Path
) -> None:
    out = run("verify", str(payments)).stdout
    assert "Not known, counted apart: 1 rows\n" in out
    assert "  1  locality 03302-77: RVU25D has no index for it\n" in out


def test_each_amount_that_differs_is_listed_and_the_exit_code_is_1(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "PFREV25D.txt"
    path.write_bytes(payment_csv([_RIGHT, _WRONG]))
    result = run("verify", str(path))
    lines = result.stdout.splitlines()
    assert (result.exit_code, lines[-1]) == (1, "1 of 2 match")
    (wrong,) = [line for line in lines if "76814" in line]
    assert wrong.split() == ["2", "76814", "04412-15", "facility", "fee", "$71.47", "$71.48"]


def test_json_has_the_counts_the_mismatches_and_the_summary(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "PFREV25D.txt"
    path.write_bytes(payment_csv([_RIGHT, _WRONG, _ELSEWHERE]))
    result = run("verify", str(path), "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (found["matched"], found["mismatched"], found["checkable"]) == ("1", "1", "2")
    assert found["summary"] == "1 of 2 match"
    assert (found["release"], found["hint"]) == ("RVU25D", "")
    assert found["mismatches"] == [
        {
            "row": "2",
            "code": "76814",
            "modifier": "",
            "locality": "04412-15",
            "which": "facility fee",
            "ours": "71.47",
            "published": "71.48",
        }
    ]
    assert found["not_known"] == [
        {"reason": "locality 03302-77: RVU25D has no index for it", "rows": "1"}
    ]


@pytest.mark.parametrize("suffix", [".csv", ".txt"])
def test_an_oppscap_file_is_held_against_the_capped_amount(
    run: Run, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"OPPSCAP_Oct{suffix}"
    amounts = [_CAP, _CAP_C]
    path.write_bytes(oppscap_txt(amounts) if suffix == ".txt" else csv_bytes(oppscap_grid(amounts)))
    result = run("verify", str(path), "--release", "rvu25d")
    assert result.exit_code == 0, result.output
    assert "  1  status C: a cap for a contractor-priced code, not a payment\n" in result.stdout
    assert result.stdout.splitlines()[-1] == "1 of 1 match"


def test_an_oppscap_file_without_a_release_takes_the_one_that_fits_and_says_why(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "OPPSCAP_Oct.csv"
    path.write_bytes(csv_bytes(oppscap_grid([_CAP])))
    result = run("verify", str(path))
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "1 of 1 match")
    assert "recomputed from RVU25D (its name says Oct, of no year; " in result.stdout
    assert "it fits best: 1 of 1 rows tried match" in result.stdout


def test_the_name_of_the_folder_says_the_release_of_an_oppscap_file(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "rvu24a" / "OPPSCAP_JAN.csv"
    path.parent.mkdir()
    path.write_bytes(csv_bytes(oppscap_grid([_CAP])))
    assert "RVU24A (its folder's name says RVU24A)" in run("verify", str(path)).stdout
    assert "RVU24A (its name says RVU24A)" in run("verify", str(path.parent)).stdout


def test_a_release_asked_for_wins_over_every_name(run: Run, payments: Path) -> None:
    out = run("verify", str(payments), "--release", "RVU24A").stdout
    assert "recomputed from RVU24A (it was asked for)" in out
    assert "Warning: 2 rows say 2025, which is not the year of RVU24A" in out


def test_indicators_that_disagree_are_listed_and_no_row_vanishes(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "PFREV25D.txt"
    path.write_bytes(payment_csv([replace(_RIGHT, status="C", multiple="5")]))
    result = run("verify", str(path))
    lines = result.stdout.splitlines()
    assert (result.exit_code, lines[-1]) == (0, "1 of 1 match")
    assert "  row 1, 50688 in 03302-01: status printed C, the release has A" in lines
    assert "2 indicators disagree" in lines
    listed = json.loads(run("verify", str(path), "--json").stdout)["disagreements"]
    assert [(d["which"], d["ours"], d["published"]) for d in listed] == [
        ("status", "A", "C"),
        ("multiple-surgery indicator", "2", "5"),
    ]


def test_money_of_a_thousand_dollars_has_a_separator(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "PFREV25D.txt"
    path.write_bytes(payment_csv([_amount("01112-05", "76145", "1339.80")]))
    assert "$1,339.81  $1,339.80" in run("verify", str(path)).stdout


def test_a_long_file_shows_its_progress_on_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "PFREV25D.txt"
    codes = (f"Y{n:04}" for n in range(10_000))
    rows = [replace(_RIGHT, code=c, modifier=m) for c in codes for m in ("", "26", "TC")]
    path.write_bytes(payment_csv([_RIGHT, *rows]))
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "openrvu.cli", "verify", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, text=True) as process:
        os.close(theirs)
        seen = b""
        with contextlib.suppress(OSError):  # the terminal ends with the process
            while block := os.read(ours, 4096):
                seen += block
        os.close(ours)
        out, _ = process.communicate()
    assert b"RVU25D  [" in seen
    assert b"100%" in seen
    assert out.splitlines()[-1] == "1 of 1 match"
    assert "\x1b" not in out


def test_the_oppscap_file_in_a_zip_is_found_and_the_zips_name_says_the_release(
    run: Run, tmp_path: Path
) -> None:
    files = {
        "OPPSCAP_Oct.csv": csv_bytes(oppscap_grid([_CAP])),
        "GPCI2025.csv": b"not looked at",
    }
    result = run("verify", str(zip_file(tmp_path / "rvu25d.zip", files)))
    assert result.exit_code == 0, result.output
    assert "(its name says RVU25D)" in result.stdout


def test_another_release_than_the_named_one_is_said(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "PFREV25C.txt"
    path.write_bytes(payment_csv([_RIGHT]))
    assert "RVU25C, which is not held; RVU25D is the only" in run("verify", str(path)).stdout


def test_a_file_of_which_nothing_can_be_recomputed_is_no_success(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "PFREV25D.txt"
    path.write_bytes(payment_csv([_ELSEWHERE]))
    result = run("verify", str(path))
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (1, "0 of 0 match")


def test_a_file_made_with_another_factor_than_its_releases_is_explained(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "PFREV25D.txt"
    # 50688 at 03302-01 in RVU25D's RVUs and indices, times the factor of March 9, 2024.
    old = replace(_RIGHT, nonfacility=Decimal("76.14"), facility=Decimal("76.14"))
    path.write_bytes(payment_csv([old]))
    result = run("verify", str(path))
    assert result.exit_code == 1
    assert "With the conversion factor 33.2875 every row would match" in result.stdout
    assert result.stdout.splitlines()[-1] == "0 of 1 match"


@pytest.mark.parametrize("name", ["missing.txt", "empty.txt", "page.zip", "other.zip"])
def test_a_file_that_cannot_be_trusted_is_refused_in_one_line(
    run: Run, tmp_path: Path, name: str
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "page.zip").write_bytes(b"<!DOCTYPE html><html></html>")
    zip_file(tmp_path / "other.zip", {"GPCI2025.csv": b"", "25LOCCO.csv": b""})
    result = run("verify", str(tmp_path / name))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("rvu: ")


def _ohio(folder: Path, name: str) -> Path:
    """A part of CMS's file of 2020 for Ohio, in the layout that the name says."""
    path = folder / name
    grid = copied()
    made = {".txt": payment_csv(OHIO_2020), ".csv": csv_bytes(grid), ".xlsx": xlsx_bytes(grid)}
    path.write_bytes(made[path.suffix])
    return path


@pytest.mark.parametrize("name", ["PFALL20.txt", "ohio.csv", "ohio.xlsx"])
def test_the_2020_state_file_matches_in_every_layout_and_each_kind_is_summed_up(
    run: Run, tmp_path: Path, name: str
) -> None:
    result = run("verify", str(_ohio(tmp_path, name)))
    assert result.exit_code == 0, result.output
    rows = len(OHIO_2020)
    assert result.stdout.splitlines()[-5:] == [
        f"{2 * rows + 58} amounts compared, 0 differ",
        f"  fees: {2 * rows} of {2 * rows} agree",
        "  therapy amounts: 16 of 16 agree",
        "  OPPS-based amounts: 42 of 42 agree",
        f"{rows} of {rows} match",
    ]


def test_json_counts_each_kind(run: Run, tmp_path: Path) -> None:
    result = run("verify", str(_ohio(tmp_path, "PFALL20.txt")), "--json")
    rows = str(2 * len(OHIO_2020))
    assert json.loads(result.stdout)["kinds"] == [
        {"kind": "fee", "compared": rows, "agree": rows},
        {"kind": "therapy amount", "compared": "16", "agree": "16"},
        {"kind": "OPPS-based amount", "compared": "42", "agree": "42"},
    ]


def test_a_wrong_therapy_amount_is_listed_with_place_column_computed_and_published(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "PFALL20.txt"
    path.write_bytes(payment_csv(OHIO_2020).replace(b'"0000064.68"', b'"0000064.69"', 1))
    result = run("verify", str(path))
    assert result.exit_code == 1
    (line,) = [line for line in result.stdout.splitlines() if "$64.69" in line]
    assert line.split()[1:] == [
        "97161",
        "15202-00",
        "non-facility",
        "therapy",
        "amount",
        "$64.68",
        "$64.69",
    ]


def test_flat_visit_fees_are_counted_apart(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "PFREV25D.txt"
    visit = replace(
        _amount("02102-01", "11102", "111.50"),
        facility=Decimal("47.16"),
        multiple="2",
        therapy_nonfacility=Decimal("49.56"),
    )
    path.write_bytes(payment_csv([visit]))
    result = run("verify", str(path))
    assert result.exit_code == 0, result.output
    assert "Not compared: 1 amount, flat visit fee of Primary Care First" in result.stdout
    (apart,) = json.loads(run("verify", str(path), "--json").stdout)["not_compared"]
    assert apart["amounts"] == "1"


def test_fees_after_the_cap_are_recognised_and_it_is_said(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "PFALL20.txt"
    capped = [
        replace(a, nonfacility=min(a.nonfacility, cap), facility=min(a.facility, cap))
        for a in OHIO_2020
        for cap in [a.opps_facility or a.nonfacility]
    ]
    path.write_bytes(payment_csv(capped))
    result = run("verify", str(path))
    assert result.exit_code == 0, result.output
    assert "; its fees are after the OPPS cap)" in result.stdout


def test_in_a_zip_the_file_of_amounts_is_told_by_its_contents_where_no_name_says_it(
    run: Run, tmp_path: Path
) -> None:
    ohio = csv_bytes(copied())
    files = {"ohio.csv": ohio, "notes.txt": b"made up\r\n", "page.csv": b"a,b\r\n1,2\r\n"}
    result = run("verify", str(zip_file(tmp_path / "given.zip", files)))
    assert result.exit_code == 0, result.output
    twice = zip_file(tmp_path / "twice.zip", files | {"again.csv": ohio})
    refused = run("verify", str(twice))
    assert refused.exit_code == 1
    assert "more than one file of amounts, again.csv and ohio.csv" in refused.stderr


@pytest.mark.cms
def test_the_revision_file_of_2025_ends_in_109_of_109(run: Run, cms_dir: Path) -> None:
    result = run("verify", str(cms_dir / "PFREV25C.txt"))
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "109 of 109 match")


@pytest.mark.cms
@pytest.mark.parametrize(("archive", "rows"), [("rvu25d.zip", 6322), ("rvu24a.zip", 8066)])
def test_every_known_row_of_an_oppscap_file_matches(
    run: Run, cms_dir: Path, archive: str, rows: int
) -> None:
    result = run("verify", str(cms_dir / archive))
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, f"{rows} of {rows} match")


@pytest.mark.cms
@pytest.mark.parametrize(
    ("archive", "name", "rows"),
    [
        ("rvu25d.zip", "OPPSCAP_Oct.csv", 6322),
        ("rvu25d.zip", "OPPSCAP_Oct.txt", 6322),
        ("rvu25d.zip", "OPPSCAP_Oct.xlsx", 6322),
        ("rvu24a.zip", "OPPSCAP_JAN.csv", 8066),
    ],
)
def test_an_oppscap_file_taken_out_of_its_archive_finds_its_release_by_itself(
    run: Run, cms_dir: Path, tmp_path: Path, archive: str, name: str, rows: int
) -> None:
    with zipfile.ZipFile(cms_dir / archive) as held:
        path = Path(held.extract(name, tmp_path))
    result = run("verify", str(path))
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, f"{rows} of {rows} match")
