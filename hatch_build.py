"""Compiles taxonomy and written entries into the index that ships in the wheel."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileIndex(BuildHookInterface[Any]):
    """Runs before the wheel, and before an editable install, is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Write `src/openrvu/codes/data/codes.sqlite` from `content/codes`."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from openrvu.book.places import bundled_path
        from openrvu.codes.compile import compile_index

        out = root / "src" / "openrvu" / "codes" / "data" / "codes.sqlite"
        compile_index(root / "content" / "codes", bundled_path(), out)
