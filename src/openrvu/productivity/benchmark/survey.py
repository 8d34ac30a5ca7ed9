"""A survey that a person licenses, as data: rows of sparse percentiles, and where they came from.

It belongs to the account that brought it. Nothing here is sent or exported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from openrvu.productivity.benchmark.headings import Shape
from openrvu.productivity.benchmark.measures import Measure
from openrvu.productivity.tabular.table import Problem

#: Specialty, provider type, region, year, and the measure's key: what tells one row from another.
Key = tuple[str, str, str, int, str]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a survey came from, and by what right it is used.

    Attributes:
        vendor: who published it, as the person says.
        survey_year: the year it is called by.
        data_year: the year its figures are of.
        attestation: the words by which the person said that their licence allows this use.
        cut: which part of the survey it is, such as a region or an ownership.
        file_name: the file's name.
        file_sha256: of the file's bytes, in hexadecimal.
        imported: the day.
    """

    vendor: str
    survey_year: int
    data_year: int
    attestation: str
    cut: str = ""
    file_name: str = ""
    file_sha256: str = ""
    imported: date | None = None


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """The figures of one measure for one specialty, provider type, region and year.

    Attributes:
        specialty: as the file has it.
        provider_type: likewise; empty where it says none.
        region: likewise.
        year: of the row; the survey's where it says none.
        measure: what is measured.
        raw_measure: the file's name for it.
        points: percentile, 1 to 99, and its value; those withheld are not there.
        mean: None where it is not published or withheld.
        deviation: the standard deviation, likewise.
        organisations: how many answered; None where it is not said.
        individuals: how many people they answered for; likewise.
        row: line or sheet row of the file, from 1.
    """

    specialty: str
    provider_type: str
    region: str
    year: int
    measure: Measure
    raw_measure: str
    points: Mapping[int, Decimal]
    mean: Decimal | None = None
    deviation: Decimal | None = None
    organisations: int | None = None
    individuals: int | None = None
    row: int = 0

    @property
    def key(self) -> Key:
        """What tells this row from others."""
        return (self.specialty, self.provider_type, self.region, self.year, self.measure.key)


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey.

    Attributes:
        provenance: where it came from.
        shape: how its file was laid out.
        rows: one a key, in the order of the file.
    """

    provenance: Provenance
    shape: Shape
    rows: tuple[SurveyRow, ...]

    def specialties(self) -> tuple[str, ...]:
        """Every specialty, as the file has it, in its order."""
        return tuple(dict.fromkeys(row.specialty for row in self.rows))

    def find(
        self,
        specialty: str,
        measure: str,
        *,
        provider_type: str | None = None,
        region: str | None = None,
        year: int | None = None,
    ) -> tuple[SurveyRow, ...]:
        """The rows of a specialty and measure; of those named where more is asked.

        Args:
            specialty: as the file has it.
            measure: its key, such as ``wrvu``.
            provider_type: as the file has it.
            region: as the file has it.
            year: of the row.
        """
        asked = {"provider_type": provider_type, "region": region, "year": year}
        wanted = {name: value for name, value in asked.items() if value is not None}
        return tuple(
            row
            for row in self.rows
            if (row.specialty, row.measure.key) == (specialty, measure)
            and all(getattr(row, name) == value for name, value in wanted.items())
        )


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file.

    Attributes:
        survey: what was taken; without rows where nothing was.
        problems: what was left out, each with its place.
        warnings: what was taken and should be looked at.
    """

    survey: Survey
    problems: tuple[Problem, ...] = field(default=())
    warnings: tuple[Problem, ...] = field(default=())
