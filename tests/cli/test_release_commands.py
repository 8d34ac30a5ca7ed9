"""``rvu release``: list, add, fetch and remove, as a person types them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from makers import AREAS, ZIPS, release_files, release_zip, service, zip5_txt, zip_file
from makers.servers import Site, serving
from makers.snapshots import snapshot
from openrvu.book.book import open_book
from openrvu.cli.commands import rvu

Run = Callable[..., Result]
DAYS = "2026-10-01 to 2026-12-31"
ROWS = (service("Y0001", work="9.99"),)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder for each test."""
    folder = tmp_path / "data"
    monkeypatch.setenv("OPENRVU_DATA_DIR", str(folder))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    open_book.cache_clear()
    yield folder
    open_book.cache_clear()


def answer(*args: object, typed: str = "") -> Result:
    """Run the command with something typed at its questions."""
    return CliRunner().invoke(rvu, [str(arg) for arg in args], input=typed, prog_name="rvu")


class TestList:
    """What the book holds."""

    def test_piped_list_is_tabs_and_whole(self, run: Run) -> None:
        head, *lines = run("release", "list").stdout.splitlines()
        assert head.split("\t")[:3] == ["Release", "In force", "Published"]
        rows = {line.split("\t")[0]: line.split("\t") for line in lines}
        assert rows["RVU24AR"][1] == "2024-03-09 to 2024-03-31"
        assert rows["RVU26C"][3:8] == [
            "bundled",
            "rvu26c.zip",
            "LOCCO, ANES, OPPSCAP",
            "33.4009",
            "33.5675",
        ]

    def test_json_list_says_the_same_with_hashes(self, run: Run, tmp_path: Path) -> None:
        path = release_zip(tmp_path, "RVU26D", rows=ROWS)
        run("release", "add", path)
        found = json.loads(run("release", "list", "--json").stdout)
        assert found["releases"][-1] == {
            "label": "RVU26D",
            "first": "2026-10-01",
            "last": "2026-12-31",
            "published": "2026-01-02",
            "conversion_factor": "33.4009",
            "qp_conversion_factor": "33.5675",
            "codes": 1,
            "owned": True,
            "answers": True,
            "archive": "rvu26d.zip",
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "lacks": [],
        }
        assert found["zip_files"] == [{"edition": "20254", "owned": False}]

    def test_own_release_stands_before_the_bundled_one_of_its_label(
        self, run: Run, tmp_path: Path
    ) -> None:
        run("release", "add", release_zip(tmp_path, "RVU26C", rows=ROWS), "--replace")
        lines = run("release", "list").stdout.splitlines()
        assert [line.split("\t")[3] for line in lines if line.startswith("RVU26C")] == [
            "yours",
            "bundled, behind yours",
        ]

    def test_file_that_does_not_open_is_named(self, run: Run, data: Path) -> None:
        (data / "releases").mkdir(parents=True)
        (data / "releases" / "RVU24A.sqlite").write_bytes(b"made up")
        result = run("release", "list")
        assert result.exit_code == 0
        assert "RVU24A.sqlite does not open; add its release again" in result.stderr


