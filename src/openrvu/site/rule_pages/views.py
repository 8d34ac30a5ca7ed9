"""The payment rules in their order, and a page for each, as HTML and as JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openrvu.book.book import open_book
from openrvu.codes.index import open_index
from openrvu.pricing.figures import dollars
from openrvu.pricing.trail import entered
from openrvu.rules.coverage import Coverage, coverage
from openrvu.rules.order import BESIDE, ORDER
from openrvu.rules.order import rules as all_rules
from openrvu.rules.phrases import figure_in_words
from openrvu.site.answers import Head, as_json, json_error, page
from openrvu.site.home.missing import not_found_page
from openrvu.site.rule_pages.data import left_aside, page_data, rule_line, rules_of_place
from openrvu.site.rule_pages.rule_page import RulePage, build

#: How far a figure's source was followed, for a page.
READ = {
    "read": "read",
    "in file": "follows from a CMS file",
    "not read": "not read; from common knowledge",
}


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule in the order of payment."""
    context = {
        "order": ORDER,
        "beside": [each.rule for each in BESIDE],
        "aside": _left_aside(),
    }
    return page(request, "rule_pages/rules.html", _list_head(), context)


@require_safe
def rules_json(_request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    return as_json(
        {
            "order": [rules_of_place(place) for place in ORDER],
            "beside": [rule_line(each.rule) for each in BESIDE],
            "not_modelled": [left_aside(matter) for matter in _left_aside()],
        }
    )


def _left_aside() -> tuple[Coverage, ...]:
    """What no rule here does."""
    return tuple(each for each in coverage() if not each.modelled)


@require_safe
def rule(request: HttpRequest, name: str) -> HttpResponse:
    """One rule."""
    made = build(name, open_book(), open_index())
    if made is None:
        return not_found_page(request, _unknown(name), "")
    context: dict[str, Any] = {
        "r": made,
        "known": all_rules(),
        "entered": entered,
        "dollars": dollars,
        "figure": figure_in_words,
        "read": READ,
    }
    return page(request, "rule_pages/rule.html", _head(made), context)


@require_safe
def rule_json(_request: HttpRequest, name: str) -> HttpResponse:
    """The same as JSON."""
    made = build(name, open_book(), open_index())
    return json_error(404, _unknown(name)) if made is None else as_json(page_data(made))


def _unknown(name: str) -> str:
    return f"There is no rule {name[:60]!r}; /rules/ lists those there are."


def _list_head() -> Head:
    return Head(
        title="Medicare's payment rules, in the order of payment",
        description="Every rule by which OpenRVU prices a claim under the Medicare Physician Fee "
        "Schedule: in words, with its source, its figures by date and a worked example.",
        path="/rules/",
        json_path="/rules.json",
    )


def _head(made: RulePage) -> Head:
    return Head(
        title=f"{made.rule.title}: a Medicare payment rule",
        description=made.rule.says,
        path=f"/rules/{made.rule.name}/",
        json_path=f"/rules/{made.rule.name}.json",
    )
