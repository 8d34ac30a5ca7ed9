"""The README's examples: what a reader types gives what the README shows."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from conftest import ROOT
from openrvu.cli.commands import COMMANDS, rvu

TEXT = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
SHOWN = [text for _, text in BLOCKS if text.startswith("$ ")]
PYTHON = [text for language, text in BLOCKS if language == "python"]
_REST = "…"


def commands() -> Iterator[str]:
    """Every command named in a block, without its remark."""
    for _, text in BLOCKS:
        for line in text.splitlines():
            if line.startswith("rvu "):
                yield line.partition(" #")[0].strip()


@pytest.mark.parametrize("text", SHOWN)
def test_a_command_shown_with_its_output_prints_just_that(text: str) -> None:
    command, *expected = text.splitlines()
    result = CliRunner().invoke(rvu, shlex.split(command)[2:])
    assert result.exit_code == 0
    printed = [line.rstrip() for line in result.stdout.splitlines()]
    if expected[-1] == _REST:
        expected.pop()
        printed = printed[: len(expected)]
    assert printed == expected


@pytest.mark.parametrize("text", PYTHON)
def test_an_example_in_python_gives_the_values_it_states(text: str) -> None:
    names: dict[str, object] = {}
    exec(text, names)  # noqa: S102 - what a reader would type
    stated = re.findall(r"^(\S.*?)  # (Decimal\(.*|'.*)$", text, re.MULTILINE)
    assert stated
    for expression, value in stated:
        assert repr(eval(expression, names)) == value  # noqa: S307 - the same


@pytest.mark.parametrize("command", [*commands()])
def test_every_command_named_is_one_with_these_options(command: str) -> None:
    name, *_ = words = shlex.split(command)[1:]
    assert name in COMMANDS
    known = CliRunner().invoke(rvu, [name, "--help"]).stdout
    wanted = {word.partition("=")[0] for word in words if word.startswith("--")}
    assert {option for option in wanted if option not in known} == set()
