"""``rvu benchmark``: built from a file of CMS's layout, shown, and one's own work ranked in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from productivity.benchmark.by_provider import Line, npi, write

Ask = Callable[..., dict[str, Any]]
Run = Callable[..., Result]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Eleven cardiologists with 130, 260, … 1,430 work RVUs, a neurologist and a nurse."""
    lines = [Line(npi(n), "99213", str(100 * n)) for n in range(1, 12)]
    lines.append(Line(npi(20), "99213", "100", kind="Neurology"))
    lines.append(Line(npi(21), "99213", "100", kind="Nurse Practitioner"))
    return write(tmp_path / "a.csv", lines)


@pytest.fixture
def built(source: Path, run: Run) -> Path:
    """The benchmark of that file."""
    out = source.with_name("open.json")
    result = run("benchmark", "build", str(source), "--year", "2023", "--out", str(out))
    assert result.exit_code == 0, result.output
    return out


def test_building_says_what_became_of_every_row_and_what_the_figures_are(
    run: Run, source: Path
) -> None:
    out = source.with_name("open.parquet")
    result = run("benchmark", "build", str(source), "--year", "2023", "--out", str(out))
    assert result.exit_code == 0, result.output
    said = " ".join(result.stdout.split())
    assert "1 specialties of 2023, 1 withheld" in said
    assert "rows read 13" in said
    assert "rows used 12" in said
    assert "dropped: provider type that is no physician specialty 1" in said
    assert "Nurse Practitioner 1" in said
    assert "Medicare fee-for-service, individual NPIs, not FTE-adjusted" in said
    assert "Active: those at or above P25" in said
    assert out.exists()


def test_a_specialty_is_shown_with_its_label(run: Run, built: Path) -> None:
    result = run("benchmark", "show", str(built), "cardiology")
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["All", "11", "260", "455", "780", "1,105", "1,300", "780"] in lines
    assert any(line[:2] == ["Active", "withheld"] for line in lines)
    assert "not FTE-adjusted" in result.stdout


def test_ones_own_work_is_ranked_for_a_whole_clinical_fte(run: Run, built: Path) -> None:
    """500 at 0.8 FTE is 625: 455 to 780 is P25 to P50, so 25 + 25 × 170 / 325 = 38.0769."""
    result = run("benchmark", "show", str(built), "Cardiology", "--wrvu", "500", "--fte", "0.8")
    assert result.exit_code == 0
    assert "500 work RVUs: 625.00 to compare" in result.stdout
    assert "For 1.0 clinical FTE: over 0.8." in result.stdout
    assert "Among all: P38.0769" in result.stdout


def test_beyond_the_percentiles_the_share_of_the_last_is_said(ask: Ask, built: Path) -> None:
    """1,391 is 107 % of 1,300."""
    found = ask("benchmark", "show", str(built), "Cardiology", "--wrvu", "1,391")
    assert found["all"]["p90"] == "1300.00"
    assert found["active"] is None
    assert found["compared"]["all"]["words"] == "above P90, 107 % of P90"
    assert found["compared"]["all"]["percentile"] is None


def test_without_a_specialty_all_are_listed(run: Run, ask: Ask, built: Path) -> None:
    assert ask("benchmark", "show", str(built))["specialties"] == ["Cardiology", "Neurology"]
    assert "withheld" in run("benchmark", "show", str(built)).stdout


def test_an_unknown_specialty_is_refused_with_what_looks_like_it(run: Run, built: Path) -> None:
    result = run("benchmark", "show", str(built), "Cardiologist")
    assert result.exit_code == 1
    assert "there is Cardiology" in result.stderr


def test_a_specialty_with_too_few_has_nothing_to_compare_with(run: Run, built: Path) -> None:
    result = run("benchmark", "show", str(built), "Neurology", "--wrvu", "500")
    assert result.exit_code == 0
    assert "too few NPIs" in result.stdout


def test_no_fte_is_refused(run: Run, built: Path) -> None:
    result = run("benchmark", "show", str(built), "Cardiology", "--wrvu", "500", "--fte", "0")
    assert result.exit_code == 1
    assert "expected more than 0" in result.stderr


@pytest.mark.parametrize(
    ("year", "out", "code", "said"),
    [
        ("2019", "open.json", 1, "no release of 2019"),
        ("2023", "open.txt", 1, "expected .json or .parquet"),
        ("23", "open.json", 2, "2000<=x<=2099"),
    ],
)
def test_what_cannot_be_built_is_refused_and_nothing_written(
    run: Run, source: Path, year: str, out: str, code: int, said: str
) -> None:
    target = source.with_name(out)
    result = run("benchmark", "build", str(source), "--year", year, "--out", str(target))
    assert result.exit_code == code
    assert said in result.stderr
    assert not target.exists()


def test_a_source_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    result = run(
        "benchmark", "build", "none.csv", "--year", "2023", "--out", str(tmp_path / "a.json")
    )
    assert result.exit_code == 1
    assert "none.csv" in result.stderr


@pytest.mark.parametrize("option", [("--wrvu", "many"), ("--fte", "half"), ("--fte", "1e3")])
def test_figures_that_are_none_are_not_understood(
    run: Run, built: Path, option: tuple[str, str]
) -> None:
    assert run("benchmark", "show", str(built), "Cardiology", *option).exit_code == 2
