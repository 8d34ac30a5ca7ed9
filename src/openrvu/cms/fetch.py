"""Fetches an archive from CMS. The one module that opens the network.

A download goes to a file ending in ``.part``, is continued where it broke off if the server
agrees that it is still the same file, and gets its own name only once its SHA-256 is right.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from openrvu.cms.archive import is_web_page
from openrvu.cms.known import Download, downloads
from openrvu.errors import DownloadFailed
from openrvu.schedule.releases import normalise_label

if TYPE_CHECKING:
    import httpx

#: Called as bytes arrive: how many are here, and how many there will be, or None.
Progress = Callable[[int, int | None], None]

#: No archive of CMS's is near this size; a server that sends more is not sending one.
MAX_BYTES = 64 * 1024 * 1024
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)\Z")
_AGAIN = "Try again; a download that broke off goes on from where it stopped"
_BY_HAND = "Download it in a browser and add it with: rvu release add FILE"


def known_download(label: str) -> Download:
    """The address and hash of a release's archive.

    Raises:
        DownloadFailed: no address is known for the release.
    """
    wanted = normalise_label(label)
    for download in downloads():
        if download.label == wanted:
            return download
    listed = ", ".join(d.label for d in downloads())
    raise DownloadFailed(f"no address is known for {wanted}, only for {listed}. {_BY_HAND}")


def fetch_archive(
    download: Download, folder: Path, progress: Progress | None = None, *, timeout: float = 30
) -> Path:
    """Download an archive into a folder, or take it from there if it is whole already.

    Args:
        download: where it is, and the SHA-256 it must have.
        folder: holds the archive, and what there is of it in the meantime.
        progress: told of the bytes received so far.
        timeout: seconds to wait for the server, each time.

    Returns:
        The archive, whose SHA-256 is right.

    Raises:
        DownloadFailed: it did not come, or not as it should be. Bytes worth continuing stay in
            the ``.part`` file; whatever is wrong is deleted.
    """
    transfer = _Transfer(download, folder, progress or _silent)
    try:
        if transfer.is_here():
            return transfer.target
        folder.mkdir(parents=True, exist_ok=True)
        transfer.receive(timeout)
        return transfer.verify()
    except OSError as error:
        raise _failure(
            download, f"a disk that does not take it ({error})", "room to write", "Free some space"
        ) from error


def _silent(_done: int, _total: int | None) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class _Transfer:
    """One archive on its way: its files, and whom to tell."""

    download: Download
    folder: Path
    progress: Progress

    @property
    def target(self) -> Path:
        return self.folder / PurePosixPath(urlsplit(self.download.address).path).name

    @property
    def part(self) -> Path:
        return self.target.with_name(f"{self.target.name}.part")

    @property
    def tag(self) -> Path:
        """Names the version that the ``.part`` file is of, as the server told it."""
        return self.target.with_name(f"{self.target.name}.tag.part")

    def is_here(self) -> bool:
        """Whether the archive is in the folder already; one that is not right is deleted."""
        if self.part.is_file() and _sha256(self.part) == self.download.sha256:
            self.verify()  # whole, but stopped before it got its name
        if not self.target.is_file():
            return False
        if _sha256(self.target) == self.download.sha256:
            return True
        self.target.unlink()
        return False

    def receive(self, timeout: float) -> None:
        """Bring the ``.part`` file to its full length."""
        import httpx

        timeouts = httpx.Timeout(timeout)
        with httpx.Client(timeout=timeouts, follow_redirects=True) as client:
            try:
                if not self._continue(client):
                    self._start(client)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise self._broke_off(error) from error

    def _continue(self, client: httpx.Client) -> bool:
        """Go on from the ``.part`` file; False where it must be begun again."""
        held = self.part.stat().st_size if self.part.is_file() else 0
        version = self.tag.read_text("utf-8") if self.tag.is_file() else ""
        if not (held and version):
            return False
        headers = {"Range": f"bytes={held}-", "If-Range": version}
        with self._asking(client, headers) as response:
            place = _RANGE.match(response.headers.get("Content-Range", ""))
            if response.status_code == 206 and place and int(place[1]) == held:
                total = None if place[2] == "*" else int(place[2])
                self._save(response, held, total)
                return True
            if response.status_code == 200:
                self._save_anew(response)
                return True
        return False  # a range the server does not have, or has otherwise than asked

    def _start(self, client: httpx.Client) -> None:
        with self._asking(client, {}) as response:
            if response.status_code != 200:
                raise self._refused(response)
            self._save_anew(response)

    @contextmanager
    def _asking(self, client: httpx.Client, headers: dict[str, str]) -> Iterator[httpx.Response]:
        # Compressed in transit, the bytes could not be counted or continued.
        asked = {"User-Agent": "openrvu", "Accept-Encoding": "identity", **headers}
        with client.stream("GET", self.download.address, headers=asked) as response:
            yield response

    def _save_anew(self, response: httpx.Response) -> None:
        self.discard()
        # Only a strong tag, or a date, promises that the bytes are the same ones.
        tag = response.headers.get("ETag", "")
        version = tag if tag and not tag.startswith("W/") else ""
        version = version or response.headers.get("Last-Modified", "")
        if version:
            self.tag.write_text(version, "utf-8")
        length = response.headers.get("Content-Length", "")
        self._save(response, 0, int(length) if length.isdigit() else None)

    def _save(self, response: httpx.Response, done: int, total: int | None) -> None:
        first = done == 0
        with self.part.open("ab" if done else "wb") as file:
            self.progress(done, total)
            for block in response.iter_raw():
                if first:
                    self._check_head(block)
                    first = False
                file.write(block)
                done += len(block)
                if done > MAX_BYTES:
                    raise self._wrong(f"more than {MAX_BYTES:,} bytes", "an archive of CMS's")
                self.progress(done, total)

    def _check_head(self, block: bytes) -> None:
        if is_web_page(block[:512]):
            raise self._wrong("a web page", "a zip archive")
        if not block.startswith(b"PK"):
            raise self._wrong("a file that is not a zip", "a zip archive")

    def verify(self) -> Path:
        """Hold the bytes against the hash; only then do they get the archive's name."""
        found = _sha256(self.part)
        if found != self.download.sha256:
            expected = f"{self.download.sha256}, as releases.toml has it"
            raise self._wrong(f"SHA-256 {found}", expected)
        self.part.replace(self.target)
        self.discard()
        return self.target

    def discard(self) -> None:
        """Delete what is unfinished."""
        self.part.unlink(missing_ok=True)
        self.tag.unlink(missing_ok=True)

    def _wrong(self, found: str, expected: str) -> DownloadFailed:
        self.discard()
        remedy = f"CMS may have replaced or moved the archive; nothing of it was kept. {_BY_HAND}"
        return _failure(self.download, found, expected, remedy)

    def _refused(self, response: httpx.Response) -> DownloadFailed:
        self.discard()
        found = f"the answer {response.status_code} {response.reason_phrase}"
        return _failure(self.download, found, "the archive (200)", f"Try later. {_BY_HAND}")

    def _broke_off(self, error: Exception) -> DownloadFailed:
        held = self.part.stat().st_size if self.part.is_file() else 0
        kept = f"; {held:,} bytes are kept" if held and self.tag.is_file() else ""
        reason = str(error) or type(error).__name__
        found = f"a connection that failed ({reason}){kept}"
        return _failure(self.download, found, "the whole archive", _AGAIN)


def _failure(download: Download, found: str, expected: str, remedy: str) -> DownloadFailed:
    return DownloadFailed(
        f"{download.label} from {download.address}: found {found}; expected {expected}. {remedy}"
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
