"""The site is told to stop while it is answering."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from e2e.serving import free_port, wait_for


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_request_under_way_is_answered_and_the_site_ends_well(
    tmp_path: Path, workers: str
) -> None:
    port = free_port()
    rvu = Path(sys.executable).with_name("rvu")
    env = {**os.environ, "OPENRVU_DATA_DIR": str(tmp_path)}
    command = [str(rvu), "serve", "--port", str(port), "--workers", workers]
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL) as server:
        wait_for(f"http://127.0.0.1:{port}")
        with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
            body = b'{"claims": []}'
            head = f"POST /api/v1/price HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            head += "Content-Type: application/json\r\nConnection: close\r\n"
            line.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body[:5])
            time.sleep(0.5)
            server.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            line.sendall(body[5:])
            answer = b"".join(iter(lambda: line.recv(65536), b""))
        assert answer.startswith(b"HTTP/1.1 4"), answer[:200]  # a claim that says nothing
        assert b"Content-Security-Policy" in answer.title()
        assert server.wait(timeout=40) == 0
