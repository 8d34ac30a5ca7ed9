"""A whole release: which it is, whether its files belong together, and what it lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

from makers import (
    AREAS,
    SERVICES,
    Sheet,
    anes_grid,
    csv_bytes,
    gpci_grid,
    gpci_txt,
    pprrvu_csv,
    priced,
    release_files,
    release_zip,
    service,
    zip_file,
)
from makers.refusals import GET_AGAIN, Refusal, refusal_of
from makers.strategies import areas, schedules
from openrvu.calendar import DateRange
from openrvu.cms.release import ReleaseContents, read_release
from openrvu.errors import ReleaseNotHeld
from openrvu.schedule.localities import Locality
from openrvu.schedule.rows import ServiceRow

NON_QPP, QPP = "PPRRVU2026_Oct_nonQPP.csv", "PPRRVU2026_Oct_QPP.csv"
QP_FACTOR = "33.5675"


def refused(path: Path, label: str | None = None) -> Refusal:
    return refusal_of(lambda: read_release(path, label))


def archive(folder: Path, files: dict[str, bytes], name: str = "rvu26d.zip") -> Path:
    return zip_file(folder / name, files)


def sheet_2026(rows: tuple[ServiceRow, ...], factor: str, pricing: str) -> bytes:
    rows = priced(rows, pricing)
    return pprrvu_csv(Sheet(rows=rows, factor=factor, year=2026, columns=32))


@given(rows=schedules(), held=areas())
def test_release_comes_back_whole(
    scratch: Path, rows: list[ServiceRow], held: list[Locality]
) -> None:
    contents = read_release(release_zip(scratch, "RVU25D", rows, held))
    assert contents.rows == tuple(rows)
    assert contents.localities == tuple(held)
    assert contents.release.lacks == ()
    assert contents.repairs == ()


def test_release_says_what_it_is_and_where_it_came_from(tmp_path: Path) -> None:
    release = read_release(release_zip(tmp_path, "RVU26D")).release
    assert release.label == "RVU26D"
    assert release.in_force == DateRange(date(2026, 10, 1), date(2026, 12, 31))
    assert release.published == date(2026, 1, 2)
    assert release.conversion_factor == Decimal("33.4009")
    assert release.qp_conversion_factor == Decimal(QP_FACTOR)
    assert (release.archive, len(release.sha256), release.owned) == ("rvu26d.zip", 64, False)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("rvu26d.zip", "RVU26D"),
        ("RVU26D.ZIP", "RVU26D"),
        ("rvu26d-updated-08-26-2026.zip", "RVU26D"),
        ("rvu26d (1).zip", "RVU26D"),
        ("rvu-26d.zip", "RVU26D"),
        ("rvu26dr.zip", "RVU26DR"),
        ("download.zip", "RVU26D"),
    ],
)
def test_label_is_taken_from_the_name_else_from_the_heading(
    tmp_path: Path, name: str, label: str
) -> None:
    assert read_release(archive(tmp_path, release_files(), name)).release.label == label


def test_march_2024_is_told_from_january_by_name_and_factor(tmp_path: Path) -> None:
    path = release_zip(tmp_path, "RVU24AR")
    assert read_release(path).release.in_force.first == date(2024, 3, 9)
    other = path.rename(tmp_path / "rvu24a.zip")
    assert refused(other) == Refusal(
        "PPRRVU2024_Jan.csv",
        None,
        "CONV FACTOR",
        "33.2875",
        "32.7442, in force from 2024-01-01",
        "Check which release this is; a correction needs its own label, such as RVU24AR",
    )
    assert read_release(other, "RVU24AR").release.label == "RVU24AR"


OTHER_RELEASE = "The archive holds another release than its name says; check which you mean"


def test_heading_of_another_release_than_the_name_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, release_files("RVU26C"))
    assert refused(path) == Refusal(
        "rvu26d.zip", None, None, "the heading of RVU26C", "that of RVU26D", OTHER_RELEASE
    )


def test_heading_of_another_release_than_the_one_asked_for_is_refused(tmp_path: Path) -> None:
    assert refused(release_zip(tmp_path), "RVU26C") == Refusal(
        "rvu26d.zip", None, None, "the heading of RVU26D", "that of RVU26C", OTHER_RELEASE
    )


def test_heading_of_another_year_is_refused_whatever_its_month(tmp_path: Path) -> None:
    sheet = Sheet(month="Special")
    path = archive(tmp_path, {"PPRRVU2025_Oct.csv": pprrvu_csv(sheet)}, "rvu24d.zip")
    assert refused(path) == Refusal(
        "rvu24d.zip", None, None, "the heading of 2025", "that of RVU24D", OTHER_RELEASE
    )


def test_file_that_says_nowhere_what_it_is_must_be_told(tmp_path: Path) -> None:
    files = release_files("RVU25D", formats=(".txt",))
    path = archive(tmp_path, files, "download.zip")
    assert refused(path) == Refusal(
        "download.zip",
        None,
        None,
        "no release in its name or heading",
        "a name such as rvu26d.zip",
        "Say which release it is with --label RVU26D",
    )
    assert read_release(path, "25d").release.label == "RVU25D"


def test_label_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseNotHeld, match="expected a label such as RVU26C"):
        read_release(release_zip(tmp_path), "../../RVU26D")


def test_factor_of_a_year_not_known_beforehand_is_taken_from_the_file(tmp_path: Path) -> None:
    sheet = Sheet(factor="34.1234", year=2031, month="July")
    path = archive(tmp_path, {"PPRRVU2031_Jul.csv": pprrvu_csv(sheet)}, "rvu31c.zip")
    release = read_release(path).release
    assert (release.conversion_factor, release.qp_conversion_factor) == (Decimal("34.1234"), None)


def test_factor_of_another_year_is_refused(tmp_path: Path) -> None:
    refusal = refused(release_zip(tmp_path, factor="32.3465"))
    assert (refusal.file, refusal.column) == (NON_QPP, "CONV FACTOR")
    assert (refusal.found, refusal.expected) == ("32.3465", "33.4009, in force from 2026-10-01")


@pytest.mark.parametrize("make", [csv_bytes, None])
def test_indices_of_another_year_are_refused(tmp_path: Path, make: object) -> None:
    files = release_files(without=("GPCI",))
    if make:
        files["GPCI2026.csv"] = csv_bytes(gpci_grid(year=2025))
    else:
        files["GPCI2026.txt"] = gpci_txt(year=2025)
    refusal = refused(archive(tmp_path, files))
    assert refusal == Refusal(
        "GPCI2026.csv" if make else "GPCI2026.txt",
        None,
        None,
        "figures of 2025",
        "those of 2026, as RVU26D needs",
        "Give the GPCI file of the same year",
    )


def test_anesthesia_factors_of_another_year_are_refused(tmp_path: Path) -> None:
    files = {**release_files(), "ANES2026.csv": csv_bytes(anes_grid(year=2025))}
    refusal = refused(archive(tmp_path, files))
    assert (refusal.file, refusal.found) == ("ANES2026.csv", "figures of 2025")


@pytest.mark.parametrize("kind", ["GPCI", "LOCCO", "ANES", "OPPSCAP"])
def test_partial_archive_loads_what_it_has_and_says_what_it_lacks(
    tmp_path: Path, kind: str
) -> None:
    contents = read_release(release_zip(tmp_path, without=(kind,)))
    assert contents.release.lacks == (kind,)
    assert len(contents.rows) == len(SERVICES)
    areas_without = {
        "GPCI": (),
        "LOCCO": tuple(replace(a, counties="") for a in AREAS),
        "ANES": tuple(replace(a, anesthesia_factor=None) for a in AREAS),
        "OPPSCAP": AREAS,
    }
    assert contents.localities == areas_without[kind]


def test_locality_that_only_one_file_has_is_left_without_the_rest(tmp_path: Path) -> None:
    files = release_files()
    files["ANES2026.csv"] = csv_bytes(anes_grid(AREAS[1:], 2026))
    found = read_release(archive(tmp_path, files)).localities
    assert found == (replace(AREAS[0], anesthesia_factor=None), *AREAS[1:])


def test_states_of_2020_come_from_the_names_and_the_county_file(tmp_path: Path) -> None:
    files = release_files("RVU20A")
    files["GPCI2020.csv"] = csv_bytes(gpci_grid(year=2020, state_column=False))
    path = archive(tmp_path, files, "rvu20a.zip")
    assert read_release(path).localities == AREAS
    del files["20LOCCO.csv"]
    assert refused(archive(tmp_path, files, "rvu20a.zip")) == Refusal(
        "rvu20a.zip",
        None,
        None,
        "no state for locality MADE UP BAY",
        "a State column, or the LOCCO file beside it",
        "Give CMS's whole archive",
    )


class TestTwoFactors:
    """The nonQPP file and the QPP file of 2026."""

    def read(self, folder: Path, files: dict[str, bytes]) -> ReleaseContents:
        return read_release(archive(folder, files))

    def test_qp_factor_is_taken_from_the_second_file(self, tmp_path: Path) -> None:
        contents = self.read(tmp_path, release_files(qpp=True))
        assert contents.release.qp_conversion_factor == Decimal(QP_FACTOR)
        assert contents.rows == priced(SERVICES)

    @pytest.mark.parametrize("name", ["PPRRVU2026_Oct_non-QPP.csv", "PPRRVU2026_Oct_nonqpp.csv"])
    def test_nonqpp_is_known_however_it_is_written(self, tmp_path: Path, name: str) -> None:
        files = release_files(qpp=True)
        files[name] = files.pop(NON_QPP)
        assert self.read(tmp_path, files).release.conversion_factor == Decimal("33.4009")

    def test_qpp_file_alone_is_refused(self, tmp_path: Path) -> None:
        files = release_files(qpp=True, without=("PPRRVU",))
        assert refused(archive(tmp_path, files)) == Refusal(
            "rvu26d.zip",
            None,
            None,
            f"only the file for qualifying APM participants, {QPP}",
            "the nonQPP relative value file (it may hold both)",
            "Give CMS's whole archive, or the file with nonQPP in its name",
        )

    def test_qpp_bytes_under_the_other_name_are_refused(self, tmp_path: Path) -> None:
        files = release_files(qpp=True)
        files[NON_QPP] = files.pop(QPP)
        refusal = refused(archive(tmp_path, files))
        assert (refusal.file, refusal.column, refusal.found) == (NON_QPP, "PRIC IND", "'1'")

    def test_qpp_factor_in_the_other_file_is_refused(self, tmp_path: Path) -> None:
        assert refused(release_zip(tmp_path, factor=QP_FACTOR)) == Refusal(
            NON_QPP,
            None,
            "CONV FACTOR",
            "33.5675 (the factor for qualifying APM participants)",
            "33.4009, in force from 2026-10-01",
            "Check which release this is; a correction needs its own label, such as RVU24AR",
        )

    def test_rows_of_the_qpp_file_mixed_in_are_refused(self, tmp_path: Path) -> None:
        files = release_files(qpp=True)
        other = sheet_2026((service("Y0999"),), QP_FACTOR, "9")
        files[NON_QPP] += other.splitlines(keepends=True)[-1]
        refusal = refused(archive(tmp_path, files))
        assert refusal.column == "CONV FACTOR"
        assert refusal.found == "a second conversion factor, 33.5675 after 33.4009"

    def test_both_with_the_same_factor_are_refused(self, tmp_path: Path) -> None:
        files = {**release_files(), QPP: sheet_2026(SERVICES, "33.4009", "1")}
        assert refused(archive(tmp_path, files)) == Refusal(
            QPP,
            None,
            "CONV FACTOR",
            "a factor of 33.4009, and 33.4009 without QPP",
            "the higher of the two here, as 42 USC 1395w-4(d)(20) has it",
            "The names of the two files may have been exchanged; give CMS's whole archive",
        )

    def test_another_qp_factor_than_the_law_gives_is_refused(self, tmp_path: Path) -> None:
        files = {**release_files(), QPP: sheet_2026(SERVICES, "33.9999", "1")}
        assert refused(archive(tmp_path, files)) == Refusal(
            QPP,
            None,
            "CONV FACTOR",
            "33.9999",
            "33.5675, for qualifying APM participants from 2026-10-01",
            "Check which release this is",
        )

    @pytest.mark.parametrize(
        ("rows", "found"),
        [
            (
                (service("Y0001", work="0.98", pe="1.51", pe_facility="0.41", mp="0.08"),),
                "Y0001 with other values than the nonQPP file's",
            ),
            ((service("Y0777", "26"),), "Y0777-26 with other values than the nonQPP file's"),
            (SERVICES[2:], "no Y0001, which the nonQPP file has"),
        ],
    )
    def test_both_with_other_values_are_refused(
        self, tmp_path: Path, rows: tuple[ServiceRow, ...], found: str
    ) -> None:
        files = {**release_files(), QPP: sheet_2026(rows, QP_FACTOR, "1")}
        assert refused(archive(tmp_path, files)) == Refusal(
            QPP,
            None,
            None,
            found,
            "the same values with another conversion factor",
            "Download the archive again from CMS; the two files are of different releases",
        )

    def test_broken_second_file_is_refused(self, tmp_path: Path) -> None:
        files = release_files(qpp=True)
        files[QPP] = files[QPP].replace(b"0.97", b"0.9O", 1)
        refusal = refused(archive(tmp_path, files))
        assert (refusal.file, refusal.row, refusal.column) == (QPP, 11, "WORK RVU")


def test_of_several_formats_the_csv_is_read_and_a_broken_one_is_not_passed_over(
    tmp_path: Path,
) -> None:
    files = release_files("RVU25D", formats=(".csv", ".txt", ".xlsx"))
    files["PPRRVU2025_Oct.txt"] = b"made up"
    assert read_release(archive(tmp_path, files, "rvu25d.zip")).rows == SERVICES
    files["PPRRVU2025_Oct.csv"] = b"made up\r\n"
    refusal = refused(archive(tmp_path, files, "rvu25d.zip"))
    assert refusal.file == "PPRRVU2025_Oct.csv"


def test_empty_zip_is_refused(tmp_path: Path) -> None:
    assert refused(archive(tmp_path, {})) == Refusal(
        "rvu26d.zip",
        None,
        None,
        "no PPRRVU file (it holds nothing readable)",
        "a file named PPRRVU….csv, .txt or .xlsx",
        GET_AGAIN,
    )
