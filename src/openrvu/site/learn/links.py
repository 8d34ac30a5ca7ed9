"""Names and links a text may ask for, as Markdown."""

from __future__ import annotations

import re

from openrvu.codes.index import CodeIndex
from openrvu.rules.order import ORDER
from openrvu.rules.order import rules as all_rules
from openrvu.schedule.localities import display_name
from openrvu.site.learn.figures import Figures, NoFigure
from openrvu.site.learn.library import Library
from openrvu.site.learn.sections import GUIDES, SECTIONS, section_of

#: Subjects that several rules share, by the name a writer would use, with the rule that leads.
SUBJECTS = {
    "multiple-procedures": "multiple_surgery.amount",
    "assistant": "roles.share",
    "mppr": "imaging.amount",
    "sequestration": "patient.sequestration",
}
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


class Links:
    """Names and links, of codes that a release has, texts that a library has, and rules."""

    def __init__(self, figures: Figures, index: CodeIndex, library: Library) -> None:
        """Link by what these hold."""
        self._figures, self._index, self._library = figures, index, library

    def title(self, code: str) -> str:
        """Our title of a code."""
        self._figures.row(code)
        written = self._index.written_title(code)
        if written is None:
            raise NoFigure(f"{code} has no title of ours: it is not among the codes written about")
        return escape(written)

    def code(self, code: str, *, short: bool = False) -> str:
        """A link to a code's page: ``99213 (its title)``, or the code alone."""
        bare = str(code).partition("-")[0]
        self._figures.row(code)
        shown = code if short else f"{code} ({self.title(bare)})"
        return f"[{shown}](/codes/{bare}/)"

    def locality(self, text: str) -> str:
        """A link to a locality's page, by its name and state."""
        area = self._figures.area(text)
        if area.is_national:
            raise NoFigure("the nation has no locality page; expected one such as IL-16")
        return f"[{escape(display_name(area.name))}, {area.state}](/localities/{area.key}/)"

    def rule(self, name: str, words: str = "") -> str:
        """A link to a rule's page; to its place in the order where a group is named."""
        known = all_rules()
        wanted = SUBJECTS.get(name, name)
        if wanted in known:
            return f"[{escape(words or known[wanted].rule.title)}](/rules/{wanted}/)"
        for place in ORDER:
            if any(each.rule.name.partition(".")[0] == wanted for each in place.rules):
                return f"[{escape(words or place.title)}](/rules/#step-{place.number})"
        listed = ", ".join((*SUBJECTS, *known))
        raise NoFigure(f"{name!r} is no rule; expected one of {listed}")

    def guide(self, slug: str, words: str = "") -> str:
        """A link to a guide by its title."""
        return self.text(f"{GUIDES}/{slug}", words)

    def text(self, name: str, words: str = "") -> str:
        """A link to any text: ``residents/first-contract``."""
        section, _, slug = name.partition("/")
        slug, _, anchor = slug.partition("#")
        found = self._library.find(section, slug)
        if found is None:
            held = self._library.texts(section) if section_of(section) else ()
            listed = ", ".join(text.slug for text in held) or ", ".join(s.slug for s in SECTIONS)
            raise NoFigure(f"{name!r} is no text; expected one of {listed}")
        place = f"#{anchor}" if anchor else ""
        return f"[{escape(words or found.title)}]({found.address}{place})"


def escape(text: str) -> str:
    """A text of ours as Markdown that shows it."""
    return _SPECIAL.sub(r"\\\1", text)
