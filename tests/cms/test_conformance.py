"""CMS's own archives, where they are at hand: all are read, and their formats agree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from openrvu.cms.anes import read_anes
from openrvu.cms.gpci import read_gpci
from openrvu.cms.known import factor_on
from openrvu.cms.locco import CountyRow, read_locco
from openrvu.cms.official import read_official
from openrvu.cms.package import Member, Package, open_package
from openrvu.cms.pprrvu import read_pprrvu
from openrvu.cms.release import ReleaseContents, read_release
from openrvu.cms.zip5 import read_zip5
from openrvu.schedule.releases import start_of

pytestmark = pytest.mark.cms

#: Rows (a code and modifier each) and localities of every release held. RVU26C is a partial
#: archive whose index file leaves Hawaii and Guam out.
RELEASES = {
    "rvu20a": (17236, 112),
    "rvu20b": (17250, 112),
    "rvu20c": (17320, 112),
    "rvu20d": (17346, 112),
    "rvu21a": (17327, 112),
    "rvu21b": (17338, 112),
    "rvu21c": (17403, 112),
    "rvu21d": (17432, 112),
    "rvu22a": (17600, 112),
    "rvu22b": (17630, 112),
    "rvu22c": (17695, 112),
    "rvu22d": (17726, 112),
    "rvu23a": (18010, 112),
    "rvu23b": (18037, 112),
    "rvu23c": (18132, 112),
    "rvu23d": (18168, 112),
    "rvu24a": (18499, 109),
    "rvu24ar": (18499, 109),
    "rvu24b": (18534, 109),
    "rvu24c": (18664, 109),
    "rvu25d": (19090, 109),
    "rvu26c": (19356, 108),
}
T = TypeVar("T")


@pytest.fixture(scope="module")
def rvu25d(cms_dir: Path) -> Package:
    """The one archive here that holds every table in every format."""
    return open_package(cms_dir / "rvu25d.zip")


def formats(package: Package, kind: str) -> list[Member]:
    """The members of a kind: .csv, .txt, .xlsx."""
    found = sorted((m for m in package.members if m.kind == kind), key=lambda m: m.suffix)
    assert [m.suffix for m in found] == [".csv", ".txt", ".xlsx"]
    return found


def read_all(package: Package, kind: str, read: Callable[[Member], T]) -> tuple[T, T, T]:
    """A table from its .csv, .txt and .xlsx."""
    csv, txt, xlsx = (read(member) for member in formats(package, kind))
    return csv, txt, xlsx


@pytest.mark.parametrize("name", RELEASES)
def test_release_is_read_whole(cms_dir: Path, name: str) -> None:
    contents = read_release(cms_dir / f"{name}.zip")
    release = contents.release
    assert release.label == name.upper()
    assert (len(contents.rows), len(contents.localities)) == RELEASES[name]
    assert release.conversion_factor == factor_on(start_of(release.label))
    assert release.published is not None


def test_no_archive_is_left_out(cms_dir: Path) -> None:
    assert {path.stem for path in cms_dir.glob("rvu*.zip")} == set(RELEASES)


class TestThreeFormats:
    """RVU25D, which CMS published as .csv, .txt and .xlsx."""

    def test_relative_values_are_identical(self, rvu25d: Package) -> None:
        csv, txt, xlsx = read_all(rvu25d, "PPRRVU", read_pprrvu)
        assert csv.rows == txt.rows == xlsx.rows
        assert csv.conversion_factor == txt.conversion_factor == xlsx.conversion_factor
        assert csv.heading == xlsx.heading
        assert csv.repairs == txt.repairs == xlsx.repairs == ()

    def test_indices_are_identical(self, rvu25d: Package) -> None:
        csv, txt, xlsx = read_all(rvu25d, "GPCI", read_gpci)
        assert csv.rows == txt.rows == xlsx.rows
        assert csv.year == txt.year == xlsx.year == 2025

    def test_anesthesia_factors_are_identical(self, rvu25d: Package) -> None:
        csv, txt, xlsx = read_all(rvu25d, "ANES", read_anes)
        assert csv.factors == txt.factors == xlsx.factors

    def test_capped_amounts_are_identical(self, rvu25d: Package) -> None:
        csv, txt, xlsx = read_all(rvu25d, "OPPSCAP", read_official)
        assert len(csv) == 16_100
        # Row numbers differ by the heading, which the .txt does not have.
        assert [key(a) for a in csv] == [key(a) for a in txt] == [key(a) for a in xlsx]

    def test_counties_are_identical_but_for_what_the_text_file_cuts_or_words_otherwise(
        self, rvu25d: Package
    ) -> None:
        csv, txt, xlsx = read_all(rvu25d, "LOCCO", read_locco)
        assert csv.rows == xlsx.rows
        assert not any(row.cut for row in csv.rows)
        by_key = {(row.carrier, row.number): row for row in txt.rows}
        assert list(by_key) == [(row.carrier, row.number) for row in csv.rows]
        for row in csv.rows:
            assert_same_counties(row, by_key[row.carrier, row.number])


def key(amount: object) -> tuple[object, ...]:
    """Everything of an amount but its row."""
    return tuple(getattr(amount, name) for name in amount.__slots__ if name != "row")  # type: ignore[attr-defined]


#: 25LOCCO.txt leaves CALIFORNIA out, and spells the counties of this locality otherwise.
WORDED_OTHERWISE = ("01182", "18")


def assert_same_counties(whole: CountyRow, text: CountyRow) -> None:
    assert text.state == ("" if whole.state == "CA" else whole.state)
    if (whole.carrier, whole.number) == WORDED_OTHERWISE:
        assert (whole.counties, text.counties) == (
            "LOS ANGELES /ORAGNGE CNTY",
            "LOS ANGELES/ORANGE",
        )
    elif text.cut:
        assert whole.counties.startswith(text.counties)
    else:
        assert whole.counties == text.counties


@pytest.fixture(scope="module")
def damaged(cms_dir: Path) -> ReleaseContents:
    """Has been through a spreadsheet, which took its leading zeros."""
    return read_release(cms_dir / "rvu20d.zip")


@pytest.fixture(scope="module")
def whole(cms_dir: Path) -> ReleaseContents:
    """The release before the damaged one."""
    return read_release(cms_dir / "rvu20c.zip")


def test_spreadsheet_damage_is_reported_by_column(
    whole: ReleaseContents, damaged: ReleaseContents
) -> None:
    assert whole.repairs == ()
    assert {(r.column, r.count) for r in damaged.repairs} == {
        ("HCPCS", 272),
        ("GLOB DAYS", 5521),
        ("PHYSICIAN SUPERVISION OF DIAGNOSTIC PROCEDURES", 17318),
    }


def test_mended_codes_are_those_of_the_release_before_and_what_is_new(
    whole: ReleaseContents, damaged: ReleaseContents
) -> None:
    before, after = ({(r.code, r.modifier) for r in c.rows} for c in (whole, damaged))
    assert before - after == set()
    assert len(after - before) == 26
    assert {len(code) for code, _ in after} == {5}


@pytest.mark.parametrize("name", ["global_days", "supervision", "imaging_family"])
def test_mended_indicators_are_those_of_the_release_before(
    whole: ReleaseContents, damaged: ReleaseContents, name: str
) -> None:
    before, after = (
        {(r.code, r.modifier): getattr(r.policy, name) for r in c.rows} for c in (whole, damaged)
    )
    assert len([k for k in before if before[k] != after[k]]) <= 3


@pytest.fixture(scope="module")
def rvu26c(cms_dir: Path) -> ReleaseContents:
    """A partial archive with the 32 columns of 2026."""
    return read_release(cms_dir / "rvu26c.zip")


def test_rows_and_codes_of_july_2026_are_those_counted_elsewhere(rvu26c: ReleaseContents) -> None:
    unmodified = [row for row in rvu26c.rows if not row.modifier]
    paid = [row for row in unmodified if row.policy.status in "ART"]
    assert len(rvu26c.rows) == 19_356
    # One more code (86153) has a row for modifier 26 alone.
    assert len(unmodified) == 17_095
    assert len(paid) == 8_593
    assert len([row for row in paid if row.work]) == 7_278


def test_partial_archive_of_july_2026_says_what_it_lacks(rvu26c: ReleaseContents) -> None:
    assert rvu26c.release.lacks == ("LOCCO", "ANES", "OPPSCAP")
    assert all(not a.counties and a.anesthesia_factor is None for a in rvu26c.localities)
    assert str(rvu26c.release.qp_conversion_factor) == "33.5675"


def test_payment_file_has_109_official_amounts(cms_dir: Path) -> None:
    (only,) = open_package(cms_dir / "PFREV25C.txt").members
    amounts = read_official(only)
    assert len(amounts) == 109
    assert {a.year for a in amounts} == {2025}


def test_zip_file_has_every_zip_of_its_edition(cms_dir: Path) -> None:
    areas = read_zip5(open_package(cms_dir / "zip5_oct2025.zip").need("ZIP5"))
    assert len(areas) == 42_956
    assert {a.edition for a in areas} == {"20254"}
    assert sum(a.spans for a in areas) == 580
