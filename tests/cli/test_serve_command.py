"""``rvu serve``: the address, and what stands in its way."""

from __future__ import annotations

import runpy
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from openrvu.cli.serve_command import _free_port
from openrvu.site import settings as settings_module
from openrvu.site.server import _say_where

Run = Callable[..., Result]


def test_a_port_in_use_is_refused_in_one_line(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run("serve", "--port", str(taken.getsockname()[1]))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Address already in use" in result.stderr
    assert "--port" in result.stderr


def test_port_0_takes_one_that_is_free() -> None:
    assert _free_port("127.0.0.1", 0) > 1023


def test_the_port_comes_from_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "not a port")
    result = run("serve")
    assert result.exit_code == 2
    assert "PORT" in result.stderr


def test_it_listens_on_this_machine_alone_unless_told_otherwise(run: Run) -> None:
    assert "default: 127.0.0.1" in run("serve", "--help").stdout


@pytest.mark.parametrize(
    ("host", "given", "env", "hosts", "shown"),
    [
        ("127.0.0.1", "", {}, ["127.0.0.1", "localhost", "[::1]"], True),
        ("0.0.0.0", "", {}, ["*"], False),  # noqa: S104
        ("192.168.1.4", "", {}, ["192.168.1.4", "127.0.0.1", "localhost", "[::1]"], False),
        ("0.0.0.0", "localhost", {}, ["localhost"], False),  # noqa: S104
        ("127.0.0.1", "rvu.example", {}, ["rvu.example"], False),
        (
            "127.0.0.1",
            "",
            {"OPENRVU_SITE_ADDRESS": "https://rvu.example"},
            ["127.0.0.1", "localhost", "[::1]"],
            False,
        ),
    ],
)
def test_descriptors_are_shown_to_this_machine_alone(
    monkeypatch: pytest.MonkeyPatch,
    host: str,
    given: str,
    env: dict[str, str],
    hosts: list[str],
    shown: bool,
) -> None:
    for name in ("OPENRVU_ALLOWED_HOSTS", "OPENRVU_LISTEN", "OPENRVU_SITE_ADDRESS"):
        monkeypatch.setenv(name, "")  # so that it is put back, whatever serving sets
        monkeypatch.delenv(name)
    if given:
        monkeypatch.setenv("OPENRVU_ALLOWED_HOSTS", given)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    _say_where(host)
    read = runpy.run_path(str(Path(settings_module.__file__)))
    assert read["ALLOWED_HOSTS"] == hosts
    assert read["SHOW_DESCRIPTORS"] is shown
