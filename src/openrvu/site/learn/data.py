"""Sections and texts as plain data, for JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from openrvu.site.learn.library import Library
from openrvu.site.learn.sections import Section
from openrvu.site.learn.text import Text

if TYPE_CHECKING:
    from openrvu.site.learn.rendered import Rendered


def section_data(section: Section, library: Library) -> dict[str, Any]:
    """A section and what stands in it."""
    return {
        "section": section.slug,
        "name": section.heading,
        "about": section.about,
        "page": section.address,
        "texts": [line_data(text) for text in library.texts(section)],
    }


def line_data(text: Text) -> dict[str, Any]:
    """A text as it stands in a list."""
    return {
        "title": text.title,
        "description": text.description,
        "page": text.address,
        "reviewed": text.reviewed,
        "published": text.published,
        "minutes": text.reading,
    }


def text_data(made: Rendered) -> dict[str, Any]:
    """A text with its figures, sources and words."""
    return {
        **line_data(made.text),
        "section": made.text.section.slug,
        "release": made.release.label,
        "headings": [asdict(heading) for heading in made.page.headings],
        "html": str(made.html),
        "figures": [asdict(used) for used in made.used],
        "given": dict(made.text.given),
        "sources": [
            {"number": number, "cited": number <= made.cited, **asdict(source)}
            for number, source in enumerate(made.sources, 1)
        ],
    }
