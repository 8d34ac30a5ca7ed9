"""Gathers what the page of one rule shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from openrvu.book.book import Book
from openrvu.codes.index import CodeIndex
from openrvu.rules.as_words import Line, in_words, parameters_named, rules_named, texts_given
from openrvu.rules.coverage import Coverage, coverage_of
from openrvu.rules.expression import Named, Rule
from openrvu.rules.order import Place, place_of, rules
from openrvu.rules.parameters import DatedParameter, parameter
from openrvu.rules.reasons import Reason, reasons
from openrvu.schedule.indicators import INDICATORS, Indicator, Meaning
from openrvu.site.rule_pages.examples import Worked, worked

#: How rules name an indicator, and the column of CMS's file that holds it.
_TOUCHED = {
    "assistant": "assistant",
    "bilateral": "bilateral",
    "co-surgeon": "co_surgeon",
    "global": "global_days",
    "multiple procedure": "multiple_procedure",
    "PC/TC": "pctc",
    "status": "status",
    "team": "team",
}


@dataclass(frozen=True, slots=True)
class Touched:
    """An indicator that a rule looks at, with the meaning of each value."""

    indicator: Indicator
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """Everything the page of one rule shows.

    Attributes:
        rule: its name, title, words and citation.
        place: where it stands in the order; None for a rule asked for by itself.
        words: what is computed, line by line.
        parameters: the dated figures it states.
        touched: the indicator values it looks at.
        reasons: those it can give for what becomes of a line.
        coverage: since when it is verified, and what it leaves aside.
        looks_at: the rules it looks at.
        looked_at_by: the rules that look at it.
        before: the rule before it in the order, or None.
        after: the rule after it, or None.
        worked: an example, priced; None where none is kept.
    """

    rule: Rule
    place: Place | None
    words: tuple[Line, ...]
    parameters: tuple[DatedParameter, ...]
    touched: tuple[Touched, ...]
    reasons: tuple[Reason, ...]
    coverage: Coverage
    looks_at: tuple[Rule, ...]
    looked_at_by: tuple[Rule, ...]
    before: Rule | None
    after: Rule | None
    worked: Worked | None


def build(name: str, book: Book, index: CodeIndex) -> RulePage | None:
    """The page of a rule by its name; None where there is no such rule."""
    held = rules()
    if name not in held:
        return None
    names, found = list(held), held[name]
    at = names.index(name)
    return RulePage(
        rule=found.rule,
        place=place_of(name),
        words=in_words(found),
        parameters=tuple(parameter(each) for each in parameters_named(found)),
        touched=tuple(touched(found.rule)),
        reasons=_reasons(found),
        coverage=coverage_of(name),
        looks_at=_rules(rules_named(found)),
        looked_at_by=_rules(_lookers().get(name, ())),
        before=held[names[at - 1]].rule if at else None,
        after=held[names[at + 1]].rule if at + 1 < len(names) else None,
        worked=worked(name, book, index),
    )


def touched(rule: Rule) -> Iterator[Touched]:
    """The indicators of a rule's ``touches``, such as ``bilateral 0, 1``.

    Raises:
        KeyError: an indicator or value that CMS does not document.
    """
    for text in rule.touches:
        called, _, values = text.replace(", ", ",").rpartition(" ")
        field = _TOUCHED[called]
        indicator = next(each for each in INDICATORS if each.field == field)
        yield Touched(indicator, tuple(indicator.meanings[v] for v in values.split(",")))


def _reasons(rule: Named) -> tuple[Reason, ...]:
    given = set(texts_given(rule))
    return tuple(reason for reason in reasons() if reason.id in given)


def _rules(names: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules of some names that have a page."""
    held = rules()
    return tuple(held[name].rule for name in names if name in held)


@cache
def _lookers() -> dict[str, tuple[str, ...]]:
    """For each rule the names of those that look at it."""
    found: dict[str, tuple[str, ...]] = {}
    for name, rule in rules().items():
        for seen in rules_named(rule):
            found[seen] = (*found.get(seen, ()), name)
    return found
