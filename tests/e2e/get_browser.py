"""Gets a Chromium for the browser tests where the machine has none. Run by `make test`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from e2e.browser import find_chromium

_APT = (("apt-get", "update", "-qq"), ("apt-get", "install", "-y", "-qq", "chromium"))
_PLAYWRIGHT = ((sys.executable, "-m", "playwright", "install", "chromium"),)
_MINUTES = 10


def main() -> int:
    """Find a browser, or get one; under CI=true its absence is a failure."""
    if find_chromium():
        return 0
    ways = (_APT, _PLAYWRIGHT) if _may_install() else (_PLAYWRIGHT,)
    for way in ways:
        if all(_run(command) for command in way) and find_chromium():
            return 0
    sys.stderr.write(
        "No Chromium on this machine, and none could be had. Install one, or name it in "
        "OPENRVU_CHROMIUM; without it the browser tests are left out.\n"
    )
    return 1 if os.environ.get("CI", "").lower() == "true" else 0


def _may_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _run(command: tuple[str, ...]) -> bool:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, check=False, env=env, timeout=_MINUTES * 60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
