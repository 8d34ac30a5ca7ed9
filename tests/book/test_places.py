"""Where the user's data lives."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from openrvu.book.places import data_dir, releases_dir


def test_the_environment_names_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENRVU_DATA_DIR", str(tmp_path))
    assert (data_dir(), releases_dir()) == (tmp_path, tmp_path / "releases")


@pytest.mark.parametrize("shared", [None, "", "/somewhere/else"])
def test_otherwise_it_is_where_the_platform_keeps_such_data(
    monkeypatch: pytest.MonkeyPatch, shared: str | None
) -> None:
    monkeypatch.delenv("OPENRVU_DATA_DIR")
    if shared is None:
        monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_DATA_HOME", shared)
    assert data_dir() == platformdirs.user_data_path("openrvu", appauthor=False)
