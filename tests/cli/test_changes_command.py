"""``rvu changes``: what changed between two releases."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from click.testing import Result

Ask = Callable[..., dict[str, Any]]
Run = Callable[..., Result]


def test_gains_and_losses_are_ranked_by_percent_and_cut_at_the_limit(ask: Ask) -> None:
    found = ask("changes", "RVU25D", "RVU26C", "--limit", "3")
    gains = [Decimal(row["percent"]) for row in found["gains"]]
    losses = [Decimal(row["percent"]) for row in found["losses"]]
    assert len(gains) == len(losses) == 3
    assert gains == sorted(gains, reverse=True)
    assert losses == sorted(losses)
    assert gains[-1] > 0 > losses[-1]


def test_limit_0_gives_every_row(ask: Ask) -> None:
    found = ask("changes", "RVU24A", "RVU24AR", "--limit", "0")
    assert len(found["gains"]) == int(found["gained"])
    assert found["changed"] == "0"
    assert {row["percent"] for row in found["gains"]} >= {"1.7"}


def test_releases_are_named_as_people_write_them(ask: Ask) -> None:
    found = ask("changes", "25d", "rvu26c", "--limit", "1")
    assert (found["before"], found["after"]) == ("RVU25D", "RVU26C")
    factors = (found["conversion_factor_before"], found["conversion_factor_after"])
    assert factors == ("32.3465", "33.4009")


def test_a_category_narrows_every_list(ask: Ask) -> None:
    found = ask("changes", "RVU25D", "RVU26C", "--category", "radiology")
    assert [each["slug"] for each in found["categories"]] == ["radiology"]
    rows = [*found["gains"], *found["losses"], *found["new_rows"], *found["gone_rows"]]
    assert rows
    assert all("70010" <= row["code"] <= "79999" for row in rows)


def test_a_new_row_has_nothing_before_and_no_percent(ask: Ask) -> None:
    row = ask("changes", "RVU25D", "RVU26C", "--limit", "1")["new_rows"][0]
    nothing = ("work_before", "total_before", "amount_before", "percent")
    assert [row[key] for key in nothing] == [None] * 4


def test_people_read_categories_lists_and_sources_without_escape_codes(run: Run) -> None:
    out = run("changes", "RVU25D", "RVU26C", "--limit", "2").stdout
    assert out.startswith("RVU25D to RVU26C; conversion factor $32.3465 to $33.4009\n")
    for heading in ("Category", "Largest gains", "Largest losses", "New", "Gone"):
        assert f"\n{heading}" in out
    assert out.splitlines()[-1].startswith("Source: CMS RVU26C")
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("RVU25D", "RVU26D"), "RVU26D is not in the book"),
        (("RVU25D", "latest"), "'latest' is not a release"),
        (("RVU25D", "RVU26C", "--category", "nosuch"), "expected one of: anesthesia"),
    ],
)
def test_what_is_unknown_is_refused_with_exit_code_1(
    run: Run, args: tuple[str, ...], says: str
) -> None:
    result = run("changes", *args)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr


def test_a_negative_limit_is_a_usage_error(run: Run) -> None:
    assert run("changes", "RVU25D", "RVU26C", "--limit", "-1").exit_code == 2


def test_every_amount_that_moved_by_a_cent_or_more_is_counted(ask: Ask) -> None:
    found = ask("changes", "RVU25D", "RVU26C", "--limit", "0")
    assert (found["gained"], found["lost"]) == ("5093", "3968")
    ratios = [Decimal(r["amount_after"]) / Decimal(r["amount_before"]) for r in found["gains"]]
    assert ratios == sorted(ratios, reverse=True)
    assert ratios[-1] > 1
    assert any(row["percent"] == "0.0" for row in found["gains"])


def test_a_comparison_backwards_in_time_says_so(ask: Ask, run: Run) -> None:
    assert ask("changes", "RVU25D", "RVU26C", "--limit", "1")["notices"] == []
    (notice,) = ask("changes", "RVU26C", "RVU25D", "--limit", "1")["notices"]
    assert notice.startswith("backwards in time: RVU26C came into force after RVU25D")
    out = run("changes", "24AR", "24A", "--limit", "1").stdout
    assert "Note: backwards in time: RVU24AR came into force after RVU24A" in out


def test_a_release_compared_with_itself_says_so(ask: Ask) -> None:
    assert ask("changes", "RVU26C", "RVU26C")["notices"] == ["RVU26C is compared with itself."]
