"""What the tests of texts share."""

from __future__ import annotations

from pathlib import Path

import pytest

from openrvu.site.learn.text import Text
from writing import FRONT, Write, read, written


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a text from its body; front matter is added to what every text has."""

    def make(body: str, *, more: str = "", section: str = "guides", front: str = FRONT) -> Text:
        return read(written(tmp_path, body, front=front + more, section=section))

    return make
