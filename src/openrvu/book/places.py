"""Where the book and the user's own releases live."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def bundled_path() -> Path:
    """The book file that ships with the package."""
    return Path(__file__).parent / "data" / "book.sqlite"


def manifest_path() -> Path:
    """The list of sources and hashes of the bundled book."""
    return Path(__file__).parent / "data" / "manifest.json"


def data_dir() -> Path:
    """The user's data folder: ``OPENRVU_DATA_DIR``, else the platform's customary place."""
    if chosen := os.environ.get("OPENRVU_DATA_DIR"):
        return Path(chosen).expanduser()
    if sys.platform == "linux":
        # What platformdirs would say; to import it costs a command 7 ms.
        shared = os.environ.get("XDG_DATA_HOME", "").strip()
        return Path(shared or "~/.local/share").expanduser() / "openrvu"
    import platformdirs

    return platformdirs.user_data_path("openrvu", appauthor=False)


def releases_dir() -> Path:
    """Where releases the user added are kept, one file each."""
    return data_dir() / "releases"


def downloads_dir() -> Path:
    """Where archives wait while they are fetched; unfinished ones stay to be continued."""
    return data_dir() / "downloads"
