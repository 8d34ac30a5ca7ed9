"""What it takes to run a server for a test."""

from __future__ import annotations

import socket
import time
import urllib.request

import pytest


def free_port() -> int:
    """A port of the loopback address that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str) -> None:
    """Wait until a site answers."""
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{address}/health/", timeout=5).read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"{address} did not answer within 20 s")
