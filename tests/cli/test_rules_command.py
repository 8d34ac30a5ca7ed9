"""``rvu rules``: the payment rules, for people and for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

from openrvu.rules.order import ORDER, place_of, rules

Ask = Callable[..., dict[str, Any]]
Run = Callable[..., Result]


def test_every_rule_is_listed_in_its_place_with_authority_and_standing(run: Run) -> None:
    result = run("rules")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    headings = [line for line in lines if line[:1].isdigit()]
    assert headings == [f"{place.number}. {place.title}" for place in ORDER]
    assert all(f"   {place.authority} ({place.standing})" in lines for place in ORDER)
    named = [line.split()[0] for line in lines if line.startswith("   ")]
    assert [name for name in named if name in rules()] == list(rules())


def test_the_list_is_the_same_as_data(ask: Ask) -> None:
    found = ask("rules")
    assert [place["number"] for place in found["order"]] == [place.number for place in ORDER]
    inside = [rule["name"] for place in found["order"] for rule in place["rules"]]
    assert inside + [rule["name"] for rule in found["beside"]] == list(rules())
    assert {rule["place"] for rule in found["beside"]} == {None}


@pytest.mark.parametrize("name", rules())
def test_every_rule_is_told_with_words_citation_and_dated_figures(run: Run, name: str) -> None:
    held = rules()[name].rule
    result = run("rules", name)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{name}  {held.title}\n{held.says}\nSource: {held.cites}\n")
    assert "\nWhat is computed\n  " in result.stdout


def test_the_figures_of_a_rule_stand_by_date_with_source_and_day_checked(run: Run) -> None:
    out = run("rules", "imaging.professional_cut").stdout
    assert "(imaging.professional, percent)" in out
    rows = [line.split() for line in out.splitlines() if line.strip()[:4].isdigit()]
    assert [row[:2] for row in rows] == [
        ["1992-01-01", "100"],
        ["2012-01-01", "75"],
        ["2017-01-01", "95"],
    ]
    assert all("42 USC 1395w-4(b)(10)" in " ".join(row) and "checked" in row for row in rows)


def test_one_rule_is_the_same_as_data(ask: Ask) -> None:
    found = ask("rules", "participation.amount")
    place = place_of("participation.amount")
    assert place
    assert found["place"]["number"] == place.number
    (figure,) = found["parameters"]
    assert (figure["name"], figure["unit"]) == ("participation.nonparticipating", "percent")
    assert (figure["values"][0]["from"], figure["values"][0]["value"]) == ("1992-01-01", "95")
    assert found["words"][0]["depth"] == 0
    assert set(found["looks_at"]) <= set(rules())


@pytest.mark.parametrize(
    ("name", "near"),
    [("endoscopy", "endoscopy.amount"), ("participation.amont", "participation.amount")],
)
def test_a_name_that_is_none_is_refused_with_those_near_it(run: Run, name: str, near: str) -> None:
    result = run("rules", name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert near in result.stderr


def test_a_name_that_is_near_none_is_refused_with_the_way_to_all(run: Run) -> None:
    result = run("rules", "xyzzy")
    assert result.exit_code == 1
    assert "rvu rules lists them" in result.stderr
