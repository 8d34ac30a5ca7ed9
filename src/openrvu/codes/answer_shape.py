"""The shape of an answer as plain data. Every figure is a decimal string.

Dollars and RVUs have two digits, indices three, factors four; the steps of the arithmetic are
exact. What Medicare does not price has ``amount: null`` with its outcome and reason.
"""

from __future__ import annotations

from typing import TypedDict

from openrvu.schedule.place_data import LocalityData


class StepData(TypedDict):
    """One line of the arithmetic; see :class:`openrvu.schedule.amount.Step`."""

    name: str
    left: str
    operation: str
    right: str | None
    result: str


class RankData(TypedDict):
    """Where the work RVU stands; see :class:`openrvu.schedule.statistics.Rank`."""

    percentile: str
    n: str
    below: str
    equal: str
    lowest: str
    lower_quartile: str
    median: str
    upper_quartile: str
    highest: str
    to_median: str | None
    population: str


class SourceData(TypedDict):
    """Where the figures stand: release, archive, its SHA-256 and the row."""

    release: str
    archive: str
    sha256: str
    row: str
    code: str
    modifier: str
    published: str | None


class RowData(TypedDict):
    """The figures of one row of the relative value file, in one setting and locality.

    ``opps_cap`` is the OPPS-based amount that limits payment of imaging, or null where the row
    has none; ``amount`` is before that limit.
    """

    code: str
    modifier: str
    status: str
    status_meaning: str
    setting: str
    locality: str
    conversion_factor: str
    work_rvu: str
    pe_rvu: str
    mp_rvu: str
    total_rvu: str
    amount: str | None
    outcome: str
    reason: str
    na: bool
    opps_cap: str | None
    steps: list[StepData]


class OwnWords(TypedDict, total=False):
    """CMS's short descriptor, there only where the person's own archive has one.

    It is for that person's machine: a page for others leaves it out.
    """

    descriptor: str


class Answer(RowData, OwnWords):
    """The row asked for, with its place among others, its siblings and its source."""

    title: str
    release: str
    date: str
    qp: bool
    locality_detail: LocalityData
    notices: list[str]
    components: list[RowData]
    rank: RankData | None
    source: SourceData
