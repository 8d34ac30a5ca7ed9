"""The shapes of crediting a claim's work under a plan."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Discriminator, Field, Tag

from openrvu.productivity.plan_file import NAMES
from openrvu.site.api import kinds
from openrvu.site.api.claim_shapes import ClaimAsked
from openrvu.site.api.kinds import Day, Exact, Rvu
from openrvu.site.api.paging import Shape
from openrvu.site.api.plan_shapes import PlanAsked
from openrvu.site.api.service import HIDDEN

_NAME, _OWN = f"{HIDDEN}name", f"{HIDDEN}plan"


def _kind_of_plan(value: object) -> str:
    return _NAME if isinstance(value, str) else _OWN


class CreditAsked(Shape):
    """A claim, and the plan to credit it under."""

    claim: ClaimAsked
    plan: Annotated[
        Annotated[str, kinds.one_of(*NAMES), Tag(_NAME)] | Annotated[PlanAsked, Tag(_OWN)],
        Discriminator(_kind_of_plan),
    ] = Field(NAMES[0], description="The name of a plan that comes with OpenRVU, or your own.")
    posted: Annotated[dt.date, kinds.DAY] | None = Field(
        None, description="The day the charges were posted, for a plan that goes by it."
    )


class ReasonFound(Shape):
    """One step from CMS's work RVUs to those credited."""

    rule: str
    words: str
    factor: Exact | None
    before: Exact | None
    after: Exact
    customary: bool = Field(description="Commonly used by plans; not law.")


class CreditedLineFound(Shape):
    """What a plan credits for one line."""

    number: int
    code: str
    modifiers: list[str]
    units: int
    date: Day
    release: str = Field(description="Whose work RVUs count; empty where you gave them.")
    full: Exact | None = Field(description="CMS's work RVUs times units.")
    credited: Exact | None = Field(description="At full precision; null where it is not known.")
    missing: str = Field(description="Why it is not known; else empty.")
    position: int | None = Field(description="Place among the ranked procedures of the day.")
    reasons: list[ReasonFound] = Field(description="From full to credited.")
    notices: list[str]


class CreditFound(Shape):
    """A claim credited, beside CMS's own work RVUs."""

    plan: str
    full: Rvu = Field(description="CMS's work RVUs of the lines whose credit is known.")
    credited: Rvu = Field(description="What the plan credits for the same lines.")
    unanswered: int = Field(description="Lines whose credit is not known; in neither sum.")
    notices: list[str]
    lines: list[CreditedLineFound]
