"""Shortcodes: the figures, links and charts of a text, evaluated before its Markdown is read.

A text is a template of Jinja's sandbox. What it may name is in :func:`_names`; a name that there
is not, a figure without a format and a float are errors with their line.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

import jinja2
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from openrvu import __version__
from openrvu.codes.index import CodeIndex
from openrvu.errors import OpenRVUError
from openrvu.exact import parse_decimal
from openrvu.pricing.figures import ordinal
from openrvu.site.learn.cases import PricedCase, priced_case
from openrvu.site.learn.drawing import Chart
from openrvu.site.learn.figures import Figures, NoFigure
from openrvu.site.learn.formats import FORMATS
from openrvu.site.learn.library import Library
from openrvu.site.learn.links import Links
from openrvu.site.learn.series import Data
from openrvu.site.learn.text import Problem, Text
from openrvu.site.templating import day

#: What stands for a finished piece of HTML until the Markdown around it is read.
PIECE = "\ue000{}\ue001"
_TEMPLATE = "<template>"
_DIGITS = 6


class BadText(OpenRVUError):
    """A text that cannot be evaluated.

    Attributes:
        problem: where and why.
    """

    def __init__(self, problem: Problem) -> None:
        """Say it in one line."""
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Used:
    """A figure that a text asked for: the call as written, and what it gave."""

    call: str
    value: str


@dataclass(slots=True)
class Evaluated:
    """A text with its figures in place.

    Attributes:
        markdown: with :data:`PIECE` where a finished piece of HTML belongs.
        pieces: those pieces, by their number.
        cited: keys of the sources cited, in the order of their first citation.
        used: figures asked for, each once.
    """

    markdown: str = ""
    pieces: list[Markup] = field(default_factory=list)
    cited: list[str] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)

    def put(self, piece: Markup) -> str:
        """Set a piece of HTML aside; what stands for it."""
        self.pieces.append(piece)
        return PIECE.format(len(self.pieces) - 1)


class Given:
    """The invented figures of a text's worked examples, by name."""

    def __init__(self, held: tuple[tuple[str, Decimal], ...]) -> None:
        """Keep them."""
        self._held = dict(held)

    def __getattr__(self, name: str) -> Decimal:
        """A figure by its name."""
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._held:
            known = ", ".join(self._held) or "none"
            raise NoFigure(f"given.{name} is not under [given] of the front matter; known: {known}")
        return self._held[name]


def dec(text: str) -> Decimal:
    """A number typed for arithmetic: ``dec("0.5")``."""
    try:
        return parse_decimal(str(text), _DIGITS)
    except ValueError as error:
        raise NoFigure(f'dec("…") takes a plain number: {error}') from None


def environment() -> SandboxedEnvironment:
    """The sandbox that texts are read in."""
    env = SandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        autoescape=False,  # what comes out is Markdown, in which HTML is not read
    )
    env.filters.update(FORMATS)
    env.filters.update(ordinal=ordinal, day=day)
    return env


def _shown(value: object) -> object:
    """What an expression may print; a figure with more digits than CMS prints needs a format."""
    if isinstance(value, Decimal):
        digits = value.as_tuple().exponent
        if not isinstance(digits, int) or digits < -_DIGITS:
            formats = ", ".join(FORMATS)
            raise NoFigure(f"{value} is shown without a format; add one of the filters {formats}")
        return f"{value:f}".replace("-", "−")
    if isinstance(value, float) or value is None:
        raise NoFigure(f'{value!r} is no figure; a typed number is written dec("0.5")')
    # Nothing is what an inline "if" without "else" gives; a name that there is not says so itself.
    if not isinstance(value, str | int | jinja2.Undefined):
        kind = type(value).__name__
        raise NoFigure(f"{kind} is neither figure nor words; ask for one of its parts")
    return value


def evaluate(
    text: Text, figures: Figures, index: CodeIndex, library: Library, *, prefix: str = ""
) -> Evaluated:
    """A text with its figures in place.

    Args:
        text: to evaluate.
        figures: of the release it is evaluated against.
        index: of titles.
        library: of the texts it may link to.
        prefix: before the ids of its citations, where several texts stand on one page.

    Raises:
        BadText: with the line of the first thing that cannot be evaluated.
    """
    made = Evaluated()
    try:
        template = environment().from_string(text.body)
        made.markdown = template.render(_names(text, figures, index, library, made, prefix))
    except jinja2.TemplateSyntaxError as error:
        raise BadText(problem_at(text, error.lineno, f"{error.message}")) from error
    except (
        *(OpenRVUError, jinja2.TemplateError, ArithmeticError),
        *(TypeError, ValueError, AttributeError, LookupError),
    ) as error:
        raise BadText(problem_at(text, _line_of(error), _said(error))) from error
    return made


