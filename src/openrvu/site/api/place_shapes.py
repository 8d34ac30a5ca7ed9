"""The shapes of answers about payment localities and releases."""

from __future__ import annotations

from pydantic import Field

from openrvu.site.api.kinds import Day, Dollars, Exact, Factor, Index
from openrvu.site.api.paging import Page, Shape


class Area(Shape):
    """A payment locality and its indices (GPCIs)."""

    key: str = Field(description="Carrier and number: `01112-05`.")
    carrier: str = Field(description="The Medicare contractor, five digits.")
    number: str = Field(description="Two digits.")
    state: str = Field(description="Two letters.")
    name: str
    work_gpci: Index
    pe_gpci: Index
    mp_gpci: Index
    anesthesia_factor: Exact | None = Field(
        description="Dollars per anesthesia unit; null where not held."
    )


class AreaLine(Area):
    """A locality in the list of a release."""

    overall: Index | None = Field(
        description="The amount of 99213 outside a facility, as a multiple of the national one."
    )
    basket_amount: Dollars | None = Field(description="That amount.")
    release: str = Field(description="Whose indices they are.")


class AreaLines(Page[AreaLine]):
    """Localities, by state and number."""


class Absence(Shape):
    """Why a release has no index for a locality."""

    key: str
    name: str
    last_release: str
    successor: str | None


class IndexRank(Shape):
    """Where an index stands among those of the release."""

    index: str
    value: Index
    rank: int
    equal: int = Field(description="How many others have the same value.")
    n: int


class ExampleAmount(Shape):
    """The amount of a service here and nationally."""

    code: str
    modifier: str
    setting: str
    amount: Dollars
    national: Dollars
    percent: Exact | None


class AreaPoint(Area):
    """The locality in one release."""

    release: str
    first: Day = Field(alias="from")


class AreaFound(Area):
    """Everything about one locality."""

    release: str = Field(description="Whose figures are shown.")
    asked: str = Field(description="The release asked for.")
    index_held: bool = Field(
        description="False where the release asked for has no index for it: then nothing can be "
        "priced there, and the figures are of another release."
    )
    absent: Absence | None
    anesthesia_release: str | None
    counties: str | None
    counties_release: str | None
    ranks: list[IndexRank]
    examples: list[ExampleAmount]
    history: list[AreaPoint]


class ReleaseLine(Shape):
    """A release of the fee schedule."""

    label: str = Field(description="CMS's name for it.")
    first: Day = Field(alias="from", description="The first date of service it answers for.")
    last: Day | None = Field(alias="to", description="The last one.")
    published: Day | None = Field(description="Printed in the file's heading.")
    conversion_factor: Factor = Field(description="Dollars per total RVU.")
    qp_conversion_factor: Factor | None = Field(
        description="That of qualifying APM participants; null before 2026."
    )
    archive: str = Field(description="CMS's archive it was read from.")
    sha256: str = Field(description="Of the archive.")
    lacks: list[str] = Field(description="Kinds of file the archive did not hold.")
    owned: bool = Field(description="The person who runs this server added it.")


class ReleaseLines(Page[ReleaseLine]):
    """Releases, in order of force."""


class ReleaseFound(ReleaseLine):
    """One release, and how much it holds."""

    codes: int
    localities: int
