"""Texts written for a test, as they would stand in a section's folder, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openrvu import open_book
from openrvu.codes.index import open_index
from openrvu.site.learn.checking import check_text
from openrvu.site.learn.library import Library, open_library
from openrvu.site.learn.rendered import Rendered, render
from openrvu.site.learn.text import Problem, Text, read_text

#: Writes a text and gives it read.
Write = Callable[..., Text]

FRONT = """title = "A text"
description = "What it is about."
order = 1
reviewed = 2026-11-23
release = "RVU26C"
reading = 1
"""
SOURCES = """[[sources]]
key = "cfr"
text = "42 CFR 414.20"
url = "https://www.ecfr.gov/current/title-42/section-414.20"
[[sources]]
key = "manual"
text = "Medicare Claims Processing Manual, chapter 12"
"""


def written(folder: Path, body: str, *, front: str = FRONT, section: str = "guides") -> Path:
    """A file of a section's folder, named ``a-text.md``."""
    path = folder / section / "a-text.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"+++\n{front}+++\n{body}", "utf-8")
    return path


def read(path: Path) -> Text:
    """A text that can be read."""
    text, problems = read_text(path)
    assert problems == []
    assert text is not None
    return text


def shown(text: Text, library: Library | None = None) -> Rendered:
    """A text as it is read, with the figures of the book."""
    return render(text, open_book(), open_index(), library or open_library())


def problems_of(text: Text) -> list[Problem]:
    """What the check says against a text."""
    return list(check_text(text, open_book(), open_index(), open_library()).problems)
