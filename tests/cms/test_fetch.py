"""Fetching an archive: whole, continued, or failed cleanly. The server is a real one, here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from makers import zip_bytes
from makers.servers import Site, serving
from makers.snapshots import snapshot
from openrvu.cms.fetch import MAX_BYTES, fetch_archive, known_download
from openrvu.cms.known import Download, downloads
from openrvu.cms.notice import CMS_PAGE, NOTICE
from openrvu.errors import DownloadFailed

#: Large enough to arrive in several blocks, and to be cut in the middle.
BODY = zip_bytes({"made-up.bin": hashlib.shake_256(b"new").digest(600_000)})
HALF = len(BODY) // 2
HASH = hashlib.sha256(BODY).hexdigest()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is on this machine, whatever this machine uses for others."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@contextmanager
def offered(site: Site, sha256: str = HASH) -> Iterator[Download]:
    with serving(site) as address:
        yield Download("RVU26D", address, sha256)


def refusal(download: Download, folder: Path, timeout: float = 30) -> str:
    with pytest.raises(DownloadFailed) as caught:
        fetch_archive(download, folder, timeout=timeout)
    return str(caught.value)


class Watcher:
    """Remembers what progress was told, and may stop the download."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.told: list[tuple[int, int | None]] = []
        self.stop_after = stop_after

    def __call__(self, done: int, total: int | None) -> None:
        self.told.append((done, total))
        if self.stop_after is not None and done > self.stop_after:
            raise KeyboardInterrupt


def test_archive_arrives_whole_under_its_own_name(tmp_path: Path) -> None:
    with offered(Site(BODY)) as download:
        path = fetch_archive(download, tmp_path / "new" / "folder")
    assert snapshot(tmp_path) == {"new/folder/rvu26d.zip": BODY}
    assert path == tmp_path / "new" / "folder" / "rvu26d.zip"


def test_progress_runs_from_nothing_to_the_whole(tmp_path: Path) -> None:
    watcher = Watcher()
    with offered(Site(BODY)) as download:
        fetch_archive(download, tmp_path, watcher)
    assert watcher.told[0] == (0, len(BODY))
    assert watcher.told[-1] == (len(BODY), len(BODY))
    assert watcher.told == sorted(watcher.told)


def test_length_that_the_server_does_not_say_is_not_invented(tmp_path: Path) -> None:
    watcher = Watcher()
    with offered(Site(BODY, length=False)) as download:
        fetch_archive(download, tmp_path, watcher)
    assert watcher.told[-1] == (len(BODY), None)


def test_archive_that_is_here_already_is_not_fetched_again(tmp_path: Path) -> None:
    site = Site(BODY)
    with offered(site) as download:
        first = fetch_archive(download, tmp_path)
        assert fetch_archive(download, tmp_path) == first
    assert len(site.asked) == 1


def test_file_of_its_name_with_other_bytes_is_fetched_again(tmp_path: Path) -> None:
    (tmp_path / "rvu26d.zip").write_bytes(b"made up")
    with offered(Site(BODY)) as download:
        fetch_archive(download, tmp_path)
    assert snapshot(tmp_path) == {"rvu26d.zip": BODY}


def test_redirection_is_followed(tmp_path: Path) -> None:
    with offered(Site(BODY, moved=True)) as download:
        assert fetch_archive(download, tmp_path).read_bytes() == BODY


@pytest.mark.parametrize(
    ("etag", "modified"), [('"v1"', ""), ("", "Wed, 26 Aug 2026 10:00:00 GMT")]
)
def test_cut_connection_is_said_and_continued_the_next_time(
    tmp_path: Path, etag: str, modified: str
) -> None:
    site = Site(BODY, etag=etag, modified=modified, cuts=[HALF])
    with offered(site) as download:
        message = refusal(download, tmp_path)
        held = (tmp_path / "rvu26d.zip.part").stat().st_size
        assert held == HALF
        assert f"{HALF:,} bytes are kept" in message
        assert message.startswith(f"RVU26D from {download.address}: found a connection that failed")
        assert message.endswith(
            "expected the whole archive. Try again; a download that broke off goes on from where "
            "it stopped"
        )
        watcher = Watcher()
        fetch_archive(download, tmp_path, watcher)
    assert site.asked == [(None, None), (f"bytes={HALF}-", etag or modified)]
    assert watcher.told[0] == (HALF, len(BODY))
    assert snapshot(tmp_path) == {"rvu26d.zip": BODY}


