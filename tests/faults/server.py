"""The real server, started as a person starts it and killed as a power cut would."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import httpx

#: Seconds in which it must answer.
_PATIENCE = 60.0
RVU = Path(sys.executable).with_name("rvu")


class Server:
    """``rvu serve`` on a port of this machine, with all of its processes in one group.

    Attributes:
        port: of this machine.
        address: where it answers there.
        starts: seconds from each start to the first answer.
    """

    def __init__(self, env: Mapping[str, str], folder: Path, workers: int) -> None:
        """Choose a port; nothing is started yet."""
        self._env, self._log, self._workers = {**os.environ, **env}, folder / "server.log", workers
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.address = f"http://127.0.0.1:{self.port}"
        self.starts: list[float] = []

    def start(self) -> None:
        """Start it, and wait until it answers from the database."""
        begun = time.perf_counter()
        command: list[str | Path] = [
            RVU,
            "serve",
            "--port",
            str(self.port),
            "--workers",
            str(self._workers),
        ]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, env=self._env, stdout=log, stderr=log, start_new_session=True
            )
        while not self._answers():
            stopped = self._process.poll() is not None
            if stopped or time.perf_counter() - begun > _PATIENCE:
                raise AssertionError(f"the server did not start: {self.told()[-2000:]}")
            time.sleep(0.02)
        self.starts.append(time.perf_counter() - begun)

    def kill(self) -> None:
        """SIGKILL to all of its processes: none can end what it was doing."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(timeout=30)
            self._process = None

    def told(self) -> str:
        """What it wrote, of all starts."""
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.address}/health/", timeout=_PATIENCE).is_success
        except httpx.TransportError:
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
