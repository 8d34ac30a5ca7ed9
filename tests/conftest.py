"""What every test may use. No test touches the data folder of the person who runs it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A machine under load is slow, not wrong; and a failing example is printed to be tried again.
settings.register_profile("openrvu", deadline=None, print_blob=True)
settings.load_profile("openrvu")

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True, scope="session")
def own_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder for this run alone."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPENRVU_DATA_DIR", str(folder))
        yield folder


def shared_folder(variable: str, name: str) -> Path:
    """A folder beside the checkout; without it a test is skipped, but under CI it fails."""
    folder = Path(os.environ.get(variable) or ROOT.parent / "shared" / name)
    if folder.is_dir():
        return folder
    reason = f"no folder {folder}; set {variable} to where it is"
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def cms_dir() -> Path:
    """The folder of CMS's own archives."""
    return shared_folder("OPENRVU_CMS_DIR", "cms")


@pytest.fixture(scope="session")
def search_dir() -> Path:
    """The folder of queries that search may be tuned on."""
    return shared_folder("OPENRVU_SEARCH_DIR", "search")