def test_download_cut_again_and_again_still_gets_there(tmp_path: Path) -> None:
    step = len(BODY) // 4
    site = Site(BODY, cuts=[step, step, step])
    with offered(site) as download:
        for _ in range(3):
            refusal(download, tmp_path)
        fetch_archive(download, tmp_path)
    assert snapshot(tmp_path) == {"rvu26d.zip": BODY}
    assert [asked for asked, _ in site.asked][1:] == [f"bytes={n * step}-" for n in (1, 2, 3)]


def test_download_stopped_by_the_person_can_be_continued(tmp_path: Path) -> None:
    site = Site(BODY)
    with offered(site) as download:
        with pytest.raises(KeyboardInterrupt):
            fetch_archive(download, tmp_path, Watcher(stop_after=HALF // 2))
        held = (tmp_path / "rvu26d.zip.part").stat().st_size
        assert 0 < held < len(BODY)
        assert not (tmp_path / "rvu26d.zip").exists()
        fetch_archive(download, tmp_path)
    assert site.asked[1][0] == f"bytes={held}-"
    assert snapshot(tmp_path) == {"rvu26d.zip": BODY}


def test_download_that_was_whole_but_unnamed_needs_no_server(tmp_path: Path) -> None:
    (tmp_path / "rvu26d.zip.part").write_bytes(BODY)
    download = Download("RVU26D", "http://127.0.0.1:9/rvu26d.zip", HASH)
    assert fetch_archive(download, tmp_path).read_bytes() == BODY
    assert snapshot(tmp_path) == {"rvu26d.zip": BODY}


def test_server_that_cannot_continue_sends_the_whole_again(tmp_path: Path) -> None:
    site = Site(BODY, ranges=False, cuts=[HALF])
    with offered(site) as download:
        refusal(download, tmp_path)
        watcher = Watcher()
        fetch_archive(download, tmp_path, watcher)
    assert watcher.told[0] == (0, len(BODY))
    assert snapshot(tmp_path) == {"rvu26d.zip": BODY}


@pytest.mark.parametrize("etag", ["", 'W/"v1"'])
def test_without_a_sure_version_a_download_is_begun_again(tmp_path: Path, etag: str) -> None:
    site = Site(BODY, etag=etag, cuts=[HALF])
    with offered(site) as download:
        assert "are kept" not in refusal(download, tmp_path)
        fetch_archive(download, tmp_path)
    assert site.asked == [(None, None), (None, None)]


def test_archive_that_changed_in_between_is_begun_again(tmp_path: Path) -> None:
    old = zip_bytes({"made-up.bin": hashlib.shake_256(b"old").digest(600_000)})
    site = Site(old, etag='"v0"', cuts=[HALF])
    with offered(site) as download:
        refusal(download, tmp_path)
        site.body, site.etag = BODY, '"v1"'
        fetch_archive(download, tmp_path)
    assert site.asked[1] == (f"bytes={HALF}-", '"v0"')
    assert snapshot(tmp_path) == {"rvu26d.zip": BODY}


@pytest.mark.parametrize("lie", ["bytes 7-99/100", "made up"])
def test_range_other_than_asked_for_is_not_taken(tmp_path: Path, lie: str) -> None:
    site = Site(BODY, cuts=[HALF], lie=lie)
    with offered(site) as download:
        refusal(download, tmp_path)
        fetch_archive(download, tmp_path)
    assert snapshot(tmp_path) == {"rvu26d.zip": BODY}


def test_part_longer_than_the_archive_is_begun_again(tmp_path: Path) -> None:
    (tmp_path / "rvu26d.zip.part").write_bytes(BODY + b"more")
    (tmp_path / "rvu26d.zip.tag.part").write_text('"v1"')
    with offered(Site(BODY)) as download:
        fetch_archive(download, tmp_path)
    assert snapshot(tmp_path) == {"rvu26d.zip": BODY}


def test_part_with_other_bytes_ends_in_the_hash_and_is_deleted(tmp_path: Path) -> None:
    (tmp_path / "rvu26d.zip.part").write_bytes(b"PK" + bytes(HALF - 2))
    (tmp_path / "rvu26d.zip.tag.part").write_text('"v1"')
    with offered(Site(BODY)) as download:
        assert "found SHA-256" in refusal(download, tmp_path)
        assert snapshot(tmp_path) == {}
        fetch_archive(download, tmp_path)
    assert snapshot(tmp_path) == {"rvu26d.zip": BODY}


def test_wrong_hash_is_refused_with_both_and_nothing_is_kept(tmp_path: Path) -> None:
    with offered(Site(BODY), sha256="0" * 64) as download:
        message = refusal(download, tmp_path)
    assert message == (
        f"RVU26D from {download.address}: found SHA-256 {HASH}; expected {'0' * 64}, as "
        "releases.toml has it. CMS may have replaced or moved the archive; nothing of it was "
        "kept. Download it in a browser and add it with: rvu release add FILE"
    )
    assert snapshot(tmp_path) == {}


@pytest.mark.parametrize(
    ("status", "found"),
    [
        (404, "the answer 404 Not Found"),
        (403, "the answer 403 Forbidden"),
        (500, "the answer 500 Internal Server Error"),
        (204, "the answer 204 No Content"),
    ],
)
def test_answer_that_is_no_archive_is_said(tmp_path: Path, status: int, found: str) -> None:
    body = b"" if status == 204 else b"made up"
    with offered(Site(body, status=status)) as download:
        message = refusal(download, tmp_path)
    assert message == (
        f"RVU26D from {download.address}: found {found}; expected the archive (200). Try later. "
        "Download it in a browser and add it with: rvu release add FILE"
    )
    assert snapshot(tmp_path) == {}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"<!DOCTYPE html><html><body>License</body></html>", "a web page"),
        (b"made up", "a file that is not a zip"),
    ],
)
def test_what_is_no_zip_is_refused_at_its_first_bytes(
    tmp_path: Path, body: bytes, found: str
) -> None:
    with offered(Site(body)) as download:
        message = refusal(download, tmp_path)
    assert f"found {found}; expected a zip archive." in message
    assert snapshot(tmp_path) == {}


