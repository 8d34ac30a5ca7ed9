"""A rule as JSON."""

from __future__ import annotations

from typing import Any

from openrvu.rules.as_data import place_data, rule_data, whole_rule_data
from openrvu.rules.coverage import Coverage, Matter
from openrvu.rules.expression import Rule
from openrvu.rules.order import Place, rules
from openrvu.site.pricer.data import case_data
from openrvu.site.rule_pages.examples import Worked
from openrvu.site.rule_pages.rule_page import RulePage


def page_data(made: RulePage) -> dict[str, Any]:
    """What the page of a rule shows."""
    return {
        **whole_rule_data(rules()[made.rule.name]),
        "page": _page(made.rule),
        "indicators": [
            {
                "name": each.indicator.title,
                "column": each.indicator.column,
                "values": [{"value": m.value, "meaning": m.text} for m in each.meanings],
            }
            for each in made.touched
        ],
        "reasons": [
            {"id": each.id, "outcome": each.outcome, "says": each.says} for each in made.reasons
        ],
        "verified_since": made.coverage.verified_since,
        "limits": [_matter_data(each) for each in made.coverage.limits],
        "looked_at_by": [rule.name for rule in made.looked_at_by],
        "example": _example_data(made.worked),
    }


def left_aside(matter: Coverage) -> dict[str, Any]:
    """A matter that no rule here does."""
    return {
        "name": matter.rule,
        "title": matter.title,
        "says": matter.words,
        "reasons": list(matter.reasons),
    }


def _matter_data(matter: Matter) -> dict[str, str]:
    return {"name": matter.name, "title": matter.title, "says": matter.says}


def rule_line(rule: Rule) -> dict[str, Any]:
    """A rule as it stands in the list of rules."""
    return {**rule_data(rule), "page": _page(rule)}


def rules_of_place(place: Place) -> dict[str, Any]:
    """A place in the order, with its rules."""
    return {**place_data(place), "rules": [rule_line(each.rule) for each in place.rules]}


def _page(rule: Rule) -> str:
    return f"/rules/{rule.name}/"


def _example_data(worked: Worked | None) -> dict[str, Any] | None:
    if worked is None:
        return None
    return {
        "shows": worked.example.shows,
        "line": worked.example.line,
        "case": case_data(worked.case, worked.answer),
    }
