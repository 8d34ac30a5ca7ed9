"""The command as a whole: help, version, exit codes, pipes, and what it imports."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import click
import pytest
from click.testing import CliRunner, Result

import openrvu
from openrvu.cli.commands import COMMANDS, LazyGroup
from openrvu.errors import OpenRVUError

Run = Callable[..., Result]
Start = Callable[..., subprocess.CompletedProcess[str]]

#: What a look-up has no use for; each would cost it milliseconds.
_HEAVY = ("django", "httpx", "rich", "tomllib", "platformdirs", "zipfile", "openrvu.cms")


def fails(error: BaseException) -> Callable[[], None]:
    def command() -> None:
        raise error

    return command


def group_with(callback: Callable[[], None]) -> LazyGroup:
    return LazyGroup(commands={"fail": click.Command("fail", callback=callback)})


def test_help_lists_every_command_without_importing_one(start: Start) -> None:
    done = start(
        code="import sys\n"
        "sys.argv = ['rvu', '--help']\n"
        "from openrvu.cli import main\n"
        "try: main()\n"
        "finally: print([m for m in sys.modules if m.startswith('openrvu.')], file=sys.stderr)"
    )
    assert done.returncode == 0
    assert all(f"\n  {name} " in done.stdout for name in COMMANDS)
    assert "_command" not in done.stderr.replace("openrvu.cli.commands", "")
    assert "openrvu.book" not in done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_its_exit_codes_or_subcommands(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Exit codes" in result.stdout or "Commands:" in result.stdout
    assert "--help" in result.stdout


def test_version_is_the_packages(run: Run) -> None:
    assert run("--version").stdout == f"rvu {openrvu.__version__}\n"


def test_an_unknown_command_is_a_usage_error(run: Run) -> None:
    result = run("cdoe", "76000")
    assert result.exit_code == 2
    assert "No such command" in result.stderr


def test_an_error_made_on_purpose_is_one_line_on_stderr() -> None:
    result = CliRunner().invoke(group_with(fails(OpenRVUError("what was wrong"))), ["fail"])
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "rvu: what was wrong\n")


def test_a_file_the_system_withholds_is_one_line_on_stderr() -> None:
    error = PermissionError(13, "Permission denied", "book.sqlite")
    result = CliRunner().invoke(group_with(fails(error)), ["fail"])
    assert (result.exit_code, result.stderr) == (1, "rvu: book.sqlite: Permission denied\n")


def test_an_interruption_exits_with_130() -> None:
    assert CliRunner().invoke(group_with(fails(KeyboardInterrupt())), ["fail"]).exit_code == 130


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = [sys.executable, "-m", "openrvu.cli", "changes", "RVU25D", "RVU26C", "--limit", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stderr is not None
        writer.stdout.close()
        assert writer.stderr.read() == b""


def test_as_a_process_it_prints_json_alone_on_stdout(start: Start) -> None:
    done = start("code", "76000", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["amount"] == "44.09"


def test_as_a_process_its_errors_go_to_stderr_without_a_traceback(start: Start) -> None:
    done = start("code", "99999")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("rvu: '99999' is not in RVU26C")
    assert "Traceback" not in done.stderr


def test_piped_tables_are_plain_text(start: Start) -> None:
    done = start("code", "76000")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "│" not in done.stdout


def test_a_look_up_imports_nothing_heavy(start: Start) -> None:
    done = start(
        code="import sys\n"
        "sys.argv = ['rvu', 'code', '76000']\n"
        "from openrvu.cli import main\n"
        "try: main()\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    assert done.returncode == 0
    assert [name for name in _HEAVY if name in done.stderr.split()] == []