def test_empty_answer_is_refused(tmp_path: Path) -> None:
    with offered(Site(b"")) as download:
        assert "found SHA-256 e3b0c442" in refusal(download, tmp_path)
    assert snapshot(tmp_path) == {}


def test_more_bytes_than_any_archive_has_are_not_taken(tmp_path: Path) -> None:
    with offered(Site(b"PK" + bytes(MAX_BYTES))) as download:
        assert f"more than {MAX_BYTES:,} bytes" in refusal(download, tmp_path)
    assert snapshot(tmp_path) == {}


def test_server_that_does_not_answer_in_time_is_said(tmp_path: Path) -> None:
    with offered(Site(BODY, delay=1)) as download:
        message = refusal(download, tmp_path, timeout=0.1)
    assert "found a connection that failed (timed out)" in message
    assert snapshot(tmp_path) == {}


def test_server_that_is_not_there_is_said(tmp_path: Path) -> None:
    with offered(Site(BODY)) as download:
        pass
    message = refusal(download, tmp_path)
    assert "found a connection that failed" in message
    assert snapshot(tmp_path) == {}


def test_disk_that_does_not_take_the_file_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "downloads"
    folder.write_bytes(b"a file where the folder should be")
    with offered(Site(BODY)) as download:
        assert "found a disk that does not take it" in refusal(download, folder)


@pytest.mark.parametrize("label", ["RVU26A", "rvu26d", "26C"])
def test_archives_of_2026_are_known(label: str) -> None:
    download = known_download(label)
    assert download.address.startswith("https://www.cms.gov/files/zip/rvu26")
    assert len(download.sha256) == 64


def test_release_without_a_known_address_is_refused_with_those_that_have_one() -> None:
    with pytest.raises(DownloadFailed) as caught:
        known_download("RVU24A")
    assert str(caught.value) == (
        "no address is known for RVU24A, only for RVU26A, RVU26B, RVU26C, RVU26D. "
        "Download it in a browser and add it with: rvu release add FILE"
    )


def test_every_known_archive_is_listed_once() -> None:
    labels = [d.label for d in downloads()]
    assert labels == sorted(set(labels))


@pytest.mark.parametrize("word", ["American Medical Association", "American Dental Association"])
def test_notice_names_the_owners_and_where_to_read_their_terms(word: str) -> None:
    assert word in NOTICE
    assert CMS_PAGE in NOTICE
