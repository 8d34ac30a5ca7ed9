"""All texts of a folder, by section and in order."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from openrvu.site.learn.sections import BLOG, SECTIONS, Section
from openrvu.site.learn.text import Problem, Text, read_text

_HERE = Path(__file__).parent


class Library:
    """Texts that could be read, and what is wrong with the others."""

    def __init__(self, texts: Iterable[Text], problems: Iterable[Problem] = ()) -> None:
        """Put texts in order."""
        self.problems = tuple(problems)
        by_section: dict[str, list[Text]] = {section.slug: [] for section in SECTIONS}
        for text in texts:
            by_section[text.section.slug].append(text)
        self._texts = {slug: tuple(_ordered(slug, held)) for slug, held in by_section.items()}

    def texts(self, section: Section | str) -> tuple[Text, ...]:
        """The texts of a section: by their order, of the blog the newest first."""
        return self._texts[section if isinstance(section, str) else section.slug]

    def all(self) -> tuple[Text, ...]:
        """Every text, by section."""
        return tuple(text for section in SECTIONS for text in self.texts(section))

    def find(self, section: str, slug: str) -> Text | None:
        """A text by its section and slug, or None."""
        return next((text for text in self._texts.get(section, ()) if text.slug == slug), None)

    def around(self, text: Text) -> tuple[Text | None, Text | None]:
        """The texts before and after one in its section."""
        held = self.texts(text.section)
        at = held.index(text)
        before = held[at - 1] if at else None
        return before, held[at + 1] if at + 1 < len(held) else None


def _ordered(slug: str, texts: list[Text]) -> list[Text]:
    if slug == BLOG:
        # Newest first; posts of one day by their order.
        texts = sorted(texts, key=lambda t: (t.order, t.title))
        return sorted(texts, key=lambda t: t.published, reverse=True)
    return sorted(texts, key=lambda t: (t.order, t.title))


def load_library(folder: Path) -> Library:
    """Read every text of a folder's sections."""
    texts, problems = [], []
    for section in SECTIONS:
        for path in sorted((folder / section.slug).glob("*.md")):
            text, faults = read_text(path)
            problems += faults
            if text:
                texts.append(text)
    return Library(texts, problems)


def texts_folder() -> Path:
    """Where the texts are: beside this module in a wheel, under ``content`` in a checkout."""
    shipped = _HERE / "texts"
    return shipped if shipped.is_dir() else _HERE.parents[3] / "content" / "learn"


@cache
def open_library() -> Library:
    """The texts that ship with the package, read once."""
    return load_library(texts_folder())


@cache
def library_beside(folder: Path) -> Library:
    """The texts of a folder, and those that ship with the package where it has none of the name."""
    if folder == texts_folder():
        return open_library()
    own = load_library(folder)
    addresses = {text.address for text in own.all()}
    others = (text for text in open_library().all() if text.address not in addresses)
    return Library((*own.all(), *others), own.problems)
