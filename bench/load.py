"""A bounded load on a server of this machine: a few connections, each asking one page at a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a load: milliseconds a request, in order of size, and requests a second."""

    milliseconds: tuple[float, ...]
    rate: float

    def at(self, share: float) -> float:
        """The duration that ``share`` of the requests stayed within."""
        last = len(self.milliseconds) - 1
        return self.milliseconds[min(int((last + 1) * share), last)]


def run_load(port: int, paths: Sequence[str], connections: int, requests: int) -> Load:
    """Ask for ``requests`` pages over keep-alive connections to 127.0.0.1."""
    return asyncio.run(_run(port, paths, connections, requests))


async def _run(port: int, paths: Sequence[str], connections: int, requests: int) -> Load:
    queue = iter([paths[i % len(paths)] for i in range(requests)])
    taken: list[float] = []
    start = time.perf_counter()
    await asyncio.gather(*(_connection(port, queue, taken) for _ in range(connections)))
    rate = len(taken) / (time.perf_counter() - start)
    return Load(tuple(sorted(taken)), rate)


async def _connection(port: int, queue: object, taken: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for path in queue:  # type: ignore[attr-defined]
        start = time.perf_counter()
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head.split(b"\r\n", 1)[0]:
            raise RuntimeError(f"{path}: {head[:60]!r}")
        await reader.readexactly(_length(head))
        taken.append(1000 * (time.perf_counter() - start))
    writer.close()
    await writer.wait_closed()


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":")[1])
    raise RuntimeError("an answer without its length")