def problem_at(text: Text, line: int, what: str) -> Problem:
    """A problem at a line of the body, counted from 1."""
    return Problem(text.file, text.first_line + line - 1, what)


def _line_of(error: BaseException) -> int:
    """The line of the template at which an error came up."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == _TEMPLATE]
    return lines[-1] or 1 if lines else 1


def _said(error: BaseException) -> str:
    if isinstance(error, TypeError) and "float" in str(error):
        return f'{error}: a typed number is written dec("0.5")'
    if isinstance(error, InvalidOperation | ZeroDivisionError):
        return f"arithmetic that has no result: {type(error).__name__}"
    return str(error)


def _names(
    text: Text,
    figures: Figures,
    index: CodeIndex,
    library: Library,
    made: Evaluated,
    prefix: str = "",
) -> dict[str, Any]:
    """Everything a text may name."""
    links = Links(figures, index, library)

    def case(*lines: str, **options: str) -> PricedCase:
        return priced_case(figures, index, lines, options)

    noted = {
        name: _noting(getattr(figures, name), made)
        for name in ("work", "pe", "mp", "total", "amount", "cf", "gpci", "anesthesia_factor")
    }
    return {
        **noted,
        "policy": figures.policy,
        "meaning": figures.meaning,
        "law": _noting(figures.law, made),
        "change": figures.change,
        "given": Given(text.given),
        "dec": dec,
        "case": case,
        "data": Data(figures, index),
        "chart": _Charts(made),
        "cite": _Citations(text, made, prefix),
        "release": figures.label,
        "version": __version__,
        **{n: getattr(links, n) for n in ("title", "code", "locality", "rule", "guide", "text")},
    }


def _noting(function: Callable[..., Decimal], made: Evaluated) -> Callable[..., Decimal]:
    """The function, which also notes what it was asked and what it gave."""

    def noting(*args: object, **options: object) -> Decimal:
        value = function(*args, **options)
        said = [repr(a) for a in args] + [f"{name}={v!r}" for name, v in options.items()]
        made.used[f"{function.__name__}({', '.join(said)})"] = f"{value:f}"
        return value

    return noting


class _Charts:
    """Charts set aside as pieces, each a paragraph of its own."""

    def __init__(self, made: Evaluated) -> None:
        self._made, self._chart = made, Chart()

    def __getattr__(self, name: str) -> Callable[..., str]:
        if name.startswith("_") or not hasattr(Chart, name):
            known = ", ".join(n for n in vars(Chart) if not n.startswith("_"))
            raise NoFigure(f"chart.{name} is no chart; expected one of {known}")

        def drawn(*args: object, **options: object) -> str:
            return f"\n\n{self._made.put(getattr(self._chart, name)(*args, **options))}\n\n"

        return drawn


class _Citations:
    """Numbers linked to the list of sources, counted in the order of first citation."""

    def __init__(self, text: Text, made: Evaluated, prefix: str) -> None:
        self._sources = {source.key: source for source in text.sources}
        self._made, self._prefix = made, prefix

    def __call__(self, *keys: str) -> str:
        if not keys:
            raise NoFigure("cite takes the key of a source")
        return self._made.put(Markup('<sup class="cite">{}</sup>').format(self._numbers(keys)))

    def _numbers(self, keys: tuple[str, ...]) -> Markup:
        return Markup(", ").join(self._number(key) for key in keys)

    def _number(self, key: str) -> Markup:
        if key not in self._sources:
            known = ", ".join(self._sources) or "none"
            raise NoFigure(f"{key!r} is the key of no source; known: {known}")
        first = key not in self._made.cited
        if first:
            self._made.cited.append(key)
        number = self._made.cited.index(key) + 1
        mark = Markup(' id="{}cite-{}"').format(self._prefix, number) if first else ""
        return Markup('<a href="#{}source-{}"{} aria-label="Source {}: {}">{}</a>').format(
            *(self._prefix, number, mark, number, escape(self._sources[key].text), number)
        )
