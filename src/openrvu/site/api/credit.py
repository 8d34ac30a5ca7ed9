"""The call that credits a claim's work under an employer's plan."""

from __future__ import annotations

import json
import re

from django.http import HttpRequest
from ninja import Body, Router

from openrvu.book.book import open_book
from openrvu.productivity.as_data import CreditedData, credited_data
from openrvu.productivity.credit_claim import credit_claim
from openrvu.productivity.plan import CreditPlan
from openrvu.productivity.plan_file import plan, plan_from_json
from openrvu.productivity.plan_table import Problem as PlanProblem
from openrvu.site.api.credit_shapes import CreditAsked, CreditFound
from openrvu.site.api.plan_shapes import PlanAsked
from openrvu.site.api.price import priced
from openrvu.site.api.problems import Detail, contradiction

router = Router(tags=["Claims"])


@router.post(
    "/credit",
    response=CreditFound,
    operation_id="creditClaim",
    summary="Credit work RVUs",
    by_alias=True,
)
def credit(
    request: HttpRequest,  # noqa: ARG001
    asked: Body[CreditAsked],
) -> CreditedData:
    """Credit a claim's work RVUs under an employer's plan, beside CMS's own figure.

    No rule of Medicare says what an employer credits. Each difference has its reason; a figure
    that plans commonly use is marked customary.
    """
    chosen = _plan(asked.plan)
    priced_claim = priced(asked.claim, where="body.claim")
    return credited_data(
        credit_claim(priced_claim, chosen, posted=asked.posted, source=open_book())
    )


def _plan(asked: str | PlanAsked) -> CreditPlan:
    """The plan of a name, or the one that was sent.

    Raises:
        Problem: parts of the plan contradict each other.
    """
    if isinstance(asked, str):
        return plan(asked)
    told = asked.model_dump(mode="json", exclude_none=True, exclude_unset=True)
    found, problems = plan_from_json(json.dumps(told))
    if found is None:
        raise contradiction(tuple(map(_detail, problems)))
    return found


def _detail(problem: PlanProblem) -> Detail:
    """The plan's reader counts tables from 1, a call's places from 0."""
    place = re.sub(r"\[([0-9]+)\]", lambda at: f"[{int(at[1]) - 1}]", problem.place)
    where = f"body.plan.{place}"
    return Detail(where, f"{where}: found {problem.found}", problem.expected)
