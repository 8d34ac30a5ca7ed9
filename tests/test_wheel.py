"""What ships: the wheel holds what runs, stays small, and has nothing that is not ours."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MOST_BYTES = 12_000_000


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_stays_within_twelve_megabytes(wheel: Path) -> None:
    assert wheel.stat().st_size <= MOST_BYTES


def test_the_wheel_holds_the_book_the_index_the_pages_and_the_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for wanted in (
        "openrvu/py.typed",
        "openrvu/book/data/book.sqlite",
        "openrvu/book/data/manifest.json",
        "openrvu/codes/data/codes.sqlite",
        "openrvu/cms/releases.toml",
        "openrvu/site/static/openrvu/style.css",
        "openrvu/site/templates/base.html",
        "openrvu/site/code_page/templates/code_page/code.html",
        "openrvu/site/learn/texts/guides/gpci.md",
        "openrvu/site/learn/texts/support/faq.md",
        "openrvu/site/cards/decks.toml",
    ):
        assert wanted in names
    assert any(name.endswith("LICENSE") for name in names)
    assert any(name.endswith("DATA-LICENSES.md") for name in names)


def test_the_wheel_names_no_test_no_bench_and_no_content_source(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"openrvu"}


def test_the_bundled_book_holds_no_descriptor() -> None:
    from openrvu import open_book

    bundled = open_book().shelves[0]
    assert not any(bundled.descriptor(code) for code in bundled.codes("RVU26C"))
