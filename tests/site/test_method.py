"""Data and method, and about: what they claim is what the code and the data say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from openrvu import FeeSchedule, Setting, __version__, open_book
from openrvu.book import places
from openrvu.cms.official import read_official
from openrvu.cms.package import open_package
from openrvu.codes.comparison import rank_in_category
from openrvu.codes.index import open_index
from openrvu.pricing.verify import verify
from openrvu.pricing.verify_amounts import STATUS_C_CAP
from openrvu.schedule.amount import PAYABLE
from openrvu.site.method import evidence
from openrvu.site.method.evidence import coverage, missing_releases, outcomes, sources
from openrvu.site.method.measured import MEASURED, Measured
from visiting import data, html, main_of, words_of

BOOK, INDEX = open_book(), open_index()


def test_the_worked_example_is_the_librarys(client: Client) -> None:
    words = words_of(html(client, "/method/"))
    answer = FeeSchedule.newest().amount("76000", "26", setting=Setting.FACILITY)
    for step in answer.steps:
        assert str(step.result) in words
    assert f"Rounded half up to cents ${answer.amount}" in words


def test_the_rank_is_defined_with_the_figures_of_an_example(client: Client) -> None:
    page = html(client, "/method/")
    rank = rank_in_category(BOOK, BOOK.newest().label, "76000")
    assert rank is not None
    assert 'id="rank"' in page
    assert rank.population in page
    assert f"{rank.below} of {rank.spread.n}, the {rank.percentile}th" in page


def test_every_archive_is_named_with_its_hash(client: Client) -> None:
    page = html(client, "/method/")
    for release in BOOK.releases():
        assert release.sha256 in page
        assert release.archive in page
    for source in sources(BOOK):
        assert source.sha256 in page


def test_the_manifest_tells_rows_and_repairs() -> None:
    listed = {source.release: source for source in sources(BOOK)}
    newest = BOOK.newest()
    assert listed[newest.label].rows == sum(1 for _ in BOOK.all_rows(newest.label))
    assert listed["RVU20D"].repairs
    assert listed[newest.label].lacks == newest.lacks
    assert any(label.startswith("ZIP5") for label in listed)


def test_without_a_manifest_the_book_itself_tells_the_sources(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(evidence, "manifest_path", lambda: tmp_path / "none.json")
    assert places.manifest_path().is_file()
    listed = sources(BOOK)
    assert [s.release for s in listed] == [r.label for r in BOOK.releases()]
    assert {s.rows for s in listed} == {None}


def test_releases_not_held_are_named(client: Client) -> None:
    missing = missing_releases(BOOK)
    assert missing == ("RVU24D", "RVU25A", "RVU25B", "RVU25C", "RVU26A", "RVU26B", "RVU26D")
    assert f"Releases not held: {', '.join(missing)}" in words_of(html(client, "/method/"))


def test_every_status_of_the_newest_release_has_its_outcome_and_count() -> None:
    rows = list(BOOK.all_rows(BOOK.newest().label))
    assert sum(line.rows for line in outcomes(BOOK)) == len(rows)
    assert {line.status for line in outcomes(BOOK)} == {row.policy.status for row in rows}
    assert {line.status for line in outcomes(BOOK) if line.outcome == "priced"} == PAYABLE


def test_the_counts_of_the_text_are_those_of_the_index(client: Client) -> None:
    words = words_of(html(client, "/method/"))
    readings, counted = INDEX.readings(), coverage(BOOK, INDEX)
    assert readings
    for reading in readings:
        assert f"{reading.area} {reading.read} {reading.right} {reading.mended}" in words
    assert counted.written == len(INDEX.written_titles())
    assert f"{counted.payable_written:,} have text so far" in words
    assert 'id="text"' in html(client, "/method/")


def test_every_place_that_other_pages_point_to_is_there(client: Client) -> None:
    page = html(client, "/method/")
    anchors = set(re.findall(r'id="([a-z]+)"', page))
    assert set(re.findall(r'href="#([a-z]+)"', page)) - {"main"} <= anchors
    assert 'href="/support/#errata"' in page
    assert 'id="errata"' in html(client, "/support/")


def test_the_checks_are_shown_as_measured(client: Client) -> None:
    words = words_of(html(client, "/method/"))
    for measured in MEASURED:
        assert f"{measured.matched:,} {measured.checkable:,} rows" in words
    assert "Measured November 23, 2026" in words


@pytest.mark.cms
@pytest.mark.parametrize("claimed", MEASURED, ids=lambda m: f"{m.file}-{m.release}")
def test_the_checks_come_out_again(cms_dir: Path, claimed: Measured) -> None:
    amounts = read_official(open_package(cms_dir / claimed.file).need(claimed.kind))
    found = verify(amounts, FeeSchedule.of(claimed.release))
    assert len(amounts) == claimed.rows
    assert (found.matched, found.checkable) == (claimed.matched, claimed.checkable)
    assert found.amounts == claimed.amounts
    apart = dict(found.unknown)
    assert apart.pop(STATUS_C_CAP, 0) == claimed.status_c
    assert sum(apart.values()) == claimed.no_index
    assert all("has no index" in reason for reason in apart)


def test_the_evidence_as_json(client: Client) -> None:
    answer = data(client, "/method.json")
    assert answer["localities_without_index"] == ["01212-01"]
    assert answer["verified"][0]["matched"] == answer["verified"][0]["checkable"]
    assert answer["coverage"]["payable"] == coverage(BOOK, INDEX).payable
    assert answer["version"] == __version__


def test_about_says_for_whom_and_on_whose_authority(client: Client) -> None:
    words = words_of(html(client, "/about/"))
    assert "Medical students" in words
    assert "not affiliated with, endorsed by or paid by" in words
    assert "Nothing leaves the machine" in words
    assert f"OpenRVU {__version__}." in words
    assert data(client, "/about.json")["newest_release"] == BOOK.newest().label


def test_a_public_copy_says_what_it_receives(client: Client, settings: Settings) -> None:
    settings.SITE_ADDRESS = "https://rvu.example"
    words = words_of(html(client, "/about/"))
    assert "This copy runs at https://rvu.example" in words
    assert "https://rvu.example/codes/76000/?release=" in words


def test_an_export_points_to_no_page_that_needs_a_server(
    client: Client, settings: Settings
) -> None:
    settings.STATIC_EXPORT = True
    for path in ("/method/", "/about/", "/factors/"):
        page = main_of(html(client, path))
        assert 'href="/tally/' not in page
        assert "<form" not in page
