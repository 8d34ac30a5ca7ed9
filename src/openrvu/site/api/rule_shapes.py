"""The shapes of answers about payment rules."""

from __future__ import annotations

from pydantic import Field

from openrvu.site.api.kinds import Day, Exact
from openrvu.site.api.paging import Page, Shape
from openrvu.site.api.priced_shapes import PricedFound


class PlaceFound(Shape):
    """Where a rule stands in the order of adjustments."""

    number: int = Field(description="From 1.")
    title: str
    authority: str = Field(description="What puts it there.")
    standing: str = Field(description="`read`, or `convention` where no text was found.")


class RuleLine(Shape):
    """A payment rule."""

    name: str = Field(description="As it stands in a step of a priced line.")
    title: str
    says: str = Field(description="The rule in our words.")
    cites: str = Field(description="Statute, regulation, manual section or CMS file.")
    touches: list[str] = Field(description="Indicator values that it looks at.")
    place: PlaceFound | None = Field(description="Null for a rule asked for by itself.")
    page: str = Field(description="Its page on this site.")


class RuleLines(Page[RuleLine]):
    """Payment rules, in the order of payment."""


class LineOfWords(Shape):
    """One line of a rule told in words."""

    depth: int = Field(description="How far it is set in.")
    text: str


class ValueFound(Shape):
    """A dated figure from a first day on."""

    first: Day = Field(alias="from")
    value: Exact = Field(description="As its source prints it: 62.5 for 62.5 percent.")
    source: str
    checked: Day = Field(description="When the source was last looked at.")
    read: str = Field(description="How far the source was followed.")
    note: str


class ParameterFound(Shape):
    """A figure of the law with all its values."""

    name: str
    title: str
    unit: str = Field(description="`percent`, `count`, `dollars`, `index` or `flag`.")
    says: str
    values: list[ValueFound]


class MeaningFound(Shape):
    """A value of an indicator and what it means."""

    value: str
    meaning: str


class TouchedFound(Shape):
    """An indicator that a rule looks at."""

    name: str
    column: str = Field(description="Its heading in CMS's file.")
    values: list[MeaningFound]


class GivenReason(Shape):
    """A reason that a rule can give for what becomes of a line."""

    id: str = Field(description="As `reason_id` of a priced line.")
    outcome: str
    says: str


class ExampleFound(Shape):
    """A claim that shows a rule at work."""

    shows: str = Field(description="What there is to see.")
    line: int = Field(description="The line to look at, from 1.")
    page: str = Field(description="The claim in the pricer of this site.")
    priced: PricedFound


class RuleFound(RuleLine):
    """One payment rule, told whole."""

    words: list[LineOfWords] = Field(description="What is computed, line by line.")
    parameters: list[ParameterFound]
    indicators: list[TouchedFound]
    reasons: list[GivenReason]
    looks_at: list[str] = Field(description="Names of the rules that it looks at.")
    looked_at_by: list[str] = Field(description="Names of the rules that look at it.")
    example: ExampleFound | None = Field(description="Null where none is kept.")
