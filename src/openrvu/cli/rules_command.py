"""``rvu rules``: the payment rules, in order and in words."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

import click

from openrvu.cli.asked import json_option
from openrvu.cli.output import plain_lines, print_json
from openrvu.errors import OpenRVUError
from openrvu.exact import plain
from openrvu.rules.as_data import place_data, rule_data, whole_rule_data
from openrvu.rules.as_words import in_words, parameters_named
from openrvu.rules.expression import Named, Rule
from openrvu.rules.order import BESIDE, ORDER, Place, place_of, rules
from openrvu.rules.parameters import DatedParameter, DatedValue, parameter

_INDENT = "  "
#: How far a figure's source was followed, where that is not to its text.
_READ = {"in file": "follows from a CMS file", "not read": "not read"}


class UnknownRule(OpenRVUError, LookupError):
    """No rule of that name."""


@click.command(
    "rules",
    epilog="""
\b
Examples:
  rvu rules
  rvu rules endoscopy.amount
  rvu rules bilateral.procedures --json

Without NAME: every rule in the order of payment, with the authority for its
place and whether that was read or is convention. With NAME: what the rule says,
where it is from, what is computed, and the dated figures it states.

\b
Exit codes:
  0  answered
  1  there is no rule of that name
  2  the command was not understood
""",
)
@click.argument("name", required=False)
@json_option
def list_rules(name: str | None, *, as_json: bool) -> None:
    """The payment rules in order, or all about the rule NAME."""
    if name is not None:
        _one(_named(name), as_json=as_json)
    elif as_json:
        print_json({"order": [_place_data(place) for place in ORDER], "beside": _lines(BESIDE)})
    else:
        click.echo("\n".join(_list()))


def _named(name: str) -> Named:
    held = rules()
    found = held.get(name.strip())
    if found is None:
        near = [each for each in held if each.startswith(name)] or get_close_matches(name, held)
        hint = f"near it: {', '.join(near)}" if name and near else "rvu rules lists them"
        raise UnknownRule(f"{name!r} is not a rule; {hint}")
    return found


def _place_data(place: Place) -> dict[str, object]:
    return {**place_data(place), "rules": _lines(place.rules)}


def _lines(held: tuple[Named, ...]) -> list[object]:
    return [rule_data(each.rule) for each in held]


def _list() -> Iterator[str]:
    for place in ORDER:
        yield f"{place.number}. {place.title}"
        yield f"   {place.authority} ({place.standing})"
        yield from _titles(place.rules)
        yield ""
    yield "Beside the order, asked for by themselves"
    yield from _titles(BESIDE)


def _titles(held: tuple[Named, ...]) -> Iterator[str]:
    rows = [(f"   {each.rule.name}", each.rule.title) for each in held]
    yield from plain_lines(rows, texts=2)


def _one(found: Named, *, as_json: bool) -> None:
    if as_json:
        print_json(whole_rule_data(found))
    else:
        click.echo("\n".join(_told(found)))


def _told(found: Named) -> Iterator[str]:
    yield from _said(found.rule)
    yield ""
    yield "What is computed"
    yield from (f"{_INDENT * (line.depth + 1)}{line.text}" for line in in_words(found))
    for each in parameters_named(found):
        yield ""
        yield from _figure(parameter(each))


def _said(rule: Rule) -> Iterator[str]:
    yield f"{rule.name}  {rule.title}"
    yield rule.says
    yield f"Source: {rule.cites}"
    if rule.touches:
        yield f"Indicators: {'; '.join(rule.touches)}"
    if place := place_of(rule.name):
        yield f"Place {place.number}, {place.title}: {place.authority} ({place.standing})"


def _figure(held: DatedParameter) -> Iterator[str]:
    yield f"{held.title} ({held.name}, {held.unit})"
    yield f"{_INDENT}{held.says}"
    for value in held.values:
        yield f"{_INDENT}{value.first}  {plain(value.value):>8}  {_source(value)}"


def _source(value: DatedValue) -> str:
    followed = f" ({_READ[value.read]})" if value.read in _READ else ""
    note = f" {value.note}" if value.note else ""
    return f"{value.source}{followed}, checked {value.checked}.{note}"
