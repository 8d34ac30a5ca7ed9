"""A clinic's site as `rvu serve` serves it, on a PostgreSQL of its own; mails are files."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from databases import postgresql
from e2e.serving import free_port, wait_for


@dataclass(frozen=True, slots=True)
class Clinic:
    """A running site.

    Attributes:
        address: by the name `localhost`, under which browsers allow passkeys without HTTPS.
        mails: the folder of files, one for each connection to the mail server.
        env: what its commands are run with.
    """

    address: str
    mails: Path
    env: dict[str, str]

    def rvu(self, *args: str, typed: str = "") -> str:
        """Run a command with the site's environment; what it prints."""
        done = subprocess.run(
            [_rvu(), *args], env=self.env, input=typed, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def mail_to(self, address: str) -> str:
        """The newest mail to an address."""
        for _ in range(50):
            files = sorted(self.mails.glob("*"), key=lambda path: path.stat().st_mtime_ns)
            for path in reversed(files):
                text = path.read_text("utf-8")
                if f"To: {address}" in text:
                    return text
            time.sleep(0.1)
        raise AssertionError(f"no mail to {address} in {self.mails}")

    def code_to(self, address: str) -> str:
        """The code in the newest mail to an address."""
        found = re.search(r"^ {4}([A-Z-]{8,})$", self.mail_to(address), re.MULTILINE)
        assert found is not None
        return found[1]


@contextmanager
def running(folder: Path) -> Iterator[Clinic]:
    """A site whose database is new, until the block ends."""
    port, mails = free_port(), folder / "mails"
    with postgresql() as database:
        env = {
            **os.environ,
            "OPENRVU_MODE": "clinic",
            "OPENRVU_SECRET_KEY": "for one test run alone, and then never used again",
            "DATABASE_URL": database,
            "OPENRVU_DATA_DIR": str(folder),
            "OPENRVU_EMAIL_URL": f"file://{mails}",
        }
        clinic = Clinic(f"http://localhost:{port}", mails, env)
        clinic.rvu("migrate")
        command = [_rvu(), "serve", "--port", str(port), "--workers", "2"]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=log)
        try:
            wait_for(clinic.address)
            yield clinic
        finally:
            server.terminate()
            server.wait(timeout=30)


def app_code(secret: str) -> str:
    """What an authenticator app shows now: RFC 6238 with six digits and half minutes."""
    moment = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.digest(base64.b32decode(secret), moment, hashlib.sha1)
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def _rvu() -> str:
    return str(Path(sys.executable).with_name("rvu"))
