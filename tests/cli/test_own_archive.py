"""What a person's own archive adds to the answers, and what must not leave their machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from django.test import Client
from pytest_django import Settings

from makers import release_files, release_zip, service, zip_file
from openrvu.book.book import open_book

Run = Callable[..., Result]
_DESCRIPTOR = "Made up service Y0001"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A data folder for each test."""
    monkeypatch.setenv("OPENRVU_DATA_DIR", str(tmp_path / "data"))
    open_book.cache_clear()
    yield
    open_book.cache_clear()


@pytest.fixture
def owned(run: Run, tmp_path: Path) -> None:
    """A made-up release of the person's own, with one code that it describes."""
    path = release_zip(tmp_path, "RVU26D", rows=(service("Y0001", work="9.99"),))
    assert run("release", "add", path).exit_code == 0
    open_book.cache_clear()


@pytest.mark.usefixtures("owned")
def test_cmss_descriptor_is_shown_to_the_person_who_brought_it_and_named_as_such(run: Run) -> None:
    second = run("code", "Y0001").stdout.splitlines()[1]
    assert second == f"“{_DESCRIPTOR}” (CMS's short descriptor, from the archive you added)"
    assert json.loads(run("code", "Y0001", "--json").stdout)["descriptor"] == _DESCRIPTOR


@pytest.mark.usefixtures("owned")
def test_a_code_without_a_descriptor_held_has_no_such_key(run: Run) -> None:
    found = json.loads(run("code", "76000", "--release", "RVU26C", "--json").stdout)
    assert "descriptor" not in found


@pytest.mark.usefixtures("owned")
@pytest.mark.parametrize("path", ["/codes/Y0001.json", "/compare.json?codes=Y0001"])
def test_a_site_for_others_leaves_the_descriptor_out(settings: Settings, path: str) -> None:
    for shown in (True, False):
        settings.SHOW_DESCRIPTORS = shown
        client = Client(headers={"host": "127.0.0.1"})  # each remembers its own pages
        assert (_DESCRIPTOR in client.get(path).text) is shown


@pytest.mark.parametrize("args", [(), ("manhattan",), ("texas",)])
def test_an_archive_without_gpci_has_no_localities_and_says_why(
    run: Run, tmp_path: Path, args: tuple[str, ...]
) -> None:
    files = {name: text for name, text in release_files("RVU26D").items() if "GPCI" not in name}
    added = run("release", "add", zip_file(tmp_path / "rvu26d.zip", files))
    assert added.exit_code == 0, added.output
    open_book.cache_clear()
    result = run("locality", *args, "--release", "RVU26D")
    assert (result.exit_code, result.stdout) == (1, "")
    if args == ("manhattan",):
        assert "is in RVU26C, but RVU26D has no index for it" in result.stderr
    else:
        assert "RVU26D has no localities in the book: its archive, rvu26d.zip" in result.stderr
