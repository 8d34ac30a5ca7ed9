"""The person's figures held against the rows of a benchmark."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openrvu.exact import CENT_PLACES, RVU_PLACES, ratio, round_half_up, shorten
from openrvu.pricing.figures import money
from openrvu.productivity.benchmark.compare import (
    Comparison,
    compare_pay,
    compare_ratio,
    compare_work,
)
from openrvu.productivity.benchmark.measures import Measure, Unit, measure_of
from openrvu.productivity.benchmark.percentile import Points
from openrvu.productivity.benchmark.survey import Survey, SurveyRow
from openrvu.site.benchmarks.models import Standing
from openrvu.site.benchmarks.own import Own
from openrvu.site.templating import work

_ONE = Decimal(1)
_WORK = measure_of("Work RVUs")


@dataclass(frozen=True, slots=True)
class Ranked:
    """One measure: the published points, and where the person stands.

    Attributes:
        measure: what is measured.
        name: what its source calls it.
        points: percentile and value.
        figure: the person's own, before it is normalised; None where there is none.
        comparison: where that stands; None where there is no figure.
        lacking: why there is none, in a sentence.
        organisations: how many answered.
        individuals: how many people they answered for.
    """

    measure: Measure
    name: str
    points: Points
    figure: Decimal | None = None
    comparison: Comparison | None = None
    lacking: str = ""
    organisations: int | None = None
    individuals: int | None = None

    def written(self, value: Decimal | None) -> str:
        """A figure of this measure as people read it."""
        if value is None:
            return "—"
        if self.measure.unit in {Unit.DOLLARS, Unit.DOLLARS_PER_WORK_RVU}:
            return money(value)
        return work(round_half_up(value, RVU_PLACES))

    @property
    def data(self) -> dict[str, Any]:
        """For JSON."""
        found = self.comparison
        return {
            "measure": self.measure.key,
            "name": self.name,
            "points": {f"p{at}": value for at, value in sorted(self.points.items())},
            "own": self.figure,
            "normalised": found.normalised.value if found else None,
            "steps": list(found.normalised.steps) if found else [],
            "notices": list(found.normalised.notices) if found else [],
            "percentile": found.standing.percentile if found else None,
            "standing": found.standing.words if found else None,
            "lacking": self.lacking or None,
        }


def of_survey(rows: list[SurveyRow], own: Own, held: Standing) -> list[Ranked]:
    """Each measure of a survey's specialty; what can be ranked first."""
    found = [_ranked(row, own, held) for row in rows]
    return sorted(found, key=lambda one: (one.comparison is None, not one.measure.is_known))


def _ranked(row: SurveyRow, own: Own, held: Standing) -> Ranked:
    found = _FIGURES.get(row.measure.key, _untold)(row.points, own, held)
    return Ranked(
        row.measure,
        row.raw_measure,
        row.points,
        *found,
        organisations=row.organisations,
        individuals=row.individuals,
    )


#: The person's own figure, where it stands, and why it cannot be told.
_Told = tuple[Decimal | None, Comparison | None, str]


def _work(points: Points, own: Own, held: Standing) -> _Told:
    if held.clinical_fte is None:
        return own.wrvu, None, "Give your clinical FTE, and it is ranked."
    months = Decimal(own.months.count)
    fte = shorten(held.clinical_fte, 1)
    return own.wrvu, compare_work(own.wrvu, points, clinical_fte=fte, months=months), ""


def _pay(points: Points, own: Own, held: Standing) -> _Told:
    if held.pay is None or held.total_fte is None:
        return held.pay, None, "Give your pay and your total FTE, and it is ranked."
    months = Decimal(own.months.count)
    fte = shorten(held.total_fte, 1)
    return held.pay, compare_pay(held.pay, points, total_fte=fte, months=months), ""


def _ratio(points: Points, own: Own, held: Standing) -> _Told:
    if held.pay is None or not own.wrvu:
        return None, None, "Give your pay, and what it is for each work RVU is ranked."
    value = ratio(held.pay, own.wrvu, CENT_PLACES)
    return value, compare_ratio(value, points), ""


def _untold(points: Points, own: Own, held: Standing) -> _Told:  # noqa: ARG001
    return None, None, "Your log does not tell this figure."


_FIGURES = {"wrvu": _work, "tcc": _pay, "comp_per_wrvu": _ratio}


def of_open(found: Mapping[str, Any], own: Own) -> Ranked | None:
    """A subset of an open benchmark's specialty; None where it is withheld."""
    if not found:
        return None
    points = {int(name[1:]): Decimal(text) for name, text in found.items() if name[0] == "p"}
    # Its figures are not FTE-adjusted, so neither is the person's.
    comparison = compare_work(own.wrvu, points, clinical_fte=_ONE, months=Decimal(own.months.count))
    return Ranked(_WORK, "Medicare work RVUs", points, own.wrvu, comparison, individuals=found["n"])


def rows_of(survey: Survey, specialty: str, cut: Mapping[str, Any]) -> list[SurveyRow]:
    """The rows of a specialty and cut, one a measure."""
    return [row for row in survey.rows if row.specialty == specialty and _in(row, cut)]


def cuts_of(survey: Survey, specialty: str) -> list[dict[str, Any]]:
    """Provider type, region and year of a specialty's rows, each once."""
    found: dict[str, dict[str, Any]] = {}
    for row in survey.rows:
        if row.specialty == specialty:
            cut = cut_of(row)
            found.setdefault(json.dumps(cut), cut)
    return list(found.values())


def cut_of(row: SurveyRow) -> dict[str, Any]:
    """What a row is of, besides its specialty and measure."""
    return {"provider_type": row.provider_type, "region": row.region, "year": row.year}


def named(cut: Mapping[str, Any]) -> str:
    """A cut in words."""
    return ", ".join(str(part) for part in cut.values() if part) or "all"


def mismatch(data_year: int, own: Own) -> str:
    """What to know where the survey's year is not that of the person's work RVUs."""
    others = [str(year) for year in own.years if year != data_year]
    if not others:
        return ""
    return (
        f"The benchmark's figures are of {data_year}; your work RVUs are those of "
        f"{' and '.join(others)}. CMS changes the work RVUs of codes from year to year, so part "
        "of any distance between them is CMS's and not yours."
    )


def _in(row: SurveyRow, cut: Mapping[str, Any]) -> bool:
    return not cut or cut_of(row) == dict(cut)


def lines(found: Ranked) -> Iterator[tuple[str, str]]:
    """The published points as rows of a table."""
    for at, value in sorted(found.points.items()):
        yield f"P{at}", found.written(value)
