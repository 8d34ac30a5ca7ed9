"""``rvu reprice``: a file of claims into a file of priced claims.

Amounts are those of Ohio, RVU20D, from CMS's payment file of 2020 (shared/golden, cases MS-03,
MS-04, EN-11 and SG-04); the rows with them are the claim of the tests of ``rvu price``.
"""

from __future__ import annotations

import csv
import gzip
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import Result
from python_calamine import CalamineWorkbook

Run = Callable[..., Result]
Start = Callable[..., subprocess.CompletedProcess[str]]

OHIO = ("--locality", "15202-00", "--release", "RVU20D")
HEADING = "claim_id,line,code,modifiers,units,pos,carrier,locality,date,charge\n"
#: Lines of claim A among another's, which no rule lets meet them.
CLAIMS = (
    "A,1,64718,,1,21,15202,00,2020-10-15,\n"
    "B,1,64718,,1,21,15202,00,2020-10-15,\n"
    "A,2,28307,51,1,21,15202,00,10/15/2020,\n"
    "A,3,22614,,1,21,15202,00,2020-10-15,\n"
    "C,1,64718,,1,21,15202,00,2020-10-15,$100.00\n"
)
AMOUNTS = ["595.13", "595.13", "209.23", "404.51", "100.00"]
ADDED = ["amount", "outcome", "reason", "work_rvu", "total_rvu", "release"]


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    path = tmp_path / "claims.csv"
    path.write_text(HEADING + CLAIMS, encoding="utf-8")
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def counted(result: Result) -> tuple[int, int, int]:
    """Rows in, rows out and rejects, as the last line says them."""
    said = re.search(r"rows in ([\d,]+) = rows out ([\d,]+) \+ rejects ([\d,]+)\n\Z", result.stdout)
    assert said, result.output
    read, written, rejected = (int(each.replace(",", "")) for each in said.groups())
    assert read == written + rejected
    return read, written, rejected


# What is written ---------------------------------------------------------------------------------


def test_the_output_is_the_input_in_its_order_with_six_columns_more(
    run: Run, claims: Path, tmp_path: Path
) -> None:
    result = run("reprice", str(claims), str(tmp_path / "priced.csv"))
    assert result.exit_code == 0, result.output
    rows = rows_of(tmp_path / "priced.csv")
    assert list(rows[0]) == [*HEADING.strip().split(","), *ADDED]
    assert [(row["claim_id"], row["line"]) for row in rows] == [
        ("A", "1"), ("B", "1"), ("A", "2"), ("A", "3"), ("C", "1"),
    ]  # fmt: skip
    assert [row["amount"] for row in rows] == AMOUNTS
    assert {(row["outcome"], row["release"]) for row in rows} == {("priced", "RVU20D")}


def test_the_summary_counts_rows_and_outcomes_and_ends_with_nothing_lost(
    run: Run, claims: Path, tmp_path: Path
) -> None:
    result = run("reprice", str(claims), str(tmp_path / "priced.csv"))
    assert counted(result) == (5, 5, 0)
    assert re.search(r"^  priced +5$", result.stdout, re.MULTILINE)
    assert "lines/s" in result.stdout
    assert result.stderr == ""
    assert sorted(each.name for each in tmp_path.iterdir()) == ["claims.csv", "priced.csv"]


@pytest.mark.parametrize("way", [("xlsx", "parquet"), ("parquet", "xlsx"), ("csv.gz", "csv")])
def test_formats_can_be_mixed_and_give_the_same_amounts(
    run: Run, claims: Path, tmp_path: Path, way: tuple[str, str]
) -> None:
    first, second = (tmp_path / f"priced.{suffix}" for suffix in way)
    assert run("reprice", str(claims), str(first)).exit_code == 0
    again = tmp_path / f"in.{way[0]}"
    _write_as(claims, again)
    result = run("reprice", str(again), str(second))
    assert counted(result) == (5, 5, 0)
    assert _amounts(second) == _amounts(first) == AMOUNTS


def _write_as(source: Path, target: Path) -> None:
    """The same text cells in another format."""
    from openrvu.pricing.table.files import Output

    with duckdb.connect() as db, Output(target) as out:
        out.write(db, f"FROM read_csv('{source}', all_varchar = true)")