class TestAdd:
    """Adding what a person has."""

    def test_what_came_what_lacks_and_what_changed_are_said(self, run: Run, tmp_path: Path) -> None:
        path = release_zip(tmp_path, "RVU26D", rows=ROWS, without=("ANES", "OPPSCAP"))
        result = run("release", "add", path)
        assert result.exit_code == 0
        assert result.stdout.splitlines() == [
            f"RVU26D added from rvu26d.zip: 1 row, 5 localities, in force {DAYS}.",
            "Conversion factor 33.4009, QP 33.5675.",
            "Lacks ANES: without anesthesia factors.",
            "Lacks OPPSCAP: without CMS's capped amounts, to check ours against.",
            "Against RVU26C: 1 row new, 19,356 gone, 0 with other values.",
            "Localities: 5 new, 108 gone, 0 indices changed.",
        ]
        assert result.stderr.startswith("rvu: warning: It has 1 rows where RVU26C has 19,356")

    def test_an_index_that_changed_is_named_for_the_same_label_and_counted_for_another(
        self, run: Run, tmp_path: Path
    ) -> None:
        areas = [*AREAS[:-1], replace(AREAS[-1], pe_gpci=Decimal("0.975"))]
        run("release", "add", release_zip(tmp_path, "RVU26C", rows=ROWS), "--replace")
        path = release_zip(tmp_path, "RVU26D", rows=ROWS, areas=areas)
        counted = run("release", "add", path).stdout.splitlines()
        assert counted[-2:] == [
            "Against RVU26C: every row the same.",
            "Localities: 1 index changed.",
        ]
        path = release_zip(tmp_path, "RVU26C", rows=ROWS, areas=areas)
        refused = run("release", "add", path)
        assert "Indices differ, first WI 06902-00 PE 0.957 → 0.975. To let" in refused.stderr
        named = run("release", "add", path, "--replace").stdout.splitlines()
        assert named[-1] == "Localities: 1 index changed: WI 06902-00 PE 0.957 → 0.975."
        again = run("release", "add", release_zip(tmp_path, "RVU26D", rows=ROWS), "--replace")
        assert again.stdout.splitlines()[-1].startswith("Localities: 1 index changed: WI")

    def test_localities_without_a_difference_are_said_to_be_the_same(
        self, run: Run, tmp_path: Path
    ) -> None:
        run("release", "add", release_zip(tmp_path, "RVU26C", rows=ROWS), "--replace")
        lines = run("release", "add", release_zip(tmp_path, "RVU26D", rows=ROWS)).stdout
        assert lines.splitlines()[-1] == "Localities: every index the same."

    def test_mended_damage_is_said(self, run: Run, tmp_path: Path) -> None:
        files = release_files("RVU26D")
        name = "PPRRVU2026_Oct_nonQPP.csv"
        files[name] = files[name].replace(b"\r\n00101,", b"\r\n101,")
        result = run("release", "add", zip_file(tmp_path / "rvu26d.zip", files))
        mended = f"Mended: {name}, HCPCS: leading zeros put back in anesthesia codes (1 row)."
        assert mended in result.stdout.splitlines()

    def test_added_release_answers_the_next_command(self, run: Run, tmp_path: Path) -> None:
        run("release", "add", release_zip(tmp_path, "RVU26D", rows=ROWS))
        found = json.loads(run("code", "Y0001", "--json").stdout)
        assert (found["release"], found["work_rvu"]) == ("RVU26D", "9.99")

    def test_same_bytes_again_are_said_to_be_here(self, run: Run, tmp_path: Path) -> None:
        path = release_zip(tmp_path, "RVU26D", rows=ROWS)
        run("release", "add", path)
        result = run("release", "add", path)
        assert (result.exit_code, result.stdout) == (
            0,
            "RVU26D was already here, from the same bytes.\n",
        )

    def test_other_bytes_are_refused_until_told_to_replace(self, run: Run, tmp_path: Path) -> None:
        path = release_zip(tmp_path, "RVU25D", rows=ROWS)
        refused = run("release", "add", path)
        assert refused.exit_code == 1
        assert refused.stdout == ""
        assert refused.stderr.startswith("rvu: RVU25D is in the book already (it ships with")
        taken = run("release", "add", path, "--replace")
        assert taken.exit_code == 0
        assert (
            "It answers in place of the one that ships with OpenRVU, from rvu25d.zip."
            in taken.stdout
        )

    def test_label_may_be_given(self, run: Run, tmp_path: Path) -> None:
        path = release_zip(tmp_path, "RVU24AR", rows=ROWS).rename(tmp_path / "mine.zip")
        result = run("release", "add", path, "--label", "24ar", "--replace")
        assert result.stdout.startswith("RVU24AR added from mine.zip")

    def test_label_that_is_none_is_a_matter_of_usage(self, run: Run, tmp_path: Path) -> None:
        result = run("release", "add", tmp_path, "--label", "tomorrow")
        assert result.exit_code == 2
        assert "'tomorrow' is not a release; expected a label such as RVU26C" in result.stderr

    def test_bad_archive_is_refused_in_one_line_and_nothing_is_written(
        self, run: Run, tmp_path: Path, data: Path
    ) -> None:
        path = tmp_path / "rvu26d.zip"
        path.write_bytes(b"<html>")
        result = run("release", "add", path)
        assert result.exit_code == 1
        assert result.stderr == (
            "rvu: rvu26d.zip: found a web page saved under the name of a zip; expected a whole "
            "zip archive. Open the address in a browser, accept CMS's notice, and save the zip "
            "itself\n"
        )
        assert not data.exists()

    def test_zip_file_is_added_listed_and_removed(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "ZIP5_JAN2030.txt"
        path.write_bytes(zip5_txt(ZIPS).replace(b"20254", b"20301"))
        assert run("release", "add", path).stdout == "ZIP codes of 2030, quarter 1 added.\n"
        again = run("release", "add", path).stdout
        assert again == "ZIP codes of 2030, quarter 1 were already here.\n"
        listed = json.loads(run("release", "list", "--json").stdout)["zip_files"]
        assert listed[0] == {"edition": "20301", "owned": True}
        assert run("release", "remove", "zip5-20301").stdout == "ZIP5-20301 removed.\n"


class TestRemove:
    """Taking a release away again."""

    def test_bundled_one_answers_again(self, run: Run, tmp_path: Path) -> None:
        run("release", "add", release_zip(tmp_path, "RVU26C", rows=ROWS), "--replace")
        result = run("release", "remove", "rvu26c")
        assert result.stdout.splitlines() == [
            "RVU26C removed.",
            "RVU26C as it ships with OpenRVU, from rvu26c.zip, answers now.",
        ]

    def test_bundled_release_stays(self, run: Run) -> None:
        result = run("release", "remove", "RVU26C")
        assert result.exit_code == 1
        assert result.stderr.startswith("rvu: RVU26C ships with OpenRVU and cannot be removed")


@contextmanager
def offered(
    folder: Path, monkeypatch: pytest.MonkeyPatch, site: Site, sha256: str = ""
) -> Iterator[Site]:
    """Serve an archive, and name it in a list of releases."""
    with serving(site) as address:
        listing = folder / "releases.toml"
        sha256 = sha256 or hashlib.sha256(site.body).hexdigest()
        entries = [
            f'[[release]]\nlabel = "{label}"\naddress = "{address}"\nsha256 = "{sha256}"\n'
            for label in ("RVU26C", "RVU26D")
        ]
        listing.write_text("".join(entries))
        monkeypatch.setenv("OPENRVU_RELEASES", str(listing))
        yield site


class TestFetch:
    """Fetching an archive from its public address; here, a server on this machine."""

    @pytest.fixture
    def site(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
        body = release_zip(tmp_path, "RVU26D", rows=ROWS, qpp=True).read_bytes()
        with offered(tmp_path, monkeypatch, Site(body)) as made:
            yield made

    @pytest.mark.usefixtures("site")
    def test_notice_is_shown_and_accepted_then_the_release_is_added(self, data: Path) -> None:
        result = answer("release", "fetch", "26d", typed="y\n")
        assert result.exit_code == 0, result.output
        notice, _, report = result.stdout.partition("Do you accept these terms? [y/N]: y")
        assert "American Medical Association" in notice
        assert "RVU26D added from rvu26d.zip: 1 row," in report
        assert [p.name for p in (data / "releases").iterdir()] == ["RVU26D.sqlite"]
        assert snapshot(data / "downloads") == {}

    @pytest.mark.parametrize("typed", ["n\n", "\n", ""])
    def test_without_acceptance_nothing_is_asked_of_the_server(
        self, site: Site, data: Path, typed: str
    ) -> None:
        result = answer("release", "fetch", "RVU26D", typed=typed)
        assert result.exit_code == 1
        assert site.asked == []
        assert not data.exists()

    @pytest.mark.usefixtures("site")
    def test_yes_accepts_beforehand_and_still_shows_the_notice(self, run: Run) -> None:
        result = run("release", "fetch", "RVU26D", "--yes")
        assert result.exit_code == 0
        assert "copyright of the American Medical Association" in result.stdout

    def test_archive_that_is_held_is_not_fetched_again(self, site: Site, run: Run) -> None:
        run("release", "fetch", "RVU26D", "--yes")
        result = run("release", "fetch", "RVU26D", "--yes")
        assert result.stdout == "RVU26D is already here, from the same archive.\n"
        assert len(site.asked) == 1

    def test_broken_download_goes_on_the_next_time(self, site: Site, run: Run, data: Path) -> None:
        site.cuts = [100]
        first = run("release", "fetch", "RVU26D", "--yes")
        assert first.exit_code == 1
        assert "100 bytes are kept" in first.stderr
        assert sorted(snapshot(data / "downloads")) == ["rvu26d.zip.part", "rvu26d.zip.tag.part"]
        assert run("release", "fetch", "RVU26D", "--yes").exit_code == 0
        assert site.asked[1] == ("bytes=100-", '"v1"')

    @pytest.mark.usefixtures("site")
    def test_release_without_an_address_is_refused(self, run: Run) -> None:
        result = run("release", "fetch", "RVU24A", "--yes")
        assert result.exit_code == 1
        assert "no address is known for RVU24A" in result.stderr


def test_partial_release_that_ships_is_completed_without_being_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    body = release_zip(tmp_path, "RVU26C", rows=ROWS).read_bytes()
    with offered(tmp_path, monkeypatch, Site(body)):
        result = run("release", "fetch", "RVU26C", "--yes")
    assert result.exit_code == 0, result.output
    assert "It answers in place of the one that ships with OpenRVU" in result.stdout


def test_own_release_is_not_replaced_without_being_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, data: Path
) -> None:
    run("release", "add", release_zip(tmp_path, "RVU26D", rows=ROWS))
    body = release_zip(tmp_path, "RVU26D", rows=ROWS, qpp=True).read_bytes()
    with offered(tmp_path, monkeypatch, Site(body)):
        refused = run("release", "fetch", "RVU26D", "--yes")
        assert refused.exit_code == 1
        assert "add it with --replace" in refused.stderr
        assert snapshot(data / "downloads") == {}
        assert run("release", "fetch", "RVU26D", "--yes", "--replace").exit_code == 0


def test_wrong_hash_is_refused_and_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, data: Path
) -> None:
    body = release_zip(tmp_path, "RVU26D", rows=ROWS).read_bytes()
    with offered(tmp_path, monkeypatch, Site(body), sha256="0" * 64):
        result = run("release", "fetch", "RVU26D", "--yes")
    assert result.exit_code == 1
    assert "found SHA-256" in result.stderr
    assert snapshot(data) == {}


@pytest.mark.parametrize("text", [None, "[[release]]\nlabel = 'RVU26D'\n", "release = 1", "?"])
def test_list_of_addresses_that_cannot_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, text: str | None
) -> None:
    listing = tmp_path / "mine.toml"
    if text is not None:
        listing.write_text(text)
    monkeypatch.setenv("OPENRVU_RELEASES", str(listing))
    result = run("release", "fetch", "RVU26D", "--yes")
    assert result.exit_code == 1
    assert f"rvu: {listing}, named by OPENRVU_RELEASES: found" in result.stderr


def test_help_has_examples_and_exit_codes(run: Run) -> None:
    text = run("release", "--help").stdout
    assert "rvu release add rvu26d.zip" in text
    assert "Exit codes: 0 done" in text
