"""The open benchmark, from a file of CMS's layout, against sums made by hand.

Work RVUs of 2023, as CMS's release prints them: 99213 1.30, 99214 1.92; 93306 1.46, whole and -26;
36415 (drawing blood) has none.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openrvu.book.book import open_book
from openrvu.errors import ReadError, ReleaseNotHeld
from openrvu.productivity.benchmark.open_benchmark import LEAST_PROVIDERS, OpenBenchmark
from openrvu.productivity.benchmark.open_build import build
from openrvu.productivity.benchmark.open_file import read, write
from openrvu.productivity.benchmark.open_source import work_rvus
from productivity.benchmark.by_provider import Line, npi
from productivity.benchmark.by_provider import write as write_source

#: Eleven cardiologists with 100, 200, … 1,100 visits of 1.30 work RVUs: 130, 260, … 1,430.
_ELEVEN = [Line(npi(n), "99213", str(100 * n)) for n in range(1, 12)]


def test_the_work_rvus_of_the_worked_file_are_those_of_2023() -> None:
    releases, work = work_rvus(2023, open_book())
    assert releases == ("RVU23A", "RVU23B", "RVU23C", "RVU23D")
    assert [work[code].office for code in ("99213", "99214", "93306")] == [
        Decimal("1.30"),
        Decimal("1.92"),
        Decimal("1.46"),
    ]
    assert work["93306"].facility == Decimal("1.46")
    assert work["36415"].office == 0
    # Contractors price the whole of 70555; its professional component has 2.54 all the same.
    assert work["70555"].office == 0
    assert work["70555"].facility == Decimal("2.54")


@pytest.mark.parametrize("older", [False, True])
def test_percentiles_and_mean_of_eleven_providers_are_as_made_by_hand(
    tmp_path: Path, older: bool
) -> None:
    """Type 7 with n = 11: position p/10, so P10 is the 2nd, P25 halfway 3rd and 4th, and so on."""
    found = build(write_source(tmp_path / "a.csv", _ELEVEN, older=older), 2023)
    (cardiology,) = found.specialties
    assert cardiology.specialty == "Cardiology"
    assert cardiology.everyone is not None
    assert cardiology.everyone.n == 11
    assert cardiology.everyone.points == {10: 260, 25: 455, 50: 780, 75: 1105, 90: 1300}
    assert cardiology.everyone.mean == 780
    # Active are those at 455 and above: eight, too few to be shown.
    assert cardiology.active is None


def test_active_are_those_at_or_above_p25(tmp_path: Path) -> None:
    """Forty-five with 130, … 5,850: P25 is the 12th, 1,560; active the upper thirty-four."""
    lines = [Line(npi(n), "99213", str(100 * n)) for n in range(1, 46)]
    (found,) = build(write_source(tmp_path / "a.csv", lines), 2023).specialties
    assert found.everyone is not None
    assert found.everyone.points[25] == 1560
    assert found.active is not None
    assert found.active.n == 34
    # 1,560 … 5,850: position 16.5 of 0 … 33, halfway 3,640 and 3,770.
    assert found.active.points[50] == 3705
    assert found.active.mean == 3705


@pytest.mark.parametrize(("providers", "active"), [(41, None), (42, 31), (44, 33)])
def test_active_are_withheld_where_their_difference_from_all_is_fewer_than_eleven(
    tmp_path: Path, providers: int, active: int | None
) -> None:
    """P25 of 41 is the 11th, so that ten are left out; all less active would tell their mean."""
    lines = [Line(npi(n), "99213", str(100 * n)) for n in range(1, providers + 1)]
    (found,) = build(write_source(tmp_path / "a.csv", lines), 2023).specialties
    assert found.everyone is not None
    assert found.everyone.n == providers
    assert (found.active.n if found.active else None) == active


def test_active_are_shown_where_they_are_all(tmp_path: Path) -> None:
    lines = [Line(npi(n), "99213", "100") for n in range(LEAST_PROVIDERS)]
    (found,) = build(write_source(tmp_path / "a.csv", lines), 2023).specialties
    assert found.active == found.everyone


def test_a_file_whose_cells_tell_of_fewer_than_eleven_by_subtraction_is_refused(
    tmp_path: Path,
) -> None:
    lines = [Line(npi(n), "99213", str(100 * n)) for n in range(1, 46)]
    write(build(write_source(tmp_path / "a.csv", lines), 2023), tmp_path / "a.json")
    data = json.loads((tmp_path / "a.json").read_text())
    data["specialties"][0]["active"]["n"] = 40
    (tmp_path / "a.json").write_text(json.dumps(data))
    with pytest.raises(ReadError, match="5 providers by subtraction"):
        read(tmp_path / "a.json")


def test_services_in_parts_are_counted_exactly_and_rows_of_one_npi_added(tmp_path: Path) -> None:
    """0.1 × 1.30 + 10.5 × 1.92 + 1,000.25 × 1.46 = 0.13 + 20.16 + 1,460.365."""
    each = [("99213", "0.1", "O"), ("99214", "10.5", "O"), ("93306", "1,000.25", "F")]
    lines = [Line(npi(n), *part) for n in range(LEAST_PROVIDERS) for part in each]
    (found,) = build(write_source(tmp_path / "a.csv", lines), 2023).specialties
    assert found.everyone is not None
    assert found.everyone.points == dict.fromkeys((10, 25, 50, 75, 90), Decimal("1480.655"))
    assert found.everyone.mean == Decimal("1480.66")


def test_every_row_is_counted_or_dropped_for_a_reason(tmp_path: Path) -> None:
    odd = [
        Line("123", "99213", "1"),
        Line(npi(90), "99213", "1", entity="O"),
        Line(npi(91), "99213", "1", kind="Anesthesiology"),
        Line(npi(92), "99213", "1", kind="Nurse Practitioner"),
        Line(npi(92), "99214", "1", kind="Nurse Practitioner"),
        Line(npi(93), "J1100", "1", drug="Y"),
        Line(npi(94), "99213", "1", place="X"),
        Line(npi(95), "99213", "many"),
        Line(npi(95), "99213", "-1"),
        Line(npi(96), "99999", "1"),
        Line(npi(97), "36415", "1"),
    ]
    path = write_source(tmp_path / "a.csv", [*_ELEVEN, *odd])
    with path.open("a") as file:
        file.write("a broken line\r\n")
    counts = build(path, 2023).counts
    assert (counts.read, counts.used) == (23, 11)
    assert counts.dropped == {
        "NPI that is not ten digits": 1,
        "not an individual (entity code)": 1,
        "specialty paid by anesthesia units": 1,
        "provider type that is no physician specialty": 2,
        "drug (drug indicator)": 1,
        "place of service neither F nor O": 1,
        "services that are no number above 0": 2,
        "code that is not in the fee schedule of the year": 1,
        "code without work RVUs": 1,
        "a line that is no row of cells": 1,
    }
    assert counts.other_types == {"Nurse Practitioner": 2}


def test_ten_providers_are_withheld_and_eleven_are_shown(tmp_path: Path) -> None:
    few = [Line(npi(50 + n), "99213", "100", kind="Neurology") for n in range(10)]
    found = build(write_source(tmp_path / "a.csv", [*_ELEVEN, *few]), 2023)
    by_name = {each.specialty: each for each in found.specialties}
    assert by_name["Neurology"].everyone is None
    assert by_name["Neurology"].active is None
    assert by_name["Cardiology"].everyone is not None


def test_labels_of_older_files_are_one_specialty_with_those_of_today(tmp_path: Path) -> None:
    kinds = ("Hematology/Oncology", "Hematology-Oncology")
    lines = [Line(npi(n), "99213", "100", kind=kinds[n % 2]) for n in range(LEAST_PROVIDERS)]
    (found,) = build(write_source(tmp_path / "a.csv", lines), 2023).specialties
    assert found.specialty == "Hematology-Oncology"
    assert found.everyone is not None


def test_a_provider_of_two_specialties_counts_once_in_that_of_more_work(tmp_path: Path) -> None:
    twice = [Line(npi(n), "99213", "1", kind="Internal Medicine") for n in range(1, 12)]
    (found,) = build(write_source(tmp_path / "a.csv", [*_ELEVEN, *twice]), 2023).specialties
    assert found.specialty == "Cardiology"
    assert found.everyone is not None
    assert found.everyone.points[50] == Decimal("781.3")


def test_neither_npi_name_nor_descriptor_is_in_the_output(tmp_path: Path) -> None:
    found = build(write_source(tmp_path / "a.csv", _ELEVEN), 2023)
    write(found, tmp_path / "out.json")
    text = (tmp_path / "out.json").read_text()
    for each in (npi(1)[:6], "Doe", "made up", "99213", str(tmp_path)):
        assert each not in text


@pytest.mark.parametrize("suffix", [".json", ".parquet"])
def test_a_benchmark_comes_back_from_its_file_with_its_label(tmp_path: Path, suffix: str) -> None:
    few = [Line(npi(50), "99213", "100", kind="Neurology")]
    found = build(write_source(tmp_path / "a.csv", [*_ELEVEN, *few]), 2023)
    path = tmp_path / f"out{suffix}"
    write(found, path)
    assert read(path) == found
    assert found.label.startswith("Medicare fee-for-service, individual NPIs, not FTE-adjusted;")
    assert [each.name for each in tmp_path.iterdir()] == sorted(["a.csv", path.name])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", "{}"),
        ("a.json", "[1]"),
        ("a.json", "no json"),
        ("a.json", json.dumps({"format": "another"})),
        ("a.parquet", "no parquet"),
        ("a.txt", "{}"),
    ],
)
def test_a_file_that_is_no_benchmark_is_refused(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(ReadError, match="expected"):
        read(tmp_path / name)


def test_a_year_of_which_no_release_is_held_is_said(tmp_path: Path) -> None:
    path = write_source(tmp_path / "a.csv", _ELEVEN)
    with pytest.raises(ReleaseNotHeld, match="no release of 2019 is in the book"):
        build(path, 2019)


def test_a_file_named_for_another_year_is_noticed(tmp_path: Path) -> None:
    path = write_source(tmp_path / "MUP_PHY_R25_P05_V20_D22_Prov_Svc.csv", _ELEVEN)
    (notice,) = build(path, 2023).notices
    assert "by its name, of 2022" in notice
    assert build(path, 2022).notices == ()


def test_a_file_without_a_needed_column_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Rndrng_NPI,HCPCS_Cd\n1000000001,99213\n")
    with pytest.raises(ReadError, match="a column for services"):
        build(tmp_path / "a.csv", 2023)


def _by_hand(values: list[Decimal], percentile: int) -> Decimal:
    """Type 7, from its definition, in whole hundredths of a position."""
    ordered = sorted(values)
    whole, rest = divmod((len(ordered) - 1) * percentile, 100)
    if not rest:
        return ordered[whole]
    return ordered[whole] + (ordered[whole + 1] - ordered[whole]) * rest / 100


@settings(max_examples=15, deadline=None)
@given(services=st.lists(st.decimals("0.1", 9999, places=1), min_size=11, max_size=40))
def test_percentiles_of_any_file_are_those_of_their_definition(
    tmp_path_factory: pytest.TempPathFactory, services: list[Decimal]
) -> None:
    lines = [Line(npi(n), "99213", str(each)) for n, each in enumerate(services)]
    path = write_source(tmp_path_factory.mktemp("any") / "a.csv", lines)
    found: OpenBenchmark = build(path, 2023)
    everyone = found.specialties[0].everyone
    assert everyone is not None
    work = [each * Decimal("1.30") for each in services]
    assert everyone.points == {p: _by_hand(work, p) for p in (10, 25, 50, 75, 90)}
