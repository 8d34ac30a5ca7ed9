"""Worked examples: cases kept as data, priced when they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from urllib.parse import urlencode

from django.http import QueryDict

from openrvu.book.book import Book
from openrvu.codes.index import CodeIndex
from openrvu.errors import ReadError
from openrvu.pricing.claim import RuleStep
from openrvu.site.pricer.answer import Answer, AnsweredLine, answer
from openrvu.site.pricer.case import Case, read_case

_FILE = "examples.toml"
_KEYS = {"rules", "lines", "choices", "line", "shows"}


@dataclass(frozen=True, slots=True)
class Example:
    """A case that shows some rules.

    Attributes:
        rules: their names.
        query: the case, as the query of the pricer's address.
        line: the line to look at, from 1.
        shows: what there is to see, in a sentence.
    """

    rules: tuple[str, ...]
    query: str
    line: int
    shows: str


@dataclass(frozen=True, slots=True)
class Worked:
    """An example, priced.

    Attributes:
        example: as it is kept.
        case: as it was understood.
        answer: what came out.
        steps: those of the line to look at that the rule makes, or whose figures it gives.
    """

    example: Example
    case: Case
    answer: Answer
    steps: tuple[RuleStep, ...]

    @property
    def line(self) -> AnsweredLine:
        """The line to look at."""
        return self.answer.lines[self.example.line - 1]


def examples() -> Mapping[str, Example]:
    """The example of each rule that has one, by the rule's name.

    Raises:
        ReadError: ``examples.toml`` is not as it should be.
    """
    return _by_rule()


def worked(rule: str, book: Book, index: CodeIndex) -> Worked | None:
    """The example of a rule, priced now; None where none is kept."""
    example = examples().get(rule)
    if example is None:
        return None
    case = read_case(QueryDict(example.query), book)
    made = answer(case, index)
    line = made.lines[example.line - 1]
    steps = line.priced.steps if line.priced else ()
    shown = (s for s in steps if rule in {s.rule, *(figure.name for figure in s.inputs)})
    return Worked(example, case, made, tuple(shown))


@cache
def _by_rule() -> Mapping[str, Example]:
    import tomllib

    text = resources.files("openrvu.site.rule_pages").joinpath(_FILE).read_text("utf-8")
    held: dict[str, Example] = {}
    for at, table in enumerate(tomllib.loads(text)["case"], 1):
        if table.keys() != _KEYS:
            raise _refusal(at, ", ".join(table), ", ".join(sorted(_KEYS)))
        pairs = [*(("line", line) for line in table["lines"]), *table["choices"].items()]
        query = urlencode(pairs, safe="$,")
        example = Example(tuple(table["rules"]), query, table["line"], table["shows"])
        for rule in example.rules:
            if held.setdefault(rule, example) is not example:
                raise _refusal(at, f"a second example of {rule}", "one for each rule")
    return MappingProxyType(held)


def _refusal(at: int, found: str, expected: str) -> ReadError:
    remedy = "Correct the case."
    return ReadError(f"{_FILE}, case {at}", found=found, expected=expected, remedy=remedy)
