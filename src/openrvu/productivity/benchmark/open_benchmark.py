"""The open benchmark as data: distributions of work RVUs by specialty, aggregates alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

#: The percentiles that are computed, by linear interpolation between order statistics (type 7).
PERCENTILES = (10, 25, 50, 75, 90)
#: A cell of fewer providers is withheld, as CMS withholds rows of fewer beneficiaries.
LEAST_PROVIDERS = 11
#: The percentile of all providers from which one counts as active.
ACTIVE_FROM = 25
#: Digits after the point to which a mean is rounded half up.
MEAN_PLACES = 2

LABEL = (
    "Medicare fee-for-service, individual NPIs, not FTE-adjusted; typically well below a "
    "physician's whole work, of which Medicare fee-for-service is a part."
)
RULES = (
    "Rows of individuals (entity code I) of physician specialties; rows of drugs are left out.",
    "Work RVUs of a row: services (to six digits after the point) times the work RVU of the "
    "code in CMS's relative value file of that year; in a facility, of its row for modifier 26 "
    "where the code has one (PC/TC indicator 1).",
    "The rows of an NPI are added up. Those without any work RVUs are not counted.",
    "Percentiles by linear interpolation between order statistics (type 7); means are rounded "
    f"half up to {MEAN_PLACES} digits.",
    f"All: every NPI counted. Active: those at or above P{ACTIVE_FROM} of all in their specialty, "
    "so that the quarter with the least Medicare work is left out.",
    f"A cell of fewer than {LEAST_PROVIDERS} NPIs is withheld; the active also where those left "
    "out of all are so few, for their figures would follow by subtraction.",
    "The source has no modifiers, no Medicare Advantage and no rows of 10 or fewer "
    "beneficiaries, and what is billed under an organisation's NPI is not in it.",
)


@dataclass(frozen=True, slots=True)
class Distribution:
    """Work RVUs of a year over providers.

    Attributes:
        n: how many NPIs.
        points: percentile and work RVUs, exact.
        mean: work RVUs, rounded half up to two digits.
    """

    n: int
    points: Mapping[int, Decimal]
    mean: Decimal


@dataclass(frozen=True, slots=True)
class OpenSpecialty:
    """One specialty.

    Attributes:
        specialty: CMS's label.
        everyone: all NPIs; None where they are fewer than :data:`LEAST_PROVIDERS`.
        active: those at or above :data:`ACTIVE_FROM`; None likewise, and where
            :func:`tells_of_few`.
    """

    specialty: str
    everyone: Distribution | None
    active: Distribution | None


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the rows of the source.

    Attributes:
        read: rows in all; always ``used`` and all ``dropped`` together.
        used: rows that count.
        dropped: reason and rows.
        other_types: provider types that are no physician specialty, and their rows.
    """

    read: int
    used: int
    dropped: Mapping[str, int]
    other_types: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class OpenBenchmark:
    """Distributions by specialty, computed from one of CMS's files.

    Attributes:
        year: the calendar year of the services.
        releases: labels of the releases whose work RVUs were taken.
        source: the file's name.
        sha256: of the file's bytes, in hexadecimal.
        counts: what became of its rows.
        notices: what a reader must know of this file.
        specialties: by label.
        label: what the figures are, and are not.
        rules: how they were computed.
    """

    year: int
    releases: tuple[str, ...]
    source: str
    sha256: str
    counts: Counts
    notices: tuple[str, ...]
    specialties: tuple[OpenSpecialty, ...]
    label: str = LABEL
    rules: tuple[str, ...] = RULES


def tells_of_few(everyone: int, active: int) -> bool:
    """Whether all less active are providers, and too few of them to be told of."""
    return 0 < everyone - active < LEAST_PROVIDERS
