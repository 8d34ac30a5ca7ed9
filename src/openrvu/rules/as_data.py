"""A rule as plain data: what the command prints, and what pages and the API answer."""

from __future__ import annotations

from typing import TypedDict

from openrvu.exact import plain
from openrvu.rules.as_words import in_words, parameters_named, rules_named
from openrvu.rules.expression import Named, Rule
from openrvu.rules.order import Place, place_of, rules
from openrvu.rules.parameters import DatedParameter, DatedValue, parameter


class PlaceData(TypedDict):
    """A place in the order of payment; see :class:`openrvu.rules.order.Place`."""

    number: int
    title: str
    authority: str
    standing: str


class RuleData(TypedDict):
    """A rule; ``place`` is None for one asked for by itself."""

    name: str
    title: str
    says: str
    cites: str
    touches: list[str]
    place: PlaceData | None


class WordsData(TypedDict):
    """One line of a rule in words, and how far it is set in."""

    depth: int
    text: str


#: A figure from a first day on; see :class:`openrvu.rules.parameters.DatedValue`.
ValueData = TypedDict(
    "ValueData",
    {"from": str, "value": str, "source": str, "checked": str, "read": str, "note": str},
)


class ParameterData(TypedDict):
    """A figure of the law with all its values, as printed: 62.5 for 62.5 percent."""

    name: str
    title: str
    unit: str
    says: str
    values: list[ValueData]


class WholeRuleData(RuleData):
    """A rule told whole: what is computed, the figures it states, the rules it looks at."""

    words: list[WordsData]
    parameters: list[ParameterData]
    looks_at: list[str]


def rule_data(rule: Rule) -> RuleData:
    """A rule as it stands in a list."""
    place = place_of(rule.name)
    return {
        "name": rule.name,
        "title": rule.title,
        "says": rule.says,
        "cites": rule.cites,
        "touches": list(rule.touches),
        "place": place_data(place) if place else None,
    }


def place_data(place: Place) -> PlaceData:
    """A place in the order."""
    return {
        "number": place.number,
        "title": place.title,
        "authority": place.authority,
        "standing": place.standing,
    }


def whole_rule_data(rule: Named) -> WholeRuleData:
    """A rule told whole."""
    return {
        **rule_data(rule.rule),
        "words": [{"depth": line.depth, "text": line.text} for line in in_words(rule)],
        "parameters": [parameter_data(parameter(name)) for name in parameters_named(rule)],
        "looks_at": [name for name in rules_named(rule) if name in rules()],
    }


def parameter_data(held: DatedParameter) -> ParameterData:
    """A figure of the law with all its values."""
    return {
        "name": held.name,
        "title": held.title,
        "unit": held.unit,
        "says": held.says,
        "values": [_value_data(value) for value in held.values],
    }


def _value_data(held: DatedValue) -> ValueData:
    return {
        "from": held.first.isoformat(),
        "value": plain(held.value),
        "source": held.source,
        "checked": held.checked.isoformat(),
        "read": held.read,
        "note": held.note,
    }
