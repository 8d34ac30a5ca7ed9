"""A real server on this machine, that behaves as a test tells it to."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Site:
    """What the server gives, and what it was asked.

    Attributes:
        body: the bytes of the file.
        etag: its version; empty sends none.
        modified: its Last-Modified; empty sends none.
        ranges: whether it can continue a file.
        status: answered in place of 200.
        cuts: for each request in turn, after how many bytes to break off (None: never).
        length: whether it says how long the file is.
        moved: answer once with a redirection to another path.
        lie: a Content-Range to answer in place of the true one.
        delay: seconds to wait before anything is sent.
        asked: Range and If-Range of each request, as they came.
    """

    body: bytes
    etag: str = '"v1"'
    modified: str = ""
    ranges: bool = True
    status: int = 200
    cuts: list[int | None] = field(default_factory=list)
    length: bool = True
    moved: bool = False
    lie: str = ""
    delay: float = 0
    asked: list[tuple[str | None, str | None]] = field(default_factory=list)


@contextmanager
def serving(site: Site) -> Iterator[str]:
    """Serve a site on 127.0.0.1; gives the address of the archive on it."""

    class Handler(_Handler):
        told = site

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/files/zip/rvu26d.zip"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    told: Site

    def do_GET(self) -> None:
        site = self.told
        wanted, version = self.headers.get("Range"), self.headers.get("If-Range")
        site.asked.append((wanted, version))
        time.sleep(site.delay)
        if site.moved and not self.path.startswith("/moved"):
            self._head(302, {"Location": "/moved/rvu26d.zip", "Content-Length": "0"})
            return
        start = self._start(wanted, version)
        if start is not None and start >= len(site.body):
            self._head(416, {"Content-Range": f"bytes */{len(site.body)}", "Content-Length": "0"})
            return
        self._send(site, start)

    def _start(self, wanted: str | None, version: str | None) -> int | None:
        """Where to go on from; None for the whole file."""
        site = self.told
        if not (site.ranges and wanted) or version not in {site.etag, site.modified}:
            return None
        return int(wanted.removeprefix("bytes=").rstrip("-"))

    def _send(self, site: Site, start: int | None) -> None:
        data = site.body[start or 0 :]
        headers = {"ETag": site.etag, "Last-Modified": site.modified}
        if site.length:
            headers["Content-Length"] = str(len(data))
        if start is not None:
            whole = f"bytes {start}-{len(site.body) - 1}/{len(site.body)}"
            headers["Content-Range"] = site.lie or whole
        self._head(site.status if start is None else 206, headers)
        cut = site.cuts.pop(0) if site.cuts else None
        with suppress(ConnectionError):  # the client may have hung up
            self.wfile.write(data[:cut])
        self.close_connection = True

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            if value:
                self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its signature
        """Tell nobody."""