def _amounts(path: Path) -> list[str]:
    if path.suffix == ".xlsx":
        heading, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        return [f"{row[heading.index('amount')]:.2f}" for row in rows]
    if path.suffix != ".parquet":
        return [row["amount"] for row in rows_of(path)]
    with duckdb.connect() as db:
        return [str(a) for (a,) in db.execute(f"SELECT amount FROM '{path}'").fetchall()]  # noqa: S608


def test_without_claim_and_line_each_row_is_a_claim_and_options_say_what_rows_do_not(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "in.csv").write_text("HCPCS;Mod\n64718;\n28307;51\n22614;\n", encoding="utf-8")
    said = (*OHIO, "--pos", "21", "--date", "2020-10-15")
    result = run("reprice", str(tmp_path / "in.csv"), str(tmp_path / "out.csv"), *said)
    assert result.exit_code == 0, result.output
    # 28307 by itself is not reduced: its fee is 418.45, of which 209.23 is half
    assert [row["amount"] for row in rows_of(tmp_path / "out.csv")] == [
        "595.13",
        "418.45",
        "404.51",
    ]


def test_nonparticipating_physicians_are_allowed_95_percent(
    run: Run, claims: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    assert run("reprice", str(claims), str(out), "--nonparticipating").exit_code == 0
    assert rows_of(out)[1]["amount"] == "565.37"


def test_a_code_that_is_not_held_is_a_row_with_an_outcome_and_no_reject(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "in.csv").write_text("code\n99213\nZZZZZ\n", encoding="utf-8")
    result = run("reprice", str(tmp_path / "in.csv"), str(tmp_path / "out.csv"), *OHIO,
                 "--date", "2020-10-15")  # fmt: skip
    assert counted(result) == (2, 2, 0)
    unknown = rows_of(tmp_path / "out.csv")[1]
    assert (unknown["amount"], unknown["outcome"] == "priced") == ("", False)
    assert unknown["reason"]


# What is rejected --------------------------------------------------------------------------------


def test_rows_that_cannot_be_read_go_to_the_rejects_with_line_and_reason(
    run: Run, claims: Path, tmp_path: Path
) -> None:
    with claims.open("ab") as file:
        file.write(b"D,1,64718,,1,21,15202,00,someday,\n")
        file.write(b"D,2\n\n")
        file.write(b"D,3,\xff\xfe,,1,21,15202,00,2020-10-15,\n")
        file.write(b'D,4,"64718,,1,21,15202,00,2020-10-15,\n')
        file.write(b"E,1,64718,,-1,21,15202,00,2020-10-15,\n")
        file.write(b"E,2,64718,,1,21,15202,00,2020-10-15,\n")
    result = run("reprice", str(claims), str(tmp_path / "out.csv"))
    assert result.exit_code == 0, result.output
    assert counted(result) == (11, 6, 5)
    rejects = tmp_path / "out.csv.rejects.csv"
    assert str(rejects) in result.stdout
    found = rows_of(rejects)
    assert sorted(int(row["line"]) for row in found) == [7, 8, 10, 11, 12]
    assert all(row["reason"] for row in found)
    assert [row["amount"] for row in rows_of(tmp_path / "out.csv")] == [*AMOUNTS, "595.13"]


def test_a_process_of_its_own_says_nothing_beside_the_summary(
    start: Start, claims: Path, tmp_path: Path
) -> None:
    done = start("reprice", str(claims), str(tmp_path / "out.csv"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("rows in 5 = rows out 5 + rejects 0\n")


def test_rejects_go_where_they_are_told(run: Run, claims: Path, tmp_path: Path) -> None:
    with claims.open("a") as file:
        file.write("D,2\n")
    where = tmp_path / "bad.csv"
    result = run("reprice", str(claims), str(tmp_path / "out.csv"), "--where-to", str(where))
    assert counted(result) == (6, 5, 1)
    assert [row["line"] for row in rows_of(where)] == ["7"]
    assert not (tmp_path / "out.csv.rejects.csv").exists()


def test_a_table_without_rows_gives_one_without_rows(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(HEADING, encoding="utf-8")
    result = run("reprice", str(tmp_path / "in.csv"), str(tmp_path / "out.csv"))
    assert counted(result) == (0, 0, 0)
    assert (tmp_path / "out.csv").read_text().strip() == HEADING.strip() + "," + ",".join(ADDED)


# What is refused ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("code,date,zip,amount", "Rename"),
        ("code,date,zip,Reason", "Rename"),
        ("date,zip,units", "code"),
        ("code,zip", "--date"),
        ("code,date", "--zip"),
        ("code,date,zip,zip", "it twice"),
    ],
)
def test_columns_that_do_not_serve_are_refused_with_what_to_do(
    run: Run, tmp_path: Path, heading: str, said: str
) -> None:
    (tmp_path / "in.csv").write_text(f"{heading}\n", encoding="utf-8")
    result = run("reprice", str(tmp_path / "in.csv"), str(tmp_path / "out.csv"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["in.csv"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("nowhere.csv", "out.csv"), "nowhere.csv: No such file"),
        (("claims.csv", "out.txt"), "found .txt"),
        (("claims.csv", "no/such/folder/out.csv"), "No such file"),
    ],
)
def test_files_that_do_not_serve_are_refused(
    run: Run, claims: Path, tmp_path: Path, names: tuple[str, str], said: str
) -> None:
    result = run("reprice", *(str(tmp_path / name) for name in names))
    assert result.exit_code == 1
    assert said in result.stderr


@pytest.mark.parametrize(
    "asked",
    [
        ("--zip", "43004", "--locality", "OH"),
        ("--memory", "much"),
        ("--threads", "0"),
        ("--engine", "sqlite"),
        ("--pos", "office"),
        ("--where-to", "out.csv"),
    ],
)
def test_options_that_make_no_sense_are_not_understood(
    run: Run, claims: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("reprice", "claims.csv", "out.csv", *asked).exit_code == 2
    assert [each.name for each in tmp_path.iterdir()] == ["claims.csv"]


def test_the_input_is_never_written_over(run: Run, claims: Path) -> None:
    before = claims.read_bytes()
    assert run("reprice", str(claims), str(claims)).exit_code == 2
    assert claims.read_bytes() == before


def test_an_unknown_locality_or_release_is_refused(run: Run, claims: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out.csv")
    for asked in (("--locality", "Atlantis"), ("--release", "RVU99X")):
        result = run("reprice", str(claims), out, *asked)
        assert (result.exit_code, result.stdout) == (1, "")
        assert asked[1] in result.stderr


@pytest.mark.parametrize(("module", "extra"), [("duckdb", "bulk"), ("sqlglot", "bulk")])
def test_a_missing_part_says_what_installs_it(
    start: Start, claims: Path, tmp_path: Path, module: str, extra: str
) -> None:
    done = start(
        code=f"import sys; sys.modules[{module!r}] = None; "
        f"sys.argv = ['rvu', 'reprice', {str(claims)!r}, {str(tmp_path / 'o.csv')!r}]; "
        "from openrvu.cli import main; main()"
    )
    assert done.returncode == 1
    assert f'pip install "openrvu[{extra}]"' in done.stderr
    assert "Traceback" not in done.stderr


# Long runs ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two million lines that stand alone."""
    path = tmp_path_factory.mktemp("many") / "many.parquet"
    with duckdb.connect() as db:
        db.execute(
            "COPY (SELECT range AS claim_id, '99213' AS code, DATE '2024-03-09' AS date, "  # noqa: S608
            f"'43004' AS zip FROM range(2_000_000)) TO '{path}'"
        )
    return path


def _started(source: Path, out: Path, stderr: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "openrvu.cli", "reprice", str(source), str(out)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr)


def test_an_interrupted_run_leaves_no_half_file(many: Path, tmp_path: Path) -> None:
    with _started(many, tmp_path / "out.parquet", subprocess.PIPE) as child:
        until = time.monotonic() + 30
        while not list(tmp_path.iterdir()) and time.monotonic() < until:
            time.sleep(0.01)
        child.send_signal(signal.SIGINT)
        stdout, stderr = child.communicate(timeout=30)
    assert (child.returncode, stdout) == (130, b""), stderr.decode()
    assert b"Traceback" not in stderr
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_shows_rows_done_and_the_rate(many: Path, tmp_path: Path) -> None:
    mine, its = pty.openpty()
    shown = b""
    with _started(many, tmp_path / "out.parquet", its) as child:
        os.close(its)
        try:
            while block := os.read(mine, 4096):
                shown += block
        except OSError:
            pass  # the terminal's other end is closed
        child.communicate(timeout=60)
    os.close(mine)
    assert child.returncode == 0
    assert b"of 2,000,000 rows" in shown
