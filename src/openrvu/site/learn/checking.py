"""What a machine can say against a text: typed figures, claims without a source, links, reading.

Typed figures are looked for in :mod:`openrvu.site.learn.typed`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openrvu.book.book import Book
from openrvu.codes.checking.grade import grade
from openrvu.codes.index import CodeIndex
from openrvu.errors import OpenRVUError
from openrvu.site.learn.library import Library
from openrvu.site.learn.rendered import Rendered, render
from openrvu.site.learn.sections import STUDENTS, SUPPORT
from openrvu.site.learn.shortcodes import BadText
from openrvu.site.learn.text import Problem, Text
from openrvu.site.learn.typed import typed_figures

#: The highest reading grade (Flesch and Kincaid) of a text's prose, and by section.
MAX_GRADE = 12
GRADES = {STUDENTS: 10, SUPPORT: 10}
#: Words a minute between which the reading time must lie.
PACE = (100, 320)
#: Fewer words than this are a note and no text; support's stand together on one page.
FEWEST_WORDS = 150


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: problems, and the text as it is read where it could be evaluated."""

    problems: tuple[Problem, ...]
    rendered: Rendered | None


def check_text(text: Text, book: Book, index: CodeIndex, library: Library) -> Checked:
    """Everything that is wrong with a text, in the order of its lines, addresses apart."""
    problems = list(typed_figures(text))
    made: Rendered | None = None
    try:
        made = render(text, book, index, library)
    except BadText as error:
        problems.append(error.problem)
    except OpenRVUError as error:
        problems.append(Problem(text.file, 1, str(error)))
    if made:
        problems += _read(made)
    return Checked(tuple(sorted(set(problems), key=lambda p: (p.line, p.what))), made)


def _read(made: Rendered) -> Iterator[Problem]:
    """What only the finished text shows."""
    text, page = made.text, made.page
    for source in made.sources[made.cited :]:
        yield Problem(text.file, 1, f"source {source.key!r} is cited nowhere")
    level = 1
    for heading in page.headings:
        if heading.level == 1 or heading.level > level + 1:
            yield Problem(
                text.file,
                text.line_with(heading.words),
                f"heading {heading.words!r} is of level {heading.level} after {level}; the title "
                "is level 1, so sections begin with ##",
            )
        level = heading.level
    for image in page.images:
        yield Problem(
            text.file, text.line_with(image), f"{image!r}: a text has charts and no pictures"
        )
    if "$$" in made.markdown:
        at = text.line_with("${{")
        yield Problem(text.file, at, "a filter writes the dollar sign itself: $$")
    yield from _reading(made)


def _reading(made: Rendered) -> Iterator[Problem]:
    text, words = made.text, sum(len(each.split()) for each in made.page.prose)
    slow, fast = (words / pace for pace in PACE)
    if text.section.slug != SUPPORT:
        if words < FEWEST_WORDS:
            yield Problem(text.file, text.first_line, f"{words} words; at least {FEWEST_WORDS}")
        if not fast - 1 <= text.reading <= slow + 1:
            yield Problem(text.file, 1, f"reading = {text.reading} minutes for {words} words")
    found = reading_grade(made)
    most = GRADES.get(text.section.slug, MAX_GRADE)
    if found > most:
        yield Problem(
            text.file,
            text.first_line,
            f"is read at grade {found:.1f}; at most {most}: shorter sentences and words",
        )


def reading_grade(made: Rendered) -> float:
    """The school grade of a text's paragraphs and list items."""
    ended = (each if each[-1] in ".!?:" else f"{each}." for each in made.page.prose)
    return grade(" ".join(each.rstrip(":") + "." if each[-1] == ":" else each for each in ended))
