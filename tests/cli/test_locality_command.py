"""``rvu locality``: payment localities and their indices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

Ask = Callable[..., dict[str, Any]]
Run = Callable[..., Result]

_KEYS = {
    "key",
    "carrier",
    "number",
    "state",
    "name",
    "work_gpci",
    "pe_gpci",
    "mp_gpci",
    "counties",
    "anesthesia_factor",
    "zip",
}


def keys(found: dict[str, Any]) -> list[str]:
    return [each["key"] for each in found["localities"]]


def test_without_text_it_lists_every_locality_of_the_newest_release(ask: Ask) -> None:
    found = ask("locality")
    assert (found["release"], len(found["localities"])) == ("RVU26C", 108)
    assert all(set(each) == _KEYS for each in found["localities"])


def test_a_key_gives_one_locality_with_its_indices(ask: Ask) -> None:
    (found,) = ask("locality", "01112-05", "--release", "RVU25D")["localities"]
    indices = [found[name] for name in ("work_gpci", "pe_gpci", "mp_gpci")]
    assert (found["state"], indices) == ("CA", ["1.088", "1.419", "0.445"])
    assert found["counties"]


def test_a_state_lists_its_localities_and_not_the_one_with_its_name(ask: Ask) -> None:
    assert keys(ask("locality", "california")) == keys(ask("locality", "CA"))
    assert len(keys(ask("locality", "texas"))) == 8


def test_words_find_a_name(ask: Ask) -> None:
    assert keys(ask("locality", "manhattan")) == ["13202-01"]


def test_a_zip_gives_its_locality_and_the_file_it_stands_in(ask: Ask) -> None:
    found = ask("locality", "--zip", "10001")
    assert keys(found) == ["13202-01"]
    assert found["zip"] == {"zip_code": "10001", "spans": False, "edition": "20254"}


def test_a_date_chooses_the_release(ask: Ask) -> None:
    assert ask("locality", "AL", "--date", "2021-05-05")["release"] == "RVU21B"


def test_people_read_a_table_and_its_source_without_escape_codes(run: Run) -> None:
    lines = run("locality", "alaska").stdout.splitlines()
    assert lines[0].split() == ["Locality", "State", "Name", "Work", "PE", "MP", "Anesthesia"]
    assert lines[1].split()[:4] == ["02102-01", "AK", "Alaska", "1.500"]
    assert lines[-1].startswith("Source: CMS RVU26C")
    assert "\x1b" not in "".join(lines)


@pytest.mark.parametrize("args", [("nowhere",), ("--zip", "00000"), ("AL", "--release", "RVU19A")])
def test_what_is_unknown_is_refused_with_exit_code_1(run: Run, args: tuple[str, ...]) -> None:
    result = run("locality", *args)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("rvu: ")


def test_text_and_zip_together_are_a_usage_error(run: Run) -> None:
    assert run("locality", "AL", "--zip", "10001").exit_code == 2


@pytest.mark.parametrize("text", ["Hawaii", "HI", "Guam", "HI-01"])
def test_a_locality_of_another_release_alone_is_refused_by_name(run: Run, text: str) -> None:
    result = run("locality", text, "--release", "RVU26C")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is in RVU25D, but RVU26C has no index for it" in result.stderr
