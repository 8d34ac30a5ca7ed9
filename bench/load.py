"""A bounded load on a server of this machine: connections with one request at a time each."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: Seconds within which an answer must be whole.
_PATIENCE = 30.0
_END_OF_HEAD = b"\r\n\r\n"


class Refused(RuntimeError):
    """An answer that was not the one expected."""


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a load: milliseconds a request, in order of size, and requests a second."""

    milliseconds: tuple[float, ...]
    rate: float

    def at(self, share: float) -> float:
        """The duration that ``share`` of the requests stayed within."""
        last = len(self.milliseconds) - 1
        return self.milliseconds[min(int((last + 1) * share), last)]


class Connection:
    """A keep-alive connection to 127.0.0.1."""

    def __init__(self, port: int) -> None:
        """Nothing is opened before the first request."""
        self._port = port
        self._pair: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, request: bytes, status: int = 200) -> float:
        """Send a request as it stands; milliseconds until its answer was whole.

        Raises:
            Refused: the answer has another status.
        """
        start = time.perf_counter()
        head = await asyncio.wait_for(self._answered(request), _PATIENCE)
        if f" {status} ".encode() not in head.split(b"\r\n", 1)[0]:
            first = request.split(b"\r\n", 1)[0].decode()
            raise Refused(f"{first}: expected {status}, found {head[:60]!r}")
        return 1000 * (time.perf_counter() - start)

    async def _answered(self, request: bytes) -> bytes:
        if self._pair is None:
            self._pair = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._pair
        writer.write(request)
        head = await reader.readuntil(_END_OF_HEAD)
        await reader.readexactly(_length(head))
        return head

    async def close(self) -> None:
        """Close it where it is open."""
        if self._pair is not None:
            self._pair[1].close()
            self._pair = None


def request(
    port: int, method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b""
) -> bytes:
    """A request as it goes over the wire."""
    fields = {"Host": f"127.0.0.1:{port}", **(headers or {})}
    if body:
        fields["Content-Length"] = str(len(body))
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + body


def run_load(port: int, paths: Sequence[str], connections: int, requests: int) -> Load:
    """Ask for ``requests`` pages over keep-alive connections to 127.0.0.1."""
    return asyncio.run(_run(port, paths, connections, requests))


async def _run(port: int, paths: Sequence[str], connections: int, requests: int) -> Load:
    queue = iter([request(port, "GET", paths[i % len(paths)]) for i in range(requests)])
    taken: list[float] = []
    start = time.perf_counter()
    await asyncio.gather(*(_connection(port, queue, taken) for _ in range(connections)))
    rate = len(taken) / (time.perf_counter() - start)
    return Load(tuple(sorted(taken)), rate)


async def _connection(port: int, queue: Iterator[bytes], taken: list[float]) -> None:
    connection = Connection(port)
    taken += [await connection.ask(asked) for asked in queue]
    await connection.close()


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":")[1])
    raise Refused("an answer without its length")
