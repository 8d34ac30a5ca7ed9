"""The shapes of answers about codes."""

from __future__ import annotations

from pydantic import Field

from openrvu.site.api.kinds import Day, Dollars, Exact, Factor, Index, Rvu
from openrvu.site.api.paging import Page, Shape

_OUTCOME = "`priced`, or why not: such as `bundled` or `contractor-priced`."


class CodeLine(Shape):
    """A code with its national figures."""

    code: str = Field(description="CPT or HCPCS, five characters.")
    modifier: str = Field(description="Empty; 26, TC or 53 where the code has no whole service.")
    title: str | None = Field(description="Our own words; null where we have not written any.")
    status: str = Field(description="CMS's status indicator.")
    status_meaning: str
    outcome: str = Field(description=_OUTCOME)
    work_rvu: Rvu
    total_rvu_nonfacility: Rvu
    total_rvu_facility: Rvu
    amount_nonfacility: Dollars | None = Field(description="National; null where not priced.")
    amount_facility: Dollars | None = Field(description="National; null where not priced.")
    na_nonfacility: bool = Field(description="CMS marks the setting NA: rarely performed there.")
    na_facility: bool = Field(description="The same of a facility.")
    global_days: str = Field(description="Global period: 000, 010, 090, MMM, XXX, YYY or ZZZ.")
    release: str = Field(description="Whose figures they are.")
    url: str = Field(description="The page of the code on this site.")


class CodeLines(Page[CodeLine]):
    """Codes, in their order."""


class ArithmeticStep(Shape):
    """One line of the arithmetic of a base amount."""

    name: str
    left: Exact
    operation: str = Field(description="`×`, `+` or `round half up`.")
    right: Exact | None
    result: Exact


class Row(Shape):
    """The figures of one row, in one setting and place."""

    code: str
    modifier: str
    status: str
    status_meaning: str
    setting: str
    locality: str | None = Field(description="Its key; null where the release holds no index.")
    conversion_factor: Factor
    work_rvu: Rvu
    pe_rvu: Rvu
    mp_rvu: Rvu
    total_rvu: Rvu
    amount: Dollars | None = Field(
        description="What Medicare allows for one unit before the OPPS cap and every other rule; "
        "null where it is not priced."
    )
    outcome: str = Field(description=_OUTCOME)
    reason: str = Field(description="Why it is not priced, in a sentence; else empty.")
    na: bool = Field(description="CMS marks the setting NA.")
    opps_cap: Dollars | None = Field(description="The OPPS-based amount that caps imaging.")
    steps: list[ArithmeticStep]


class ZipFound(Shape):
    """The ZIP code that a locality was found by."""

    zip_code: str
    spans: bool = Field(description="It lies in several localities; CMS's file names this one.")
    edition: str = Field(description="Year and quarter of CMS's ZIP file.")


class LocalityFound(Shape):
    """A payment locality and its indices."""

    key: str
    carrier: str
    number: str
    state: str
    name: str
    work_gpci: Index
    pe_gpci: Index
    mp_gpci: Index
    counties: str
    anesthesia_factor: Exact | None = Field(description="Dollars per anesthesia unit.")
    zip: ZipFound | None


class RankFound(Shape):
    """Where the work RVU stands in its category."""

    percentile: Exact
    n: Exact = Field(description="How many codes are compared.")
    below: Exact
    equal: Exact
    lowest: Rvu
    lower_quartile: Exact
    median: Exact
    upper_quartile: Exact
    highest: Rvu
    to_median: Exact | None = Field(description="The work RVU as a multiple of the median.")
    population: str = Field(description="Which codes are compared.")


class SourceFound(Shape):
    """Where the figures stand."""

    release: str
    archive: str = Field(description="CMS's archive.")
    sha256: str = Field(description="Of the archive.")
    row: str
    code: str
    modifier: str
    published: Day | None = Field(description="Printed in the file's heading.")


class TextFound(Shape):
    """What we wrote of the code (CC BY 4.0)."""

    also_known_as: list[str]
    description: str
    plain: str
    context: str
    specialties: list[str]
    checked_against: str


class IndicatorFound(Shape):
    """A payment policy indicator and what its value means."""

    name: str
    value: str
    meaning: str


class BillingNote(Shape):
    """What follows from the indicators for the bill."""

    topic: str
    text: str
    source: str


class HistoryPoint(Shape):
    """The row in one release."""

    release: str
    first: Day = Field(alias="from")
    last: Day | None = Field(alias="to")
    work_rvu: Rvu
    total_rvu: Rvu
    conversion_factor: Factor
    amount: Dollars | None


class CodeFound(Row):
    """Everything about one code: the row asked for, its siblings, its history and its source."""

    title: str
    release: str
    date: Day
    qp: bool
    locality_detail: LocalityFound | None
    notices: list[str] = Field(description="What to know before using the figures.")
    components: list[Row] = Field(description="Every row of the code.")
    rank: RankFound | None
    source: SourceFound
    page: str = Field(description="The page that shows the same.")
    category: str
    family: str | None
    text: TextFound | None
    indicators: list[IndicatorFound]
    billing_notes: list[BillingNote]
    history: list[HistoryPoint]
    related: list[str]


class Hit(Shape):
    """A code found, with its national figures outside a facility."""

    code: str
    modifier: str = Field(description="The row asked for: empty, 26, TC or 53.")
    title: str
    why: str = Field(description="Why it is here.")
    work_rvu: Rvu
    total_rvu: Rvu
    amount: Dollars | None
    outcome: str = Field(description=_OUTCOME)
    na: bool
    url: str


class Sibling(Shape):
    """A code that differs from the first one found in one thing only."""

    code: str
    title: str
    why: str = Field(description="In what it differs.")
    url: str


class Hits(Page[Hit]):
    """Codes found, best first."""

    siblings: list[Sibling]
    message: str = Field(description="What to try where nothing fits; else empty.")
