"""The shape of a priced claim."""

from __future__ import annotations

from pydantic import Field

from openrvu.pricing.claim import LineOutcome
from openrvu.site.api.code_shapes import LocalityFound
from openrvu.site.api.kinds import Day, Dollars, Exact, Rvu
from openrvu.site.api.paging import Shape


class StepFound(Shape):
    """One rule at work on a line."""

    rule: str = Field(description="Its name: `GET /rules/{name}` explains it.")
    title: str
    cites: str = Field(description="Statute, regulation, manual section or CMS file.")
    inputs: dict[str, Exact | bool | str] = Field(
        description="The figures that entered, by name: decimal strings, texts, yes or no."
    )
    result: Exact


class ShareFound(Shape):
    """Who pays the allowed amount of a line."""

    deductible: Dollars
    coinsurance: Dollars
    patient: Dollars = Field(description="Deductible and coinsurance.")
    sequestration: Dollars = Field(description="Kept back from what Medicare pays.")
    medicare: Dollars = Field(description="What Medicare pays in the end.")
    bonus: Dollars = Field(description="For a shortage area; paid apart.")


class PricedLineFound(Shape):
    """What became of one line."""

    number: int = Field(description="From 1, in the order of the claim.")
    code: str
    modifiers: list[str]
    units: int
    date: Day
    outcome: LineOutcome = Field(description="Only a priced line has an amount.")
    reason_id: str = Field(description="A name for programs; empty when plainly priced.")
    reason: str = Field(description="The same in a sentence.")
    amount: Dollars | None = Field(description="What Medicare allows for the line.")
    fee: Dollars | None = Field(description="Of one unit, before any other rule.")
    limiting_charge: Dollars | None = Field(
        description="The most that a nonparticipating physician may charge."
    )
    share: ShareFound | None
    work_rvu: Rvu | None = Field(description="CMS's work RVUs times units.")
    total_rvu: Rvu | None
    release: str = Field(description="Whose figures; empty where you gave them.")
    setting: str | None
    position: int | None = Field(description="Place among the ranked procedures of the day.")
    starts_global_period: bool
    steps: list[StepFound] = Field(description="Empty unless asked for.")


class PricedFound(Shape):
    """What became of a claim."""

    amount: Dollars = Field(description="The sum of the priced lines.")
    share: ShareFound = Field(description="Who pays it.")
    priced: int = Field(description="How many lines are priced.")
    unpriced: int = Field(description="How many are not: the sum says nothing of them.")
    locality: LocalityFound
    notices: list[str] = Field(description="What to know before using the figures.")
    lines: list[PricedLineFound]
