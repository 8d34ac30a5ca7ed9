"""A folder for files that many examples write in turn."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that lives as long as the run, so that property tests may use it."""
    return tmp_path_factory.mktemp("scratch")
