"""Calls about the payment rules themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from openrvu.book.book import open_book
from openrvu.codes.index import open_index
from openrvu.pricing.as_data import priced_data
from openrvu.rules.as_data import rule_data, whole_rule_data
from openrvu.rules.expression import Rule
from openrvu.rules.order import rules as all_rules
from openrvu.site.api import kinds
from openrvu.site.api.paging import Paging, page
from openrvu.site.api.problems import problem
from openrvu.site.api.rule_shapes import RuleFound, RuleLines
from openrvu.site.rule_pages.examples import Worked
from openrvu.site.rule_pages.rule_page import Touched, build

router = Router(tags=["Rules"])
NAME = kinds.text(
    r"[0-9A-Za-z_]{1,40}(\.[0-9A-Za-z_]{1,40})*",
    "the name of a rule, such as bilateral.procedures",
    "bilateral.procedures",
    maxLength=120,
)


@router.get(
    "/rules",
    response=RuleLines,
    operation_id="listRules",
    summary="List payment rules",
    by_alias=True,
)
def rules(request: HttpRequest, asked: Query[Paging]) -> dict[str, Any]:
    """Every payment rule in the order of payment, with its authority."""
    held = [each.rule for each in all_rules().values()]
    return page(request, asked, held, _lines)


@router.get(
    "/rules/{name}",
    response=RuleFound,
    operation_id="getRule",
    summary="Look up a payment rule",
    by_alias=True,
)
def rule(
    request: HttpRequest,  # noqa: ARG001
    name: Path[Annotated[str, NAME]],
) -> dict[str, Any]:
    """One rule: our words, its authority, its figures by date, what is computed, an example.

    The data of its page.
    """
    book, index = open_book(), open_index()
    made = build(name, book, index)
    if made is None:
        raise problem("unknown_rule", f"there is no rule {name!r}", "path.name", "a name of /rules")
    return {
        **whole_rule_data(all_rules()[name]),
        "page": _page(made.rule),
        "indicators": [_touched_data(each) for each in made.touched],
        "reasons": [asdict(each) for each in made.reasons],
        "looked_at_by": [each.name for each in made.looked_at_by],
        "example": _example_data(made.worked) if made.worked else None,
    }


def _lines(part: Sequence[Rule]) -> list[dict[str, Any]]:
    return [{**rule_data(told), "page": _page(told)} for told in part]


def _page(told: Rule) -> str:
    return f"/rules/{told.name}/"


def _touched_data(touched: Touched) -> dict[str, Any]:
    return {
        "name": touched.indicator.title,
        "column": touched.indicator.column,
        "values": [{"value": each.value, "meaning": each.text} for each in touched.meanings],
    }


def _example_data(worked: Worked) -> dict[str, Any]:
    return {
        "shows": worked.example.shows,
        "line": worked.example.line,
        "page": worked.case.address(),
        "priced": priced_data(worked.answer.priced),
    }
