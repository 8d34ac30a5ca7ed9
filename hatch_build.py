"""Puts into the wheel what is made of `content`: the index of codes, and the texts to read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: Where the texts are in the wheel; `site/learn/library.py` looks there first.
TEXTS = "openrvu/site/learn/texts"


class ShipContent(BuildHookInterface[Any]):
    """Runs before the wheel, and before an editable install, is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write `src/openrvu/codes/data/codes.sqlite` from `content/codes`; add `content/learn`.

        An editable install reads the texts where they are written.
        """
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from openrvu.book.places import bundled_path
        from openrvu.codes.compile import compile_index

        out = root / "src" / "openrvu" / "codes" / "data" / "codes.sqlite"
        compile_index(root / "content" / "codes", bundled_path(), out)
        if version != "editable":
            build_data["force_include"][str(root / "content" / "learn")] = TEXTS
