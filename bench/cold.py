"""How long a command takes from nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.figures import Figure, median_seconds


def measure() -> Iterator[Figure]:
    """`rvu code 76000`, beside an interpreter that does nothing."""
    rvu = str(Path(sys.executable).with_name("rvu"))
    bare = _milliseconds([sys.executable, "-c", "pass"])
    cold = _milliseconds([rvu, "code", "76000"])
    yield Figure("rvu code 76000, cold", cold, "ms", 120, False, "python -c pass", cold / bare)
    yield Figure("  the same, as a multiple of python -c pass", cold / bare, "×", 8)
    json = _milliseconds([rvu, "code", "76000", "--json"])
    name = "rvu code 76000 --json, cold"
    yield Figure(name, json, "ms", 120, False, "python -c pass", json / bare)


def _milliseconds(command: Sequence[str]) -> float:
    def run() -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    return 1000 * median_seconds(run, times=21, warm=2)
