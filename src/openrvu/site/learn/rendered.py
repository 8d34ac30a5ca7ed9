"""A text as it is read: evaluated, set as HTML, its sources numbered."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from openrvu.book.book import Book
from openrvu.codes.index import CodeIndex
from openrvu.schedule.releases import Release
from openrvu.site.learn.figures import Figures
from openrvu.site.learn.library import Library
from openrvu.site.learn.markdown import Heading, Page, to_page
from openrvu.site.learn.shortcodes import BadText, Evaluated, Used, evaluate
from openrvu.site.learn.text import Source, Text

#: A text with more sections than this has a list of them at its head.
SHORT = 3


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text evaluated against a release.

    Attributes:
        text: as written.
        release: whose figures it shows.
        page: as HTML.
        sources: those cited in order of citation, then the others.
        cited: how many of them are cited.
        used: figures it asked for.
        markdown: with its figures in place.
    """

    text: Text
    release: Release
    page: Page
    sources: tuple[Source, ...]
    cited: int
    used: tuple[Used, ...]
    markdown: str

    @property
    def html(self) -> Markup:
        """What stands below the title."""
        return self.page.html

    @property
    def contents(self) -> tuple[Heading, ...]:
        """The sections to list at the head of a long text; none of a short one."""
        top = tuple(h for h in self.page.headings if h.level == 2)
        return top if len(top) > SHORT else ()


def render(
    text: Text,
    book: Book,
    index: CodeIndex,
    library: Library,
    *,
    static: bool = False,
    prefix: str = "",
) -> Rendered:
    """A text with the figures of its release.

    Where it names none, those of the newest release held; where that lacks something the text
    speaks of, those of the newest that ships with the package.

    Raises:
        BadText: it cannot be evaluated; with the line and why.
    """
    labels = [text.release] if text.release else _newest(book)
    for label in labels[:-1]:
        try:
            return _render(text, Figures(book, label), index, library, static, prefix)
        except BadText:
            continue
    return _render(text, Figures(book, labels[-1]), index, library, static, prefix)


def _newest(book: Book) -> list[str]:
    """The newest release, and the newest that is not the user's own."""
    own = [release.label for release in book.releases() if not release.owned]
    return list(dict.fromkeys([book.newest().label, *own[-1:]]))


def _render(
    text: Text, figures: Figures, index: CodeIndex, library: Library, static: bool, prefix: str
) -> Rendered:
    made = evaluate(text, figures, index, library, prefix=prefix)
    return Rendered(
        text=text,
        release=figures.book.release(figures.label),
        page=to_page(made.markdown, made.pieces, static=static, prefix=prefix),
        sources=_numbered(text.sources, made),
        cited=len(made.cited),
        used=tuple(Used(call, value) for call, value in made.used.items()),
        markdown=made.markdown,
    )


def _numbered(sources: Sequence[Source], made: Evaluated) -> tuple[Source, ...]:
    by_key = {source.key: source for source in sources}
    cited = [by_key[key] for key in made.cited]
    return (*cited, *(source for source in sources if source.key not in made.cited))


_kept: dict[tuple[Text, Book, bool, str], Rendered] = {}
_lock = threading.Lock()


def rendered(
    text: Text, book: Book, index: CodeIndex, library: Library, *, static: bool, prefix: str = ""
) -> Rendered:
    """As :func:`render`, made once in a process: neither texts nor the book change in it."""
    key = (text, book, static, prefix)
    made = _kept.get(key)
    if made is None:
        made = render(text, book, index, library, static=static, prefix=prefix)
        with _lock:
            _kept[key] = made
    return made
