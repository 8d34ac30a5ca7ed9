"""``rvu plan``: plans of crediting work RVUs, listed, shown to begin from, and checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from openrvu.productivity.plan_file import NAMES, plan, plan_from_json, plan_from_toml

Ask = Callable[..., dict[str, Any]]
Run = Callable[..., Result]


def test_the_plans_are_listed_the_default_first_with_what_to_know(run: Run) -> None:
    result = run("plan", "list")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines[1 : 1 + len(NAMES)]] == list(NAMES)
    assert all(f"  {note}" in lines for name in NAMES for note in plan(name).notes)


def test_the_list_is_the_same_as_data(ask: Ask) -> None:
    assert [each["name"] for each in ask("plan", "list")["plans"]] == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_is_shown_as_toml_and_as_json_that_read_back_to_itself(run: Run, name: str) -> None:
    assert plan_from_toml(run("plan", "show", name).stdout) == (plan(name), ())
    assert plan_from_json(run("plan", "show", name, "--json").stdout) == (plan(name), ())


def test_without_a_name_the_default_is_shown(run: Run) -> None:
    assert run("plan", "show").stdout == run("plan", "show", NAMES[0]).stdout


def test_a_plan_shown_can_be_kept_changed_checked_and_shown_again(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    text = run("plan", "show").stdout.replace('name = "customary"', 'name = "Mine"')
    mine.write_text(text, "utf-8")
    checked = run("plan", "check", str(mine))
    assert checked.exit_code == 0
    assert f"{mine}: plan Mine can be used" in checked.stdout
    assert plan_from_toml(run("plan", "show", str(mine)).stdout) == plan_from_toml(text)


def test_a_plan_of_a_name_alone_credits_cmss_work(run: Run, ask: Ask, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('name = "Mine"\n')
    assert "CMS's work RVUs whole" in run("plan", "check", str(mine)).stdout
    assert ask("plan", "check", str(mine))["name"] == "Mine"


def test_all_that_is_wrong_in_a_plan_is_said_with_its_place(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('name = "Mine"\ncombine = "x"\n[[modifier]]\nmodifier = "62"\nfactor = 0.625\n')
    result = run("plan", "check", str(mine))
    assert (result.exit_code, result.stdout) == (1, "")
    first, second = result.stderr.splitlines()
    assert first.startswith(f"rvu: {mine}: combine: found")
    assert second.startswith(f"rvu: {mine}: modifier[1].factor: found")


@pytest.mark.parametrize("args", [("show", "nope"), ("check", "none.toml")])
def test_a_plan_that_is_not_there_is_refused(run: Run, args: tuple[str, ...]) -> None:
    result = run("plan", *args)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("rvu: ")
