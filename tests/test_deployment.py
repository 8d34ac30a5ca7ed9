"""The deployment guide and the files beside it, held against the code."""

from __future__ import annotations

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
GUIDE = (ROOT / "docs" / "deployment.md").read_text("utf-8")
_NAME = re.compile(r"\b(?:OPENRVU_[A-Z_]*[A-Z]|DATABASE_URL|PORT)\b")
#: A name that the code asks for: the first argument of one of these.
_ASKED = re.compile(
    r"(?:env|env_list|env_whole|env_flag|environ\.get|envvar=|environ\[|getenv)\(?\"([A-Z_]+)\""
)
#: Of the system, not of ours; and of the compose file alone.
_NOT_OURS = {"TZ", "XDG_DATA_HOME", "PATH_INFO", "QUERY_STRING"}
_OF_COMPOSE = {"OPENRVU_NAME", "OPENRVU_UPSTREAM", "POSTGRES_PASSWORD"}


def asked() -> set[str]:
    """Every name of the environment that the code asks for."""
    found: set[str] = set()
    for file in (ROOT / "src").rglob("*.py"):
        found |= set(_ASKED.findall(file.read_text("utf-8")))
    return found - _NOT_OURS


def documented() -> set[str]:
    """The first column of the guide's table."""
    table = GUIDE.split("## The environment")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([A-Z_]+)`", table, re.MULTILINE))


def test_every_name_of_the_environment_is_documented_and_no_other() -> None:
    assert {"OPENRVU_MODE", "DATABASE_URL", "PORT", "OPENRVU_SECRET_KEY_OLD"} <= asked()
    assert documented() == asked()


@pytest.mark.parametrize("file", ["openrvu.env.example", "compose.yaml", "Containerfile"])
def test_files_set_no_name_that_the_code_does_not_ask_for(file: str) -> None:
    named = set(_NAME.findall((DEPLOY / file).read_text("utf-8")))
    assert named <= asked() | _OF_COMPOSE


def test_the_compose_file_passes_on_what_the_example_names() -> None:
    example = re.findall(r"^([A-Z_]+)=", (DEPLOY / "openrvu.env.example").read_text(), re.MULTILINE)
    compose = (DEPLOY / "compose.yaml").read_text()
    assert [name for name in example if f"    {name}:" not in compose] == []


def test_every_file_is_named_in_the_guide_or_by_one_that_is() -> None:
    files = {path.name for path in DEPLOY.iterdir()}
    texts = GUIDE + "".join(path.read_text() for path in DEPLOY.iterdir())
    assert {name for name in files if name not in texts} == set()


@pytest.mark.parametrize("name", ["openrvu.service", "openrvu-backup.service"])
def test_a_unit_runs_our_command_with_little_power(name: str) -> None:
    unit = ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[method-assign,assignment]
    unit.read(DEPLOY / name)
    service = unit["Service"]
    assert service["User"] == "openrvu"
    assert "/opt/openrvu/bin/rvu " in service["ExecStart"]
    assert (service["NoNewPrivileges"], service["ProtectSystem"]) == ("yes", "strict")
    assert service["EnvironmentFile"] == "/etc/openrvu/openrvu.env"


def test_every_command_of_the_guide_is_one() -> None:
    from openrvu.cli.commands import COMMANDS
    from openrvu.cli.user_commands import user

    said = re.findall(r"(?<![\w/.-])rvu ([a-z]+)(?: ([a-z-]+))?", GUIDE)
    for command, rest in said:
        assert command in COMMANDS, command
        if command == "user" and rest:
            assert rest in user.commands, rest


def test_the_longest_body_is_said_as_the_code_has_it() -> None:
    from openrvu.site.private import LONGEST_BODY

    longest = LONGEST_BODY // 2**20
    assert f"client_max_body_size {longest}m;" in (DEPLOY / "nginx.conf").read_text()
    assert f"up to {longest} MB" in GUIDE
