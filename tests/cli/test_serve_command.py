"""``rvu serve``: the address, and what stands in its way."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest
from click.testing import Result

from openrvu.cli.serve_command import _free_port

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
