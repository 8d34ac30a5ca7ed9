"""Running the command in this process, and as a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner, Result

from openrvu.cli.commands import rvu

Run = Callable[..., Result]
Start = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run() -> Run:
    """Run ``rvu`` with arguments and give its result: output, stdout, stderr, exit code."""

    def invoke(*args: str) -> Result:
        return CliRunner().invoke(rvu, [str(arg) for arg in args], prog_name="rvu")

    return invoke


@pytest.fixture
def ask(run: Run) -> Callable[..., dict[str, Any]]:
    """Run ``rvu … --json``, expect exit code 0, and give the object it printed."""

    def asked(*args: str) -> dict[str, Any]:
        result = run(*args, "--json")
        assert result.exit_code == 0, result.output
        found: dict[str, Any] = json.loads(result.stdout)
        return found

    return asked


@pytest.fixture
def start() -> Start:
    """Run ``rvu`` as a process of its own, its output piped."""

    def started(*args: str, code: str | None = None) -> subprocess.CompletedProcess[str]:
        command = ["-c", code] if code else ["-m", "openrvu.cli", *args]
        return subprocess.run(
            [sys.executable, *command], capture_output=True, text=True, timeout=60, check=False
        )

    return started
